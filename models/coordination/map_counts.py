"""Counts for maps: entries by the area of their authors and by the squares of their pins, within an access scope."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import floor
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, case, false, func, literal, or_, select
from sqlalchemy.orm import Session

from models.activities import entry_counts
from models.activities.activities import CELL, CELLS_AROUND, IS_COUNTED_LITERALLY, Activity
from models.coordination.scopes import AccessScope
from models.people.people import Membership, Person, Placement, held_on
from models.storage.plans import by_index

BY_CELL: Final = "INDEXED BY ix_activity_pinned"  # SQLite takes the index by day, which knows no pins
MOST_SQUARES: Final = 4000  # that one query names; in a larger box pins are found by their degrees only


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def squares(self) -> list[int] | None:
        """Return the numbers of the squares that lie in it, also partly; None if they are too many."""
        rows = range(floor((self.south + 90) / CELL), floor((self.north + 90) / CELL) + 1)
        columns = range(floor((self.west + 180) / CELL), floor((self.east + 180) / CELL) + 1)
        if len(rows) * len(columns) > MOST_SQUARES:
            return None
        return [row * CELLS_AROUND + column for row, column in product(rows, columns)]

    def around(self) -> ColumnElement[bool]:
        """Return the condition that an entry's pin lies in it."""
        squares = self.squares()
        return and_(
            Activity.cell.is_not(None) if squares is None else Activity.cell.in_(squares),
            Activity.latitude.between(self.south, self.north),
            Activity.longitude.between(self.west, self.east),
        )


@dataclass(frozen=True, slots=True)
class Span:
    """Days of one stage, both included; `stage` is None between stages."""

    stage: str | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class MapAsked:
    """Of which entries a map is: days, people, keys of sectors of which an entry has at least one (none: any entry),
    and sets of tags, of each of which it has at least one.

    `people` limits it further, such as to the people of a mentor.
    """

    access: AccessScope
    first: date
    last: date
    sectors: tuple[str, ...] = ()
    tags: tuple[tuple[str, ...], ...] = ()
    people: AccessScope | None = None

    def each(self, session: Session, first: date, last: date) -> dict[int, int] | None:
        """Return how many entries of some days each person has, if they are counted beforehand; else None."""
        if not self.access.is_whole or self.people is not None or self.sectors or self.tags:
            return None
        counts, begin, end = entry_counts.of_everybody(session), first.toordinal(), last.toordinal()
        if counts is None:
            return None
        found = {one: mine.entries(begin, end) for one, mine in counts.items()}
        return {one: n for one, n in found.items() if n}

    def conditions(
        self, session: Session, first: date | None = None, last: date | None = None
    ) -> list[ColumnElement[bool]]:
        """Return the conditions on Activity, for all its days or fewer. Their columns stand in the indexes of maps."""
        days = Activity.day.between(first or self.first, last or self.last)
        found = [IS_COUNTED_LITERALLY, days]
        for access in (self.access, self.people):
            if access is not None and not access.is_whole:
                if any(grant.stage is not None for grant in access.grants):
                    # Who is in it at all is asked first, so that days are compared in the rows of these people only.
                    found.append(Activity.person_id.in_(select(Person.id).where(access.people())))
                found.append(access.records(Activity.person_id, Activity.day))
        if self.sectors:
            found.append(_has_one(session, "," + Activity.sectors_met + ",", self.sectors))
        found += [_has_one(session, Activity.tags_said, tags) for tags in self.tags]
        return found


@dataclass(frozen=True, slots=True)
class PinCluster:
    """Pins that lie close together: their middle, how many, the box around them, and one of the entries."""

    latitude: float
    longitude: float
    count: int
    box: Box
    activity_id: int | None = None


def by_area(session: Session, asked: MapAsked, spans: Sequence[Span]) -> list[dict[str | None, int]]:
    """Return for each span of days how many entries were written by the people of each area in its stage; None: by
    people who had none. It is the area of the day of the entry. The spans follow one another: all are read in one pass
    over the entries, which are what takes time."""
    stages = [span.stage for span in spans if span.stage is not None]
    stays = and_(Placement.from_day.is_(None), Placement.to_day.is_(None))
    known = [asked.each(session, span.first, span.last) for span in spans]
    found: list[dict[str | None, int]] = [{} for _ in spans]
    if None not in known:
        for number, span in enumerate(spans):
            rows = session.connection().execute(
                select(Placement.person_id, Placement.area).where(stays, Placement.stage == span.stage)
            )
            areas = {row[0]: row[1] for row in rows}
            for person_id, n in (known[number] or {}).items():
                _add(found[number], areas.get(person_id), n)
    elif session.get_bind().dialect.name == "sqlite":  # it reads each span in the order of an index, and sorts nothing
        found = [_placed(session, asked, [span])[0] for span in spans]
    else:
        found = _placed(session, asked, spans)
    moved = set(session.scalars(select(Placement.stage).where(Placement.stage.in_(stages), ~stays).distinct()))
    for number, span in enumerate(spans):
        if span.stage in moved:
            _place_moved(session, asked, span, found[number])
    return [{area: n for area, n in areas.items() if n} for areas in found]


def _placed(session: Session, asked: MapAsked, spans: Sequence[Span]) -> list[dict[str | None, int]]:
    """Return for each span the entries by the area of those who stay in one, None: of the others."""
    found: list[dict[str | None, int]] = [{} for _ in spans]
    conditions = asked.conditions(session, spans[0].first, spans[-1].last)
    stays = and_(Placement.from_day.is_(None), Placement.to_day.is_(None))
    if len(spans) == 1:
        each = _each(Activity.person_id, conditions).subquery()
        number: ColumnElement[Any] = literal(0)
        of_stage = Placement.stage == spans[0].stage
    else:
        ends = [(Activity.day <= span.last, place) for place, span in enumerate(spans)]
        each = _each(Activity.person_id, conditions, case(*ends).label("span")).subquery()
        number = each.c.span
        of_stage = Placement.stage == case({place: span.stage for place, span in enumerate(spans)}, value=number)
    placed: Select[Any] = select(number, Placement.area, func.sum(each.c.n)).select_from(each)
    placed = placed.outerjoin(Placement, and_(Placement.person_id == each.c.person_id, stays, of_stage))
    wanted: Select[Any] = placed.group_by(*([number] if len(spans) > 1 else []), Placement.area)
    is_wide = asked.access.is_whole and asked.people is None
    rows: Iterable[Any] = by_index(session, wanted) if is_wide else session.execute(wanted)
    for place, area, n in rows:
        _add(found[place], area, int(n))
    return found


def _place_moved(session: Session, asked: MapAsked, span: Span, found: dict[str | None, int]) -> None:
    """Put the entries of those who moved within a stage, who until here are among those without an area, where they
    worked on each day."""
    days = (Placement.from_day.is_not(None), Placement.to_day.is_not(None))
    moves = select(Placement.person_id).where(Placement.stage == span.stage, or_(*days))
    conditions = asked.conditions(session, span.first, span.last)
    daily = _each(Activity.person_id, [*conditions, Activity.person_id.in_(moves)], Activity.day).subquery()
    joined = select(Placement.area, func.sum(daily.c.n)).select_from(daily)
    there = and_(
        Placement.person_id == daily.c.person_id, Placement.stage == span.stage, held_on(daily.c.day, Placement)
    )
    for area, n in session.execute(joined.outerjoin(Placement, there).group_by(Placement.area)):
        _add(found, area, int(n))
        _add(found, None, -int(n))


def _add(found: dict[str | None, int], area: str | None, n: int) -> None:
    found[area] = found.get(area, 0) + n


def by_unit(session: Session, asked: MapAsked) -> dict[str | None, int]:
    """Return how many entries the members of each unit's team wrote; None: by people of no unit on that day."""
    each = _each(Activity.person_id, asked.conditions(session), Activity.day).subquery()
    of_team = and_(
        Membership.person_id == each.c.person_id, Membership.unit.is_not(None), held_on(each.c.day, Membership)
    )
    joined = select(Membership.unit, func.sum(each.c.n)).select_from(each).outerjoin(Membership, of_team)
    return {unit: int(n) for unit, n in session.execute(joined.group_by(Membership.unit))}


def by_square(session: Session, asked: MapAsked) -> dict[int, int]:
    """Return how many pins lie in each square; squares without any are left out."""
    pinned = [Activity.cell.is_not(None), *asked.conditions(session)]
    counted = select(Activity.cell, func.count()).where(*pinned).group_by(Activity.cell)
    return {cell: n for cell, n in session.execute(counted.with_hint(Activity, BY_CELL, "sqlite")) if cell is not None}


def by_place(session: Session, asked: MapAsked, box: Box, side: float) -> Iterator[PinCluster]:
    """Yield the pins in a box, those of each square of `side` degrees together."""
    up, across = func.round(Activity.latitude / side), func.round(Activity.longitude / side)
    west, east = func.min(Activity.longitude), func.max(Activity.longitude)
    south, north = func.min(Activity.latitude), func.max(Activity.latitude)
    columns = (func.avg(Activity.latitude), func.avg(Activity.longitude), func.count(), func.max(Activity.id))
    counted = (
        select(*columns, west, south, east, north)
        .where(Activity.cell.is_not(None), box.around(), *asked.conditions(session))
        .group_by(up, across)
    )
    for latitude, longitude, n, newest, *around in session.execute(counted.with_hint(Activity, BY_CELL, "sqlite")):
        yield PinCluster(latitude, longitude, n, Box(*around), newest)


def newest(session: Session, asked: MapAsked, most: int, box: Box | None = None) -> Sequence[tuple[Activity, str]]:
    """Return the newest entries with their authors' names, of the whole map or a box of it."""
    wanted = select(Activity, Person.name).join(Person, Person.id == Activity.person_id)
    wanted = wanted.where(*asked.conditions(session), *([box.around(), Activity.cell.is_not(None)] if box else []))
    wanted = wanted.with_hint(Activity, BY_CELL, "sqlite") if box else wanted
    found = session.execute(wanted.order_by(Activity.day.desc(), Activity.id.desc()).limit(most))
    return [(row[0], row[1]) for row in found]


def _each(
    column: SQLColumnExpression[int], conditions: Collection[ColumnElement[bool]], *more: SQLColumnExpression[Any]
) -> Select[*tuple[Any, ...]]:
    return select(column, *more, func.count().label("n")).where(*conditions).group_by(column, *more)


def _has_one(session: Session, column: SQLColumnExpression[str | None], keys: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that one of some keys stands in a column with keys in one text. In a million rows the LIKE
    of SQLite takes six times as long as its instr, that of PostgreSQL twice as long as its strpos (1 December 2026)."""
    place_of = func.instr if session.get_bind().dialect.name == "sqlite" else func.strpos
    return or_(false(), *(place_of(column, f",{key},") > 0 for key in keys))
