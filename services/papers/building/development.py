"""The template of the development plan of an organisation, as an office files it."""

from __future__ import annotations

from typing import Any, Final

from services.papers.building.word import Paper

TITLE: Final = 17
BODY: Final = 12
SMALL: Final = 10
TINY: Final = 9


def development() -> bytes:
    """Return the template as a Word file."""
    paper = Paper(top=18, bottom=18, left=22, right=18)
    paper.paragraph("{{ title }}", size=TITLE, bold=True, align="center")
    paper.paragraph("{{ organisation }}", size=14, bold=True, align="center")
    paper.paragraph("ประจำปีงบประมาณ พ.ศ. {{ years_said }}", size=BODY, align="center", after=6)
    _section(paper, "๑. กลุ่มเป้าหมาย")
    paper.paragraph("บุคลากร {{ staff }} คน จำแนกเป็น", size=BODY)
    paper.paragraph("{%p for one in groups %}")
    paper.paragraph("{{ one.number }}) {{ one.name }} {{ one.people }} คน", size=BODY, left=8)
    paper.paragraph("{%p endfor %}")
    _section(paper, "๒. สมรรถนะ ความรู้ และทักษะ")
    for label, field in (
        ("สมรรถนะหลัก", "core"), ("สมรรถนะประจำผู้บริหาร", "executive"), ("สมรรถนะประจำสายงาน", "of_lines"),
        ("ความรู้", "knowledge"), ("ทักษะ", "skills"),
    ):  # fmt: skip
        paper.paragraph(f"{{%p if {field} %}}")
        paper.paragraph(f"**{label}** {{{{ {field} }}}}", size=BODY)
        paper.paragraph("{%p endif %}")
    _section(paper, "๓. หลักสูตรและวิธีการพัฒนา")
    paper.paragraph("{%p for one in curricula %}")
    paper.paragraph("{{ one.number }}) {{ one.name }}", size=BODY, left=8)
    paper.paragraph("{%p endfor %}")
    paper.paragraph("**วิธีการพัฒนา** {{ ways }}", size=BODY)
    _section(paper, "๔. แผนพัฒนารายปีและงบประมาณ")
    paper.paragraph("{%p for year in years %}")
    paper.paragraph("**ปีงบประมาณ พ.ศ. {{ year.year }}**", size=BODY, before=6, keep=True)
    paper.listing(
        (8, 40, 21, 31, 24, 18, 28),
        ("ที่", "โครงการ/หลักสูตร", "วิธี", "กลุ่มเป้าหมาย (คน)", "ระยะเวลา", "งบ (บาท)", "ผู้รับผิดชอบ"),
        (
            "{{ one.number }}", "{{ one.name }}", "{{ one.way }}", "{{ one.groups }} ({{ one.people }})",
            "{{ one.months }}", "{{ one.budget }}", "{{ one.owner }}",
        ),
        "one in year.courses",
        size=TINY,
        right=(5,),
    )  # fmt: skip
    total = "รวมงบประมาณตามแผน {{ year.planned }} บาท · ตั้งไว้ {{ year.allotted }} บาท · "
    paper.paragraph(total + "ใช้แล้ว {{ year.spent }} บาท · คงเหลือ {{ year.left }} บาท", size=SMALL, before=3)
    paper.paragraph("{%p endfor %}")
    paper.paragraph("{%p if steps %}")
    _section(paper, "๕. การดำเนินการ ติดตาม และประเมินผล (PDCA)")
    paper.listing(
        (8, 58, 34, 46, 24),
        ("ที่", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ", "สถานะ"),
        ("{{ one.number }}", "{{ one.name }}", "{{ one.months }}", "{{ one.owner }}", "{{ one.state }}"),
        "one in steps",
        size=TINY,
    )
    paper.paragraph("{%p endif %}")
    _section(paper, "๖. ผลการพัฒนา")
    paper.listing(
        (42, 16, 18, 18, 22, 54),
        ("กลุ่ม", "คน", "อบรมแล้ว", "ชั่วโมง", "พัฒนาแล้ว (ร้อยละ)", "สมรรถนะที่ยังขาดมาก"),
        (
            "{{ one.group }}", "{{ one.people }}", "{{ one.trained }}", "{{ one.hours }}", "{{ one.share }}",
            "{{ one.worst }}",
        ),
        "one in results",
        size=TINY,
        right=(1, 2, 3, 4),
    )  # fmt: skip
    _section(paper, "๗. การปรับปรุงแผน")
    paper.paragraph("{%p if not revisions %}")
    paper.paragraph("ยังไม่มีการปรับปรุง", size=BODY)
    paper.paragraph("{%p endif %}")
    paper.paragraph("{%p for one in revisions %}")
    line = "**ครั้งที่ {{ one.number }}** (ปี {{ one.year }}, {{ one.date }}) {{ one.what }} เหตุผล: {{ one.reason }}"
    paper.paragraph(line, size=BODY, left=8)
    paper.paragraph("{%p endfor %}")
    for words in ("(ลงชื่อ) " + "." * 40, "( " + "." * 46 + " )", "ประธานกรรมการจัดทำแผนพัฒนาบุคลากร"):
        paper.paragraph(
            words, size=BODY, align="center", left=70, before=20 if words.startswith("(ลง") else 0, keep=True
        )
    paper.paragraph("ข้อมูล ณ วันที่ {{ date }}", size=SMALL, align="center", left=70)
    footer: Any = paper.document.sections[0].footer
    paper.page_number(footer, "{{ organisation }} · หน้า ", size=9)
    return paper.whole("แผนพัฒนาบุคลากร")


def _section(paper: Paper, words: str) -> None:
    paper.paragraph(words, size=13, bold=True, before=10, keep=True)
