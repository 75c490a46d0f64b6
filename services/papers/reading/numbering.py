"""The numbers and bullets of lists in a Word file."""

from __future__ import annotations

import re
from typing import Any, Final

from services.papers.fields import in_thai_digits
from services.papers.reading.look import TWIPS, W, value_of

_LEVEL: Final = re.compile(r"%(\d)")
_THAI_LETTERS: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"  # as Word counts: without ฃ and ฅ
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Numbering:
    """Counts the paragraphs of lists, in the order in which they are asked for."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstract = {one.get(W + "abstractNumId"): one for one in root.iterfind(W + "abstractNum")}
        for number in root.iterfind(W + "num"):
            base = abstract.get(value_of(number, "abstractNumId") or "")
            if base is not None:
                levels = {int(one.get(W + "ilvl", 0)): one for one in base.iterfind(W + "lvl")}
                self._levels[number.get(W + "numId")] = levels

    def next(self, list_id: str, level: int) -> tuple[str, float, float] | None:
        """Return what stands before the next paragraph of a list, and its indents left and of the first line in points,
        None if the list is not known."""
        known = self._levels.get(list_id, {}).get(level)
        if known is None:
            return None
        counts = self._counts.setdefault(list_id, {})
        counts[level] = counts.get(level, int(value_of(known, "start") or 1) - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return self._said(list_id, known, counts), *_indent(known)

    def _said(self, list_id: str, known: Any, counts: dict[int, int]) -> str:
        text = value_of(known, "lvlText") or ""
        if value_of(known, "numFmt") == "bullet":
            return "•" if not text or ord(text[0]) >= 0xF000 else text  # Symbol's own letters mean a bullet

        def count(found: re.Match[str]) -> str:
            level = int(found[1]) - 1
            form = value_of(self._levels[list_id].get(level, known), "numFmt") or "decimal"
            return _written(counts.get(level, 1), form)

        return _LEVEL.sub(count, text)


def _indent(level: Any) -> tuple[float, float]:
    said = level.find(f"{W}pPr/{W}ind")
    if said is None:
        return 36, -18
    left = said.get(W + "left") or said.get(W + "start") or 0
    first = said.get(W + "firstLine") or 0
    hanging = said.get(W + "hanging") or 0
    return float(left) / TWIPS, (float(first) - float(hanging)) / TWIPS


def _written(count: int, form: str) -> str:
    if form in ("thaiNumbers", "thaiCounting"):
        return in_thai_digits(str(count))
    if form == "thaiLetters":
        return _THAI_LETTERS[(count - 1) % len(_THAI_LETTERS)]
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        said, left = "", count
        for value, letters in _ROMAN:
            times, left = divmod(left, value)
            said += letters * times
        return said if form == "lowerRoman" else said.upper()
    return "" if form == "none" else str(count)
