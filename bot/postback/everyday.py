"""Buttons for everybody: consent, commands, language, erasure, leave, mute, holidays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.postback.button import Postback


@dataclass(frozen=True, slots=True)
class Consent(Postback):
    """Answer yes or no to one version of the privacy notice."""

    kind: ClassVar[str] = "consent"
    version: str
    yes: bool


@dataclass(frozen=True, slots=True)
class Say(Postback):
    """A menu button. It does the same as typing the command of this intent."""

    kind: ClassVar[str] = "say"
    intent: str


@dataclass(frozen=True, slots=True)
class Meant(Postback):
    """Take a message that was not understood as this command, with the days and places it mentions."""

    kind: ClassVar[str] = "meant"
    inbox: int
    intent: str


@dataclass(frozen=True, slots=True)
class SetLanguage(Postback):
    kind: ClassVar[str] = "language"
    language: str


@dataclass(frozen=True, slots=True)
class ForgetMe(Postback):
    """Erasure in two steps: "ask" opens the question, "confirm" or "keep" answers it."""

    kind: ClassVar[str] = "forget"
    stage: str


@dataclass(frozen=True, slots=True)
class WithdrawConsent(Postback):
    """Withdrawal of the consent in two steps: "ask" opens the question, "confirm" or "keep" answers it."""

    kind: ClassVar[str] = "withdraw"
    stage: str


@dataclass(frozen=True, slots=True)
class TakeLeave(Postback):
    """Record leave on these days."""

    kind: ClassVar[str] = "leave"
    first: str  # "2023-07-03"
    last: str


@dataclass(frozen=True, slots=True)
class ChooseLeave(Postback):
    """Record leave on the days of this reading of the words; the likeliest is number 1."""

    kind: ClassVar[str] = "leavepick"
    number: int


@dataclass(frozen=True, slots=True)
class AskLeaveDays(Postback):
    """Type the days of the leave, because none of those shown are meant."""

    kind: ClassVar[str] = "leavedays"


@dataclass(frozen=True, slots=True)
class DeclineLeave(Postback):
    """Take no leave."""

    kind: ClassVar[str] = "leaveno"


@dataclass(frozen=True, slots=True)
class CancelLeave(Postback):
    kind: ClassVar[str] = "noleave"
    leave: int


@dataclass(frozen=True, slots=True)
class MuteUntil(Postback):
    """Stop reminders up to this day."""

    kind: ClassVar[str] = "mute"
    day: str


@dataclass(frozen=True, slots=True)
class SetHoliday(Postback):
    """Answer yes or no to the holiday that was shown."""

    kind: ClassVar[str] = "holiday"
    yes: bool
