"""Reads what a committee changes in its development plan: a course added, moved, dropped, its cost, what was spent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from thai.almanac import either
from thai.context import Context
from thai.data import read
from thai.day_mentions import DayMention
from thai.normalise import folded, tidy
from thai.sentence import read as read_sentence
from thai.trainings import in_two_forms

LONGEST: Final = 600  # characters
LONGEST_NAME: Final = 200
_AROUND: Final = " :;,.-–=\n\t\"'"
_COURSE: Final = re.compile(r"(?:หลักสูตร|โครงการ|รายการ|course)\s*(?:ที่|ข้อ)?\s*(\d{1,4})(?!\d)")
_MONEY: Final = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,2})?\s*(?:บาท|บ\.|baht|(?=\s|$))")
_REASON: Final = re.compile(r"(?:เนื่องจาก|เพราะว่า|เพราะ|เหตุผล(?:คือ)?|because)\s*:?")


@dataclass(frozen=True, slots=True)
class SpendingSaid:
    """Baht that were spent on the course with this number."""

    number: int
    amount: int


@dataclass(frozen=True, slots=True)
class PlanChangeSaid:
    """A change of the plan. Without a `number` a course called `name` is added. `dropped`: it is not planned any more.
    What was not said is None. `reason` is why."""

    number: int | None
    name: str | None = None
    dropped: bool = False
    budget: int | None = None
    first: date | None = None
    last: date | None = None
    reason: str | None = None


def spending_in(text: str) -> SpendingSaid | None:
    """Return what was spent on a course: หลักสูตรที่ 3 ใช้งบ 25,000 บาท. What is planned or asked is no spending."""
    low = folded(tidy(text))
    named = _COURSE.search(low)
    if named is None or len(low) > LONGEST or _pattern("asks").search(low) or _pattern("plan_change").match(low):
        return None
    spent = re.search(rf"(?:{either(_words('spends'))})\D{{0,20}}", low[named.end() :])
    amount = _money(low[named.end() + spent.end() :]) if spent else None
    return SpendingSaid(int(named[1]), amount) if amount else None


def plan_change_in(text: str, context: Context) -> PlanChangeSaid | None:
    """Return what a message changes in the plan. It begins with ปรับแผน, เพิ่มหลักสูตร, ยกเลิกหลักสูตรที่ or the like; nothing
    else is taken for a change."""
    whole, low = in_two_forms(text)
    begins = _pattern("plan_change").match(low)
    if begins is None or len(low) > LONGEST or _pattern("asks").search(low.split("เพราะ")[0]):
        return None
    reason, end = None, len(low)
    why = _REASON.search(low)
    if why is not None:
        reason, end = whole[why.end() :].strip(_AROUND) or None, why.start()
    said = low[:end]
    named = _COURSE.search(said)
    days = [day for day in read_sentence(said, context).days if day.first]
    first, last = _coming(days[0], context.today) if days else (None, None)
    budget_at = re.search(r"(?:งบประมาณ|งบ|budget)\D{0,20}", said)
    budget = _money(said[budget_at.end() :]) if budget_at else None
    if named is not None:
        dropped = re.search(r"ยกเลิก|ตัด|ไม่จัด|งดจัด|งด|drop|cancel", said[: named.start()]) is not None
        return PlanChangeSaid(int(named[1]), None, dropped, budget, first, last, reason)
    added = re.search(r"(?:เพิ่ม|add)\s*(?:หลักสูตร|โครงการ|รายการ|course)?", said)
    if added is None:
        return None
    ends = [end, *(day.start for day in days[:1])]
    ends += [budget_at.start()] if budget_at else []
    name = re.sub(r"\s*(?:เดือน|ใน|ช่วง|ปี)$", "", whole[added.end() : min(ends)].strip(_AROUND))
    return PlanChangeSaid(None, name[:LONGEST_NAME] or None, False, budget, first, last, reason)


def _coming(day: DayMention, today: date) -> tuple[date | None, date | None]:
    """Return the days that are meant: a plan speaks of days to come, if its words can mean those."""
    if day.first is not None and day.first < today and day.ahead is not None:
        return day.ahead, day.ahead_last or day.ahead
    return day.first, day.last or day.first


def _money(said: str) -> int | None:
    found = _MONEY.match(said.lstrip())
    return int(found[1].replace(",", "")) if found else None


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(either(_words(table)))


@cache
def _words(table: str) -> tuple[str, ...]:
    return tuple(sorted((word.lower() for word in read("trainings")[table]), key=len, reverse=True))
