"""Development plans and their numbered revisions."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId


class Plan(Base):
    """The plan of a person. `revision` is the number of the newest one that was sent for agreement, `agreed` of the
    newest one to which all sides agreed; 0 if there is none. What is not sent yet is the draft of the next one."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"), unique=True)
    revision: Mapped[int] = mapped_column(default=0)
    agreed: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]

    @property
    def draft(self) -> int:
        """The number of the revision that is being written."""
        return self.revision + 1

    @property
    def in_force(self) -> int:
        """The revision by which the person works: the newest that was agreed to, else the newest that was sent."""
        return self.agreed or self.revision


class PlanRevision(Base):
    """A revision that was sent for agreement; its goals are those that were in the plan then."""

    __tablename__ = "plan_revision"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    plan_id: Mapped[int] = mapped_column(BigId, ForeignKey("plan.id", ondelete="CASCADE"))
    number: Mapped[int]
    sent_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("plan_id", "number"),)


def of_person(session: Session, person_id: int) -> Plan | None:
    return session.scalar(select(Plan).where(Plan.person_id == person_id))


def held(session: Session, plan_id: int) -> Plan | None:
    """Return a plan, locked until the transaction ends: of two sides that agree at once the second sees the first."""
    return session.get(Plan, plan_id, with_for_update=True)


def of_people(session: Session, person_ids: Collection[int]) -> dict[int, Plan]:
    """Return the plans of these people, by person; people without one are left out."""
    found = session.scalars(select(Plan).where(Plan.person_id.in_(person_ids))) if person_ids else ()
    return {plan.person_id: plan for plan in found}


def any_sent(session: Session) -> bool:
    """Return whether anybody has sent a plan."""
    return session.scalar(select(Plan.id).where(Plan.revision > 0).limit(1)) is not None


def any_waiting(session: Session) -> bool:
    """Return whether the newest revision of any plan was not agreed to yet."""
    return session.scalar(select(Plan.id).where(Plan.revision > Plan.agreed).limit(1)) is not None


def ensure(session: Session, person_id: int, at: datetime) -> Plan:
    """Return a person's plan; without one, make it."""
    plan = of_person(session, person_id)
    if plan is None:
        plan = Plan(person_id=person_id, revision=0, agreed=0, created_at=at)
        session.add(plan)
        session.flush()
    return plan


def send(session: Session, plan: Plan, at: datetime) -> PlanRevision:
    """Make the draft the newest revision, which waits for the sides' agreement."""
    sent = PlanRevision(plan_id=plan.id, number=plan.draft, sent_at=at, agreed_at=None)
    session.add(sent)
    plan.revision = sent.number
    session.flush()
    return sent


def note_agreed(session: Session, plan: Plan, at: datetime) -> None:
    """Note that all sides agreed to the newest revision."""
    plan.agreed = plan.revision
    revision = session.scalar(
        select(PlanRevision).where(PlanRevision.plan_id == plan.id, PlanRevision.number == plan.revision)
    )
    if revision is not None and revision.agreed_at is None:
        revision.agreed_at = at
    session.flush()


def revisions(session: Session, plan_ids: Collection[int]) -> dict[tuple[int, int], PlanRevision]:
    """Return the revisions of these plans, by plan and number."""
    found = session.scalars(select(PlanRevision).where(PlanRevision.plan_id.in_(plan_ids))) if plan_ids else ()
    return {(one.plan_id, one.number): one for one in found}
