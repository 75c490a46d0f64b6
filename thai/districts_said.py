"""Finds which districts a few words can mean: อ.แม่ใจ, นายอำเภอเมืองพะเยา, อำเภอเมือง จังหวัดพะเยา."""

from __future__ import annotations

import re
from typing import Final

from thai.gazetteer import capital_district, gazetteer
from thai.normalise import normalise

_DISTRICT: Final = re.compile(r"(?:อ\.|อำเภอ)\s?([\u0e01-\u0e4e]{2,40})")
_PROVINCE: Final = re.compile(r"(?:จ\.|จังหวัด)\s?([\u0e01-\u0e4e]{2,40})")
_CAPITAL: Final = "เมือง"
SHORTEST: Final = 2  # letters of a name


def districts_named(text: str) -> tuple[str, ...]:
    """Return the codes of all districts that a text can mean by the names in it, in order; () if it names none. Of
    districts with the same name all are returned, unless the province is named too."""
    said = normalise(text)
    found: set[str] = set()
    for match in _DISTRICT.finditer(said):
        found.update(_known(match[1], "district") or _capitals(match[1]))
    provinces = {code for match in _PROVINCE.finditer(said) for code in _known(match[1], "province")}
    inside = {code for code in found if code[:2] in provinces}
    return tuple(sorted(inside or found))


def _known(letters: str, level: str) -> tuple[str, ...]:
    """Return the codes of the longest known name with which some letters begin."""
    names = gazetteer().names[level]
    ends = range(len(letters), SHORTEST - 1, -1)
    return next((tuple(names[letters[:end]]) for end in ends if letters[:end] in names), ())


def _capitals(letters: str) -> set[str]:
    """Return the capital districts of all provinces, if only เมือง is said."""
    if not letters.startswith(_CAPITAL):
        return set()
    provinces = {code for codes in gazetteer().names["province"].values() for code in codes}
    return {capital for code in provinces if (capital := capital_district(code))}
