"""The participants of some days, and the days on which a report is expected of each, without leave."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy.orm import Session

from models.coordination import scopes, summaries
from models.coordination.scopes import AccessScope
from models.people.people import Person

Window = tuple[date, date]


@dataclass(slots=True)
class ExpectedPerson:
    """A participant. `windows` are the days that the scope shows; `cut` is true if they are not all of the days."""

    name: str
    agency: str | None
    windows: tuple[Window, ...]
    cut: bool = False

    def sees(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.windows)


@dataclass(slots=True)
class ExpectedPeople:
    """All people of an access scope who take part between two days."""

    people: dict[int, ExpectedPerson]
    _days: dict[tuple[tuple[Window, ...], date, date], frozenset[date]] = field(default_factory=dict)

    def count(self, first: date, last: date) -> int:
        """Return how many people take part on at least one of these days."""
        return sum(
            1 for one in self.people.values() if any(start <= last and end >= first for start, end in one.windows)
        )

    def expected(self, days: Sequence[date]) -> dict[int, frozenset[date]]:
        """Return on which of `days` a report is expected of each person; leave is not yet considered."""
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


def expected_people(
    session: Session, access: AccessScope, first: date, last: date, *, only: int | Collection[int] | None = None
) -> ExpectedPeople:
    """Return who takes part in these days, with one query for each grant; `only` limits it to one person or some."""
    people: dict[int, ExpectedPerson] = {}
    for grant in access.grants:
        within = grant.within(first, last)
        if within is None:
            continue
        start, end = within.first or first, within.last or last
        whole = ((start, end),)
        wanted = scopes.participants(within)
        if only is not None:
            wanted = wanted.where(Person.id == only if isinstance(only, int) else Person.id.in_(only))
        rows = session.connection().execute(wanted)  # the rows are many and need not become objects
        for person_id, name, agency, *days in rows:
            from_day, to_day = _both(days[0], days[2], max), _both(days[1], days[3], min)
            cut = (from_day is not None and from_day > start) or (to_day is not None and to_day < end)
            windows = ((max(start, from_day or start), min(end, to_day or end)),) if cut else whole
            if windows[0][0] > windows[0][1]:
                continue
            known = people.get(person_id)
            if known is None:
                people[person_id] = ExpectedPerson(name, agency, windows, cut)
            elif windows[0] not in known.windows:
                known.windows, known.cut = (*known.windows, *windows), known.cut or cut
    return ExpectedPeople(people)


def _both(one: date | None, other: date | None, which: Callable[[date, date], date]) -> date | None:
    """Return the later or the earlier of two days; None is no limit."""
    return which(one, other) if one and other else one or other


def days_off(session: Session, access: AccessScope, first: date, last: date) -> dict[int, set[date]]:
    """Return the days of leave of each person."""
    found: dict[int, set[date]] = {}
    for person_id, from_day, to_day in summaries.leaves(session, access, first, last):
        found.setdefault(person_id, set()).update(_days(max(first, from_day), min(last, to_day)))
    return found


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
