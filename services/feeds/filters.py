"""The part of OData's $filter that feeds understand: comparisons of fields with values, joined by `and`.

`Day ge 2023-07-01 and Day lt 2023-08-01 and Agency eq 'กรมที่ดิน'` (OData 4.01, Part 2, 5.1.1).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement

from services.feeds.fields import DAY, MOMENT, TEXT, WHOLE, FeedField

LONGEST: Final = 2000  # characters
MOST: Final = 20  # comparisons
COMPARED: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "eq": operator.eq,
    "ge": operator.ge,
    "gt": operator.gt,
    "le": operator.le,
    "lt": operator.lt,
}
TERM: Final = re.compile(r"\s*([^\s'()]+)\s+(eq|ge|gt|le|lt)\s+('(?:[^']|'')*'|[^\s'()]+)\s*")
AND: Final = re.compile(r"and\s")


class FilterError(ValueError):
    """A filter is not understood. It says what is wrong, in English, as OData's errors are."""


def conditions(said: str, fields: Mapping[str, FeedField[Any]]) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter. Raises FilterError."""
    if len(said) > LONGEST:
        raise FilterError(f"$filter is longer than {LONGEST} characters")
    text, found, place = _outer(said), list[ColumnElement[bool]](), 0
    while True:
        term = TERM.match(text, place)
        if term is None:
            raise FilterError(f"$filter is not understood from: {text[place : place + 40]!r}")
        found.append(_compared(term, fields))
        place = term.end()
        if place >= len(text):
            return found
        joined = AND.match(text, place)
        if joined is None or len(found) == MOST:
            raise FilterError(f"only comparisons joined by `and` are understood, at most {MOST}")
        place = joined.end()


def _outer(said: str) -> str:
    """Return a filter without parentheses around comparisons, as some clients write them. Those in texts stay."""
    parts = re.split(r"('(?:[^']|'')*')", said)
    return "".join(part if part.startswith("'") else re.sub(r"[()]", " ", part) for part in parts).strip()


def _compared(term: re.Match[str], fields: Mapping[str, FeedField[Any]]) -> ColumnElement[bool]:
    name, compared, said = term.groups()
    field = fields.get(name)
    if field is None:
        raise FilterError(f"{name} cannot be filtered by; these can: {', '.join(fields)}")
    try:
        value = _value(said, field.type)
    except ValueError:
        raise FilterError(f"{said} is no {field.type}") from None
    condition: ColumnElement[bool] = COMPARED[compared](field.column, value)
    return condition


def _value(said: str, type: str) -> Any:
    if type == TEXT:
        if not said.startswith("'"):
            raise ValueError(said)
        return said[1:-1].replace("''", "'")
    if type == WHOLE:
        return int(said)
    if type == DAY:
        return date.fromisoformat(said)
    if type == MOMENT:
        at = datetime.fromisoformat(said)
        if at.tzinfo is None:
            raise ValueError(said)
        return at
    raise ValueError(said)
