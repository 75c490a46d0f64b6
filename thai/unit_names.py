"""Finds which unit a question names: อำเภอเชียงดาว, เวทีประชาคมแม่ใจ, จังหวัดพะเยา."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from thai.gazetteer import gazetteer
from thai.meaning import Place
from thai.normalise import normalise

SHORTEST: Final = 3  # letters of a name without อำเภอ before it
_LEVELS: Final = ("district", "province", "subdistrict")


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """The name as it is said, and the official codes of provinces, districts or subdistricts it may mean; none if many
    are called so (อำเภอเมือง)."""

    name: str
    level: str
    codes: tuple[str, ...]


def unit_named(text: str, places: Iterable[Place], said: Sequence[str]) -> NamedUnit | None:
    """Return the unit that a question names by a place in it, or by a district's name right behind one of the words
    `said` (of a forum, a plan); None if it names none."""
    found = sorted((place for place in places if place.level in _LEVELS), key=lambda one: _LEVELS.index(one.level))
    if found:
        one = found[0]
        return NamedUnit(one.name, one.level, (one.code,) if one.code else ())
    low = normalise(text)
    for word in sorted((word.lower() for word in said), key=len, reverse=True):
        _, between, behind = low.partition(word)
        name = _begins(behind.strip()) if between else None
        if name is not None:
            return NamedUnit(name, "district", tuple(gazetteer().names["district"][name]))
    return None


def _begins(letters: str) -> str | None:
    """Return the longest name of a district with which some letters begin."""
    names = gazetteer().names["district"]
    ends = range(min(len(letters), 40), SHORTEST - 1, -1)
    return next((letters[:end] for end in ends if letters[:end] in names), None)
