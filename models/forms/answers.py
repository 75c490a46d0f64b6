"""The answers of submissions: one row for each answer, and a revision for each change after handing in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, delete, func, null, or_, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId
from models.storage.database import insert_or


class Answer(Base):
    """One answer, written as in XForms; "" is a question that was seen and left empty.

    `key` is the path of the question with the ids of its repeat instances (`visit/people[3]/name`), which do not change
    when others are removed; `path` is without them. A repeat has a row with its instances. `given` is false for a
    suggestion of the form that nobody has confirmed. `message_id` is the message with the answer, which may be unsent.
    """

    __tablename__ = "submission_answer"

    submission_id: Mapped[int] = mapped_column(BigId, ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    path: Mapped[str]
    person_id: Mapped[int] = mapped_column(BigId)
    value: Mapped[str]
    given: Mapped[bool]
    message_id: Mapped[str | None]
    answered_at: Mapped[datetime]

    __table_args__ = (
        Index(
            "ix_submission_answer_message_id",
            "message_id",
            sqlite_where=text("message_id IS NOT NULL"),
            postgresql_where=text("message_id IS NOT NULL"),
        ),
    )


class SubmissionRevision(Base):
    """One change of one answer after handing in: the values before and after, by whom, by which messages."""

    __tablename__ = "submission_revision"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int] = mapped_column(BigId, ForeignKey("submission.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(BigId)
    number: Mapped[int]
    key: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    by_person_id: Mapped[int] = mapped_column(BigId)
    before_message_id: Mapped[str | None]
    message_id: Mapped[str | None]
    at: Mapped[datetime]

    __table_args__ = (
        Index("ix_submission_revision_submission_id", "submission_id", "key"),
        Index("ix_submission_revision_message_id", "message_id"),
        Index("ix_submission_revision_before_message_id", "before_message_id"),
    )


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to store; see Answer."""

    path: str
    value: str
    given: bool = True


def of_submission(session: Session, submission_id: int) -> dict[str, Given]:
    """Return all answers of a submission by key."""
    rows = session.execute(
        select(Answer.key, Answer.path, Answer.value, Answer.given).where(Answer.submission_id == submission_id)
    )
    return {key: Given(path, value, given) for key, path, value, given in rows}


def of_submissions(session: Session, submission_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """Return the answers of many submissions (id -> key -> value) without empty ones."""
    rows = session.execute(
        select(Answer.submission_id, Answer.key, Answer.value).where(
            Answer.submission_id.in_(submission_ids), Answer.value != ""
        )
    )
    found: dict[int, dict[str, str]] = {submission_id: {} for submission_id in submission_ids}
    for submission_id, key, value in rows:
        found[submission_id][key] = value
    return found


def put(
    session: Session,
    submission_id: int,
    person_id: int,
    answers: Mapping[str, Given | None],
    *,
    at: datetime,
    message_id: str | None = None,
) -> None:
    """Store answers by key, each instead of the one before; None deletes it."""
    gone = [key for key, answer in answers.items() if answer is None]
    if gone:
        session.execute(delete(Answer).where(Answer.submission_id == submission_id, Answer.key.in_(gone)))
    rows = [
        {
            "submission_id": submission_id,
            "key": key,
            "path": answer.path,
            "person_id": person_id,
            "value": answer.value,
            "given": answer.given,
            "message_id": message_id if answer.value else None,
            "answered_at": at,
        }
        for key, answer in answers.items()
        if answer is not None
    ]
    if rows:
        insert = insert_or(session, Answer)
        changed = {name: getattr(insert.excluded, name) for name in ("value", "given", "message_id", "answered_at")}
        session.execute(insert.on_conflict_do_update(index_elements=["submission_id", "key"], set_=changed), rows)


def revise(
    session: Session,
    submission_id: int,
    person_id: int,
    answers: Mapping[str, Given | None],
    *,
    by_person_id: int,
    at: datetime,
    message_id: str | None = None,
) -> int:
    """Change answers after handing in. Each answer that differs becomes a revision. Return how many differ."""
    rows = session.execute(
        select(Answer.key, Answer.value, Answer.message_id).where(
            Answer.submission_id == submission_id, Answer.key.in_(answers.keys())
        )
    )
    before = {key: (value or None, came_by) for key, value, came_by in rows}
    counted = select(func.count()).select_from(SubmissionRevision)
    number = session.scalar(counted.where(SubmissionRevision.submission_id == submission_id)) or 0
    differ = 0
    for key, answer in answers.items():
        was, came_by = before.get(key, (None, None))
        becomes = (answer.value or None) if answer is not None else None
        if was == becomes:
            continue
        differ += 1
        session.add(
            SubmissionRevision(
                submission_id=submission_id,
                person_id=person_id,
                number=number + differ,
                key=key,
                before=was,
                after=becomes,
                by_person_id=by_person_id,
                before_message_id=came_by,
                message_id=message_id,
                at=at,
            )
        )
    put(session, submission_id, person_id, answers, at=at, message_id=message_id)
    session.flush()
    return differ


def retract(session: Session, message_id: str, person_id: int) -> set[int]:
    """Delete the answers that were read from an unsent message, and their revisions, so that they are asked again.
    Return the submissions concerned."""
    answered = (Answer.message_id == message_id, Answer.person_id == person_id)
    revised = (
        or_(SubmissionRevision.message_id == message_id, SubmissionRevision.before_message_id == message_id),
        SubmissionRevision.person_id == person_id,
    )
    places = {
        *(
            (row.submission_id, row.key)
            for row in session.execute(select(Answer.submission_id, Answer.key).where(*answered))
        ),
        *(
            (row.submission_id, row.key)
            for row in session.execute(select(SubmissionRevision.submission_id, SubmissionRevision.key).where(*revised))
        ),
    }
    for submission_id, key in places:
        session.execute(
            update(SubmissionRevision)
            .where(SubmissionRevision.submission_id == submission_id, SubmissionRevision.key == key)
            .values(before=null(), after=null())
        )
    session.execute(delete(Answer).where(*answered))
    return {submission_id for submission_id, _ in places}
