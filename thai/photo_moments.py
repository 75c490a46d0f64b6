"""Reads whether words say that photos show a place before the work or after it (ภาพก่อน, รูปหลังทำเสร็จแล้วครับ)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from thai.almanac import either
from thai.data import read
from thai.normalise import folded, tidy

LONGEST: Final = 40  # characters; what is longer tells of more


@dataclass(frozen=True, slots=True)
class MomentSaid:
    """When photos were taken, and whether the words name photos."""

    moment: Literal["before", "after"]
    names_photos: bool


def read_moment(words: str) -> MomentSaid | None:
    """Return what the words say of photos, if they say nothing else."""
    if len(words) > LONGEST:
        return None
    said = _moment().fullmatch(folded(tidy(words)).strip())
    if said is None:
        return None
    return MomentSaid("before" if said["before"] else "after", bool(said["photo"] or said["photo_last"]))


@cache
def _moment() -> re.Pattern[str]:
    tables = read("photos")
    photo, before, after, work, polite = (
        either(word.lower() for word in tables[name]) for name in ("photo", "before", "after", "work", "polite")
    )
    when = f"(?:(?P<before>{before})|{after})"
    return re.compile(rf"(?P<photo>{photo})?\s*{when}\s*(?P<photo_last>{photo})?\s*(?:{work})?\s*(?:{polite})*")
