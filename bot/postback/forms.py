"""Buttons of forms: open one, answer, go back, edit an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.postback.button import Postback


@dataclass(frozen=True, slots=True)
class OpenForm(Postback):
    """Begin a form, or go on with one begun. `about`: whom it is about; `choice`: the answer that is known already
    to the question its submissions are told apart by (the sector)."""

    kind: ClassVar[str] = "form"
    form: str
    about: int | None = None
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class FormChoice(Postback):
    """One of the choices of the question that is open, by the number it has there."""

    kind: ClassVar[str] = "pick"
    submission: int
    number: int


@dataclass(frozen=True, slots=True)
class FormMoment(Postback):
    """The picker of a question for a day or time; what was picked comes in the event's params."""

    kind: ClassVar[str] = "when"
    submission: int


@dataclass(frozen=True, slots=True)
class FormStep(Postback):
    """A way through a form that is no answer: back, skip, park, hand in …"""

    kind: ClassVar[str] = "step"
    submission: int
    step: str


@dataclass(frozen=True, slots=True)
class EditAnswer(Postback):
    """The pencil beside one line of a summary, by its number there."""

    kind: ClassVar[str] = "pencil"
    submission: int
    number: int


@dataclass(frozen=True, slots=True)
class TakeAsAnswer(Postback):
    """ "This is my answer": words of an earlier message, which might have been something else."""

    kind: ClassVar[str] = "take"
    submission: int
    inbox: int
