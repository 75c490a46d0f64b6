"""The fields that all official memorandums have: who writes to whom, when, about what, who signs."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from services.papers.fields import Fields, PaperPicture, in_thai_digits
from services.papers.template_files import emblem_of
from services.reports.asked import PaperSource
from thai.dates import full_day

EMBLEM_WIDTH: Final = 13.5  # millimetres; 1.5 cm high, as the rules have it
MARKS: Final = "ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ"  # what never begins a line or a word
OUTLINE: Final = (
    Path(__file__).parents[2] / "bot" / "dashboard" / "static" / "vendor" / "natural-earth" / "thailand.json"
)


def memo_fields(source: PaperSource, subject: str) -> dict[str, Any]:
    """Return the head and the signature. What the programme does not say is left for the pen."""
    terms, emblem = source.programme.papers, emblem_of(source.folder)
    return {
        "emblem": PaperPicture(emblem, EMBLEM_WIDTH, source.text("paper-emblem")) if emblem else None,
        "office": terms.office or source.programme.contact.name("th"),
        "number": in_thai_digits(terms.number or ""),
        "date": in_thai_digits(full_day(source.today, "th")),
        "subject": in_thai_digits(subject),
        "to": terms.to or "",
        "signer": terms.signer or "." * 30,
        "signer_position": terms.position or "",
    }


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
