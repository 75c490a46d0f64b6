"""A participant's development plan on paper: goals, agreement, what was said of them each month, results, duties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from models.people import people
from models.plans.goals import PlanGoal
from models.plans.words import END, WHOLE, PlanQuestion, PlanTopic, Side
from programmes.bangkok import bangkok_day
from services.papers.fields import SIGNATURE_LETTERS, TITLE_LETTERS, Fields, in_lines, in_thai_digits
from services.plans.in_words import period_of, said_of, side_name, state_of
from services.plans.status import PlanStatus, status_of
from services.reports.asked import PaperAsked, PaperSource
from thai.dates import full_day

AGREED: Final = 20  # letters of a line of the column
UNSAID: Final = "–"


def plan_fields(source: PaperSource, asked: PaperAsked, _brevity: int = 0) -> Fields:
    """Return the fields: the newest revision that was sent, as others see it; a draft is nobody else's."""
    text, programme = source.text, source.programme
    person = people.by_ids(source.session, [asked.person_id or 0])[asked.person_id or 0]
    status = status_of(source.session, programme, person.id)
    return {
        "title": text("paper-plan-title"),
        "programme": in_lines(programme.name("th"), TITLE_LETTERS),
        "name": person.name,
        "signer": in_lines(person.name, SIGNATURE_LETTERS),
        "position": person.position or "",
        "agency": person.agency or "",
        "state": in_thai_digits(state_of(status, programme, text)),
        "goals": [_goal(source, status, one) for one in status.sent_goals],
        "agreements": _agreements(source, status),
        "duties": status.duties.words if status.duties else "",
        "duties_said": said_of(status.duties_word, text) if status.duties_word else "",
        "date": in_thai_digits(full_day(source.today, "th")),
    }


def goals_in_force(source: PaperSource, person_id: int) -> list[dict[str, Any]]:
    """Return the goals by which a person works, as a report tells them."""
    status = status_of(source.session, source.programme, person_id)
    return [_goal(source, status, one) for one in status.goals_in_force]


def _goal(source: PaperSource, status: PlanStatus, goal: PlanGoal) -> dict[str, Any]:
    programme, text = source.programme, source.text
    competencies = {one.key: one.label("th") for one in programme.competencies}
    methods = {one.key: one.label("th") for one in programme.plan.methods} if programme.plan else {}
    latest = status.latest_check_in(goal.number)
    months = [
        {"month": period_of(PlanTopic.CHECK_IN, month, text), "said": said_of(word, text)}
        for month, _ in programme.check_ins
        if (word := status.word(PlanQuestion(PlanTopic.CHECK_IN, month, goal.number), Side.PARTICIPANT)) is not None
    ]
    return {
        "number": in_thai_digits(f"{goal.number}"),
        "competency": competencies.get(goal.competency or "", goal.competency or UNSAID),
        "what": goal.what or UNSAID,
        "method": methods.get(goal.method or "", goal.method or UNSAID),
        "by": in_thai_digits(full_day(goal.by_day, "th")) if goal.by_day else UNSAID,
        "with_whom": goal.with_whom or UNSAID,
        "latest": said_of(latest, text) if latest else UNSAID,
        "months": in_months(months),
        "result": _result(status, goal, Side.PARTICIPANT, source),
        "mentor_result": _result(status, goal, Side.MENTOR, source),
    }


def in_months(months: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    return [{"month": in_thai_digits(one["month"]), "said": one["said"]} for one in months]


def _result(status: PlanStatus, goal: PlanGoal, side: Side, source: PaperSource) -> str:
    word = status.word(PlanQuestion(PlanTopic.RESULT, END, goal.number), side)
    return said_of(word, source.text) if word is not None else UNSAID


def _agreements(source: PaperSource, status: PlanStatus) -> list[dict[str, str]]:
    """Return a line for each side that has to agree: what it said of the newest revision, who and when."""
    programme, text = source.programme, source.text
    sides = [Side(side) for side in programme.plan.agreed_by] if programme.plan else []
    revision = status.plan.revision if status.plan else 0
    found = {side: status.word(PlanQuestion(PlanTopic.REVISION, f"{revision}", WHOLE), side) for side in sides}
    names = people.by_ids(source.session, [word.by_person_id for word in found.values() if word is not None])
    return [
        {
            "side": side_name(side, programme, text),
            "said": said_of(word, text) if word else UNSAID,
            "name": in_lines(names[word.by_person_id].name, AGREED)
            if word and word.by_person_id in names
            else "." * 30,
            "date": in_thai_digits(full_day(bangkok_day(word.at), "th")) if word else "",
        }
        for side, word in found.items()
    ]


GOAL_EXAMPLE: Final[Fields] = {
    "number": "๑",
    "competency": "ภาวะผู้นำ",
    "what": "จัดเวทีประชาคมของตำบลด้วยตนเองสองครั้ง",
    "method": "สอนงาน",
    "by": "๓๐ กันยายน ๒๕๖๖",
    "with_whom": "ปลัดอำเภอ",
    "latest": "กำลังทำ",
    "months": [{"month": "กรกฎาคม ๒๕๖๖", "said": "กำลังทำ"}],
    "result": "บรรลุ",
    "mentor_result": "บรรลุ",
}
PLAN_EXAMPLE: Final[Fields] = {
    "title": "แผนพัฒนาเฉพาะบุคคล",
    "programme": "โครงการพัฒนาและเสริมสร้างบุคลากรกระทรวงมหาดไทย",
    "name": "นายสมชาย ใจดี",
    "signer": "นายสมชาย ใจดี",
    "position": "เจ้าพนักงานปกครองชำนาญการพิเศษ",
    "agency": "กรมการปกครอง",
    "state": "เห็นชอบแล้ว ฉบับที่ ๑",
    "goals": [GOAL_EXAMPLE],
    "agreements": [{"side": "ครูพี่เลี้ยง", "said": "เห็นชอบ", "name": "นายประยูร ศรีสุข", "date": "๑๒ กรกฎาคม ๒๕๖๖"}],
    "duties": "ขับเคลื่อนศูนย์เรียนรู้ของกรม",
    "duties_said": "ยืนยัน",
    "date": "๑ สิงหาคม ๒๕๖๖",
}
