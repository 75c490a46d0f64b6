"""A mentor's list: whom they look after, where, how many days are reported, what waits for their review."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from models.coordination import scopes, summaries
from models.people import people
from models.reviews import mentoring, reviews
from services.papers.fields import TITLE_LETTERS, Fields, in_lines, in_thai_digits
from services.reports.asked import PaperAsked, PaperSource
from services.reports.memo import number
from services.summaries import counting
from thai.dates import full_day, full_span, short_day
from thai.places import display

NAME, PLACE = 25, 14  # letters of a line of their columns


def mentor_fields(source: PaperSource, asked: PaperAsked, _brevity: int = 0) -> Fields:
    """Return the fields: the participants whom the mentor looks after on the last day."""
    session, programme = source.session, source.programme
    mentor = people.by_ids(session, [asked.person_id or 0])[asked.person_id or 0]
    first, last = source.days(asked)
    stage = programme.stage_on(last) or programme.next_stage(last)
    found = mentoring.looked_after(session, stage, [mentor.id], last).get(mentor.id, [])
    ids = [one.person_id for one in found]
    known, reports = people.by_ids(session, ids), summaries.last_reports(session, ids, last)
    access = scopes.of_mentor(session, programme, mentor.id, last)
    _, attended = counting.attended(session, programme, access, first, last, source.open_day)
    waiting = Counter(one.person_id for one in reviews.waiting_of_each(session, programme, ids))
    listed: list[dict[str, Any]] = [
        {
            "number": number(place),
            "name": in_lines(one.name, NAME),
            "position": known[one.person_id].position or "",
            "agency": known[one.person_id].agency or "",
            "place": in_lines(display(one.area, "th"), PLACE),
            "expected": number(attended.expected.get(one.person_id, 0)),
            "reported": number(attended.reported.get(one.person_id, 0)),
            "waiting": number(waiting[one.person_id]),
            "last_report": in_thai_digits(short_day(reports[one.person_id], "th")) if one.person_id in reports else "–",
        }
        for place, one in enumerate(found, start=1)
    ]
    return {
        "title": source.text("paper-mentor-title"),
        "programme": in_lines(programme.name("th"), TITLE_LETTERS),
        "name": mentor.name,
        "position": mentor.position or "",
        "days": in_thai_digits(full_span(first, last, "th")),
        "people": listed,
        "count": number(len(listed)),
        "date": in_thai_digits(full_day(source.today, "th")),
    }


MENTOR_EXAMPLE: Final[Fields] = {
    "title": "บัญชีผู้เข้าร่วมโครงการในความดูแลของครูพี่เลี้ยง",
    "programme": "โครงการพัฒนาและเสริมสร้างบุคลากรกระทรวงมหาดไทย",
    "name": "นายประยูร ศรีสุข",
    "position": "นายอำเภอแม่ใจ",
    "days": "๑–๓๑ กรกฎาคม ๒๕๖๖",
    "people": [
        {
            "number": "๑",
            "name": "นายสมชาย ใจดี",
            "position": "เจ้าพนักงานปกครองชำนาญการพิเศษ",
            "agency": "กรมการปกครอง",
            "place": "อ.แม่ใจ จ.พะเยา",
            "expected": "๒๐",
            "reported": "๑๘",
            "waiting": "๓",
            "last_report": "๓๑ ก.ค. ๒๕๖๖",
        }
    ],
    "count": "๑",
    "date": "๑ สิงหาคม ๒๕๖๖",
}
