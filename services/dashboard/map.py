"""The map: where entries were written, as counts of areas and as pins that lie together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from models.activities.activities import CELL, CELLS_AROUND
from models.coordination import map_counts
from models.coordination.map_counts import Box, MapAsked, PinCluster, Span
from programmes import Programme
from thai.centres import centre

APART: Final = 70  # pixels: pins closer together than about this are one cluster
TILE: Final = 256  # pixels: the width of the whole earth at zoom 0
FINE_FROM: Final = 10  # the zoom from which pins are read one by one; before it, squares are counted
DEEPEST: Final = 18
THAILAND: Final = Box(97.3, 5.6, 105.7, 20.5)


class MapLevel(StrEnum):
    """What a map shows."""

    PROVINCES = "provinces"
    DISTRICTS = "districts"
    PINS = "pins"


DIGITS: Final = {MapLevel.PROVINCES: 2, MapLevel.DISTRICTS: 4}


@dataclass(frozen=True, slots=True)
class AreaCount:
    """The entries of an area. `latitude` and `longitude` are of its town; None: it is not known where that is."""

    code: str
    count: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class AreaCounts:
    """Entries by area, most first. `elsewhere`: written by people who had no such area on the day of the entry, such as
    in the phases of training; at the level of districts also those of provincial offices."""

    areas: tuple[AreaCount, ...]
    elsewhere: int

    @property
    def total(self) -> int:
        return self.elsewhere + sum(area.count for area in self.areas)


def areas(session: Session, programme: Programme, asked: MapAsked, level: MapLevel, within: str = "") -> AreaCounts:
    """Count entries by province or district. `within` is the beginning of the codes that are asked for."""
    digits, found, elsewhere = DIGITS[level], Counter[str](), 0
    spans = list(_spans(programme, asked.first, asked.last))
    for counts in map_counts.by_area(session, asked, spans) if spans else ():
        for code, count in counts.items():
            if code is None or len(code) < digits:
                elsewhere += count if code is None or code.startswith(within[: len(code)]) else 0
            elif code.startswith(within):
                found[code[:digits]] += count
    return AreaCounts(tuple(_placed(code, count) for code, count in found.most_common()), elsewhere)


def pins(session: Session, asked: MapAsked, zoom: int, box: Box) -> list[PinCluster]:
    """Return the pins in a box, those that lie close together at a zoom as one."""
    side = side_at(zoom)
    if zoom >= FINE_FROM and box.squares() is not None:
        return list(map_counts.by_place(session, asked, box, side))
    together, found = max(1, round(side / CELL)), dict[tuple[int, int], list[tuple[int, int, int]]]()
    for square, count in map_counts.by_square(session, asked).items():
        row, column = divmod(square, CELLS_AROUND)
        found.setdefault((row // together, column // together), []).append((row, column, count))
    return [_cluster(squares) for squares in found.values()]


def side_at(zoom: int) -> float:
    """Return how many degrees of longitude `APART` pixels are at a zoom."""
    return APART * 360 / (TILE << min(max(zoom, 0), DEEPEST))


def pins_in_all(session: Session, asked: MapAsked) -> int:
    """Return how many entries have a pin."""
    return sum(map_counts.by_square(session, asked).values())


def weeks(programme: Programme, today: date) -> list[tuple[date, date]]:
    """Return the first and last day of each week of the programme until today, Monday to Sunday."""
    last = min(today, programme.end)
    monday, found = programme.start - timedelta(days=programme.start.weekday()), list[tuple[date, date]]()
    while monday <= last:
        found.append((max(monday, programme.start), min(monday + timedelta(days=6), last)))
        monday += timedelta(days=7)
    return found


def _spans(programme: Programme, first: date, last: date) -> Iterator[Span]:
    """Yield the days from `first` to `last` in portions, each of one stage or between stages."""
    for stage in sorted(programme.stages, key=lambda one: programme.stage_days(one)[0]):
        begin, end = programme.stage_days(stage)
        if first < begin and first <= last:
            yield Span(None, first, min(last, begin - timedelta(days=1)))
        if max(first, begin) <= min(last, end):
            yield Span(stage.key, max(first, begin), min(last, end))
        first = max(first, end + timedelta(days=1))
    if first <= last:
        yield Span(None, first, last)


def _placed(code: str, count: int) -> AreaCount:
    town = centre(code)
    return AreaCount(code, count, town.latitude if town else None, town.longitude if town else None)


def _cluster(squares: list[tuple[int, int, int]]) -> PinCluster:
    """Return squares as one cluster, which lies where most of their pins are."""
    count = sum(n for _, _, n in squares)
    latitude = sum((row + 0.5) * CELL * n for row, _, n in squares) / count - 90
    longitude = sum((column + 0.5) * CELL * n for _, column, n in squares) / count - 180
    rows, columns = [row for row, _, _ in squares], [column for _, column, _ in squares]
    west, east = min(columns) * CELL - 180, (max(columns) + 1) * CELL - 180
    south, north = min(rows) * CELL - 90, (max(rows) + 1) * CELL - 90
    return PinCluster(latitude, longitude, count, Box(west, south, east, north))
