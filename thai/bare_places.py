"""Finds areas that are named without their level: provinces, and those that are near the speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Final

from thai.context import Context
from thai.data import read
from thai.gazetteer import gazetteer
from thai.lexicon import WordToken
from thai.meaning import Place
from thai.names import given_names, titles_and_posts
from thai.villages import FoundVillage

LEVELS: Final = ("province", "district", "subdistrict")
SHORTEST_ANYWHERE: Final = 5  # letters of a name that is read without a word such as ที่ before it
LONGEST_TITLE: Final = 16  # letters before a name in which a title is looked for
SHORTEST_ATTACHED: Final = 4  # letters of a name that is read directly beside another
_VOWELS_AND_MARKS: Final = frozenset(map(chr, (*range(0x0E30, 0x0E3B), 0x0E45, *range(0x0E47, 0x0E4F))))


def bare_names(
    text: str, tokens: Sequence[WordToken], taken: Sequence[FoundVillage], context: Context
) -> Iterator[FoundVillage]:
    """Yield areas without a level: provinces, districts of the speaker's province, subdistricts of their district.

    Those who oversee also say a province directly behind another word: สรุปเชียงใหม่.
    """
    places = gazetteer()
    begin = frozenset() if context.tells_activities else frozenset(token.start for token in tokens)
    spans = [(start, end) for start, end, _ in taken]
    for level in LEVELS:
        for name in _bare_names(context, level):
            at = text.find(name)
            if at < 0 or (level == "province" and name in places.everyday):
                continue
            end = at + len(name)
            if any(at < other_end and start < end for start, other_end in spans):
                continue
            if (
                _is_surname(text, at, end)
                or _is_given_name(text, at)
                or any(place.name == name for _, _, place in taken)
            ):
                continue
            if _after_location(text, at) or (level == "province" and at in begin):
                spans.append((at, end))
                yield at, end, Place(level, name)


def _is_surname(text: str, at: int, end: int) -> bool:
    """Return whether a title or post with a given name stands before: นายบุญเลิศ กุดหวาย, กำนันสมชาย นาโส่. A name that
    goes on needs no known given name: กำนันสุขใจ แม่ใจ|งาม."""
    if at == 0 or text[at - 1] != " ":
        return False
    before = " ".join(text[:at].split()[-2:])
    given = [before[title.end() :].strip() for title in titles_and_posts().finditer(before)]
    return any(name in given_names() for name in given) or (
        bool(given and given[-1]) and "ก" <= text[end : end + 1] <= "ฮ"
    )


def _is_given_name(text: str, at: int) -> bool:
    """Return whether a title or post stands directly before: ลุงท่าทอง."""
    near = text[max(0, at - LONGEST_TITLE) : at]
    return any(title.end() == len(near) for title in titles_and_posts().finditer(near))


def _bare_names(context: Context, level: str) -> list[str]:
    return _long_enough(_around(context, level), level)


@lru_cache(maxsize=2048)
def _long_enough(area: str | None, level: str) -> list[str]:
    return [name for name in _names_in(area, level) if len(name) > 2]


def _after_location(text: str, at: int) -> bool:
    if at == 0 or text[at - 1] == " ":
        return True
    return any(text.endswith(word, 0, at) for word in _before_words())


@cache
def _before_words() -> tuple[str, ...]:
    return tuple(read("places")["before"])


def own_names(context: Context, level: str) -> list[str]:
    """Return names of that level near the speaker: subdistricts of their district, districts of their province."""
    return _names_in(_around(context, level), level)


def _around(context: Context, level: str) -> str | None:
    """Return the speaker's area in which names of that level are searched."""
    return {"subdistrict": context.district, "district": context.home_province}.get(level)


@lru_cache(maxsize=2048)
def _names_in(area: str | None, level: str) -> list[str]:
    places = gazetteer()
    if level == "province":
        return list(places.names["province"])
    return [places.name_of[code] for code in places.children.get(area or "", ())]


# ---- the subdistricts of the speaker's district ----


def home_names(
    text: str, tokens: Sequence[WordToken], taken: Sequence[FoundVillage], context: Context
) -> Iterator[FoundVillage]:
    """Yield subdistricts of the district of somebody who tells of their work, wherever they stand: ขึ้นนาโบสถ์, หาดคึกคัก.

    A name that is made of common words, or is the district's, too, needs a word such as ที่ before it. Behind บ้าน, วัด
    or a school it is theirs.
    """
    if not context.tells_activities or not context.district:
        return
    names = own_names(context, "subdistrict")
    district = gazetteer().name_of.get(context.district)
    spans = [(start, end) for start, end, _ in taken]
    found: list[tuple[int, int, str]] = []
    starts: list[int] = []
    for name in names:
        if len(name) < SHORTEST_ANYWHERE or name == district:
            continue
        at = text.find(name)
        while at >= 0:
            starts = starts or [token.start for token in tokens]
            end = at + len(name)
            named = _is_free(at, end, spans) and _is_name(tokens, starts, at, end) and not _goes_on(text, end)
            if named and _is_given_name(text, at):
                break  # คุยกับลุงท่าทอง แกชื่อท่าทองจริงๆ
            if named and not _is_surname(text, at, end) and not text.endswith(_institutions(), 0, at):
                found.append((at, end, name))
                spans.append((at, end))
                break
            at = text.find(name, end)
    known = {place.name: (start, end) for start, end, place in taken if place.level == "subdistrict"}
    known |= {name: (start, end) for start, end, name in found}
    others = [name for name in names if name not in known and len(name) >= SHORTEST_ATTACHED]
    attached = _attached(text, list(known.values()), spans, others)
    for start, end, name in chain(found, attached):
        yield start, end, Place("subdistrict", name)


@cache
def _institutions() -> tuple[str, ...]:
    return (*read("provinces")["institution"]["words"], *read("places")["village"])


def _is_free(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return not any(start < last and first < end for first, last in spans)


def _is_name(tokens: Sequence[WordToken], starts: Sequence[int], start: int, end: int) -> bool:
    """Return whether the letters in [start, end) begin and end where words do or inside unknown ones, and are more than
    common words: a first syllable of names (นา|โบสถ์), or something unknown (ทะเล|น้อย)."""
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
    if tokens[first].start != start and tokens[first].senses:
        return False
    if tokens[last].end != end and tokens[last].senses:
        return False
    inside = tokens[first : last + 1]
    return inside[0].key("places") == "toponym" or any(not token.senses for token in inside)


def _goes_on(text: str, end: int) -> bool:
    """Return whether a vowel or tone mark follows: then the letters before it are not a name."""
    return text[end : end + 1] in _VOWELS_AND_MARKS


def _attached(
    text: str, waiting: list[tuple[int, int]], spans: list[tuple[int, int]], names: list[str]
) -> Iterator[tuple[int, int, str]]:
    """Yield each of the names that is directly before or behind another of the district: นาฮี|ท่าก้อน|วาใหญ่."""
    while waiting and names:
        start, end = waiting.pop()
        for name in tuple(names):
            for at in (start - len(name), end):
                span = (at, at + len(name))
                if at < 0 or not text.startswith(name, at) or not _is_free(*span, spans) or _goes_on(text, span[1]):
                    continue
                spans.append(span)
                waiting.append(span)
                names.remove(name)
                yield *span, name
                break
