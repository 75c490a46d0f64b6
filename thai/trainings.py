"""Reads what a message tells of a training of the speaker: in which way, about what, how long, on which days."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Final

from thai.almanac import either
from thai.context import Context
from thai.data import read
from thai.day_mentions import DayKind, DayMention
from thai.normalise import folded, tidy
from thai.sentence import Sentence
from thai.sentence import read as read_sentence

LONGEST: Final = 600  # characters; a longer message tells of more than a training
LONGEST_BEFORE: Final = 60  # characters before the word for the way
MOST_DAYS: Final = 120  # of one training; a longer period says when it was, and not how long
MOST_HOURS: Final = 1000
HALF_A_DAY: Final = 3  # hours
_AROUND: Final = " :;,.-–=()\n\t\"'/"
_PLACE: Final = re.compile(r"\s(?:ที่|ณ)(?!ดิน|เกี่ยว|ปรึกษา|มี|ดี)\s?")
_NUMBER: Final = r"(?<![\d.,:])(\d{1,4})(?:\.\d)?"


@dataclass(frozen=True)
class WayWords:
    """The words for each way to learn: key -> words."""

    words: Mapping[str, Sequence[str]]

    def __hash__(self) -> int:
        return hash(tuple((key, tuple(words)) for key, words in self.words.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WayWords) and hash(self) == hash(other)


@dataclass(frozen=True, slots=True)
class TrainingSaid:
    """What was read; what was not said is None. `way` is a key. `first` and `last` are its days, both included; without
    any it is of the message's day. `is_done`: it is certain that it is over; False: it is certain that it is not, and
    None: neither. `problem` has the words of an impossible date."""

    way: str
    topic: str | None = None
    days: int | None = None
    hours: int | None = None
    first: date | None = None
    last: date | None = None
    is_done: bool | None = None
    problem: str | None = None


def training_in(text: str, context: Context, ways: WayWords) -> TrainingSaid | None:
    """Return what a message tells of a training, done or to come; None if it tells of none, or asks something."""
    whole, low = in_two_forms(text)
    if len(low) > LONGEST:
        return None
    named = _way_in(low, ways)
    if named is None:
        return None
    way, start, end = named
    before = low[:start]
    sentence = read_sentence(low, context)
    if not _begins(before, sentence, low[start:end], low[end:]) or _pattern("asks").search(low):
        return None
    hours = _hours_in(low)
    lengths = [one for one in sentence.durations if one.days <= MOST_DAYS and not low.startswith("ที่", one.end)]
    length = lengths[0].days if lengths else None
    days = [day for day in sentence.days if not day.cycle]
    problem = next((day.problem for day in days if day.problem), None)
    first, last = _span(days, context.today)
    to_come = any(_is_to_come(day, context.today) for day in days)
    around = low.replace(low[start:end], "\t", 1)
    not_done = to_come or _pattern("not_done").search(around) is not None
    not_done = not_done or _pattern("not_done").search(low[: end + 6]) is not None
    if length is None and hours is None and first is not None and last is not None and (last - first).days < MOST_DAYS:
        length = (last - first).days + 1 if last > first else None
    sure = bool(length or hours or last) or _pattern("done").search(around) is not None
    return TrainingSaid(
        way=way,
        topic=_topic(whole, low, end, sentence),
        days=length,
        hours=hours,
        first=first,
        last=last,
        is_done=False if not_done else (True if sure else None),
        problem=problem,
    )


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
    named = _way_in(low, ways)
    return named[0] if named else None


def _way_in(low: str, ways: WayWords) -> tuple[str, int, int] | None:
    """Return the way that is named first, and where; of words at the same place the longest."""
    found = [
        (match.start(), -len(match[0]), key)
        for key, pattern in _ways(ways)
        if (match := pattern.search(low)) is not None
    ]
    if not found:
        return None
    start, length, key = min(found)
    return key, start, start - length


@lru_cache(maxsize=8)
def _ways(ways: WayWords) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, re.compile(either(word.lower() for word in words))) for key, words in ways.words.items())


def _begins(before: str, sentence: Sentence, way: str, behind: str) -> bool:
    """Return whether a message begins with the way, behind words such as "yesterday I went to". What somebody teaches
    the speaker needs somebody before it, or behind it with จาก."""
    if len(before) > LONGEST_BEFORE:
        return False
    rest = before
    for day in sentence.days:
        if day.start < len(before):
            rest = rest.replace(before[day.start : day.end], " ")
    opened = bool(re.search(r"(?:ได้รับ|รับ)(?:การ)?\s*$", rest))
    rest = _pattern("done").sub(" ", rest)
    rest = _openers().sub(" ", rest).strip(_AROUND)
    if _pattern("giver").search(way):
        return bool(rest) or opened or "จาก" in behind
    return len(rest) <= 4


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(either(word.lower() for word in read("trainings")["opens"]) + r"|(?:ครับ|ค่ะ|คะ|คับ|นะ|ว่า)")


def _is_to_come(day: DayMention, today: date) -> bool:
    last = max((one for one in (day.first, day.last, *day.days) if one), default=None)
    return day.to_come or (last is not None and last > today and day.kind is not DayKind.MONTH)


def _span(days: Sequence[DayMention], today: date) -> tuple[date | None, date | None]:
    """Return the first and last day that are said and not to come."""
    for day in days:
        if day.first is None or day.first > today:
            continue
        last = max((one for one in (day.last, *day.days) if one), default=day.first)
        if last - day.first < timedelta(days=MOST_DAYS):
            return day.first, min(last, today) if day.kind is DayKind.MONTH else last
    return None, None


def _hours_in(low: str) -> int | None:
    found = re.search(rf"{_NUMBER}\s*{either(_words('hours'))}", low)
    if found is not None and 0 < int(found[1]) <= MOST_HOURS:
        return int(found[1])
    return HALF_A_DAY if "ครึ่งวัน" in low else None


# ── what it was about ──


def _topic(whole: str, low: str, start: int, sentence: Sentence) -> str | None:
    """Return what it was about, as written: behind a word such as เรื่อง, else what follows the way, up to a place, a day
    or how long it took."""
    marked = _pattern("topic").search(low, start)
    begins = [marked.end()] if marked is not None and marked.start() - start < 40 else []
    for begin in (*begins, start):
        found = _said(whole, begin, _end(low, begin, sentence))
        if found is not None:
            return found
    return None


def _end(low: str, begin: int, sentence: Sentence) -> int:
    """Return where what it was about ends."""
    skipped = begin + len(low[begin:]) - len(low[begin:].lstrip(_AROUND))
    ends = [len(low)]
    line = low.find("\n", skipped)
    ends += [line] if line >= 0 else []
    durations = (one for one in sentence.durations if not low.startswith("ที่", one.end))  # รุ่นที่ 45 วันที่ 15
    ends += [one.start for one in durations if one.start > skipped]
    ends += [one.start for one in sentence.days if one.start > skipped]
    hours = re.compile(rf"{_NUMBER}\s*{either(_words('hours'))}").search(low, skipped)
    ends += [hours.start()] if hours else []
    place = _PLACE.search(low, skipped)
    ends += [place.start()] if place else []
    ends += [match.start() + 1 for match in re.compile(rf"\s{either(_words('ends'))}").finditer(low, skipped)][:1]
    return min(ends)


def _said(whole: str, begin: int, end: int) -> str | None:
    words = whole[begin:end].strip(_AROUND)
    fillers = either(_words("fillers"))
    before = None
    while before != words:
        before = words
        words = re.sub(rf"^{fillers}(?=\s|$|ค่ะ|ครับ)|(?<=\s){fillers}$", "", words, flags=re.IGNORECASE).strip(_AROUND)
        words = re.sub(r"(?:^|\s)(?:ครับ|ค่ะ|คะ|คับ)$", "", words).strip(_AROUND)
    letters = re.findall(r"[\u0e01-\u0e2eA-Za-z]", words)
    return words if len(letters) >= 2 and not re.fullmatch(fillers, words.lower()) else None


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(either(_words(table)))


@cache
def _words(table: str) -> tuple[str, ...]:
    return tuple(sorted((word.lower() for word in read("trainings")[table]), key=len, reverse=True))
