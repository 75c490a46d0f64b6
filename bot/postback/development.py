"""Buttons about the development plan of an organisation: what is shown of it, trainings, and their confirmation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.postback.button import Postback


@dataclass(frozen=True, slots=True)
class ShowDevelopment(Postback):
    """Show a view of the plan: one's own, what is lacking, the courses of the year `number`, what waits."""

    kind: ClassVar[str] = "dev"
    plan_view: str
    person: int | None = None
    number: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class ChooseCompetency(Postback):
    """A competency that a training (`activity` is its entry) served; tapped again, it did not."""

    kind: ClassVar[str] = "dev-comp"
    activity: int
    pick: str


@dataclass(frozen=True, slots=True)
class ChooseWay(Postback):
    """The way in which something was learned; without one, ask for it."""

    kind: ClassVar[str] = "dev-way"
    activity: int
    pick: str | None = None


@dataclass(frozen=True, slots=True)
class DropTraining(Postback):
    """Take a training back."""

    kind: ClassVar[str] = "dev-drop"
    activity: int


@dataclass(frozen=True, slots=True)
class RecordTraining(Postback):
    """Record the training that a message (`inbox`) tells of: it is over."""

    kind: ClassVar[str] = "dev-record"
    inbox: int


@dataclass(frozen=True, slots=True)
class ConfirmTraining(Postback):
    """Confirm somebody's training, or send it back with a reason."""

    kind: ClassVar[str] = "dev-confirm"
    activity: int
    yes: bool


@dataclass(frozen=True, slots=True)
class TakeSpendingBack(Postback):
    """Take back what was said to be spent on a course (`number` is the report's id)."""

    kind: ClassVar[str] = "dev-spent-back"
    number: int


@dataclass(frozen=True, slots=True)
class LeaveReason(Postback):
    """Leave the question why the plan is changed, or why a training is sent back: nothing is done."""

    kind: ClassVar[str] = "dev-leave"


@dataclass(frozen=True, slots=True)
class UseAsReason(Postback):
    """Take a message (`inbox`) as the reason that was asked for."""

    kind: ClassVar[str] = "dev-reason"
    inbox: int


@dataclass(frozen=True, slots=True)
class RecordAnyway(Postback):
    """Record the training that a message (`inbox`) tells of: it is another one than that on record."""

    kind: ClassVar[str] = "dev-new"
    inbox: int


@dataclass(frozen=True, slots=True)
class RetellTraining(Postback):
    """Tell a training again: the next message replaces what it says."""

    kind: ClassVar[str] = "dev-retell"
    activity: int


@dataclass(frozen=True, slots=True)
class MakeTraining(Postback):
    """Make a plain entry a training."""

    kind: ClassVar[str] = "dev-make"
    activity: int


@dataclass(frozen=True, slots=True)
class NotTraining(Postback):
    """Leave an entry without its training: it was none."""

    kind: ClassVar[str] = "dev-none"
    activity: int
