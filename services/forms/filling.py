"""A submission that is being filled in: its form, its interview, and the storing of its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

import xlsforms as engine
from models.evaluations import ratings
from models.forms import answers, submissions
from models.forms.answers import Given
from models.forms.forms import FormVersion
from models.forms.submissions import Submission, SubmissionState
from programmes.bangkok import BANGKOK
from thai.dates import long_day
from xlsforms.form import Form, Question
from xlsforms.form_context import FormContext
from xlsforms.steps import Step
from xlsforms.stored_values import StoredValue, path_of

if TYPE_CHECKING:
    from xlsforms.interview import Interview

NEVER: Final = object()
FORMS_REMEMBERED: Final = 64
_known: dict[str, Form] = {}  # by the published text; each process reads a form once


@dataclass(frozen=True, slots=True)
class Filling:
    """One submission with its form and interview. `save` stores the answers that were given."""

    submission: Submission
    version: FormVersion
    form: Form
    interview: Interview
    stored: dict[str, StoredValue | None] = field(
        default_factory=dict
    )  # the interview's changes that this object has stored

    def save(self, session: Session, at: datetime, message_id: str | None = None) -> None:
        """Store the changes. After handing in, each change is a revision."""
        new = {k: entry for k, entry in self.interview.changes.items() if self.stored.get(k, NEVER) != entry}
        if not new:
            return
        self.stored.update(new)
        changes: dict[str, Given | None] = {
            key: None if entry is None else Given(path_of(key), entry.value, entry.given) for key, entry in new.items()
        }
        submission = self.submission
        if submission.is_submitted:
            changes = self._finals(changes)
            answers.revise(
                session,
                submission.id,
                submission.person_id,
                changes,
                by_person_id=submission.person_id,
                at=at,
                message_id=message_id,
            )
            ratings.score_again(session, submission.id, self.by_name())
        else:
            answers.put(session, submission.id, submission.person_id, changes, at=at, message_id=message_id)
        submission.updated_at = at

    def hold(self, session: Session, key: str, value: str, at: datetime) -> None:
        """Store an unfinished answer: it is offered again and is not yet given. Only drafts have such answers."""
        held = {key: Given(path_of(key), value, given=False)}
        answers.put(session, self.submission.id, self.submission.person_id, held, at=at)

    def hand_in(self, session: Session, at: datetime, day: date) -> None:
        """Turn the draft into a final submission: store the final values and delete answers that are not relevant."""
        answers.put(session, self.submission.id, self.submission.person_id, self._finals({}), at=at)
        submissions.hand_in(session, self.submission, at=at, day=day)

    def _finals(self, changes: Mapping[str, Given | None]) -> dict[str, Given | None]:
        """Return the final values: calculated values too, and None for values that are no longer relevant."""
        record = self.interview.record()
        final: dict[str, Given | None] = dict(changes)
        kept = self.interview.entries
        for key, value in record.items():
            entry = kept.get(key)
            if entry is None or entry.value != value or not entry.given:
                final[key] = Given(path_of(key), value)
        for key, entry in kept.items():
            if key not in record and path_of(key) in self.form.questions and entry.value:
                final[key] = None
        return final

    def by_name(self) -> dict[str, str]:
        """Return the final values by the names of their questions."""
        return {path_of(key).rpartition("/")[2]: value for key, value in self.interview.record().items()}

    def value(self, key: str) -> str:
        """Return the stored answer, or ""."""
        entry = self.interview.entries.get(key)
        return entry.value if entry else ""

    def is_given(self, key: str) -> bool:
        entry = self.interview.entries.get(key)
        return entry is not None and entry.given

    @property
    def lines(self) -> list[Step]:
        """Return what a summary lists, in order: the questions that need an answer and are relevant now."""
        return [step for step in self.interview.steps() if isinstance(step.node, Question) and not step.is_note]


def begin(
    session: Session,
    version: FormVersion,
    *,
    person_id: int,
    now: datetime,
    language: str,
    about_person_id: int | None = None,
    unit: str | None = None,
    prefill: Mapping[str, str] | None = None,
    words: tuple[str, str] | None = None,
) -> Filling:
    """Begin a draft. `prefill` are suggested texts by path; `words` is the message that opened it, with its id."""
    form = form_of(session, version)
    submission = submissions.begin(
        session,
        person_id=person_id,
        form_id=version.id,
        form_key=version.key,
        now=now,
        about_person_id=about_person_id,
        unit=unit,
        words=words,
    )
    around = _around(session, form, submission, now, language)
    filling = Filling(submission, version, form, engine.begin(form, around, prefill))
    filling.save(session, now)
    return filling


def resume(session: Session, submission: Submission, now: datetime, language: str) -> Filling:
    """Return a submission as it was left, on the form version with which it began."""
    version = session.get_one(
        FormVersion, submission.form_id, options=[defer(FormVersion.source), defer(FormVersion.xform)]
    )
    form = form_of(session, version)
    kept = answers.of_submission(session, submission.id)
    entries = {key: StoredValue(given.value, given.given) for key, given in kept.items()}
    return Filling(
        submission, version, form, engine.resume(form, entries, _around(session, form, submission, now, language))
    )


def try_out(
    session: Session,
    form: Form,
    *,
    person_id: int,
    now: datetime,
    language: str,
    entries: Mapping[str, StoredValue] | None = None,
    prefill: Mapping[str, str] | None = None,
) -> Filling:
    """Return a draft of a form that nobody has published: begun, or as `entries` say. Nothing of it can be stored."""
    version = FormVersion(key=form.form_id, number=0, version=form.version, title=form.title)
    draft = Submission(
        instance_id=f"uuid:{uuid4()}",
        person_id=person_id,
        form_key=form.form_id,
        state=SubmissionState.DRAFT,
        started_at=now,
    )
    around = _around(session, form, draft, now, language)
    if entries is None:
        return TriedOut(draft, version, form, engine.begin(form, around, prefill))
    return TriedOut(draft, version, form, engine.resume(form, entries, around))


class TriedOut(Filling):
    """A form that is tried out: what would be stored is not."""

    def save(self, session: Session, at: datetime, message_id: str | None = None) -> None:
        """Store nothing."""

    def hold(self, session: Session, key: str, value: str, at: datetime) -> None:
        """Store nothing."""

    def hand_in(self, session: Session, at: datetime, day: date) -> None:
        """Store nothing."""

    def everything(self) -> dict[str, StoredValue]:
        """Return all values, also results of calculations that are kept, for `try_out`."""
        changed = {key: entry for key, entry in self.interview.changes.items() if entry is not None}
        return {**self.interview.entries, **changed}


def form_of(session: Session, version: FormVersion) -> Form:
    """Return the form of a version. The compiled text is loaded from the database only the first time."""
    form = _known.get(version.fingerprint)
    if form is None:
        xform = session.scalar(select(FormVersion.xform).where(FormVersion.id == version.id))
        form = engine.load_form(xform or "")
        if len(_known) >= FORMS_REMEMBERED:
            _known.clear()
        _known[version.fingerprint] = form
    return form


def _around(session: Session, form: Form, submission: Submission, now: datetime, language: str) -> FormContext:
    saved: dict[str, Given] = {}
    if form.uses_last_saved:
        last = submissions.latest_of(session, submission.person_id, submission.form_key, submission.about_person_id)
        saved = answers.of_submission(session, last.id) if last is not None else {}
    return FormContext(
        now=now.astimezone(BANGKOK),
        language=language,
        person={"username": str(submission.person_id)},
        last_saved={key: given.value for key, given in saved.items()},
        show=_shown,
    )


def _shown(question: Question, value: str, language: str) -> str:
    """Return an answer as people read it inside another question, with dates as people write them."""
    try:
        return long_day(date.fromisoformat(value), language) if question.type == "date" else value
    except ValueError:
        return value
