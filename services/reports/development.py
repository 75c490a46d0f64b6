"""The development plan of an organisation on paper, as an office files it: staff, competencies, ways, the courses of
each year with their budget, steps, what came of it, and how it was revised."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from models.development import revisions
from models.storage.base import whole
from programmes.bangkok import bangkok_day
from programmes.development import Development, Listed
from services.development.courses import Course, budgets, courses, of_year
from services.development.gaps import MemberProgress, gaps_by_group, staff_progress
from services.development.revising import CourseChange, changes_of
from services.papers.fields import Fields, in_thai_digits
from services.reports.asked import NothingToReport, PaperAsked, PaperSource
from services.units.progress import step_progress
from thai.dates import day_span, full_day, short_day

UNSAID: Final = "–"
WORST: Final = 3  # competencies that a group's line names


def development_fields(source: PaperSource, _asked: PaperAsked, _brevity: int = 0) -> Fields:
    """Return the fields: the plan as it is in force today, and what was learned by the people of the scope. Raises
    NothingToReport in a programme without such a plan."""
    terms = source.programme.development
    if terms is None:
        raise NothingToReport("paper-development-none")
    every = courses(source.session, terms, "th", dropped=True)
    planned = [one for one in every if not one.dropped]
    staff = staff_progress(source.session, terms, source.access, source.today)
    first, last = terms.years[0].number, terms.years[-1].number
    return {
        "title": in_thai_digits(terms.name("th")),
        "organisation": terms.organisation("th"),
        "years_said": in_thai_digits(f"{first}–{last}" if first != last else f"{first}"),
        "staff": in_thai_digits(f"{len(staff)}"),
        "groups": [_group(group, staff, place) for place, group in enumerate(terms.groups, 1)],
        "core": _names(terms, "core"),
        "executive": _names(terms, "executive"),
        "of_lines": _names(terms, "line"),
        "ways": " · ".join(one.name("th") for one in terms.ways),
        "knowledge": " · ".join(one.name("th") for one in terms.knowledge),
        "skills": " · ".join(one.name("th") for one in terms.skills),
        "curricula": [_numbered(one, place) for place, one in enumerate(terms.curricula, 1)],
        "years": [_year(source, terms, planned, every, year.number) for year in terms.years],
        "steps": _steps(source),
        "results": _results(terms, staff),
        "revisions": _revisions(source, terms),
        "date": in_thai_digits(full_day(source.today, "th")),
    }


def _group(group: Listed, staff: Sequence[MemberProgress], place: int) -> dict[str, str]:
    count = sum(one.member.group == group.key for one in staff)
    return {"number": _digits(place), "name": group.name("th"), "people": _digits(count)}


def _numbered(one: Listed, place: int) -> dict[str, str]:
    return {"number": _digits(place), "name": one.name("th")}


def _names(terms: Development, kind: str) -> str:
    return " · ".join(one.name("th") for one in terms.competencies if one.kind == kind)


def _year(
    source: PaperSource, terms: Development, planned: Sequence[Course], every: Sequence[Course], number: int
) -> dict[str, Any]:
    found = sorted(of_year(planned, number), key=lambda one: one.number)  # as people call them
    spent = next(one for one in budgets(source.session, terms, every) if one.year == number)
    return {
        "year": in_thai_digits(f"{number}"),
        "courses": [_course(source, terms, one) for one in found],
        "planned": _digits(spent.planned),
        "allotted": UNSAID if spent.allotted is None else _digits(spent.allotted),
        "spent": _digits(spent.spent),
        "left": _digits(spent.left),
    }


def _course(source: PaperSource, terms: Development, one: Course) -> dict[str, str]:
    owners = {body.key: body.name("th") for body in source.programme.owners}
    groups = ", ".join(terms.group_of[key].name("th") for key in one.groups if key in terms.group_of)
    competencies = ", ".join(
        terms.competency_of[key].name("th") for key in one.competencies if key in terms.competency_of
    )
    return {
        "number": in_thai_digits(f"{one.number}"),
        "name": in_thai_digits(one.name),
        "way": terms.way_of[one.way].name("th") if one.way in terms.way_of else one.way,
        "groups": groups or source.text("dev-everybody"),
        "competencies": competencies or UNSAID,
        "months": in_thai_digits(
            day_span(one.first, one.last, "th") if one.last > one.first else short_day(one.first, "th")
        ),
        "people": _digits(one.people) if one.people else UNSAID,
        "budget": _digits(one.budget),
        "owner": in_thai_digits(owners.get(one.owner, one.owner)),
    }


def _steps(source: PaperSource) -> list[dict[str, str]]:
    owners = {body.key: body.name("th") for body in source.programme.owners}
    return [
        {
            "number": in_thai_digits(f"{one.step.number}"),
            "name": in_thai_digits(one.step.name("th")),
            "months": in_thai_digits(day_span(one.step.first, one.step.last, "th")),
            "owner": in_thai_digits(owners.get(one.step.owner, one.step.owner)),
            "state": in_thai_digits(
                source.text(f"step-{one.state}", day=short_day(one.done_on, "th") if one.done_on else "")
            ),
        }
        for one in step_progress(source.session, source.programme, source.today)
    ]


def _results(terms: Development, staff: Sequence[MemberProgress]) -> list[dict[str, str]]:
    """Return a line for each group: people, how many learned something, hours, per cent of competencies that are
    served, and what most people lack."""
    lines = []
    for key, gaps in gaps_by_group(terms, staff):
        people = [one for one in staff if one.member.group == key]
        needed, lacking = sum(one.needed for one in gaps), sum(one.lacking for one in gaps)
        known = terms.group_of.get(key or "")
        worst = ", ".join(one.competency.name("th") for one in gaps[:WORST] if one.lacking)
        lines.append(
            {
                "group": known.name("th") if known else UNSAID,
                "people": _digits(len(people)),
                "trained": _digits(sum(bool(one.count) for one in people)),
                "hours": _digits(whole(math.fsum(one.hours for one in people))),
                "share": _digits(round(100 * (needed - lacking) / needed) if needed else 100),
                "worst": worst or UNSAID,
            }
        )
    return lines


def _revisions(source: PaperSource, terms: Development) -> list[dict[str, str]]:
    """Return the revisions, the first ones first."""
    changes = changes_of(source.session, terms, "th")
    return [
        {
            "number": _digits(one.number),
            "year": in_thai_digits(f"{one.year}"),
            "date": in_thai_digits(short_day(bangkok_day(one.at), "th")),
            "what": in_thai_digits(_changed(source, changes[one.id])) if one.id in changes else UNSAID,
            "reason": in_thai_digits(one.reason) if one.reason else UNSAID,
        }
        for one, _ in reversed(revisions.revisions(source.session))
    ]


def _changed(source: PaperSource, one: CourseChange) -> str:
    text, after, before = source.text, one.after, one.before
    name = text("dev-course-line", number=after.number, name=after.name)
    months = day_span(after.first, after.last, "th") if after.last > after.first else short_day(after.first, "th")
    if before is None:
        return text("dev-added", course=name, months=months, budget=f"{after.budget:,}")
    if after.dropped and not before.dropped:
        return text("dev-course-dropped", course=name)
    parts = []
    if before.budget != after.budget:
        parts.append(text("dev-changed-budget", before=f"{before.budget:,}", after=f"{after.budget:,}"))
    if (before.first, before.last) != (after.first, after.last):
        was = day_span(before.first, before.last, "th") if before.last > before.first else short_day(before.first, "th")
        parts.append(text("dev-changed-months", before=was, after=months))
    return text("dev-changed", course=name, parts=" · ".join(parts) or text("dev-changed-else"))


def _digits(number: float) -> str:
    return in_thai_digits(f"{number:,}")


DEVELOPMENT_EXAMPLE: Final[Fields] = {
    "title": "แผนพัฒนาบุคลากร ๓ ปี",
    "organisation": "องค์การบริหารส่วนตำบลตัวอย่าง",
    "years_said": "๒๕๖๗–๒๕๖๙",
    "staff": "๒๙",
    "groups": [{"number": "๑", "name": "แรกบรรจุ", "people": "๗"}],
    "core": "มุ่งผลสัมฤทธิ์ · การบริการเป็นเลิศ",
    "executive": "ความสามารถในการเป็นผู้นำ",
    "of_lines": "การคิดวิเคราะห์ · การบริหารความเสี่ยง",
    "ways": "ฝึกอบรม · ศึกษาดูงาน",
    "knowledge": "กฎหมาย · การจัดการความรู้",
    "skills": "การใช้คอมพิวเตอร์ · การประสานงาน",
    "curricula": [{"number": "๑", "name": "ด้านการบริหาร"}],
    "years": [
        {
            "year": "๒๕๖๗",
            "courses": [
                {
                    "number": "๑",
                    "name": "คุณธรรม จริยธรรม และวินัยข้าราชการ",
                    "way": "ฝึกอบรม",
                    "groups": "บุคลากรทุกกลุ่ม",
                    "competencies": "การยึดมั่นในความถูกต้องและจริยธรรม",
                    "months": "๑–๓๑ ม.ค. ๒๕๖๗",
                    "people": "๔๐",
                    "budget": "๓๐,๐๐๐",
                    "owner": "งานการเจ้าหน้าที่",
                }
            ],
            "planned": "๓๐,๐๐๐",
            "allotted": "๔๐,๐๐๐",
            "spent": "๒๐,๐๐๐",
            "left": "๒๐,๐๐๐",
        }
    ],
    "steps": [
        {
            "number": "๑",
            "name": "วิเคราะห์ความต้องการ",
            "months": "๑–๓๑ ต.ค. ๒๕๖๖",
            "owner": "คณะกรรมการ",
            "state": "เสร็จแล้ว",
        }
    ],
    "results": [
        {"group": "แรกบรรจุ", "people": "๗", "trained": "๕", "hours": "๔๘", "share": "๓๕", "worst": "การทำงานเป็นทีม"}
    ],
    "revisions": [
        {
            "number": "๑",
            "year": "๒๕๖๗",
            "date": "๑๔ ก.พ. ๒๕๖๗",
            "what": "๓. การจัดซื้อจัดจ้าง: งบ ๔๒,๐๐๐ เป็น ๕๐,๐๐๐ บาท",
            "reason": "วิทยากรขึ้นราคา",
        }
    ],
    "date": "๑๙ กุมภาพันธ์ ๒๕๖๗",
}
