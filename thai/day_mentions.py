"""A day or period that a message mentions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day or period at [start, end) of its text.

    `last` is None for a single day. If the words can also mean a day in the future (วันศุกร์, วันที่ 25), `ahead` is
    that day. `problem` has the words of an impossible date, whose days are None. `cycle` marks รายเดือน and
    ประจำสัปดาห์, which are kinds of reports and not times. `to_come` is true if it begins after today.
    """

    start: int
    end: int
    first: date | None = None
    last: date | None = None
    ahead: date | None = None
    problem: str | None = None
    cycle: bool = False
    to_come: bool = False
