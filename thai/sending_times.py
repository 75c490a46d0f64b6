"""Reads when an announcement is to be sent: ส่งพรุ่งนี้ 8 โมง, ตั้งเวลาวันศุกร์ 07.30, and answers such as 8 โมงเช้า."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Final

from thai.beginnings import word_at_beginning
from thai.context import Context
from thai.data import read
from thai.day_mentions import DayMention
from thai.normalise import folded, tidy
from thai.sentence import Sentence
from thai.sentence import read as read_sentence

LONGEST: Final = 80  # characters; longer messages say something else
_BARE_CLOCK: Final = re.compile(r"(?<![\d.:/])\d{1,2}[.:]\d\d(?![\d.:/])")
_SIGNS: Final = " \t\n.,:;-–/()\u200b"


@dataclass(frozen=True, slots=True)
class SendingTime:
    """When to send, as far as it was said. `at_once` is true for "send now"; `unread` are words of an impossible date
    or of several days."""

    day: date | None = None
    at: time | None = None
    at_once: bool = False
    unread: str | None = None


def sending_time_in(text: str, context: Context, *, asked: bool = False) -> SendingTime | None:
    """Return when to send by a message that says nothing else, or None. Only an answer (`asked`) needs no ส่ง before.

    What says neither a day nor a time has both as None: ตั้งเวลา.
    """
    if len(text) > LONGEST:
        return None
    said = folded(tidy(text)).lower().strip()
    now = word_at_beginning(said, _words("at_once"))
    if now is not None and not _without_beside(said[len(now) :]):
        return SendingTime(at_once=True)
    opening = word_at_beginning(said, _words("send_at"))
    if opening is None and not asked:
        return None
    return _said(said[len(opening or "") :], opening, context)


def without_answer(text: str) -> str:
    """Return a message without the yes or no that it begins with: ใช่ครับ แต่ส่งพรุ่งนี้, ไม่ใช่ 9 โมง."""
    said = folded(tidy(text)).lower().strip()
    while (word := word_at_beginning(said, _answers())) is not None:
        said = said[len(word) :].lstrip(_SIGNS)
    return said


def _said(words: str, opening: str | None, context: Context) -> SendingTime | None:
    """Read the day and the time that stand alone in `words`."""
    sentence = read_sentence(words, context)
    if len(sentence.times) > 1 and not _without_joints(_outside(words, _spans(sentence))):
        return SendingTime(unread=words.strip())
    clock, spans = _clock(sentence)
    if _without_beside(_outside(words, [*spans, *((day.start, day.end) for day in sentence.days)])):
        return None
    if not sentence.days and clock is None:
        bare = opening is not None and opening not in ("ส่ง", "ส่งประกาศ", "send", "ส่งให้", "ขอส่ง", "ให้ส่ง")
        return SendingTime() if bare else None
    unread = next((day.problem for day in sentence.days if day.problem), None)
    if len(sentence.days) > 1 or any(not day.is_one_day or day.weekday is not None for day in sentence.days):
        return SendingTime(at=clock, unread=unread or words.strip())
    return SendingTime(_day(sentence.days[0], context) if sentence.days else None, clock)


def _day(mention: DayMention, context: Context) -> date | None:
    """Return a day to come: today's weekday is today, any other the next one."""
    return mention.first if mention.first == context.today or mention.ahead is None else mention.ahead


def _clock(sentence: Sentence) -> tuple[time | None, Sequence[tuple[int, int]]]:
    """Return the only time of day, also written as 07.30 alone, and the spans of all times."""
    outside = [(start, end, said) for start, end, said in sentence.times if not _inside(start, end, sentence.days)]
    if not outside:
        bare = [found for found in _BARE_CLOCK.finditer(sentence.text) if not _inside(*found.span(), sentence.days)]
        outside = [(*found.span(), _in_full(found[0])) for found in bare]
    times = [said for _, _, said in outside]
    at = _time(times[0]) if len(times) == 1 else None
    return at, [(start, end) for start, end, _ in outside] if at is not None else []


def _inside(start: int, end: int, days: Sequence[DayMention]) -> bool:
    return any(start < day.end and day.start < end for day in days)


def _in_full(said: str) -> str:
    hours, minutes = re.split("[.:]", said)
    return f"{int(hours):02d}:{minutes}"


def _time(said: str) -> time | None:
    """Return the time of "HH:MM", or None for a span or what no clock shows."""
    match = re.fullmatch(r"(\d\d):(\d\d)", said)
    return time(int(match[1]), int(match[2])) if match and int(match[1]) < 24 and int(match[2]) < 60 else None


def _outside(words: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return what stands outside the spans."""
    return "".join(
        character for place, character in enumerate(words) if not any(start <= place < end for start, end in spans)
    )


def _spans(sentence: Sentence) -> list[tuple[int, int]]:
    return [*((start, end) for start, end, _ in sentence.times), *((day.start, day.end) for day in sentence.days)]


def _without_joints(words: str) -> str:
    """Return the words also without those between several times: 8 โมงหรือ 9 โมง."""
    for word in _words("between"):
        words = words.replace(word, " ")
    return _without_beside(words)


def _without_beside(words: str) -> str:
    """Return the words without signs and those that mean nothing of their own here."""
    for word in _words("beside"):
        words = words.replace(word, " ")
    return words.strip(_SIGNS)


@cache
def _answers() -> tuple[str, ...]:
    tables = read("yes_and_no")
    words = (*tables["yes"], *tables["no"], *read("speech")["particle"], *read("sending")["but"])
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _words(table: str) -> tuple[str, ...]:
    """Return the words of a table, the longest first, so that none is taken out of a longer one."""
    return tuple(sorted(read("sending")[table], key=len, reverse=True))
