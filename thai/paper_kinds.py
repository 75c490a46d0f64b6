"""Finds which paper is meant: by its name, also misspelled, else by the ideas of which a request names several."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from thai.data import read
from thai.normalise import folded, tidy

KINDS: Final = ("certificate", "evaluation", "plan", "codes", "mentor", "situation", "participant")
GENERAL: Final = ("summary", "report")  # papers of a time or a file, by whoever asks
DOCUMENT, OWN = "document", "idea_own_work"
SHORTEST_SKELETON: Final = 7  # letters; shorter words without their marks are other words
SHORTEST_SOUND: Final = 5  # letters of a word without the letters that are not heard
_MARKS: Final = str.maketrans("", "", "ะัิีึืฺุู็่้๊๋์ํ๎")
_SILENT: Final = re.compile(r"[ก-ฮ][ิุ]?์")


@dataclass(frozen=True, slots=True)
class KindSaid:
    """A kind of paper that is said. `end`: where in the text the words for it end; `by_name`: it is called by its name,
    and not described by what is in it; `own`: it is described as the work of who speaks."""

    kind: str
    end: int
    by_name: bool = True
    own: bool = False


def kind_said(said: str) -> KindSaid | None:
    """Return the kind of paper that a folded text names or describes, one of KINDS, None if it is none of them."""
    for key in KINDS:
        if has(said, f"kind_{key}"):
            return KindSaid(key, end_of(said, f"kind_{key}"))
    bones = said.translate(_MARKS)
    for key in KINDS:
        if _in_bones(bones, f"kind_{key}"):
            return KindSaid(key, 0)
    for kind, tables in _described():
        if all(has(said, table) for table in tables):
            return KindSaid(kind, max(end_of(said, table) for table in tables), by_name=False, own=OWN in tables)
    return None


def has(said: str, table: str) -> bool:
    """Return whether a folded text has a word of a table of data/papers.toml."""
    return any(word in said for word in words_of(table))


def end_of(said: str, table: str) -> int:
    """Return where the last word of a table ends in a folded text, 0 if there is none."""
    return max((at + len(word) for word in words_of(table) if (at := said.rfind(word)) >= 0), default=0)


def has_misspelled(said: str, table: str) -> bool:
    """Return whether a folded text has a word of a table, perhaps without its marks or the letters that are silent."""
    return has(said, table) or _in_bones(said.translate(_MARKS), table)


def begins(said: str, table: str) -> bool:
    """Return whether a folded text begins with a word of a table."""
    return said.startswith(words_of(table))


@cache
def words_of(table: str) -> tuple[str, ...]:
    """Return the words of a table of data/papers.toml, the longest first."""
    return tuple(sorted(_plain(read("papers")[table]), key=len, reverse=True))


@cache
def numbers_of(table: str) -> dict[str, int]:
    """Return the words of a table of numbers, with their values."""
    rows: dict[str, Any] = read("papers")[table]
    return dict(zip(_plain(rows), rows.values(), strict=True))


def _plain(words: Iterable[str]) -> list[str]:
    return [folded(tidy(word)) for word in words]


@cache
def _described() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the kinds that are described, each with the tables of its ideas."""
    return tuple(
        (row["kind"], tuple(one if one == DOCUMENT else f"idea_{one}" for one in row["of"]))
        for row in read("papers")["described"]
    )


def _in_bones(bones: str, table: str) -> bool:
    return any(word in bones for word in _bones_of(table))


@cache
def _bones_of(table: str) -> tuple[str, ...]:
    """Return the words of a table as they are misspelled: without marks, also without letters that are silent."""
    found = set[str]()
    for word in words_of(table):
        bare = word.translate(_MARKS)
        if len(bare) >= SHORTEST_SKELETON:
            found |= {bare, word.replace("ประ", "ปะ").translate(_MARKS)}
        sound = _SILENT.sub("", word)
        if sound != word and len(sound.translate(_MARKS)) >= SHORTEST_SOUND:
            found.add(sound.translate(_MARKS))
    return tuple(found)
