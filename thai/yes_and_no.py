"""Reads yes and no in more words than one, as answers to the question that waits: ใช่ครับ ลาจริง, ไม่ลบแล้ว."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, Literal

from thai.almanac import either
from thai.data import read
from thai.normalise import folded, tidy

LONGEST: Final = 60  # characters; who writes more adds something
YesOrNo = Literal["confirm", "deny"]


def yes_or_no(text: str, question: str) -> YesOrNo | None:
    """Return what a message answers to a question, by its name in the conversation; None if it adds anything, such as a
    day, a number or a but, or is no answer. A yes names what is asked or affirms twice; ใช่ alone is a command."""
    if question not in read("yes_and_no")["asked"]:
        return None
    low = folded(tidy(text)).lower()
    if len(low) > LONGEST:
        return None
    if _yes(question).fullmatch(low):
        return "confirm"
    return "deny" if _no(question).fullmatch(low) else None


@cache
def _yes(question: str) -> re.Pattern[str]:
    """Match yes with what is asked or with nothing new, or what is asked with a word behind it: ลบเลย, not ลบ alone."""
    asked, behind = either(_folded(read("yes_and_no")["asked"][question])), _any("behind_yes")
    aside = rf"(?:{_particles()}[\s,]*)*"
    more = rf"(?:(?:{behind}|{_particles()})[\s,]*)*"
    with_yes = rf"(?:{_any('yes')}[\s,]*{aside})+(?:{asked}\s*)?{more}"
    return re.compile(rf"{aside}(?:{with_yes}|{asked}\s*{aside}{behind}[\s,]*{more})")


@cache
def _no(question: str) -> re.Pattern[str]:
    asked, aside = either(_folded(read("yes_and_no")["asked"][question])), rf"(?:{_particles()}[\s,]*)*"
    return re.compile(
        rf"{aside}(?:{_any('no')}[\s,]*{aside})?{_any('negates')}\s*{asked}\s*(?:(?:{_any('behind_no')}|{_particles()})[\s,]*)*"
    )


def _any(table: str) -> str:
    return either(_folded(read("yes_and_no")[table]))


def _folded(words: Iterable[str]) -> list[str]:
    return [folded(word).lower() for word in words]


@cache
def _particles() -> str:
    return either(_folded(read("speech")["particle"]))
