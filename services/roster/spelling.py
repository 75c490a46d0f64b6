"""The words of roster files, compared without case, spaces, punctuation and the kind of digits."""

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_NEVER_STORED = (0, *range(0xD800, 0xE000))  # no database and no UTF-8 file can hold these
_INVISIBLE = str.maketrans(dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, *_NEVER_STORED]))
_THAI_SARA_AM = ("\u0e4d\u0e32", "\u0e33")  # two characters that mean one


def clean(text: str) -> str:
    """Return `text` in one Unicode form, without invisible characters and with single spaces."""
    composed = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).replace(*_THAI_SARA_AM)
    return " ".join(composed.split())


def arabic(text: str) -> str:
    """Return `text` with Arabic digits instead of Thai ones."""
    return text.translate(_DIGITS)


def bare(text: str) -> str:
    """Return the part of a word that counts when words are compared."""
    kept = (c for c in arabic(clean(text)).casefold() if unicodedata.category(c)[0] in "LMN")
    return "".join(kept)


@cache
def words(section: str) -> dict[str, str]:
    """Return bare spelling -> key for a section of words.toml."""
    return {bare(word): key for key, spellings in _data()[section].items() for word in spellings}


def spelled(section: str) -> Iterator[tuple[str, str]]:
    """Yield (spelling, key) of a section of words.toml."""
    for key, spellings_of_key in _data()[section].items():
        yield from ((spelling, key) for spelling in spellings_of_key)


@cache
def spellings(section: str, key: str) -> tuple[str, ...]:
    """Return the words of words.toml for `key`, the English word first."""
    return tuple(_data()[section][key])


@cache
def months() -> dict[str, int]:
    """Return bare month name -> number."""
    return {bare(name): number for number, names in enumerate(_data()["months"]["names"], 1) for name in names}


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
