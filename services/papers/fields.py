"""What a template of a paper may name: texts, yes or no, pictures, and lists of such groups."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Union

FieldValue = Union[str, bool, "PaperPicture", None, Sequence["Fields"], "Fields"]
Fields = Mapping[str, FieldValue]  # by the names that templates use; a picture that there is not is None

TITLE_LETTERS: Final = 80  # of a line of a title page
SIGNATURE_LETTERS: Final = 32  # of a line below a place to sign, two of which stand side by side
MARKS: Final = "ัิีึืฺุู็่้๊๋์ํ๎"  # that stand above or below a letter and take no room in a line
THAI_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # nor anything Word acts upon


@dataclass(frozen=True, slots=True)
class PaperPicture:
    """A picture of a paper: as PNG or JPEG, and if it was drawn, as SVG too. `width` in millimetres; `alt` says in
    words what it shows."""

    pixels: bytes
    width: float
    alt: str
    vector: bytes | None = None


def in_thai_digits(text: str) -> str:
    """Return a text with Thai digits, as official papers have them."""
    return text.translate(THAI_DIGITS)


def in_lines(text: str, letters: int) -> str:
    """Return a text with its lines broken at spaces, as few and as even as may be, so that none has more letters than
    that: what is a name is not broken inside a word. A text that fits stays as it is; one word alone may be longer."""
    words = text.split(" ")
    if _letters(text) <= letters or len(words) == 1:
        return text
    best: list[tuple[int, int, str]] = [(0, 0, "")]  # lines, letters of the longest, text; of the first words
    for end in range(1, len(words) + 1):
        ways = []
        for begin in range(end):
            line = " ".join(words[begin:end])
            if _letters(line) <= letters or begin == end - 1:
                count, longest, before = best[begin]
                ways.append((count + 1, max(longest, _letters(line)), f"{before}\n{line}" if begin else line))
        best.append(min(ways))
    return best[-1][2]


def _letters(text: str) -> int:
    return sum(one not in MARKS for one in text)


def printable(value: FieldValue) -> FieldValue:
    """Return a value whose texts hold no character that a Word file cannot have; a form feed or bell would begin a page
    or paragraph."""
    if isinstance(value, str):
        return _NOT_IN_XML.sub("", value.replace("\r\n", "\n"))
    if isinstance(value, Mapping):
        return {name: printable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [{name: printable(one) for name, one in group.items()} for group in value]
    return value
