"""What a coordinator types to add a day off for everybody, or to take one away: "เพิ่มวันหยุด 31 ก.ค. วันหยุดพิเศษ"."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from thai.context import Context
from thai.data import read
from thai.normalise import normalise
from thai.parts import read_date


@dataclass(frozen=True, slots=True)
class DayOff:
    """`day` None: no date was understood; `name` None: none was said."""

    act: Literal["add", "remove"]
    day: date | None
    name: str | None


def read_day_off(text: str, context: Context) -> DayOff | None:
    """None when a message does not begin with the words for it."""
    said = normalise(text)
    for word, act in _words():
        if said.casefold().startswith(word):
            tokens = said[len(word) :].split()
            day = read_date(" ".join(tokens), context) if tokens else None
            return DayOff(act, day, _name(tokens, day, context) if day else None)
    return None


def _name(tokens: list[str], day: date, context: Context) -> str | None:
    """What follows the date, of which the fewest words that say it are the date."""
    length = next(n for n in range(1, len(tokens) + 1) if read_date(" ".join(tokens[:n]), context) == day)
    rest = tokens[length:]
    while rest and rest[0].isdecimal():  # its year
        rest = rest[1:]
    return " ".join(rest) or None


@cache
def _words() -> tuple[tuple[str, Literal["add", "remove"]], ...]:
    """Longer ones first: one may begin like another."""
    found: list[tuple[str, Literal["add", "remove"]]] = []
    for act in ("add", "remove"):
        found += [(normalise(word).casefold(), act) for word in read("holidays")[act]]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))
