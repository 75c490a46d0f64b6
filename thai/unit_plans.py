"""Reads what is said of the one plan of a unit: a revision with its words, or that somebody wants to see it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from thai.almanac import either
from thai.data import read
from thai.normalise import folded, tidy

ANY_PLAN: Final = ("ในแผน", "แผน")
MAP: Final = "แผนที่"  # is no plan
SHORTEST: Final = 6  # letters of a revision
LONGEST_QUESTION: Final = 60
LONGEST_HEAD: Final = 60  # characters between the plan's name and its colon
_AROUND: Final = " :;,.-–\n"
_LETTERS: Final = re.compile(r"[\u0e01-\u0e2eA-Za-z]")
_BREAK: Final = re.compile(r"(?<!\d)[:]|:(?!\d)|\n")  # but not 09:00
_NUMBER: Final = r"(?<!\S)\d[\d/]*(?!\S)"


class PlanAct(StrEnum):
    """What a message wants with a plan."""

    SHOW = "show"
    REVISE = "revise"
    OFFER = "offer"  # it may be a revision: there is neither colon nor line break
    EMPTY = "empty"  # a revision that says nothing


@dataclass(frozen=True, slots=True)
class UnitPlanSaid:
    """What is wanted, the `words` of a revision as written, and `whose` plan it is in the words between the plan's name
    and the colon (แผนอำเภอเชียงดาว: …), "" if nothing stands there."""

    act: PlanAct
    words: str = ""
    whose: str = ""


def unit_plan_in(text: str, said: Sequence[str]) -> UnitPlanSaid | None:
    """Return what a message says of a unit's plan, or None. A revision begins with the plan's name (ปรับ One Plan …)
    and a colon or line break; between them stands at most its number or whose it is."""
    whole = tidy(text)
    low = folded(whole)
    whole = whole if len(whole) == len(low) else low
    found = _beginning(tuple(said)).match(low)
    if found is None:
        return None
    rest = low[found.end() :]
    parted = _BREAK.search(rest, 0, LONGEST_HEAD)
    if parted is not None:
        words = whole[found.end() + parted.end() :].strip(_AROUND)
        act = PlanAct.REVISE if _says_something(words) else PlanAct.EMPTY
        return UnitPlanSaid(act, words, _whose(rest[: parted.start()]))
    changes = _pattern("plan_changes").match(low) is not None
    if changes and _says_something(_pattern("asks_plan").sub("", rest)):
        return UnitPlanSaid(PlanAct.OFFER, whole[found.end() :].strip(_AROUND))
    asks = not _whose(rest) or _pattern("asks_plan").search(low) is not None
    return UnitPlanSaid(PlanAct.SHOW) if asks and len(low) <= LONGEST_QUESTION else None


def changed_plan_in(text: str) -> UnitPlanSaid | None:
    """Return what a message would change in a plan without its name (ปรับแผน เพิ่มถนน 1 สาย): it may be a revision."""
    low = folded(tidy(text))
    is_one = _pattern("plan_changes").match(low) is not None and MAP not in low
    said = unit_plan_in(text, ANY_PLAN) if is_one else None
    return UnitPlanSaid(PlanAct.OFFER, said.words, said.whose) if said is not None and said.words else None


def _says_something(words: str) -> bool:
    return len(_LETTERS.findall(words)) >= SHORTEST


def _whose(head: str) -> str:
    """Return what stands between the plan's name and the colon besides its number: whose plan it is, if anything."""
    return re.sub(_NUMBER, " ", _numbering().sub(" ", head)).strip(_AROUND)


@cache
def _numbering() -> re.Pattern[str]:
    words = either(word.lower() for word in read("forums")["plan_number"])
    return re.compile(rf"(?:^|(?<=\s)){words}(?=\s|\d|$)")


@cache
def _beginning(said: tuple[str, ...]) -> re.Pattern[str]:
    begins = either(word.lower() for word in read("forums")["plan_begins"])
    names = either(word.lower() for word in said)
    return re.compile(rf"(?:{begins}\s*){{0,2}}{names}")


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(either(word.lower() for word in read("forums")[table]))
