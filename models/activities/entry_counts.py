"""How many entries of each person count on each day, counted beforehand: a page about 15,000 people reads a row of each
of them, and not their million entries.

Triggers of the database note in `changed` that entries of a person have changed, whatever changed them and in the same
transaction. The clock counts again whose `counted` is another number. Who reads counts these people from their entries,
so that what is read is right at every moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection, ForeignKey, Select, Table, Text, cast, event, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.activities.activities import COUNTED, IS_COUNTED, Activity
from models.storage.base import Base, BigId
from models.storage.batch import read_once, rows_of

NONE: Final = ord("0")  # a day without entries; each entry is one sign further
MOST: Final = 9_999  # entries of one person on one day
SOME: Final = dict.fromkeys(range(NONE + 1, NONE + MOST + 1), "1")
ASKED_AT_ONCE: Final = 500  # people
BETWEEN: Final = " "  # entries in one text
FEW: Final = 10  # one person in so many may be behind: these are counted at once, of more the entries are read


class EntryCount(Base):
    """What a person has recorded. `days` has a sign for each day from `first` on, which is a day's number as
    `date.toordinal` has it: 0 to 9 entries, after which come the signs that follow in Unicode. `sectors` is JSON: how
    many entries name each. `changed` is the number of changes of their entries so far, `counted` that of the changes
    that are in the counts."""

    __tablename__ = "entry_count"

    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    changed: Mapped[int] = mapped_column(BigId, default=0)
    counted: Mapped[int | None] = mapped_column(BigId)
    first: Mapped[int | None]
    days: Mapped[str | None]
    sectors: Mapped[str | None]


IS_BEHIND: Final = or_(EntryCount.counted.is_(None), EntryCount.counted != EntryCount.changed)


class CountsOfPerson(NamedTuple):  # made 15,000 times for a page: a dataclass takes three times as long
    """The counts of one person, as in `EntryCount`; there is at least one entry."""

    first: int
    days: str
    sectors: Mapping[str, int] | str  # as JSON until somebody asks

    @property
    def last(self) -> int:
        """The number of the last day with an entry."""
        return self.first + len(self.days) - 1

    def between(self, first: int, last: int) -> str:
        """Return the signs of the days from one to another, as far as there are any."""
        return self.days[max(0, first - self.first) : max(0, last - self.first + 1)]

    def entries(self, first: int, last: int) -> int:
        """Return how many entries there are from one day to another."""
        said = self.between(first, last)
        single = said.count("1")
        return single if single + said.count("0") == len(said) else sum(map(ord, said)) - NONE * len(said)

    def reported(self) -> int:
        """Return the days with entries as the bits of a number: the lowest is that of the last day."""
        return int(self.days.translate(SOME), 2)

    def by_sector(self) -> Mapping[str, int]:
        """Return how many entries name each sector."""
        if isinstance(self.sectors, str):
            found: dict[str, int] = orjson.loads(self.sectors)
            return found
        return self.sectors


EntryCounts = Mapping[int, CountsOfPerson]


def of_everybody(session: Session) -> EntryCounts | None:
    """Return the counts of everybody who has entries that count, or None if too many people are behind."""
    return read_once(session, ("entry counts",), lambda: _of_everybody(session))


def _of_everybody(session: Session) -> EntryCounts | None:
    rows = rows_of(session, _ALL).all()
    late = [row[0] for row in rows if row[2] != row[1]]
    if len(late) * FEW > len(rows):
        return None
    found = {
        person_id: CountsOfPerson(first, days, sectors)
        for person_id, changed, counted, first, days, sectors in rows
        if counted == changed and first is not None and days and sectors is not None
    }
    return found | count(session, late)


_ALL: Final = select(
    EntryCount.person_id,
    EntryCount.changed,
    EntryCount.counted,
    EntryCount.first,
    EntryCount.days,
    EntryCount.sectors,
)


def days_of_each(session: Session, counts: EntryCounts, days: Collection[int]) -> list[tuple[int, int]]:
    """Return each person, and on how many of some days they have entries. `counts` are those of `of_everybody`."""
    end = max(days)
    asked = sum({1 << end - day for day in days})
    bits = read_once(
        session, ("days with entries",), lambda: [(one, mine.last, mine.reported()) for one, mine in counts.items()]
    )
    return [
        (one, ((reported << end - last if end >= last else reported >> last - end) & asked).bit_count())
        for one, last, reported in bits
    ]


def people_by_day(counts: EntryCounts, first: int, last: int) -> list[int]:
    """Return of how many people each day from one to another has an entry."""
    length = last - first + 1
    rows = [
        ("0" * (one.first - first) + one.between(first, last)).ljust(length, "0")
        for one in counts.values()
        if one.first <= last and one.last >= first
    ]
    return [len(column) - column.count("0") for column in zip(*rows, strict=True)] if rows else [0] * length


def count(session: Session, person_ids: Collection[int]) -> dict[int, CountsOfPerson]:
    """Count the entries of some people. Who has none is left out."""
    found: dict[int, CountsOfPerson] = {}
    wanted = sorted(person_ids)
    for start in range(0, len(wanted), ASKED_AT_ONCE):
        for person_id, days, sectors in rows_of(session, _entries_of(session, wanted[start : start + ASKED_AT_ONCE])):
            numbers = Counter({_number(day): times for day, times in Counter(days.split(BETWEEN)).items()})
            met = Counter((sectors or "").replace(BETWEEN, ",").split(","))
            del met[""]  # what stands before the first comma and after the last
            found[person_id] = CountsOfPerson(min(numbers), _written(numbers), met)
    return found


def _entries_of(session: Session, person_ids: Sequence[int]) -> Select[int, str, str | None]:
    """Return one row a person, with the days and the sectors of all their entries as two texts: a hundred people with
    500 entries each are read in 20 ms, as rows in 130."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    day = cast(Activity.day, Text) if on_sqlite else func.to_char(Activity.day, "YYYY-MM-DD")
    texts = (func.aggregate_strings(day, BETWEEN), func.aggregate_strings(Activity.sectors_met, BETWEEN))
    return (
        select(Activity.person_id, *texts)
        .where(Activity.person_id.in_(person_ids), IS_COUNTED)
        .group_by(Activity.person_id)
    )


@lru_cache(maxsize=4096)
def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _written(days: Counter[int]) -> str:
    return "".join(chr(NONE + min(days[day], MOST)) for day in range(min(days), max(days) + 1))


# ── counting again ──


def behind(session: Session, most: int) -> dict[int, int]:
    """Return whose entries have changed since they were counted, and the number of changes: at most so many people."""
    rows = session.execute(select(EntryCount.person_id, EntryCount.changed).where(IS_BEHIND).limit(most))
    return {row[0]: row[1] for row in rows}


def put(session: Session, seen: Mapping[int, int], counts: EntryCounts) -> int:
    """Store the counts of people as of the number of changes that was seen before they were counted; who has changed
    since, or is being changed, is left to the next time. Return of how many people."""
    stored = 0
    # A turn locks these rows too, in the order in which people wrote. Who waits for none cannot be in a deadlock.
    mine = select(EntryCount.person_id).where(EntryCount.person_id.in_(seen)).with_for_update(skip_locked=True)
    for person_id in session.scalars(mine).all():
        changed = seen[person_id]
        one = counts.get(person_id)
        values = (
            {"first": None, "days": "", "sectors": None}
            if one is None
            else {"first": one.first, "days": one.days, "sectors": orjson.dumps(dict(one.by_sector())).decode()}
        )
        theirs = update(EntryCount).where(EntryCount.person_id == person_id, EntryCount.changed == changed)
        found: Any = session.connection().execute(theirs.values(counted=changed, **values))
        stored += found.rowcount
    return stored


# ── the triggers ──

_STATES: Final = ", ".join(f"'{state}'" for state in COUNTED)
_DIFFERS: Final = (
    f"(OLD.state IN ({_STATES})) <> (NEW.state IN ({_STATES})) OR (NEW.state IN ({_STATES}) AND (OLD.day <> NEW.day"
    " OR OLD.person_id <> NEW.person_id OR coalesce(OLD.sectors_met, '') <> coalesce(NEW.sectors_met, '')))"
)
_NOTE: Final = (
    "INSERT INTO entry_count (person_id, changed) VALUES ({0}.person_id, 1)"
    " ON CONFLICT (person_id) DO UPDATE SET changed = entry_count.changed + 1;"
)
_GONE: Final = "UPDATE entry_count SET changed = changed + 1 WHERE person_id = OLD.person_id;"
_TIMES: Final = (
    ("insert", "AFTER INSERT", f"NEW.state IN ({_STATES})", _NOTE.format("NEW")),
    ("delete", "AFTER DELETE", f"OLD.state IN ({_STATES})", _GONE),
    ("update", "AFTER UPDATE OF state, day, person_id, sectors_met", _DIFFERS, f"{_GONE} {_NOTE.format('NEW')}"),
)


def triggers(dialect: str) -> Iterator[str]:
    """Yield the statements that make the triggers."""
    for name, when, condition, body in _TIMES:
        start = f"CREATE TRIGGER entry_count_{name} {when} ON activity FOR EACH ROW WHEN ({condition})"
        if dialect == "sqlite":
            yield f"{start} BEGIN {body} END"
            continue
        function = f"entry_count_{name}()"
        yield (
            f"CREATE OR REPLACE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN {body} RETURN NULL; END $$"
        )
        yield f"{start} EXECUTE FUNCTION {function}"


def _make(table: Table, connection: Connection, **_: Any) -> None:
    if table.metadata.tables.get(Activity.__tablename__) is not None:
        for statement in triggers(connection.dialect.name):
            connection.exec_driver_sql(statement)


event.listen(EntryCount.__table__, "after_create", _make)
