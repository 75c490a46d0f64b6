"""The form of an official memorandum (บันทึกข้อความ), as the rules of the Prime Minister's Office on correspondence
have it: heading, ส่วนราชการ, ที่, วันที่, เรื่อง, เรียน, paragraphs, signature."""

from __future__ import annotations

from typing import Final

from services.papers.building.word import BODY, HEADING, LABEL, Paper

INDENT: Final = 25  # millimetres of a paragraph's first line
SIGNS: Final = 75  # millimetres from the left, where the signature begins


def head(paper: Paper, *, label: float = LABEL, heading: float = HEADING) -> None:
    """Add the head. Its fields: emblem, office, number, date, subject, to."""
    top = paper.table((30, paper.width - 60, 30), 1, sides=0)
    left, middle, right = top.rows[0].cells
    paper.paragraph("{% if emblem %}{{ emblem }}{% endif %}", into=left)
    paper.cell(middle, at="center")
    paper.paragraph("บันทึกข้อความ", into=middle, size=heading, bold=True, align="center")
    paper.paragraph("", into=right)
    _line(paper, (("ส่วนราชการ", 30), ("{{ office }}", paper.width - 30)), label)
    half = paper.width / 2
    _line(paper, (("ที่", 8), ("{{ number }}", half - 8), ("วันที่", 14), ("{{ date }}", half - 14)), label)
    _line(paper, (("เรื่อง", 13), ("{{ subject }}", paper.width - 13)), label, at="top")
    paper.paragraph("เรียน  {{ to }}", before=6)


def signature(paper: Paper, *, before: float = 14, size: float = BODY) -> None:
    """Add the place to sign. Its fields: signer, signer_position."""
    lines = ("(ลงชื่อ) " + "." * 40, "( {{ signer }} )", "{{ signer_position }}")
    for number, line in enumerate(lines):
        above = before if number == 0 else 0
        paper.paragraph(line, left=SIGNS, align="center", size=size, before=above, keep=number + 1 < len(lines))


def _line(paper: Paper, cells: tuple[tuple[str, float], ...], label: float, at: str = "bottom") -> None:
    """Add a line of the head: labels in bold, values over a dotted line. `at`: where a label stands beside a value of
    several lines."""
    made = paper.table([width for _, width in cells], 1, sides=0)
    for place, (cell, (text, _)) in enumerate(zip(made.rows[0].cells, cells, strict=True)):
        is_label = place % 2 == 0
        paper.cell(cell, under=None if is_label else "dotted", at=at)
        paper.paragraph(text, into=cell, size=label if is_label else BODY, bold=is_label)
