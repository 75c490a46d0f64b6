"""Chooses how many people took part, of all numbers in a message: those who came, not targets or absent people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from thai.beside_counts import CountedAs, Span
from thai.counted_people import Counted, counted_in
from thai.lexicon import WordToken
from thai.meaning import Doubt, DoubtKind
from thai.numbers import Number

MOST_PEOPLE: Final = 100_000


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
    return _took_part(counted), bool(counted or counted_in(tokens, numbers))


def _took_part(counted: Sequence[Counted]) -> PeopleSaid:
    corrected = [one for one in counted if one.role is CountedAs.CORRECTED and one.value]
    if corrected:
        return PeopleSaid(corrected[-1].value)
    came = [one for one in counted if one.role is CountedAs.CAME]
    others = _who_took_part(counted)
    return _of_those(came, others, apart=True) if came else _of_those(others, [], apart=False)


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
    summed_up = len(values) > 2 and 2 * values[0] == sum(values) and not counted[0].came
    return PeopleSaid(values[0] if summed_up else sum(values))  # 12 คน ครู 2 คน เด็ก 10 คน


def _in_doubt(options: tuple[int, ...], counted: Sequence[Counted]) -> PeopleSaid:
    words = " ".join(dict.fromkeys(one.words for one in counted))
    return PeopleSaid(None, Doubt("people_count", DoubtKind.WHICH_NUMBER, options, words))
