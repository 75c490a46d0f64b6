"""The participants of some days, and the days on which a report is expected of each, without leave."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from models.coordination import scopes, summaries
from models.coordination.scopes import AccessScope, Grant, ListedParticipant
from models.people.people import Person
from models.storage.batch import read_once

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

    def count(self, first: date, last: date) -> int:
        """Return how many people take part on at least one of these days."""
        part: dict[int, bool] = {}  # by the windows, which most people share
        for one in self.people.values():
            if id(one.windows) not in part:
                part[id(one.windows)] = any(start <= last and end >= first for start, end in one.windows)
        return sum(part[id(one.windows)] for one in self.people.values())

    def expected(self, days: Sequence[date]) -> dict[int, frozenset[date]]:
        """Return on which of `days` a report is expected of each person; leave is not yet considered."""
        if not days:
            return {}
        found: dict[int, frozenset[date]] = {}
        known: dict[int, frozenset[date]] = {}  # by the windows, which most people share
        for person_id, one in self.people.items():
            mine = known.get(id(one.windows))
            if mine is None:
                mine = known[id(one.windows)] = frozenset(day for day in days if one.sees(day))
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
        for person_id, name, agency, *days in _listed(session, within, only):
            if not any(days) and person_id not in people:  # as most are
                people[person_id] = ExpectedPerson(name, agency, whole)
                continue
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


def _listed(session: Session, grant: Grant, only: int | Collection[int] | None) -> Sequence[ListedParticipant]:
    """Return the participants of a grant, whatever its days, or some of them."""
    wanted = scopes.participants(grant)  # the rows are many and need not become objects
    if only is not None:
        wanted = wanted.where(Person.id == only if isinstance(only, int) else Person.id.in_(only))
        return session.connection().execute(wanted).all()
    key = ("participants", replace(grant, first=None, last=None))
    return read_once(session, key, lambda: session.connection().execute(wanted).all())


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
