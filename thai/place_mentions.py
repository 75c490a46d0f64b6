"""Finds the places in a message: with their level (ต., อ., จ.), as a village, or as bare names of nearby areas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import islice

from rapidfuzz import fuzz, process

from thai.almanac import either, meant_instead
from thai.bare_places import LEVELS, bare_names, home_names, own_names
from thai.context import Context
from thai.data import read
from thai.gazetteer import capital_district, gazetteer
from thai.lexicon import Sense, WordToken
from thai.meaning import Place
from thai.villages import FoundVillage, villages_in

LONGEST_NAME = 16
CLOSE_AT_HOME = 75
CLOSE_ANYWHERE = 88
SHORTEST_BARE_ABROAD = 4
SHORTEST_OF_OFFICE = 3
SHORTEST_JOINED = 3
MOST_ABROAD = 100  # words of a message behind which a district is searched
FARTHEST_LISTED = 6  # letters between the places of a list
MOST_UNKNOWN = 3  # names that are searched for one with a similar spelling


def places_in(text: str, tokens: Sequence[WordToken], context: Context) -> list[FoundVillage]:
    """Return (start, end, place) in order. If several areas have the same name, the code is that of the area which fits
    the other places of the message, else the speaker's district, else their province; otherwise it is None."""
    named = list(_with_level(text, tokens, context))
    offices = list(_of_offices(text, named))
    named += offices
    named += villages_in(text, tokens, named)
    named += bare_names(text, tokens, named, context)
    named += home_names(text, tokens, named, context)
    named += _districts_abroad(text, tokens, named, context)
    if len(named) > len(offices):
        guests = [one for one in offices if not _is_there(text, one[0])]
        named = [one for one in named if one not in guests]
    named.sort(key=lambda found: found[0])
    known = {token.start for token in tokens if token.senses and token.key("places") is None}
    named = [every for found in named for every in (found, *_joined(text, known, found, named))]
    named = [every for found in named for every in (found, *_province_behind(text, found, named))]
    return _coded(_met(text, _meant(text, named)), context)


def _meant(text: str, named: Sequence[FoundVillage]) -> list[FoundVillage]:
    """Return the places without those that are taken back: ต.ศรีถ้อย เอ้ย ต.แม่สุก."""
    found: list[FoundVillage] = []
    for one in named:
        if (
            found
            and found[-1][2].level == one[2].level
            and meant_instead().fullmatch(text, found[-1][1], max(found[-1][1], one[0]))
        ):
            found.pop()
        found.append(one)
    return found


def _met(text: str, named: Sequence[FoundVillage]) -> list[FoundVillage]:
    """Return the places without those of visitors, if others are named: คณะจากจังหวัดแพร่, คนมาจากตรัง สตูล."""
    visitors: list[FoundVillage] = []
    for one in named:
        if one[2].level not in ("province", "district"):
            continue
        listed = visitors and one[0] - visitors[-1][1] <= FARTHEST_LISTED and one[2].level == visitors[-1][2].level
        if listed or text.endswith(_from(), 0, one[0]):
            visitors.append(one)
    return [one for one in named if one not in visitors] or [*named]


def _of_offices(text: str, taken: Sequence[FoundVillage]) -> Iterator[FoundVillage]:
    """Yield known areas behind the name of an office: นายก อบต.แม่สุก."""
    for match in _offices().finditer(text):
        level = _office_levels()[match[1]]
        name = _known_name(text, match.end(), level)
        if not name or len(name) < SHORTEST_OF_OFFICE or name in _joining():
            continue
        if not any(s <= match.end() < e for s, e, _ in taken):
            yield match.end(), match.end() + len(name), Place(level, name)


def _is_there(text: str, name_at: int) -> bool:
    """Return whether an office with its area behind it is where somebody went: เข้า อบต.แม่สุก, not กับนายก อบต.แม่สุก."""
    office = max((match.start() for match in _offices().finditer(text, max(0, name_at - 30), name_at)), default=name_at)
    return text[:office].rstrip().endswith((*read("places")["before"], *read("provinces")["enters"]["words"]))


def _with_level(text: str, tokens: Sequence[WordToken], context: Context) -> Iterator[FoundVillage]:
    """Yield places behind a word or letter for their level. Only the first few unknown names are searched."""
    token_at = {token.start: token for token in tokens}
    unknown, lettered = 0, set[int]()
    for match in _letters_of_province().finditer(text):
        lettered.add(match.start())
        yield match.start(), match.end(), Place("province", read("provinces")["letters"][match[1]])
    for match in _markers().finditer(text):
        if match.start() in lettered:
            continue
        word, start = match[1], match.end()
        dotted = word.endswith(".") or match.end() > match.end(1)
        if _ends_abbreviation(text, match.start()) if word.endswith(".") else match.start() not in token_at:
            continue  # of ศอ.บต., of นายอำเภอ or เทศบาลตำบล
        if word.endswith(".") and _ends_office(text, match.end(1)):
            continue  # กับอบต.
        level = _levels()[word]
        if level != "subdistrict" and text.endswith(_papers(), 0, match.start()):
            continue  # ตามหนังสืออำเภอเมืองยะลา, สภาอุตสาหกรรมจังหวัดสมุทรสงคราม
        name = _known_name(text, start, level)
        if name and not _is_begin_of_word(token_at.get(start), name):
            yield match.start(), start + len(name), Place(level, name)
        elif _COUNTED.search(text, max(0, match.start() - 2), match.start()):
            continue  # 3 ตำบลรวด
        elif unknown < MOST_UNKNOWN and (word.endswith(".") or not dotted):
            unknown += 1
            may_be_name = _may_be_name(token_at.get(start))
            yield from _unknown_name(text, match.start(), start, word, context, at_home=not may_be_name)
    for match in _short_markers().finditer(text):
        level = _short_levels()[match[1]]
        name = _known_name(text, match.end(), level)
        if name and (
            match[2] or (len(name) >= SHORTEST_BARE_ABROAD and _WORD_ENDS.match(text, match.end() + len(name)))
        ):
            yield match.start(1), match.end() + len(name), Place(level, name)


def _may_be_name(token: WordToken | None) -> bool:
    """Return whether a word behind a marker may be a misspelt name: it is not a word that we know."""
    return token is None or not token.senses or token.key("places") == "toponym"


def _is_begin_of_word(token: WordToken | None, name: str) -> bool:
    """Return whether a name is only the beginning of an office: ประจำตำบล พัฒนาการอำเภอ."""
    return token is not None and len(token.text) > len(name) and token.key("partners") is not None


def _known_name(text: str, start: int, level: str) -> str | None:
    """Return the longest name of that level that begins there."""
    names = gazetteer().names[level]
    for length in range(min(gazetteer().longest, len(text) - start), 1, -1):
        name = text[start : start + length]
        if name in names and not _GOES_ON.match(text, start + length):
            return name
    capital = _capital_word()
    return capital if level == "district" and text.startswith(capital, start) else None


def _ends_abbreviation(text: str, at: int) -> bool:
    """Return whether จ., อ. or ต. is the end of a longer abbreviation (ผวจ., ศอ.บต., พ.ต.อ.)."""
    return bool(_ABBREVIATED.search(text, max(0, at - 4), at))


def _ends_office(text: str, end: int) -> bool:
    """Return whether the name of an office with its dot ends there: กับอบต."""
    return text.endswith(_dotted_offices(), 0, end)


def _unknown_name(
    text: str, begins: int, start: int, marker: str, context: Context, *, at_home: bool
) -> Iterator[FoundVillage]:
    """Find a misspelt name, first in the speaker's surroundings. An unknown name after ต. is kept as written. What
    begins with a word that we know is only searched `at_home`: ต.เจริญราษฏร์."""
    word = _NAME.match(text, start)
    if not word:
        return
    level = _levels()[marker]
    searched = ((own_names(context, level), CLOSE_ANYWHERE if at_home else CLOSE_AT_HOME),)
    for names, cutoff in searched if at_home else (*searched, (gazetteer().names[level], CLOSE_ANYWHERE)):
        best = process.extractOne(word[0], names, scorer=fuzz.ratio, score_cutoff=cutoff)
        if best:
            yield begins, word.end(), Place(level, best[0])
            return
    if not at_home and level == "subdistrict" and text[start - 1] != " " and len(word[0]) <= LONGEST_NAME:
        yield begins, word.end(), Place(level, word[0])


def _starts_abroad(text: str, tokens: Sequence[WordToken], context: Context) -> Iterator[int]:
    """Yield where a district may be named without its level: behind ที่ or ไป; for those who oversee, at any word."""
    for token in tokens:
        if any(sense == _BEFORE for sense in token.senses):
            yield token.end + (text[token.end : token.end + 1] == " ")
        elif not context.tells_activities and not token.senses and _NAME.match(token.text):
            yield token.start


def _districts_abroad(
    text: str, tokens: Sequence[WordToken], taken: Sequence[FoundVillage], context: Context
) -> Iterator[FoundVillage]:
    """Find districts elsewhere, without a level after ที่ or ไป, if no other place has the same name."""
    for start in islice(_starts_abroad(text, tokens, context), MOST_ABROAD):
        name = _known_name(text, start, "district")
        if not name or len(name) < SHORTEST_BARE_ABROAD or not _only_district(name):
            continue
        if not any(s <= start < e for s, e, _ in taken):
            yield start, start + len(name), Place("district", name)


def _joined(text: str, known: Set[int], found: FoundVillage, taken: Sequence[FoundVillage]) -> Iterator[FoundVillage]:
    """Yield the places without a level that กับ, และ or a comma join to a known one: ต.น้ำแวนกับเชียงบาน. They are of the
    same level, in the same area, and begin at none of the words in `known`."""
    _, end, first = found
    if first.level not in LEVELS:
        return
    while (joint := _joints().match(text, end)) and joint.end() not in known:
        name = _known_name(text, joint.end(), first.level)
        start, end = joint.end(), joint.end() + len(name or "")
        if (
            not name
            or len(name) < SHORTEST_JOINED
            or name == _capital_word()
            or any(s <= start < e for s, e, _ in taken)
        ):
            return
        if not _are_neighbours(first.level, first.name, name):
            return
        yield start, end, Place(first.level, name)


def _province_behind(text: str, found: FoundVillage, taken: Sequence[FoundVillage]) -> Iterator[FoundVillage]:
    """Yield the province that is named directly behind one of its districts: อากาศอำนวย|สกลนคร."""
    _, end, district = found
    name = _known_name(text, end, "province") if district.level == "district" else None
    if name and len(name) >= SHORTEST_BARE_ABROAD and not any(s <= end < e for s, e, _ in taken):
        inside = {code[:2] for code in gazetteer().names["district"].get(district.name, ())}
        if inside & set(gazetteer().names["province"].get(name, ())):
            yield end, end + len(name), Place("province", name)


def _are_neighbours(level: str, one: str, other: str) -> bool:
    """Return whether there are areas of these names in one province, or two provinces."""
    codes = gazetteer().names[level]
    if level == "province":
        return True
    provinces = ({code[:2] for code in codes.get(name, ())} for name in (one, other))
    return bool(set.intersection(*provinces))


@cache
def _joints() -> re.Pattern[str]:
    return re.compile(rf"\s*{either(read('provinces')['joins']['words'])}\s*")


def _only_district(name: str) -> bool:
    names = gazetteer().names
    codes = names["district"].get(name, ())
    return len(codes) == 1 and all(code.startswith(codes[0]) for code in names["subdistrict"].get(name, ()))


def _coded(named: list[FoundVillage], context: Context) -> list[FoundVillage]:
    """Return the same places with the codes that fit together."""
    said = {place.level: place.name for _, _, place in reversed(named)}
    province = _one("province", said.get("province"), ())
    known = [code for code in (province, context.district, context.home_province) if code]
    district = _one("district", said.get("district"), known)
    if said.get("district") == _capital_word():
        district = capital_district(province or context.home_province or "")
    here = [code for code in (district, province) if code]
    around = here or [code for code in (context.district, context.home_province) if code]
    coded = []
    for start, end, place in named:
        if place.level == "village":
            own = _subdistrict_at_home(place.name, context)
            if own:
                coded.append((start, end, Place("subdistrict", place.name, own)))
                continue
            code = None
        elif place.level == "district" and place.name == said.get("district"):
            code = district
        else:
            code = _one(place.level, place.name, around)
            if place.level == "subdistrict" and code and here and not any(code.startswith(area) for area in here):
                code = None
        name = gazetteer().name_of[code] if code else place.name
        coded.append((start, end, Place(place.level, name, code)))
    return coded


def _subdistrict_at_home(name: str, context: Context) -> str | None:
    """Return the code of the subdistrict of the speaker's district with this name: some begin with บ้าน."""
    codes = gazetteer().names["subdistrict"].get(name, ()) if context.district else ()
    return next((code for code in codes if code.startswith(context.district or " ")), None)


def _one(level: str, name: str | None, hints: Sequence[str]) -> str | None:
    """Return the code of a name: by the first hint that leaves exactly one code, else the only code, else None."""
    codes = gazetteer().names[level].get(name or "", ())
    for hint in hints:
        inside = [code for code in codes if code.startswith(hint)]
        if len(inside) == 1:
            return inside[0]
    return codes[0] if len(codes) == 1 else None


_COUNTED = re.compile(r"\d ?$")
_BEFORE = Sense("places", "before")
# If a vowel or tone mark follows, the letters before it are not a name.
_GOES_ON = re.compile(r"[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
_NAME = re.compile(r"[\u0e01-\u0e4e]{2,24}")
_WORD_ENDS = re.compile(r"$|[^\u0e01-\u0e4e]")
# A single letter with its dot, or one to three consonants behind a break: พ.|ต., ศอ.บ|ต., ผว|จ.
_ABBREVIATED = re.compile(r"(?:^|[^\u0e01-\u0e4e])(?:[\u0e01-\u0e2e]\.|[\u0e01-\u0e2e]{1,3})$")


@cache
def _short_levels() -> dict[str, str]:
    return dict(read("provinces")["short_level"])


@cache
def _letters_of_province() -> re.Pattern[str]:
    """Return a pattern for จ. with the two letters of a province: จ.ยล., จ. พล"""
    return re.compile(rf"(?<![\u0e01-\u0e4e.])จ\.\s?({either(read('provinces')['letters'])})(?:\.|(?![\u0e01-\u0e4e]))")


@cache
def _short_markers() -> re.Pattern[str]:
    """Return a pattern for a single ต, อ or จ before a name, without its dot."""
    return re.compile(rf"(?<!\S)({either(_short_levels())})( ?)(?=[\u0e01-\u0e2e\u0e40-\u0e44])")


@cache
def _levels() -> dict[str, str]:
    """Return the level of each word that stands before a name."""
    return {word: level for level in LEVELS for word in read("places")[level]}


@cache
def _office_levels() -> dict[str, str]:
    """Return the level of the area after which each kind of office is named."""
    return {word: level for level, words in read("provinces")["office"].items() for word in words}


@cache
def _dotted_offices() -> tuple[str, ...]:
    return tuple(word for word in _office_levels() if word.endswith("."))


@cache
def _from() -> tuple[str, ...]:
    """Return what stands before the place where somebody comes from."""
    return tuple(word + gap for word in read("provinces")["visitors"]["from"] for gap in ("", " "))


@cache
def _papers() -> tuple[str, ...]:
    """Return the words for papers behind which whoever wrote them is named."""
    return tuple(read("provinces")["papers"]["words"])


@cache
def _joining() -> frozenset[str]:
    """Return names of areas that after an office are the word between two: อบต.และกำนัน."""
    return frozenset(read("provinces")["joining"]["names"])


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(rf"({either(_office_levels())})")


@cache
def _markers() -> re.Pattern[str]:
    return re.compile(rf"({either(_levels())}) ?")


@cache
def _capital_word() -> str:
    return str(read("provinces")["capital"]["word"])
