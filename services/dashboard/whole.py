"""The programme as a whole, from a first to a last day: how much, where, with whom."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.activities.activities import IS_COUNTED, Activity
from models.coordination import assigned, map_counts, summaries
from models.coordination.map_counts import MapAsked
from models.coordination.scopes import AccessScope
from models.reviews import mentoring
from programmes import Programme
from programmes.units import Unit
from services.dashboard.map import AreaCounts, MapLevel, areas
from services.summaries import counting
from services.summaries import expected_people as rolls
from services.summaries.summary import share_of


@dataclass(frozen=True, slots=True)
class QuietPlace:
    """An area to which people were assigned and where nothing was recorded: (id, name) of each, and their mentor."""

    area: str
    people: tuple[tuple[int, str], ...]
    mentor: str | None


@dataclass(frozen=True, slots=True)
class SectorsMet:
    """A participant, how often each sector was met, and the sectors that never were, in the programme's order."""

    person_id: int
    name: str
    agency: str | None
    times: Mapping[str, int]
    lacks: tuple[str, ...]

    @property
    def met(self) -> int:
        """How many sectors were met."""
        return len(self.times)


@dataclass(frozen=True, slots=True)
class WholeProgramme:
    """What came of some days. Days of people are counted until `judged`: one that is not over is left out. `states`:
    how many entries are in each state of review. `recorded` people have at least one entry. `sectors` are entries in
    which one was met; an entry may have several."""

    first: date
    last: date
    judged: date
    entries: int
    states: Mapping[str, int]
    people: int
    recorded: int
    expected: int
    reported: int
    provinces: AreaCounts
    districts: AreaCounts
    quiet: tuple[QuietPlace, ...]
    units: tuple[tuple[Unit, int], ...]  # entries of each unit, most first; empty in a programme without units
    of_no_unit: int
    sectors: tuple[tuple[str, int], ...]
    met_all: int
    lacking: tuple[SectorsMet, ...]

    @property
    def share(self) -> int | None:
        """Reported of expected days in whole per cent; None if none was expected."""
        return share_of(self.reported, self.expected)


def whole(
    session: Session,
    programme: Programme,
    access: AccessScope,
    first: date,
    last: date,
    today: date,
    place: str = "",
) -> WholeProgramme:
    """Count everything between two days. `access` is already limited to the `place`, if one is chosen."""
    roll, attended = counting.attended(session, programme, access, first, last, today)
    judged = counting.last_judged(programme, first, last, today)
    each = summaries.sectors_of_each(session, access, first, last)
    asked = MapAsked(access, first, last)
    districts = areas(session, programme, asked, MapLevel.DISTRICTS, place)
    provinces = areas(session, programme, asked, MapLevel.PROVINCES, place[:2])
    counted = sum((sectors for _, sectors in each.values()), Counter[str]())
    met = _met(programme, roll, each)
    of_units = map_counts.by_unit(session, asked) if programme.units else {}
    return WholeProgramme(
        first=first,
        last=last,
        judged=judged,
        entries=sum(count for count, _ in each.values()),
        states=_states(session, access, first, last),
        people=len(roll.people),
        recorded=sum(1 for person_id in roll.people if person_id in each),
        expected=sum(attended.expected.values()),
        reported=sum(attended.reported.values()),
        provinces=provinces,
        districts=districts,
        quiet=_quiet(
            session, programme, access, first, judged, {one.code for one in (*districts.areas, *provinces.areas)}
        ),
        units=_ranked(programme, of_units),
        of_no_unit=of_units.get(None, 0),
        sectors=tuple((one.key, counted.get(one.key, 0)) for one in programme.sectors),
        met_all=sum(1 for one in met if not one.lacks),
        lacking=tuple(one for one in met if one.lacks),
    )


def _ranked(programme: Programme, counts: Mapping[str | None, int]) -> tuple[tuple[Unit, int], ...]:
    teams = programme.units.teams if programme.units else ()
    found = [(unit, counts[unit.code]) for unit in teams if counts.get(unit.code)]
    return tuple(sorted(found, key=lambda one: -one[1]))


def sectors_of_people(
    session: Session, programme: Programme, access: AccessScope, first: date, last: date
) -> list[SectorsMet]:
    """Return how often each participant of some days met each sector: who lacks most first, then by name."""
    roll = rolls.expected_people(session, access, first, last)
    return _met(programme, roll, summaries.sectors_of_each(session, access, first, last))


def _met(
    programme: Programme, roll: rolls.ExpectedPeople, each: Mapping[int, tuple[int, Counter[str]]]
) -> list[SectorsMet]:
    keys, found = [one.key for one in programme.sectors], []
    for person_id, one in roll.people.items():
        times = each[person_id][1] if person_id in each else {}
        known = {key: times[key] for key in keys if key in times}
        lacks = tuple(key for key in keys if key not in known)
        found.append(SectorsMet(person_id, one.name, one.agency, known, lacks))
    return sorted(found, key=lambda one: (one.met, one.name, one.person_id))


def _states(session: Session, access: AccessScope, first: date, last: date) -> dict[str, int]:
    rows = session.execute(
        select(Activity.state, func.count())
        .where(Activity.day.between(first, last), IS_COUNTED, access.records(Activity.person_id, Activity.day))
        .group_by(Activity.state)
    )
    return {str(state): count for state, count in rows}


def _quiet(
    session: Session, programme: Programme, access: AccessScope, first: date, judged: date, heard_of: set[str]
) -> tuple[QuietPlace, ...]:
    """Return the areas of which nothing was heard, of stages in which a report was due by now."""
    found: list[QuietPlace] = []
    for stage in programme.stages:
        begin, end = programme.stage_days(stage)
        begin, end = max(first, begin), min(judged, end)
        if begin > end or not programme.expected_days(begin, end):
            continue
        there: dict[str, list[assigned.Assigned]] = {}
        for one in assigned.assigned(session, access, stage.key, begin, end):
            if one.area not in heard_of:
                there.setdefault(one.area, []).append(one)
        found += _with_mentors(session, there, end)
    return tuple({one.area: one for one in found}.values())


def _with_mentors(session: Session, there: Mapping[str, Sequence[assigned.Assigned]], day: date) -> list[QuietPlace]:
    mentors = mentoring.mentors_of(session, {some[0].person_id: area for area, some in there.items()}, day)
    return [
        QuietPlace(
            area,
            tuple((one.person_id, one.name) for one in some),
            mentors[some[0].person_id].name if some[0].person_id in mentors else None,
        )
        for area, some in there.items()
    ]
