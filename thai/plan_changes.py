"""Reads what a committee changes in its development plan: a course added, moved, dropped, its cost, what was spent."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from thai.almanac import either
from thai.context import Context
from thai.day_mentions import DayKind, DayMention
from thai.lexicon import tokens_of
from thai.normalise import folded, tidy
from thai.numbers import numbers_in
from thai.sentence import read as read_sentence
from thai.training_tables import table_pattern, table_words
from thai.trainings import in_two_forms

LONGEST: Final = 600  # characters
LONGEST_NAME: Final = 200
LONGEST_BEFORE_SUM: Final = 20  # characters between a word such as ใช้งบ and the sum
MOST_BAHT: Final = 1_000_000_000
_AROUND: Final = " :;,.-–=\n\t\"'"
_COURSE: Final = re.compile(r"(?:หลักสูตร|โครงการ|รายการ|course)\s*(?:ที่|ข้อ)?\s*(\d{1,4})(?!\d)")
_NO_COURSE: Final = r"(?![\d,.]|\s*(?:บาท|วัน|คน|เดือน|[ก-ฮ]{1,2}\.))"  # 3 และ 4 บาท names no course 4
_FURTHER: Final = re.compile(
    rf"\s*(?:,|และ|กับ|\+)\s*(?:หลักสูตร|โครงการ|รายการ|course)?\s*(?:ที่|ข้อ)?\s*(\d{{1,4}}){_NO_COURSE}"
)
_YEAR_SAID: Final = re.compile(r"(?:25|20)\d\d|[ก-๙.]\s?\d\d(?!\d)|ปี")
_BAHT: Final = re.compile(r"(?:\s*(?:บาท|บ\.|baht)|(?=\s|$)(?!\s*(?:วัน|คน|ครั้ง|ชม|ชั่วโมง|รุ่น|เดือน|ท่าน|%|เปอร์เซ็นต์|สตางค์)))")
_SATANG: Final = re.compile(r"(\d)\.\d{1,2}(?=\s*(?:บาท|บ\.|baht))")  # a sum is in whole baht
_MONEY_AHEAD: Final = 40  # characters in which a sum stands
_REASON: Final = re.compile(r"(?:เนื่องจาก|เพราะว่า|เพราะ|เหตุผล(?:คือ)?|because)\s*:?")


@dataclass(frozen=True, slots=True)
class SpendingSaid:
    """Baht that were spent on the course with this number."""

    number: int
    amount: int


@dataclass(frozen=True, slots=True)
class PlanChangeSaid:
    """A change of the plan. Without a `number` a course called `name` is added. `dropped`: it is not planned any more.
    What was not said is None. `reason` is why. `further` are the numbers of other courses that are changed alike
    (ยกเลิกหลักสูตรที่ 3 และ 4)."""

    number: int | None
    name: str | None = None
    dropped: bool = False
    budget: int | None = None
    first: date | None = None
    last: date | None = None
    reason: str | None = None
    further: tuple[int, ...] = ()


def spending_in(text: str) -> SpendingSaid | None:
    """Return what was spent on a course: หลักสูตรที่ 3 ใช้งบ 25,000 บาท, ใช้ไป 2 หมื่น. What is planned, asked, not spent
    yet, or less than nothing is no spending."""
    low = folded(tidy(text))
    named = _COURSE.search(low)
    if (
        named is None
        or len(low) > LONGEST
        or table_pattern("asks").search(low)
        or table_pattern("plan_change").match(low)
    ):
        return None
    behind = low[named.end() :]
    spent = re.search(either(table_words("spends")), behind)
    if spent is None or table_pattern("not_spent").search(behind[: spent.end() + 12]):
        return None
    amount = _money(behind[spent.end() :])
    return SpendingSaid(int(named[1]), amount) if amount else None


def plan_change_in(text: str, context: Context) -> PlanChangeSaid | None:
    """Return what a message changes in the plan. It begins with ปรับแผน, เพิ่มหลักสูตร, ยกเลิกหลักสูตรที่ or the like; nothing
    else is taken for a change."""
    whole, low = in_two_forms(text)
    begins = table_pattern("plan_change").match(low)
    if begins is None or len(low) > LONGEST or table_pattern("asks").search(low.split("เพราะ")[0]):
        return None
    reason, end = None, len(low)
    why = _REASON.search(low)
    if why is not None:
        reason, end = whole[why.end() :].strip(_AROUND) or None, why.start()
    said = low[:end]
    named = _COURSE.search(said)
    days = [day for day in read_sentence(said, context).days if day.first]
    first, last = _coming(said, days[0], context.today) if days else (None, None)
    budget_at = re.search(r"งบประมาณ|งบ|budget", said)
    budget = _money(said[budget_at.end() :]) if budget_at else None
    if named is not None:
        dropped = re.search(r"ยกเลิก|ตัด|ไม่จัด|งดจัด|งด|drop|cancel", said[: named.start()]) is not None
        further, end = _further(said, named.end())
        if _COURSE.search(said, end):  # each with a change of its own: one at a time
            return PlanChangeSaid(int(named[1]), reason=reason)
        return PlanChangeSaid(int(named[1]), None, dropped, budget, first, last, reason, further)
    added = re.search(r"(?:เพิ่ม|add)\s*(?:หลักสูตร|โครงการ|รายการ|course)?", said)
    if added is None:
        return None
    ends = [end, *(day.start for day in days[:1])]
    ends += [budget_at.start()] if budget_at else []
    name = re.sub(r"\s*(?:เดือน|ใน|ช่วง|ปี)$", "", whole[added.end() : min(ends)].strip(_AROUND))
    return PlanChangeSaid(None, name[:LONGEST_NAME] or None, False, budget, first, last, reason)


def _further(said: str, begin: int) -> tuple[tuple[int, ...], int]:
    """Return the numbers that are named beside the first, and where they end."""
    found = []
    while (another := _FURTHER.match(said, begin)) is not None:
        found.append(int(another[1]))
        begin = another.end()
    return tuple(dict.fromkeys(found)), begin


def _coming(said: str, day: DayMention, today: date) -> tuple[date | None, date | None]:
    """Return the days that are meant: a plan speaks of days to come, if its words can mean those. A month without a
    year is the next one of that name."""
    first, last = day.first, day.last or day.first
    if first is None or last is None or last >= today:
        return first, last
    if day.ahead is not None:
        return day.ahead, day.ahead_last or day.ahead
    if day.kind not in (DayKind.MONTH, DayKind.DATE) or _YEAR_SAID.search(said[day.start : day.end]):
        return first, last
    return _a_year_later(first), _a_year_later(last)


def _a_year_later(day: date) -> date:
    """Return the same day of the next year; the last of February stays the last."""
    is_last = day.month == 2 and day.day == calendar.monthrange(day.year, 2)[1]
    return day.replace(year=day.year + 1, day=calendar.monthrange(day.year + 1, 2)[1] if is_last else day.day)


def _money(said: str) -> int | None:
    """Return the sum with which words begin, behind words such as ไปแล้ว: 25,000 บาท, 2 หมื่น, สองหมื่นห้าพัน."""
    said = _SATANG.sub(r"\1", said[:_MONEY_AHEAD])
    tokens = tokens_of(said, None)
    number = next(iter(numbers_in(tokens)), None)
    if number is None or number.value is None or not 0 <= number.value < MOST_BAHT:
        return None
    start, last = tokens[number.first].start, tokens[number.last]
    end = last.start + len(last.text)
    below_nothing = re.search(r"(?:-|ลบ)\s?$", said[:start])
    if start > LONGEST_BEFORE_SUM or below_nothing or re.search(r"\n|หลักสูตร|เดือน|วันที่", said[:start]):
        return None
    return number.value if _BAHT.match(said, end) or last.key("numbers") == "unit" else None
