"""Cuts a text into the words by which it is found, as small as they have a meaning.

Text and query are cut in the same way: spelling is made one, abbreviations are written out, and a compound becomes its
parts (ผู้สูงอายุ is ผู้ · สูง · อายุ), so that a part finds the whole and the whole finds itself as a phrase. A space or
hyphen in a text separates nothing, because people write โคก หนอง นา and โคกหนองนา alike.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from pythainlp.corpus.common import thai_words
from pythainlp.corpus.tnc import unigram_word_freqs
from pythainlp.tokenize.newmm import segment
from pythainlp.util.trie import Trie

from thai.data import read
from thai.gazetteer import gazetteer
from thai.normalise import normalise

SHORTEST: Final = 2  # characters of a part of a compound
LEAST: Final = 5  # characters of a compound
MORE_OFTEN: Final = 2  # times: what is used so much more than another word was meant
_WORD: Final = re.compile(r"[a-z]+|[0-9]+(?:[.,][0-9]+)*|[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+")
_DOTTED: Final = re.compile(r"(?<=[\u0e01-\u0e2e])\.(?=[\u0e01-\u0e2e]{1,3}(?:\.|\b))")
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def search_words(text: str) -> list[str]:
    """Return the words of a text in their order."""
    found: list[str] = []
    for run in _WORD.findall(_written_out(text)):
        found += _cut(run) if "\u0e01" <= run[0] <= "\u0e4e" else [run.replace(",", "")]
    return found


def phrases(query: str) -> list[list[str]]:
    """Return what must all be in a text for it to be found: the words of each part of a query between spaces. Parts
    beside a number are one with it: "25 คน"."""
    parts: list[list[str]] = []
    joined = False
    for part in normalise(query).split():
        words = search_words(part)
        if not words:
            continue
        is_number = len(words) == 1 and _NUMBER.fullmatch(words[0]) is not None
        if parts and (is_number or joined):
            parts[-1] += words
        else:
            parts.append(words)
        joined = is_number
    return [search_words(" ".join(part)) for part in parts]


def _written_out(text: str) -> str:
    """Return a text with one spelling, without the dots of abbreviations."""
    said = normalise(text).replace("เเ", "แ").replace("ๆ", " ").replace("ฯ", " ")
    for wrong, right in read("search")["misspelt"].items():
        said = said.replace(wrong, right)
    while (closer := _DOTTED.sub("", said)) != said:
        said = closer
    return said


@lru_cache(maxsize=8192)
def _cut(run: str) -> tuple[str, ...]:
    found: list[str] = []
    for token in segment(run, custom_dict=_trie(), safe_mode=True):
        same = read("search")["same"].get(token)
        words = segment(same, custom_dict=_trie()) if same else [token]
        for word in words:
            found += _parts(word)
    return tuple(_moved(found))


def _moved(tokens: list[str]) -> list[str]:
    """Move the boundary between two words to where the rarer of them is used more: the fewest words, by which a text is
    cut, leave open whether ขยะเปียกลดโลกร้อน has เปียก·ลด or เปีย·กลด, and what stands behind a word must not hide it."""
    found = list(tokens)
    for place in range(len(found) - 1):
        one, other = found[place], found[place + 1]
        if {one, other} & _fixed():
            continue
        both, known, often = one + other, _known(), _how_often()
        cuts = [at for at in range(SHORTEST, len(both) - SHORTEST + 1) if both[:at] in known and both[at:] in known]
        best = max(cuts, key=lambda at: min(often.get(both[:at], 0), often.get(both[at:], 0)), default=len(one))
        seldom = min(often.get(one, 0), often.get(other, 0))
        if min(often.get(both[:best], 0), often.get(both[best:], 0)) > MORE_OFTEN * seldom:
            found[place], found[place + 1] = both[:best], both[best:]
    return found


@lru_cache(maxsize=8192)
def _parts(word: str) -> tuple[str, ...]:
    """Return a compound's parts, if it is made of two words, else itself."""
    if len(word) < LEAST or word in read("search")["whole"]:
        return (word,)
    known = _known()
    cuts = [at for at in range(SHORTEST, len(word) - SHORTEST + 1) if word[:at] in known and word[at:] in known]
    if not cuts:
        return (word,)
    often = _how_often()
    at = max(cuts, key=lambda one: min(often.get(word[:one], 0), often.get(word[one:], 0)))
    return (*_parts(word[:at]), *_parts(word[at:]))


@cache
def _known() -> frozenset[str]:
    return frozenset(word for word in thai_words() if _WORD.fullmatch(word))


@cache
def _fixed() -> frozenset[str]:
    """Return the words that stay as they are: names of places, and what is said in other words."""
    names = (name for name in gazetteer().name_of.values() if len(name) > SHORTEST)
    return frozenset({*names, *read("search")["same"]})


@cache
def _how_often() -> dict[str, int]:
    """Return how often words stand in the Thai National Corpus: of two ways to divide a compound (ชา·วนา, ชาว·นา) the
    one whose rarer part is used more is meant."""
    return dict(unigram_word_freqs())


@cache
def _trie() -> Trie:
    return Trie({*thai_words(), *_fixed()})
