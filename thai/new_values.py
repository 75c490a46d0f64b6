"""Reads the new values of which a correction speaks: แก้จำนวนคนเป็น 27, วันที่ผิด ต้องเป็นวันที่ 10."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from thai.context import Context
from thai.data import read as read_data
from thai.meaning import Place
from thai.normalise import folded, tidy
from thai.numbers import read_number
from thai.sentence import read
from thai.verdicts import parts_in

LONGEST_VALUE = 60  # characters
Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class NewValues:
    """The values that parts of an entry are to get. None or () if a part is not mentioned."""

    people: int | None = None
    day: date | None = None
    places: tuple[Place, ...] = ()


def new_values(text: str, context: Context) -> NewValues:
    """Return what follows "to" in a correction, as far as it is a number of people, a day or places."""
    said = folded(tidy(text))
    start = max((said.rfind(word) + len(word) for word in _words() if word in said), default=len(said))
    before, after = said[:start], said[start:].strip()
    if not after or len(after) > LONGEST_VALUE:
        return NewValues()
    sentence = read(after, context)
    people = sentence.people.count
    if people is None and parts_in(before, ("people",)):
        people = read_number(after, context.words)
    days = [day.first for day in sentence.days if day.first is not None and day.last is None]
    places = tuple(dict.fromkeys(place for _, _, place in sentence.places))
    return NewValues(people, days[0] if len(days) == 1 else None, places)


def values_beside_no(text: str, context: Context) -> NewValues:
    """Return what a no says instead: ผิดค่ะ 30 คน, เมื่อวานนะไม่ใช่วันนี้. What stands behind ไม่ใช่ is meant only if nothing
    else is said: ไม่ใช่ เมื่อวานซืน."""
    said = folded(tidy(text))
    if len(said) > LONGEST_VALUE:
        return NewValues()
    sentence = read(said, context)
    days = [(day.start, day.first) for day in sentence.days if day.first is not None and day.last is None]
    meant = _affirmed(days, said)
    places = _affirmed([(start, place) for start, _, place in sentence.places], said)
    return NewValues(sentence.people.count, meant[0] if len(meant) == 1 else None, tuple(dict.fromkeys(places)))


def _affirmed(found: Sequence[tuple[int, Said]], text: str) -> list[Said]:
    negates = tuple(read_data("calendar")["beside"]["another"])
    affirmed = [one for start, one in found if not text[:start].rstrip().endswith(negates)]
    return affirmed or [one for _, one in found]


@cache
def _words() -> tuple[str, ...]:
    return tuple(read_data("answers")["becomes"])
