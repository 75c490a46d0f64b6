"""Reads the days of leave: one day, a span, a list, a number of days from a day, or until a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from thai.almanac import almanac, either, meant_instead
from thai.data import read
from thai.day_mentions import DayKind, DayMention
from thai.durations import Duration
from thai.meaning import DoubtKind
from thai.sentence import Sentence
from thai.written_dates import with_day

WORKING_DAYS_A_WEEK = 5
LAST_OF_MONTH = 31
DAYS_A_WEEK, DAYS_A_MONTH = 7, 32  # no month is longer
LONGEST_PAPER = 24  # characters before a day, in which a paper is named
LONGEST_BEFORE = 7  # characters before a day that say whether it is past


@dataclass(frozen=True, slots=True)
class LeaveDays:
    """The ways to read the days of leave, the likeliest first; several are in doubt because of `kind`."""

    options: tuple[tuple[date, date], ...] = ()
    kind: DoubtKind = DoubtKind.LENGTH
    words: str = ""
    mention: DayMention | None = None
    problem: str | None = None


def days_of_leave(said: Sequence[DayMention], sentence: Sentence) -> LeaveDays:
    """Return the days of leave that a message tells. Days that can be past or to come are to come."""
    problem = next((day.problem for day in said if day.problem), None)
    if problem:
        return LeaveDays(problem=problem)
    known = [day for day in said if day.first and not _is_no_leave(day, sentence)]
    known = _after_correction(known, sentence) or known
    duration = next((one for one in sentence.durations if not _inside(one, known)), None)
    until = next((day for day in known if day.open_start), None)
    spans = [day for day in known if day.last or day.days]
    if until and not spans:
        return _until(until, [day for day in known if day is not until], sentence)
    if spans:
        found = _with_days_behind(_span(spans[0], sentence), known, sentence)
        return _of_length(found, duration) if duration else found
    if not known:
        return _numbers_alone(sentence)
    if any(word in sentence.text for word in _open_ends()):
        return _without_end(known[0])
    if duration and duration.days > 1:
        return _from(known[0], duration, sentence)
    return _single(known, sentence)


def asks_for_leave(text: str) -> bool:
    """Return whether leave is asked for in so many words, whatever else is told: ขออนุญาตลากิจ."""
    return any(word in text for word in read("answers")["asks_for_leave"])


def asks_for_half_a_day(text: str) -> bool:
    """Return whether leave of half a day is told, which is noted by whole days: ลาครึ่งวันบ่าย."""
    return any(word in text.lower() for word in read("answers")["half_a_day"])


def tells_only_anothers_illness(sentence: Sentence) -> bool:
    """Return whether somebody else's illness is all that is told, but for a day: แม่ป่วย, เพื่อนร่วมงานป่วยวันนี้."""
    words, at = [], 0
    for day in sentence.days:
        words.append(sentence.text[at : day.start])
        at = max(at, day.end)
    return bool(_anothers_illness().fullmatch("".join([*words, sentence.text[at:]]).strip()))


@cache
def _anothers_illness() -> re.Pattern[str]:
    said, speech = read("answers"), read("speech")
    polite = rf"(?:\s*{either([*speech['polite'], *speech['particle']])})*"
    return re.compile(rf"{either(said['another'])}\s*{either(said['another_of'])}?\s*{either(said['illness'])}{polite}")


def _numbers_alone(sentence: Sentence) -> LeaveDays:
    """Read ลา 25 ถึง 27 as days of this month or the next; it is asked about: nothing says that they are days."""
    match = _two_numbers().search(sentence.text)
    first, last = (int(match["first"]), int(match["last"])) if match else (0, 0)
    if match is None or not 1 <= first < last <= LAST_OF_MONTH or sentence.times:
        return LeaveDays()
    begins = with_day(sentence.today, first, +1)
    ends = begins + timedelta(days=last - first)
    if ends.month != begins.month:
        return LeaveDays()
    options = ((begins, ends), (begins, begins))
    return LeaveDays(options, DoubtKind.LENGTH, match[0].strip())


@cache
def _two_numbers() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d/.:,-])(?P<first>\d{{1,2}})\s*{almanac().parts['to']}\s*(?P<last>\d{{1,2}})(?![\d/.:,-])"
    )


def _of_length(found: LeaveDays, duration: Duration) -> LeaveDays:
    """Return days that are in doubt if so many days were said as the span does not have: ๓ วัน ตั้งแต่ 20 ถึง 23."""
    if len(found.options) != 1:
        return found
    ((first, last),) = found.options
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    working = sum(day.weekday() < WORKING_DAYS_A_WEEK for day in every)
    if duration.days in (len(every), working):
        return found
    shorter = (first, _last_working_day(first, max(1, duration.days)))
    return replace(found, options=((first, last), shorter), kind=DoubtKind.LENGTH)


def _without_end(mention: DayMention) -> LeaveDays:
    """Return the ways to read leave from a day until something happens: that day, or the rest of its week."""
    first = mention.ahead or mention.first
    if first is None:
        return LeaveDays()
    friday = first + timedelta(days=max(0, WORKING_DAYS_A_WEEK - 1 - first.weekday()))
    readings = tuple(dict.fromkeys(((first, first), (first, friday), (first, first + timedelta(days=6)))))
    return LeaveDays(readings, DoubtKind.LENGTH, "", mention)


def _inside(duration: Duration, known: Sequence[DayMention]) -> bool:
    return any(day.start < duration.end and duration.start < day.end for day in known)


def _span(mention: DayMention, sentence: Sentence) -> LeaveDays:
    words = sentence.text[mention.start : mention.end]
    if mention.days:
        days = mention.days if _is_past(mention, sentence) else _to_come(mention.days, mention, sentence.today)
        whole = (days[0], days[-1])
        apart = tuple((day, day) for day in days)
        if all(day.weekday() >= WORKING_DAYS_A_WEEK for day in _between(days)):
            return LeaveDays((whole,), mention=mention)  # only a weekend lies between
        return LeaveDays((whole, *apart), DoubtKind.SEVERAL_DAYS, words, mention)
    first, last = mention.ahead or mention.first, mention.ahead_last or mention.last
    if first and last and mention.ahead is None and not _is_past(mention, sentence):
        begins = _to_come((first,), mention, sentence.today)[0] if mention.kind is DayKind.WEEKDAY else first
        first, last = _to_come((begins, last + (begins - first)), mention, sentence.today)
    return LeaveDays(((first, last),) if first and last else (), words=words, mention=mention)


def _with_days_behind(found: LeaveDays, known: Sequence[DayMention], sentence: Sentence) -> LeaveDays:
    """Return a span with the other days that are listed behind it, which may be leave too: จันทร์ อังคาร และศุกร์หน้า."""
    if len(found.options) != 1 or found.mention is None:
        return found
    (span,), end, later = found.options, found.mention.end, list[date]()
    for one in known:
        day = _day_of(one, sentence)
        if (
            one.is_one_day
            and day
            and not span[0] <= day <= span[1]
            and one.start >= end
            and _and().fullmatch(sentence.text, end, one.start)
        ):
            end = one.end
            later.append(day)
    if not later:
        return found
    options = ((min(span[0], *later), max(span[1], *later)), span, *((day, day) for day in later))
    return replace(found, options=options, kind=DoubtKind.SEVERAL_DAYS)


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,|{almanac().parts['and']})?\s*(?:{almanac().parts['date']})?\s*")


def _between(days: Sequence[date]) -> list[date]:
    length = (days[-1] - days[0]).days
    every = [days[0] + timedelta(days=n) for n in range(length)]
    return [day for day in every if day not in days]


def _until(until: DayMention, others: Sequence[DayMention], sentence: Sentence) -> LeaveDays:
    """Read "until Friday": from the other day that is said, else from today."""
    last = until.ahead or until.first
    begins = next((day.first for day in others if day.first and last and day.first <= last), sentence.today)
    if last is None or last < begins:
        return LeaveDays()
    return LeaveDays(((begins, last),), words=sentence.text[until.start : until.end], mention=until)


def _from(mention: DayMention, duration: Duration, sentence: Sentence) -> LeaveDays:
    """Read a number of days from a day. Leave counts working days, but people may count the weekend in."""
    first = mention.ahead or mention.first
    if first is None:
        return LeaveDays()
    working = _last_working_day(first, duration.working_days)
    calendar = first + timedelta(days=duration.days - 1)
    words = sentence.text[duration.start : duration.end]
    if any(word in sentence.text for word in _every_day_counts()):
        return LeaveDays(((first, calendar),), words=words, mention=mention)
    readings = dict.fromkeys(((first, working), (first, calendar)))
    if duration.is_working_days or _only_weekend_after(working, calendar):
        return LeaveDays(((first, working),), words=words, mention=mention)
    return LeaveDays(tuple(readings), DoubtKind.LENGTH, words, mention)


def _last_working_day(first: date, days: int) -> date:
    """Return the last of so many working days from a day, which counts also if it is none."""
    day, left = first, days - 1
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < WORKING_DAYS_A_WEEK
    return day


def _only_weekend_after(working: date, calendar: date) -> bool:
    """Return whether both readings have the same working days."""
    if calendar < working:
        return False
    return all(
        (working + timedelta(days=n)).weekday() >= WORKING_DAYS_A_WEEK for n in range(1, (calendar - working).days + 1)
    )


def _day_of(mention: DayMention, sentence: Sentence) -> date | None:
    """Return the day that is to come, or the past one after เมื่อ."""
    return (mention.first if _is_past(mention, sentence) else None) or mention.ahead or mention.first


def _is_past(mention: DayMention, sentence: Sentence) -> bool:
    """Return whether เมื่อ or ที่แล้ว says that a day is past."""
    said = sentence.text[max(0, mention.start - LONGEST_BEFORE) : mention.end]
    return any(word in said for word in _past_words())


def _to_come(days: tuple[date, ...], mention: DayMention, today: date) -> tuple[date, ...]:
    """Return days of a list or span as days to come: weekdays of this week or the next, numbers of this month or the
    next. Others stay."""
    if mention.kind is DayKind.WEEKDAY:
        weeks = [-(-max(0, (today - day).days) // DAYS_A_WEEK) for day in days]
        return tuple(sorted(day + timedelta(weeks=n) for day, n in zip(days, weeks, strict=True)))
    if mention.kind is DayKind.DATE and not mention.month_said:
        while days[-1] < today:
            days = tuple(_next_month(day) for day in days)
    return days


def _next_month(day: date) -> date:
    first = (day.replace(day=1) + timedelta(days=DAYS_A_MONTH)).replace(day=1)
    last = (first + timedelta(days=DAYS_A_MONTH)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def _is_no_leave(mention: DayMention, sentence: Sentence) -> bool:
    """Return whether a day is said that is none of the leave: last night's, a letter's, one of work or free anyway."""
    text = sentence.text
    if _is_last_night(mention, sentence) or _at_work_behind().match(text, mention.end):
        return True
    return bool(_of_paper().search(text, max(0, mention.start - LONGEST_PAPER), mention.start))


@cache
def _at_work_behind() -> re.Pattern[str]:
    """Return a pattern for words behind a day that is no leave: วันนี้ยังเข้าอยู่, วันที่ 2 เป็นวันหยุด, วันพุธนั้นมาทำงาน."""
    return re.compile(rf"\s*{either(read('answers')['this_day'])}?\s*{either(read('answers')['no_leave_behind'])}")


@cache
def _of_paper() -> re.Pattern[str]:
    parts = almanac().parts
    return re.compile(
        rf"{either(read('calendar')['beside']['of_paper'])}\s*(?:{parts['date']}|{parts['ordinal']})?\s*$"
    )


def _after_correction(known: Sequence[DayMention], sentence: Sentence) -> list[DayMention]:
    """Return the days behind words that take back what was said before: วันนี้ลา เอ่อไม่ใช่ ลาพรุ่งนี้."""
    taken_back = [match.end() for match in meant_instead().finditer(sentence.text)]
    return [day for day in known if taken_back and day.start >= taken_back[-1]]


def _is_last_night(mention: DayMention, sentence: Sentence) -> bool:
    """Return whether a day is last night, of which nobody takes leave: ไข้ขึ้นตั้งแต่เมื่อคืน."""
    return sentence.text[mention.start : mention.end] in read("answers")["last_night"]


@cache
def _every_day_counts() -> tuple[str, ...]:
    return tuple(read("answers")["every_day_counts"])


@cache
def _open_ends() -> tuple[str, ...]:
    return tuple(read("answers")["open_end"])


@cache
def _past_words() -> tuple[str, ...]:
    return tuple(read("answers")["past_day"])


def _single(known: Sequence[DayMention], sentence: Sentence) -> LeaveDays:
    days = tuple(dict.fromkeys(_day_of(day, sentence) for day in known))
    options = tuple((day, day) for day in days if day)
    words = sentence.text[known[0].start : known[-1].end]
    return LeaveDays(options[:1] if len(options) == 1 else options, DoubtKind.WHICH_DAY, words, known[0])
