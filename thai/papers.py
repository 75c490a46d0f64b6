"""Reads who asks for a paper: which kind, as which file, whose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from thai.almanac import almanac
from thai.context import Context
from thai.data import read
from thai.normalise import folded, tidy
from thai.paper_kinds import (
    DOCUMENT,
    GENERAL,
    KindSaid,
    begins,
    end_of,
    has,
    has_misspelled,
    kind_said,
    numbers_of,
    words_of,
)
from thai.sentence import read as read_sentence

SUFFIXES: Final = ("docx", "pdf")
OF_OFFICES: Final = ("evaluation", "plan", "codes", "mentor")  # a participant's words on these tell of work, rather
OF_SOMEBODY: Final = ("participant", "plan")
TOLD_TOO: Final = (*GENERAL, "situation", "evaluation")  # what the bot also tells in the chat
LONGEST: Final = 160  # letters of a request; what is longer tells or passes on something
BARE: Final = 60  # letters of a request that only names the paper: รายงานเดือนนี้
SHORTEST: Final = 2  # letters of a name
NAME_PARTS: Final = (2, 3)  # words of a full name
NOT_YET: Final = "ยังไม่"  # codes are for who has not joined
_OF: Final = re.compile(r"(?:ของ|คือ)\s*")
_MONTH: Final = re.compile(r"เดือน(?:ที่)?\s*(?P<month>\d{1,2})(?![\d.:])(?:\s*/\s*(?P<year>\d{4}|\d{2})(?!\d))?")
_ROUND: Final = re.compile(r"รอบ(?:ที่)?\s*(\d)(?!\d)")
_COUNT: Final = r"(\d{1,2}|สี่|แปด)\s*(?:ใบ|ดวง|รหัส|คน|โค้ด|บัตร|ช่อง|อัน|ชิ้น)?"
_PAGE: Final = r"(?:แผ่น|หน้า|กระดาษ|a4|เอ4)"
_CARDS: Final = re.compile(rf"(?:{_PAGE}\s*ละ\s*{_COUNT}|{_COUNT}\s*(?:ต่อ|/)\s*(?:\d\s*)?{_PAGE})")
_CLAUSES: Final = re.compile(r"[\s,;:]+|(?<=ครับ)|(?<=ค่ะ)|(?<=คะ)")
_SPACES: Final = re.compile(r" (?!\d)")
_AROUND: Final = " :;,-–()\n\"“”'"


@dataclass(frozen=True, slots=True)
class PaperMention:
    """A paper that is asked for. `kind` is one of KINDS, `summary`, or `report` if it depends on who asks; `suffixes`
    are the files that are named; `name` whose it is as typed, None if that is not said; `own`: the speaker's."""

    kind: str
    suffixes: tuple[str, ...] = ()
    name: str | None = None
    own: bool = False


def read_paper(text: str, context: Context) -> PaperMention | None:
    """Return the paper that a message asks for, None for any other message.

    What is asked is put together from its parts: the kind of paper (by its name or what is in it), the kind of file,
    whose it is. There must be a sign that somebody asks: a word of asking at the beginning of a clause, a plea, the
    name of a file, or nothing but the paper's name.
    """
    said = _spelled(with_named_months(text))
    if len(said) > LONGEST:
        return None
    found = kind_said(said) or _general(said)
    if found is None or _passes_on(said):
        return None
    if has(said.replace(NOT_YET, "") if found.kind == "codes" else said, "not_asked"):
        return None
    suffixes = tuple(key for key in SUFFIXES if has_misspelled(said, f"suffix_{key}"))
    if found.kind in GENERAL and not (suffixes or has(said, "paper")):
        return None
    if len(said) > BARE and not suffixes and not _has_sign(said):
        return None
    name = _name(said, found, context)
    own = has(said, "own") or _is_speaker(name) or found.own
    if own:
        name = None
    if not _is_asked(said, found, suffixes, name, context, own=own):
        return None
    return PaperMention(found.kind, suffixes, name, own)


def _general(said: str) -> KindSaid | None:
    """Return the summary or report that a text names; which paper is meant depends on who asks."""
    kind = next((one for one in GENERAL if has_misspelled(said, one)), None)
    return KindSaid(kind, end_of(said, kind)) if kind else None


def _is_asked(
    said: str, found: KindSaid, suffixes: tuple[str, ...], name: str | None, context: Context, *, own: bool
) -> bool:
    """Return whether a text that names a paper asks for it. A participant who names neither a file nor themselves tells
    of work, rather: แผนพัฒนา may be a village's."""
    participant = context.role == "participant"
    tells = participant and not (own or suffixes)
    if tells and found.kind in OF_OFFICES:
        return False
    if not found.by_name and found.kind in OF_SOMEBODY and not (own or name):
        return False
    if _asks(said, found, suffixes, tells=tells, describes=participant and not found.by_name):
        return True
    if not found.by_name and participant:
        return False
    if suffixes and not _tells(said, context):
        return True
    return _is_bare(said, found.kind, name, context)


def _passes_on(said: str) -> bool:
    """Return whether a message is to be passed on to others: แจ้งทุกคน …, ฝากบอกน้อง …"""
    return begins(said, "passes_on") or begins(_without_opening(said), "passes_on")


def _asks(said: str, found: KindSaid, suffixes: tuple[str, ...], *, tells: bool, describes: bool) -> bool:
    """Return whether a text begins with a word of asking, or there is another sign of it. What may also be told in the
    chat, as a summary, is asked for as a paper there only if the text names a document."""
    opened = _without_opening(said)
    if begins(opened, "asks_first") or has(said, "asks_inside"):
        return True
    if tells:
        return False
    if not describes and begins(opened, "orders_first"):
        return True
    if found.kind in TOLD_TOO and not (suffixes or has(said, DOCUMENT)):
        return False
    return _wants(said) or has(said, "pleads")


def _wants(said: str) -> bool:
    """Return whether a clause begins with a word of asking."""
    clauses = [_without_opening(one) for one in _CLAUSES.split(said) if one]
    return any(begins(one, "asks_first") and not begins(one, "no_asking") for one in clauses)


def _has_sign(said: str) -> bool:
    """Return whether there is any sign of asking, whoever speaks: without one the rest need not be read."""
    if has(said, "asks_inside") or has(said, "pleads") or _wants(said):
        return True
    opened = _without_opening(said)
    return begins(opened, "asks_first") or begins(opened, "orders_first")


def _tells(said: str, context: Context) -> bool:
    """Return whether somebody tells of their day, or of what they have done."""
    if begins(said, "tells_first") or has(said, "told"):
        return True
    if context.role != "participant":
        return False
    sentence = read_sentence(said, context)
    return bool(sentence.tags or sentence.partners or sentence.speaks_of_people)


def _without_opening(said: str) -> str:
    """Return a text without the words by which people speak of themselves or speak to somebody: พี่คะ ผมขอ…"""
    while True:
        said = said.lstrip(_AROUND)
        word = next((one for one in words_of("opens") if said.startswith(one)), None)
        if word is None:
            return said
        said = said[len(word) :]


def _spelled(said: str) -> str:
    """Return a text with the names of papers as they are spelled."""
    for wrong, right in _misspelled():
        said = said.replace(right, wrong).replace(wrong, right)
    return said


@cache
def _misspelled() -> list[tuple[str, str]]:
    return [(folded(tidy(wrong)), folded(tidy(right))) for wrong, right in read("papers")["misspelled"].items()]


def _is_bare(said: str, kind: str, name: str | None, context: Context) -> bool:
    """Return whether a message names nothing but the paper, its time and whose it is, as a command does."""
    if kind in OF_OFFICES or len(said) > BARE:
        return False
    sentence = read_sentence(said, context)
    rest, at = "", 0
    for day in sentence.days:
        rest += sentence.text[at : day.start]
        at = day.end
    rest += sentence.text[at:]
    if name and (_is_titled(name) or len(name.split()) in NAME_PARTS):
        rest = rest.replace(name, " ")
    named = (kind if kind in GENERAL else f"kind_{kind}", "report", "own", "paper")
    for table in (*named, *(f"suffix_{one}" for one in SUFFIXES), "beside"):
        for word in words_of(table):
            rest = rest.replace(word, " ")
    return not rest.strip(_AROUND)


def _name(said: str, found: KindSaid, context: Context) -> str | None:
    """Return the words behind ของ, or behind the paper itself, that are neither days nor what follows a name. A group
    is no name: ของทุกคน, ของกรม."""
    of = _OF.search(said)
    if of is None:
        return _name_beside(said, found, context)
    name = _cut(said[of.end() :], context)
    return None if name is None or is_group(name) else name


def _name_beside(said: str, found: KindSaid, context: Context) -> str | None:
    """Return a name directly behind the paper: a portfolio is somebody's; before a report's there must be a title, or
    it must have a surname."""
    if found.kind not in ("participant", "plan", "report", "certificate") or not found.end:
        return None
    name = _cut(said[found.end :], context)
    if name is None or is_group(name) or len(name) < SHORTEST:
        return None
    if _is_titled(name) or _is_speaker(name):
        return name
    sure = found.by_name and found.kind == "participant"
    likely = sure or len(name.split()) in NAME_PARTS
    return name if likely and not name.startswith(words_of("no_name")) else None


def _is_speaker(name: str | None) -> bool:
    """Return whether words behind a paper mean who speaks: พอร์ตผม, ประกาศนียบัตรหนูออกรึยัง."""
    return name is not None and name.startswith(words_of("speakers"))


def _is_titled(name: str) -> bool:
    return name.startswith(words_of("before_name"))


def _cut(rest: str, context: Context) -> str | None:
    """Return the words before the first day and the first word that follows a name."""
    sentence = read_sentence(rest, context)
    days = [day.start for day in sentence.days]
    words = sentence.text[: min(days, default=len(sentence.text))]
    for table in ("suffix_docx", "suffix_pdf", "asks_inside", "paper", "after_name"):
        at = min((place for word in words_of(table) if (place := words.find(word)) >= 0), default=None)
        words = words if at is None else words[:at]
    parts = words.strip(_AROUND).split()
    ends = next((at for at, one in enumerate(parts) if at and one.startswith(words_of("after_name_word"))), None)
    return " ".join(parts[:ends]).strip(_AROUND) or None


def is_group(name: str) -> bool:
    """Return whether words behind ของ mean many people, a place or an office."""
    bare = bare_name(name)
    return any(one.startswith(word) for word in words_of("groups") for one in (name, bare))


def with_named_months(text: str) -> str:
    """Return a text in which a month that is said by its number has its name: เดือน 8, เดือน 8/66."""
    names = almanac().full_months["th"]

    def named(match: re.Match[str]) -> str:
        number = int(match["month"])
        return f"เดือน{names[number - 1]} {match['year'] or ''}" if 1 <= number <= len(names) else match[0]

    return _MONTH.sub(named, folded(tidy(text)))


def without_purpose(text: str) -> str:
    """Return a text, its months named, without the clauses that say what the paper is for: พรุ่งนี้ประชุม ขอรายงานเดือนนี้
    is of this month, and not of tomorrow. A text of nothing else stays whole."""
    said = with_named_months(text)
    clauses = _SPACES.split(said)
    kept = [one for one in clauses if not begins(_without_opening(one), "purpose") or kind_said(one)]
    return " ".join(kept) if kept and len(kept) < len(clauses) else said


def of_raters(text: str) -> bool:
    """Return whether codes are meant for raters, and not for people who are to join."""
    return has(folded(tidy(text)), "raters")


def cards_said(text: str) -> int | None:
    """Return how many cards a page is to have, None if that is not said."""
    found = _CARDS.search(folded(tidy(text)))
    if found is None:
        return None
    said = found[1] or found[2]
    return int(said) if said.isdigit() else numbers_of("card_numbers")[said]


def impossible_month(text: str) -> str | None:
    """Return the words of a month that there is not: เดือน 13."""
    found = _MONTH.search(with_named_months(text))
    return found[0] if found else None


def round_said(text: str) -> int | None:
    """Return the number of the rating round that is named, counted from 1; -1 is the last. None: none is named."""
    said = folded(tidy(text))
    for word in words_of("rounds"):
        if word in said:
            return numbers_of("round_numbers")[word]
    found = _ROUND.search(said)
    return int(found[1]) if found else None


def is_title(name: str) -> bool:
    """Return whether a name is only what stands before one: แผนของน้อง."""
    return name in words_of("before_name")


def bare_name(name: str) -> str:
    """Return a name without what stands before it: นางสาว, น้อง."""
    word = next((word for word in words_of("before_name") if name.startswith(word)), "")
    return name[len(word) :].strip(_AROUND) or name
