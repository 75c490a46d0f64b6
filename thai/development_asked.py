"""Reads what is asked about the development plan of an organisation: one's own part, what is lacking, the budget."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from thai.almanac import either
from thai.normalise import folded, tidy
from thai.training_tables import table_pattern
from thai.training_words import masked

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
    """Return what a message asks about the plan, or None. `said` are the programme's words for the plan. What
    only tells of a plan, a budget or a certificate (ส่งแผนปี 2567 แล้ว) asks nothing."""
    low = masked(folded(tidy(text)))
    if len(low) > LONGEST or "\n" in low or ":" in low or _FILE.search(low):
        return None
    year = _year(low)
    plan = either(word.lower() for word in said)
    for table, view in _BY_TABLE:
        found = table_pattern(table).search(low)
        if found is not None and _is_asked(low, found, plan):
            return DevelopmentAsked(view, year)
    for words, view in _BY_WORDS:
        if re.search(words, low) and _QUESTION.search(low) and not _TELLS.search(low):
            return DevelopmentAsked(view, year)
    named = re.search(plan, low)
    own = table_pattern("own").search(low) if named is not None else None
    if named is not None and own is not None and _is_asked(low, named, plan):
        return DevelopmentAsked("own", year)
    courses = table_pattern("courses").search(low)
    if courses is not None and _is_asked(low, courses, plan):
        return DevelopmentAsked("year", year)
    if named is None:
        return None
    if year is not None:
        return DevelopmentAsked("year", year) if _is_asked(low, named, plan) else None
    rest = (low[: named.start()] + low[named.end() :]).strip()
    return DevelopmentAsked("year") if not re.sub(_COURTESY, "", rest).strip() else None


def _is_asked(low: str, found: re.Match[str], plan: str) -> bool:
    """Return whether words ask or request, or are hardly more than what is asked for."""
    if _QUESTION.search(low):
        return True
    if _TELLS.search(low):
        return False
    if _REQUEST.search(low):
        return True
    rest = low[: found.start()] + " " + low[found.end() :]
    rest = re.sub(plan, " ", _YEAR.sub(" ", _COURTESY.sub(" ", table_pattern("own").sub(" ", rest))))
    return len(re.findall("[ก-ฮa-z]", rest)) <= FEW


FEW: Final = 3  # consonants beside what is asked for, its year, and whose it is
_QUESTION: Final = re.compile(
    r"ไหม(?![ก-๙])|ไหม(?=คะ|ครับ|คับ)|มั้ย|อะไร|ใคร|ไหน|เท่าไ|เท่าใด|กี่(?!ย)|หรือยัง|รึยัง|เมื่อไ|เมื่อใด|ยังไง|อย่างไร|บ้าง|"
    r"[?]|\b(?:what|who|how|which|when)\b"
)
_REQUEST: Final = re.compile(
    r"ขอ|ดู|แสดง|อยากทราบ|อยากรู้|อยากเห็น|เช็ค|เช็ก|ตรวจสอบ|บอก|สรุป|รายชื่อ|เปิด|ค้นหา|show|list|\bmy\b"
)
_TELLS: Final = re.compile(
    r"ส่ง|ได้รับ|ได้ใบ|จัดทำ|ลงนาม|เก็บ(?!ตก)|ประชุม|ฝาก|ถ้า|คงดี|\d\s*บาท|เสร็จแล้ว|เรียบร้อย|ให้แล้ว|ไปแล้ว|เมื่อวาน|เมื่อเช้า|พิมพ์|ถ่าย|"
    r"ทำแล้ว|อบรม\S*แล้ว\s"
)
_COURTESY: Final = re.compile(
    r"ขอดู|ดู|ขอ|อยากเห็น|หน่อย|ครับ|ค่ะ|คะ|คับ|นะ|ของอบต\.?|3 ปี|สามปี|show|the|ปีนี้|ทั้งหมด|ของ|กอง\S+|สำนักปลัด"
)
_LEARN: Final = "(?:อบรม|พัฒนา|เรียน)"
_BY_WORDS: Final[tuple[tuple[str, DevelopmentView], ...]] = (
    (rf"(?:ใคร|คนไหน|กี่คน|รายชื่อ|ลูกน้อง|คนใน).*(?:ยังไม่|ไม่ได้|ไม่เคย).*{_LEARN}", "untrained"),
    (rf"(?:ยังไม่|ไม่ได้|ไม่เคย).*{_LEARN}.*(?:กี่คน|ใคร|คนไหน)", "untrained"),
    (r"สมรรถนะ.*(?:ขาด|ยังไม่|เหลือ)|(?:ขาด|ยังไม่).*สมรรถนะ|ขาด(?:การ)?อบรม", "gaps"),
    (rf"งบ\S*\s?(?:ฝึก)?{_LEARN}|งบ.*(?:เหลือ|ใช้ไป)", "budget"),
    (r"(?:รอ|ค้าง)\S*(?:ยืนยัน|รับรองผล|รับรองการ)", "waiting"),
    (rf"(?:ผม|หนู|ฉัน|เรา|ตัวเอง)\S*\s?(?:เคย)?{_LEARN}\S*(?:อะไร|กี่)|{_LEARN}(?:ไป|มา)\S*กี่", "mine"),
    (r"แผน\S*ปี(?:นี้|หน้า|งบ)|หลักสูตร(?:อะไร|ไหน).*(?:ยังไม่|เหลือ|จัด|เปิด|เดือน|ปี)", "year"),
)


def _year(low: str) -> int | None:
    found = _YEAR.search(low)
    if found is None:
        return None
    number = int(found[1])
    if number < 100:
        return 2500 + number
    return number if number > 2400 else number + _BUDDHIST


def kind_of_development(text: str) -> Literal["trainings", "gaps"] | None:
    """Return which file of the plan words name: of trainings, or of what is lacking."""
    low = folded(tidy(text))
    if re.search(r"สมรรถนะ|ที่ขาด|ช่องว่าง|gap", low):
        return "gaps"
    return "trainings" if re.search(r"อบรม|การพัฒนา|พัฒนาบุคลากร|training", low) else None
