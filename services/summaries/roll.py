"""The roll: who takes part, and on which days a report is expected of each, leave taken out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy.orm import Session

from models.coordination import scopes, summaries
from models.coordination.scopes import Sight
from models.people.people import Person

Window = tuple[date, date]


@dataclass(slots=True)
class Listed:
    """A participant. `windows`: the days somebody may see; `cut`: their part is shorter than these."""

    name: str
    agency: str | None
    windows: tuple[Window, ...]
    cut: bool = False

    def sees(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.windows)


@dataclass(slots=True)
class Roll:
    """Everybody within a sight who takes part between two days."""

    people: dict[int, Listed]
    _days: dict[tuple[tuple[Window, ...], date, date], frozenset[date]] = field(default_factory=dict)

    def count(self, first: date, last: date) -> int:
        """How many take part on at least one of these days."""
        return sum(
            1 for one in self.people.values() if any(start <= last and end >= first for start, end in one.windows)
        )

    def expected(self, days: Sequence[date]) -> dict[int, frozenset[date]]:
        """On which of `days` a report of each is expected, leave not yet considered."""
        if not days:
            return {}
        found = {}
        for person_id, one in self.people.items():
            key = (one.windows, days[0], days[-1])
            mine = self._days.get(key)
            if mine is None:
                mine = self._days[key] = frozenset(day for day in days if one.sees(day))
            if mine:
                found[person_id] = mine
        return found


def call(session: Session, sight: Sight, first: date, last: date, *, only: int | None = None) -> Roll:
    """Who takes part in these days: one query for each grant of the sight; `only` asks for one person."""
    people: dict[int, Listed] = {}
    for grant in sight.grants:
        within = grant.within(first, last)
        if within is None:
            continue
        start, end = within.first or first, within.last or last
        whole = ((start, end),)
        wanted = scopes.participants(within)
        if only is not None:
            wanted = wanted.where(Person.id == only)
        rows = session.connection().execute(wanted)  # many rows, and no objects to be made of them
        for person_id, name, agency, from_day, to_day in rows:
            cut = (from_day is not None and from_day > start) or (to_day is not None and to_day < end)
            windows = ((max(start, from_day or start), min(end, to_day or end)),) if cut else whole
            if windows[0][0] > windows[0][1]:
                continue
            known = people.get(person_id)
            if known is None:
                people[person_id] = Listed(name, agency, windows, cut)
            elif windows[0] not in known.windows:
                known.windows, known.cut = (*known.windows, *windows), known.cut or cut
    return Roll(people)


def days_off(session: Session, sight: Sight, first: date, last: date) -> dict[int, set[date]]:
    """On which days of the span people are on leave."""
    found: dict[int, set[date]] = {}
    for person_id, from_day, to_day in summaries.leaves(session, sight, first, last):
        found.setdefault(person_id, set()).update(_days(max(first, from_day), min(last, to_day)))
    return found


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
