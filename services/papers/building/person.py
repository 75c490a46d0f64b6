"""Templates of papers about one person: the report of their days, and their development plan."""

from __future__ import annotations

from typing import Any, Final

from services.papers.building.word import SHADE, Paper

TITLE: Final = 17
BODY: Final = 11
SMALL: Final = 9.5
GREY: Final = "5B6680"
FIGURES: Final = (
    ("{{ reported }}", "วันที่รายงาน", "จาก {{ expected }} วันที่ต้องรายงาน"),
    ("{{ share }}", "ร้อยละของวัน", ""),
    ("{{ entries_count }}", "รายการกิจกรรม", ""),
    ("{{ people_met }}", "ผู้เข้าร่วมกิจกรรม", "คนครั้ง"),
    ("{{ sectors_met }}", "ภาคีเครือข่าย", "ภาคส่วน"),
)


def participant() -> bytes:
    """Return the template of a participant's report."""
    paper = Paper(top=18, bottom=18, left=25, right=20)
    _head(paper, "ระหว่างวันที่ {{ days }}")
    paper.paragraph("{%p for one in places %}")
    paper.paragraph("{{ one.name }}", size=BODY, align="center")
    paper.paragraph("{%p endfor %}")
    _figures(paper)
    paper.paragraph("{%p if sectors %}")
    _section(paper, "ภาคีเครือข่ายที่ร่วมงาน (จำนวนรายการ)")
    paper.paragraph("{{ sectors }}")
    paper.paragraph("{%p endif %}")
    _section(paper, "บันทึกการปฏิบัติงาน")
    paper.paragraph("{%p if not entries %}")
    paper.paragraph("ไม่มีบันทึกในช่วงนี้", size=BODY)
    paper.paragraph("{%p endif %}")
    paper.paragraph("{%p for one in entries %}")
    paper.paragraph("**{{ one.date }}**  {{ one.place }}", size=BODY, before=7, keep=True)
    paper.paragraph("{%p if one.photos %}")
    paper.paragraph("{{ one.words }}", size=BODY, keep=True)
    paper.paragraph("{%p else %}")
    paper.paragraph("{{ one.words }}", size=BODY)
    paper.paragraph("{%p endif %}")
    line = (
        "{% if one.people %}ผู้เข้าร่วม {{ one.people }} คน  {% endif %}"
        "{% if one.sectors %}ภาคี: {{ one.sectors }}  {% endif %}{% if one.tags %}เรื่อง: {{ one.tags }}{% endif %}"
    )
    paper.paragraph("{%p if one.people or one.sectors or one.tags %}")
    paper.paragraph("{%p if one.photos %}")
    paper.paragraph(line, size=SMALL, color=GREY, keep=True, after=3)
    paper.paragraph("{%p else %}")
    paper.paragraph(line, size=SMALL, color=GREY)
    paper.paragraph("{%p endif %}")
    paper.paragraph("{%p endif %}")
    paper.paragraph("{%p if one.photos %}")
    _photos(paper)
    paper.paragraph("{%p endif %}")
    paper.paragraph("{%p for said in one.mentor_words %}")
    paper.paragraph("“{{ said.words }}” ({{ said.by }})", size=SMALL, left=8, before=2)
    paper.paragraph("{%p endfor %}")
    paper.paragraph("{%p endfor %}")
    paper.paragraph("{%p if goals %}")
    _section(paper, "แผนพัฒนาเฉพาะบุคคล")
    paper.listing(
        (10, 62, 28, 32, 33),
        ("ที่", "เป้าหมาย", "วิธี", "ภายใน", "ล่าสุด"),
        ("{{ one.number }}", "{{ one.what }}", "{{ one.method }}", "{{ one.by }}", "{{ one.latest }}"),
        "one in goals",
        size=SMALL,
    )
    paper.paragraph("{%p endif %}")
    _signatures(paper, (("ผู้รายงาน", "{{ signer }}"), ("ครูพี่เลี้ยง", "." * 30)))
    _footer(paper, "{{ name }} · {{ days }} · หน้า ")
    return paper.whole("รายงานผลการปฏิบัติงานรายบุคคล")


def plan() -> bytes:
    """Return the template of a development plan."""
    paper = Paper(top=18, bottom=18, left=25, right=20)
    _head(paper, "{{ state }}")
    paper.paragraph("{%p for goal in goals %}")
    paper.paragraph("**เป้าหมายที่ {{ goal.number }}**  {{ goal.what }}", before=10, keep=True)
    for label, field in (
        ("สมรรถนะ", "competency"), ("วิธีพัฒนา", "method"), ("ร่วมกับ", "with_whom"), ("ภายในวันที่", "by"),
    ):  # fmt: skip
        paper.paragraph(f"{label}: {{{{ goal.{field} }}}}", size=BODY, left=8, keep=True)
    paper.paragraph("{%p for one in goal.months %}")
    paper.paragraph("{{ one.month }}: {{ one.said }}", size=SMALL, left=8)
    paper.paragraph("{%p endfor %}")
    result = "ผลเมื่อสิ้นสุดโครงการ: ผู้เข้าร่วม {{ goal.result }} · ครูพี่เลี้ยง {{ goal.mentor_result }}"
    paper.paragraph(result, size=BODY, left=8)
    paper.paragraph("{%p endfor %}")
    paper.paragraph("{%p if duties %}")
    _section(paper, "หน้าที่เมื่อกลับต้นสังกัด")
    paper.paragraph("{{ duties }} {% if duties_said %}({{ duties_said }}){% endif %}", size=BODY)
    paper.paragraph("{%p endif %}")
    _section(paper, "ความเห็นชอบ")
    paper.listing(
        (38, 45, 50, 32),
        ("ฝ่าย", "ความเห็น", "ชื่อ", "วันที่"),
        ("{{ one.side }}", "{{ one.said }}", "{{ one.name }}", "{{ one.date }}"),
        "one in agreements",
        size=BODY,
    )
    _signatures(paper, (("ผู้เข้าร่วมโครงการ", "{{ signer }}"), ("ครูพี่เลี้ยง", "." * 30)))
    _footer(paper, "{{ name }} · แผนพัฒนาเฉพาะบุคคล · หน้า ")
    return paper.whole("แผนพัฒนาเฉพาะบุคคล")


def _head(paper: Paper, below: str) -> None:
    """Add what the paper is, of whom, from where."""
    paper.paragraph("{{ title }}", size=TITLE, bold=True, align="center")
    paper.paragraph("{{ programme }}", size=BODY, align="center", after=6)
    paper.paragraph("**{{ name }}**", size=14, align="center")
    paper.paragraph("{% if position %}{{ position }} {% endif %}{{ agency }}", size=BODY, align="center")
    paper.paragraph(below, size=BODY, align="center")


def _figures(paper: Paper) -> None:
    paper.paragraph(size=4)
    made = paper.table([paper.width / len(FIGURES)] * len(FIGURES), 1)
    for cell, (value, label, note) in zip(made.rows[0].cells, FIGURES, strict=True):
        paper.cell(cell, fill=SHADE)
        paper.paragraph(label, into=cell, size=SMALL, align="center", before=2)
        paper.paragraph(value, into=cell, size=15, bold=True, align="center")
        paper.paragraph(note, into=cell, size=8, align="center", color=GREY, after=2)


def _section(paper: Paper, title: str) -> None:
    paper.paragraph(title, size=13, bold=True, before=12, after=3, keep=True)


def _photos(paper: Paper) -> None:
    """Add three photos beside each other, and below them what they show."""
    made = paper.table([paper.width / 3] * 3, 4, sides=1)
    first, pictures, said, last = made.rows
    paper.paragraph("{%tr for row in one.photos %}", into=first.cells[0], size=SMALL)
    for place, cell in enumerate(pictures.cells, start=1):
        photo = f"row.photo{place}"
        paper.paragraph(
            f"{{% if {photo} %}}{{{{ {photo} }}}}{{% endif %}}", into=cell, align="center", size=SMALL, keep=True
        )
    merged = said.cells[0].merge(said.cells[2])
    paper.paragraph("{{ row.caption }}", into=merged, size=8, color=GREY, before=1, after=3)
    paper.paragraph("{%tr endfor %}", into=last.cells[0], size=SMALL)


def _signatures(paper: Paper, signers: tuple[tuple[str, str], ...]) -> None:
    """Add places to sign beside each other."""
    paper.paragraph(size=BODY, before=12)
    made = paper.table([paper.width / len(signers)] * len(signers), 1)
    for cell, (role, name) in zip(made.rows[0].cells, signers, strict=True):
        for line in ("(ลงชื่อ) " + "." * 34, f"( {name} )", role):
            paper.paragraph(line, into=cell, size=BODY, align="center", before=10 if line.startswith("(ลง") else 0)


def _footer(paper: Paper, before: str) -> None:
    footer: Any = paper.document.sections[0].footer
    paper.page_number(footer, before, size=9)
