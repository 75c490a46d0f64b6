"""Where participants work, for code that asks about many people and days."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.people.people import Placement, held_between

DISTRICT_CODE: Final = 4  # digits; a province has two


@dataclass(frozen=True, slots=True)
class AreaDays:
    """An area, and the first and last day there."""

    area: str
    from_day: date
    to_day: date


def moves_between(
    session: Session, stage: str, first: date, last: date, person_ids: Collection[int]
) -> dict[int, list[AreaDays]]:
    """Return where they were when, in order, of those of these people who moved in a stage after one day up
    to another one. There are few, which one index finds."""
    moved = select(Placement.person_id).where(
        Placement.stage == stage, Placement.from_day > first, Placement.from_day <= last
    )
    rows = session.execute(
        select(Placement.person_id, Placement.area, Placement.from_day, Placement.to_day)
        .where(Placement.stage == stage, Placement.person_id.in_(moved), held_between(first, last, Placement))
        .order_by(Placement.person_id, Placement.from_day)
    )
    found: dict[int, list[AreaDays]] = {}
    for person_id, area, from_day, to_day in rows:
        if person_id in person_ids:
            found.setdefault(person_id, []).append(AreaDays(area, from_day or date.min, to_day or date.max))
    return found


@dataclass(frozen=True, slots=True)
class AreaFrom:
    """An area, and the first day there (the first of all days if there was no other before)."""

    first: date
    area: str


class PlacesByDay:
    """The areas of all participants, or of these people, on each day, read once."""

    def __init__(self, session: Session, person_ids: Collection[int] | None = None) -> None:
        placed = select(Placement.person_id, Placement.stage, Placement.area, Placement.from_day)
        if person_ids is not None:
            placed = placed.where(Placement.person_id.in_(person_ids))
        rows = session.execute(placed.order_by(Placement.id))
        self._places: dict[tuple[int, str], list[AreaFrom]] = {}
        for person_id, stage, area, from_day in rows:
            self._places.setdefault((person_id, stage), []).append(AreaFrom(from_day or date.min, area))
        for places in self._places.values():
            places.sort(key=lambda one: one.first)

    def on(self, person_id: int, stage: str, day: date) -> str | None:
        """Return a participant's area in a stage on a day of it."""
        places = self._places.get((person_id, stage), [])
        return places[bisect_right(places, day, key=lambda one: one.first) - 1].area if places else None

    def between(self, person_id: int, stage: str, first: date, last: date) -> tuple[str, ...]:
        """Return the areas of a participant in a stage between two days of it, in order of time."""
        places: Iterable[AreaFrom] = self._places.get((person_id, stage), [])
        there = [one.area for one in places if first < one.first <= last]
        begun = self.on(person_id, stage, first)
        return tuple(dict.fromkeys([begun, *there] if begun else there))


def districts_of(session: Session, person_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return for each of these people the codes of all districts in which they work, worked or will work, the first
    first: who moves midway has partners in both."""
    placed = (
        select(Placement.person_id, Placement.area)
        .where(Placement.person_id.in_(person_ids), func.length(Placement.area) == DISTRICT_CODE)
        .order_by(Placement.person_id, Placement.id)
    )
    found: dict[int, dict[str, None]] = {}
    for person_id, area in session.execute(placed):
        found.setdefault(person_id, {})[area] = None
    return {person_id: tuple(areas) for person_id, areas in found.items()}
