"""People named in commands: matched with those the speaker may see, titles and typos aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz, process

from bot.thai.almanac import either
from bot.thai.data import read
from bot.thai.normalise import normalise
from bot.thai.words import Token

CLOSE_ENOUGH = 80

Found = tuple[int, int, str]


def person_in(text: str, tokens: Sequence[Token], people: Sequence[str]) -> Found | None:
    """(start, end, name): a full name of `people` where one fits, else the words after a title as said."""
    if people:
        found = _among(text, people)
        if found:
            return found
    match = _titled().search(text)
    if match and (not tokens or any(token.start == match.start() for token in tokens)):
        return match.start(), match.end(), match[0].strip()
    return None


def _among(text: str, people: Sequence[str]) -> Found | None:
    bare = [(_without_title(normalise(name)), name) for name in people]
    hits = [(text.find(part), part, name) for part, name in bare if part and part in text]
    if hits:
        at, part, name = max(hits, key=lambda hit: len(hit[1]))
        return at, at + len(part), name
    first = {}
    for part, name in bare:
        first.setdefault(part.split(" ")[0], []).append(name)
    for part, names in first.items():
        at = text.find(part) if len(part) >= 3 else -1
        if at >= 0 and len(names) == 1:
            return at, at + len(part), names[0]
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+(?: \S+)?", text)]
    words += [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
    best: tuple[float, int, int, str] | None = None
    for start, end in words:
        said = _without_title(text[start:end])
        hit = process.extractOne(said, [part for part, _ in bare], scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
        if hit and (best is None or hit[1] > best[0]):
            best = (hit[1], start, end, bare[hit[2]][1])
    return best[1:] if best else None


def _without_title(name: str) -> str:
    match = _title().match(name)
    return name[match.end() :].strip() if match else name


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(read('names')['title'])}\s*)+")


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(read('names')['title'])}\s?)+[\u0e01-\u0e4e]{{2,20}}(?: [\u0e01-\u0e4e]{{2,20}})?")
