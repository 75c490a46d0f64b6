"""Reads what a training was about, as written: behind a word such as เรื่อง, else what follows the way, up to a place, a
day, how long it took, or words that tell of something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from thai.almanac import either
from thai.data import read
from thai.day_mentions import DayKind
from thai.gazetteer import gazetteer
from thai.sentence import Sentence
from thai.training_tables import any_word_of, table_words
from thai.training_words import AROUND, asks_at, begins_otherwise, masked

MARK_WITHIN: Final = 60  # characters behind the way in which a word such as เรื่อง may stand
_PLACE: Final = re.compile(r"(?<=[\s)])(?:ที่|ณ)(?!ดิน|เกี่ยว|ปรึกษา|มี|ดี|เป็น|ใช้|จำเป็น|ทำ)\s?")
_QUOTED: Final = re.compile(r"""["']([^"'\n]{4,})["']""")
# What stands between a topic and a value; งบประมาณ, หน้าที่, ภายใน and the like end with the same letters.
_TAIL: Final = re.compile(
    r"(?:เมื่อ|ระหว่าง|(?<!งบ)ประมาณ|จำนวน|ตั้งแต่|เป็นเวลา|ใช้เวลา|ระยะเวลา|ช่วง|(?<!ไม้)สัก|และ|วันที่|แล้ว|ทั้งหมด|ไว้|"
    r"(?<!ตน)(?<!ตัว)เอง|(?<!ที่)(?<!เป็น)มา|(?<!ทั่ว)(?<!ต่อ)ไป|(?<!การ)ให้|(?<=[\s)])(?:ครบ|ณ|ที่|กับ|ใน|ตอน|วัน|อยู่|นาน|รวม(?:เวลา)?|เวลา|อีก|แค่|เพียง))$"
)
_FINISHED: Final = re.compile(
    r"(?:(?:เป็น|เปน|ได้|คล่อง|จบ|เสร็จ|เสด|ครบ|เรียบร้อย|สำเร็จ|ผ่าน|มา)*(?:แล้ว|แล้ว|แร้ว)|(?:เป็น|เปน|ได้|จบ|เสร็จ|ผ่าน)ละ)"
    r"(?:ครับ|ค่ะ|คะ|คับ|จ้า|นะ|\s)*$|(?:เสร็จสิ้น|เรียบร้อย|เสร็จ)$"
)
# The end of a way that belongs to what was learned: อ่านระเบียบพัสดุ, สอนใช้กล้อง.
_SIGNS: Final = " :;,-–=\n\t\"'/"
_OBJECT: Final = re.compile(r"(?:(ระเบียบ|คู่มือ|กฎหมาย|หนังสือสั่งการ)|(?:สอน|ฝึก|หัด)(ใช้|ทำ|การ|วิธี))$")


@dataclass(frozen=True, slots=True)
class Topic:
    """What it was about, and where that stands; without a topic `words` is None and it is empty."""

    words: str | None
    start: int
    end: int


def topic_in(whole: str, low: str, way_end: int, sentence: Sentence) -> Topic:
    """Return what a training was about. `way_end` is where the word for its way ends."""
    begins = []
    marked = _mark(low, way_end)
    if marked is not None:
        begins.append(marked)
    told = _OBJECT.search(low[:way_end])
    begins.append(max(told.start(1), told.start(2)) if told else way_end)
    further = _mark(low, way_end, len(low))
    begins += [further] if further is not None and further != marked else []
    for begin in (_beyond_values(low, one, sentence) for one in begins):
        if low[begin - 1 : begin].isspace() and begins_otherwise(low, begin):
            continue
        quoted = _QUOTED.match(low, begin + len(low[begin:]) - len(low[begin:].lstrip(" :")))
        start, end = (quoted.start(1), quoted.end(1)) if quoted else (begin, _end(low, begin, sentence))
        words = _trimmed(whole[start:end])
        if words is not None:
            return Topic(words, start, end)
    return Topic(None, way_end, way_end)


def _beyond_values(low: str, begin: int, sentence: Sentence) -> int:
    """Return the place behind a day or a length with which the words begin: อบรมเมื่อวาน เรื่อง…"""
    spans = [(one.start, one.end) for one in sentence.days] + [(one.start, one.end) for one in sentence.durations]
    spans += [match.span() for match in _lengths().finditer(low, begin)]
    ends = dict(spans)
    here = begin
    while here in ends or (here < len(low) and low[here] in AROUND):
        here = ends.get(here, here + 1)
    return here if any(begin <= start < here for start in ends) else begin


def topic_before(whole: str, low: str, way_start: int) -> Topic | None:
    """Return the topic of a message that begins with it: หลักสูตรการบัญชี อบรมมา 3 วัน."""
    certified = r"(?:(?:ได้รับ|ได้)ใบ\S{0,16}?อบรม\s*)?"
    found = re.match(rf"{certified}{any_word_of('topic')}\s*:?\s*(\S.{{3,80}}?)\s+$", low[:way_start] + " ")
    if found is None or not low[:way_start].endswith((" ", "\n")):
        return None
    words = _trimmed(whole[found.start(1) : found.end(1)])
    return Topic(words, 0, found.end(1)) if words is not None else None


def _mark(low: str, way_end: int, within: int = MARK_WITHIN) -> int | None:
    """Return where the topic begins behind a word such as เรื่อง or หลักสูตร."""
    words = masked(low)
    for strength in ("topic", "topic_weak"):
        for found in re.compile(either(table_words(strength))).finditer(words, way_end):
            if found.start() - way_end > within:
                break
            between = low[way_end : found.start()]
            apart = not between or between[-1] in AROUND or _is_filler(between)
            if apart or found[0] in ("เรื่อง", "ในหัวข้อ"):
                return _further(low, found.end())
    return None


def _further(low: str, begin: int) -> int:
    """Return the place behind further words of that kind: โครงการอบรมเชิงปฏิบัติการเรื่อง…"""
    marks = any_word_of("topic", "topic_weak")
    again = re.compile(rf"\s*(?:{marks}|(?:ฝึก)?อบรม(?:เชิงปฏิบัติการ)?(?=\s*(?:เรื่อง|หลักสูตร)))\s*:?")
    while (found := again.match(low, begin)) is not None and found.end() > begin:
        begin = found.end()
    return begin


def _is_filler(words: str) -> bool:
    return not re.sub(any_word_of("fillers"), "", words).strip(AROUND)


def _end(low: str, begin: int, sentence: Sentence) -> int:
    """Return where what it was about ends."""
    skipped = begin + len(low[begin:]) - len(low[begin:].lstrip(AROUND))
    ends = [len(low)]
    line = low.find("\n", skipped)
    ends += [line] if line >= 0 else []
    durations = (one for one in sentence.durations if not re.match(r"ที่\s*\d", low[one.end :]))  # รุ่นที่ 45 วันที่ 15
    ends += [one.start for one in durations if one.start > skipped]
    dated = (DayKind.FEAST, DayKind.STAGE)
    ends += [
        one.start
        for one in sentence.days
        if one.start > skipped and one.kind not in dated and not low.startswith("ปี", one.start)
    ]
    ends += [start for start, _, time in sentence.times if start > skipped and "-" in time]
    ends += [found.start() for found in [_lengths().search(low, skipped)] if found and found.start() > skipped]
    ends += [found.start() for found in [_PLACE.search(low, skipped)] if found]
    ends += _places(low, skipped, sentence)
    covered = masked(low)
    ends += [found.start() for found in [_ends_anywhere().search(covered, skipped + 1)] if found]
    ends += [found.start() + 1 for found in [_ends_apart().search(covered, skipped)] if found]
    asked = asks_at(low, skipped)
    ends += [asked] if asked is not None else []
    return min(ends)


def _places(low: str, begin: int, sentence: Sentence) -> list[int]:
    """Return where ที่ or ณ stands before the name of a place."""
    found = []
    for start, _, _ in sentence.places:
        before = re.search(r"(?:ที่|ณ)\s?$", low[:start])
        found += [before.start()] if before is not None and before.start() > begin else []
    for match in re.compile(r"ที่\s?([ก-๙]{4,})").finditer(low, begin + 1):
        found += [match.start()] if _is_a_place(match[1]) else []
    return found


def _is_a_place(words: str) -> bool:
    names = gazetteer().names
    return words in names["district"] or words in names["province"] or words in read("trainings")["towns"]


@cache
def _lengths() -> re.Pattern[str]:
    number = r"(?:(?<![\d.,:])\d{1,4}(?:\.\d{1,2})?|ครึ่ง|หนึ่ง|สอง|สาม|สี่|ห้า|หก)"
    units, whole = (
        (*table_words("hours"), *table_words("minutes")),
        (*table_words("half_day"), *table_words("whole_day")),
    )
    long = r"(?<=\s)(?:วัน|ครั้ง)ละ|\d+\s?(?:สัปดาห์|อาทิตย์|เดือน)(?![\d/])"
    return re.compile(rf"{number}?\s*{either(units)}\s?ครึ่ง|{number}\s*{either(units)}|{either(whole)}|{long}")


@cache
def _ends_anywhere() -> re.Pattern[str]:
    givers = either(word for word in table_words("givers") if len(word) > 2)
    return re.compile(
        rf"{any_word_of('ends')}|รุ่น\s?\d|ของ\s?(?:สำนักงาน\s?)?ก\.?พ\.?(?![ก-๙])|(?:กับ|กะ|โดย)\s?(?:ท่าน|คุณ)?{givers}"
    )


@cache
def _ends_apart() -> re.Pattern[str]:
    offices = r"(?:อบต|ทต|ทม|อบจ)\.(?=[ก-ฮเแโใไ])"  # with a name it is a place
    return re.compile(rf"[\s,)](?:{any_word_of('ends_apart', 'not_done_behind')}|{offices})")


def _trimmed(said: str) -> str | None:
    """Return the words without what stands around them; None if nothing is left that says what it was about."""
    words, before = _bare(said), None
    fillers = any_word_of("fillers")
    while before != words:
        before = words
        words = re.sub(rf"^{fillers}(?=\s|$|ค่ะ|ครับ)|(?<=\s){fillers}$", "", words, flags=re.IGNORECASE)
        words = re.sub(r"(?:ครับ|ค่ะ|คะ|คับ)$", "", _bare(words))
        words = _bare(_TAIL.sub("", _FINISHED.sub("", _bare(words))))
        words = re.sub(rf"^(?:{any_word_of('beginnings')})\s*", "", words)
        words = re.sub(rf"^(?:กับ|กะ|จาก|โดย)\s*(?:ท่าน|คุณ)?{any_word_of('givers')}\S*\s+(?=\S)", "", words)
        if words.count("(") != words.count(")"):
            words = words.strip("() ")
    letters = re.findall(r"[\u0e01-\u0e2eA-Za-z]", words)
    return words if len(letters) >= 2 and not re.fullmatch(fillers, words.lower()) else None


def _bare(words: str) -> str:
    """Return words without signs around them; the point of an abbreviation at their end stays: อสม."""
    words = words.strip(_SIGNS).lstrip(".")
    return words if re.search(r"(?:^|[\s.(])[ก-ฮ]{1,4}\.$", words) else words.rstrip(_SIGNS + ".")
