"""What a message says in answer to a call, and the call as the reader of messages knows it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from thai.call_parts import FieldWords
from thai.call_people import PersonSaid

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
    `instead_of`: in whose place it is. `also`: what the same message sends to another call."""

    kind: SaidOf
    call: str | None
    named: tuple[NamedCandidate, ...] = ()
    instead_of: str | None = None
    also: CallSaid | None = None


def call_of(calls: Sequence[CallWords], of: str, low: str) -> CallWords | None:
    """Return the call of this kind whose name is said, else the first."""
    those = [one for one in calls if one.of == of]
    return next((one for one in those if any(word.lower() in low for word in one.said)), those[0] if those else None)


def clause_before(said: str, at: int) -> str:
    """Return what is said before, since the last number: what stands behind one is another clause."""
    before = said[:at]
    numbers = list(re.finditer(r"\d[\d -]{7,}\d", before))
    return before[numbers[-1].end() :] if numbers else before


def candidates_of(people: Sequence[PersonSaid]) -> tuple[NamedCandidate, ...]:
    """Return people as they are sent."""
    return tuple(NamedCandidate(one.name, one.facts) for one in people)
