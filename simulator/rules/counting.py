"""Counts text as LINE does: UTF-16 units, or grapheme clusters in labels (docs, "Character counting in a text")."""

import unicodedata
from collections.abc import Callable

Unit = Callable[[str], int]

_JOINER = "\u200d"
_THAI_LAO_AM = "\u0e33\u0eb3"
_HANGUL_VOWELS_AND_FINALS = range(0x1160, 0x1200)


def utf16(text: str) -> int:
    """Return the number of UTF-16 code units. Most emoji have two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Return the number of extended grapheme clusters (Unicode annex 29): ที่ is one, a flag or a family emoji too."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    count, joined, flag, before = 0, False, False, ""
    for letter in text:
        regional = 0x1F1E6 <= ord(letter) <= 0x1F1FF
        if not count:
            begins = True
        elif _extends(letter) or joined or (before == "\r" and letter == "\n"):
            begins = False
        else:
            begins = not (regional and flag)
        count += begins
        flag = regional and begins
        joined = letter == _JOINER
        before = letter
    return count


def _extends(letter: str) -> bool:
    code = ord(letter)
    if code < 0x300:
        return False
    return (
        unicodedata.category(letter) in ("Mn", "Me", "Mc")
        or letter in _THAI_LAO_AM
        or letter == _JOINER
        or 0x1F3FB <= code <= 0x1F3FF  # skin tones
        or 0xE0020 <= code <= 0xE007F  # tags in flags of regions
        or code in _HANGUL_VOWELS_AND_FINALS
    )
