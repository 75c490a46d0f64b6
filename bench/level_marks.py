"""`python -m bench.level_marks SARABUN_FOLDER`: writes the typefaces of papers into `services/papers/fonts/` from
those of Sarabun as they are published (PyPI `fontpkg-sarabun`). Needs `fonttools`.

Sarabun sets a tone over a vowel up to 0.05 em lower or higher than over none. Typst 0.15.0 to 0.15.2 makes an own piece
of text of every mark at another height, and gives it the text of its whole cluster once more: ครั้ง is read from the PDF
as ครั้รั้ง, and is not found. With all tones at one height there are no such pieces.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from bench.processes import ROOT

FACES: Final = ("Regular", "SemiBold", "Bold")
OUT: Final = ROOT / "services" / "papers" / "fonts"
ALMOST: Final = 2  # units of the em: consonants that differ by so little are level


def main() -> int:
    folder, library = Path(sys.argv[1]), import_module("fontTools.ttLib")
    for face in FACES:
        font = library.TTFont(folder / f"Sarabun-{face}.ttf", recalcTimestamp=False)
        for kind, table in _tables(font["GPOS"].table):
            (_level_tones if kind == "MarkMarkPos" else _level_bases)(table)
        font.save(OUT / f"Sarabun-{face}.ttf")
    return 0


def _tables(positions: Any) -> Iterator[tuple[str, Any]]:
    for lookup in positions.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = getattr(table, "ExtSubTable", table)
            if type(inner).__name__ in ("MarkMarkPos", "MarkBasePos"):
                yield type(inner).__name__, inner


def _level_tones(table: Any) -> None:
    """Let a mark over a mark stand where it is drawn."""
    for one in table.Mark1Array.MarkRecord:
        one.MarkAnchor.YCoordinate = 0
    for record in table.Mark2Array.Mark2Record:
        for anchor in record.Mark2Anchor:
            if anchor is not None:
                anchor.YCoordinate = 0


def _level_bases(table: Any) -> None:
    """Give consonants whose marks stand a unit or two higher or lower than those of most the height of most."""
    heights: dict[int, Counter[int]] = defaultdict(Counter)
    anchors = [(of, one) for record in table.BaseArray.BaseRecord for of, one in enumerate(record.BaseAnchor) if one]
    for of, anchor in anchors:
        heights[of][anchor.YCoordinate] += 1
    for of, anchor in anchors:
        ((most, _),) = heights[of].most_common(1)
        if abs(anchor.YCoordinate - most) <= ALMOST:
            anchor.YCoordinate = most


if __name__ == "__main__":
    raise SystemExit(main())
