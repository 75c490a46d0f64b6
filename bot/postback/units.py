"""Buttons about units: what is shown of them, the parts of a forum, nominations to seats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.postback.button import Postback


@dataclass(frozen=True, slots=True)
class ShowUnits(Postback):
    """Show forums, teams, records, or nominations that wait: of all units in scope, or of one."""

    kind: ClassVar[str] = "units"
    unit_view: str
    unit: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class ChangeForum(Postback):
    """Say a part of a forum (`activity` is its entry) anew."""

    kind: ClassVar[str] = "forum"
    activity: int
    forum_part: str


@dataclass(frozen=True, slots=True)
class LeaveForum(Postback):
    """Leave the part of a forum that is asked for as it is."""

    kind: ClassVar[str] = "forum-left"
    activity: int


@dataclass(frozen=True, slots=True)
class TakeForForum(Postback):
    """Take a message of the chat (`inbox`) as a part of a forum."""

    kind: ClassVar[str] = "forum-take"
    activity: int
    forum_part: str
    inbox: int


@dataclass(frozen=True, slots=True)
class OwnForum(Postback):
    """Whether the forum of an entry that names another unit is one of the author's own unit."""

    kind: ClassVar[str] = "forum-own"
    activity: int
    yes: bool


@dataclass(frozen=True, slots=True)
class RevisePlan(Postback):
    """Store a message of the chat (`inbox`) as the next revision of the plan of the author's unit."""

    kind: ClassVar[str] = "unit-plan"
    inbox: int


@dataclass(frozen=True, slots=True)
class AnswerStep(Postback):
    """Whether what was said of steps is to be reported."""

    kind: ClassVar[str] = "step-sure"
    yes: bool


@dataclass(frozen=True, slots=True)
class ChoosePost(Postback):
    """The seat to which whoever was named is nominated."""

    kind: ClassVar[str] = "seat"
    pick: str


@dataclass(frozen=True, slots=True)
class HandleNomination(Postback):
    """Accept, decline or take back a nomination to a seat."""

    kind: ClassVar[str] = "nominated"
    nomination: int
    seat_act: str


@dataclass(frozen=True, slots=True)
class TakeStepBack(Postback):
    """Take back a report of a step (`number` is the report's id)."""

    kind: ClassVar[str] = "step-back"
    number: int
