"""Reads how a coordinator adds or removes a holiday for everybody: "เพิ่มวันหยุด 31 ก.ค. วันหยุดพิเศษ"."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from thai.context import Context
from thai.data import read
from thai.normalise import normalise
from thai.single_answers import read_date


@dataclass(frozen=True, slots=True)
class DayOff:
    """A holiday to add or remove. `day` is None if no date was understood, `name` if none was given."""

    act: Literal["add", "remove"]
    day: date | None
    name: str | None


def read_day_off(text: str, context: Context) -> DayOff | None:
    """Read a holiday from a message. Return None if the message does not begin with the words for it."""
    said = normalise(text)
    for word, act in _words():
        if said.casefold().startswith(word):
            tokens = said[len(word) :].split()
            day = read_date(" ".join(tokens), context) if tokens else None
            return DayOff(act, day, _name(tokens, day, context) if day else None)
    return None


def _name(tokens: list[str], day: date, context: Context) -> str | None:
    """Return what follows the date. The date is the fewest words from which it can be read."""
    length = next(n for n in range(1, len(tokens) + 1) if read_date(" ".join(tokens[:n]), context) == day)
    rest = tokens[length:]
    while rest and rest[0].isdecimal():  # the year of the date
        rest = rest[1:]
    return " ".join(rest) or None


@cache
def _words() -> tuple[tuple[str, Literal["add", "remove"]], ...]:
    """Return the words, longer ones first, because one may begin like another."""
    found: list[tuple[str, Literal["add", "remove"]]] = []
    for act in ("add", "remove"):
        found += [(normalise(word).casefold(), act) for word in read("holidays")[act]]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))
