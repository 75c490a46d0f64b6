"""The fields of a feed: their names as OData allows them, types and labels."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from models.coordination.scopes import AccessScope

Line = TypeVar("Line")
Cursor = tuple[date, int]  # the day and id of a row

TEXT, WHOLE, NUMBER, FLAG = "Edm.String", "Edm.Int64", "Edm.Double", "Edm.Boolean"
DAY, MOMENT, TIME = "Edm.Date", "Edm.DateTimeOffset", "Edm.TimeOfDay"
LONGEST: Final = 128  # characters of a SimpleIdentifier
# CSDL 4.01, SimpleIdentifier: categories of its first character, and of the others. Thai letters are Lo, the vowels and
# tone marks around them Mn, so a Thai name stays as it is.
FIRST: Final = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nl"))
OTHERS: Final = FIRST | {"Nd", "Mn", "Mc", "Pc", "Cf"}


@dataclass(frozen=True, slots=True)
class FeedField(Generic[Line]):
    """One field: name, label in the reader's language, type of OData, and the function for a line's value. `column` is
    what a filter compares, if it may be filtered by."""

    name: str
    label: str
    type: str
    value: Callable[[Line], Any]
    column: Any = None

    def cell(self, line: Line) -> Any:
        """Return the value as JSON has it."""
        value = self.value(line)
        if isinstance(value, datetime):
            return value.isoformat(timespec="seconds")
        return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True, slots=True)
class Portion(Generic[Line]):
    """Some lines, and the cursor of the last of them; None: there are no more."""

    lines: Sequence[Line]
    last: Cursor | None


@dataclass(frozen=True, slots=True)
class FeedTable(Generic[Line]):
    """An entity set. `portion` reads lines after a cursor (session, scope, conditions, cursor, skipped, most); `count`
    counts them."""

    name: str
    label: str
    key: str
    fields: Sequence[FeedField[Line]]
    portion: Callable[[Session, AccessScope, Sequence[ColumnElement[bool]], Cursor | None, int, int], Portion[Line]]
    count: Callable[[Session, AccessScope, Sequence[ColumnElement[bool]]], int]

    @property
    def filtered(self) -> dict[str, FeedField[Line]]:
        """The fields by which it may be filtered."""
        return {field.name: field for field in self.fields if field.column is not None}


def safe_name(said: str, taken: set[str]) -> str:
    """Return a name that OData allows for a field and that no other has, and take it. Other characters become "_"."""
    letters = unicodedata.normalize("NFC", said)
    kept = "".join(letter if unicodedata.category(letter) in OTHERS else "_" for letter in letters) or "_"
    if kept[0] != "_" and unicodedata.category(kept[0]) not in FIRST:
        kept = f"_{kept}"
    name, number = kept[:LONGEST], 1
    while name in taken:
        number += 1
        name = f"{kept[: LONGEST - len(str(number)) - 1]}_{number}"
    taken.add(name)
    return name
