"""Questions of participants to their mentors, and their threads. Who answers is derived by the day."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, delete, func, or_, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.messaging.chats import Chat
from models.people import audit
from models.people.people import Membership, Person, PersonState, Role, held_on
from models.reviews.mentoring import answered_for, reviewers_of
from models.storage.base import Base, BigId, OneOf
from programmes import Programme

_OPEN = "state = 'asked'"


class ThreadState(StrEnum):
    """Who has to act next."""

    ASKED = "asked"  # the mentor
    ANSWERED = "answered"  # the participant, who may ask more


class QuestionThread(Base):
    """A thread between a participant and the people who answer for their area. `held_by_id` is the person who had it
    last, so that a new mentor is told from whom it came."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    state: Mapped[ThreadState] = mapped_column(OneOf(ThreadState))
    held_by_id: Mapped[int | None] = mapped_column(BigId)
    opened_at: Mapped[datetime | None]  # when its holder opened it
    asked_at: Mapped[datetime]
    latest_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_question_person_id", "person_id", "id"),
        Index("ix_question_held_by_id", "held_by_id", "id"),
        Index("ix_question_asked", "person_id", sqlite_where=text(_OPEN), postgresql_where=text(_OPEN)),
    )


class ThreadMessage(Base):
    """One message of a thread."""

    __tablename__ = "question_message"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    question_id: Mapped[int] = mapped_column(BigId, ForeignKey("question.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(BigId)  # the participant of the thread
    by_person_id: Mapped[int] = mapped_column(BigId)
    words: Mapped[str]
    message_id: Mapped[str | None]
    at: Mapped[datetime]

    __table_args__ = (
        Index("ix_question_message_question_id", "question_id", "id"),
        Index("ix_question_message_message_id", "message_id"),
        Index("ix_question_message_by_person_id", "by_person_id"),
    )


def reachable(session: Session, person_ids: Sequence[int]) -> list[int]:
    """Return those of these people who can be reached on LINE, in the same order."""
    joined = (
        select(Person.id)
        .join(Chat, Chat.person_id == Person.id)
        .where(Person.id.in_(person_ids), Person.state == PersonState.ACTIVE, Chat.follows)
    )
    found = set(session.scalars(joined))
    return [person_id for person_id in person_ids if person_id in found]


def coordinators_in_charge(session: Session, phase: int | None, day: date) -> list[int]:
    """Return the coordinators of a phase on a day, then those of the whole programme."""
    scopes = [f"phase:{phase}", "all"] if phase is not None else ["all"]
    rows = session.execute(
        select(Membership.person_id, Membership.scope)
        .where(Membership.role == Role.COORDINATOR, Membership.scope.in_(scopes), held_on(day))
        .order_by(Membership.id)
    ).all()
    return list(dict.fromkeys(row[0] for row in sorted(rows, key=lambda row: scopes.index(row[1] or "all"))))


def who_answers(session: Session, programme: Programme, person_id: int, phase: int | None, day: date) -> list[int]:
    """Return to whom a participant's question may go on a day: the mentor, deputies, then coordinators."""
    mentors = [one.person_id for one in reviewers_of(session, programme, person_id, day)]
    return list(dict.fromkeys([*mentors, *coordinators_in_charge(session, phase, day)]))


def ask(session: Session, person_id: int, words: str, *, held_by_id: int | None, message_id: str, at: datetime) -> int:
    """Open a thread with a question. Return its id."""
    question = QuestionThread(
        person_id=person_id,
        state=ThreadState.ASKED,
        held_by_id=held_by_id,
        opened_at=None,
        asked_at=at,
        latest_at=at,
    )
    session.add(question)
    session.flush()
    say(session, question, words, by_person_id=person_id, message_id=message_id, at=at)
    return question.id


def say(
    session: Session, question: QuestionThread, words: str, *, by_person_id: int, message_id: str | None, at: datetime
) -> None:
    """Add a message of one side; then the other side has to act. An answer to another person's question is audited."""
    asker = question.person_id
    session.add(
        ThreadMessage(
            question_id=question.id,
            person_id=asker,
            by_person_id=by_person_id,
            words=words,
            message_id=message_id,
            at=at,
        )
    )
    mine = by_person_id == asker
    question.state = ThreadState.ASKED if mine else ThreadState.ANSWERED
    question.latest_at = at
    if mine:
        question.opened_at = None
    else:
        question.held_by_id, question.opened_at = by_person_id, question.opened_at or at
        audit.record(session, at, f"person:{by_person_id}", "question:answer", asker, question=question.id)
    session.flush()


def owned(session: Session, question_id: int, person_id: int) -> QuestionThread | None:
    """Return a thread that this participant began, or None."""
    return session.scalar(
        select(QuestionThread).where(QuestionThread.id == question_id, QuestionThread.person_id == person_id)
    )


def answerable(
    session: Session, programme: Programme, question_id: int, by_person_id: int, phase: int | None, day: date
) -> QuestionThread | None:
    """Return a thread that a person may answer today: as mentor or deputy, or as the coordinator who was given it."""
    question = session.get(QuestionThread, question_id)
    if question is None:
        return None
    mentors = {one.person_id for one in reviewers_of(session, programme, question.person_id, day)}
    given = question.held_by_id == by_person_id and by_person_id in coordinators_in_charge(session, phase, day)
    return question if by_person_id in mentors or given else None


def asked_of(
    session: Session, programme: Programme, by_person_id: int, phase: int | None, day: date, *, waiting: bool = False
) -> list[QuestionThread]:
    """Return the threads that a person may answer today, waiting ones first (or only these), then the newest."""
    theirs: ColumnElement[bool] = QuestionThread.person_id.in_(answered_for(session, programme, by_person_id, day))
    if by_person_id in coordinators_in_charge(session, phase, day):
        theirs = or_(theirs, QuestionThread.held_by_id == by_person_id)
    found = select(QuestionThread).where(theirs)
    if waiting:
        found = found.where(QuestionThread.state == ThreadState.ASKED)
    first = QuestionThread.state != ThreadState.ASKED
    return list(
        session.scalars(found.order_by(first, QuestionThread.latest_at.desc(), QuestionThread.id.desc()).limit(MOST))
    )


def of_person(session: Session, person_id: int) -> list[QuestionThread]:
    """Return the threads that a participant began, the newest first."""
    mine = select(QuestionThread).where(QuestionThread.person_id == person_id)
    return list(session.scalars(mine.order_by(QuestionThread.latest_at.desc(), QuestionThread.id.desc()).limit(MOST)))


def seen_of(
    session: Session, programme: Programme, person_id: int, by_person_id: int, phase: int | None, day: date
) -> list[QuestionThread]:
    """Return the threads of a participant that somebody else may read today, the newest first: all of them as mentor or
    deputy, as coordinator in charge those that they were given."""
    theirs = select(QuestionThread).where(QuestionThread.person_id == person_id)
    if by_person_id not in {one.person_id for one in reviewers_of(session, programme, person_id, day)}:
        if by_person_id not in coordinators_in_charge(session, phase, day):
            return []
        theirs = theirs.where(QuestionThread.held_by_id == by_person_id)
    return list(session.scalars(theirs.order_by(QuestionThread.latest_at.desc(), QuestionThread.id.desc())))


def messages_of(session: Session, question_ids: Collection[int]) -> dict[int, list[ThreadMessage]]:
    """Return the messages of each of these threads, oldest first."""
    found: dict[int, list[ThreadMessage]] = {one: [] for one in question_ids}
    said = select(ThreadMessage).where(ThreadMessage.question_id.in_(found)).order_by(ThreadMessage.id)
    for message in session.scalars(said) if found else ():
        found[message.question_id].append(message)
    return found


def take_over(session: Session, question: QuestionThread, by_person_id: int) -> int | None:
    """Make a person the holder of a thread that they are shown. Return the holder before, if it was somebody else."""
    before = question.held_by_id
    if before == by_person_id:
        return None
    question.held_by_id, question.opened_at = by_person_id, None
    session.flush()
    return before


def open_thread(session: Session, question: QuestionThread, at: datetime) -> None:
    question.opened_at = question.opened_at or at
    session.flush()


def unopened(session: Session, person_ids: Collection[int]) -> int:
    """Return how many waiting questions of these participants were never opened."""
    waiting = select(func.count()).select_from(QuestionThread).where(QuestionThread.person_id.in_(person_ids))
    unread = waiting.where(QuestionThread.state == ThreadState.ASKED, QuestionThread.opened_at.is_(None))
    return session.scalar(unread) or 0


def take_words_back(session: Session, message_id: str, by_person_id: int) -> int | None:
    """Delete an unsent message of a thread, and the thread if no question is left. Return the thread's id."""
    said = session.scalar(
        select(ThreadMessage).where(ThreadMessage.message_id == message_id, ThreadMessage.by_person_id == by_person_id)
    )
    if said is None:
        return None
    question = session.get_one(QuestionThread, said.question_id)
    session.delete(said)
    session.flush()
    left = messages_of(session, [question.id])[question.id]
    if not any(message.by_person_id == question.person_id for message in left):
        session.delete(question)
    elif left[-1].by_person_id == question.person_id:
        question.state = ThreadState.ASKED
    session.flush()
    return question.id


def forget_person(session: Session, person_id: int) -> list[int]:
    """Delete a person's own threads, and their messages in others. Return the changed threads."""
    theirs = ThreadMessage.by_person_id == person_id
    touched = set(session.scalars(select(ThreadMessage.question_id).where(theirs)))
    touched |= set(session.scalars(select(QuestionThread.id).where(QuestionThread.person_id == person_id)))
    session.execute(delete(ThreadMessage).where(theirs))
    session.execute(delete(QuestionThread).where(QuestionThread.person_id == person_id))
    session.execute(update(QuestionThread).where(QuestionThread.held_by_id == person_id).values(held_by_id=None))
    return sorted(touched)


MOST = 10  # most threads that are shown at once
