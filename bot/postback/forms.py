"""Buttons of forms: open one, answer, go back, edit an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.postback.button import Postback


@dataclass(frozen=True, slots=True)
class OpenForm(Postback):
    """Begin a form, or continue a draft. `about` is the person it is about; `choice` is the known answer to the
    question that distinguishes its submissions (the sector)."""

    kind: ClassVar[str] = "form"
    form: str
    about: int | None = None
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class FormChoice(Postback):
    """One of the choices of the open question, by its number."""

    kind: ClassVar[str] = "pick"
    submission: int
    number: int


@dataclass(frozen=True, slots=True)
class FormMoment(Postback):
    """The picker for a date or time; the picked value is in the event's params."""

    kind: ClassVar[str] = "when"
    submission: int


@dataclass(frozen=True, slots=True)
class FormStep(Postback):
    """An action in a form that is not an answer: back, skip, continue later, hand in …"""

    kind: ClassVar[str] = "step"
    submission: int
    step: str


@dataclass(frozen=True, slots=True)
class EditAnswer(Postback):
    """The pencil beside one line of a summary, by the line's number."""

    kind: ClassVar[str] = "pencil"
    submission: int
    number: int


@dataclass(frozen=True, slots=True)
class TakeAsAnswer(Postback):
    """Take an earlier message, whose meaning was not certain, as the answer."""

    kind: ClassVar[str] = "take"
    submission: int
    inbox: int
