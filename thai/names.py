"""Finds the people named in commands among those the speaker may see, whatever their titles, and despite typos."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from thai.almanac import either
from thai.data import read
from thai.lexicon import WordToken
from thai.normalise import normalise

CLOSE_FULL_NAME = 82
CLOSE_FIRST_NAME = 74
CLOSE_SURNAME = 70
SHORTEST_NAME = 3
MOST_ALIKE = 10
CLEARLY_NEARER = 8  # points by which the nearest name must be nearer than the next; otherwise both may be meant

FoundName = tuple[int, int, str]


class _KnownName(NamedTuple):
    """A person whom the speaker may see, with the ways in which their name is written."""

    name: str
    full: str
    first: str
    nickname: str


def person_in(text: str, tokens: Sequence[WordToken], people: Sequence[str]) -> FoundName | None:
    """Return (start, end, name): a full name of `people`, else the words after a formal title, as written."""
    if people:
        found = _among(text, tokens, _all_known(tuple(people)))
        if found:
            start, end, name = found
            return _with_title(tokens, start), end, name
    for token, before in zip(tokens, _words_before(tokens), strict=True):
        if token.key("names") == "title" and not (before and before.text[0].isdigit()):  # ทหาร 12 นาย
            match = _titled().match(text, token.start)
            if match:
                return match.start(), match.end(), match[0].strip()
    return None


def _words_before(tokens: Sequence[WordToken]) -> Iterator[WordToken | None]:
    """Yield for each token the nearest one before it that is not blank."""
    before = None
    for token in tokens:
        yield before
        before = before if token.blank else token


def people_named(said: str, people: Sequence[str]) -> list[int]:
    """Return the indexes in `people` of those whom a typed name may mean, the likeliest first: full names, first names
    and nicknames as written; if there are none, names that differ by a letter or two."""
    wanted = _known(said)
    if not wanted.full:
        return []
    known = [_known(name) for name in people]
    for alike in (_same_name, _same_first_name, _begins_alike):
        if found := [place for place, person in enumerate(known) if alike(wanted, person)]:
            return found
    whole = " " in wanted.full
    written = [person.full if whole else person.first for person in known]
    cutoff = CLOSE_FULL_NAME if whole else CLOSE_FIRST_NAME
    near = process.extract(wanted.full, written, scorer=fuzz.ratio, score_cutoff=cutoff, limit=MOST_ALIKE)
    return [place for _, score, place in near if score >= near[0][1] - CLEARLY_NEARER]


def is_written(said: str, name: str) -> bool:
    """Return whether a typed name is written in somebody's name as it is: not a letter or two differ."""
    wanted, person = _known(said), _known(name)
    return any(alike(wanted, person) for alike in (_same_name, _same_first_name, _begins_alike))


def own_name(name: str) -> str:
    """Return a name without titles and nickname, in the form for comparing."""
    return _known(name).full


def _same_name(wanted: _KnownName, person: _KnownName) -> bool:
    return wanted.full == person.full


def _same_first_name(wanted: _KnownName, person: _KnownName) -> bool:
    return wanted.full in (person.first, person.nickname)


def _begins_alike(wanted: _KnownName, person: _KnownName) -> bool:
    return len(wanted.full) >= SHORTEST_NAME and person.full.startswith(wanted.full)


def _among(text: str, tokens: Sequence[WordToken], people: Sequence[_KnownName]) -> FoundName | None:
    for person in people:
        at = text.find(person.full)
        if at >= 0:
            return at, _word_end(text, at + len(person.full)), person.name
    cued = {match.end() for match in _cue().finditer(text)}
    words = {token.start for token in tokens}
    ends = {token.end for token in tokens}
    first = [
        (at, person.first, person.name)
        for person in people
        if len(person.first) >= SHORTEST_NAME
        and (at := text.find(person.first)) >= 0
        and at in words | cued
        and at + len(person.first) in ends
    ]
    nick = [
        (at, person.nickname, person.name)
        for person in people
        if person.nickname and (at := text.find(person.nickname)) in cued
    ]
    for hits in (first, nick):
        if hits:
            at, said, name = max(hits, key=lambda hit: len(hit[1]))
            several = sum(1 for _, other, _ in hits if other == said) > 1
            return (at, at + len(said), said) if several else (at, _with_surname(text, at + len(said), name), name)
    return _misspelt(text, people, sorted(cued))


def _misspelt(text: str, people: Sequence[_KnownName], cued: Sequence[int]) -> FoundName | None:
    """Find a full name anywhere, or a first name after a title or ของ, that differs by a letter or two."""
    best = process.extractOne(
        text, [person.full for person in people], scorer=fuzz.partial_ratio, score_cutoff=CLOSE_FULL_NAME
    )
    if best and len(text) >= len(best[0]) - 1:
        place = fuzz.partial_ratio_alignment(best[0], text)
        if place:
            return place.dest_start, place.dest_end, people[best[2]].name
    for start in cued:
        word = _WORD.match(text, start)
        near = word and process.extractOne(
            word[0], [person.first for person in people], scorer=fuzz.ratio, score_cutoff=CLOSE_FIRST_NAME
        )
        if word and near:
            return word.start(), word.end(), people[near[2]].name
    return None


def _word_end(text: str, end: int) -> int:
    """Return the end of a name, with a stray letter or mark after it (ใจดีย์)."""
    stray = _STRAY.match(text, end)
    return stray.end() if stray else end


def _with_surname(text: str, end: int, name: str) -> int:
    """Return where the surname after a first name ends, whether misspelt or not."""
    following = _NEXT_WORD.match(text, end)
    surname = name.rsplit(" ", 1)[-1]
    return following.end() if following and fuzz.ratio(following[1], surname) >= CLOSE_SURNAME else end


@lru_cache(maxsize=64)
def _all_known(people: tuple[str, ...]) -> tuple[_KnownName, ...]:
    return tuple(_known(name) for name in people)


def _known(name: str) -> _KnownName:
    bare = normalise(name)
    match = _title().match(bare)
    bare = bare[match.end() :] if match else bare
    nickname = _NICKNAME.search(bare)
    full = _NICKNAME.sub("", bare).strip()
    return _KnownName(name, full, full.split(" ")[0], nickname[1] if nickname else "")


def _with_title(tokens: Sequence[WordToken], start: int) -> int:
    """Return where the titles before a name begin."""
    for token in reversed(tokens):
        if token.end <= start and (token.key("names") in ("title", "familiar") or token.blank):
            start = token.start
        elif token.end <= start:
            break
    return start


_STRAY = re.compile(r"[\u0e01-\u0e4e]{1,3}(?![\u0e01-\u0e4e])")
_NEXT_WORD = re.compile(r" ([\u0e01-\u0e4e]+)")
_WORD = re.compile(r"[\u0e01-\u0e4e]+(?: [\u0e01-\u0e4e]+)?")
_NICKNAME = re.compile(r"\s*[(\"]([\u0e01-\u0e4e]{2,12})[)\"]\s*")


@cache
def _title() -> re.Pattern[str]:
    names = read("names")
    return re.compile(rf"(?:{either((*names['title'], *names['familiar']))}\s*)+")


def without_title(name: str) -> str | None:
    """Return a name without its titles, also น้อง; None if it has none, or nothing else."""
    found = _titles().match(name)
    return name[found.end() :].strip() or None if found else None


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?:{either((*read('names')['title'], 'น้อง'))}\s*)+")


@cache
def titles_and_posts() -> re.Pattern[str]:
    """Return a pattern for what stands before a given name: a title, ลุง, กำนัน."""
    names = read("names")
    return re.compile(rf"(?:{either((*names['title'], *names['familiar'], *names['post']))})+")


@cache
def given_names() -> frozenset[str]:
    """Return the given names that PyThaiNLP lists, about 12,000; they are read when they are first needed."""
    from pythainlp.corpus import thai_female_names, thai_male_names

    return frozenset(thai_female_names() | thai_male_names())


@cache
def _cue() -> re.Pattern[str]:
    """Return a pattern for what comes before a name: a title, พี่, ของ."""
    names = read("names")
    return re.compile(either((*names["title"], *names["familiar"], *names["of"])) + r"\s*")


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(read('names')['title'])}\s?)+[\u0e01-\u0e4e]{{2,20}}(?: [\u0e01-\u0e4e]{{2,20}})?")
