"""Finds the names of people whom nobody knows yet: a title or an office, a name, perhaps a surname."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from thai.almanac import either
from thai.context import ProgrammeWords
from thai.data import read

LONGEST_GIVEN: Final = 40  # characters of a given name; monks' names are long
SHORTEST: Final = 2
KINSHIP: Final = frozenset(
    ("พี่", "น้อง", "ป้า", "ลุง", "น้า", "อา", "แม่", "พ่อ", "ยาย", "ตา", "ปู่", "ย่า", "เจ๊", "เฮีย", "บัง", "อ้าย")
)
_THAI: Final = r"[\u0e01-\u0e4e]"
_GIVEN: Final = re.compile(rf"\s?({_THAI}{{{SHORTEST},{LONGEST_GIVEN}}})")
_SURNAME: Final = re.compile(rf" (แซ่ ?{_THAI}{{1,20}}|ณ {_THAI}{{2,20}}|{_THAI}{{2,30}})(?![\u0e01-\u0e4e.])")
_LATIN: Final = re.compile(
    r"(?:(?:คุณ|นาย|นางสาว|นาง)\s?|(?i:khun|mr|mrs|ms|miss|dr|prof)\b\.?\s?)+[A-Z][a-z]+(?: (?:[A-Z][a-z]+|[A-Z]\.))*"
)
_UNTITLED: Final = re.compile(
    rf"(?:^|(?<=[\t\n]))[\s:]*(?P<given>{_THAI}{{2,20}}) (?P<surname>{_THAI}{{2,25}})(?![\u0e01-\u0e4e.])"
    r"|(?:^|(?<=[\t\n]))[\s:]*(?P<given2>[A-Z][a-z]+) (?P<surname2>[A-Z][a-z]+)"
)
_BEFORE_A_NAME: Final = ("เอา", "ให้", "ชื่อ", "คือ", "เป็น", "เสนอ", "ใส่", "ของ", "แทน", "ประเมิน", "คะแนน", "กับ", "ส่ง")
# Of the words with which an organisation begins, those at which a run of letters is cut: no name has them inside.
_CUTS: Final = ("ร้าน", "วัด", "เพจ", "รพ.", "รร.", "อสม.", "ให้", "ซึ่ง", "ได้", "ชื่อ", "ด้วย", "ครับ", "ค่ะ", "นะคะ", "หน่อย")
_NOT_INSIDE: Final = ("ฝ่าย", "บ้าน", "อายุ", "อยู่", "หมู่", "ตำบล", "ขาย")
_ALSO_SURNAMES: Final = ("เป็น", "ให้", "อายุ", "อยู่", "ทำ", "ชื่อ", "หัวหน้า", "ระดับ")  # with which surnames begin, too
_MARKS: Final = "ะาำๅๆฯ\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
SHORTEST_PARTNER: Final = 4  # letters of a partner's word that is no beginning of a surname


class NameSaid(NamedTuple):
    """A name at [start, end) as written. `formal`: it has a title as in an office's papers."""

    start: int
    end: int
    text: str
    formal: bool


def names_in(text: str, words: ProgrammeWords | None = None, *, official: bool = False) -> list[NameSaid]:
    """Return the names in a text, in its order, none inside another. Words for partners are no surnames. `official`:
    it names members of a team, so that what only begins like a post or an organisation behind a title is a surname."""
    found: list[NameSaid] = []
    at = 0
    while (name := name_at(text, at, words, official=official)) is not None:
        found.append(name)
        at = name.end
    return found


def name_at(text: str, at: int, words: ProgrammeWords | None = None, *, official: bool = False) -> NameSaid | None:
    """Return the first name that begins at `at` or later, with its surname."""
    found = _LATIN.search(text, at)
    latin = NameSaid(found.start(), found.end(), found[0], True) if found else None
    while match := _titles().search(text, at):
        if latin and latin.start <= match.start():
            return latin
        name = _after_title(text, match, words, official=official)
        if name:
            return name
        at = match.start() + 1
    return latin


def untitled_in(text: str, words: ProgrammeWords | None = None) -> NameSaid | None:
    """Return the name without a title with which the first part between tabs begins: given name and surname, in Thai
    or Latin letters."""
    for match in _UNTITLED.finditer(text):
        parts = [part for part in match.groups() if part]
        if not any(_is_no_surname(part, words) or part[0] in _MARKS for part in parts):
            return NameSaid(match.start(), match.end(), match[0].strip(" \t\n:"), True)
    return None


def title_before(name: str) -> str | None:
    """Return the title or office with which a name begins."""
    match = _titles().match(name)
    return match["title"].strip() if match else None


def _after_title(
    text: str, match: re.Match[str], words: ProgrammeWords | None, *, official: bool = False
) -> NameSaid | None:
    """Return the name behind a title, cut where an organisation begins."""
    given = _GIVEN.match(text, match.end())
    if given is None or _no_title().match(text, match.start()) or given[1][0] in _MARKS:
        return None
    formal = match["formal"] is not None
    if _body().match(given[1]) or (not formal and _formal().match(given[1])):
        return None
    end = given.start(1) + _length_of_given(given[1])
    if end - given.start(1) < SHORTEST:
        return None
    following = _SURNAME.match(text, end) if end == given.end(1) else None
    if following and not _is_no_surname(following[1], words, official=official and formal):
        end = following.end(1)
    return NameSaid(match.start(), end, text[match.start() : end].strip(), formal)


def _is_no_surname(following: str, words: ProgrammeWords | None, *, official: bool = False) -> bool:
    """Return whether an organisation, a post or another name follows a given name. `official`: what only begins like
    one is a surname (คุณากร, ปลัดขวา, อายุยืน), unless it goes on as one does (ปลัดอบต., เป็นกรรมการ)."""
    if _no_title().match(following):
        return True
    partner = _partners(words).match(following) if words is not None else None
    begins = [one for one in (_body().match(following), _titles().match(following), partner) if one is not None]
    end = max((one.end() for one in begins), default=0)
    rest = following[end:]
    if end == 0 or rest[:1] in tuple(_MARKS):  # no word ends before a vowel's mark: คุณ of คุณากร
        return False
    may_be = official and (_titles().match(following) is not None or following[:end] in _ALSO_SURNAMES)
    goes_on = _body().match(rest) is not None or _body().match(f"{rest}.") is not None  # ปลัดอบต.
    return not (may_be and len(rest) >= SHORTEST and not goes_on)


def _length_of_given(given: str) -> int:
    """Return how many letters of a run are the name: an organisation may follow without a space."""
    match = _inside().search(given, SHORTEST)
    return match.start() if match else len(given)


@cache
def _titles() -> re.Pattern[str]:
    names, mine = read("names"), read("nominating")
    village = [*mine["village"], *names["familiar"]]
    begin = "|".join([r"(?<![\u0e01-\u0e4e])", *(f"(?<={word})" for word in _BEFORE_A_NAME)])
    formal = rf"(?P<formal>(?:{_formal().pattern}\s?(?:หญิง\s?)?)+)"
    return re.compile(rf"(?:{begin})(?P<title>{formal}|(?:{either(village)}\s?)+)")


@cache
def _formal() -> re.Pattern[str]:
    words = (*read("names")["title"], *read("nominating")["formal"])
    return re.compile(either(word for word in words if not word.isascii()))


@cache
def _no_title() -> re.Pattern[str]:
    return re.compile(either(read("nominating")["no_title"]))


@cache
def _body() -> re.Pattern[str]:
    return re.compile(either(read("nominating")["body"]))


@cache
def _inside() -> re.Pattern[str]:
    long = (word for word in read("nominating")["body"] if len(word) >= SHORTEST_PARTNER and word not in _NOT_INSIDE)
    return re.compile(either((*long, *_CUTS)))


@lru_cache(maxsize=8)
def _partners(words: ProgrammeWords) -> re.Pattern[str]:
    every = {word for table in words.sectors.values() for word in table if len(word) >= SHORTEST_PARTNER}
    return re.compile(either(every))
