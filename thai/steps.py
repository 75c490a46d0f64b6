"""Reads what is said of the steps of a programme's plan: which, how many people took part, whether they are done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from thai.almanac import either
from thai.context import Context
from thai.data import read
from thai.lexicon import tokens_of
from thai.normalise import folded, tidy
from thai.numbers import in_digits, numbers_in
from thai.sentence import read as read_sentence

LONGEST: Final = 200  # characters; more is no report
LONGEST_QUESTION: Final = 60
_AND: Final = r"\s?(?:,|/|และ|กับ|&|and)\s?(?:กิจกรรมที่|กิจกรรม|ขั้นตอนที่|ขั้นที่|ข้อที่|ข้อ|step)?\s?"
_NUMBERED: Final = re.compile(
    r"(?:กิจกรรมที่|กิจกรรม|ขั้นตอนที่|ขั้นที่|ขั้น|ข้อที่|step)\s?"
    rf"(?P<numbers>\d{{1,2}}(?:{_AND}\d{{1,2}})*)(?![\d,.]*\d|\s?ส(?:\.|\s|$))"  # but 5 ส.
)
_SPAN: Final = re.compile(r"\s?(?:-|–|ถึง)\s?(?:กิจกรรมที่|กิจกรรม|ข้อที่|ข้อ)?\s?(\d{1,2})(?!\d)")
_PEOPLE: Final = re.compile(r"\s?(?:คน|ราย|ท่าน|people)")


@dataclass(frozen=True, slots=True)
class StepSaid:
    """What is said of the steps with these numbers. `people`: how many took part; `done`: they are done. `sure`: it
    is said so plainly that it needs no question back; `asked`: it is a question. If nothing is reported, whoever says
    so is shown how far the steps are."""

    numbers: tuple[int, ...]
    people: int | None = None
    done: bool = False
    sure: bool = True
    asked: bool = False


def step_said(text: str, context: Context, numbers: Sequence[int]) -> StepSaid | None:
    """Return what a message says of steps with these numbers, or None: it names them by their numbers and reports
    people or that they are done, says that they are not, or asks."""
    said = _in_digits(folded(tidy(text)), context)
    found = _NUMBERED.search(said)
    if len(said) > LONGEST or found is None:
        return None
    named, end = _numbers(said, found)
    if not named or any(number not in numbers for number in named):
        return None
    rest = f"{said[: found.start()]}\t{said[end:]}"
    done, open_ = _pattern("step_done").search(rest), _pattern("step_not_done").search(said)
    if _pattern("asks_step").search(said):
        return StepSaid(named, asked=True) if len(said) <= LONGEST_QUESTION else None
    sentence = read_sentence(rest.replace("\t", " "), context)
    people = sentence.people.count
    if done and not open_ and not any(day.to_come for day in sentence.days):
        return StepSaid(named, people, done=True, sure=_pattern("step_done_plainly").search(rest) is not None)
    if people:
        return StepSaid(named, people)
    return StepSaid(named) if done or open_ or sentence.speaks_of_people else None


def asks_about_steps(text: str) -> bool:
    """Return whether a message asks how far the steps are, without the number of one."""
    said = folded(tidy(text))
    return len(said) <= LONGEST and _pattern("asks_steps").search(said) is not None and not _NUMBERED.search(said)


def _in_digits(text: str, context: Context) -> str:
    """Return a text with numbers in words as digits: กิจกรรมที่สาม is กิจกรรมที่3."""
    tokens = tokens_of(text, context.words)
    return in_digits(tokens, numbers_in(tokens))[0]


def _numbers(said: str, found: re.Match[str]) -> tuple[tuple[int, ...], int]:
    """Return the numbers of the steps that are named, and where they end; none if the last one counts people."""
    named = [int(one) for one in re.findall(r"\d+", found["numbers"])]
    end = found.end()
    span = _SPAN.match(said, end)
    if span and not _PEOPLE.match(said, span.end()) and int(span[1]) > named[-1]:
        named += range(named[-1] + 1, int(span[1]) + 1)
        end = span.end()
    if _PEOPLE.match(said, end) and len(named) > 1:  # กิจกรรมที่ 3 และ 5 คน
        return (), end
    return tuple(dict.fromkeys(named)), end


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(either(word.lower() for word in read("forums")[table]))
