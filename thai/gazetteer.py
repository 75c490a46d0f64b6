"""Provinces, districts and subdistricts by code and by name, from geothai (official codes of DOPA)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import geothai

from thai.data import read
from thai.normalise import normalise

BANGKOK_CODE = "10"
_OTHER_SIGNS = re.compile(r"[-.()]")


@dataclass(frozen=True, slots=True)
class Province:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class District:
    """`name` is as written after อ. or เขต: แม่ใจ, เมืองพะเยา, ดุสิต."""

    code: str
    name: str
    province_code: str
    province: str


@dataclass(frozen=True, slots=True)
class Subdistrict:
    code: str
    name: str
    district_code: str
    district: str
    province: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Codes by level and name; a name can have several codes."""

    names: Mapping[str, Mapping[str, tuple[str, ...]]]
    name_of: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    everyday: frozenset[str]
    longest: int


@cache
def gazetteer() -> Gazetteer:
    """Return the index of names, built once in each process."""
    names: dict[str, dict[str, tuple[str, ...]]] = {"province": {}, "district": {}, "subdistrict": {}}
    name_of: dict[str, str] = {}
    children: dict[str, tuple[str, ...]] = {}

    typed: list[tuple[str, str, str]] = []  # level, code, a way to type a name that is not its own

    def add(level: str, code: str, name: str) -> None:
        for spelling in {name, normalise(name)}:  # normalising makes สีออ สีอ, in messages too
            names[level][spelling] = (*names[level].get(spelling, ()), code)
        typed.extend((level, code, spelling) for spelling in _also_typed(name))
        name_of.setdefault(code, name)

    for province_row in geothai.provinces():
        add("province", province_row.code, province_row.name_th)
        districts = geothai.districts(province_row.code)
        children[province_row.code] = tuple(row.code for row in districts)
        for row in districts:
            # geothai writes Bangkok's districts with the word for district: เขตดุสิต.
            bare = row.name_th.removeprefix(_level_word(row.code))
            add("district", row.code, bare)
            subdistricts = geothai.subdistricts(row.code)
            children[row.code] = tuple(sub.code for sub in subdistricts)
            for sub in subdistricts:
                add("subdistrict", sub.code, sub.name_th)
    for level, code, spelling in typed:
        names[level].setdefault(spelling, (code,))
    aliases = read("provinces")
    for alias, name in aliases["alias"].items():
        for code in names["province"][name]:
            names["province"].setdefault(alias, (code,))
    longest = max(len(name) for level in names.values() for name in level)
    return Gazetteer(names, name_of, children, frozenset(aliases["everyday"]), longest)


def province(code: str) -> Province | None:
    """Return the province of a 2-digit code."""
    row = geothai.province(code)
    return Province(row.code, row.name_th) if row else None


def district(code: str) -> District | None:
    """Return the district of a 4-digit code."""
    row = geothai.district(code)
    name_of = gazetteer().name_of
    return District(code, name_of[code], code[:2], name_of[code[:2]]) if row else None


def subdistrict(code: str) -> Subdistrict | None:
    """Return the subdistrict of a 6-digit code."""
    row = geothai.subdistrict(code)
    name_of = gazetteer().name_of
    return Subdistrict(code, row.name_th, code[:4], name_of[code[:4]], name_of[code[:2]]) if row else None


def capital_district(province_code: str) -> str | None:
    """Return the code of the province's เมือง district (XX01); Bangkok has none."""
    code = f"{province_code}01"
    return code if province_code != BANGKOK_CODE and code in gazetteer().name_of else None


def display(code: str, language: str = "th") -> str:
    """Return a place in full: "ต.แม่ใจ อ.แม่ใจ จ.พะเยา", "อ.แม่ใจ จ.พะเยา", "จ.พะเยา"; in English only names."""
    parts = [code[:length] for length in (6, 4, 2) if length <= len(code)]
    name_of = gazetteer().name_of
    if language == "en":
        return ", ".join(_english(part) for part in parts)
    marks = read_marks()
    bangkok = code.startswith(BANGKOK_CODE)
    return " ".join(f"{marks[(len(part), bangkok)]}{name_of[part]}" for part in parts)


def bare_name(code: str, language: str = "th") -> str:
    """Return the name of a place alone: "แม่ใจ"; in English "Mae Chai"."""
    return _english(code) if language == "en" else gazetteer().name_of[code]


@cache
def read_marks() -> Mapping[tuple[int, bool], str]:
    """Return the word before a name, by the length of its code and whether the place lies in Bangkok."""
    marks = read("provinces")["display"]
    levels = {2: "province", 4: "district", 6: "subdistrict"}
    return {
        (length, bangkok): marks[f"bangkok_{level}" if bangkok else level]
        for length, level in levels.items()
        for bangkok in (False, True)
    }


def _also_typed(name: str) -> set[str]:
    """Return how else a name is typed: without the hyphen or the dots of the official list (สุไหงโกลก, จปร), with one
    of two names (ปอภาร of ปอภาร (ปอพาน))."""
    if not _OTHER_SIGNS.search(name):
        return set()
    found = {part for part in re.split(r"[ ()]+", name) if part} if "(" in name else {name}
    found |= {_OTHER_SIGNS.sub("", one) for one in found} | {one.removesuffix(".") for one in found}
    return {normalise(one) for one in found} - {name}


def _level_word(district_code: str) -> str:
    return read_marks()[(4, True)] if district_code.startswith(BANGKOK_CODE) else ""


def _english(code: str) -> str:
    finder = {2: geothai.province, 4: geothai.district, 6: geothai.subdistrict}[len(code)]
    row = finder(code)
    return str(row.name_en) if row else code
