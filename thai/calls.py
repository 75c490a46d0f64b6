"""Reads what a unit sends in answer to a call: one person or several, a project, what is withdrawn or replaced."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from thai.almanac import either
from thai.call_parts import AROUND, FieldWords, bare_words, marks_of, parts_in
from thai.context import Context
from thai.data import read
from thai.normalise import folded, tidy
from thai.rater_names import NameSaid, names_in, untitled_in

LONGEST: Final = 1500  # characters; a longer message sends nobody
LONGEST_BEFORE: Final = 60  # characters before the words with which somebody is named: a greeting, a unit
SHORTEST_TITLE: Final = 6  # letters of a project's name
LEAST_OF_A_NAME: Final = 3  # letters of a name without a title
MOST_OF_A_NAME: Final = 40
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
    `instead_of`: in whose place it is."""

    kind: SaidOf
    call: str | None
    named: tuple[NamedCandidate, ...] = ()
    instead_of: str | None = None


def sent_in(text: str, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    """Return what a message sends or withdraws, or None. It is read only where it says so at its beginning; what is
    asked, planned, told of others or done before is nothing that is sent."""
    said = tidy(text)
    low = folded(said)
    if len(said) > LONGEST or len(low) != len(said):
        return None
    if begins := _beginning("withdraws").match(low):
        return _withdrawn(said[begins.end() :], context)
    if begins := _beginning("changes").match(low):
        return _changed(said[begins.end() :], context, calls)
    return _project(said, low, context, calls) or _people(said, low, context, calls)


def _people(said: str, low: str, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    call = _call(calls, "people", low)
    begins = _anywhere("names_people").search(low)
    if call is None or begins is None or begins.start() > LONGEST_BEFORE:
        return None
    before, rest = low[: begins.start()], said[begins.end() :]
    if (
        "\n" in before.strip()
        or _anywhere("not_now").search(before)
        or _anywhere("not_taken").search(low, begins.end())
    ):
        return None
    named = _named(rest, context, call)
    if not named:
        return (
            CallSaid("people", call.key)
            if not before.strip() and not bare_words(_without_names_of(rest, call))
            else None
        )
    if begins.group() in ("เสนอ", "ขอเสนอ", "คัดเลือก") and not _close(rest, named[0].name):
        return None
    return CallSaid("people", call.key, named)


def _close(rest: str, name: str) -> bool:
    """Return whether a name follows at once: of เสนอแผนต่อนายอำเภอ nobody is named."""
    return not bare_words(re.sub(r"\d+\s?[.)]?", "", rest[: rest.find(name)]))


def _named(rest: str, context: Context, call: CallWords) -> tuple[NamedCandidate, ...]:
    cut = _posts().sub(lambda found: "\t" + found[0].lstrip(" "), rest)
    names: list[NameSaid] = [one for one in names_in(cut, context.words) if one.formal]
    if not names:
        plain = re.sub(r"^[\s:\t\n\d.)]+", "", cut)
        one = untitled_in(plain, context.words)
        names = [one] if one is not None and plain else []
        cut = plain
    found = []
    for place, one in enumerate(names):
        end = names[place + 1].start if place + 1 < len(names) else len(cut)
        found.append(
            NamedCandidate(
                " ".join(one.text.split()), parts_in(cut[one.end : end], call.fields, context, free_words=True)
            )
        )
    return tuple(found)


def _project(said: str, low: str, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    call = _call(calls, "projects", low)
    begins = _anywhere("names_project").search(low)
    if call is None or begins is None or begins.start() > LONGEST_BEFORE:
        return None
    before, rest = low[: begins.start()], said[begins.end() :]
    if "\n" in before.strip() or _anywhere("not_now").search(before):
        return None
    if not rest.strip(AROUND):
        return CallSaid("projects", call.key) if not before.strip() else None
    if re.match(rf"\s*{either(read('calls')['no_title'])}", rest):
        return None
    title, more = _title(rest, call)
    if len(re.findall(r"[\u0e01-\u0e2eA-Za-z]", title)) < SHORTEST_TITLE or re.match(r"\d+\s*(?:โครงการ|เรื่อง)", title):
        return None  # เสนอโครงการ 3 เรื่อง names none
    return CallSaid("projects", call.key, (NamedCandidate(title, parts_in(more, call.fields, context)),))


def _title(rest: str, call: CallWords) -> tuple[str, str]:
    """Return a project's name, and what is said behind it."""
    rest = re.sub(r"^[\s:\-]*(?:ชื่อ(?:โครงการ)?|เรื่อง(?=[\s:])|คือ)?[\s:]*", "", rest)
    if quoted := re.match(r'"([^"]+)"', rest):
        return quoted[1].strip(), rest[quoted.end() :]
    marks = [word for one in call.fields for word in one.said]
    ends = [
        found.start()
        for found in (re.search("\n", rest), marks_of(tuple(marks)).search(rest) if marks else None)
        if found
    ]
    end = min((one for one in ends if one > 0), default=len(rest))
    return bare_words(rest[:end]), rest[end:]


def _withdrawn(rest: str, context: Context) -> CallSaid:
    names = names_in(rest, context.words)
    name = names[0].text if names else bare_words(rest)
    return CallSaid("withdraw", None, (NamedCandidate(name),) if name else ())


def _changed(rest: str, context: Context, calls: Sequence[CallWords]) -> CallSaid | None:
    """Return who is to be in whose place: from นาย ก เป็น นาย ข."""
    call = _call(calls, "people", "")
    first, becomes, second = rest.partition("เป็น")
    if call is None or not becomes:
        return None
    titled = names_in(first, context.words)
    bare = bare_words(first)
    if titled:
        old = titled[0].text
    elif LEAST_OF_A_NAME <= len(bare) <= MOST_OF_A_NAME and any(one.formal for one in names_in(second, context.words)):
        old = bare  # จากสมศรีเป็น นายกล้า หาญดี
    else:
        return None
    named = _named(second, context, call)
    return CallSaid("people", call.key, named[:1], old) if named else None


def _call(calls: Sequence[CallWords], of: str, low: str) -> CallWords | None:
    """Return the call of this kind whose name is said, else the first."""
    those = [one for one in calls if one.of == of]
    return next((one for one in those if any(word.lower() in low for word in one.said)), those[0] if those else None)


def _without_names_of(rest: str, call: CallWords) -> str:
    return re.sub(either(call.said), "", rest, flags=re.IGNORECASE) if call.said else rest


@cache
def _posts() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s\t]){either(read('calls')['posts'])}")


@cache
def _beginning(table: str) -> re.Pattern[str]:
    return re.compile(either(word.lower() for word in read("calls")[table]))


@cache
def _anywhere(table: str) -> re.Pattern[str]:
    return re.compile(either(word.lower() for word in read("calls")[table]))
