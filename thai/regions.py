"""Parts of the country, such as ภาคเหนือ, as people call them, with the codes of their provinces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from thai.beginnings import word_at_beginning
from thai.data import read
from thai.gazetteer import gazetteer


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the country; `provinces` are codes, in the order of their Thai names."""

    key: str
    name: Mapping[str, str]
    provinces: tuple[str, ...]


@cache
def regions() -> Mapping[str, Region]:
    """Return all parts of the country by key."""
    codes = gazetteer().names["province"]
    return {
        key: Region(key, row["name"], tuple(codes[name][0] for name in row["provinces"].split()))
        for key, row in read("regions").items()
    }


def region_at(text: str, at: int) -> tuple[str, int] | None:
    """Return the key of the part of the country that is named here, and where its name ends: the longest name."""
    found = word_at_beginning(text[at : at + 40].lower(), _keys())
    return None if found is None else (_keys()[found], at + len(found))


@cache
def _keys() -> Mapping[str, str]:
    return {word.lower(): key for key, row in read("regions").items() for word in row["words"]}
