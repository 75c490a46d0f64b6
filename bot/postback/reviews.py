"""Buttons between mentors and participants: verdicts on entries, and questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.postback.button import Postback


@dataclass(frozen=True, slots=True)
class ReviewActivity(Postback):
    """A mentor's act on an entry with one tap; `revision` is the one that they saw."""

    kind: ClassVar[str] = "verdict"
    activity: int
    revision: int
    act: str


@dataclass(frozen=True, slots=True)
class FlagPart(Postback):
    """Return an entry because of this part."""

    kind: ClassVar[str] = "flag"
    activity: int
    flag: str


@dataclass(frozen=True, slots=True)
class OpenReview(Postback):
    """Show an entry to its mentor."""

    kind: ClassVar[str] = "review"
    activity: int


@dataclass(frozen=True, slots=True)
class ShowPhotos(Postback):
    """Show the pictures of an entry to its mentor."""

    kind: ClassVar[str] = "pictures"
    activity: int


@dataclass(frozen=True, slots=True)
class MoreReviews(Postback):
    """Show the next page of numbered entries."""

    kind: ClassVar[str] = "reviews"
    listing: int
    page: int


@dataclass(frozen=True, slots=True)
class ApproveAll(Postback):
    """Approve all numbered entries; `yes` is true after the mentor was told what they have not opened."""

    kind: ClassVar[str] = "noteall"
    listing: int
    yes: bool


@dataclass(frozen=True, slots=True)
class ChooseActivity(Postback):
    """Choose which of several entries the words just typed are about."""

    kind: ClassVar[str] = "whose"
    activity: int


@dataclass(frozen=True, slots=True)
class UnlockActivity(Postback):
    kind: ClassVar[str] = "unlock"
    activity: int


@dataclass(frozen=True, slots=True)
class FixActivity(Postback):
    """Correct the parts because of which an entry was returned."""

    kind: ClassVar[str] = "fix"
    activity: int


@dataclass(frozen=True, slots=True)
class SendAgain(Postback):
    """Send a returned entry to the mentor again as it is."""

    kind: ClassVar[str] = "resend"
    activity: int


@dataclass(frozen=True, slots=True)
class AskMentor(Postback):
    """Ask the participant what they want to ask the mentor."""

    kind: ClassVar[str] = "ask"


@dataclass(frozen=True, slots=True)
class OpenThread(Postback):
    """Show a thread between a participant and their mentor."""

    kind: ClassVar[str] = "question"
    question: int


@dataclass(frozen=True, slots=True)
class AnswerThread(Postback):
    """Write the next message into this thread, as either side."""

    kind: ClassVar[str] = "answer"
    question: int


@dataclass(frozen=True, slots=True)
class ConfirmVerdict(Postback):
    """Answer yes or no to the entries on which a typed act would be done."""

    kind: ClassVar[str] = "verdictsure"
    yes: bool


@dataclass(frozen=True, slots=True)
class PassOn(Postback):
    """Answer yes or no to sending a message, which was told to the bot, to the mentor."""

    kind: ClassVar[str] = "passon"
    inbox: int
    yes: bool
