"""Chooses the day or period that a message is about, of all that it mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Final

from thai.almanac import almanac, either
from thai.data import read
from thai.day_mentions import DayKind, DayMention
from thai.intents import INTENTS, UNKNOWN
from thai.leave_days import days_of_leave
from thai.meaning import Doubt, DoubtKind
from thai.sentence import Sentence
from thai.weekdays import days_of_weekday

MOST_OPTIONS: Final = 10
READ_BEFORE: Final = 40  # characters before a day, in which words say that it is another matter's day
NEAR_TIME: Final = 8  # characters between a day and its time
LONGEST_WORK: Final = timedelta(days=10)  # work that began longer ago is a project, not the work of these days
_NUMBER = re.compile(r"\d+")
NAMED: Final = (DayKind.PERIOD, DayKind.MONTH)  # spans that are named by one word
UNCERTAIN: Final = (DayKind.MONTH, DayKind.STAGE)  # names of plans and meetings are full of them


@dataclass(frozen=True, slots=True)
class ChosenDay:
    """The day or the period of a message, or the words of an impossible date, with what is in doubt."""

    day: date | None = None
    period: tuple[date, date] | None = None
    problem: str | None = None
    doubts: tuple[Doubt, ...] = ()


def choose_day(sentence: Sentence, intent: str) -> ChosenDay:
    """Return the day or period that belongs to an intent, with the doubts that a careful clerk would have."""
    said = [day for day in sentence.days if not day.cycle or intent in INTENTS.report]
    if intent == "leave":
        return _of_leave(said, sentence)
    if sentence.since_start and intent in INTENTS.report and all(_is_an_end(day, sentence) for day in said):
        first, today = sentence.since_start
        last = next((day.first for day in said if day.first and first <= day.first <= today), today)
        return ChosenDay(period=(first, last))
    if not said or intent in INTENTS.courtesy:
        return ChosenDay()
    if intent in ("log_activity", UNKNOWN):
        return _of_work(said, sentence)
    mention = _asked_about(said, sentence) if intent in INTENTS.report else said[0]
    return _chosen(mention, sentence, ahead=intent in INTENTS.of_days_to_come)


def _is_an_end(mention: DayMention, sentence: Sentence) -> bool:
    """Return whether a day is only the end of a period: ตั้งแต่เริ่มโครงการจนถึงวันนี้."""
    return mention.open_start or (mention.is_one_day and mention.first == sentence.today)


def _asked_about(said: Sequence[DayMention], sentence: Sentence) -> DayMention:
    """Return the days of a report that is asked for: not those of the meeting for which it is needed, or of tonight."""
    past = [day for day in said if not day.to_come] or said
    told = [day for day in past if not (day.is_one_day and day.first == sentence.today)]
    mention = (told or past)[0]
    if mention.first and not mention.days and _began().search(sentence.text[: mention.start]):
        until = mention.first if mention.kind in (DayKind.STAGE, *NAMED) else mention.last or mention.first
        last = max(until, sentence.today)  # ตั้งแต่ต้นสัปดาห์, ตั้งแต่ระยะที่ 2, ตั้งแต่ 1 ก.ค.: until now
        return replace(mention, last=last if last != mention.first else None)
    return mention


def _chosen(mention: DayMention, sentence: Sentence, *, ahead: bool) -> ChosenDay:
    if mention.problem or mention.first is None:
        doubt = Doubt("activity_date", DoubtKind.UNKNOWN_DAY, (), mention.problem or "")
        return ChosenDay(problem=mention.problem, doubts=(doubt,))
    doubts = _weekday_doubt(mention, sentence)
    if mention.days:
        words = sentence.text[mention.start : mention.end]
        return ChosenDay(doubts=(*doubts, Doubt("activity_date", DoubtKind.SEVERAL_DAYS, mention.days, words)))
    first, last = mention.first, mention.last
    if ahead and mention.ahead:
        first, last = mention.ahead, mention.ahead_last
    return ChosenDay(period=(first, last), doubts=doubts) if last else ChosenDay(first, doubts=doubts)


def _weekday_doubt(mention: DayMention, sentence: Sentence) -> tuple[Doubt, ...]:
    if mention.weekday is None or mention.first is None:
        return ()
    options = (mention.first, *days_of_weekday(mention.first, mention.weekday))
    words = sentence.text[mention.start : mention.end]
    return (Doubt("activity_date", DoubtKind.WEEKDAY, options, words),)


# ---- work done ----


def _of_work(said: Sequence[DayMention], sentence: Sentence) -> ChosenDay:
    """Choose the day of work: today if it is said, else the only day that belongs to the work."""
    days = _of_the_work(said, sentence)
    if not days:
        return ChosenDay()
    today = next((day for day in days if _is_today(day, sentence)), None)
    if today:
        explained = _explained(today, days, sentence)
        chosen = _chosen(explained or today, sentence, ahead=False)
        return chosen if explained else _with_work_of_others(chosen, days, sentence)
    first = days[0]
    if first.problem:
        return _chosen(first, sentence, ahead=False)
    if first.to_come:
        return _of_future_work(first, sentence)
    if _may_be_planned(first) and _planned_behind().match(sentence.text, first.end):
        return _of_future_work(replace(first, first=first.ahead or first.first, last=first.ahead_last), sentence)
    if first.last or first.days:
        return _of_several_days(first, sentence)
    chosen = _chosen(first, sentence, ahead=False)
    others = tuple(dict.fromkeys(day.first for day in days[1:] if day.is_one_day and day.first != first.first))
    if not others or chosen.day is None:
        return chosen
    words = sentence.text[first.start : days[-1].end]
    doubt = Doubt("activity_date", DoubtKind.WHICH_DAY, (chosen.day, *filter(None, others)), words)
    return replace(chosen, doubts=(*chosen.doubts, doubt))


def _with_work_of_others(chosen: ChosenDay, days: Sequence[DayMention], sentence: Sentence) -> ChosenDay:
    """Return today with a doubt if another day has people of its own: วันนี้ประชุมกำนัน 20 คน เมื่อวานประชุมพระ 30 คน."""
    ends = [day.start for day in days[1:]] + [len(sentence.text)]
    with_people = [day for day, end in zip(days, ends, strict=True) if _counts_people(day.end, end, sentence)]
    found = dict.fromkeys(day.first for day in with_people if day.first and day.is_one_day and not day.to_come)
    others = [day for day in found if day != chosen.day]
    if chosen.day not in found or not others:
        return chosen
    words = sentence.text[days[0].start : days[-1].end]
    doubt = Doubt("activity_date", DoubtKind.WHICH_DAY, (chosen.day, *others), words)
    return replace(chosen, doubts=(*chosen.doubts, doubt))


def _counts_people(start: int, end: int, sentence: Sentence) -> bool:
    return any(start <= token.start < end and ("numbers", "people") in token.senses for token in sentence.tokens)


def _of_the_work(said: Sequence[DayMention], sentence: Sentence) -> list[DayMention]:
    """Return the days that can be the work's own, the more certain kinds before feasts and periods."""
    own = [day for day in said if not _is_of_another_matter(day, sentence)]
    done = [day for day in own if not day.to_come]
    own = done or own
    reported = [day for day in own if _reported().search(sentence.text, 0, day.start)]
    own = reported or own
    plain = [day for day in own if day.kind not in (*UNCERTAIN, DayKind.PERIOD, DayKind.FEAST)]
    if plain:
        return plain
    celebrated = [day for day in said if day.kind is DayKind.DATE and _has_time_behind(day, sentence)]
    feasts = [day for day in own if day.kind is DayKind.FEAST and _is_when(day, sentence)]
    periods = [day for day in own if day.kind is DayKind.PERIOD]
    opening = [day for day in own if day.kind in UNCERTAIN and not sentence.text[: day.start].strip()]
    return feasts or periods or opening or celebrated


def _has_time_behind(day: DayMention, sentence: Sentence) -> bool:
    """Return whether a time of day follows a day: ทำบุญเนื่องในวันแม่ 12 ส.ค. 66 เวลา 7 โมง was then."""
    return any(day.end <= start <= day.end + NEAR_TIME for start, _, _ in sentence.times)


def _is_when(feast: DayMention, sentence: Sentence) -> bool:
    """Return whether a feast says when, at the beginning or behind a break: ปลูกป่าวันแม่ is about it."""
    return bool(_break().search(sentence.text[: feast.start]))


def _is_today(day: DayMention, sentence: Sentence) -> bool:
    return day.kind is DayKind.RELATIVE and day.is_one_day and day.first == sentence.today


def _explained(today: DayMention, days: Sequence[DayMention], sentence: Sentence) -> DayMention | None:
    """Return the date that says what today is: วันนี้ (11 ก.ค. 66), วันนี้วันที่ 11."""
    after = next((day for day in days if day.start >= today.end), None)
    if after is None or after.kind is not DayKind.DATE or not after.is_one_day or after.first is None:
        return None
    near = _opens_bracket().fullmatch(sentence.text, today.end, after.start)
    return after if near and abs((after.first - sentence.today).days) <= 1 else None


def _of_future_work(mention: DayMention, sentence: Sentence) -> ChosenDay:
    """Return a day to come as the day of work, which must be asked about: either a plan is told, or it is mistyped."""
    chosen = _chosen(mention, sentence, ahead=False)
    days = (chosen.day,) if chosen.day else ()
    words = sentence.text[mention.start : mention.end]
    return replace(chosen, doubts=(*chosen.doubts, Doubt("activity_date", DoubtKind.FUTURE, days, words)))


def _of_several_days(mention: DayMention, sentence: Sentence) -> ChosenDay:
    if mention.days or mention.first is None or mention.last is None:
        return _chosen(mention, sentence, ahead=False)
    chosen = _chosen(mention, sentence, ahead=False)
    past = _each(mention.first, min(mention.last, sentence.today))
    named = mention.kind in (DayKind.PERIOD, *UNCERTAIN)
    if named:
        past = [day for day in past if day.weekday() < 5]
    kind = DoubtKind.PERIOD_ONLY if named else DoubtKind.SEVERAL_DAYS
    words = sentence.text[mention.start : mention.end]
    doubt = Doubt("activity_date", kind, tuple(past[-MOST_OPTIONS:]), words)
    return replace(chosen, doubts=(*chosen.doubts, doubt))


def _each(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _is_of_another_matter(day: DayMention, sentence: Sentence) -> bool:
    """Return whether the words before a day say that it is a letter's, a plan's, a title's, or a project's start."""
    before = sentence.text[max(0, day.start - READ_BEFORE) : day.start]
    if day.kind is DayKind.MONTH and _title().search(before):
        return True
    if _commemorated().search(before) or _directly_of_another().search(before):
        return True
    if not before:
        return False
    if _may_be_planned(day) and _planned_behind().match(sentence.text, day.end):
        return True
    if day.to_come and _planned().search(before):
        return True
    if not day.month_said and day.ahead and _appointed().search(before):
        return True
    if day.is_one_day and day.first and _began().search(before):
        return sentence.today - day.first > LONGEST_WORK
    return not day.to_come and bool(_nearby_of_another().search(_clause(before)))


def _may_be_planned(day: DayMention) -> bool:
    """Return whether a day is to come, or may be: วันศุกร์, วันที่ 20."""
    return day.to_come or (day.ahead is not None and (day.kind is DayKind.WEEKDAY or not day.month_said))


def _clause(before: str) -> str:
    """Return the end of a text after its last line break or bracket."""
    return re.split(r"[\n(]", before)[-1]


@cache
def _words(table: str) -> str:
    return either(read("calendar")["beside"][table])


@cache
def _directly_of_another() -> re.Pattern[str]:
    """Return a pattern for words directly before a day that is not the day of the work."""
    return re.compile(rf"{_words('another')}\s*(?:{almanac().parts['date']}|{almanac().parts['ordinal']})?\s*$")


@cache
def _nearby_of_another() -> re.Pattern[str]:
    """Return a pattern for a paper's name some words before its date: มติที่ประชุมเมื่อ, คำสั่งอำเภอ ที่ 12/2566 ลงวันที่."""
    return re.compile(rf"{_words('paper')}\S*(?:\s\S+)?\s*(?:{_words('dated')})\s*(?:{almanac().parts['date']})?\s*$")


@cache
def _commemorated() -> re.Pattern[str]:
    """Return a pattern for a day that is remembered: เนื่องในวันต่อต้านยาเสพติดโลก (26 มิถุนายน)."""
    return re.compile(rf"{_words('remembered')}[^\n]{{0,30}}$")


@cache
def _reported() -> re.Pattern[str]:
    """Return a pattern for words before the day that is reported: งานที่จะรายงานคือของวันที่ 14."""
    end = rf"\s*(?:{almanac().parts['date']})?\s*$"
    return re.compile(rf"{_words('own_report')}[^\n]{{0,20}}{_words('of_own')}{end}")


@cache
def _planned() -> re.Pattern[str]:
    return re.compile(_words("planned") + r"[^\n]{0,30}$")


@cache
def _planned_behind() -> re.Pattern[str]:
    """Return a pattern for words behind a day that say that it is still to come: วันที่ 20 ไปซ้ำ."""
    return re.compile(rf"\s*{_words('planned_behind')}")


@cache
def _appointed() -> re.Pattern[str]:
    """Return a pattern for words before a day of this month that has not come: กำหนดจัดวันที่ 20, เลื่อนไปวันที่ 19."""
    return re.compile(_words("appointed") + r"[^\n]{0,6}$")


@cache
def _began() -> re.Pattern[str]:
    parts = almanac().parts
    return re.compile(rf"{parts['from']}\s*(?:{parts['date']}|{parts['entered']})?\s*$")


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"{_words('title')}\s*$")


@cache
def _break() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s|{_words('when')})$")


@cache
def _opens_bracket() -> re.Pattern[str]:
    return re.compile(rf"[\s(,]*(?:{almanac().parts['date']}|{almanac().parts['weekday_beside']})?\s*")


# ---- leave ----


def _of_leave(said: Sequence[DayMention], sentence: Sentence) -> ChosenDay:
    """Choose the days of leave: a span, a list, a number of days from a day, or until a day."""
    found = days_of_leave(said, sentence)
    if found.problem:
        return ChosenDay(problem=found.problem, doubts=(Doubt("period", DoubtKind.UNKNOWN_DAY, (), found.problem),))
    if not found.options:
        return ChosenDay()
    first, last = found.options[0]
    doubts = list(_weekday_doubt(found.mention, sentence)) if found.mention else []
    if len(found.options) > 1:
        doubts.append(Doubt("period", found.kind, found.options, found.words))
    if not doubts and (_changes().search(sentence.text) or _has_number_besides(sentence)):
        doubts.append(Doubt("period", DoubtKind.LENGTH, found.options, found.words))
    if first == last:
        return ChosenDay(first, doubts=tuple(doubts))
    return ChosenDay(period=(first, last), doubts=tuple(doubts))


def _has_number_besides(sentence: Sentence) -> bool:
    """Return whether a number stands in no day, time or length: it may be a day that was not understood."""
    spans = [(day.start, day.end) for day in sentence.days]
    spans += [(start, end) for start, end, _ in sentence.times]
    spans += [(one.start, one.end) for one in sentence.durations]
    numbers = _NUMBER.finditer(sentence.text)
    return any(not any(start <= number.start() < end for start, end in spans) for number in numbers)


@cache
def _changes() -> re.Pattern[str]:
    """Return a pattern for words that change leave which was asked for before: เลื่อนลาเป็นวันศุกร์."""
    return re.compile(_words("changed"))
