"""Reads what a unit sends in answer to a call: one person or several, projects, what is withdrawn or replaced."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from typing import Final, Literal

from thai.almanac import either
from thai.call_parts import FieldWords, bare_words
from thai.call_people import PersonSaid, people_of
from thai.call_projects import names_nothing, projects_of
from thai.call_text import CallText, only_of, pattern, sends_now, text_of, unit_before, units_in
from thai.call_withdrawals import taken_back
from thai.context import Context
from thai.data import read
from thai.formal_names import begins_with_title, people_named
from thai.questions import asks

LONGEST_GAP: Final = 250  # characters between the words of sending and the first name
MOST_TRIES: Final = 8  # words of sending of one message that are looked at
LEAST_OF_A_NAME: Final = 3  # letters of a name without a title
MOST_OF_A_NAME: Final = 40
MOST_OF_A_POST: Final = 60  # characters between whom somebody replaces and เป็น
ONLY_INSTEAD: Final = ("ให้", "ใช้", "เอา")  # with these somebody is sent only in another's place
_OF_SOMEBODY: Final = re.compile("ตัว|ผู้แทน|คน")  # what else is changed need be nobody
_ONE_NAME: Final = re.compile(r"[ก-๎]{3,20}(?: [ก-๎]{2,25})?")
_BARE_NAME: Final = re.compile(r"\s*[ก-๎]{2,30} [ก-๎]{2,30}")
_ONE_WORD: Final = re.compile(
    r"\s+(?!แล้ว|ไป|มา|ไม่|ทาง|ภายใน|ด้วย|กัน|ก่อน|พรุ่ง|เมื่อ|ให้|ที่|ใน)[ก-๎]{2,20}\s*"
)  # somebody without a surname: it is asked how people are sent
_TABLES: Final = ("names_people", "names_people_close")
SaidOf = Literal["people", "projects", "withdraw"]


@dataclass(frozen=True, slots=True)
class CallWords:
    """A call: what it is of (people, projects), what it is called, and its fields."""

    key: str
    of: str
    said: tuple[str, ...] = ()
    fields: tuple[FieldWords, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedCandidate:
    """Who or what is sent, with what is said of the fields of the call."""

    name: str
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class CallSaid:
    """What a message sends in answer to a call (`call` is its key), or takes back. Without `named`: somebody wants to.
    `instead_of`: in whose place it is. `unit`: the unit that is said to send, as written. `also`: what the same message
    sends to another call."""

    kind: SaidOf
    call: str | None
    named: tuple[NamedCandidate, ...] = ()
    instead_of: str | None = None
    unit: str | None = None
    also: CallSaid | None = None


def sent_in(text: str, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    """Return what a message sends or withdraws, or None. What is asked, wished, planned, told of others or done before
    is nothing that is sent."""
    message = text_of(text)
    return None if message is None or asks(text) else _said(message, context, calls)


def act_asked_in(text: str, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    """Return whom a question would withdraw or replace (ถอนชื่อ … ดีไหม), or None: it does neither, but says whom it
    means."""
    message = text_of(text)
    said = _said(message, context, calls) if message is not None and asks(text) else None
    return said if said is not None and said.named and (said.kind == "withdraw" or said.instead_of) else None


def _said(message: CallText, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    people = _changed(message, context, calls) or _people(message, context, calls)
    project = _project(message, context, calls)
    back = _withdrawn(message, context)
    if people is not None and people.instead_of is None and back is not None and len(back.named) == 1:
        return replace(people, instead_of=back.named[0].name)  # ถอนชื่อ … และขอเสนอชื่อ … แทน
    if back is not None and (people is None or not people.named):
        return back
    if people is not None and people.named and project is not None and project.named:
        return replace(people, also=project)
    if project is not None and (people is None or not people.named):
        return project
    return people or _list(message, context, calls)


def _people(message: CallText, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    call = _call(calls, "people", message.low)
    if call is None:
        return None
    wants: CallSaid | None = None
    for begins in islice(_sending().finditer(message.low), MOST_TRIES):
        if not sends_now(_before(message.said, begins.start()), context):
            continue
        project = next((one.start() for one in pattern("names_project").finditer(message.low, begins.end())), None)
        rest = message.said[begins.end() : project]
        unit = unit_before(message.said[: begins.start()], context)
        people, instead_of = people_of(rest, call.fields, context, untitled=True)
        if not people:
            before = message.low[: begins.start()].strip()
            if not before and begins["named"] and (_says_no_more(rest, call, context) or _ONE_WORD.fullmatch(rest)):
                wants = CallSaid("people", call.key)
            continue
        if _is_put_to(message, begins, people):
            continue
        if _sends(begins, rest, people, instead_of, call, context):
            return CallSaid("people", call.key, _candidates(people), instead_of, unit)
    return wants


def _sends(
    begins: re.Match[str],
    rest: str,
    people: Sequence[PersonSaid],
    instead_of: str | None,
    call: CallWords,
    context: Context,
) -> bool:
    """Return whether the words of sending send these people: how close the names are, and what else is said."""
    gap, low = rest[: people[0].start], rest.lower()
    if pattern("not_taken").search(low, people[0].start) or len(gap) > LONGEST_GAP:
        return False
    counted = re.search(r"\d+\s*(?:คน|ท่าน|ราย)", gap) is not None
    sure = counted or len(people) > 1 or instead_of is not None or any(one.facts for one in people)
    if begins["named"]:
        other = pattern("sends_else_people").search(_without_names_of(gap.lower(), call))
        titled = begins_with_title(people[0].name)
        return other is None and (sure or titled or _nothing_left(rest, people))
    if begins[0].strip() in ONLY_INSTEAD and instead_of is None:
        return False
    if not only_of(_without_units(_without_names_of(gap, call), context), "sends_people"):
        return False
    return sure or _nothing_left(rest, people)


def _is_put_to(message: CallText, begins: re.Match[str], people: Sequence[PersonSaid]) -> bool:
    """Return whether something is put to somebody, of whom nothing more is said: เสนอ นายทวี มากมูล เพื่อโปรดลงนาม."""
    bare = not begins["named"] and not any(one.facts for one in people)
    return bare and pattern("to_somebody").search(message.whole) is not None


def _nothing_left(rest: str, people: Sequence[PersonSaid]) -> bool:
    """Return whether hardly anything is said behind the last name."""
    last = people[-1]
    return not bare_words(" ".join(rest.split())[len(" ".join(rest[: last.start].split())) :].strip()[len(last.name) :])


def _candidates(people: Sequence[PersonSaid]) -> tuple[NamedCandidate, ...]:
    return tuple(NamedCandidate(one.name, one.facts) for one in people)


def _list(message: CallText, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    """Return the people of a message that is nothing but a list of them: each with a title and all that is asked."""
    call = _call(calls, "people", message.low)
    first = people_named(message.said, units_in(context))[:1]
    if call is None or not first:
        return None
    if not only_of(_without_units(message.said[: first[0].start], context), "list_heads"):
        return None
    people, instead_of = people_of(message.said, call.fields, context, untitled=False)
    kinds = {one.key for one in call.fields if one.kind in ("text", "phone") and one.key in _asked(call)}
    whole = bool(people) and all(kinds <= one.facts.keys() for one in people)
    if not whole or instead_of or pattern("not_taken").search(message.low) or pattern("no_list").search(message.low):
        return None
    return CallSaid("people", call.key, _candidates(people))


def _asked(call: CallWords) -> set[str]:
    """Return the first text and the phone, by which a list of people is known."""
    texts = [one.key for one in call.fields if one.kind == "text"][:1]
    return {*texts, *(one.key for one in call.fields if one.kind == "phone")}


def _project(message: CallText, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    call = _call(calls, "projects", message.low)
    if call is None:
        return None
    for begins in islice(pattern("names_project").finditer(message.low), MOST_TRIES):
        if not sends_now(_before(message.said, begins.start()), context):
            continue
        people = next((one.start() for one in pattern("names_people").finditer(message.low, begins.end())), None)
        rest = message.said[begins.end() : people]
        unit = unit_before(message.said[: begins.start()], context)
        if names_nothing(rest) and not message.low[: begins.start()].strip():
            return CallSaid("projects", call.key)
        found = projects_of(rest, call.fields, context)
        if found:
            named = tuple(NamedCandidate(title, facts) for title, facts in found)
            return CallSaid("projects", call.key, named, None, unit)
    return None


def _withdrawn(message: CallText, context: Context) -> CallSaid | None:
    names = taken_back(message, context)
    return None if names is None else CallSaid("withdraw", None, tuple(NamedCandidate(name) for name in names))


def _changed(message: CallText, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    """Return who is to be in whose place: from นาย ก เป็น นาย ข."""
    call = _call(calls, "people", message.low)
    begins = pattern("changes").search(message.low)
    if call is None or begins is None or not sends_now(_before(message.said, begins.start()), context):
        return None
    rest = message.said[begins.end() :]
    if project := re.match(r"\s*(?:จาก)?\s*(?:โครงการ|แผนงาน)", rest):
        return _project_changed(rest[project.end() :], context, calls)
    found = _old_and_new(rest, context, of_somebody=_OF_SOMEBODY.search(begins[0]) is not None)
    if found is None:
        return None
    old, behind = found
    if pattern("not_taken").search(behind.lower()):
        return None
    people, _ = people_of(behind, call.fields, context, untitled=True)
    if not people or behind[: people[0].start].strip(" \t\n:"):
        return None
    unit = unit_before(message.said[: begins.start()], context)
    return CallSaid("people", call.key, _candidates(people[:1]), old, unit)


def _project_changed(rest: str, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    """Return the project that is to be in the place of another."""
    call = _call(calls, "projects", "")
    old, becomes, new = rest.partition("เป็น")
    found = projects_of(re.sub(r"^\s*โครงการ", "", new), call.fields, context) if call is not None and becomes else []
    if call is None or not found or not bare_words(old) or re.match(r"\s*\d", new):
        return None
    title, facts = found[0]
    return CallSaid("projects", call.key, (NamedCandidate(title, facts),), bare_words(old))


def _old_and_new(rest: str, context: Context, *, of_somebody: bool) -> tuple[str, str] | None:
    """Return the one who is replaced, and the words behind เป็น."""
    units = units_in(context)
    plain: tuple[str, str] | None = None
    for becomes in islice(_becomes().finditer(rest), MOST_TRIES):
        first, second = rest[: becomes.start()], rest[becomes.end() :]
        named, new = people_named(first, units), people_named(second, units)
        follows = bool(new) and not second[: new[0].start].strip()
        near = bool(named) and len(first) - named[-1].end <= MOST_OF_A_POST
        bare = bare_words(_from().sub("", first))
        if follows and near:
            return named[-1].text, second
        if follows and LEAST_OF_A_NAME <= len(bare) <= MOST_OF_A_NAME:
            return bare, second  # จากสมศรีเป็น นายกล้า หาญดี
        if plain is None and _BARE_NAME.match(second):
            if near:
                plain = named[-1].text, second
            elif of_somebody and _ONE_NAME.fullmatch(bare):
                plain = bare, second  # เปลี่ยนตัว สมชาย เป็น มานี มีนา
    return plain


def _before(said: str, at: int) -> str:
    """Return what is said before, since the last number: what stands behind one is another clause."""
    before = said[:at]
    numbers = list(re.finditer(r"\d[\d -]{7,}\d", before))
    return before[numbers[-1].end() :] if numbers else before


def _call(calls: Sequence[CallWords], of: str, low: str) -> CallWords | None:
    """Return the call of this kind whose name is said, else the first."""
    those = [one for one in calls if one.of == of]
    return next((one for one in those if any(word.lower() in low for word in one.said)), those[0] if those else None)


def _says_no_more(rest: str, call: CallWords, context: Context) -> bool:
    return not bare_words(_without_units(_without_names_of(rest, call), context))


def _without_names_of(rest: str, call: CallWords) -> str:
    return re.sub(rf"(?:MOI's\s*4\.0\s*)?{either(call.said)}", " ", rest, flags=re.IGNORECASE) if call.said else rest


def _without_units(rest: str, context: Context) -> str:
    units = units_in(context)
    return re.sub(either(units), " ", rest) if units else rest


@cache
def _sending() -> re.Pattern[str]:
    """Return a pattern for words of sending; those with which somebody is named are the group `named`."""
    words = {table: either(word.lower() for word in read("calls")[table]) for table in _TABLES}
    return re.compile(rf"(?P<named>{words['names_people']})|{words['names_people_close']}")


@cache
def _becomes() -> re.Pattern[str]:
    return re.compile(r"\s?(?:(?:มา|ให้)?เป็น|\bwith\b)\s?")


@cache
def _from() -> re.Pattern[str]:
    return re.compile(r"^[\s:]*(?:จาก)?\s*")
