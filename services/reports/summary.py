"""The report of a programme or scope over some days, with everybody in it: a memorandum and its annexes."""

from __future__ import annotations

from typing import Any, Final

from models.people import people
from models.reviews import mentoring
from services.papers.fields import Fields, PaperPicture, in_lines, in_thai_digits
from services.reports import figures
from services.reports.asked import PaperAsked, PaperSource
from services.reports.memo import MEMO_EXAMPLE, memo_fields, number, shortened
from services.reports.parts import ROW, STORY, asking, in_days, numbers, short, story
from services.reports.scope_words import scope_said
from services.summaries import summarise
from services.summaries.summary import ComparedGroup, Summary
from thai.dates import full_span
from thai.places import display

WEEKS: Final = 22
STORIES: Final = 8
STORY_LETTERS: Final = 420
OBSTACLES: Final = 30
OBSTACLE_LETTERS: Final = 300
NAME, PLACE = 21, 13  # letters of a line of their columns


def summary_fields(source: PaperSource, asked: PaperAsked, brevity: int = 0) -> Fields:
    """Return the fields; it may be as long as it is."""
    del brevity
    text = source.text
    first, last = source.days(asked)
    summary = summarise(
        source.session, source.programme, source.access, first, last, source.today, open_day=source.open_day
    )
    provinces = figures.groups(source, "province", first, last)
    low = [one for one in provinces if one.key and one.missing and (one.share or 0) < figures.LOW]
    days, scope = full_span(first, last, "th"), scope_said(source)
    named = {"programme": source.programme.short_name("th"), "scope": scope, "days": days}
    told = figures.obstacles(source, first, last, OBSTACLES)
    everybody = figures.groups(source, "person", first, last)
    return {
        **memo_fields(source, text("paper-summary-subject", **named)),
        "opening": in_thai_digits(
            text(
                "paper-summary-opening",
                programme=source.programme.name("th"),
                scope=scope,
                days=in_days(source, first, last),
            )
        ),
        "days": in_thai_digits(days),
        "scope": scope,
        "people": number(summary.people),
        **numbers(source, summary),
        "points": [
            {"words": in_thai_digits(f"{place}. {one}")} for place, one in enumerate(_points(source, summary, low), 1)
        ],
        "trend": figures.trend(source, last, weeks=WEEKS, width=160, height=34),
        "map": figures.map_of(source, first, last, low, width=78, height=110),
        "sectors": figures.sectors(source, summary.totals.sectors, width=78, height=40),
        "provinces": figures.group_fields([one for one in provinces if one.key]),
        "agencies": figures.group_fields(figures.groups(source, "agency", first, last)),
        "everybody": _everybody(source, everybody, last),
        "stories": [story(source, one, STORY_LETTERS) for one in figures.stories(source, first, last, STORIES)],
        "obstacles": [
            {
                "words": shortened(" · ".join(one.words), OBSTACLE_LETTERS),
                "author": one.author,
                "date": in_thai_digits(short(one.day)),
            }
            for one in told
        ],
        "asking": in_thai_digits(asking(source, summary, low, bool(told))),
    }


def _points(source: PaperSource, summary: Summary, low: list[ComparedGroup]) -> list[str]:
    """Return in sentences what the numbers say."""
    text, totals = source.text, summary.totals
    said = [
        text(
            "paper-point-reported",
            people=f"{summary.people:,}",
            reported=f"{totals.reported:,}",
            expected=f"{totals.expected:,}",
            share="–" if totals.share is None else str(totals.share),
        ),
        text("paper-point-entries", count=f"{totals.entries:,}"),
    ]
    met = [one.label("th") for one in source.programme.sectors if totals.sectors.get(one.key)]
    least = min(source.programme.sectors, key=lambda one: totals.sectors.get(one.key, 0), default=None)
    if least is not None:
        said.append(
            text(
                "paper-point-sectors",
                count=len(met),
                all=len(source.programme.sectors),
                least=least.label("th"),
                entries=f"{totals.sectors.get(least.key, 0):,}",
            )
        )
    if low:
        said.append(text("paper-point-low", count=len(low), names=" ".join(one.label for one in low)))
    waiting = summary.unreviewed.total
    said.append(text("paper-point-waiting", count=f"{waiting:,}") if waiting else text("paper-point-reviewed"))
    if summary.silent:
        names = " ".join(f"{one.name} ({one.days})" for one in summary.silent[:10])
        said.append(text("paper-point-silent", count=len(summary.silent), names=names))
    return said


def _everybody(source: PaperSource, found: tuple[ComparedGroup, ...], last: Any) -> list[dict[str, Any]]:
    """Return everybody as rows, who has the most missing reports first."""
    ids = [int(one.key) for one in found if one.key]
    known = people.by_ids(source.session, ids)
    stage = source.programme.stage_on(last) or source.programme.next_stage(last)
    places = mentoring.areas_by_person(source.session, stage, last, ids) if stage and ids else {}
    rows = figures.group_fields(found)
    for place, (row, one) in enumerate(zip(rows, found, strict=True), 1):
        person_id = int(one.key or 0)
        row["number"] = number(place)
        row["agency"] = known[person_id].agency or "" if person_id in known else ""
        row["name"] = in_lines(one.label, NAME)
        row["place"] = in_lines(display(places[person_id]), PLACE) if person_id in places else ""
        row["waiting"] = number(one.waiting)
    return rows


SUMMARY_EXAMPLE: Final[Fields] = {
    **MEMO_EXAMPLE,
    "opening": "ขอรายงานผลการดำเนินโครงการ ระหว่างวันที่ ๑–๓๑ กรกฎาคม ๒๕๖๖ ดังนี้",
    "days": "๑–๓๑ กรกฎาคม ๒๕๖๖",
    "scope": "ทั้งโครงการ",
    "people": "๗๖",
    "reported": {"value": "๘๗%", "note": "๑,๓๒๐ จาก ๑,๕๒๐ วัน"},
    "entries": {"value": "๑,๕๐๐", "note": "ของ ๗๖ คน"},
    "waiting": {"value": "๓๔", "note": "นานที่สุด ๖ วันทำการ"},
    "silent": {"value": "๓", "note": "นานที่สุด ๕ วันทำการ"},
    "points": [{"words": "ผู้เข้าร่วมโครงการ ๗๖ คน รายงานแล้ว ๑,๓๒๐ จาก ๑,๕๒๐ วัน คิดเป็นร้อยละ ๘๗"}],
    "trend": PaperPicture(b"", 160, "แนวโน้ม"),
    "map": PaperPicture(b"", 78, "แผนที่"),
    "sectors": PaperPicture(b"", 78, "ภาคีเครือข่าย"),
    "provinces": [ROW],
    "agencies": [{**ROW, "name": "กรมที่ดิน"}],
    "everybody": [
        {
            **ROW,
            "name": "นายสมชาย ใจดี",
            "number": "๑",
            "agency": "กรมการปกครอง",
            "place": "อ.แม่ใจ จ.พะเยา",
            "waiting": "๒",
        }
    ],
    "stories": [STORY],
    "obstacles": [{"words": "ขอเรือท้องแบน ๒ ลำ", "author": "นายสมชาย ใจดี", "date": "๑๒ ก.ค."}],
    "asking": "จึงเรียนมาเพื่อโปรดทราบ และโปรดสั่งการให้จังหวัดที่ขาดรายงานเร่งรัดการบันทึก",
}
