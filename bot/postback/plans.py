"""Buttons of development plans: goals, agreement, check-ins, results, duties on return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.postback.button import Postback


@dataclass(frozen=True, slots=True)
class ShowPlan(Postback):
    """Show a person's plan to somebody who may see it."""

    kind: ClassVar[str] = "plan"
    person: int


@dataclass(frozen=True, slots=True)
class ShowPlans(Postback):
    """Show a page of the plans in the speaker's scope."""

    kind: ClassVar[str] = "plans"
    page: int = 1


@dataclass(frozen=True, slots=True)
class AddGoal(Postback):
    """Begin another goal in one's own plan; `choice` is the competency, None: it is asked."""

    kind: ClassVar[str] = "goaladd"
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class OpenGoal(Postback):
    """Show a goal of one's own, to change or remove it."""

    kind: ClassVar[str] = "goal"
    goal: int


@dataclass(frozen=True, slots=True)
class ChangeGoal(Postback):
    """Ask for a part of a goal of one's own."""

    kind: ClassVar[str] = "goaledit"
    goal: int
    goal_part: str


@dataclass(frozen=True, slots=True)
class ChooseForGoal(Postback):
    """Take this value for a part of a goal of one's own; a day as 2023-09-30. None: it is asked."""

    kind: ClassVar[str] = "goalset"
    goal: int
    goal_part: str
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class GoalDayPicked(Postback):
    """The date picker of a goal; the day itself comes in the event's params.date (Gregorian)."""

    kind: ClassVar[str] = "goalday"
    goal: int


@dataclass(frozen=True, slots=True)
class RemoveGoal(Postback):
    """Take a goal out of one's own plan; `yes` is true after it was asked whether that is meant."""

    kind: ClassVar[str] = "goalout"
    goal: int
    yes: bool


@dataclass(frozen=True, slots=True)
class SendPlan(Postback):
    """Send one's own plan for agreement."""

    kind: ClassVar[str] = "plansend"


@dataclass(frozen=True, slots=True)
class AnswerPlan(Postback):
    """Agree to a revision of somebody's plan, or ask for a change; `revision` is the one that was seen."""

    kind: ClassVar[str] = "planword"
    plan: int
    revision: int
    said: str


@dataclass(frozen=True, slots=True)
class AskProgress(Postback):
    """Ask about a plan what is to be asked of the speaker today."""

    kind: ClassVar[str] = "planask"
    plan: int


@dataclass(frozen=True, slots=True)
class AnswerGoal(Postback):
    """Say how a goal is (None: the duties on return), in a month, in the end, or months after it."""

    kind: ClassVar[str] = "goalword"
    plan: int
    asked: str
    period: str
    said: str
    goal: int | None = None


@dataclass(frozen=True, slots=True)
class WriteDuties(Postback):
    """Ask the agency for somebody's duties on return; with `inbox`, take the words of that message."""

    kind: ClassVar[str] = "duties"
    person: int
    inbox: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerDuties(Postback):
    """Confirm one's own duties as they are written in this wording, or ask for a change."""

    kind: ClassVar[str] = "dutiesword"
    number: int
    said: str


@dataclass(frozen=True, slots=True)
class LeavePlan(Postback):
    """Close the open question about a plan; `yes`: go on to the next question without words for this one."""

    kind: ClassVar[str] = "planleave"
    yes: bool
