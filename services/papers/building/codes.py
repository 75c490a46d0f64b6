"""The template of sheets of codes: cards to be cut out, two beside each other, four or eight on a page."""

from __future__ import annotations

from typing import Any, Final

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm

from services.papers.building.word import Paper

EDGE: Final = 9  # millimetres around the cards
PAGE: Final = 297
GREY: Final = "5B6680"
RED: Final = "A32B2B"
CUT: Final = "dashed"
TINY: Final = 1  # point of the paragraph that Word wants behind a table; it must not begin a page


def codes() -> bytes:
    """Return the template as a Word file."""
    paper = Paper(top=EDGE, bottom=EDGE, left=EDGE, right=EDGE)
    paper.paragraph("{%p if four %}", size=TINY)
    _cards(paper, rows=2, code=0, size=14)
    paper.paragraph("{%p else %}", size=TINY)
    _cards(paper, rows=4, code=37, size=10)
    paper.paragraph("{%p endif %}", size=TINY)
    paper.paragraph(size=TINY)
    return paper.whole("แผ่นรหัส")


def _cards(paper: Paper, *, rows: int, code: float, size: float) -> None:
    """Add the cards; with a width of the code (millimetres) it stands beside the words, else above them."""
    half = paper.width / 2
    widths = [code, half - code] * 2 if code else [half] * 2
    made = paper.table(widths, 3, sides=2, outline=CUT)
    paper.paragraph("{%tr for row in rows %}", into=made.rows[0].cells[0], size=TINY)
    row = made.rows[1]
    row.height, row.height_rule = Mm((PAGE - EDGE * 2 - 1) / rows), WD_ROW_HEIGHT_RULE.EXACTLY
    step = 2 if code else 1
    cells = row.cells
    for place, card in enumerate(("row.one", "row.other")):
        first, last = cells[place * step], cells[place * step + step - 1]
        for cell in (first, last) if code else (first,):
            paper.cell(cell, at="center", left=CUT if cell is first and place else None)
        _card(paper, first, last, card, size)
    paper.paragraph("{%tr endfor %}", into=made.rows[2].cells[0], size=TINY)


def _card(paper: Paper, picture: Any, said: Any, card: str, size: float) -> None:
    align = "left" if picture is not said else "center"

    def line(words: str, *, factor: float = 1, before: float = 0, **looks: Any) -> None:
        shown = f"{{% if {card} %}}{words}{{% endif %}}"
        paper.paragraph(shown, into=said, size=round(size * factor * 2) / 2, align=align, before=before, **looks)

    paper.paragraph(f"{{% if {card} %}}{{{{ {card}.code }}}}{{% endif %}}", into=picture, size=size, align="center")
    line("{{ programme }}", factor=0.85, color=GREY)
    line("{{ title }}", bold=True)
    line(f"{{{{ {card}.name }}}}", factor=1.1, before=3, bold=True)
    line(f"{{{{ {card}.organisation }}}}", factor=0.9)
    line(f"{{{{ {card}.about }}}}", before=3)
    line(f"{{{{ how }}}} {{{{ {card}.until }}}}", factor=0.8, before=3)
    line("{{ personal }}", factor=0.8, color=RED)
