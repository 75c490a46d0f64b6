"""Finds the numbers of a message that count people, and what each of them counts: who came, was invited, was absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from thai.almanac import meant_instead
from thai.beside_counts import (
    CountedAs,
    Message,
    Span,
    counted_as,
    ends_count,
    has_classifier,
    is_added,
    is_after_meeting,
    is_laughter,
    is_more,
    is_of_people,
    may_be_bare,
    part_of_fraction,
    part_of_range,
    place_of_group,
    place_of_people,
    place_of_total,
    repeats,
    says_absent,
    speaks_before,
    stands_after_but,
)
from thai.data import read
from thai.lexicon import WordToken
from thai.numbers import Number, sense_of, token_at

MOST_NUMBERS: Final = 60  # numbers of a message; who writes more is not telling how many people came


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that counts people. `total` is true for รวม; `part` for ชาย and หญิง.

    `group` are the words for those of whom the number is said, if they are named before it. `came` is true of a group
    that is said to have come: บริษัทมา 3 คน does not say that nobody else came. `said` is the word for the role.
    `after_but` is true of those who were met rather than those before.
    """

    at: int  # its place among the numbers of the message
    value: int | None
    role: CountedAs
    total: bool
    part: bool
    words: str
    group: str = ""
    came: bool = False
    said: str = ""
    after_but: bool = False


def counted_in(tokens: Sequence[WordToken], numbers: Sequence[Number], taken: Sequence[Span] = ()) -> list[Counted]:
    """Return the numbers that count people, in order. Numbers inside `taken` spans (days, times, places) do not."""
    some = numbers[:MOST_NUMBERS]
    covered = bytearray(tokens[-1].end + 1 if tokens else 0)
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    message = Message(tokens, some, covered, any(is_of_people(tokens, number) for number in some))
    counted: list[Counted] = []
    for at in range(len(some)):
        one = _counted(message, at) or _corrected(message, at, counted) or _multiplied(message, at)
        if one and counted and counted[-1].at == at - 1 and is_added(message, at - 1):
            added = counted.pop()  # ชาวบ้าน 25+30+18 คน
            value = None if added.value is None or one.value is None else added.value + one.value
            one = replace(added, at=at, value=value, words=f"{added.words}+{one.words}")
        if one:
            counted.append(one)
    return _without_taken_back(message, counted)


def _counted(message: Message, at: int) -> Counted | None:
    """Return the number if it counts people."""
    tokens, number = message.tokens, message.numbers[at]
    if message.is_taken(tokens[number.first].start, tokens[number.last].end):
        return None
    before = message.before(number, "about", "vague_before", "total")
    if before and sense_of(before, "each", "ordinal"):
        return None
    fraction = part_of_fraction(message, at)
    end = part_of_range(message, at)
    if fraction == "whole" or end == "first" or repeats(message, at) or is_laughter(message, number):
        return None
    previous = message.numbers[at - 1].last if at else -1
    role, role_at = counted_as(message, number, previous)
    total = place_of_total(message, number, previous) is not None
    people_at = place_of_people(message, number, previous)
    if fraction == "part":
        of_people = role in (CountedAs.CAME, CountedAs.MEMBERS) or people_at is not None
        if not of_people and not has_classifier(message, message.numbers[at + 1]):
            return None
        role, people_at = CountedAs.CAME, None
    elif not has_classifier(message, number) and not is_added(message, at):
        alone = people_at is not None or is_after_meeting(before) or (total and speaks_before(message, number))
        alone = alone or (message.lists_people and is_more(message.before(number)))
        if not (alone and ends_count(message, number)) and not may_be_bare(message, number, role, role_at):
            return None
    if role is CountedAs.PLAIN and says_absent(message, number):
        role = CountedAs.ABSENT
    if role is CountedAs.ABSENT and total and sense_of(tokens[role_at], "rest"):
        role = CountedAs.PLAIN  # ที่เหลือปลัด ทั้งคณะ 18 คน
    group_at = place_of_group(message, number, previous)
    listed = group_at is not None and group_at > role_at  # ผู้ร่วม: ครู 3 คน เด็ก 20 คน
    of_all = role_at >= 0 and sense_of(tokens[role_at], "crowd")  # อบต. ผู้เข้าประชุม 21 คน
    came = role is CountedAs.CAME and group_at is not None and fraction is None and (listed or not of_all)
    return Counted(
        at,
        None if end else number.value,
        CountedAs.PLAIN if came else role,
        total,
        before is not None and sense_of(before, "gender"),
        _words(message, number),
        tokens[group_at].text if group_at is not None else "",
        came,
        tokens[role_at].text if role_at >= 0 else "",
        stands_after_but(message, number, previous),
    )


def _words(message: Message, number: Number) -> str:
    return "".join(token.text for token in message.tokens[number.first : number.last + 1])


# ---- numbers that depend on others ----


def _corrected(message: Message, at: int, counted: Sequence[Counted]) -> Counted | None:
    """Return a number that stands instead of one that is not right: คนไม่ใช่ 210 ค่ะ 120."""
    numbers, number = message.numbers, message.numbers[at]
    after_wrong = any(one.at == at - 1 and one.role is CountedAs.WITHDRAWN for one in counted)
    before_wrong = at + 1 < len(numbers) and counted_as(message, numbers[at + 1], number.last)[0] is CountedAs.WITHDRAWN
    if message.is_taken(message.tokens[number.first].start, message.tokens[number.last].end):
        return None
    if not (after_wrong or before_wrong) or not ends_count(message, number):
        return None
    one, other = (numbers[at - 1], number) if after_wrong else (number, numbers[at + 1])
    between = message.tokens[one.last + 1 : other.first]
    if not all(token.blank or _may_stand_between(token) for token in between):
        return None
    return Counted(at, number.value, CountedAs.CORRECTED, False, False, _words(message, number))


def _may_stand_between(token: WordToken) -> bool:
    if sense_of(token, "people", "becomes", "withdrawn"):
        return True
    return any(sense.kind == "speech" and sense.key in ("particle", "but", "filler") for sense in token.senses)


def _multiplied(message: Message, at: int) -> Counted | None:
    """Return the people of all groups: กลุ่มละ 12 สองกลุ่ม. If the message says the number itself, that one counts."""
    tokens, numbers, number = message.tokens, message.numbers, message.numbers[at]
    before, after = message.before(number, "about"), message.after(number)
    if before is None or before.text != _each_word() or number.value is None:
        return None
    if after is None or not (sense_of(after, "people") or after.text[0].isdigit() or after.senses):
        return None
    unit = token_at(tokens, tokens.index(before) - 1)
    if unit is None or not sense_of(unit, "things") or unit.text in _of_time():
        return None
    times = next((one for one in numbers if one.value and _counts_unit(message, one, unit.text)), None)
    if times is None or times.value is None or not (sense_of(after, "people") or times.first > number.last):
        return None
    product = number.value * times.value
    if any(one.value == product for one in numbers):
        return None
    return Counted(at, product, CountedAs.PLAIN, False, False, _words(message, number))


def _counts_unit(message: Message, number: Number, unit: str) -> bool:
    after = message.after(number)
    return after is not None and after.text == unit


def _without_taken_back(message: Message, counted: Sequence[Counted]) -> list[Counted]:
    """Return the numbers without those that are taken back: 20 คน เอ้ย 25 คน. What a number counts, it keeps."""
    found: list[Counted] = []
    for one in counted:
        before = found[-1] if found else None
        if before is not None and _is_taken_back(message, before.at, one.at):
            kept = one.role in (CountedAs.PLAIN, CountedAs.WITHDRAWN)  # 15 คนเอ้ยไม่ใช่ 18 คน
            found[-1] = replace(one, role=before.role if kept else one.role)
        else:
            found.append(one)
    return found


def _is_taken_back(message: Message, one: int, other: int) -> bool:
    first, last = message.numbers[one].last + 1, message.numbers[other].first
    between = [token for token in message.tokens[first:last] if not sense_of(token, "people")]
    return meant_instead().fullmatch("".join(token.text for token in between)) is not None


# ---- words ----


@cache
def _of_time() -> frozenset[str]:
    return frozenset(read("common")["units_of_time"])


def _each_word() -> str:
    return str(read("common")["each_of_them"][0])
