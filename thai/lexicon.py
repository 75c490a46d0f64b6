"""The words of the language (data/*.toml) and of a programme, and cutting a message into words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pythainlp.tokenize.newmm import segment
from pythainlp.util.trie import Trie

from thai.almanac import almanac
from thai.context import ProgrammeWords
from thai.data import read
from thai.normalise import normalise

_SIGN_OR_NUMBER = re.compile(r"\+|[^+]+")

SHORT = 3  # characters of a word that is likely the end of another

# Each file has tables of `word = example`; the sense of a word is (file, table).
VOCABULARY = ("commands", "speech", "fieldwork", "numbers", "places", "names", "others")
# The names of the programme's tables in a sense.
OF_PROGRAMMES = {"sectors": "partners", "tags": "tags", "commands": "commands"}


class Sense(NamedTuple):
    """One meaning of a word: its file, and its table in the file."""

    kind: str
    key: str


class WordToken(NamedTuple):
    """A piece of the normalised message; `senses` is empty for unknown words and spaces."""

    start: int
    end: int
    text: str
    senses: tuple[Sense, ...]

    def key(self, kind: str) -> str | None:
        """Return the key of the first sense of that kind, or None."""
        for its_kind, key in self.senses:
            if its_kind == kind:
                return key
        return None

    @property
    def blank(self) -> bool:
        return not self.senses and self.text.isspace()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All known words with their senses, and the trie for the tokeniser.

    `sectors_of` maps a table of partners to the sectors that it means; `stages` maps a word to the key of a stage.
    """

    senses: Mapping[str, tuple[Sense, ...]]
    trie: Trie
    sectors_of: Mapping[str, tuple[str, ...]]
    stages: Mapping[str, str]


def vocabulary_entries() -> Iterator[tuple[Sense, str, str]]:
    """Yield (sense, word, example) for every word of the vocabulary files."""
    for kind in VOCABULARY:
        for key, words in read(kind).items():
            for word, example in words.items():
                yield Sense(kind, key), word, example


def programme_entries(words: ProgrammeWords) -> Iterator[tuple[Sense, str, str]]:
    """Yield (sense, word, example) for every word of a programme."""
    for kind, tables in (("sectors", words.sectors), ("tags", words.tags), ("commands", words.commands)):
        for key, table in tables.items():
            for word, example in table.items():
                yield Sense(OF_PROGRAMMES[kind], key), normalise(word), example


@lru_cache(maxsize=8)
def lexicon(words: ProgrammeWords | None = None) -> Lexicon:
    """Return the vocabulary of the language and of one programme, compiled once in each process."""
    senses: dict[str, tuple[Sense, ...]] = {}
    for sense, word, _ in (*vocabulary_entries(), *(programme_entries(words) if words else ())):
        senses[word] = (*senses.get(word, ()), sense)
    for word, kind in almanac().words():
        senses[word] = (*senses.get(word, ()), Sense("calendar", kind))
    stages = _stages(words) if words else {}
    for word in stages:
        senses[word] = (*senses.get(word, ()), Sense("calendar", "stage"))
    for key, common in read("common").items():
        for word in common:
            senses.setdefault(word, (Sense("common", key),))
    return Lexicon(senses, Trie(senses), words.sectors_of if words else {}, stages)


def _stages(words: ProgrammeWords) -> dict[str, str]:
    return {normalise(word): key for key, table in words.stages.items() for word in table}


def tokens_of(text: str, words: ProgrammeWords | None = None) -> list[WordToken]:
    """Cut a normalised message into consecutive tokens (newmm with our dictionary and the programme's `words`)."""
    known = lexicon(words)
    tokens: list[WordToken] = []
    start = 0
    for piece in segment(text, known.trie):
        end = start + len(piece)
        senses = known.senses.get(piece, ())
        if senses and _inside_latin_word(text, start, end):
            senses = ()
        if tokens and not tokens[-1].blank and (_remnant(piece) or _goes_on(tokens[-1], piece)):
            # No Thai word is a single consonant, so the word before it was only the beginning of an unknown word, and
            # the word behind it only its end (บลา is no ลา).
            before = tokens.pop()
            piece, start, senses = before.text + piece, before.start, ()
        if piece[0] == "+" and len(piece) > 1:
            tokens.extend(_added(piece, start))
        else:
            tokens.append(WordToken(start, end, piece, senses))
        start = end
    return tokens


def _added(piece: str, start: int) -> Iterator[WordToken]:
    """Yield the signs and numbers of +30+18, which are cut as one word."""
    for match in _SIGN_OR_NUMBER.finditer(piece):
        yield WordToken(start + match.start(), start + match.end(), match[0], ())


def _goes_on(before: WordToken, piece: str) -> bool:
    """Return whether a short word stands directly behind a single consonant that is no word."""
    return not before.senses and _remnant(before.text) and len(piece) <= SHORT and "\u0e01" <= piece[0] <= "\u0e4e"


def _remnant(piece: str) -> bool:
    return len(piece) == 1 and "\u0e01" <= piece <= "\u0e2e"


def _inside_latin_word(text: str, start: int, end: int) -> bool:
    """Return whether a Latin word found there is only part of a longer word (`log` in `blog`)."""
    before = start > 0 and _latin(text[start]) and _latin(text[start - 1])
    after = end < len(text) and _latin(text[end - 1]) and _latin(text[end])
    return before or after


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
