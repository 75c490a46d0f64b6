"""The template of the report over some days: a memorandum, and annexes on pages of their own."""

from __future__ import annotations

from typing import Final

from services.papers.building import memo
from services.papers.building.word import Paper

TITLE: Final = 13
SMALL: Final = 10
HALF: Final = 80  # millimetres


def summary() -> bytes:
    """Return the template as a Word file."""
    paper = Paper()
    memo.head(paper)
    paper.paragraph(
        "สิ่งที่ส่งมาด้วย  ภาคผนวก ก – {% if stories and obstacles %}ง{% elif stories or obstacles %}ค{% else %}ข{% endif %}",
        before=6,
    )
    paper.paragraph("{{ opening }}", first=memo.INDENT, before=6)
    paper.paragraph("{%p for point in points %}")
    paper.paragraph("{{ point.words }}", first=memo.INDENT, before=3)
    paper.paragraph("{%p endfor %}")
    paper.paragraph("{{ asking }}", first=memo.INDENT, before=6)
    memo.signature(paper, before=28)
    paper.page_number(paper.document.sections[0].footer, before="หน้า ")
    _numbers(paper)
    _tables(paper)
    _stories(paper)
    _obstacles(paper)
    return paper.whole("รายงานผลการดำเนินงาน")


def _annex(paper: Paper, letter: str, title: str) -> None:
    paper.paragraph(f"ภาคผนวก {letter}  {title}", size=TITLE, bold=True, after=4, keep=True, new_page=True)


def _title(paper: Paper, text: str) -> None:
    paper.paragraph(text, bold=True, before=8, after=2, keep=True)


def _numbers(paper: Paper) -> None:
    _annex(paper, "ก", "ภาพรวม {{ days }}")
    _title(paper, "แนวโน้มรายสัปดาห์ (ร้อยละของวันที่ต้องรายงาน)")
    paper.paragraph("{{ trend }}")
    made = paper.table([HALF, paper.width - HALF], 1, sides=0)
    left, right = made.rows[0].cells
    paper.paragraph("พื้นที่ปฏิบัติงาน", into=left, bold=True, before=8, after=2)
    paper.paragraph("{{ map }}", into=left)
    paper.paragraph("รายการที่พบภาคีเครือข่าย", into=right, bold=True, before=8, after=2)
    paper.paragraph("{{ sectors }}", into=right)
    paper.paragraph("ตัวเลขสำคัญ", into=right, bold=True, before=8, after=2)
    for field, label in (
        ("reported", "รายงานแล้ว"),
        ("entries", "รายการกิจกรรม"),
        ("waiting", "รอตรวจ"),
        ("silent", "ขาดการติดต่อ (คน)"),
    ):
        paper.paragraph(f"{label}  **{{{{ {field}.value }}}}**  ({{{{ {field}.note }}}})", into=right, size=SMALL)


def _tables(paper: Paper) -> None:
    _annex(paper, "ข", "ผลรายจังหวัด หน่วยงาน และรายบุคคล")
    heads = ("คน", "ต้องรายงาน", "รายงานแล้ว", "ขาด", "ร้อยละ")
    fields = ("people", "expected", "reported", "missing", "share")
    widths = [paper.width - 15 - 25 - 25 - 15 - 20, 15, 25, 25, 15, 20]
    for title, head, loop in (
        ("รายจังหวัด", "จังหวัด", "province in provinces"),
        ("รายหน่วยงาน", "หน่วยงาน", "agency in agencies"),
    ):
        one = loop.split(" ", 1)[0]
        _title(paper, title)
        body = [f"{{{{ {one}.{field} }}}}" for field in ("name", *fields)]
        paper.listing(widths, (head, *heads), body, loop, size=SMALL, right=(1, 2, 3, 4, 5))
    _title(paper, "รายบุคคล")
    names = ("number", "name", "agency", "place", "expected", "reported", "missing", "share")
    body = [f"{{{{ one.{field} }}}}" for field in names]
    columns = ("ที่", "ชื่อ", "หน่วยงาน", "พื้นที่", "ต้อง", "แล้ว", "ขาด", "ร้อยละ")
    widths = [9, 40, 36, 26, 12, 12, 11, paper.width - 146]
    paper.listing(widths, columns, body, "one in everybody", size=9, right=(0, 4, 5, 6, 7))


def _stories(paper: Paper) -> None:
    paper.paragraph("{%p if stories %}")
    _annex(paper, "ค", "เรื่องจากพื้นที่")
    made = paper.table([53, paper.width - 53], 3, sides=1)
    paper.paragraph("{%tr for story in stories %}", into=made.rows[0].cells[0])
    left, right = made.rows[1].cells
    paper.paragraph("{{ story.photo }}", into=left, before=3, after=3)
    paper.paragraph("{{ story.place }}", into=right, bold=True, before=3)
    paper.paragraph("{{ story.words }}", into=right)
    paper.paragraph("{{ story.who }}", into=right, size=SMALL, color="5B6680", after=3)
    paper.paragraph("{%tr endfor %}", into=made.rows[2].cells[0])
    paper.paragraph("{%p endif %}")


def _obstacles(paper: Paper) -> None:
    paper.paragraph("{%p if obstacles %}")
    _annex(paper, "{% if stories %}ง{% else %}ค{% endif %}", "อุปสรรคและข้อเสนอ")
    widths = [paper.width - 45 - 20, 45, 20]
    body = ("{{ one.words }}", "{{ one.author }}", "{{ one.date }}")
    paper.listing(widths, ("เรื่อง", "ผู้รายงาน", "วันที่"), body, "one in obstacles", size=SMALL)
    paper.paragraph("{%p endif %}")
