"""Buttons between mentors and participants: verdicts on entries, and questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.postback.button import Postback


@dataclass(frozen=True, slots=True)
class ReviewEntry(Postback):
    """A mentor's one tap on an entry; `revision` is the one they saw."""

    kind: ClassVar[str] = "verdict"
    activity: int
    revision: int
    act: str


@dataclass(frozen=True, slots=True)
class FlagPart(Postback):
    """Return an entry for this part."""

    kind: ClassVar[str] = "flag"
    activity: int
    flag: str


@dataclass(frozen=True, slots=True)
class OpenReview(Postback):
    """An entry as its mentor sees it."""

    kind: ClassVar[str] = "review"
    activity: int


@dataclass(frozen=True, slots=True)
class ShowPhotos(Postback):
    """The pictures of an entry, for its mentor."""

    kind: ClassVar[str] = "pictures"
    activity: int


@dataclass(frozen=True, slots=True)
class MoreReviews(Postback):
    """A further page of numbered entries."""

    kind: ClassVar[str] = "reviews"
    listing: int
    page: int


@dataclass(frozen=True, slots=True)
class ApproveAll(Postback):
    """All numbered entries at once; `yes` once the mentor was told what they have not opened."""

    kind: ClassVar[str] = "noteall"
    listing: int
    yes: bool


@dataclass(frozen=True, slots=True)
class ChooseEntry(Postback):
    """Which of several entries the words just typed are about."""

    kind: ClassVar[str] = "whose"
    activity: int


@dataclass(frozen=True, slots=True)
class UnlockEntry(Postback):
    kind: ClassVar[str] = "unlock"
    activity: int


@dataclass(frozen=True, slots=True)
class FixEntry(Postback):
    """Mend what a returned entry was returned for."""

    kind: ClassVar[str] = "fix"
    activity: int


@dataclass(frozen=True, slots=True)
class SendAgain(Postback):
    """A returned entry goes to the mentor again as it is."""

    kind: ClassVar[str] = "resend"
    activity: int


@dataclass(frozen=True, slots=True)
class AskMentor(Postback):
    """Opens the question what to ask."""

    kind: ClassVar[str] = "ask"


@dataclass(frozen=True, slots=True)
class OpenQuestion(Postback):
    """A thread between a participant and their mentor."""

    kind: ClassVar[str] = "question"
    question: int


@dataclass(frozen=True, slots=True)
class AnswerQuestion(Postback):
    """What is typed next belongs to this thread, on whichever side."""

    kind: ClassVar[str] = "answer"
    question: int
