"""Finds lengths of time in days and weeks: 3 วัน, สองสัปดาห์, 5 วันทำการ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from thai.almanac import almanac
from thai.data import read

WORKING_DAYS_A_WEEK = 5
DAYS_A_WEEK = 7
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Duration:
    """A length at [start, end) of a text: in days of the calendar, and how many of them are working days if weeks were
    said. `is_working_days` is true for วันทำการ."""

    start: int
    end: int
    days: int
    working_days: int
    is_working_days: bool


def durations_in(digits: str, offsets: Sequence[int]) -> list[Duration]:
    """Return all durations in order. `digits` and `offsets` come from `numbers.in_digits`."""
    if almanac().day_word not in digits and not _week_words(digits):
        return []
    found = []
    for match in _pattern().finditer(digits):
        if digits[: match.start()].rstrip().endswith(_left_over()):
            continue  # days of leave that are left: เหลือวันลา 8 วัน
        number = int(match["n"] or 1)
        weeks = match["week"] is not None
        days = number * DAYS_A_WEEK if weeks else number
        if 0 < days <= LONGEST:
            working = number * WORKING_DAYS_A_WEEK if weeks else number
            start, end = offsets[match.start()], offsets[match.end()]
            found.append(Duration(start, end, days, working, match["working"] is not None))
    return found


def _week_words(digits: str) -> bool:
    return any(word in digits for word in read("calendar")["part"]["week_unit"])


@cache
def _left_over() -> tuple[str, ...]:
    return tuple(read("calendar")["part"]["left_over"])


@cache
def _pattern() -> re.Pattern[str]:
    part = almanac().parts
    return re.compile(
        rf"(?:(?<![\d/.:-])(?P<n>\d{{1,3}})\s*(?:(?P<week>{part['week_unit']})|{part['day_unit']})|{part['some_day']})"
        rf"(?P<working>\s*{part['working']})?(?!\s*(?:{part['ago']}|{part['latest']}))"
    )
