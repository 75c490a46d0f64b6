"""The template of the one-page situation report."""

from __future__ import annotations

from typing import Any, Final

from services.papers.building import memo
from services.papers.building.word import SHADE, Paper

BODY: Final = 11
TITLE: Final = 10
SMALL: Final = 9
TINY: Final = 8
GREY: Final = "5B6680"
MAP_SIDE: Final = 52  # millimetres
STORIES: Final = 3
FIGURES: Final = (
    ("reported", "รายงานแล้ว"),
    ("entries", "รายการกิจกรรม"),
    ("waiting", "รอตรวจ"),
    ("silent", "ขาดการติดต่อ"),
)


def situation() -> bytes:
    """Return the template as a Word file."""
    paper = Paper(top=12, bottom=10, left=30, right=20)
    memo.head(paper, label=13, heading=20)
    paper.paragraph("{{ opening }}", first=memo.INDENT, before=4, after=3, size=BODY)
    _figures(paper)
    paper.paragraph(size=2)  # two tables that touch would be one
    _numbers_and_map(paper)
    paper.paragraph("{%p if story1 %}")
    paper.paragraph("เรื่องจากพื้นที่", size=TITLE, bold=True, before=3, keep=True)
    _stories(paper)
    paper.paragraph("{%p endif %}")
    paper.paragraph("{%p if obstacles %}")
    paper.paragraph("อุปสรรคและข้อเสนอ", size=TITLE, bold=True, before=3, keep=True)
    paper.paragraph("{%p for obstacle in obstacles %}")
    paper.paragraph("• {{ obstacle.words }} ({{ obstacle.author }} {{ obstacle.date }})", size=SMALL, left=3, first=-3)
    paper.paragraph("{%p endfor %}")
    paper.paragraph("{%p endif %}")
    paper.paragraph("{{ asking }}", first=memo.INDENT, before=4, size=BODY)
    memo.signature(paper, before=16, size=BODY)
    return paper.whole("รายงานสถานการณ์")


def _figures(paper: Paper) -> None:
    made = paper.table([paper.width / len(FIGURES)] * len(FIGURES), 1)
    for cell, (field, label) in zip(made.rows[0].cells, FIGURES, strict=True):
        paper.cell(cell, fill=SHADE)
        paper.paragraph(label, into=cell, size=SMALL, align="center", before=2)
        paper.paragraph(f"{{{{ {field}.value }}}}", into=cell, size=15, bold=True, align="center")
        paper.paragraph(f"{{{{ {field}.note }}}}", into=cell, size=TINY, align="center", color=GREY, after=2)


def _numbers_and_map(paper: Paper) -> None:
    left = paper.width - MAP_SIDE
    made = paper.table([left, MAP_SIDE], 1, sides=0)
    one, other = made.rows[0].cells
    paper.paragraph("แนวโน้มรายสัปดาห์ (ร้อยละของวันที่ต้องรายงาน)", into=one, size=TITLE, bold=True, before=3)
    paper.paragraph("{{ trend }}", into=one, after=2)
    _worst(paper, one, left - 4, "จังหวัด", "province in provinces")
    paper.paragraph(into=one, size=4)
    _worst(paper, one, left - 4, "หน่วยงาน", "agency in agencies")
    paper.paragraph(into=one, size=2)
    paper.paragraph("พื้นที่ปฏิบัติงาน", into=other, size=TITLE, bold=True, before=3)
    paper.paragraph("{{ map }}", into=other)
    paper.paragraph("รายการที่พบภาคีเครือข่าย", into=other, size=TITLE, bold=True, before=2)
    paper.paragraph("{{ sectors }}", into=other)


def _worst(paper: Paper, cell: Any, width: float, head: str, loop: str) -> None:
    """Add those of whom most is missing."""
    one = loop.split(" ", 1)[0]
    body = [f"{{{{ {one}.{field} }}}}" for field in ("name", "people", "missing", "share")]
    widths = [width - 45, 12, 18, 15]
    paper.listing(widths, (head, "คน", "ขาด (วัน)", "ร้อยละ"), body, loop, into=cell, size=SMALL, right=(1, 2, 3))


def _stories(paper: Paper) -> None:
    """Add three stories side by side. Each is there only if there is one."""
    made = paper.table([paper.width / STORIES] * STORIES, 1)
    for number, cell in enumerate(made.rows[0].cells):
        story = f"story{number + 1}"
        paper.paragraph(
            f"{{% if {story} %}}{{{{ {story}.photo }}}}{{% endif %}}", into=cell, size=SMALL, align="center"
        )
        words = f"{{% if {story} %}}**{{{{ {story}.place }}}}** {{{{ {story}.words }}}}{{% endif %}}"
        paper.paragraph(words, into=cell, size=SMALL)
        paper.paragraph(f"{{% if {story} %}}{{{{ {story}.who }}}}{{% endif %}}", into=cell, size=TINY, color=GREY)
