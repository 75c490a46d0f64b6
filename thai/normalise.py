"""Gives a text one spelling where it can be typed in several: marks, vowels, digits, spaces, repeated letters."""

from __future__ import annotations

import re
import unicodedata

from pythainlp.util.keyboard import EN_TH_TRANSLATE_TABLE, TH_EN_TRANSLATE_TABLE
from pythainlp.util.normalize import remove_repeat_vowels

from thai.data import read

LONGEST = 5000  # characters, as many as a message of LINE has at most; what follows is not read

_DIGITS = {ord("๐") + n: str(n) for n in range(10)}
_WIDE = {0xFF01 + n: chr(0x21 + n) for n in range(94)}
_CAPITALS = {ord("A") + n: chr(ord("a") + n) for n in range(26)}
_SAME = {
    ord("–"): "-",
    ord("—"): "-",
    ord("−"): "-",
    ord("‐"): "-",
    ord("‑"): "-",
    ord("“"): '"',
    ord("”"): '"',
    ord("‘"): "'",
    ord("’"): "'",
    ord("…"): "...",
    ord("\u00a0"): " ",
    ord("\u3000"): " ",
}
_TABLE = {**_DIGITS, **_WIDE, **_SAME}
_LOWER = {**_TABLE, **_CAPITALS}
# Most texts need no change: searching one of 87 letters takes 1 µs, translating it 20 µs (29 November 2026).
_IN_TABLE, _IN_LOWER = (re.compile(f"[{''.join(re.escape(chr(n)) for n in table)}]") for table in (_TABLE, _LOWER))

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffc\ufffd]")
# All emoji except the folded hands, which mean thanks.
_PICTURES = re.compile("[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001f64e\U0001f650-\U0001faff\U000e0000-\U000e007f]+")
_DECOMPOSED_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")
_DOUBLED_MARK = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")
# มากกกก is มาก, but a letter also comes three times where two words meet: สื่อออนไลน์, ถนนนา, สสส,
# ระบบบำบัด. The names of two subdistricts do so too.
_DRAWN_OUT = re.compile(
    f"({'|'.join(read('provinces')['three_letters']['names'])})|"
    "([\u0e01-\u0e30\u0e40-\u0e44a-z!?.])\\2{3,}|([\u0e01-\u0e18\u0e1b-\u0e22\u0e24-\u0e27a-z])\\3{2}(?![.])|"
    "(\u0e1a)\\4{2}(?![\u0e01-\u0e4e.])"
)
_TWICE = re.compile(r"(.)\1")  # nothing else can be drawn out
_FINAL_DOUBLE = re.compile(
    "(?<=[\u0e31\u0e32\u0e34-\u0e39\u0e47-\u0e4c])([\u0e01-\u0e23\u0e25-\u0e2e])\\1(?![\u0e01-\u0e4e])"
)
_VOWEL_SPACED = re.compile(" (?=[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])")
_SPACES = re.compile("[ \t]+")
_LINES = re.compile(" ?[\n\r\u2028\u2029][\n\r\u2028\u2029 ]*")
# If vowels and marks are single and in order, PyThaiNLP's 27 searches find nothing. They take 0.2 ms of a text of 87
# letters (measured 29 November 2026).
_ASTRAY = re.compile(
    "([\u0e30-\u0e3a\u0e40-\u0e4e]) *\\1"  # twice
    # a tone twice, before its vowel, or after the vowel that follows it
    "|[\u0e48-\u0e4b]{2}|[\u0e48-\u0e4c][\u0e31\u0e34-\u0e3a\u0e47]|[\u0e30\u0e32\u0e33][\u0e48-\u0e4b]"
    "|[\u0e45\u0e4d]"  # spelt with two characters
)
_LATIN = re.compile("[A-Za-z]")
_TYPED_ON_LATIN = re.compile("[!-~ ]+")


def tidy(text: str) -> str:
    """Return the message with its spelling repaired; case, emoji and line breaks are kept."""
    text = unicodedata.normalize("NFC", text[:LONGEST])
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text.replace("\r\n", "\n")))
    if _IN_TABLE.search(text):
        text = text.translate(_TABLE)
    text = _VOWEL_SPACED.sub("", _DECOMPOSED_AM.sub(_compose, _SPACES.sub(" ", text)))
    if _ASTRAY.search(text):
        text = remove_repeat_vowels(_DOUBLED_MARK.sub(r"\1", text))
    return _LINES.sub("\n", text).strip()


def normalise(text: str) -> str:
    """Return the form for comparing: tidied, lower case, without emoji, repeated letters (มากกกก, okkkk) once.

    It reads at most LONGEST characters and accepts any str.
    """
    return _SPACES.sub(" ", folded(tidy(text))).strip()


def folded(tidied: str) -> str:
    """Return nearly the `normalise` of a tidy text, but emoji leave their width: if no letters were repeated, every
    character keeps its position."""
    text = tidied.translate(_LOWER) if _IN_LOWER.search(tidied) else tidied
    text = _PICTURES.sub(_blank, text)
    if not _TWICE.search(text):
        return text
    return _FINAL_DOUBLE.sub(r"\1", _DRAWN_OUT.sub(r"\1\2\3\4", text))


def retyped(text: str) -> str | None:
    """Return what the same keys type on the other keyboard layout (`g,o^` is เมนู, `ิฟแา` is back), or None.

    The caller decides by the words whether this was meant.
    """
    if _TYPED_ON_LATIN.fullmatch(text):
        return normalise(text.translate(EN_TH_TRANSLATE_TABLE))
    if _LATIN.search(text):
        return None
    other = text.translate(TH_EN_TRANSLATE_TABLE)
    return other.lower() if _TYPED_ON_LATIN.fullmatch(other) else None


def _compose(match: re.Match[str]) -> str:
    return (match[1] or match[2] or "") + "\u0e33"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
