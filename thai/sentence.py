"""One message with its tokens and everything that it mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from thai.almanac import either
from thai.context import Context
from thai.data import read as data
from thai.day_mentions import DayMention
from thai.days import days_in
from thai.durations import Duration, durations_in
from thai.lexicon import WordToken, tokens_of
from thai.meaning import Cause, Place
from thai.names import person_in
from thai.numbers import in_digits, numbers_in
from thai.partners import partners_in, sectors_in, tags_in
from thai.people_counts import PeopleSaid, people_in
from thai.place_mentions import places_in
from thai.times import times_in

_BETWEEN_THAI = re.compile(r"(?<=[\u0e01-\u0e4e]) (?=[\u0e01-\u0e4e])")


_OF_A_NUMBER = frozenset(
    ("digit", "last_one", "unit", "million", "twenty", "people", "about", "vague_before", "vague_after")
)


def _says_only_a_value(token: WordToken, covered: bytearray) -> bool:
    if token.blank or token.text[0].isdigit() or covered[token.start]:
        return True
    return any(
        (kind == "numbers" and key in _OF_A_NUMBER) or (kind == "speech" and key == "particle")
        for kind, key in token.senses
    )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A normalised message. Spans are [start, end) in `text`; `explained` marks the tokens inside them."""

    text: str
    tokens: list[WordToken]
    today: date
    days: list[DayMention]
    durations: list[Duration]
    times: list[tuple[int, int, str]]
    people: PeopleSaid
    speaks_of_people: bool
    places: list[tuple[int, int, Place]]
    partners: list[Cause]
    sectors: list[Cause]
    tags: list[Cause]
    person: tuple[int, int, str] | None
    explained: list[bool]
    since_start: tuple[date, date] | None = None  # the days of the programme up to today, if "since the start" is said

    @property
    def kinds_of_slots(self) -> int:
        """How many different things are mentioned: when, where, who, about what, how many."""
        told = (self.days, self.places, self.sectors, self.tags, self.speaks_of_people)
        return sum(1 for said in told if said)

    @property
    def day_tokens(self) -> list[int]:
        """The indexes of the tokens at which days begin."""
        starts = {day.start for day in self.days}
        return [index for index, token in enumerate(self.tokens) if token.start in starts]

    @property
    def is_only_a_value(self) -> bool:
        """Whether there is nothing but a day, a time, a place or a number, with particles."""
        spans = [(day.start, day.end) for day in self.days] + [(start, end) for start, end, _ in self.times]
        spans += [(start, end) for start, end, _ in self.places]
        covered = _covered(spans, len(self.text))
        return all(_says_only_a_value(token, covered) for token in self.tokens)

    @property
    def known_share(self) -> float:
        """The share of letters that belong to known words."""
        letters = [(len(token.text), bool(token.senses)) for token in self.tokens if not token.blank]
        total = sum(length for length, _ in letters)
        return sum(length for length, known in letters if known) / total if total else 0.0


def read(text: str, context: Context) -> Sentence:
    """Read a normalised message of this speaker."""
    if _spelt_apart(text):
        text = _BETWEEN_THAI.sub("", text)
    words = context.words
    tokens = tokens_of(text, words)
    numbers = numbers_in(tokens)
    digits, offsets = in_digits(tokens, numbers)
    days = days_in(digits, tokens, offsets, context)
    times = [(offsets[start], offsets[end], time) for start, end, time in times_in(digits)]
    places = places_in(text, tokens, context)
    person = person_in(text, tokens, context.people)
    spans = [(day.start, day.end) for day in days] + [(start, end) for start, end, _ in (*times, *places)]
    if person:
        spans.append(person[:2])
    sectors_of = words.sectors_of if words else {}
    names = [(start, end) for start, end, _ in places]
    unmet = [*names, *_plans(days, len(text))]
    people, speaks_of_people = people_in(tokens, numbers, spans) if numbers else (PeopleSaid(), False)
    return Sentence(
        text=text,
        tokens=tokens,
        today=context.today,
        days=days,
        durations=durations_in(digits, offsets),
        times=times,
        people=people,
        speaks_of_people=speaks_of_people,
        places=places,
        partners=partners_in(tokens, sectors_of, names),
        sectors=sectors_in(tokens, sectors_of, unmet),
        tags=tags_in(tokens),
        person=person,
        explained=_explained(tokens, spans, len(text)),
        since_start=_since_start(text, context),
    )


def _since_start(text: str, context: Context) -> tuple[date, date] | None:
    """Return the days since the programme began, if a message says ตั้งแต่เริ่มโครงการ and not ตั้งแต่ต้นเดือน."""
    programme = context.programme
    if programme is None or not programme.phases or not _start_words().search(text):
        return None
    first = min(phase.start for phase in programme.phases)
    return (first, context.today) if first <= context.today else None


@cache
def _start_words() -> re.Pattern[str]:
    words = data("enquiries")
    return re.compile(rf"(?!{either(words['not_the_start'])}){either(words['from_start'])}")


def _plans(days: Sequence[DayMention], length: int) -> list[tuple[int, int]]:
    """Return the spans from a day to come up to the next day, behind other days: people in them are not met yet."""
    planned = []
    for day, following in pairwise([*days, None]):
        if day and day.to_come and day is not days[0]:
            planned.append((day.start, following.start if following else length))
    return planned


def _explained(tokens: Sequence[WordToken], spans: Sequence[tuple[int, int]], length: int) -> list[bool]:
    """Return for each token whether it lies in a span."""
    inside = _covered(spans, length)
    return [bool(inside[token.start] and inside[token.end - 1]) for token in tokens]


def _covered(spans: Sequence[tuple[int, int]], length: int) -> bytearray:
    """Return a byte for each letter, which is 1 inside a span."""
    covered = bytearray(length + 1)
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return covered


def _spelt_apart(text: str) -> bool:
    """Return whether a voice keyboard has put spaces between syllables (วัน นี้ ลง พื้น ที่)."""
    gaps = len(_BETWEEN_THAI.findall(text))
    return gaps >= 4 and len(text) / (gaps + 1) < 5.5
