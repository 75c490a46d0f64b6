"""Counts text as LINE does, in UTF-16 units or grapheme clusters, and cuts it without splitting a cluster."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

Unit = Literal["utf16", "graphemes"]

ELLIPSIS: Final = "…"
LEADING_VOWELS: Final = "เแโใไ"  # written before their consonant; a cut must not leave them at the end
SARA_AM: Final = "\u0e33\u0eb3"  # Thai and Lao: letters that belong to the cluster before them (UAX 29)
JOINER: Final = "\u200d"

# The classes of UAX 29 that decide whether two neighbours belong together.
OTHER, CONTROL, EXTEND, JOIN, FLAG, PICTURE, LEAD, VOWEL, TAIL, LEAD_VOWEL, LEAD_VOWEL_TAIL, BEFORE = range(12)
HANGUL_AFTER: Final = {
    LEAD: (LEAD, VOWEL, LEAD_VOWEL, LEAD_VOWEL_TAIL),
    VOWEL: (VOWEL, TAIL),
    LEAD_VOWEL: (VOWEL, TAIL),
    TAIL: (TAIL,),
    LEAD_VOWEL_TAIL: (TAIL,),
}
# Code points that a joiner may combine: emoji, arrows, dingbats and similar.
PICTURES: Final = (
    (0x1F000, 0x1F1E5),
    (0x1F200, 0x1F3FA),
    (0x1F400, 0x1FAFF),
    (0x2190, 0x21FF),
    (0x2300, 0x23FF),
    (0x25A0, 0x27BF),
    (0x2934, 0x2935),
    (0x2B00, 0x2BFF),
    (0x3030, 0x303D),
    (0x3297, 0x3299),
)


def utf16(text: str) -> int:
    """Return the length in UTF-16 code units, LINE's usual count. An emoji of one code point has two."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def graphemes(text: str) -> int:
    """Return the length in grapheme clusters, LINE's count of labels and titles. ที่ is one, กำ is one."""
    return len(text) if text.isascii() and "\r" not in text else sum(1 for _ in clusters(text))


def clusters(text: str) -> Iterator[str]:
    """Yield the extended grapheme clusters of `text` in order (UAX 29, without Indic conjuncts)."""
    start, before, joins_picture, flags = 0, CONTROL, False, 0
    for at, char in enumerate(text):
        here = _class(char)
        joined = at > 0 and (
            (here in (EXTEND, JOIN) and before != CONTROL)
            or (before == JOIN and here == PICTURE and joins_picture)
            or (before == FLAG == here and flags % 2 == 1)
            or here in HANGUL_AFTER.get(before, ())
            or (before == BEFORE and here != CONTROL)
            or (char == "\n" and text[at - 1] == "\r")
        )
        if at > 0 and not joined:
            yield text[start:at]
            start = at
        flags = flags + 1 if here == FLAG else 0
        if here == PICTURE:
            joins_picture = True
        elif here not in (EXTEND, JOIN):
            joins_picture = False
        before = here
    if text:
        yield text[start:]


def shorten(text: str, limit: int, unit: Unit) -> str:
    """Return `text`, cut with an ellipsis if it has more than `limit` of `unit`. Raises ValueError if limit < 1."""
    if limit < 1:
        raise ValueError("nothing fits into less than 1")
    length = utf16 if unit == "utf16" else graphemes
    if len(text) * 2 <= limit or length(text) <= limit:
        return text
    return _head(text, limit - 1, unit).rstrip() + ELLIPSIS


def _head(text: str, limit: int, unit: Unit) -> str:
    """Return the longest beginning of whole clusters within `limit`; empty if the first cluster is too long."""
    kept: list[str] = []
    used = 0
    for cluster in clusters(text):
        size = utf16(cluster) if unit == "utf16" else 1
        if used + size > limit:
            break
        kept.append(cluster)
        used += size
    while len(kept) > 1 and kept[-1] in LEADING_VOWELS:
        kept.pop()
    return "".join(kept)


@lru_cache(maxsize=4096)
def _class(char: str) -> int:
    code = ord(char)
    if 0xAC00 <= code <= 0xD7A3:
        return LEAD_VOWEL if (code - 0xAC00) % 28 == 0 else LEAD_VOWEL_TAIL
    for kind, first, last in (
        (LEAD, 0x1100, 0x115F),
        (LEAD, 0xA960, 0xA97C),
        (VOWEL, 0x1160, 0x11A7),
        (VOWEL, 0xD7B0, 0xD7C6),
        (TAIL, 0x11A8, 0x11FF),
        (TAIL, 0xD7CB, 0xD7FB),
        (FLAG, 0x1F1E6, 0x1F1FF),
        (EXTEND, 0x1F3FB, 0x1F3FF),  # skin tones
        (EXTEND, 0xE0020, 0xE007F),  # tags, as in the flags of Scotland and Wales
        (EXTEND, 0xFF9E, 0xFF9F),
        (BEFORE, 0x0600, 0x0605),
    ):
        if first <= code <= last:
            return kind
    if char == JOINER:
        return JOIN
    category = unicodedata.category(char)
    if char in SARA_AM or char == "\u200c" or category in ("Mn", "Me", "Mc"):
        return EXTEND
    if category in ("Cc", "Zl", "Zp", "Cs") or (category == "Cf" and char not in "\u06dd\u070f\u08e2"):
        return CONTROL
    if category == "Cf":
        return BEFORE
    if char in "©®‼⁉™ℹ" or any(first <= code <= last for first, last in PICTURES):
        return PICTURE
    return OTHER
