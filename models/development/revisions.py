"""Revisions of the development plan: numbered, each with its reason and the courses that it changes; and what was
spent on courses."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId


class DevelopmentRevision(Base):
    """One revision of the plan, of the year with this number. `reason` says why; it is None when its words were taken
    back, or their author is erased."""

    __tablename__ = "development_revision"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[int]
    year: Mapped[int]
    reason: Mapped[str | None]
    by_person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    message_id: Mapped[str | None]
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("number"),
        Index("ix_development_revision_by_person_id", "by_person_id"),
        Index("ix_development_revision_message_id", "message_id"),
    )


class DevelopmentCourse(Base):
    """A course as a revision has it, whole: `groups` and `competencies` are keys between commas. `dropped`: it is not
    planned any more."""

    __tablename__ = "development_course"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    revision_id: Mapped[int] = mapped_column(BigId, ForeignKey("development_revision.id", ondelete="CASCADE"))
    course: Mapped[str]
    topic: Mapped[str]
    way: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    groups: Mapped[str]
    competencies: Mapped[str]
    curriculum: Mapped[str | None]
    people: Mapped[int | None]
    budget: Mapped[int]
    owner: Mapped[str]
    dropped: Mapped[bool]

    __table_args__ = (Index("ix_development_course_revision_id", "revision_id"),)


class CourseSpending(Base):
    """Baht that were spent on a course, as somebody of the committee said. Several add up. `year`: the number of the
    year in which the course was planned then (None: as it is planned now)."""

    __tablename__ = "course_spending"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    course: Mapped[str]
    amount: Mapped[int]
    day: Mapped[date]
    year: Mapped[int | None]
    taken_back: Mapped[bool]
    by_person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    at: Mapped[datetime]

    __table_args__ = (Index("ix_course_spending_by_person_id", "by_person_id"),)


def changed_courses(session: Session) -> dict[str, DevelopmentCourse]:
    """Return each course that revisions have changed or added, as the newest has it, in the order of first changes."""
    found: dict[str, DevelopmentCourse] = {}
    for one in session.scalars(select(DevelopmentCourse).order_by(DevelopmentCourse.id)):
        found[one.course] = one
    return found


def revisions(session: Session) -> list[tuple[DevelopmentRevision, list[DevelopmentCourse]]]:
    """Return the revisions with the courses of each, the newest first."""
    changed: dict[int, list[DevelopmentCourse]] = {}
    for one in session.scalars(select(DevelopmentCourse).order_by(DevelopmentCourse.id)):
        changed.setdefault(one.revision_id, []).append(one)
    made = session.scalars(select(DevelopmentRevision).order_by(DevelopmentRevision.number.desc()))
    return [(one, changed.get(one.id, [])) for one in made]


def add(
    session: Session, year: int, reason: str, *, by_person_id: int, message_id: str | None, at: datetime
) -> DevelopmentRevision:
    """Store the next revision. No number is given twice."""
    number = (session.scalar(select(func.max(DevelopmentRevision.number))) or 0) + 1
    made = DevelopmentRevision(
        number=number, year=year, reason=reason, by_person_id=by_person_id, message_id=message_id, at=at
    )
    session.add(made)
    session.flush()
    return made


def spent(session: Session) -> Mapping[str, int]:
    """Return how much was spent on each course."""
    found: dict[str, int] = {}
    for (course, _), amount in spent_in_years(session).items():
        found[course] = found.get(course, 0) + amount
    return found


def spent_in_years(session: Session) -> Mapping[tuple[str, int | None], int]:
    """Return how much was spent on each course as of each year (None: of the course's year now)."""
    counted = (
        select(CourseSpending.course, CourseSpending.year, func.sum(CourseSpending.amount))
        .where(CourseSpending.taken_back.is_(False))
        .group_by(CourseSpending.course, CourseSpending.year)
    )
    return {(course, year): int(amount or 0) for course, year, amount in session.execute(counted)}


def spendings(session: Session) -> list[CourseSpending]:
    """Return the sums that were reported and not taken back, the newest first."""
    wanted = select(CourseSpending).where(CourseSpending.taken_back.is_(False))
    return list(session.scalars(wanted.order_by(CourseSpending.day.desc(), CourseSpending.id.desc())))


def spending(session: Session, number: int) -> CourseSpending | None:
    """Return a sum by its id."""
    return session.get(CourseSpending, number)


def forget_person(session: Session, person_id: int) -> None:
    """Take all words of a person out of the revisions. The revisions and sums stay, because others go by them."""
    mine = update(DevelopmentRevision).where(DevelopmentRevision.by_person_id == person_id)
    session.execute(mine.values(reason=None, message_id=None))


def take_words_back(session: Session, message_id: str, person_id: int) -> None:
    """Take the reason of an unsent message out of its revision; the revision keeps its number."""
    mine = select(DevelopmentRevision).where(
        DevelopmentRevision.message_id == message_id, DevelopmentRevision.by_person_id == person_id
    )
    for one in session.scalars(mine):
        one.reason, one.message_id = None, None
