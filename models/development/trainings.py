"""Trainings: entries that tell of one, with the way in which something was learned, how long it took, and towards which
competencies."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, ForeignKey, Index, delete, func, insert, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.activities.activities import IS_COUNTED, Activity, ActivityState
from models.people.people import Membership, Person, PersonState, Role, held_on
from models.storage.base import Amount, Base, BigId, whole


class Training(Base):
    """What an entry says of the training it tells of. `topic` is what it was about, `way` a key of the plan's ways,
    `course` of the planned course it belongs to. It took `days` or `hours`, as was said, with their parts;
    the entry's day is its last.

    `message_ids` are LINE's ids of the messages that said so, between commas."""

    __tablename__ = "training"

    activity_id: Mapped[int] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    topic: Mapped[str | None]
    way: Mapped[str]
    course: Mapped[str | None]
    days: Mapped[float | None] = mapped_column(Amount)
    hours: Mapped[float | None] = mapped_column(Amount)
    first: Mapped[date | None]  # its first day, if that is not the entry's
    message_ids: Mapped[str]

    __table_args__ = (Index("ix_training_person_id", "person_id"), Index("ix_training_course", "course"))


class TrainingCompetency(Base):
    """A competency that a training served."""

    __tablename__ = "training_competency"

    activity_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("training.activity_id", ondelete="CASCADE"), primary_key=True
    )
    competency: Mapped[str] = mapped_column(primary_key=True)


@dataclass(frozen=True, slots=True)
class DoneTraining:
    """A training with its entry, and the keys of its competencies."""

    activity: Activity
    training: Training
    competencies: tuple[str, ...]

    @property
    def confirmed(self) -> bool:
        return self.activity.state == ActivityState.APPROVED

    @property
    def standing(self) -> Literal["confirmed", "returned", "deleted", "waiting"]:
        """Whether it is confirmed, sent back to be changed, deleted, or none of these yet."""
        if self.confirmed:
            return "confirmed"
        if self.activity.state == ActivityState.RETURNED:
            return "returned"
        return "deleted" if self.activity.is_deleted else "waiting"

    def hours(self, hours_a_day: int) -> float:
        """Return how many hours it took; a day counts as so many. What was not said counts as nothing."""
        said = self.training
        return whole(said.hours if said.hours is not None else (said.days or 0) * hours_a_day)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A member of staff on a day, with group and line of work in the plan (None: not said), and whether they have
    joined."""

    person_id: int
    name: str
    agency: str | None
    group: str | None
    line: str | None
    joined: bool


def of_entry(session: Session, activity_id: int) -> Training | None:
    return session.get(Training, activity_id)


def of_message(session: Session, message_id: str, person_id: int) -> Training | None:
    """Return the training of a person that a message tells of, if its entry is not deleted."""
    told = Training.message_ids.contains(f",{message_id},", autoescape=True)
    wanted = select(Training).join(Activity, Activity.id == Training.activity_id)
    return session.scalars(wanted.where(Training.person_id == person_id, told, IS_COUNTED)).first()


def remove(session: Session, activity_id: int) -> None:
    """Leave an entry without a training."""
    put_competencies(session, activity_id, ())
    session.execute(delete(Training).where(Training.activity_id == activity_id))
    session.flush()


def competencies_of(session: Session, activity_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the competencies of some trainings."""
    chosen = select(TrainingCompetency).where(TrainingCompetency.activity_id.in_(activity_ids))
    found: dict[int, tuple[str, ...]] = {}
    for one in session.scalars(chosen.order_by(TrainingCompetency.competency)):
        found[one.activity_id] = (*found.get(one.activity_id, ()), one.competency)
    return found


def put_competencies(session: Session, activity_id: int, keys: Iterable[str]) -> None:
    """Replace the competencies of a training."""
    session.execute(delete(TrainingCompetency).where(TrainingCompetency.activity_id == activity_id))
    rows = [{"activity_id": activity_id, "competency": key} for key in dict.fromkeys(keys)]
    if rows:
        session.execute(insert(TrainingCompetency), rows)


def done(
    session: Session,
    first: date,
    last: date,
    among: ColumnElement[bool] | None = None,
    *,
    person_ids: Collection[int] | None = None,
) -> list[DoneTraining]:
    """Return the trainings that count between two days, the newest first; `among`: a condition on their entries."""
    wanted = (
        select(Activity, Training)
        .join(Training, Training.activity_id == Activity.id)
        .where(Activity.day.between(first, last), IS_COUNTED, true() if among is None else among)
        .order_by(Activity.day.desc(), Activity.id.desc())
    )
    if person_ids is not None:
        wanted = wanted.where(Activity.person_id.in_(person_ids))
    rows = session.execute(wanted).all()
    chosen = competencies_of(session, [training.activity_id for _, training in rows])
    return [DoneTraining(entry, training, chosen.get(entry.id, ())) for entry, training in rows]


def waiting(session: Session, among: ColumnElement[bool], but_of: int) -> list[DoneTraining]:
    """Return the trainings that wait to be confirmed, the oldest first, but those of one person: nobody confirms their
    own."""
    states = (ActivityState.SUBMITTED, ActivityState.RESUBMITTED)
    wanted = (
        select(Activity, Training)
        .join(Training, Training.activity_id == Activity.id)
        .where(Activity.state.in_(states), Activity.person_id != but_of, among)
        .order_by(Activity.day, Activity.id)
    )
    rows = session.execute(wanted).all()
    chosen = competencies_of(session, [training.activity_id for _, training in rows])
    return [DoneTraining(entry, training, chosen.get(entry.id, ())) for entry, training in rows]


def last_days(session: Session, person_ids: Collection[int], until: date) -> Mapping[int, date]:
    """Return the day of the last training of each of these people who has had any."""
    counted = (
        select(Activity.person_id, func.max(Activity.day))
        .join(Training, Training.activity_id == Activity.id)
        .where(Activity.person_id.in_(person_ids), Activity.day <= until, IS_COUNTED)
        .group_by(Activity.person_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def staff_on(
    session: Session, day: date, among: ColumnElement[bool] | None = None, *, person_ids: Collection[int] | None = None
) -> list[StaffMember]:
    """Return the members of staff on a day, by name; `among`: a condition on Person."""
    held = (
        select(Person.id, Person.name, Person.agency, Membership.staff_group, Membership.line, Person.state)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.role == Role.PARTICIPANT, held_on(day), true() if among is None else among)
        .where(Person.state.not_in((PersonState.ERASED, PersonState.WITHDRAWN)))
        .order_by(Person.name, Person.id, Membership.id)
    )
    if person_ids is not None:
        held = held.where(Person.id.in_(person_ids))
    found: dict[int, StaffMember] = {}
    for person_id, name, agency, group, line, state in session.execute(held):
        found.setdefault(person_id, StaffMember(person_id, name, agency, group, line, state == PersonState.ACTIVE))
    return list(found.values())


def take_words_back(session: Session, message_id: str, person_id: int) -> None:
    """Take what an unsent message said out of a training: what it was about."""
    mine = select(Training).where(
        Training.person_id == person_id, Training.message_ids.contains(f",{message_id},", autoescape=True)
    )
    for training in session.scalars(mine):
        training.topic = None
