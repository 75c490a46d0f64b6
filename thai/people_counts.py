"""Chooses how many people took part, of all numbers in a message: those who came, not targets or absent people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Final

from thai.almanac import meant_instead
from thai.data import read
from thai.lexicon import WordToken
from thai.meaning import Doubt, DoubtKind
from thai.numbers import Number, sense_of, token_at, token_beside

MOST_PEOPLE: Final = 100_000
MOST_NUMBERS: Final = 60  # numbers of a message; who writes more is not telling how many people came
READ_BEFORE: Final = 7  # tokens before a number in which words say what it counts
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PeopleSaid:
    """How many people took part, None if there is no definite number. `doubt` is set if another number may be meant."""

    count: int | None = None
    doubt: Doubt | None = None


class CountedAs(StrEnum):
    """What a number of people counts. The names are tables of data/numbers.toml."""

    CAME = "came"  # มา, เข้าร่วม, ลงชื่อ
    CORRECTED = "corrected"  # แก้เป็น, ดูใหม่ได้
    MEMBERS = "members"  # สมาชิก, ตามทะเบียน
    EXPECTED = "expected"  # เป้า, เชิญ, นัด, รับได้
    ABSENT = "absent"  # ขาด, ลา, ไม่มา
    FOUND = "found"  # พบสารเสพติด, บาดเจ็บ, ส่งต่อ
    MET = "met"  # พบ, เจอ: those who were met, or found among those who were counted before
    WITHDRAWN = "withdrawn"  # ไม่ใช่, จากเดิม
    PLAIN = "plain"  # no word says


ROLES: Final = {role.value: role for role in CountedAs}
OTHERS: Final = (CountedAs.PLAIN, CountedAs.MEMBERS)  # they took part if nobody is said to have come


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that counts people. `total` is true for รวม; `part` for ชาย and หญิง."""

    at: int  # its place among the numbers of the message
    value: int | None
    role: CountedAs
    total: bool
    part: bool
    words: str


def people_in(tokens: Sequence[WordToken], numbers: Sequence[Number], taken: Sequence[Span] = ()) -> PeopleSaid:
    """Return how many people took part. Numbers inside `taken` spans (days, times, places) do not count people."""
    read = range(min(len(numbers), MOST_NUMBERS))
    counted = [one for one in (_counted(tokens, numbers, at, taken) for at in read) if one]
    counted = _without_taken_back(tokens, numbers, _with_bare_total(tokens, numbers, counted, taken))
    corrected = [one for one in counted if one.role is CountedAs.CORRECTED and one.value]
    if corrected:
        return PeopleSaid(corrected[-1].value)
    came = [one for one in counted if one.role is CountedAs.CAME]
    others = [one for at, one in enumerate(counted) if one.role in OTHERS or (one.role is CountedAs.MET and not at)]
    return _of_those(came, others, apart=True) if came else _of_those(others, [], apart=False)


def speaks_of_people(tokens: Sequence[WordToken], numbers: Sequence[Number]) -> bool:
    """Return whether a number of people is mentioned, even a vague one (หลายคน)."""
    return any(_counted(tokens, numbers, at, ()) for at in range(min(len(numbers), MOST_NUMBERS)))


def _of_those(counted: Sequence[Counted], others: Sequence[Counted], *, apart: bool) -> PeopleSaid:
    """Return the number of those who are counted: a total, one number, or the sum of parts.

    `apart` numbers are not parts of each other unless they are said of men and women: two of them contradict.
    """
    if any(one.value is None for one in counted):
        return PeopleSaid()
    values = [one.value for one in counted if one.value is not None]
    if not values or max(values) > MOST_PEOPLE:
        return PeopleSaid()
    last = max(one.at for one in counted)
    total = next(
        (one for one in (*counted, *others) if one.total and one.value and (one in counted or one.at > last)), None
    )
    parts = [one for one in (*counted, *others) if one.part and not one.total and one.value]
    summed = sum(one.value or 0 for one in parts)
    if total and total.value:
        if len(parts) > 1 and summed != total.value:
            return _in_doubt((total.value, summed), counted)
        told = [one.value or 0 for one in counted if not one.total and one.at < total.at]
        if not parts and len(told) > 1 and not apart and sum(told) != total.value:
            return _in_doubt((total.value, sum(told)), counted)
        return PeopleSaid(total.value)
    if len(parts) > 1:
        whole = [one.value for one in counted if not one.part and one.value]
        return _in_doubt((whole[0], summed), counted) if whole and summed not in whole else PeopleSaid(summed)
    different = tuple(dict.fromkeys(values))
    if len(different) == 1:
        return PeopleSaid(different[0] if apart or len(values) == 1 else sum(values))
    if apart:
        return _in_doubt(different, counted)
    largest = max(values)
    return PeopleSaid(largest if len(values) > 2 and 2 * largest == sum(values) else sum(values))


def _in_doubt(options: tuple[int, ...], counted: Sequence[Counted]) -> PeopleSaid:
    words = " ".join(dict.fromkeys(one.words for one in counted))
    return PeopleSaid(None, Doubt("people_count", DoubtKind.WHICH_NUMBER, options, words))


def _counted(tokens: Sequence[WordToken], numbers: Sequence[Number], at: int, taken: Sequence[Span]) -> Counted | None:
    """Return the number if it counts people."""
    number = numbers[at]
    start, end = tokens[number.first].start, tokens[number.last].end
    if any(start < other_end and other_start < end for other_start, other_end in taken):
        return None
    after = token_beside(tokens, number.last, +1, skipping=("vague_after", "slash_rest"))
    before = token_beside(tokens, number.first, -1, skipping=("about", "vague_before", "total"))
    if before and sense_of(before, "each", "ordinal"):
        return None
    fraction = _fraction(tokens, numbers, at)
    if fraction == "whole":
        return None
    role = _role(tokens, number, numbers[at - 1].last if at else -1, taken)
    if fraction == "part":
        whole = numbers[at + 1]
        if role is not CountedAs.CAME and not _has_classifier(tokens, whole, token_beside(tokens, whole.last, +1)):
            return None
        role = CountedAs.CAME
    elif (
        not _has_classifier(tokens, number, after)
        and not _may_be_bare(role, after, before)
        and not _follows_people(tokens, number)
    ):
        return None
    if role is CountedAs.PLAIN and _says_absent(tokens, number):
        role = CountedAs.ABSENT
    if _repeats(tokens, numbers, at):
        return None
    return Counted(
        at,
        number.value,
        role,
        _is_total(tokens, number),
        before is not None and sense_of(before, "gender"),
        "".join(token.text for token in tokens[number.first : number.last + 1]),
    )


def _has_classifier(tokens: Sequence[WordToken], number: Number, after: WordToken | None) -> bool:
    kind = after.key("numbers") if after else None
    if kind == "people":
        return True
    if kind == "monks":
        return any(token.text in _of_religion() for token in tokens[: number.first])
    return False


def _may_be_bare(role: CountedAs, after: WordToken | None, before: WordToken | None) -> bool:
    """Return whether a number without a classifier counts people, after a word such as มา, ขาด, เชิญ, ชาย."""
    if role is CountedAs.MET or (role is CountedAs.PLAIN and not (before and sense_of(before, "crowd", "gender"))):
        return False
    if after is not None and sense_of(after, "things", "month_or_time", "of_day", "monks"):
        return False
    return before is not None and (after is None or not after.text.startswith(("%", ".", "/", "-")))


def _without_taken_back(
    tokens: Sequence[WordToken], numbers: Sequence[Number], counted: Sequence[Counted]
) -> list[Counted]:
    """Return the numbers without those that are taken back: 20 คน เอ้ย 25 คน. What a number counts, it keeps."""
    found: list[Counted] = []
    for one in counted:
        before = found[-1] if found else None
        if before is not None and _is_taken_back(tokens, numbers[before.at], numbers[one.at]):
            found[-1] = replace(one, role=before.role if one.role is CountedAs.PLAIN else one.role)
        else:
            found.append(one)
    return found


def _is_taken_back(tokens: Sequence[WordToken], one: Number, other: Number) -> bool:
    between = [token for token in tokens[one.last + 1 : other.first] if not sense_of(token, "people")]
    return meant_instead().fullmatch("".join(token.text for token in between)) is not None


def _with_bare_total(
    tokens: Sequence[WordToken], numbers: Sequence[Number], counted: Sequence[Counted], taken: Sequence[Span]
) -> list[Counted]:
    """Return the numbers that count people, with a total behind them that has no classifier: ลำละ 6 คน 2 ลำ รวม 12."""
    known = {one.at for one in counted}
    found = list(counted)
    for at in range(min(known, default=len(numbers)) + 1, min(len(numbers), MOST_NUMBERS)):
        number = numbers[at]
        start, end = tokens[number.first].start, tokens[number.last].end
        if at in known or number.value is None or any(start < last and first < end for first, last in taken):
            continue
        if _is_total(tokens, number) and _is_followed_by_break(tokens, number):
            words = "".join(token.text for token in tokens[number.first : number.last + 1])
            found.append(Counted(at, number.value, CountedAs.PLAIN, True, False, words))
    return sorted(found, key=lambda one: one.at)


def _is_followed_by_break(tokens: Sequence[WordToken], number: Number) -> bool:
    """Return whether nothing stands behind a number that it could count: a break, กับ, or the next people."""
    following = token_at(tokens, number.last + 1)
    if following is None or following.text in _ends_of_counts() or sense_of(following, "people_noun"):
        return True
    if any(sense.kind == "speech" and sense.key in ("joint", "particle", "but") for sense in following.senses):
        return True
    after = token_beside(tokens, number.last, +1)
    if following.blank and after and after.text in _places_follow():
        return True  # เด็ก 31 ที่ อบต.
    return following.blank and not (after and sense_of(after, "things", "month_or_time", "of_day", "monks"))


def _follows_people(tokens: Sequence[WordToken], number: Number) -> bool:
    """Return whether a word for people stands before a number, and the number is theirs alone: ครู 3 เด็ก 31."""
    before = token_beside(tokens, number.first, -1, skipping=("about",))
    return before is not None and sense_of(before, "people_noun") and _is_followed_by_break(tokens, number)


def _fraction(tokens: Sequence[WordToken], numbers: Sequence[Number], at: int) -> str | None:
    """Return "part" for the 84 and "whole" for the 120 of 84/120."""
    number = numbers[at]
    after, before = token_at(tokens, number.last + 1), token_at(tokens, number.first - 1)
    if after and after.text == "/" and at + 1 < len(numbers) and numbers[at + 1].first == number.last + 2:
        return "part"
    if before and before.text == "/" and at and numbers[at - 1].last == number.first - 2:
        return "whole"
    return None


def _role(tokens: Sequence[WordToken], number: Number, after: int, taken: Sequence[Span]) -> CountedAs:
    """Return what the words before a number say that it counts. The nearest word decides, as far as `after`."""
    for index in range(number.first - 1, max(after, number.first - 1 - READ_BEFORE), -1):
        token = tokens[index]
        if token.text == "\n" or token.text in _breaks():
            break
        if not token.senses or any(start <= token.start < end for start, end in taken):
            continue
        for kind, key in token.senses:
            if kind == "numbers" and key in ROLES:
                return ROLES[key]
        if token_beside(tokens, number.first, -1, ("about",)) is token:
            if sense_of(token, "expected_directly"):
                return CountedAs.EXPECTED
            if sense_of(token, "corrected_directly"):
                return CountedAs.CORRECTED
    return CountedAs.PLAIN


def _says_absent(tokens: Sequence[WordToken], number: Number) -> bool:
    """Return whether the number is followed by "did not come": 5 คนไม่มา; but ขาด 3 is about the next number."""
    after = token_beside(tokens, number.last, +1, skipping=("people", "vague_after"))
    if after is None or not sense_of(after, "did_not"):
        return False
    following = token_beside(tokens, tokens.index(after, number.last), +1)
    return following is None or not following.text[0].isdigit()


def _repeats(tokens: Sequence[WordToken], numbers: Sequence[Number], at: int) -> bool:
    """Return whether a number in brackets repeats the one before it: 32 คน (สามสิบสองคน)."""
    before = token_at(tokens, numbers[at].first - 1)
    return bool(at and before and before.text.endswith("(") and numbers[at].value == numbers[at - 1].value)


def _is_total(tokens: Sequence[WordToken], number: Number) -> bool:
    before = token_beside(tokens, number.first, -1, skipping=("about", "crowd", "came"))
    return before is not None and sense_of(before, "total")


@cache
def _of_religion() -> frozenset[str]:
    """Return the words after which รูป counts monks, not pictures."""
    return frozenset(read("common")["of_religion"])


@cache
def _places_follow() -> frozenset[str]:
    return frozenset(read("places")["before"])


@cache
def _ends_of_counts() -> frozenset[str]:
    return frozenset(",;()/+\n")


@cache
def _breaks() -> frozenset[str]:
    return frozenset((";", "(", ")"))
