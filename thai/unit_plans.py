"""Reads what is said of the one plan of a unit: a revision with its words, or that somebody wants to see it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from thai.almanac import either
from thai.data import read
from thai.normalise import folded, tidy

SHORTEST: Final = 6  # letters of a revision
LONGEST_QUESTION: Final = 60
_AROUND: Final = " :;,.-–\n"


@dataclass(frozen=True, slots=True)
class UnitPlanSaid:
    """A revision with its `words` as written; None: the plan is asked for."""

    words: str | None


def unit_plan_in(text: str, said: Sequence[str]) -> UnitPlanSaid | None:
    """Return what a message says of a unit's plan, or None. A revision begins with the plan's name (ปรับ One Plan …)
    and a colon or line break; nothing else is taken for one."""
    whole = tidy(text)
    low = folded(whole)
    whole = whole if len(whole) == len(low) else low
    found = _beginning(tuple(said)).match(low)
    if found is None:
        return None
    rest = low[found.end() :]
    break_ = re.match(r"[^:\n]{0,30}?(?::|\n)", rest)
    if break_ is not None:
        words = whole[found.end() + break_.end() :].strip(_AROUND)
        return (
            UnitPlanSaid(words) if len(re.findall(r"[\u0e01-\u0e2eA-Za-z]", words)) >= SHORTEST else UnitPlanSaid(None)
        )
    if len(low) > LONGEST_QUESTION:
        return None
    asks = not rest.strip(_AROUND) or _asks().search(low) is not None
    return UnitPlanSaid(None) if asks else None


@cache
def _beginning(said: tuple[str, ...]) -> re.Pattern[str]:
    begins = either(word.lower() for word in read("forums")["plan_begins"])
    names = either(word.lower() for word in said)
    return re.compile(rf"(?:{begins}\s*){{0,2}}{names}")


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(either(word.lower() for word in read("forums")["asks_plan"]))
