"""Templates of papers about several people: a mentor's list, the evaluation sheets of a round."""

from __future__ import annotations

from typing import Any, Final

from services.papers.building.word import SHADE, Paper

TITLE: Final = 16
BODY: Final = 11
SMALL: Final = 9.5
GREY: Final = "5B6680"
HASH: Final = 7.5


def mentor() -> bytes:
    """Return the template of a mentor's list."""
    paper = Paper(top=18, bottom=18, left=20, right=15)
    _title(paper)
    paper.paragraph("**{{ name }}** {{ position }}", align="center")
    paper.paragraph("ระหว่างวันที่ {{ days }} · {{ count }} คน", size=BODY, align="center", after=6)
    paper.listing(
        (9, 46, 37, 28, 15, 13, 27),
        ("ที่", "ชื่อ", "สังกัด", "พื้นที่", "รายงาน (วัน)", "รอตรวจ", "ล่าสุด"),
        (
            "{{ one.number }}",
            "{{ one.name }}",
            "{{ one.agency }}",
            "{{ one.place }}",
            "{{ one.reported }}/{{ one.expected }}",
            "{{ one.waiting }}",
            "{{ one.last_report }}",
        ),
        "one in people",
        size=SMALL,
        right=(4, 5),
    )
    paper.paragraph("(ลงชื่อ) " + "." * 36, align="center", left=75, before=24, keep=True)
    paper.paragraph("( {{ name }} )", align="center", left=75, keep=True)
    paper.paragraph("{{ date }}", align="center", left=75)
    _footer(paper, "{{ name }} · หน้า ")
    return paper.whole("บัญชีผู้เข้าร่วมโครงการในความดูแล")


def evaluation() -> bytes:
    """Return the template of the evaluation sheets: each participant begins a page."""
    paper = Paper(top=16, bottom=16, left=25, right=20)
    paper.paragraph("{%p if not people %}")
    _title(paper)
    paper.paragraph("{{ round }}: ยังไม่มีผลการประเมินที่ท่านดูได้", align="center")
    paper.paragraph("{%p endif %}")
    paper.paragraph("{%p for person in people %}")
    paper.paragraph("{%p if loop.first %}")
    paper.paragraph("{{ title }}", size=TITLE, bold=True, align="center")
    paper.paragraph("{%p else %}")
    paper.paragraph("{{ title }}", size=TITLE, bold=True, align="center", new_page=True)
    paper.paragraph("{%p endif %}")
    paper.paragraph("{{ programme }}", size=BODY, align="center")
    paper.paragraph("{{ round }}", size=BODY, bold=True, align="center", after=6)
    paper.paragraph("**ชื่อ** {{ person.name }}")
    paper.paragraph("**สังกัด** {{ person.agency }}", after=4)
    _kinds(paper)
    total = "คะแนนเฉลี่ย = {{ person.sum }} = **{{ person.total }}** จาก {{ person.best }} "
    total += "คิดเป็นร้อยละ **{{ person.percent }}**"
    paper.paragraph(total, before=6)
    paper.paragraph(
        "คิดจากคะแนนจริงแล้วปัดเศษครั้งเดียวในขั้นสุดท้าย ตัวเลขที่แสดงระหว่างทางจึงอาจรวมกันไม่เท่าผลลัพธ์", size=SMALL, color=GREY
    )
    paper.paragraph("**{{ person.state }}**", before=3)
    paper.paragraph("{%p for one in person.lacks %}")
    paper.paragraph("• {{ one.what }}", size=SMALL, left=4)
    paper.paragraph("{%p endfor %}")
    _signers(paper)
    paper.paragraph("{%p if person.hash %}")
    paper.paragraph("ผลที่ลงนามเมื่อ {{ closed }} แฮชของผลนี้ (SHA-256):", size=HASH, color=GREY, before=10, keep=True)
    paper.paragraph("{{ person.hash }}", size=HASH, color=GREY, keep=True)
    paper.paragraph("แฮชของผลทั้งรอบ: {{ snapshot }}", size=HASH, color=GREY)
    paper.paragraph("{%p if person.differs %}")
    paper.paragraph("คะแนนข้างต้นต่างจากผลที่ลงนาม โปรดลงนามผลใหม่ก่อนใช้", size=SMALL, bold=True)
    paper.paragraph("{%p endif %}")
    paper.paragraph("{%p endif %}")
    paper.paragraph("{%p endfor %}")
    return paper.whole("แบบสรุปผลการประเมิน")


def _kinds(paper: Paper) -> None:
    """Add a block for each kind of raters: each criterion's mean, the mean of all, and what it adds to the total."""
    paper.paragraph("{%p for kind in person.kinds %}")
    paper.paragraph(
        "**{{ kind.name }}** น้ำหนักร้อยละ {{ kind.weight }} · ผู้ประเมิน {{ kind.counted }} คน",
        size=BODY,
        before=5,
        keep=True,
    )
    widths = (paper.width - 35, 35)
    made = paper.table(widths, 6, lines=True, header=True)
    head, begin, row, end, mean, share = made.rows
    for cell, words in zip(head.cells, ("เกณฑ์", "คะแนนเฉลี่ย"), strict=True):
        paper.cell(cell, fill=SHADE)
        paper.paragraph(words, into=cell, size=SMALL, bold=True, align="center")
    paper.paragraph("{%tr for one in kind.criteria %}", into=begin.cells[0], size=SMALL)
    _row(paper, row, "{{ one.name }}", "{{ one.mean }}")
    paper.paragraph("{%tr endfor %}", into=end.cells[0], size=SMALL)
    _row(paper, mean, "**เฉลี่ยทุกเกณฑ์**", "**{{ kind.mean }}**")
    _row(paper, share, "ส่วนในคะแนนรวม: {{ kind.weight }} × {{ kind.mean }} ÷ ๑๐๐", "{{ kind.share }}")
    paper.paragraph("{%p endfor %}")


def _row(paper: Paper, row: Any, words: str, figure: str) -> None:
    paper.paragraph(words, into=row.cells[0], size=SMALL)
    paper.paragraph(figure, into=row.cells[1], size=SMALL, align="right")


def _signers(paper: Paper) -> None:
    paper.paragraph(size=BODY, before=8)
    made = paper.table([paper.width / 2] * 2, 1)
    for cell, role in zip(made.rows[0].cells, ("ผู้ประเมิน/ประธานกรรมการ", "ผู้รับการประเมิน"), strict=True):
        for line in ("(ลงชื่อ) " + "." * 34, "( " + "." * 44 + " )", role, "วันที่ " + "." * 24):
            paper.paragraph(line, into=cell, size=BODY, align="center", before=10 if line.startswith("(ลง") else 0)


def _title(paper: Paper) -> None:
    paper.paragraph("{{ title }}", size=TITLE, bold=True, align="center")
    paper.paragraph("{{ programme }}", size=BODY, align="center", after=4)


def _footer(paper: Paper, before: str) -> None:
    footer: Any = paper.document.sections[0].footer
    paper.page_number(footer, before, size=9)
