"""What a form knows of the person who fills it in, and of the time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from xlsforms.form import Question

Show = Callable[[Question, str, str], str]


def _new_id() -> str:
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class FormContext:
    """`now` is aware and in the programme's zone, which decides when a day begins.

    `person` may hold username, email, phonenumber and deviceid. `last_saved` holds the answers (by key) of the person's
    submission before this one. `show(question, written, language)` returns an answer as it is read inside a label.
    """

    now: datetime
    language: str = "th"
    person: Mapping[str, str] = field(default_factory=dict)
    last_saved: Mapping[str, str] | None = None
    new_id: Callable[[], str] = _new_id
    show: Show | None = None
