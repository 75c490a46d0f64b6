"""Reads the nomination of a rater: who it is, of what organisation and sector, by which phone, rating whom.

Everything is read at once or not at all; what is missing or contradicts itself is in `doubts`, for the handler to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Final

from thai.almanac import either
from thai.beginnings import word_at_beginning
from thai.context import Context, ProgrammeWords
from thai.data import read
from thai.districts_said import districts_named
from thai.normalise import tidy
from thai.partners import partners_in
from thai.phones import PhoneSaid, phones_in
from thai.rater_names import KINSHIP, NameSaid, name_at, names_in, title_before, untitled_in
from thai.sentence import read as read_sentence

LONGEST: Final = 600  # characters; a letter of more is no nomination
LONGEST_BARE: Final = 60  # of a message that names somebody and does not speak of rating
OF_PEOPLE: Final = ("people", "civil_society", "government")  # sectors that go together with words of another
_AROUND: Final = " :;,.-–=>→()[]\n\t\"'“”/"
_LINE_ID: Final = re.compile(r"(?:line|ไลน์|ไลน)\s*(?:id|ไอดี)?\s*[:=.]?\s*(@?[a-z0-9][a-z0-9._-]{2,29})", re.IGNORECASE)
_LISTED: Final = re.compile(r"(?:(?<=\s)|^)\(?\d{1,2}\s?[.)]\s?(?=[^\d\s])")
_FORMULA: Final = re.compile(r"\s*([^\s:>=-]{2,40}(?: [^\s:>=-]{2,40})?)\s*(?:->|=>|→)")
_IN_PARENTHESES: Final = re.compile(r"\s*\([^()]*\)?")
_EDGES: Final = re.compile(r"^(?:ซึ่งเป็น|ที่เป็น|เอา|จาก|อยู่|เป็น|ให้|คือ|\.)\s*|\s*(?:เนื่องจาก|เพราะ|จะ|นะ|ครับ|ค่ะ|คะ)$")
_WHO_SPEAKS: Final = re.compile(r"^(?:ผม|กระผม|ดิฉัน|ดิชั้น|ฉัน|หนู|ข้าพเจ้า|เรา|ทางเรา)\s?(?=ขอ|เสนอ|อยาก)")
_LABEL: Final = re.compile(r"(?:หน่วยงาน|สังกัด|ตำแหน่ง|อาชีพ|องค์กร|ภาค(?:ส่วน|ี)?)\s?:\s?")  # of a list: หน่วยงาน: …
_LETTERS: Final = re.compile(r"[\u0e01-\u0e2eA-Za-z]")
SHORTEST_BODY: Final = 3  # letters
_PLACE: Final = re.compile(r"(?:ม\.|บ\.|ต\.|อ\.|หมู่|บ้าน|ตำบล|อำเภอ)")
_CODE: Final = re.compile(r"(?:รหัส\s*)?([A-Z]{2,8}-\d{1,4})")


class NominationDoubt(StrEnum):
    """What a nomination leaves open."""

    NAME = "name"  # no name, or only a way to speak of somebody
    CONTACT = "contact"  # neither a phone nor LINE, and it is not said that there is none
    PHONE = "phone"  # a number with too few or too many digits
    SECTOR = "sector"  # none is said or follows
    TWO_SECTORS = "two_sectors"  # the one that is said is not that of the organisation
    ONESELF = "oneself"
    SEVERAL = "several"  # several people at once
    ABOUT = "about"  # who is to be rated


@dataclass(frozen=True, slots=True)
class Nomination:
    """A person nominated as a rater; what was not said is None. `phone` is digits (an extension follows " ต่อ "),
    `line` a LINE id; `unreachable`: they have neither, as was said. `about` names who is rated, as written.
    `districts`: the codes of all that the named district can be."""

    name: str | None = None
    organisation: str | None = None
    sector: str | None = None
    phone: str | None = None
    line: str | None = None
    about: str | None = None
    worked_together: str | None = None
    unreachable: bool = False
    districts: tuple[str, ...] = ()
    doubts: tuple[NominationDoubt, ...] = ()


def nominations_in(text: str, context: Context) -> tuple[Nomination, ...]:
    """Return whom a message nominates, or () if it is something else. A list of several people gives each of them, with
    the doubt SEVERAL."""
    said = _plain(text)
    if not _may_nominate(said, context):
        return ()
    parts = _people_of_list(said, context.words)
    if len(parts) < 2:
        found = nomination_of(said, context)
        return (found,) if _is_one(found, said) else ()
    each = [nomination_of(part, context) for part in parts]
    return tuple(replace(one, doubts=(*one.doubts, NominationDoubt.SEVERAL)) for one in each if one.name or one.phone)


def nomination_of(text: str, context: Context) -> Nomination:
    """Return what a message says of a rater; it is known to nominate somebody."""
    said = _plain(text)
    phones, line = phones_in(said), _LINE_ID.search(said)
    cut = _without(said, phones, line)
    stated, cut = _stated_sector(cut)
    about, cut = _about(cut, context)
    worked, cut = _worked(cut)
    unreachable = _has(cut, "unreachable") and not _has(cut, "not_yet")
    for table in ("unreachable", "not_yet"):
        cut = _pattern(table).sub("\t", cut)
    cut = _without_command(cut)
    names = names_in(cut, context.words)
    name = _chosen_name(names, cut, context.words)
    organisation = _organisation(cut, name)
    phone = next((one.digits for one in phones if one.digits), None)
    sector, contradicts = _sector(stated, organisation, name, context)
    doubts = [
        (NominationDoubt.ONESELF, _has(said, "oneself")),
        (NominationDoubt.NAME, name is None),
        (NominationDoubt.PHONE, phone is None and any(one.digits is None for one in phones)),
        (NominationDoubt.CONTACT, not (phones or line or unreachable)),
        (NominationDoubt.TWO_SECTORS, contradicts),
        (NominationDoubt.SECTOR, sector is None and not contradicts),
        (NominationDoubt.ABOUT, about is None and context.role in ("mentor", "coordinator")),
    ]
    return Nomination(
        name=name.text if name else None,
        organisation=organisation,
        sector=sector,
        phone=phone,
        line=line[1] if line else None,
        about=about,
        worked_together=worked,
        unreachable=unreachable,
        districts=districts_named(said),
        doubts=tuple(doubt for doubt, there in doubts if there),
    )


def sector_named(text: str, context: Context) -> str | None:
    """Return the sector that a few words name or mean, such as the answer to "which sector?"."""
    stated, _ = _stated_sector(tidy(text))
    return stated or _first_sector(text, context)


def sector_stated(text: str) -> str | None:
    """Return the sector that is named as one in a few words: ภาคสื่อ, เอกชน, ปชช."""
    return _stated_sector(tidy(text))[0]


def _plain(text: str) -> str:
    """Return a message without who speaks at its beginning, and without the labels of a list."""
    return _LABEL.sub("\t", _WHO_SPEAKS.sub("", tidy(text)))


# ── whether it is a nomination ──


def _may_nominate(said: str, context: Context) -> bool:
    if len(said) > LONGEST or _has(said, "not_a_nomination") or context.role is None:
        return False
    return _has(said, "rater") or begins_a_nomination(said) or " เสนอ" in said


def _is_one(found: Nomination, said: str) -> bool:
    """Return whether enough was read: somebody with a name or a number, who is to rate. Without a word of rating the
    message must be about nothing else."""
    reached = found.phone is not None or found.line is not None
    begins = begins_a_nomination(said)
    if _surely_rater().search(said) or (begins and _has(said, "rater")):
        somebody = found.name or reached or (begins and (found.organisation or found.about))
        return bool(somebody or NominationDoubt.ONESELF in found.doubts)
    if _has(said, "rater"):  # only a word such as ประเมิน, which is said of much else
        return found.name is not None and (reached or found.about is not None)
    if not begins:  # … เสนอปลัดอาวุโส นายธนกร วิเศษศักดิ์ แทน เบอร์ …
        return found.name is not None and found.phone is not None and found.sector is not None
    return found.name is not None and (reached or len(said) <= LONGEST_BARE)


@cache
def _surely_rater() -> re.Pattern[str]:
    return re.compile(either(set(_words("rater")) - set(_words("weak"))), re.IGNORECASE)


def begins_a_nomination(said: str) -> bool:
    """Return whether a message begins as nominations do: เสนอ …, but not เสนอแผน …"""
    lower = said.lower()
    begun = word_at_beginning(lower, _words("begins"))
    return begun is not None and word_at_beginning(lower, _words("proposes_else")) is None


def _people_of_list(said: str, words: ProgrammeWords | None) -> list[str]:
    """Return the parts of a numbered list, or of lines that each have a number of their own."""
    marks = [match.start() for match in _LISTED.finditer(said)]
    if len(marks) >= 2:
        return [said[start:end] for start, end in zip(marks, [*marks[1:], len(said)], strict=True)]
    lines = [line for line in said.split("\n") if any(one.digits for one in phones_in(line)) and names_in(line, words)]
    return lines if len(lines) >= 2 else []


# ── taking it apart: what was read is replaced by a tab, at which names and organisations end ──


def _without(said: str, phones: Sequence[PhoneSaid], line: re.Match[str] | None) -> str:
    spans = [(one.start, one.end) for one in phones] + ([line.span()] if line else [])
    for start, end in sorted(spans, reverse=True):
        said = said[:start] + "\t" + said[end:]
    return _LISTED.sub("\t", said)


def _about(said: str, context: Context) -> tuple[str | None, str]:
    """Return who is to be rated, as an overseer says it, and the message without it."""
    if context.role == "participant":
        return None, said
    code = _CODE.search(said)
    if code:
        return code[1], said[: code.start()] + "\t" + said[code.end() :]
    formula = _FORMULA.match(said)
    if formula:
        return formula[1], "\t" + said[formula.end() :]
    for known in context.people:
        given, _, surname = known.partition(" ")
        named = rf"(?:ของ|ให้|สำหรับ|ประเมิน|แทน|for)\s?(?:คุณ|น้อง|พี่|นาย|นางสาว|นาง)?\s?{re.escape(given)}"
        title = r"\s*(?:ผู้(?:รับการ|ถูก)ประเมิน\s?:?\s?)?(?:คุณ|น้อง|พี่|นาย|นางสาว|นาง)?\s?"
        at_first = rf"^{title}{re.escape(given)}(?:\s?{re.escape(surname)})?\s?[-–:\n]"  # สมชาย - ผู้ประเมิน …
        named_so = re.search(rf"{named}(?:\s?{re.escape(surname)})?|{at_first}", said)
        if named_so:
            return known, said[: named_so.start()] + "\t" + said[named_so.end() :]
    for pattern, surely in _rated_patterns():
        for match in pattern.finditer(said):
            found = name_at(said, match.end(), context.words)
            if found is None or found.start > match.end() + 1:
                continue
            rest = said[: match.start()] + "\t" + said[found.end :]
            if surely or names_in(_without_command(rest), context.words):
                return found.text, rest
    first = name_at(said, 0, context.words)
    if first is not None and first.start == 0:
        rest = said[first.end :].lstrip()
        if rest.startswith(("ควร", "ย้าย")) or (rest.startswith("ให้") and names_in(rest, context.words)):
            return first.text, "\t" + rest
    return None, said


@cache
def _rated_patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Return the ways to say who is rated, the surest first, and whether it is so even if nobody else is named."""
    ways = (
        (r"ของ\s?(?:รหัส)?\s?", True),
        (r"(?<=ประเมิน)\s*(?:จาก[^\n\t]{2,30})?(?:ให้|สำหรับ)\s?", True),
        (r"\brater for\s", True),
        (r"(?<!ผู้)(?<!คน)(?:ประเมิน|ให้คะแนน)(?:ให้)?\s?", False),
        (r"เป็น(?:ผู้|คน)ประเมิน\s?", False),
        (r"(?:ลงชื่อให้|เสนอแทน)\s?", False),
    )
    return tuple((re.compile(way, re.IGNORECASE), surely) for way, surely in ways)


def _worked(said: str) -> tuple[str | None, str]:
    """Return how they worked together, up to the end of the part, and the message without it."""
    match = _pattern("worked").search(said)
    if match is None:
        return None, said
    end = re.search(r"\t|\n|" + either(_words("rater")), said[match.start() :])
    stop = match.start() + end.start() if end else len(said)
    words = _pattern("around").sub(" ", said[match.start() : stop]).strip(_AROUND)
    return " ".join(words.split()) or None, said[: match.start()] + "\t" + said[stop:]


def _stated_sector(said: str) -> tuple[str | None, str]:
    """Return the sector that is named as one (ภาคเอกชน, or เอกชน by itself), and the message without it."""
    for sector, pattern in _sector_patterns():
        match = pattern.search(said)
        if match:
            return sector, said[: match.start()] + "\t" + said[match.end() :]
    return None, said


@cache
def _sector_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return (sector, pattern), with the longest words first: ประชาสังคม is not ประชา."""
    tables = [name for name in read("nominating") if name.startswith("sector_")]
    words = sorted(((word, name) for name in tables for word in _words(name)), key=lambda one: -len(one[0]))
    alone = r"(?<![\u0e01-\u0e4e])"
    found = []
    for word, name in words:
        begin = "" if word.startswith(("ภาค", "ปชช")) else alone
        pattern = rf"(?:เป็น|จาก|ใน)?{begin}{re.escape(word)}(?:นะ)?(?:ครับ|ค่ะ|คะ|เจ้า|จ้า)?(?![\u0e01-\u0e4e]{{4,}})"
        found.append((name.removeprefix("sector_"), re.compile(pattern, re.IGNORECASE)))
    return tuple(found)


def _without_command(said: str) -> str:
    said = _begun().sub("\t", said, count=2)
    said = _pattern("oneself").sub("\t", _pattern("rater").sub("\t", said))
    return _around().sub("\t", _around().sub("\t", said))  # twice: ได้ไหม·ครับ


@cache
def _begun() -> re.Pattern[str]:
    return re.compile(rf"(?<![\u0e01-\u0e4eA-Za-z]){either(_words('begins'))}", re.IGNORECASE)


@cache
def _around() -> re.Pattern[str]:
    """Return a pattern for words around; short ones count only where a Thai word does not go on before or behind."""
    long = [word for word in _words("around") if len(word) > 4]
    short = [word for word in _words("around") if len(word) <= 4]
    ends = r"(?![\u0e01-\u0e4e])"
    return re.compile(
        rf"(?<!ทูบ)(?<!ทูป){either(long)}|(?<![\u0e01-\u0e4e]){either(short)}{ends}|(?<!ทูบ)(?<!ทูป){either(short)}(?=\s*(?:\t|$))",
        re.IGNORECASE,
    )


# ── who ──


def _chosen_name(names: Sequence[NameSaid], cut: str, words: ProgrammeWords | None) -> NameSaid | None:
    """Return the rater's name: the one that follows ชื่อ or คือ, else the first in an office's form, else the first."""
    for match in _pattern("name_follows").finditer(cut):
        after = next(
            (name for name in names if 0 <= name.start - match.end() <= 1 or name.start == match.start() + 4), None
        )
        if after:
            return after
    formal = [name for name in names if name.formal]
    if formal or names:
        return formal[0] if formal else names[0]
    return untitled_in(cut, words)


def _organisation(cut: str, name: NameSaid | None) -> str | None:
    """Return the organisation or post: what is left behind the name, else what is left before it."""
    if name is None:
        return _joined(cut.split("\t")) or None
    behind = _joined(cut[name.end :].split("\t"))
    before = _joined(reversed(_pattern("name_follows").sub("\t", cut[: name.start]).split("\t")))
    return (before if before and (not behind or _PLACE.match(behind)) else behind) or None


def _joined(parts: Iterable[str]) -> str:
    """Return the first part of what is left that says something, without what is around it."""
    for part in parts:
        words = " ".join((_IN_PARENTHESES.sub(" ", part).strip() or part).split()).strip(_AROUND.replace(".", ""))
        words = _EDGES.sub("", words).strip(_AROUND.replace(".", ""))
        if len(_LETTERS.findall(words)) >= SHORTEST_BODY:
            return words
    return ""


def _sector(
    stated: str | None, organisation: str | None, name: NameSaid | None, context: Context
) -> tuple[str | None, bool]:
    """Return the sector, and whether the one that is said cannot be that of the organisation."""
    named = _sectors_of(organisation or "", context)
    follows = next(iter(named), None)
    if follows is None and name is not None and title_before(name.text) not in KINSHIP:
        follows = _first_sector(name.text, context)
    if stated is None:
        return follows, False
    contradicts = follows is not None and stated not in named and not {follows, stated} & set(OF_PEOPLE)
    return (None, True) if contradicts else (stated, False)


def _first_sector(words: str, context: Context) -> str | None:
    """Return the sector of the first partner in a few words: กลุ่มแม่บ้านเกษตรกร is one word, no farmer."""
    return next(iter(_sectors_of(words, context)), None)


def _sectors_of(words: str, context: Context) -> list[str]:
    if not words or context.words is None:
        return []
    sentence = read_sentence(tidy(words).lower(), context)
    found = [one.value for one in partners_in(sentence.tokens, context.words.sectors_of, [])]
    return found or [sector for sector in _sectors(context) if _has(words, f"like_{sector}")]


def _sectors(context: Context) -> list[str]:
    """Return the sectors of the programme of which this file knows words."""
    known = {sector for several in (context.words.sectors_of if context.words else {}).values() for sector in several}
    return [sector for sector in known if f"like_{sector}" in read("nominating")]


def _has(said: str, table: str) -> bool:
    return _pattern(table).search(said) is not None


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(either(_words(table)), re.IGNORECASE)


@cache
def _words(table: str) -> tuple[str, ...]:
    return tuple(_longest_first(word.lower() for word in read("nominating")[table]))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)
