"""The situation report of a programme or scope: one page that its reader acts upon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from services.papers.fields import Fields, PaperPicture, in_thai_digits
from services.reports import figures
from services.reports.asked import PaperAsked, PaperSource
from services.reports.memo import MEMO_EXAMPLE, memo_fields, number, shortened
from services.reports.parts import ROW, STORY, asking, in_days, numbers, short, story
from services.reports.scope_words import scope_said
from services.summaries import summarise
from thai.dates import full_span

STORIES: Final = 3
WEEKS: Final = 10


@dataclass(frozen=True, slots=True)
class Room:
    """How much a page has room for: lines of provinces, agencies and obstacles, letters of a story and an obstacle."""

    provinces: int
    agencies: int
    obstacles: int
    story: int
    obstacle: int


ROOMS: Final = (
    Room(5, 4, 3, 130, 260),
    Room(5, 4, 2, 100, 260),
    Room(5, 4, 2, 60, 260),
    Room(5, 4, 1, 60, 260),
    Room(5, 4, 1, 50, 150),
    Room(3, 2, 1, 25, 40),
)  # the tables stand beside the map, which is higher: shorter ones would only leave a gap


def situation_fields(source: PaperSource, asked: PaperAsked, brevity: int = 0) -> Fields:
    """Return the fields. `brevity` counts from 0: each step says less, until all is on one page."""
    room, text = ROOMS[brevity], source.text
    first, last = source.days(asked)
    summary = summarise(
        source.session, source.programme, source.access, first, last, source.today, open_day=source.open_day
    )
    provinces = figures.groups(source, "province", first, last)
    low = [one for one in provinces if one.key and one.missing and (one.share or 0) < figures.LOW]
    agencies = figures.groups(source, "agency", first, last)
    days = full_span(first, last, "th")
    scope = scope_said(source)
    subject = text("paper-situation-subject", programme=source.programme.short_name("th"), scope=scope, days=days)
    when = in_days(source, first, last)
    opening = text("paper-situation-opening", programme=source.programme.name("th"), scope=scope, days=when)
    told = figures.obstacles(source, first, last, room.obstacles)
    fields: dict[str, Any] = {
        **memo_fields(source, subject),
        "opening": in_thai_digits(opening),
        "days": in_thai_digits(days),
        "scope": scope,
        "people": number(summary.people),
        **numbers(source, summary),
        "trend": figures.trend(source, last, weeks=WEEKS, width=104, height=26),
        "map": figures.map_of(source, first, last, low, width=52, height=60),
        "sectors": figures.sectors(source, summary.totals.sectors, width=50, height=27),
        "provinces": figures.group_fields([one for one in provinces if one.key][: room.provinces]),
        "agencies": figures.group_fields([one for one in agencies if one.key][: room.agencies]),
        "obstacles": [
            {
                "words": shortened(" · ".join(one.words), room.obstacle),
                "author": one.author,
                "date": in_thai_digits(short(one.day)),
            }
            for one in told
        ],
        "asking": in_thai_digits(asking(source, summary, low, bool(told))),
    }
    found = figures.stories(source, first, last, STORIES)
    for place in range(STORIES):
        fields[f"story{place + 1}"] = story(source, found[place], room.story) if place < len(found) else None
    return fields


SITUATION_EXAMPLE: Final[Fields] = {
    **MEMO_EXAMPLE,
    "opening": "ขอรายงานสถานการณ์การดำเนินโครงการ ระหว่างวันที่ ๑–๓๑ กรกฎาคม ๒๕๖๖ โดยสรุปดังนี้",
    "days": "๑–๓๑ กรกฎาคม ๒๕๖๖",
    "scope": "ทั้งโครงการ",
    "people": "๗๖",
    "reported": {"value": "๘๗%", "note": "๑,๓๒๐ จาก ๑,๕๒๐ วัน"},
    "entries": {"value": "๑,๕๐๐", "note": "สัปดาห์ก่อน ๑,๓๘๐"},
    "waiting": {"value": "๓๔", "note": "นานที่สุด ๖ วันทำการ"},
    "silent": {"value": "๓", "note": "นานที่สุด ๕ วันทำการ"},
    "trend": PaperPicture(b"", 104, "แนวโน้ม"),
    "map": PaperPicture(b"", 52, "แผนที่"),
    "sectors": PaperPicture(b"", 50, "ภาคีเครือข่าย"),
    "provinces": [ROW],
    "agencies": [{**ROW, "name": "กรมที่ดิน"}],
    "obstacles": [{"words": "ขอเรือท้องแบน ๒ ลำ", "author": "นายสมชาย ใจดี", "date": "๑๒ ก.ค."}],
    "asking": "จึงเรียนมาเพื่อโปรดทราบ และโปรดสั่งการให้จังหวัดที่ขาดรายงานเร่งรัดการบันทึก",
    "story1": STORY,
    "story2": STORY,
    "story3": STORY,
}
