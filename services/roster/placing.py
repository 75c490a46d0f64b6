"""The days on which a participant works where, from the lines of a roster: each line holds on its days."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import NamedTuple

from programmes import Programme, Stage
from services.roster.rows import RosterRow


class DatedPlace(NamedTuple):
    """An area in a stage from one day to another (None: no limit)."""

    stage: str
    area: str
    from_day: date | None = None
    to_day: date | None = None


def places_of(rows: Sequence[RosterRow], programme: Programme) -> frozenset[DatedPlace]:
    """Return where a participant works in each stage.

    Of each stage the first area holds from the beginning and the last to the end, and one that follows another begins
    with its line. So exactly one holds on any day: before the stage the first, after it and between two lines that of
    the line before, whose mentor answers what is still open.
    """
    own = sorted((row for row in rows if row.role == "participant"), key=lambda row: row.span)
    return frozenset(place for stage in programme.stages for place in _in_stage(own, stage))


def _in_stage(rows: Sequence[RosterRow], stage: Stage) -> list[DatedPlace]:
    placed = [row for row in rows if row.placements.get(stage.key)]
    then = [row for row in placed if row.span[0] <= stage.end and row.span[1] >= stage.start]
    begun: list[tuple[str, date | None]] = []  # (area, first day)
    for row in then or placed[-1:]:  # whose lines are all of other days still has a place, as the file says
        area = row.placements[stage.key]
        if not begun or begun[-1][0] != area:
            begun.append((area, row.from_day if begun else None))
    ends = [first - timedelta(days=1) for _, first in begun if first]
    return [DatedPlace(stage.key, area, first, last) for (area, first), last in zip_longest(begun, ends)]
