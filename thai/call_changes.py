"""Reads who or what is put in the place of another: from นาย ก เป็น นาย ข."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Final

from thai.call_parts import bare_words
from thai.call_people import people_of
from thai.call_projects import projects_of
from thai.call_said import CallSaid, CallWords, NamedCandidate, call_of, candidates_of, clause_before
from thai.call_text import CallText, pattern, sends_now, units_in
from thai.context import Context
from thai.formal_names import people_named

MOST_TRIES: Final = 8  # places of เป็น that are looked at
LEAST_OF_A_NAME: Final = 3  # letters of a name without a title
MOST_OF_A_NAME: Final = 40
MOST_OF_A_POST: Final = 60  # characters between whom somebody replaces and เป็น
_OF_SOMEBODY: Final = re.compile("ตัว|ผู้แทน|คน")  # what else is changed need be nobody
_ONE_NAME: Final = re.compile(r"[ก-๎]{3,20}(?: [ก-๎]{2,25})?")
_BARE_NAME: Final = re.compile(r"\s*[ก-๎]{2,30} [ก-๎]{2,30}")


def changed_in(message: CallText, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    """Return who is to be in whose place: from นาย ก เป็น นาย ข."""
    call = call_of(calls, "people", message.low)
    begins = pattern("changes").search(message.low)
    if call is None or begins is None or not sends_now(clause_before(message.said, begins.start()), context):
        return None
    rest = message.said[begins.end() :]
    if project := re.match(r"\s*(?:จาก)?\s*(?:โครงการ|แผนงาน)", rest):
        return _project_changed(rest[project.end() :], context, calls)
    before = people_named(message.said[: begins.start()], units_in(context))
    becomes = _becomes().match(rest)
    if becomes and before:  # นายทวี มากมูล ลาออก ขอเปลี่ยนเป็น นายตรี มากมาย
        found: tuple[str, str] | None = before[-1].text, rest[becomes.end() :]
    else:
        found = _old_and_new(rest, context, of_somebody=_OF_SOMEBODY.search(begins[0]) is not None)
    if found is None:
        return None
    old, behind = found
    if pattern("not_taken").search(behind.lower()):
        return None
    people, _ = people_of(behind, call.fields, context, untitled=True)
    if not people or behind[: people[0].start].strip(" \t\n:"):
        return None
    return CallSaid("people", call.key, candidates_of(people[:1]), old)


def _project_changed(rest: str, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    """Return the project that is to be in the place of another."""
    call = call_of(calls, "projects", "")
    old, becomes, new = _from().sub("", rest).partition("เป็น")
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


@cache
def _becomes() -> re.Pattern[str]:
    return re.compile(r"\s?(?:(?:มา|ให้)?เป็น|\bwith\b)\s?")


@cache
def _from() -> re.Pattern[str]:
    return re.compile(r"^[\s:]*(?:จาก)?\s*")
