"""Gathers every row that is about a person, as values that JSON can hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

import orjson
from sqlalchemy import Column, ColumnElement, Table, false, or_, select
from sqlalchemy.orm import Session

from models.evaluations.ratings import Rating
from models.messaging import chats
from models.people import people
from models.privacy.names_in_texts import WITH_NAMES
from models.tables import metadata
from services.personal_data.tables import NOT_SHOWN, OWNED, PERSONAL, Records

Row = dict[str, Any]
SELF: Final = {"person": "self"}
ANOTHER: Final = {"person": "another"}
ACTOR: Final = "person:"
OF_CHATS: Final = frozenset(("chat_key", "line_user_id"))
OF_ACTORS: Final = frozenset(("actor", "undone_by", "published_by"))
OF_PEOPLE: Final = frozenset(  # columns with ids of people that have no foreign key, so that erasing leaves the number
    (
        "person_id", "by_person_id", "about_person_id", "mentor_id", "held_by_id", "said_by", "added_by", "owner_id",
        "set_by_id", "nominated_by_id", "decided_by_id",
    )
)  # fmt: skip
# Where somebody wrote to a person or about them, or looked at them: the table, and the column that says who.
WROTE: Final = (
    ("review", "by_person_id"),
    ("question_message", "by_person_id"),
    ("plan_word", "by_person_id"),
    ("plan_duties", "by_person_id"),
    ("activity_revision", "by_person_id"),
    ("submission", "person_id"),
    ("broadcast", "author_id"),
    ("viewing", "by_person_id"),
)


@dataclass(frozen=True, slots=True)
class PersonalData:
    """All rows about a person by table, with ids of people as `{"person": "self" or "another", "name": …}`: a name only
    of who wrote to the person or about them, or looked at what is kept of them."""

    person_id: int
    rows: Mapping[str, Sequence[Row]]
    names: Mapping[int, str] = field(default_factory=dict)

    def of(self, table: str) -> Sequence[Row]:
        return self.rows.get(table, ())


def names_people(column: Column[Any]) -> bool:
    """Return whether a column says which person, chat or actor a row is about."""
    if any(key.column.table.name == "person" for key in column.foreign_keys):
        return True
    return column.name in OF_PEOPLE | OF_CHATS | OF_ACTORS or (column.table.name, column.name) == ("person", "id")


def gather(session: Session, person_id: int) -> PersonalData:
    """Return everything that is stored about a person."""
    mine = chats.of_person(session, person_id)
    asked = _Asked(session, person_id, mine.line_user_id if mine else None)
    raw = {name: asked.rows(name) for name in PERSONAL}
    raw["broadcast"] += asked.received(raw["broadcast_receiver"], {row["id"] for row in raw["broadcast"]})
    wrote = {int(row[column]) for table, column in WROTE for row in raw[table] if row[column] is not None} - {person_id}
    names = {one: person.name for one, person in people.by_ids(session, sorted(wrote)).items()}
    told = _Teller(person_id, names)
    return PersonalData(person_id, {name: told.rows(name, rows) for name, rows in raw.items()}, names)


class _Asked:
    """Asks the database for one person's rows."""

    def __init__(self, session: Session, person_id: int, chat_key: str | None) -> None:
        self._session, self._person_id, self._chat_key = session, person_id, chat_key

    def rows(self, name: str) -> list[Row]:
        table, found = metadata.tables[name], dict[Any, Row]()
        for records in PERSONAL[name]:
            kept = [column for column in table.columns if column.name not in records.without | NOT_SHOWN]
            for row in self._read(table, kept, self._mine(table, records)):
                key = tuple(row[column.name] for column in table.primary_key if column.name in row) or len(found)
                found.setdefault(key, row)  # of two ways to a row, the first tells more
        return list(found.values())

    def received(self, receipts: Sequence[Row], known: set[int]) -> list[Row]:
        """Return the announcements that the person got. To whom else they went is not theirs to know."""
        table = metadata.tables["broadcast"]
        ids = {row["broadcast_id"] for row in receipts} - known
        kept = [table.c[name] for name in ("id", "author_id", "words", "state", "send_at", "created_at")]
        return self._read(table, kept, table.c.id.in_(ids))

    def _read(self, table: Table, kept: Sequence[Column[Any]], mine: ColumnElement[bool]) -> list[Row]:
        order = [*table.primary_key] or [*table.columns]
        return [dict(row) for row in self._session.execute(select(*kept).where(mine).order_by(*order)).mappings()]

    def _mine(self, table: Table, records: Records) -> ColumnElement[bool]:
        named = [self._names_me(table.c[name]) for name in records.columns]
        inside = [table.c[column].in_(self._owned(parent)) for column, parent in records.within]
        return or_(false(), *named, *inside)

    def _names_me(self, column: Column[Any]) -> ColumnElement[bool]:
        if column.name in OF_CHATS:
            return column == self._chat_key if self._chat_key else false()
        if column.name in OF_ACTORS:
            return column == f"{ACTOR}{self._person_id}"
        me: ColumnElement[bool] = column == self._person_id
        if (column.table.name, column.name) == ("submission", "about_person_id"):
            return me & self._no_rating(column.table.c.id)
        return me

    def _owned(self, parent: str) -> Any:
        table = metadata.tables[parent]
        theirs: ColumnElement[bool] = table.c[OWNED[parent]] == self._person_id
        if parent == "submission":
            theirs = theirs | self._names_me(table.c.about_person_id)
        return select(table.c.id).where(theirs)

    def _no_rating(self, submission_id: Column[Any]) -> ColumnElement[bool]:
        """What raters answered is told by the closed round, without names."""
        return ~select(Rating.id).where(Rating.submission_id == submission_id).exists()


class _Teller:
    """Writes rows as values for JSON, with people as `self`, by name, or as `another`."""

    def __init__(self, person_id: int, names: Mapping[int, str]) -> None:
        self._person_id, self._names = person_id, names

    def rows(self, table: str, rows: Iterable[Row]) -> list[Row]:
        columns = metadata.tables[table].columns
        people_in = {column.name for column in columns if names_people(column)} - OF_CHATS - OF_ACTORS
        if table == "delivery":
            rows = [_without_others(row) for row in rows]
        return [{name: self._value(name, value, name in people_in) for name, value in row.items()} for row in rows]

    def _value(self, name: str, value: Any, is_person: bool) -> Any:
        if value is None:
            return None
        if name in OF_ACTORS and str(value).startswith(ACTOR):
            return self._person(int(str(value).removeprefix(ACTOR)))
        if is_person:
            return self._person(value)
        if isinstance(value, bytes):
            return None
        return value.isoformat() if isinstance(value, datetime | date) else value

    def _person(self, person_id: int) -> Row:
        if person_id == self._person_id:
            return dict(SELF)
        name = self._names.get(person_id)
        return {**ANOTHER, "name": name} if name else dict(ANOTHER)


def _without_others(row: Row) -> Row:
    """Return a message to the person with its words, unless it is one that names others (a summary, a reminder about
    them). Of a request that is frozen the words stand in its body."""
    body = row.pop("body")
    if row["about_kind"] in WITH_NAMES:
        return {**row, "messages": None}
    if row["messages"] is None and body is not None:
        return {**row, "messages": orjson.loads(body).get("messages")}
    return row
