"""Reads what is asked about the development plan of an organisation: one's own part, what is lacking, the budget."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from thai.almanac import either
from thai.data import read
from thai.normalise import folded, tidy

LONGEST: Final = 80  # characters of a question
DevelopmentView = Literal["own", "gaps", "untrained", "budget", "year", "mine", "waiting", "revisions"]
_YEAR: Final = re.compile(r"(?:ปี|พ\.?ศ\.?|งบ)\s*(?:งบประมาณ|งบ)?\s*(?:พ\.?ศ\.?)?\s*(25\d\d|20\d\d|[4-9]\d)(?!\d)")
_BUDDHIST: Final = 543
_FILE: Final = re.compile(r"ส่งออก|ดาวน์โหลด|ไฟล์|เอกสาร|พิมพ์เป็น|excel|csv|word|pdf|docx|export|เวิร์ด|พีดีเอฟ|เอ็กเซล")
_BY_TABLE: Final[tuple[tuple[str, DevelopmentView], ...]] = (
    ("waiting", "waiting"),
    ("revisions", "revisions"),
    ("nobody_trained", "untrained"),
    ("gaps", "gaps"),
    ("mine", "mine"),
    ("budget", "budget"),
)


@dataclass(frozen=True, slots=True)
class DevelopmentAsked:
    """What is asked for; `year` is a Buddhist year that was said."""

    view: DevelopmentView
    year: int | None = None


def development_asked(text: str, said: Sequence[str]) -> DevelopmentAsked | None:
    """Return what a message asks about the plan, or None. `said` are the programme's words for the plan."""
    low = folded(tidy(text))
    if len(low) > LONGEST or "\n" in low or ":" in low or _FILE.search(low):
        return None
    year = _year(low)
    for table, view in _BY_TABLE:
        if _pattern(table).search(low):
            return DevelopmentAsked(view, year)
    named = re.search(either(word.lower() for word in said), low)
    if named is not None and _pattern("own").search(low):
        return DevelopmentAsked("own", year)
    if _pattern("courses").search(low):
        return DevelopmentAsked("year", year)
    if named is None:
        return None
    if year is not None:
        return DevelopmentAsked("year", year)
    rest = (low[: named.start()] + low[named.end() :]).strip()
    return DevelopmentAsked("year") if not re.sub(_COURTESY, "", rest).strip() else None


_COURTESY: Final = re.compile(r"ขอดู|ดู|ขอ|อยากเห็น|หน่อย|ครับ|ค่ะ|คะ|นะ|ของอบต\.?|3 ปี|สามปี|show|the")


def _year(low: str) -> int | None:
    found = _YEAR.search(low)
    if found is None:
        return None
    number = int(found[1])
    if number < 100:
        return 2500 + number
    return number if number > 2400 else number + _BUDDHIST


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(either(word.lower() for word in read("trainings")[table]))


def kind_of_development(text: str) -> Literal["trainings", "gaps"] | None:
    """Return which file of the plan words name: of trainings, or of what is lacking."""
    low = folded(tidy(text))
    if re.search(r"สมรรถนะ|ที่ขาด|ช่องว่าง|gap", low):
        return "gaps"
    return "trainings" if re.search(r"อบรม|การพัฒนา|พัฒนาบุคลากร|training", low) else None
