"""Finds the official area of a name, or suggests similar names; also looks areas up by code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rapidfuzz import fuzz, process

from thai.almanac import either
from thai.data import read
from thai.gazetteer import (
    District,
    Province,
    Subdistrict,
    bare_name,
    capital_district,
    display,
    district,
    gazetteer,
    province,
    subdistrict,
)
from thai.normalise import normalise

__all__ = [
    "AmbiguousPlace",
    "District",
    "Province",
    "Subdistrict",
    "UnknownPlace",
    "bare_name",
    "display",
    "district",
    "province",
    "resolve_district",
    "resolve_province",
    "subdistrict",
]

SUGGESTIONS = 3


class UnknownPlace(ValueError):
    """No area has this name; `suggestions` are the most similar names, written in full."""

    def __init__(self, text: str, suggestions: list[str]) -> None:
        super().__init__(text)
        self.suggestions = suggestions


class AmbiguousPlace(ValueError):
    """Several areas have this name; `suggestions` are all of them, written in full."""

    def __init__(self, text: str, suggestions: list[str]) -> None:
        super().__init__(text)
        self.suggestions = suggestions


def resolve_province(text: str) -> Province:
    """Return the province of "พะเยา", "จ.พะเยา", "กทม." or a 2-digit code. Raises UnknownPlace with similar names."""
    name = _bare(text, "province")
    codes = gazetteer().names["province"].get(name, ())
    found = province(name) or (province(codes[0]) if codes else None)
    if found is None:
        raise UnknownPlace(text, _nearest(name, gazetteer().names["province"].values()))
    return found


def resolve_district(text: str) -> District:
    """Return the district of "แม่ใจ พะเยา", "อ.แม่ใจ จ.พะเยา", "เมืองพะเยา", "เมือง พะเยา" or a 4-digit code.

    Raises UnknownPlace or AmbiguousPlace, each with `suggestions` such as "อ.แม่ใจ จ.พะเยา".
    """
    names = gazetteer().names
    words = normalise(text)
    if by_code := district(words):
        return by_code
    name, province_code = _split(words)
    codes = names["district"].get(name, ())
    if not codes and province_code and name == _capital_word():
        capital = capital_district(province_code)
        codes = (capital,) if capital else ()
    if province_code:
        inside = tuple(code for code in codes if code.startswith(province_code))
        if not inside:
            elsewhere = [display(code) for code in codes]
            raise UnknownPlace(text, [*elsewhere, *_nearest(name, [gazetteer().children[province_code]])][:SUGGESTIONS])
        codes = inside
    if not codes:
        raise UnknownPlace(text, _nearest(name, names["district"].values()))
    if len(codes) > 1:
        raise AmbiguousPlace(text, [display(code) for code in codes])
    found = district(codes[0])
    if found is None:
        raise UnknownPlace(text, [])
    return found


def _split(words: str) -> tuple[str, str | None]:
    """Return a district's name, and the code of the province after it if there is one."""
    provinces = gazetteer().names["province"]
    parts = [_bare(part, "district") for part in re.split(r"[\s,/]+", words) if part not in _markers()]
    for at in range(1, len(parts)):
        tail = _bare("".join(parts[at:]), "province")
        if tail in provinces:
            return "".join(parts[:at]), provinces[tail][0]
    whole = "".join(parts)
    if whole in gazetteer().names["district"]:
        return whole, None
    for length in range(len(whole) - 1, 1, -1):
        tail = _bare(whole[length:], "province")
        if tail in provinces and (whole[:length] in gazetteer().names["district"] or whole[:length] == _capital_word()):
            return whole[:length], provinces[tail][0]
    return whole, None


def _bare(text: str, level: str) -> str:
    """Return a name without the word for its level before it."""
    words = normalise(text).strip(" .,")
    match = _before_name(level).match(words)
    rest = words[match.end() :] if match else words
    # A name may begin like the word for its level (เขตรัฐ), so a known name is not cut.
    return words if words in gazetteer().names[level] else rest


@cache
def _before_name(level: str) -> re.Pattern[str]:
    return re.compile(either(read("places")[level]) + r"\s*")


@cache
def _markers() -> frozenset[str]:
    places = read("places")
    return frozenset((*places["province"], *places["district"]))


@cache
def _capital_word() -> str:
    return str(read("provinces")["capital"]["word"])


def _nearest(name: str, groups: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the areas with the most similar names, written in full."""
    names = {code: gazetteer().name_of[code] for codes in groups for code in codes}
    best = process.extract(name, names, scorer=fuzz.ratio, limit=SUGGESTIONS, score_cutoff=40)
    return [display(code) for _, _, code in best]
