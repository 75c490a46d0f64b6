"""Names of people as offices write them: with a title or without, title and name together or apart."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from services.roster.spelling import bare, clean, spelled

_NEVER_FIRST = frozenset("ะาำๅๆฯ")  # letters with which no Thai word begins, besides marks above and below


@dataclass(frozen=True, slots=True)
class FullName:
    """A name, its titles as keys of words.toml and the rest as it counts when names are compared."""

    titles: tuple[str, ...]
    own: str


@cache
def full_name(name: str) -> FullName:
    """Return a name with its titles apart: นาย สมชาย ใจดี, นายสมชาย ใจดี and สมชาย ใจดี have the same own name."""
    rest = clean(name).casefold()
    titles: list[str] = []
    while (found := _title_of(rest)) and (titles or found[0] != "woman"):
        titles.append(found[0])
        rest = found[1]
    return FullName(tuple(titles), bare(rest))


def joined(parts: Sequence[str]) -> str:
    """Return title, name and surname as one name: a Thai title stands before the name without a space."""
    filled = [part for part in parts if part]
    names = list(filled)
    while len(names) > 1 and not full_name(names[0]).own and not names[0].isascii():
        names[:2] = [names[0] + names[1]]
    return " ".join(names)


def _title_of(name: str) -> tuple[str, str] | None:
    """Return the key of the title with which a name begins, and what follows it."""
    for spelling, key in _titles():
        if name.startswith(spelling) or name == spelling.strip():
            rest = name[len(spelling) :].lstrip()
            if not rest or (unicodedata.category(rest[0])[0] != "M" and rest[0] not in _NEVER_FIRST):
                return key, rest
    return None


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    """Return (spelling, key) of all titles, the longest first."""
    return tuple(sorted(spelled("titles"), key=lambda title: -len(title[0])))
