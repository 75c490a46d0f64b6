"""Reads what coordinators and mentors type about a person: to see entries, set leave, a code or a deputy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from thai.beginnings import word_at_beginning
from thai.chosen_day import choose_day
from thai.classifier import OF_SOMEBODY
from thai.context import Context
from thai.data import read
from thai.names import given_names, without_title
from thai.normalise import folded, tidy
from thai.sentence import read as read_sentence

_AROUND: Final = ' :;,-–\n"“”'
KINDS: Final = ("plans", "activities", "submissions", "reviews", "coverage", "people", "evaluations")
FILES: Final = ("csv", "geojson", "xlsx")


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person's name as typed, and the days with it, None if there are none. `in_passing`: it may be no name."""

    name: str
    first: date | None = None
    last: date | None = None
    in_passing: bool = False


@dataclass(frozen=True, slots=True)
class OtherNamed:
    """Somebody besides the speaker in a message: `name`, or None for others without a name (ทุกคน). `beside_oneself`:
    the speaker comes first (ผมลาป่วย ฝากมาลีดูแทน)."""

    name: str | None
    beside_oneself: bool


@dataclass(frozen=True, slots=True)
class StandIn:
    """`deputy` is to stand in for `mentor`; both are names as typed."""

    deputy: str
    mentor: str
    first: date | None = None
    last: date | None = None


def read_look(text: str, context: Context) -> PersonMention | None:
    """Return whose entries a message asks to see ("ขอดูของ สมชาย สัปดาห์นี้"), or None for any other message."""
    return _about(text, "look", context) or _behind(text, "look_behind", context)


def read_likely_look(text: str, context: Context, people: Sequence[str]) -> PersonMention | None:
    """Return whose entries a message asks to see that no form of words fits, though it is like others that ask: the one
    of `people` who is named in it (อยากรู้ว่าสัปดาห์นี้มาลีไปไหนมาบ้าง)."""
    sentence = read_sentence(folded(tidy(text)), replace(context, people=people))
    if sentence.person is None:
        return None
    chosen = choose_day(sentence, OF_SOMEBODY)
    first, last = chosen.period or (chosen.day, None)
    return PersonMention(sentence.person[2], first, last, in_passing=True)


def read_other(text: str, context: Context, people: Sequence[str]) -> OtherNamed | None:
    """Return who besides the speaker is named in a message: one of `people`, or others without a name."""
    sentence = read_sentence(folded(tidy(text)), replace(context, people=people))
    if sentence.person is not None:
        at, _, name = sentence.person
    else:
        name = None
        found = [place for word in _words("others") if (place := sentence.text.find(word)) >= 0]
        if not found:
            return None
        at = min(found)
    return OtherNamed(name, any(word in sentence.text[:at] for word in _words("oneself")))


def read_code(text: str, context: Context) -> PersonMention | None:
    """Return for whom a message asks for a new code."""
    return _about(text, "code", context)


def read_leave(text: str, context: Context) -> PersonMention | None:
    """Return whose leave to record ("ลา สมชาย วันที่ 3-5"). Without a name it is the speaker's own: None."""
    return _leave(text, "leave", context)


def read_somebody_away(text: str, context: Context) -> str | None:
    """Return the name in front of words of leave or illness, of somebody who may not be known (สมศรี ใจงาม ลาป่วยวันนี้):
    it has a title, or begins with a given name of PyThaiNLP's lists. A reason is no name (แม่ป่วย ขอลาพรุ่งนี้)."""
    said = folded(tidy(text))
    at = min((at for word in _words("away") if (at := said.find(word)) > 0), default=None)
    if at is None:
        return None
    name, _, _ = _without_days(said[:at], context)
    titled = without_title(name)
    plain = titled or name
    while (rest := _after(plain, "before_name")) is not None:
        plain, titled = rest, rest
    first = plain.partition(" ")[0]
    return plain if first and (titled or first in given_names()) else None


def read_leave_taken_back(text: str, context: Context) -> PersonMention | None:
    """Return whose leave to cancel ("ยกเลิกการลาของ สมชาย"). Without a name it is the speaker's own: None."""
    asked = _leave(text, "leave_taken_back", context) or _leave(_politely(text), "leave_taken_back", context)
    return asked or _behind(text, "leave_taken_back_behind", context)


def _politely(text: str) -> str:
    """Return a message without the words that only ask for something."""
    rest = folded(tidy(text))
    while (shorter := _after(rest, "please")) is not None:
        rest = shorter
    return rest


def _behind(text: str, table: str, context: Context) -> PersonMention | None:
    """Return the person in front of words of a table; the days may stand anywhere."""
    said = folded(tidy(text))
    at = min((at for word in _words(table) if (at := said.find(word)) > 0), default=None)
    if at is None:
        return None
    name, first, last = _without_days(said[:at], context)
    while (rest := _after(name, "before_name")) is not None:
        name = rest
    if first is None:
        _, first, last = _without_days(said, context)
    return PersonMention(name, first, last, in_passing=True) if name else None


def _leave(text: str, table: str, context: Context) -> PersonMention | None:
    found = _about(text, table, context)
    if found is None:
        return None
    name = found.name
    while (rest := _after(name, "leave_kind")) is not None:
        name = rest
    if not name:
        return None
    chosen = choose_day(read_sentence(folded(tidy(text)), context), "leave")  # วันที่ 13 is the next one
    first, last = chosen.period or ((chosen.day, chosen.day) if chosen.day else (found.first, found.last))
    return PersonMention(name, first, last)


def read_stand_in(text: str, context: Context) -> StandIn | None:
    """Return who is to stand in for whom ("ให้ … ปฏิบัติแทน … ตั้งแต่ … ถึง …")."""
    rest = _after(folded(tidy(text)), "deputy")
    if rest is None:
        return None
    for word in _words("stands_in"):
        deputy, said, mentor = rest.partition(word)
        if said and deputy.strip(_AROUND):
            name, first, last = _without_days(mentor, context)
            return StandIn(deputy.strip(_AROUND), name, first, last) if name else None
    return None


def wants_export(text: str) -> bool:
    """Return whether a message begins by asking for an export of any kind."""
    return _after(folded(tidy(text)), "export") is not None


def kind_of_export(text: str) -> str | None:
    """Return the kind of export that a message asks for, or None if it does not say."""
    return _named(text, "kind", KINDS)


def file_of_export(text: str) -> str | None:
    """Return the suffix of the file that a message asks for."""
    return _named(text, "file", FILES)


def _named(text: str, table: str, keys: tuple[str, ...]) -> str | None:
    said = folded(tidy(text))
    return next((key for key in keys if any(word in said for word in _words(f"{table}_{key}"))), None)


def _about(text: str, table: str, context: Context) -> PersonMention | None:
    rest = _after(folded(tidy(text)), table)
    if rest is None:
        return None
    name, first, last = _without_days(rest, context)
    return PersonMention(name, first, last) if name else None


def _without_days(said: str, context: Context) -> tuple[str, date | None, date | None]:
    """Return (words that are not days, first day, last day)."""
    sentence = read_sentence(said, context)
    words, at = [], 0
    for day in sentence.days:
        words.append(sentence.text[at : day.start])
        at = day.end
    words.append(sentence.text[at:])
    name = " ".join(" ".join(words).split()).strip(_AROUND)
    for word in _words("aside"):
        name = name.removesuffix(word).strip(_AROUND)
    days = next(((day.first, day.last) for day in sentence.days if day.first), None)
    return (name, None, None) if days is None else (name, days[0], days[1] or days[0])


def _after(said: str, table: str) -> str | None:
    """Return what follows the longest word of a table with which a text begins."""
    found = word_at_beginning(said, _words(table))
    return None if found is None else said[len(found) :].strip(_AROUND)


@cache
def _words(table: str) -> tuple[str, ...]:
    """Return the words of a table, the longest first, so that none is taken out of a longer one."""
    return tuple(sorted((folded(tidy(word)) for word in read("overseeing")[table]), key=len, reverse=True))
