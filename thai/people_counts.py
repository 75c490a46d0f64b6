"""Chooses how many people took part, of all numbers in a message: those who came, not targets or absent people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from thai.beside_counts import CountedAs, Span
from thai.counted_people import Counted, counted_in
from thai.data import read
from thai.lexicon import WordToken
from thai.meaning import Doubt, DoubtKind
from thai.numbers import Number, sense_of

MOST_PEOPLE: Final = 100_000
MOST_OPTIONS: Final = 3  # numbers of which one is chosen


@dataclass(frozen=True, slots=True)
class PeopleSaid:
    """How many people took part, None if there is no definite number. `doubt` is set if another number may be meant."""

    count: int | None = None
    doubt: Doubt | None = None


def people_in(
    tokens: Sequence[WordToken], numbers: Sequence[Number], taken: Sequence[Span] = ()
) -> tuple[PeopleSaid, bool]:
    """Return how many people took part, and whether a number of people is mentioned at all, even a vague one (หลายคน).
    Numbers inside `taken` spans (days, times, places) say nothing of how many took part."""
    counted = counted_in(tokens, numbers, taken)
    said = _took_part(counted)
    if len(counted) > 1:
        said = _of_a_whole(tokens, numbers, counted) or _unsure(tokens, counted) or said
    return said, bool(counted or counted_in(tokens, numbers))


def _of_a_whole(
    tokens: Sequence[WordToken], numbers: Sequence[Number], counted: Sequence[Counted]
) -> PeopleSaid | None:
    """Return the first or last number if the others are parts of it, and "the rest" has none: กรรมการ 7 คน ครู 1 ที่เหลือ
    ปลัด."""
    plain = all(one.role in (CountedAs.PLAIN, CountedAs.MEMBERS) and not one.came for one in counted)
    if not plain or counted[-1].at != len(numbers) - 1:
        return None
    rest = any(sense_of(token, "rest") for token in tokens[numbers[counted[0].at].last + 1 :])
    first, *others, last = [one.value or 0 for one in counted]
    whole = max(first, last)
    return PeopleSaid(whole) if rest and whole > sum(others) + min(first, last) else None


def _unsure(tokens: Sequence[WordToken], counted: Sequence[Counted]) -> PeopleSaid | None:
    """Return the doubt of somebody who says that they do not know which number is right: ยังไม่ชัวร์ว่าเอายอดไหน."""
    values = tuple(dict.fromkeys(one.value for one in counted if one.value))
    unsure = len(values) > 1 and any(sense_of(token, "unsure") for token in tokens)
    return _in_doubt(values[:MOST_OPTIONS], counted) if unsure else None


def _took_part(counted: Sequence[Counted]) -> PeopleSaid:
    corrected = [one for one in counted if one.role is CountedAs.CORRECTED and one.value]
    if corrected:
        return PeopleSaid(corrected[-1].value)
    came = [one for one in counted if one.role is CountedAs.CAME]
    if came and (both := _members_and_guests(came)):
        return PeopleSaid(both)
    others = _who_took_part(counted)
    if came:
        return _of_those(came, others, apart=True)
    at = next((at for at, one in enumerate(others) if at and one.after_but), 0)
    if at and all(one.value for one in others):
        values = [one.value or 0 for one in others]
        return _in_doubt((sum(values[at:]), sum(values)), others)
    return _of_those(others, [], apart=False)


def _members_and_guests(came: Sequence[Counted]) -> int | None:
    """Return the sum of both lists of minutes: ผู้มาประชุม 21 คน, ผู้เข้าร่วมประชุม 5 คน."""
    members, guests = read("common")["members_who_came"], read("common")["guests_who_came"]
    if len(came) == 2 and came[0].said in members and came[1].said in guests and came[0].value and came[1].value:
        return came[0].value + came[1].value if came[1].value < came[0].value else None
    return None


def _who_took_part(counted: Sequence[Counted]) -> list[Counted]:
    """Return those who took part if nobody is said to have come: no members if others are counted, of one group only
    those who came (ผู้ปกครอง 60 คน ผู้ปกครองมา 47)."""
    plain = [
        one for at, one in enumerate(counted) if one.role is CountedAs.PLAIN or (one.role is CountedAs.MET and not at)
    ]
    came = [one for one in plain if one.came]
    plain = [
        one
        for one in plain
        if one.came or not any(one.at < other.at and one.group in ("", other.group) for other in came)
    ]
    members = [one for one in counted if one.role is CountedAs.MEMBERS]
    if came or plain or len(members) > 1:
        members = [one for one in members if not one.total and not came]
    spoken_of = [one for one in counted if one.role is CountedAs.SPOKEN_OF]
    return sorted([*plain, *members], key=lambda one: one.at) or spoken_of


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
    totals = [one for one in (*counted, *others) if one.total and one.value and (one in counted or one.at > last)]
    total = max(totals, key=lambda one: one.value or 0, default=None)
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
    if len(values) > 2 and 2 * values[-1] == sum(values) and not counted[-1].group:
        return PeopleSaid(values[-1])  # ครู 2 คน เด็ก 10 คน นั่งคุยกัน 12 คน
    summed_up = len(values) > 2 and 2 * values[0] == sum(values) and not counted[0].came
    return PeopleSaid(values[0] if summed_up else sum(values))  # 12 คน ครู 2 คน เด็ก 10 คน


def _in_doubt(options: tuple[int, ...], counted: Sequence[Counted]) -> PeopleSaid:
    words = " ".join(dict.fromkeys(one.words for one in counted))
    return PeopleSaid(None, Doubt("people_count", DoubtKind.WHICH_NUMBER, options, words))
