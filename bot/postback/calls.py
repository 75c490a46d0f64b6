"""Buttons about calls and selections: what units have sent, the parts of a candidate, what becomes of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.postback.button import Postback


@dataclass(frozen=True, slots=True)
class ShowCall(Postback):
    """Show what units have sent in a call: of all in scope, or of one."""

    kind: ClassVar[str] = "call"
    call: str
    unit: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowCalls(Postback):
    """Show the call of people or of projects that matters most today, what one's own unit has sent, or until when."""

    kind: ClassVar[str] = "calls"
    calls_view: str


@dataclass(frozen=True, slots=True)
class HandleCandidate(Postback):
    """Go on with a candidate of whom something is missing, withdraw one, ask whether to, or leave all as it was."""

    kind: ClassVar[str] = "candidate"
    candidate: int
    candidate_act: str


@dataclass(frozen=True, slots=True)
class ChooseForCandidate(Postback):
    """One of the choices of a field."""

    kind: ClassVar[str] = "call-choice"
    candidate: int
    call_field: str
    pick: str


@dataclass(frozen=True, slots=True)
class CorrectCandidate(Postback):
    """Say one of the fields of a candidate anew."""

    kind: ClassVar[str] = "call-correct"
    candidate: int
    call_field: str


@dataclass(frozen=True, slots=True)
class TakeIn(Postback):
    """Make members of the programme of those whom a call chose, or (without `yes`) show first who that would be."""

    kind: ClassVar[str] = "take-in"
    call: str
    yes: bool = True


@dataclass(frozen=True, slots=True)
class PutInPlace(Postback):
    """Put a candidate in the place of another one that was sent."""

    kind: ClassVar[str] = "in-place"
    candidate: int
    instead_of: int


@dataclass(frozen=True, slots=True)
class ShowSelection(Postback):
    """Show who was chosen in a selection, or how it stands."""

    kind: ClassVar[str] = "selection"
    selection: str
    page: int = 1
