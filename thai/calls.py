"""Reads what a unit sends in answer to a call: one person or several, projects, what is withdrawn or replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Final

from thai.almanac import either
from thai.call_changes import changed_in
from thai.call_parts import bare_words
from thai.call_people import PersonSaid, people_of, without_replaced
from thai.call_projects import names_nothing, projects_of
from thai.call_said import CallSaid, CallWords, NamedCandidate, call_of, candidates_of, clause_before
from thai.call_text import CallText, only_of, pattern, sends_now, text_of, units_in
from thai.call_withdrawals import taken_back
from thai.context import Context
from thai.data import read
from thai.formal_names import begins_with_title, people_named
from thai.questions import asks

LONGEST_GAP: Final = 250  # characters between the words of sending and the first name
MOST_TRIES: Final = 8  # words of sending of one message that are looked at
ONLY_INSTEAD: Final = ("ให้", "ใช้", "เอา")  # with these somebody is sent only in another's place
_ONE_WORD: Final = re.compile(
    r"\s+(?!แล้ว|ไป|มา|ไม่|ทาง|ภายใน|ด้วย|กัน|ก่อน|พรุ่ง|เมื่อ|ให้|ที่|ใน)[ก-๎]{2,20}\s*"
)  # somebody without a surname: it is asked how people are sent
_TABLES: Final = ("names_people", "names_people_close")


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
    changed = changed_in(message, context, calls)
    if changed is not None and changed.kind == "projects":
        return changed
    people = changed or _people(message, context, calls)
    project = _project(message, context, calls)
    back = _withdrawn(message, context)
    if people is not None and people.instead_of is None and back is not None and len(back.named) == 1:
        return replace(people, instead_of=back.named[0].name)  # ถอนชื่อ … และขอเสนอชื่อ … แทน
    if back is not None and (people is None or not people.named):
        return back
    if people is not None and people.named and project is None:
        project = _project(message, context, calls, "names_project_beside")
    if people is not None and people.named and project is not None and project.named:
        return replace(people, also=project)
    if project is not None and (people is None or not people.named):
        return project
    return people or _list(message, context, calls)


def _people(message: CallText, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    call = call_of(calls, "people", message.low)
    if call is None:
        return None
    wants: CallSaid | None = None
    for begins in islice(_sending().finditer(message.low), MOST_TRIES):
        if not sends_now(clause_before(message.said, begins.start()), context):
            continue
        first = people_named(message.said[begins.end() :], units_in(context))[:1]
        rest = message.said[begins.end() : _project_at(message.low, begins.end() + (first[0].end if first else 0))]
        people, instead_of = people_of(rest, call.fields, context, untitled=True)
        if not people:
            before = message.low[: begins.start()].strip()
            if not before and begins["named"] and (_says_no_more(rest, call, context) or _ONE_WORD.fullmatch(rest)):
                wants = CallSaid("people", call.key)
            continue
        if _is_put_to(message, begins, people):
            continue
        instead_of = instead_of or without_replaced(message.said[: begins.start()], context)[1]
        if _sends(begins, rest, people, instead_of, call, context):
            return CallSaid("people", call.key, candidates_of(people), instead_of)
    return wants


def _project_at(low: str, at: int) -> int | None:
    """Return where a message begins to speak of a project."""
    found = [pattern(table).search(low, at) for table in ("names_project", "names_project_beside")]
    return min((one.start() for one in found if one), default=None)


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


def _list(message: CallText, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    """Return the people of a message that is nothing but a list of them: each with all that is asked, or with a title
    and a phone if it ends with a word of sending (นายทวี มากมูล 08… ส่งชื่อครับ)."""
    call = call_of(calls, "people", message.low)
    if call is None:
        return None
    sends = [one for one in _sending().finditer(message.low) if not bare_words(message.said[one.end() :])]
    said = message.said[: sends[0].start()] if sends else message.said
    heads = [_is_head(line, call, context) and not re.search(r"\d\d", line) for line in said.split("\n")]
    said = "\n".join(line for line, is_head in zip(said.split("\n"), heads, strict=True) if not is_head)
    people, instead_of = people_of(said, call.fields, context, untitled=not sends)
    if not people or not _is_head(said[: people[0].start], call, context):
        return None
    kinds = {one.key for one in call.fields if one.kind == "phone" or (not sends and one.key in _asked(call))}
    whole = all(kinds <= one.facts.keys() for one in people)
    low = said.lower()
    if not whole or instead_of or pattern("not_taken").search(low) or pattern("no_list").search(low):
        return None
    return CallSaid("people", call.key, candidates_of(people))


def _is_head(words: str, call: CallWords, context: Context) -> bool:
    """Return whether words only stand at the head or the foot of a list: a unit, the call, what its columns are."""
    return only_of(_without_units(_without_names_of(words, call), context), "list_heads")


def _asked(call: CallWords) -> set[str]:
    """Return the first text and the phone, by which a list of people is known."""
    texts = [one.key for one in call.fields if one.kind == "text"][:1]
    return {*texts, *(one.key for one in call.fields if one.kind == "phone")}


def _project(
    message: CallText, context: Context, calls: Sequence[CallWords], table: str = "names_project"
) -> CallSaid | None:
    call = call_of(calls, "projects", message.low)
    if call is None:
        return None
    for begins in islice(pattern(table).finditer(message.low), MOST_TRIES):
        if not sends_now(clause_before(message.said, begins.start()), context):
            continue
        people = next((one.start() for one in pattern("names_people").finditer(message.low, begins.end())), None)
        rest = message.said[begins.end() : people]
        if names_nothing(rest) and not message.low[: begins.start()].strip():
            return CallSaid("projects", call.key)
        found = [one for one in projects_of(rest, call.fields, context) if not begins_with_title(one[0])]
        if found:
            named = tuple(NamedCandidate(title, facts) for title, facts in found)
            return CallSaid("projects", call.key, named)
    return None


def _withdrawn(message: CallText, context: Context) -> CallSaid | None:
    names = taken_back(message, context)
    return None if names is None else CallSaid("withdraw", None, tuple(NamedCandidate(name) for name in names))


def _says_no_more(rest: str, call: CallWords, context: Context) -> bool:
    return not bare_words(_without_units(_without_names_of(rest, call), context))


def _without_names_of(rest: str, call: CallWords) -> str:
    return re.sub(either(call.said), " ", rest, flags=re.IGNORECASE) if call.said else rest


def _without_units(rest: str, context: Context) -> str:
    units = units_in(context)
    return re.sub(either(units), " ", rest) if units else rest


@cache
def _sending() -> re.Pattern[str]:
    """Return a pattern for words of sending; those with which somebody is named are the group `named`."""
    words = {table: either(word.lower() for word in read("calls")[table]) for table in _TABLES}
    return re.compile(rf"(?P<named>{words['names_people']})|{words['names_people_close']}")
