"""Reads what a message tells of a training of the speaker: in which way, about what, how long, on which days."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from thai.almanac import either
from thai.context import Context
from thai.day_mentions import DayKind, DayMention
from thai.normalise import folded, tidy
from thai.sentence import Sentence
from thai.sentence import read as read_sentence
from thai.training_lengths import MOST_DAYS, Length, length_in
from thai.training_topics import Topic, topic_before, topic_in
from thai.training_words import (
    announced,
    closer,
    is_past,
    is_question,
    is_to_come,
    is_to_come_behind,
    masked,
    opens,
    own_clause,
    weak_verb,
    without_office,
    without_papers,
)

LONGEST: Final = 600  # characters; a longer message tells of more than a training
_SINCE: Final = re.compile(r"(?:ตั้งแต่|เริ่ม)\s*(?:วันที่)?\s*$")
FRIDAY: Final = 4
NEAR: Final = 60  # characters behind the topic in which ออนไลน์ says how it was learned
LONGEST_BEFORE: Final = 200  # characters before the word for the way


@dataclass(frozen=True)
class WayWords:
    """The words for each way to learn: key -> words."""

    words: Mapping[str, Sequence[str]]

    def __hash__(self) -> int:
        return hash(tuple((key, tuple(words)) for key, words in self.words.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WayWords) and hash(self) == hash(other)


@dataclass(frozen=True, slots=True)
class WayNamed:
    """A way that is named at [start, end); `weakly` by a word that tells of many things."""

    way: str
    start: int
    end: int
    weakly: bool = False


@dataclass(frozen=True, slots=True)
class TrainingSaid:
    """What was read; what was not said is None. `way` is a key. `days` and `hours` may have a fraction. `first` and
    `last` are its days, both included; without any it is of the message's day. `is_done`: it is certain that it is
    over; False: it is certain that it is not, and None: neither. `problem` has the words of an impossible date."""

    way: str
    topic: str | None = None
    days: float | None = None
    hours: float | None = None
    first: date | None = None
    last: date | None = None
    is_done: bool | None = None
    problem: str | None = None


def training_in(text: str, context: Context, ways: WayWords) -> TrainingSaid | None:
    """Return what a message tells of a training of the speaker, done or to come; None if it tells of none, or asks
    something, or tells of one that the speaker gave to others."""
    whole, low = in_two_forms(text)
    named = _named(low, ways) if len(low) <= LONGEST else None
    if named is None:
        return None
    sentence = read_sentence(without_office(low), context)
    if len(sentence.text) != len(low):  # a voice keyboard's spaces were taken out
        whole = low = sentence.text
        named = _named(low, ways)
    return _training(whole, low, sentence, named, ways) if named is not None else None


def _training(whole: str, low: str, sentence: Sentence, named: WayNamed, ways: WayWords) -> TrainingSaid | None:
    today, start, end = sentence.today, named.start, named.end
    topic = topic_before(whole, low, start) or topic_in(whole, low, end, sentence)
    plain = _covered(masked(low), topic, named)
    if start > LONGEST_BEFORE or not opens(plain, low, start, end, _spans_of_time(sentence)) or is_question(plain):
        return None
    days = [day for day in sentence.days if not _is_no_day(low, day, topic)]
    days = [day for day in days if not (day.to_come and low.endswith("เมื่อ", 0, day.start))]  # เมื่อสุดสัปดาห์
    first, last = _span(days, today)
    length = length_in(low, sentence, topic.start, topic.end)
    if length.days is None and length.hours is None:
        length = Length(days=_days_said(days, today))
        if named.weakly and length.days is None:
            return None
    last = _counted_from(low, days, first, last, length.days)
    not_done = (
        _is_to_come(days, today)
        or (last is not None and last > today)
        or is_to_come(own_clause(plain[:start]), low[start:end])
    )
    not_done = not_done or is_to_come_behind(plain[end : _until(days, today, last, len(low))])
    sure = bool(length.days or length.hours or last) or is_past(plain)
    if announced(plain[:start]) and not is_past(plain) and all(day.ahead for day in days[:1]):
        sure = False  # มีอบรมวันศุกร์: past or to come
    return TrainingSaid(
        way=_in_which_way(named.way, plain[: topic.end + NEAR] + low[start : end + 12], start, ways),
        topic=topic.words,
        days=length.days,
        hours=length.hours,
        first=first,
        last=last,
        is_done=False if not_done else (True if sure else None),
        problem=next((day.problem for day in days if day.problem), None),
    )


def _covered(low: str, topic: Topic, named: WayNamed) -> str:
    """Return the words with the topic and the way covered: what stands in them says nothing of the rest."""
    for start, end in ((topic.start, topic.end), (named.start, named.end)):
        low = low[:start] + "\t" * (end - start) + low[end:]
    return low


def in_two_forms(text: str) -> tuple[str, str]:
    """Return a message as it was written, and in the form for comparing, with every character at the same place.
    If repeated letters (มากกกก) would shift the places, only the case is folded."""
    whole = tidy(text)
    low = folded(whole)
    if len(whole) != len(low):
        low = whole.lower()
    return (whole, low) if len(whole) == len(low) else (low, low)


def way_in(low: str, ways: WayWords) -> str | None:
    """Return the way that folded words name first, or None."""
    named = _plainly_named(low, ways)
    return named.way if named else None


def way_places(low: str, ways: WayWords) -> list[tuple[int, int]]:
    """Return where folded words name ways, in order."""
    words, found = without_papers(low), []
    for _, pattern in _ways(ways):
        found += [match.span() for match in pattern.finditer(words)]
    places: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda one: (one[0], -one[1])):
        if not places or start >= places[-1][1]:
            places.append((start, end))
    return places


def _named(low: str, ways: WayWords) -> WayNamed | None:
    """Return the way that is named first; without any, the way of words that tell of many things: เรียน, ฝึก, พี่…สอน."""
    named = _plainly_named(low, ways)
    if named is not None:
        return named
    weak = weak_verb(low)
    way = _way_like(weak[2], ways) if weak else None
    return WayNamed(way, weak[0], weak[1], True) if weak and way else None


def _plainly_named(low: str, ways: WayWords) -> WayNamed | None:
    """Return the way that is named first; of words at the same place the longest."""
    words = without_papers(low)
    found = [
        (match.start(), -len(match[0]), key)
        for key, pattern in _ways(ways)
        if (match := pattern.search(words)) is not None
    ]
    if not found:
        return None
    start, length, key = min(found)
    return WayNamed(key, start, start - length)


@lru_cache(maxsize=8)
def _ways(ways: WayWords) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (key, re.compile(either(sorted((word.lower() for word in words), key=len, reverse=True))))
        for key, words in ways.words.items()
    )


def _in_which_way(way: str, plain: str, start: int, ways: WayWords) -> str:
    """Return the way, or the one that is meant by the words around it and the topic: a course that is learned ออนไลน์, a
    พี่เลี้ยง that teaches. `start` is where the word for the way stands."""
    for word, other in closer(plain, start):
        if way == _way_like(word, ways):
            return _way_like(other, ways) or way
    return way


def _way_like(word: str, ways: WayWords) -> str | None:
    """Return the way of whose words this is one."""
    return next((key for key, words in ways.words.items() if word in words), None)


# ── when ──


def _spans_of_time(sentence: Sentence) -> list[tuple[int, int]]:
    return [(day.start, day.end) for day in sentence.days] + [(start, end) for start, end, _ in sentence.times]


def _is_no_day(low: str, day: DayMention, topic: Topic) -> bool:
    """Return whether what looks like a day is none of the training's: a kind of report, a part of the topic, a length
    (ครบ 1 เดือนแล้ว)."""
    length = re.match(r"เดือน|สัปดาห์|อาทิตย์|วัน", low[day.start : day.end]) and re.search(r"\d\s?$", low[: day.start])
    return day.cycle or topic.start <= day.start < topic.end or length is not None


def _is_to_come(days: Sequence[DayMention], today: date) -> bool:
    """Return whether the first day that is said, which is the training's, is to come."""
    for day in days[:1]:
        last = max((one for one in (day.first, day.last, *day.days) if one), default=None)
        return day.to_come or (last is not None and last > today and day.kind not in (DayKind.MONTH, DayKind.PERIOD))
    return False


def _until(days: Sequence[DayMention], today: date, last: date | None, end: int) -> int:
    """Return how far the words tell of a training whose days are past: up to a day to come, with which another matter
    begins (เมื่อวานอบรม… พรุ่งนี้จะรายงาน)."""
    later = [day.start for day in days if last is not None and (day.to_come or (day.first and day.first > today))]
    return min(later, default=end)


def _span(days: Sequence[DayMention], today: date) -> tuple[date | None, date | None]:
    """Return the first and last day that are said and not to come. Of a week or month that is past only its last
    working day is taken: on which of its days it was is not said."""
    for day in days:
        if day.first is None or day.first > today:
            continue
        last = max((one for one in (day.last, *day.days) if one), default=day.first)
        if last - day.first >= timedelta(days=MOST_DAYS):
            continue
        if day.kind not in (DayKind.MONTH, DayKind.PERIOD):
            return day.first, last
        last = min(last, today)
        back = timedelta(days=max(0, last.weekday() - FRIDAY))
        return None, max(day.first, last - back)
    return None, None


def _counted_from(
    low: str, days: Sequence[DayMention], first: date | None, last: date | None, length: float | None
) -> date | None:
    """Return the last day, counted from the first if only that is said: 3 วัน ตั้งแต่ 5 ก.พ."""
    if first is None or first != last or length is None or length <= 1:
        return last
    begins = any(day.first == first and _SINCE.search(low[: day.start]) for day in days)
    return first + timedelta(days=math.ceil(length) - 1) if begins else last


def _days_said(days: Sequence[DayMention], today: date) -> int | None:
    """Return of how many days several days speak that are said by their dates; of a month or week they say none."""
    for day in days:
        if day.first is None or day.first > today or day.kind in (DayKind.MONTH, DayKind.PERIOD, DayKind.STAGE):
            continue
        if day.days:
            return len(day.days)
        return (day.last - day.first).days + 1 if day.last is not None and day.last > day.first else None
    return None
