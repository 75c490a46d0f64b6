"""Reads what is said of the steps of a programme's plan: which one, how many people took part, whether it is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from thai.almanac import either
from thai.context import Context
from thai.data import read
from thai.normalise import folded, tidy
from thai.sentence import read as read_sentence

LONGEST: Final = 200  # characters; more is no report
_NUMBERED: Final = re.compile(r"(?:กิจกรรมที่|กิจกรรม|ขั้นตอนที่|ขั้นที่|ขั้น|ข้อที่|step)\s?(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class StepSaid:
    """A report of the step with this number. `people` is how many took part; `done`: it is done."""

    number: int
    people: int | None
    done: bool


def step_said(text: str, context: Context, numbers: Sequence[int]) -> StepSaid | None:
    """Return what a message reports of one of the steps with these numbers: it names it by its number and says how many
    people took part, or that it is done."""
    said = folded(tidy(text))
    found = _NUMBERED.search(said)
    if len(said) > LONGEST or found is None or int(found[1]) not in numbers or asks_about_steps(text):
        return None
    rest = said[: found.start()] + "\t" + said[found.end() :]
    done = _pattern("step_done").search(rest) is not None and _pattern("step_not_done").search(rest) is None
    people = read_sentence(rest.replace("\t", " "), context).people.count
    return StepSaid(int(found[1]), people, done) if done or people else None


def asks_about_steps(text: str) -> bool:
    """Return whether a message asks how far the steps are."""
    said = folded(tidy(text))
    return len(said) <= LONGEST and _pattern("asks_steps").search(said) is not None


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(either(word.lower() for word in read("forums")[table]))
