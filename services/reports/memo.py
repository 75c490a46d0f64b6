"""The fields that all official memorandums have: who writes to whom, when, about what, who signs."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from locales.texts import Text
from models.coordination import scopes
from models.reviews import mentoring
from programmes.sections import PaperTerms
from services.papers.fields import Fields, PaperPicture, in_thai_digits
from services.papers.template_files import emblem_of
from services.reports.asked import PaperSource
from thai.dates import full_day
from thai.gazetteer import bare_name

EMBLEM_WIDTH: Final = 13.5  # millimetres; 1.5 cm high, as the rules have it
MARKS: Final = "ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ"  # what never begins a line or a word
BLANK: Final = "." * 30  # for the pen
CAPITAL: Final = "10"  # Bangkok
DISTRICT_DIGITS: Final = 4
OUTLINE: Final = (
    Path(__file__).parents[2] / "bot" / "dashboard" / "static" / "vendor" / "natural-earth" / "thailand.json"
)


def memo_fields(source: PaperSource, subject: str) -> dict[str, Any]:
    """Return the head and the signature. What the programme does not say is left for the pen."""
    emblem, own = emblem_of(source.folder), own_office(source)
    terms = source.programme.papers if own is None else PaperTerms(office=own or BLANK)
    office = terms.office or source.programme.contact.name("th")
    return {
        "emblem": PaperPicture(emblem, EMBLEM_WIDTH, source.text("paper-emblem")) if emblem else None,
        "office": office,
        "number": in_thai_digits(terms.number or ""),
        "date": in_thai_digits(full_day(source.today, "th")),
        "subject": in_thai_digits(subject),
        "to": terms.to or "",
        "signer": terms.signer or BLANK,
        "signer_position": terms.position or "",
    }


def own_office(source: PaperSource) -> str | None:
    """Return the office of who asks: a coordinator's agency or province, a mentor's district or province, as far as it
    is one; "" if it is not known. None: it goes out from the office of the programme, as those who see all of it and
    the command line have it."""
    session, programme, text = source.session, source.programme, source.text
    if source.reader_id is None:
        return None
    held = scopes.of_coordinator(session, programme, source.reader_id, source.today)
    if held.is_whole:
        return None
    offices = [_office_of_scope(text, one) for one in held.scopes]
    if not offices:
        areas = mentoring.own_areas(session, source.reader_id, source.today, source.today)
        offices = [_office_of_area(text, area) for area in areas]
    return offices[0] if len(offices) == 1 else ""


def _office_of_scope(text: Text, scope: str) -> str:
    kind, _, value = scope.partition(":")
    if kind == "agency":
        return value
    return _office_of_area(text, value) if kind == "province" else ""


def _office_of_area(text: Text, area: str) -> str:
    if area.startswith(CAPITAL):
        return ""  # it has offices of another kind
    if len(area) == DISTRICT_DIGITS:
        return text("paper-office-district", district=bare_name(area), province=bare_name(area[:2]))
    return text("paper-office-province", province=bare_name(area))


MEMO_EXAMPLE: Final[Fields] = {
    "emblem": PaperPicture(b"", EMBLEM_WIDTH, "ครุฑ"),
    "office": "กองการเจ้าหน้าที่ สำนักงานปลัดกระทรวงมหาดไทย",
    "number": "มท ๐๒๐๒.๓/",
    "date": "๑ สิงหาคม ๒๕๖๖",
    "subject": "รายงานสถานการณ์โครงการ CAST ๒๕๖๖ ระหว่างวันที่ ๑–๓๑ กรกฎาคม ๒๕๖๖",
    "to": "ปลัดกระทรวงมหาดไทย",
    "signer": "นายสมศักดิ์ รักชาติ",
    "signer_position": "ผู้อำนวยการกองการเจ้าหน้าที่",
}


def number(count: int) -> str:
    """Return a number as papers write it: ๑,๒๓๔."""
    return in_thai_digits(f"{count:,}")


def shortened(words: str, most: int) -> str:
    """Return words of an entry in one line, cut before a space or at least between clusters, with … then."""
    plain = " ".join(words.split())
    if len(plain) <= most:
        return plain
    cut = plain[:most]
    space = cut.rfind(" ")
    if space > most * 2 // 3:
        return f"{cut[:space]}…"
    end = most
    while end > 1 and plain[end] in MARKS:
        end -= 1
    return re.sub("[เแโใไ]$", "", plain[:end]).rstrip() + "…"


@cache
def outline() -> list[Any]:
    """Return the country as polygons of rings of points (longitude, latitude): the one that the web's map shows."""
    read: list[Any] = json.loads(OUTLINE.read_text(encoding="utf-8"))["geometry"]["coordinates"]
    return read
