"""Names of people as offices write them: with a title or without, title and name together or apart."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from services.roster.spelling import bare, clean, spelled

_NEVER_FIRST = frozenset("ะาำๅๆฯ")  # letters with which no Thai word begins, besides marks above and below


@dataclass(frozen=True, slots=True)
class FullName:
    """A name: its titles as keys of words.toml, the rest as it is written, and as it counts when names are compared."""

    titles: tuple[str, ...]
    rest: str
    own: str


@cache
def full_name(name: str) -> FullName:
    """Return a name with its titles apart: นาย สมชาย ใจดี, นายสมชาย ใจดี and สมชาย ใจดี have the same own name."""
    rest = clean(name)
    titles: list[str] = []
    while (found := _title_of(rest)) and (titles or found[0] != "woman"):
        titles.append(found[0])
        rest = found[1]
    return FullName(tuple(titles), rest, bare(rest))


def are_alike(name: str, other: str) -> bool:
    """Return whether two names differ in spaces only, or in that one of them has no title."""
    first, second = full_name(name), full_name(other)
    return first.own == second.own and (first.titles == second.titles or not first.titles or not second.titles)


def spelt_with_titles(name: str) -> list[str]:
    """Return a name as it may have been written: without its title, and with it (if it has none, with each), together
    and apart."""
    known = full_name(name)
    titles = [title.strip() for title, key in _titles() if known.titles in ((), (key,))]
    return [name, known.rest, *(f"{title}{space}{known.rest}" for title in titles for space in ("", " "))]


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
        if name[: len(spelling)].casefold() == spelling or name.casefold() == spelling.strip():
            rest = name[len(spelling) :].lstrip()
            if not rest or (unicodedata.category(rest[0])[0] != "M" and rest[0] not in _NEVER_FIRST):
                return key, rest
    return None


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    """Return (spelling, key) of all titles, the longest first."""
    return tuple(sorted(spelled("titles"), key=lambda title: -len(title[0])))
