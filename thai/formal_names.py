"""Finds people's names as letters and lists of offices write them: a title, a given name, and behind it the surname.

What follows a title and a given name is the surname, whatever word it begins with, unless it is a whole post, a unit or
another word that no name is: คุณากร, เกิดผล and ปลัดขวา are surnames, นิติกร and โทร are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from thai.almanac import either
from thai.data import read
from thai.posts import is_post

SHORTEST: Final = 2  # characters of a name
LONGEST_ABBREVIATION: Final = 4  # letters before a full stop
SHORTEST_INSIDE: Final = 7  # letters of a post at which a run of letters is cut
_THAI: Final = r"[\u0e01-\u0e4e]"
_LETTER: Final = r"[\u0e01-\u0e2e\u0e40-\u0e44]"  # with which a Thai word begins
_GIVEN: Final = re.compile(
    rf"[ \t]?(?P<given>{_LETTER}{_THAI}{{1,30}}|{_LETTER}(?= ))(?P<nick>\s?[(\"][^()\"\n]{{1,20}}[)\"])?"
)
_WORD: Final = rf"{_LETTER}{_THAI}{{1,30}}"
_PARTICLE: Final = "(?:บินตี|บินติ|บินตู|บินตัง|บิน|บุตร|อัล)"
_FAMILY: Final = re.compile(
    rf"[ \t](?P<first>แซ่ ?{_WORD}|ณ ?(?!วันที่|ห้อง|ศาลา|โรงแรม|ที่){_WORD}|{_PARTICLE} {_WORD}|{_WORD})"
    rf"(?P<more>(?:-{_WORD})?(?: ณ (?!วันที่|ห้อง|ศาลา|โรงแรม|ที่){_WORD})?)"
)
_SECOND: Final = re.compile(rf" (?P<second>{_WORD})(?= ?ตำแหน่ง)")
_LATIN: Final = re.compile(
    r"(?i:\b(?:mrs|mr|ms|miss|dr|prof|khun)\b\.?\s?)+[A-Z][a-z'-]+(?: (?:[A-Z][a-z'-]+|[A-Z]\.))*"
)
_LIKE_A_SURNAME: Final = ("นาย", "นาง", "คุณ")  # with which surnames begin, too
_ENDS_WITH: Final = re.compile(r"(?:ครับ|คับ|ค่ะ|คะ|จ้า|นะ)+$")
_PLAIN: Final = re.compile(rf"(?P<given>{_LETTER}{_THAI}{{1,20}})(?=[ \t])")
_PLAIN_LATIN: Final = re.compile(r"[A-Z][a-z'-]+ [A-Z][a-z'-]+")


class PersonNamed(NamedTuple):
    """A person at [start, end) of a text, as written."""

    start: int
    end: int
    text: str


def people_named(text: str, units: Sequence[str] = ()) -> list[PersonNamed]:
    """Return the people who are named with a title, in the text's order. `units`: names of units, which are no
    surnames."""
    found: list[PersonNamed] = []
    at = 0
    while (one := _next(text, at, tuple(units))) is not None:
        found.append(one)
        at = one.end
    return found


def person_without_title(text: str, at: int, units: Sequence[str] = ()) -> PersonNamed | None:
    """Return the person whose given name and surname stand at `at`, without a title."""
    if latin := _PLAIN_LATIN.match(text, at):
        return PersonNamed(at, latin.end(), latin[0])
    given = _PLAIN.match(text, at)
    if given is None or _is_no_name(given["given"], tuple(units)):
        return None
    if is_post(given["given"]) or _titles().match(text, at):
        return None
    end = _family_end(text, given.end(), tuple(units))
    return None if end == given.end() else PersonNamed(at, end, text[at:end])


def begins_with_title(text: str) -> bool:
    """Return whether words begin with a title."""
    return _titles().match(text) is not None or _LATIN.match(text) is not None


def _next(text: str, at: int, units: tuple[str, ...]) -> PersonNamed | None:
    """Return the first person at `at` or later."""
    latin = _LATIN.search(text, at)
    while title := _titles().search(text, at):
        if latin and latin.start() < title.start():
            break
        one = _behind(text, title, units)
        if one is not None:
            return one
        at = title.start() + 1
    return PersonNamed(latin.start(), latin.end(), latin[0]) if latin else None


def _behind(text: str, title: re.Match[str], units: tuple[str, ...]) -> PersonNamed | None:
    given = _GIVEN.match(text, title.end())
    if given is None or _no_title().match(text, title.start()) or _is_no_given(given["given"]):
        return None
    if title[0] in ("นาง", "นาย") and is_post(text[title.start() :]):
        return None
    start, end = title.start(), given.end()
    cut = _cut(given["given"])
    if cut < len(given["given"]):
        end = given.start("given") + cut
        return PersonNamed(start, end, text[start:end]) if cut >= SHORTEST else None
    end = _family_end(text, end, units, titled=True)
    if len(given["given"]) == 1 and end == given.end():
        return None  # of นาย ก a surname follows
    return PersonNamed(start, end, " ".join(text[start:end].split()))


def _is_no_given(word: str) -> bool:
    return word.startswith("ตำแหน่ง") or word in read("formal_names")["no_given"] or is_post(word)


def _family_end(text: str, at: int, units: tuple[str, ...], *, titled: bool = False) -> int:
    """Return where the surname behind a given name ends; `at` if there is none."""
    family = _FAMILY.match(text, at)
    if family is None:
        return at
    first = family["first"]
    if text[family.end() : family.end() + 1] == "." and len(first) <= LONGEST_ABBREVIATION:
        return at  # จพง.ธุรการ
    follows = re.match(rf" (?:ตำแหน่ง|{_THAI}+)", text[family.end() :])
    if is_post(text[family.start("first") :]) and not (follows and _says_a_post(follows[0].strip())):
        return at
    if _no_surname_begins().match(first):
        return at
    cut = _cut(first)
    if cut < len(first):
        return family.start("first") + cut if cut >= SHORTEST and not _is_no_name(first[:cut], units) else at
    if _is_no_name(first, units) or _names_a_unit(text, family.start("first"), units):
        return at
    if titled and _is_another(text, family, units):
        return at
    return _second_end(text, family.end(), units) if titled and not family["more"] else family.end()


def _says_a_post(word: str) -> bool:
    """Return whether a word says that a post follows, or is one."""
    return word.startswith("ตำแหน่ง") or is_post(word)


def _is_another(text: str, family: re.Match[str], units: tuple[str, ...]) -> bool:
    """Return whether what follows a given name is the next person, with a title and a surname of their own: a surname
    may begin like a title (นายกอง)."""
    title = _titles().match(text, family.start("first"))
    if title is None:
        return False
    one = _behind(text, title, units)
    return one is not None and (one.end > family.end() or title[0].strip() not in _LIKE_A_SURNAME)


def _second_end(text: str, at: int, units: tuple[str, ...]) -> int:
    """Return where a second surname ends, which some have before what is called their post: ดีเลิศ รักไทย ตำแหน่ง…"""
    second = _SECOND.match(text, at)
    if second is None:
        return at
    word, start = second["second"], second.start("second")
    other = is_post(word) or _is_no_name(word, units) or _names_a_unit(text, start, units) or _cut(word) < len(word)
    return at if other or _titles().match(text, start) else second.end()


def _is_no_name(word: str, units: tuple[str, ...]) -> bool:
    """Return whether a word is a unit or another word that is no name."""
    names = read("formal_names")
    if word in names["no_surname"] or _no_surname_begins().match(word) or _ENDS_WITH.fullmatch(word):
        return True
    return bool(units) and _units(units).fullmatch(word) is not None


def _names_a_unit(text: str, at: int, units: tuple[str, ...]) -> bool:
    """Return whether a unit of several words stands here: กองกลาง สป.มท."""
    return bool(units) and _units(units).match(text, at) is not None


def _cut(word: str) -> int:
    """Return how many letters of a run are the name."""
    found = _glued().search(word + " ", SHORTEST)
    return found.start() if found else len(word)


@cache
def _titles() -> re.Pattern[str]:
    names = read("formal_names")
    plain, ranks = _abbreviated(names["titles"]), _abbreviated(names["ranks"])
    one = rf"(?:(?:ว่าที่\s?)?{ranks}(?:\s?(?:หญิง|ร\.\s?น\.))?|{plain})"
    begin = "|".join([rf"(?<!{_THAI})", *(f"(?<={word})" for word in names["before"])])
    # A title is followed by a name, so that ดร of ดรุณ is none.
    return re.compile(rf"(?:{begin})(?:{one}\s?)+(?=[ \t]?(?:{_LETTER}|\())")


def _abbreviated(words: Sequence[str]) -> str:
    """Return a pattern for titles; those with full stops may be spaced, and lack the last before a space."""
    patterns = []
    for word in sorted(words, key=len, reverse=True):
        inner = r"\.\s?".join(re.escape(part) for part in word.rstrip(".").split("."))
        patterns.append(rf"{inner}(?:\.|(?=\s))" if word.endswith(".") else inner)
    return f"(?:{'|'.join(patterns)})"


@cache
def _no_title() -> re.Pattern[str]:
    return re.compile(either(read("formal_names")["no_title"]))


@cache
def _no_surname_begins() -> re.Pattern[str]:
    return re.compile(either(read("formal_names")["no_surname_begins"]))


@cache
def _glued() -> re.Pattern[str]:
    names = read("formal_names")
    return re.compile(rf"{either(names['glued'])}|{_long_posts()}")


def _long_posts() -> str:
    return either(word for word in read("formal_names")["posts"] if len(word) >= SHORTEST_INSIDE)


@lru_cache(maxsize=8)
def _units(units: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{either(units)}(?!{_THAI})")
