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
from thai.sentence import read as read_sentence

KINDS: Final = ("certificate", "evaluation", "plan", "codes", "mentor", "situation", "participant")
SUFFIXES: Final = ("docx", "pdf")
OF_OFFICES: Final = ("evaluation", "plan", "codes", "mentor")  # a participant's words on these tell of work, rather
LONGEST: Final = 160  # letters of a request; what is longer tells or passes on something
BARE: Final = 60  # letters of a request that only names the paper: รายงานเดือนนี้
SHORTEST: Final = 2  # letters of a name
NOT_YET: Final = "ยังไม่"  # codes are for who has not joined
_OF: Final = re.compile(r"(?:ของ|คือ)\s*")
_MONTH: Final = re.compile(r"เดือน(?:ที่)?\s*(?P<month>\d{1,2})(?![\d.:])(?:\s*/\s*(?P<year>\d{4}|\d{2})(?!\d))?")
_ROUND: Final = re.compile(r"รอบ(?:ที่)?\s*(\d)(?!\d)")
_COUNT: Final = r"(\d{1,2}|สี่|แปด)\s*(?:ใบ|ดวง|รหัส|คน|โค้ด|บัตร)?"
_PAGE: Final = r"(?:แผ่น|หน้า|กระดาษ|a4|เอ4)"
_CARDS: Final = re.compile(rf"(?:{_PAGE}\s*ละ\s*{_COUNT}|{_COUNT}\s*(?:ต่อ|/)\s*(?:\d\s*)?{_PAGE})")
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
    """Return the paper that a message asks for, None for any other message."""
    said = _spelled(with_named_months(text))
    kind = next((key for key in KINDS if _has(said, f"kind_{key}")), None)
    if len(said) > LONGEST or _has(said.replace(NOT_YET, "") if kind == "codes" else said, "not_asked"):
        return None
    suffixes = tuple(key for key in SUFFIXES if _has(said, f"suffix_{key}"))
    if kind is None:
        if not (_has(said, "report") or _has(said, "summary")) or not (suffixes or _has(said, "paper")):
            return None
        kind = "summary" if _has(said, "summary") else "report"
    own = _has(said, "own")
    tells = context.role == "participant" and not (own or suffixes)  # แผนพัฒนา may be a village's
    if tells and kind in OF_OFFICES:
        return None
    if not (_asks(said, tells=tells) or _names_file(said, suffixes) or _is_bare(said, kind, context)):
        return None
    return PaperMention(kind, suffixes, None if own else _name(said, kind, context), own)


def _spelled(said: str) -> str:
    """Return a text with the names of papers as they are spelled."""
    for wrong, right in _misspelled():
        said = said.replace(right, wrong).replace(wrong, right)
    return said


@cache
def _misspelled() -> list[tuple[str, str]]:
    return [(folded(tidy(wrong)), folded(tidy(right))) for wrong, right in read("papers")["misspelled"].items()]


def _names_file(said: str, suffixes: tuple[str, ...]) -> bool:
    """Return whether a paper is named with the file that it is to be, by somebody who does not tell of their day."""
    return bool(suffixes) and not _begins(said, "tells_first") and not _has(said, "told")


def _asks(said: str, *, tells: bool) -> bool:
    return _begins(said, "asks_first") or _has(said, "asks_inside") or (not tells and _begins(said, "orders_first"))


def _is_bare(said: str, kind: str, context: Context) -> bool:
    """Return whether a message names nothing but the paper, its time and whose it is, as a command does."""
    if kind in OF_OFFICES or len(said) > BARE:
        return False
    sentence = read_sentence(said, context)
    rest, at = "", 0
    for day in sentence.days:
        rest += sentence.text[at : day.start]
        at = day.end
    rest += sentence.text[at:]
    named = (kind if kind in ("report", "summary") else f"kind_{kind}", "report", "own", "paper")
    for table in (*named, *(f"suffix_{one}" for one in SUFFIXES), "beside"):
        for word in _words(table):
            rest = rest.replace(word, " ")
    return not rest.strip(_AROUND)


def _name(said: str, kind: str, context: Context) -> str | None:
    """Return the words behind ของ, or behind the paper itself, that are neither days nor what follows a name. A group
    is no name: ของทุกคน, ของกรม."""
    found = _OF.search(said)
    if found is None:
        return _name_beside(said, kind, context)
    name = _cut(said[found.end() :], context)
    return None if name is None or is_group(name) else name


def _name_beside(said: str, kind: str, context: Context) -> str | None:
    """Return a name directly behind the paper: a portfolio is somebody's; before a report's there must be a title, or
    it must have a surname."""
    if kind not in ("participant", "plan", "report"):
        return None
    named = _words(kind if kind == "report" else f"kind_{kind}")
    ends = [said.rfind(word) + len(word) for word in named if word in said]
    name = _cut(said[max(ends) :], context) if ends else None
    if name is None or is_group(name) or len(name) < SHORTEST:
        return None
    if any(name.startswith(word) for word in _words("no_name")):
        return None
    titled = any(name.startswith(word) for word in _words("before_name"))
    return name if kind == "participant" or titled or len(name.split()) in (2, 3) else None


def _cut(rest: str, context: Context) -> str | None:
    """Return the words before the first day and the first word that follows a name."""
    sentence = read_sentence(rest, context)
    days = [day.start for day in sentence.days]
    words = sentence.text[: min(days, default=len(sentence.text))]
    for table in ("suffix_docx", "suffix_pdf", "asks_inside", "paper", "after_name"):
        at = min((place for word in _words(table) if (place := words.find(word)) >= 0), default=None)
        words = words if at is None else words[:at]
    return words.strip(_AROUND) or None


def is_group(name: str) -> bool:
    """Return whether words behind ของ mean many people, a place or an office."""
    bare = bare_name(name)
    return any(one.startswith(word) for word in _words("groups") for one in (name, bare))


def with_named_months(text: str) -> str:
    """Return a text in which a month that is said by its number has its name: เดือน 8, เดือน 8/66."""
    names = almanac().full_months["th"]

    def named(match: re.Match[str]) -> str:
        number = int(match["month"])
        return f"เดือน{names[number - 1]} {match['year'] or ''}" if 1 <= number <= len(names) else match[0]

    return _MONTH.sub(named, folded(tidy(text)))


def of_raters(text: str) -> bool:
    """Return whether codes are meant for raters, and not for people who are to join."""
    return _has(folded(tidy(text)), "raters")


def cards_said(text: str) -> int | None:
    """Return how many cards a page is to have, None if that is not said."""
    found = _CARDS.search(folded(tidy(text)))
    if found is None:
        return None
    said = found[1] or found[2]
    return int(said) if said.isdigit() else _number_words()[said]


@cache
def _number_words() -> dict[str, int]:
    return {folded(tidy(word)): number for word, number in read("papers")["card_numbers"].items()}


def impossible_month(text: str) -> str | None:
    """Return the words of a month that there is not: เดือน 13."""
    found = _MONTH.search(with_named_months(text))
    return found[0] if found else None


def round_said(text: str) -> int | None:
    """Return the number of the rating round that is named, counted from 1; -1 is the last. None: none is named."""
    said = folded(tidy(text))
    for word in _words("rounds"):
        if word in said:
            return _numbers()[word]
    found = _ROUND.search(said)
    return int(found[1]) if found else None


@cache
def _numbers() -> dict[str, int]:
    return {folded(tidy(word)): number for word, number in read("papers")["round_numbers"].items()}


def bare_name(name: str) -> str:
    """Return a name without what stands before it: นางสาว, น้อง."""
    word = next((word for word in _words("before_name") if name.startswith(word)), "")
    return name[len(word) :].strip(_AROUND) or name


def _has(said: str, table: str) -> bool:
    return any(word in said for word in _words(table))


def _begins(said: str, *tables: str) -> bool:
    return any(said.startswith(word) for table in tables for word in _words(table))


@cache
def _words(table: str) -> tuple[str, ...]:
    """Return the words of a table, the longest first."""
    return tuple(sorted((folded(tidy(word)) for word in read("papers")[table]), key=len, reverse=True))
