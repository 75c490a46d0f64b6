"""Submissions: filled-in forms, as drafts or handed in, and who has handed in which form."""

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
from models.storage.base import Base, BigId, OneOf


class SubmissionState(StrEnum):
    """The state of a submission."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CANCELLED = "cancelled"  # kept for some time, so that it can be restored


class Submission(Base):
    """One filled-in form, on the version with which it began.

    `about_person_id` is the person it is about (a mentor evaluates a participant), `unit` the code of the unit for
    which it answers a call. `day` is the day of handing in, in
    Bangkok, decided once. `instance_id` is its OpenRosa name. Times are programme time.
    """

    __tablename__ = "submission"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    instance_id: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id"))
    about_person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    form_id: Mapped[int] = mapped_column(BigId, ForeignKey("form_version.id"))
    form_key: Mapped[str]
    unit: Mapped[str | None]
    state: Mapped[SubmissionState] = mapped_column(OneOf(SubmissionState))
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
    """A link with which a draft can be filled in on the web. Only the hash of its token is stored."""

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
    unit: str | None = None,
    words: tuple[str, str] | None = None,
) -> Submission:
    """Begin a draft on a version of a form. `words` are the message that opened it and that message's id."""
    said, message_id = words or (None, None)
    draft = Submission(
        instance_id=f"uuid:{uuid4()}",
        person_id=person_id,
        about_person_id=about_person_id,
        form_id=form_id,
        form_key=form_key,
        unit=unit,
        state=SubmissionState.DRAFT,
        words=said,
        words_message_id=message_id,
        started_at=now,
        updated_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def forget_words(session: Session, message_id: str, person_id: int) -> set[int]:
    """Delete the words of an unsent message that opened a form. Return the ids of the submissions."""
    mine = (Submission.words_message_id == message_id, Submission.person_id == person_id)
    found = set(session.scalars(select(Submission.id).where(*mine)))
    if found:
        session.execute(update(Submission).where(Submission.id.in_(found)).values(words=None, words_message_id=None))
    return found


def owned(session: Session, submission_id: int, person_id: int) -> Submission | None:
    """Return a submission of this person, or None, also if it is somebody else's."""
    return session.scalar(select(Submission).where(Submission.id == submission_id, Submission.person_id == person_id))


def drafts_of(session: Session, person_id: int) -> list[Submission]:
    """Return a person's drafts, the one changed last first."""
    return list(
        session.scalars(
            select(Submission)
            .where(Submission.person_id == person_id, Submission.state == SubmissionState.DRAFT)
            .order_by(Submission.updated_at.desc(), Submission.id.desc())
        )
    )


def latest_of(session: Session, person_id: int, form_key: str, about_person_id: int | None = None) -> Submission | None:
    """Return the last submission of a form by a person (about somebody), from which `last-saved` values come."""
    mine = select(Submission).where(
        Submission.person_id == person_id,
        Submission.form_key == form_key,
        Submission.state == SubmissionState.SUBMITTED,
    )
    if about_person_id is not None:
        mine = mine.where(Submission.about_person_id == about_person_id)
    return session.scalar(mine.order_by(Submission.submitted_at.desc(), Submission.id.desc()).limit(1))


def submitted_of(session: Session, person_id: int, form_key: str, first: date) -> list[Submission]:
    """Return a person's submissions of a form since a day, the newest first."""
    return list(
        session.scalars(
            select(Submission)
            .where(
                Submission.person_id == person_id,
                Submission.form_key == form_key,
                Submission.state == SubmissionState.SUBMITTED,
                Submission.day >= first,
            )
            .order_by(Submission.submitted_at.desc(), Submission.id.desc())
        )
    )


def hand_in(session: Session, submission: Submission, *, at: datetime, day: date) -> None:
    """Hand a draft in. Its links on the web stop working."""
    submission.state, submission.submitted_at, submission.updated_at, submission.day = (
        SubmissionState.SUBMITTED,
        at,
        at,
        day,
    )
    session.execute(delete(WebLink).where(WebLink.submission_id == submission.id))
    session.flush()


def cancel(session: Session, submission: Submission, at: datetime) -> None:
    """Cancel a draft. `restore` restores it as it was."""
    submission.state, submission.updated_at = SubmissionState.CANCELLED, at
    session.execute(delete(WebLink).where(WebLink.submission_id == submission.id))
    session.flush()


def restore(session: Session, submission: Submission, at: datetime) -> None:
    submission.state, submission.updated_at = SubmissionState.DRAFT, at
    session.flush()


def last_about(session: Session, form_key: str, person_id: int) -> dict[int, date]:
    """Return for each person about whom somebody handed a form in the last day on which they did."""
    rows = session.execute(
        select(Submission.about_person_id, func.max(Submission.day))
        .where(
            Submission.person_id == person_id,
            Submission.form_key == form_key,
            Submission.state == SubmissionState.SUBMITTED,
            Submission.about_person_id.is_not(None),
        )
        .group_by(Submission.about_person_id)
    )
    return {about_id: day for about_id, day in rows if about_id is not None and day is not None}


# ── on the web ──


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def new_link(session: Session, submission: Submission, now: datetime) -> str:
    """Make a link to the draft and return its token, of which only the hash is stored."""
    token = token_urlsafe(24)
    session.add(WebLink(token_hash=hash_of(token), submission_id=submission.id, created_at=now))
    return token


def end_links(session: Session, person_id: int) -> None:
    """End all links to a person's drafts."""
    theirs = select(Submission.id).where(Submission.person_id == person_id)
    session.execute(delete(WebLink).where(WebLink.submission_id.in_(theirs)))


def by_token(session: Session, token: str) -> Submission | None:
    """Return the draft of a token, or None if it is no longer a draft."""
    return session.scalar(
        select(Submission)
        .join(WebLink, WebLink.submission_id == Submission.id)
        .where(WebLink.token_hash == hash_of(token), Submission.state == SubmissionState.DRAFT)
    )


# ── many people's ──


def handed_in(session: Session, form_key: str) -> list[Submission]:
    """Return all handed-in submissions of a form, the oldest first."""
    done = (Submission.form_key == form_key, Submission.state == SubmissionState.SUBMITTED)
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
    """Return those of these people who have handed a form in often enough from `first` to `last`: `wanted` times, or,
    with `distinct` (the path of a question), with `wanted` different answers to it."""
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
    """Return for each of these people how often each answer to a question was handed in, and the last day."""
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
        Submission.state == SubmissionState.SUBMITTED,
        Submission.day.between(first, last),
    )


def answered_paths(session: Session, form_key: str) -> set[str]:
    """Return the questions of a form with stored answers. Their types must not change."""
    rows = select(Answer.path).join(Submission, Submission.id == Answer.submission_id)
    answered = rows.where(Submission.form_key == form_key, Answer.value != "").distinct()
    return set(session.scalars(answered))


def forget_file(session: Session, submission_id: int, name: str) -> bool:
    """Delete the answer of a draft that names a file which could not be kept. Return whether there was one."""
    draft = select(Submission.id).where(Submission.id == submission_id, Submission.state == SubmissionState.DRAFT)
    deleted = session.execute(delete(Answer).where(Answer.submission_id.in_(draft), Answer.value == name))
    return bool(deleted.rowcount)  # type: ignore[attr-defined]
