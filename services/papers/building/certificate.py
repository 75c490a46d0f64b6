"""The template of certificates: a lying page each."""

from __future__ import annotations

from typing import Final

from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from services.papers.building.word import Paper

LONG, SHORT = 297, 210  # millimetres of A4
SIDES: Final = 25


def certificate() -> bytes:
    """Return the template as a Word file."""
    paper = Paper(top=20, bottom=12, left=SIDES, right=SIDES)
    section = paper.document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(LONG), Mm(SHORT)
    paper.width = LONG - SIDES * 2
    paper.paragraph("{%p if not certificates %}")
    paper.paragraph("ยังไม่มีเกียรติบัตรที่ออกแล้ว", align="center")
    paper.paragraph("{%p endif %}")
    paper.paragraph("{%p for one in certificates %}")
    paper.paragraph("{%p if loop.first %}")
    paper.paragraph("{% if emblem %}{{ emblem }}{% endif %}", align="center", size=8)
    paper.paragraph("{%p else %}")
    paper.paragraph("{% if emblem %}{{ emblem }}{% endif %}", align="center", size=8, new_page=True)
    paper.paragraph("{%p endif %}")
    paper.paragraph("{{ office }}", size=22, bold=True, align="center", before=30)
    paper.paragraph("ขอมอบเกียรติบัตรนี้ให้ไว้เพื่อแสดงว่า", size=15, align="center", before=18)
    paper.paragraph("{{ one.name }}", size=26, bold=True, align="center", before=18, after=4)
    paper.paragraph("{{ one.position }} {{ one.agency }}", size=14, align="center", after=18)
    paper.paragraph("ได้ผ่านการปฏิบัติงานครบตามเกณฑ์ของ", size=15, align="center")
    paper.paragraph("{{ programme }}", size=15, bold=True, align="center")
    paper.paragraph("ระหว่างวันที่ {{ days }}", size=15, align="center", after=10)
    paper.paragraph("ให้ไว้ ณ วันที่ {{ one.date }}", size=15, align="center", before=4, after=22)
    made = paper.table((70, paper.width - 140, 70), 1, sides=0)
    left, middle, _ = made.rows[0].cells
    paper.paragraph("{{ one.code }}", into=left)
    paper.paragraph("ตรวจสอบเลขที่ {{ one.number }}", into=left, size=8)
    for line in ("(ลงชื่อ) " + "." * 40, "( {{ signer }} )", "{{ signer_position }}"):
        paper.paragraph(line, into=middle, size=13, align="center", before=14 if line.startswith("(ลง") else 0)
    paper.paragraph("{%p endfor %}")
    return paper.whole("เกียรติบัตร")
