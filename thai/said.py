"""A day or period as read from a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Said:
    """A day or period at [start, end) of the text it was read from.

    `last` is None for a single day. `ahead` is the reading for something to come, where the words
    allow both (วันศุกร์, วันที่ 25). `problem` holds the words of an impossible date; the days are None then.
    `cycle` marks รายเดือน, ประจำสัปดาห์: a kind of report rather than a time. `to_come` when it begins after today.
    """

    start: int
    end: int
    first: date | None = None
    last: date | None = None
    ahead: date | None = None
    problem: str | None = None
    cycle: bool = False
    to_come: bool = False
