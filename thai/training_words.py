"""Whose training a message tells of, and whether it is over: the words around the way and the topic.

A word counts only as a word of its own: สมัคร says that somebody has applied, อาสาสมัคร does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from thai.almanac import either
from thai.data import read
from thai.training_tables import any_word_of, table_pattern, table_words

AROUND: Final = " :;,.-–=()\n\t\"'/"
_COVER: Final = "\x1f"  # stands for each character that is not to be read
_CLAUSE_ENDS: Final = r"(?=\s|$|[?.,)!]|ครับ|ค่ะ|คะ|คับ|จ้า|นะ|บ้าง|ดี|ต่อ|กัน|หรอ|เหรอ|อ่ะ|อะ)"
_FIRST: Final = "(?:ผม|กระผม|หนู|ฉัน|ดิฉัน|เรา|ข้าพเจ้า)"
_BEFORE_VERBS: Final = "ไป ได้ นั่ง เข้า มา นี้ วาน คืน ผม หนู ฉัน พา เช้า บ่าย ซืน เย็น แล้ว เพิ่ง พึ่ง ลอง ร่วม ก็ เลย"
_LEAD: Final = "(?:(?<![ก-๙])|" + "|".join(f"(?<={word})" for word in _BEFORE_VERBS.split()) + ")"
_TO_ME: Final = r"(?:ให้)?\s*(?:ผม|กระผม|หนู|ฉัน|ดิฉัน|เรา|ข้าพเจ้า|ตน)?\s*(?:ให้)?"
_OFFICE: Final = re.compile(
    r"(สำนักงาน|ของ|กับ|โดย|ระบบ|จาก|learning|เว็บ|ออนไลน์|portal|หลักสูตร)(\s?)(ก\.?\s?พ\.?)"
    r"(?![ก-๙])(?!\s?(?:25|20)?\d\d(?!\s*(?:ชม|ชั่วโมง|วัน|นาที|หลักสูตร)))"
)


# How something was learned; what is sold or sent online is another matter.
_ONLINE: Final = re.compile(
    r"(?:^|[\s(\t]|ผ่าน|ทาง|แบบ|ระบบ|เรียน|อบรม|คอร์ส|คอส|หลักสูตร)(?:ออนไลน์|ออนไล|ออนลาย|online|e-?learning)"
)


def without_office(low: str) -> str:
    """Cover the Civil Service Commission, สำนักงาน ก.พ., whose letters are those of February."""
    return _OFFICE.sub(lambda found: found[1] + found[2] + _COVER * len(found[3]), low)


def masked(low: str) -> str:
    """Cover longer words in which a word of these tables stands by chance."""
    return table_pattern("within").sub(lambda found: _COVER * len(found[0]), low)


def without_papers(low: str) -> str:
    """Cover words in which a word for a way stands that names none: ใบรับรองการอบรม."""
    return table_pattern("no_way").sub(lambda found: _COVER * len(found[0]), low)


def opens(plain: str, low: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether a message begins with the way at [start, end), behind words such as "yesterday I went to", and
    tells of the speaker's training. What somebody teaches the speaker needs somebody before it, or behind it with จาก.
    `plain` are the words with way and topic covered, `spans` days and times of day."""
    rest, behind, way = plain[:start], low[end:], low[start:end]
    for first, last in spans:
        if first < start:
            rest = rest[:first] + " " * (min(last, start) - first) + rest[min(last, start) :]
    received = re.search(r"(?:ได้รับ|รับ|เข้ารับ|ขอ)(?:การ)?\s*$", rest) is not None
    taught = table_pattern("giver").match(way) is not None
    if not received and _is_given(rest, behind, taught):
        return False
    rest = _without_openers(own_clause(rest))
    if taught:
        from_whom = re.search(r"(?:จาก|กับ|โดย)\s*" + _givers(), behind) is not None or "จาก" in behind
        return received or from_whom or re.search(_givers(), rest or way) is not None
    by_whom = re.fullmatch(rf"{_givers()}\S{{0,20}}(?:พา|สอน|ให้)", rest)
    return len(re.findall("[ก-ฮa-z0-9]", rest)) < 2 or by_whom is not None


def own_clause(before: str) -> str:
    """Return the words before a way that belong to it. What was said in an earlier line or sentence does not: before
    ข้าพเจ้าได้ that may be anything, else only what tells of nobody and of no work for a training."""
    parts = [before]
    parts += [before[found.start() :] for found in re.finditer(rf"(?:(?<![ก-๙])|(?<=ว่า)){_FIRST}", before)]
    parts.append(before.rsplit("\n", 1)[-1])
    earlier, _, last = before.rpartition(" ")
    blocked = "|".join((any_word_of("no_own", "others", "public"), any_word_of("givers")))
    if earlier.strip() and not re.search(blocked, earlier):
        parts.append(last)
    return min(parts, key=lambda part: len(_without_openers(part)))


def _without_openers(rest: str) -> str:
    """Return what stands before the way without the words with which such a message opens."""
    rest = re.sub(r"(?<!ไม่)(?:ขออนุญาต|ขอ|เรียน)?(?:รายงาน|แจ้ง|บันทึก)(?:ผล)?(?:การ|ว่า)?", " ", rest)
    rest = table_pattern("not_done").sub(" ", rest)  # whether it is over is read elsewhere
    sends = r"(?:มอบหมาย|ส่ง|สั่ง|อนุมัติ|อนุญาต|ให้)"
    rest = re.sub(rf"{_givers()}\S{{0,24}}?{sends}{_TO_ME}\s*(?=ไป|เข้า|ร่วม|มา|\s|$)", " ", rest)
    rest = re.sub(
        rf"^\s*{_FIRST}\s*(?:และ|กับ|พร้อม\S{{0,4}})\S{{1,20}}(?:\s?\d+\s?คน)?(?=ได้|ไป|เข้า|ร่วม|\s|$)", " ", rest
    )
    rest = re.sub(r"(?:ได้รับ|มี)(?:มอบหมาย|คำสั่ง|อนุมัติ|อนุญาต)(?:ให้)?", " ", rest)
    return _openers().sub(" ", table_pattern("done").sub(" ", rest)).strip(AROUND)


def _is_given(before: str, behind: str, taught: bool) -> bool:
    """Return whether the speaker gave the training to others."""
    others = any_word_of("others")
    if re.search(r"(?:เป็น|เชิญ|บรรยาย)\S{0,6}วิทยากร", before) or re.search("(?:เป็น|ในฐานะ)วิทยากร", behind):
        return True
    to_whom = rf"(?:ให้|แก่)\s*(?:กับ|แก่|ความรู้)?\s*(?:แก่|กับ)?\s*(?:กลุ่ม|ทีม)?\s*{others}"
    with_people = r"(?:กับ|ร่วมกับ|พร้อมด้วย)\s*(?:ชาวบ้าน|ประชาชน|ผู้ใหญ่บ้าน|กำนัน|ผู้นำชุมชน|ผู้นำหมู่บ้าน)"
    if re.search(with_people, behind):
        return True
    if re.search(to_whom, behind) or re.match(rf"\s*{any_word_of('public')}", behind):
        return True
    if re.search(r"\d\s*(?:คน|ราย|นาย|ท่าน)", behind) and not re.search("เข้า|ไป|ร่วม|รับ|ผ่าน|จบ|มา", before):
        return True
    return taught and re.match(rf"(?:งาน)?\s*{others}", behind) is not None


def weak_verb(low: str) -> tuple[int, int, str] | None:
    """Return where a verb stands that tells of many things, of learning too, and a word of the way that is meant."""
    words = masked(low)
    for like, verb in read("trainings")["weak_verbs"].items():
        found = re.compile(verb.replace("GIVER", _givers()).replace("LEAD", _LEAD)).search(words)
        if found is not None:
            start = found.start("verb")
            return start, found.end("verb"), like
    return None


def closer(low: str, start: int) -> Iterator[tuple[str, str]]:
    """Yield (word of a way, word of the way that is meant in its place), by words around a way that stands at
    `start`."""
    if _ONLINE.search(low) and "zoom" not in low:
        yield "อบรม", "เรียนออนไลน์"
    if "พี่เลี้ยง" in low[:start]:
        yield "สอนงาน", "พี่เลี้ยงสอน"


def is_question(plain: str) -> bool:
    """Return whether the words around way and topic ask something."""
    return _asks().search(plain) is not None


def asks_at(low: str, begin: int) -> int | None:
    """Return where the first word of a question stands, from `begin` on."""
    found = _asks().search(masked(low), begin)
    return found.start() if found else None


def announced(before: str) -> bool:
    """Return whether words say that there is a training: มีอบรม, มีการอบรม."""
    return re.search(r"(?<!ได้)มี(?:การ|จัด)?\s*$", before) is not None


def is_past(around: str) -> bool:
    """Return whether words say that it is over."""
    return table_pattern("done").search(around) is not None


def is_to_come(before: str, way: str) -> bool:
    """Return whether the words before the way, or the way with them, say that it is to come, or did not happen."""
    plain = re.sub(r"ขออนุญาต(?=รายงาน|แจ้ง|บันทึก|เรียน)|(?:ขอ|เรียน)แจ้ง|แจ้งว่า|แจ้งผล", " ", before)
    plain = (
        re.sub(r"(?:ได้รับ|รับ)(?:หนังสือ)?เชิญ(?=เข้า|ไป|ร่วม)", " ", plain) if table_pattern("done").search(before) else plain
    )
    return table_pattern("not_done").search(plain + way) is not None


def begins_otherwise(low: str, begin: int) -> bool:
    """Return whether the words from `begin` on say that something did not happen yet, and not what it was about."""
    return re.compile(any_word_of("not_done_behind", "did_not")).match(masked(low), begin) is not None


def is_to_come_behind(behind: str) -> bool:
    """Return whether the words behind the way say that it is to come, or did not happen."""
    if table_pattern("did_not").search(behind):
        return True
    return re.search(rf"(?:^|[\s,.()]|ครับ|ค่ะ|คะ|คับ|แต่|แล้ว|และ){any_word_of('not_done_behind')}", behind) is not None


@cache
def _asks() -> re.Pattern[str]:
    """A question's word, at the end of what it asks or with what it counts; ทอผ้าไหม and อย่างไรให้ได้ผล ask nothing."""
    free = [word for word in table_words("asks") if word not in table_words("asks_at_the_end")]
    counts = r"กี่\s*(?:วัน|คน|ชั่วโมง|ชม|ครั้ง|หลักสูตร|เรื่อง|บาท|รุ่น|โมง|เดือน|ปี|ท่าน|สมรรถนะ|\s|$)"
    return re.compile(rf"{either(free)}|ไหน{_CLAUSE_ENDS}|(?:{any_word_of('asks_at_the_end')}{_CLAUSE_ENDS})|{counts}")


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(any_word_of("opens") + r"|(?:ครับ|ค่ะ|คะ|คับ|นะ|ว่า)")


@cache
def _givers() -> str:
    return r"(?:ท่าน|คุณ)?\s*" + any_word_of("givers")
