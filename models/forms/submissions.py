"""Submissions: what a person answers to a form, drafts, what was handed in, and who has handed in what."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from secrets import token_urlsafe
from uuid import uuid4

from sqlalchemy import ColumnElement, ForeignKey, Index, delete, func, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.forms.answers import Answer
from models.storage.base import Base, BigId


class SubmissionState(StrEnum):
    """Where a submission stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CANCELLED = "cancelled"  # kept a while for the undo


class Submission(Base):
    """One filling-in of a form, on the version it began with.

    `about_person_id`: whom it is about (a mentor rates a participant). `day`: Bangkok's day of handing in, decided
    once. `instance_id` is its OpenRosa name. Times are programme time.
    """

    __tablename__ = "submission"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    instance_id: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id"))
    about_person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    form_id: Mapped[int] = mapped_column(BigId, ForeignKey("form_version.id"))
    form_key: Mapped[str]
    state: Mapped[str]
    words: Mapped[str | None]
    words_message_id: Mapped[str | None]
    started_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    day: Mapped[date | None]

    __table_args__ = (
        Index("ix_submission_person", "person_id", "form_key", "day"),
        Index("ix_submission_about", "about_person_id"),
        Index("ix_submission_form", "form_key", "day"),
        Index("ix_submission_form_id", "form_id"),
        Index("ix_submission_words_message_id", "words_message_id"),
        Index(
            "ix_submission_draft",
            "person_id",
            "updated_at",
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
    )

    @property
    def is_draft(self) -> bool:
        return self.state == SubmissionState.DRAFT

    @property
    def is_submitted(self) -> bool:
        return self.state == SubmissionState.SUBMITTED


class WebLink(Base):
    """An address under which a draft can be filled in on the web; only the token's hash is kept."""

    __tablename__ = "submission_link"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(BigId, ForeignKey("submission.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]

    __table_args__ = (Index("ix_submission_link_submission_id", "submission_id"),)


# ── one person's ──


def begin(
    session: Session,
    *,
    person_id: int,
    form_id: int,
    form_key: str,
    now: datetime,
    about_person_id: int | None = None,
    words: tuple[str, str] | None = None,
) -> Submission:
    """Begin a draft on a version of a form; `words`: the message that opened it, and that message's id."""
    said, message_id = words or (None, None)
    draft = Submission(
        instance_id=f"uuid:{uuid4()}",
        person_id=person_id,
        about_person_id=about_person_id,
        form_id=form_id,
        form_key=form_key,
        state=SubmissionState.DRAFT.value,
        words=said,
        words_message_id=message_id,
        started_at=now,
        updated_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def forget_words(session: Session, message_id: str, person_id: int) -> set[int]:
    """The message that opened a form was unsent. Return the ids of the submissions it had opened."""
    mine = (Submission.words_message_id == message_id, Submission.person_id == person_id)
    found = set(session.scalars(select(Submission.id).where(*mine)))
    if found:
        session.execute(update(Submission).where(Submission.id.in_(found)).values(words=None, words_message_id=None))
    return found


def owned(session: Session, submission_id: int, person_id: int) -> Submission | None:
    """A submission of this person; somebody else's does not exist for them."""
    return session.scalar(select(Submission).where(Submission.id == submission_id, Submission.person_id == person_id))


def drafts_of(session: Session, person_id: int) -> list[Submission]:
    """A person's drafts, the one touched last first."""
    return list(
        session.scalars(
            select(Submission)
            .where(Submission.person_id == person_id, Submission.state == SubmissionState.DRAFT.value)
            .order_by(Submission.updated_at.desc(), Submission.id.desc())
        )
    )


def latest_of(session: Session, person_id: int, form_key: str, about_person_id: int | None = None) -> Submission | None:
    """What a person handed in last of a form (about somebody): where `last-saved` values come from."""
    mine = select(Submission).where(
        Submission.person_id == person_id,
        Submission.form_key == form_key,
        Submission.state == SubmissionState.SUBMITTED.value,
    )
    if about_person_id is not None:
        mine = mine.where(Submission.about_person_id == about_person_id)
    return session.scalar(mine.order_by(Submission.submitted_at.desc(), Submission.id.desc()).limit(1))


def submitted_of(session: Session, person_id: int, form_key: str, first: date) -> list[Submission]:
    """What a person handed in of a form since a day, the newest first."""
    return list(
        session.scalars(
            select(Submission)
            .where(
                Submission.person_id == person_id,
                Submission.form_key == form_key,
                Submission.state == SubmissionState.SUBMITTED.value,
                Submission.day >= first,
            )
            .order_by(Submission.submitted_at.desc(), Submission.id.desc())
        )
    )


def hand_in(session: Session, submission: Submission, *, at: datetime, day: date) -> None:
    """A draft becomes a submission; its addresses on the web end."""
    submission.state, submission.submitted_at, submission.updated_at, submission.day = (
        SubmissionState.SUBMITTED.value,
        at,
        at,
        day,
    )
    session.execute(delete(WebLink).where(WebLink.submission_id == submission.id))
    session.flush()


def cancel(session: Session, submission: Submission, at: datetime) -> None:
    """Put a draft away; `restore` brings it back as it was."""
    submission.state, submission.updated_at = SubmissionState.CANCELLED.value, at
    session.execute(delete(WebLink).where(WebLink.submission_id == submission.id))
    session.flush()


def restore(session: Session, submission: Submission, at: datetime) -> None:
    submission.state, submission.updated_at = SubmissionState.DRAFT.value, at
    session.flush()


def last_about(session: Session, form_key: str, person_id: int) -> dict[int, date]:
    """On which day a person handed a form in last about each of those they did."""
    rows = session.execute(
        select(Submission.about_person_id, func.max(Submission.day))
        .where(
            Submission.person_id == person_id,
            Submission.form_key == form_key,
            Submission.state == SubmissionState.SUBMITTED.value,
            Submission.about_person_id.is_not(None),
        )
        .group_by(Submission.about_person_id)
    )
    return {about_id: day for about_id, day in rows if about_id is not None and day is not None}


# ── on the web ──


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def new_link(session: Session, submission: Submission, now: datetime) -> str:
    """Return a token under which the draft can be opened; it is not kept, only its hash is."""
    token = token_urlsafe(24)
    session.add(WebLink(token_hash=hash_of(token), submission_id=submission.id, created_at=now))
    return token


def by_token(session: Session, token: str) -> Submission | None:
    """The draft a token opens, while it is one."""
    return session.scalar(
        select(Submission)
        .join(WebLink, WebLink.submission_id == Submission.id)
        .where(WebLink.token_hash == hash_of(token), Submission.state == SubmissionState.DRAFT.value)
    )


# ── many people's ──


def handed_in(session: Session, form_key: str) -> list[Submission]:
    """Everything handed in of a form, the oldest first."""
    done = (Submission.form_key == form_key, Submission.state == SubmissionState.SUBMITTED.value)
    return list(session.scalars(select(Submission).where(*done).order_by(Submission.day, Submission.id)))


def finished(
    session: Session,
    form_key: str,
    person_ids: Sequence[int],
    first: date,
    last: date,
    *,
    wanted: int = 1,
    distinct: str | None = None,
) -> set[int]:
    """Who of these people has handed in enough of a form from `first` to `last`: `wanted` submissions, or (with
    `distinct`, the path of a question) submissions with `wanted` different answers to it."""
    if not person_ids:
        return set()
    counted = func.count() if distinct is None else func.count(Answer.value.distinct())
    query = select(Submission.person_id).where(*_handed_in(form_key, person_ids, first, last))
    if distinct is not None:
        query = query.join(Answer, (Answer.submission_id == Submission.id) & (Answer.path == distinct))
        query = query.where(Answer.value != "")
    return set(session.scalars(query.group_by(Submission.person_id).having(counted >= wanted)))


def rated(session: Session, form_key: str, person_ids: Sequence[int], first: date, last: date) -> dict[int, set[int]]:
    """About whom each of these people handed in a form from `first` to `last`."""
    rows = session.execute(
        select(Submission.person_id, Submission.about_person_id)
        .where(*_handed_in(form_key, person_ids, first, last), Submission.about_person_id.is_not(None))
        .distinct()
    )
    found: dict[int, set[int]] = defaultdict(set)
    for person_id, about_id in rows:
        found[person_id].add(about_id or 0)
    return dict(found)


def count_by_answer(
    session: Session, form_key: str, path: str, person_ids: Sequence[int], first: date, last: date
) -> dict[int, dict[str, tuple[int, date]]]:
    """For each of these people, how often each answer to a question was handed in, and on which day last."""
    rows = session.execute(
        select(Submission.person_id, Answer.value, func.count(), func.max(Submission.day))
        .join(Answer, (Answer.submission_id == Submission.id) & (Answer.path == path))
        .where(*_handed_in(form_key, person_ids, first, last), Answer.value != "")
        .group_by(Submission.person_id, Answer.value)
    )
    found: dict[int, dict[str, tuple[int, date]]] = defaultdict(dict)
    for person_id, value, count, day in rows:
        found[person_id][value] = (count, day or first)
    return dict(found)


def _handed_in(form_key: str, person_ids: Sequence[int], first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Submission.form_key == form_key,
        Submission.person_id.in_(person_ids),
        Submission.state == SubmissionState.SUBMITTED.value,
        Submission.day.between(first, last),
    )


def answered_paths(session: Session, form_key: str) -> set[str]:
    """The questions of a form that somebody has answered: they cannot be retyped."""
    rows = select(Answer.path).join(Submission, Submission.id == Answer.submission_id)
    answered = rows.where(Submission.form_key == form_key, Answer.value != "").distinct()
    return set(session.scalars(answered))
