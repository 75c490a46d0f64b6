"""A day, a period or several days that a message mentions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DayKind(StrEnum):
    """How a day is named."""

    DATE = "date"  # with digits: 5 ก.ค. 66, วันที่ 5
    WEEKDAY = "weekday"  # only by its weekday: วันพุธ
    RELATIVE = "relative"  # by its distance from now: เมื่อวาน, พุธที่แล้ว, 3 วันก่อน
    FEAST = "feast"  # by a feast: วันแม่, วันเข้าพรรษา
    PERIOD = "period"  # สัปดาห์ที่แล้ว, ต้นเดือน
    MONTH = "month"  # กรกฎาคม, เดือน ก.ค. 66
    STAGE = "stage"  # a phase, stage or week of the programme


@dataclass(frozen=True, slots=True)
class DayMention:
    """Days at [start, end) of a text.

    `last` is None for a single day. If the words can also mean days in the future (วันศุกร์, วันที่ 25), `ahead` and
    `ahead_last` are those. `days` has all days of a list that do not follow each other; `first` is the first of them.
    `problem` has the words of an impossible date or of a feast whose date is not known; its days are None. `cycle` is
    true for รายเดือน and ประจำสัปดาห์, which are kinds of reports, not times. `to_come` is true if it begins after today.
    `month_said` is false for วันที่ 5. `weekday` is the number of a weekday that was said beside a date and is not that
    date's. `open_start` is true for "until Friday", whose first day is not said.
    """

    start: int
    end: int
    first: date | None = None
    last: date | None = None
    ahead: date | None = None
    ahead_last: date | None = None
    days: tuple[date, ...] = ()
    kind: DayKind = DayKind.DATE
    problem: str | None = None
    cycle: bool = False
    to_come: bool = False
    month_said: bool = True
    weekday: int | None = None
    open_start: bool = False

    @property
    def is_one_day(self) -> bool:
        """Whether it is exactly one day."""
        return self.first is not None and self.last is None and not self.days
