"""What the situation report and the summary have in common: figures in words, what is asked, an entry that is told."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from services.papers.fields import Fields, PaperPicture, in_thai_digits
from services.reports import figures
from services.reports.asked import PaperSource
from services.reports.memo import shortened
from services.reports.photos import printed_photo
from services.summaries.summary import ComparedGroup, Summary
from thai.dates import full_span, short_day
from thai.places import display

PHOTO: Final = (49.0, 30.0)  # millimetres


def numbers(source: PaperSource, summary: Summary) -> dict[str, Any]:
    text, totals = source.text, summary.totals
    before = summary.last_week
    said = "–" if totals.share is None else text("paper-percent", share=totals.share)
    entries_note = (
        text("paper-note-entries", people=summary.people)
        if before is None
        else text("paper-note-week-before", count=f"{before.entries:,}")
    )
    waiting = summary.unreviewed.total
    longest = max((one.longest for one in summary.stuck), default=0)
    silent = max((one.days for one in summary.silent), default=0)
    made = {
        "reported": (
            said,
            text("paper-note-reported", reported=f"{totals.reported:,}", expected=f"{totals.expected:,}"),
        ),
        "entries": (f"{totals.entries:,}", entries_note),
        "waiting": (
            f"{waiting:,}",
            text("paper-note-waiting", days=longest) if longest else text("paper-note-in-time"),
        ),
        "silent": (
            f"{len(summary.silent):,}",
            text("paper-note-silent", days=silent) if silent else text("paper-note-nobody"),
        ),
    }
    return {
        name: {"value": in_thai_digits(value), "note": in_thai_digits(note)} for name, (value, note) in made.items()
    }


def in_days(source: PaperSource, first: date, last: date) -> str:
    """Return the days of a paper in a sentence: on one day, or between two."""
    return source.text("paper-on-day" if first == last else "paper-in-days", days=full_span(first, last, "th"))


def asking(source: PaperSource, summary: Summary, low: list[ComparedGroup], obstacles: bool) -> str:
    """Return what is asked of the reader: only what the numbers give reason for."""
    text, wanted = source.text, []
    if low:
        wanted.append(text("paper-ask-provinces", names=" ".join(one.label for one in low[:3]), count=len(low)))
    if summary.silent:
        wanted.append(text("paper-ask-silent", count=len(summary.silent)))
    if summary.stuck:
        wanted.append(text("paper-ask-reviews", count=f"{sum(one.entries for one in summary.stuck):,}"))
    if obstacles:
        wanted.append(text("paper-ask-obstacles"))
    if not wanted:
        return text("paper-ask-nothing")
    listed = " ".join(text("paper-ask-one", number=place, what=one) for place, one in enumerate(wanted, 1))
    return text("paper-ask-several", what=listed) if len(wanted) > 1 else text("paper-ask", what=wanted[0])


def story(source: PaperSource, told: figures.Story, most: int) -> Fields:
    place, photo, moment = display(told.area) if told.area else "", None, ""
    if told.photo is not None:
        alt = source.text("paper-alt-photo", place=place)
        photo = printed_photo(source.media, told.photo.sha256, PHOTO[0], alt, PHOTO[1])
        if told.photo.moment is not None and photo is not None:
            moment = f" · {source.text(f'moment-{told.photo.moment}')}"
    who = f"{told.author} {in_thai_digits(short(told.entry.day))}{moment}"
    return {"photo": photo, "place": place, "words": shortened(told.entry.words or "", most), "who": who}


def short(day: date) -> str:
    return short_day(day, "th").rsplit(" ", 1)[0]


ROW: Final[Fields] = {
    "name": "จ.พะเยา",
    "people": "๒",
    "missing": "๑๒",
    "expected": "๔๐",
    "reported": "๒๘",
    "share": "๗๐",
}
STORY: Final[Fields] = {
    "photo": PaperPicture(b"", PHOTO[0], "ภาพ"),
    "place": "อ.แม่ใจ จ.พะเยา",
    "words": "ประชุมผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก ๒๕ คน",
    "who": "นายสมชาย ใจดี ๑๒ ก.ค.",
}
