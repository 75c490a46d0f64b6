"""What a form knows of the person and the moment it is filled in."""

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
class Around:
    """`now` is aware, its zone the programme's: there days begin. `person`: username, email, phonenumber, deviceid.

    `last_saved`: the answers (by key) of the record that was handed in before. `show(question, written, language)`
    says an answer as it shall read within a label.
    """

    now: datetime
    language: str = "th"
    person: Mapping[str, str] = field(default_factory=dict)
    last_saved: Mapping[str, str] | None = None
    new_id: Callable[[], str] = _new_id
    show: Show | None = None
