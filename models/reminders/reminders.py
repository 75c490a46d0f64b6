"""Reminder rules and their occurrences: when each rule is due next, and the state of each person's reminders.

These tables are the only place where this is stored, so that any number of clock processes may run and any of them may
die. Times are programme time.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, cast

from sqlalchemy import (
    ColumnElement,
    Index,
    Table,
    UniqueConstraint,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.messaging.chats import Chat
from models.messaging.deliveries import Delivery, DeliveryState
from models.storage.base import Base, BigId, OneOf
from models.storage.batch import rows_of
from models.storage.database import insert_or


class OccurrenceState(StrEnum):
    """The state of one person's reminder of one due instant of a rule."""

    QUEUED = "queued"  # in the outbox, to be pushed
    WAITING = "waiting"  # until the person's next message, the end of a form, or the next day's push
    SENT = "sent"
    SKIPPED_LATE = "skipped_late"  # its window was over before it could be sent
    PASSED = "passed"  # it waited, and no message came to which the bot could reply
    NOT_NEEDED = "not_needed"  # the person has done it meanwhile
    MUTED = "muted"
    VOID = "void"  # its rule changed before it was sent
    FAILED = "failed"  # LINE refused it
    UNCERTAIN = "uncertain"


UNTOLD: Final = (  # how an occurrence ends that was never sent
    OccurrenceState.SKIPPED_LATE,
    OccurrenceState.PASSED,
    OccurrenceState.NOT_NEEDED,
    OccurrenceState.MUTED,
    OccurrenceState.VOID,
)
_OPEN = "state IN ('queued', 'waiting')"


class ReminderRule(Base):
    """When a rule of the programme file is due next. A changed rule has another `digest` and gets a new version.

    `done_to` is the id of the last person planned for `next_at`. If a clock process dies, another begins after them.
    """

    __tablename__ = "reminder_rule"

    key: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    digest: Mapped[str]
    next_at: Mapped[datetime | None]
    done_to: Mapped[int] = mapped_column(BigId, default=0)
    plan: Mapped[list[Any]]  # the keys of its moments, to say what changed
    changed_at: Mapped[datetime]

    __table_args__ = (Index("ix_reminder_rule_next_at", "next_at"),)


class ReminderOccurrence(Base):
    """One person's reminder of one due instant. The unique key makes sure that it is planned once.

    `subject` is what it is about (`day:2023-07-12`, `phase:2`, `form:feedback7`). A waiting one is pushed by itself at
    `push_at` (None: never); `until` is the end of its window; `pushed_on` is the day whose push it was part of.
    """

    __tablename__ = "reminder_occurrence"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    rule: Mapped[str]
    person_id: Mapped[int] = mapped_column(BigId)
    occurrence: Mapped[str]
    subject: Mapped[str]
    version: Mapped[int]
    due_at: Mapped[datetime]
    until: Mapped[datetime]
    state: Mapped[OccurrenceState] = mapped_column(OneOf(OccurrenceState))
    push_at: Mapped[datetime | None]
    pushed_on: Mapped[date | None]
    delivery_id: Mapped[int | None] = mapped_column(BigId)

    __table_args__ = (
        UniqueConstraint("person_id", "occurrence", "rule"),
        Index("ix_reminder_occurrence_open", "person_id", sqlite_where=text(_OPEN), postgresql_where=text(_OPEN)),
        Index(
            "ix_reminder_occurrence_push_at",
            "push_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_reminder_occurrence_pushed_on", "pushed_on", "person_id"),
        Index("ix_reminder_occurrence_delivery_id", "delivery_id"),
    )


_TABLE = cast(Table, ReminderOccurrence.__table__)
_IS_OPEN: ColumnElement[bool] = literal_column(f"reminder_occurrence.{_OPEN}")
_WAITS: ColumnElement[bool] = literal_column("reminder_occurrence.state = 'waiting'")


@dataclass(frozen=True, slots=True)
class WaitingOccurrence:
    """A waiting occurrence, with what is needed to send it."""

    id: int
    rule: str
    person_id: int
    subject: str
    due_at: datetime
    until: datetime
    push_at: datetime | None
    delivery_id: int | None


# ── rules ──


def rules(session: Session) -> dict[str, ReminderRule]:
    return {rule.key: rule for rule in session.scalars(select(ReminderRule).order_by(ReminderRule.key))}


def next_instant(session: Session) -> datetime | None:
    """Return the first instant at which a rule is due or a waiting occurrence is to be pushed."""
    found = (rows_of(session, asked).scalar_one() for asked in (_NEXT_RULE, _NEXT_PUSH))
    return min((at for at in found if at is not None), default=None)


_NEXT_RULE: Final = select(func.min(ReminderRule.next_at))
_NEXT_PUSH: Final = select(func.min(ReminderOccurrence.push_at)).where(_WAITS)


def due_rules(session: Session, at: datetime) -> list[ReminderRule]:
    """Return the rules that are due at an instant, locked, so that one clock process works at a time."""
    due = select(ReminderRule).where(ReminderRule.next_at == at).order_by(ReminderRule.key).with_for_update()
    return list(session.scalars(due))


def hold_rules(session: Session, keys: Iterable[str]) -> list[ReminderRule]:
    """Return these rules, locked, so that none of them is carried out before the transaction ends."""
    held = select(ReminderRule).where(ReminderRule.key.in_(list(keys))).order_by(ReminderRule.key)
    return list(session.scalars(held.with_for_update().execution_options(populate_existing=True)))


# ── occurrences ──


def put_down(session: Session, rows: Sequence[Mapping[str, Any]]) -> int:
    """Store new occurrences. Return how many did not exist before."""
    if not rows:
        return 0
    new = insert_or(session, ReminderOccurrence).on_conflict_do_nothing(
        index_elements=["person_id", "occurrence", "rule"]
    )
    counting = {"preserve_rowcount": True}
    return int(session.connection().execute(new, list(rows), execution_options=counting).rowcount)


def known(session: Session, person_ids: Sequence[int], occurrences: Iterable[str]) -> set[tuple[str, int, str]]:
    """Return which (rule, person, occurrence) of these people exist already."""
    found = rows_of(session, _KNOWN, people=list(person_ids), occurrences=list(occurrences))
    return {(row[0], row[1], row[2]) for row in found}


_OF_PEOPLE: Final = _TABLE.c.person_id.in_(bindparam("people", expanding=True))
_KNOWN: Final = select(_TABLE.c.rule, _TABLE.c.person_id, _TABLE.c.occurrence).where(
    _OF_PEOPLE, _TABLE.c.occurrence.in_(bindparam("occurrences", expanding=True))
)


def told_between(session: Session, rule: str, person_ids: Sequence[int], since: datetime, before: datetime) -> set[int]:
    """Return those of these people to whom a rule was due from an instant to another one, which does not count."""
    due = _TABLE.c.due_at >= since, _TABLE.c.due_at < before
    mine = select(_TABLE.c.person_id).where(_TABLE.c.person_id.in_(person_ids), _TABLE.c.rule == rule, *due)
    return set(session.scalars(mine.distinct()))


def forget_untold(session: Session, person_ids: Sequence[int], occurrences: Iterable[str]) -> None:
    """Delete these occurrences where they ended without being sent, so that they are planned again."""
    ended = _TABLE.c.state.in_([state.value for state in UNTOLD])
    session.execute(
        delete(_TABLE).where(_TABLE.c.person_id.in_(person_ids), _TABLE.c.occurrence.in_(list(occurrences)), ended)
    )


def to_decide_on(session: Session, person_ids: Sequence[int], also: Sequence[int], now: datetime) -> set[int]:
    """Return for whom of these people something waits that is to be pushed now, or anything, if they are in `also`."""
    return {row[0] for row in rows_of(session, _TO_DECIDE_ON, people=list(person_ids), also=list(also), now=now)}


def waiting_of(
    session: Session, person_ids: Sequence[int], *, hold: bool = False
) -> dict[int, list[WaitingOccurrence]]:
    """Return what waits for each of these people, oldest first; with `hold` the rows are locked."""
    found: dict[int, list[WaitingOccurrence]] = {}
    for row in rows_of(session, _WAITING_OF_HELD if hold else _WAITING_OF, people=list(person_ids)):
        found.setdefault(row.person_id, []).append(WaitingOccurrence(*row))
    return found


_WAITING_COLUMNS: Final = select(
    _TABLE.c.id,
    _TABLE.c.rule,
    _TABLE.c.person_id,
    _TABLE.c.subject,
    _TABLE.c.due_at,
    _TABLE.c.until,
    _TABLE.c.push_at,
    _TABLE.c.delivery_id,
)
_TO_DECIDE_ON: Final = (
    select(_TABLE.c.person_id)
    .where(_WAITS, _OF_PEOPLE)
    .where(or_(_TABLE.c.push_at <= bindparam("now"), _TABLE.c.person_id.in_(bindparam("also", expanding=True))))
    .distinct()
)
_WAITING_OF: Final = _WAITING_COLUMNS.where(_WAITS, _OF_PEOPLE).order_by(_TABLE.c.due_at, _TABLE.c.id)
_WAITING_OF_HELD: Final = _WAITING_OF.with_for_update()


def waiting_in(session: Session, delivery_ids: Iterable[int]) -> list[WaitingOccurrence]:
    """Return the occurrences in these deliveries that are not sent."""
    theirs = _TABLE.c.delivery_id.in_(list(delivery_ids))
    rows = session.execute(_WAITING_COLUMNS.where(_IS_OPEN, theirs).order_by(_TABLE.c.id))
    return [WaitingOccurrence(*row) for row in rows]


def to_be_pushed(session: Session, at: datetime) -> list[int]:
    """Return the people with a waiting occurrence that is to be pushed by `at`."""
    return [row[0] for row in rows_of(session, _TO_BE_PUSHED, at=at)]


_TO_BE_PUSHED: Final = select(_TABLE.c.person_id).where(_WAITS, _TABLE.c.push_at <= bindparam("at")).distinct()


def pushed_on(session: Session, person_ids: Sequence[int], day: date) -> set[int]:
    """Return those of these people who have had the day's push."""
    return {row[0] for row in rows_of(session, _PUSHED_ON, day=day, people=list(person_ids))}


_PUSHED_ON: Final = select(_TABLE.c.person_id).where(_TABLE.c.pushed_on == bindparam("day"), _OF_PEOPLE).distinct()


def pushes_between(session: Session, first: date, last: date) -> int:
    """Return how many pushes of reminders there were from `first` to `last`, one for each person and day."""
    pairs = select(_TABLE.c.pushed_on, _TABLE.c.person_id).where(_TABLE.c.pushed_on.between(first, last)).distinct()
    return session.scalar(select(func.count()).select_from(pairs.subquery())) or 0


def told_and_pushed(session: Session, rules: Collection[str], since: datetime) -> tuple[int, int]:
    """Return how often people were told of these rules since an instant, and how often that took a push."""
    mine = _TABLE.c.rule.in_(rules), _TABLE.c.state == OccurrenceState.SENT, _TABLE.c.due_at >= since
    counted = select(func.count(), func.count(_TABLE.c.pushed_on)).select_from(_TABLE).where(*mine)
    told, pushed = session.execute(counted).one()
    return told, pushed


def end(session: Session, ids: Iterable[int], state: OccurrenceState) -> None:
    """Give waiting occurrences their final state."""
    change(session, ids, state=state.value, push_at=None)


def end_of_people(session: Session, person_ids: Iterable[int], state: OccurrenceState) -> None:
    """Give all waiting occurrences of people who cannot be reached any more their final state."""
    gone = list(person_ids)
    if gone:
        theirs = update(_TABLE).where(_WAITS, _TABLE.c.person_id.in_(gone))
        session.execute(theirs.values(state=state.value, push_at=None))


def wait_again(session: Session, delivery_ids: Iterable[int]) -> None:
    """Let the occurrences of withdrawn deliveries wait again, without a delivery."""
    back = update(_TABLE).where(_IS_OPEN, _TABLE.c.delivery_id.in_(list(delivery_ids)))
    session.execute(back.values(state=OccurrenceState.WAITING, delivery_id=None, push_at=None, pushed_on=None))


def forget_person(session: Session, person_id: int) -> None:
    session.execute(delete(ReminderOccurrence).where(ReminderOccurrence.person_id == person_id))


def change(session: Session, ids: Iterable[int], **values: Any) -> None:
    chosen = list(ids)
    if chosen:
        session.execute(update(_TABLE).where(_TABLE.c.id.in_(chosen)).values(**values))


def settle(session: Session) -> Mapping[tuple[str, str], int]:
    """Read the results of deliveries from the outbox. Return the numbers by (rule, state)."""
    return Counter((row.rule, row.state) for row in session.execute(_SETTLE))


_BECAME: Final = case(
    {
        DeliveryState.SENT: OccurrenceState.SENT,
        DeliveryState.UNCERTAIN: OccurrenceState.UNCERTAIN,
        DeliveryState.DEAD: OccurrenceState.FAILED,
    },
    value=Delivery.state,
    else_=case(
        (_TABLE.c.state == OccurrenceState.WAITING, OccurrenceState.PASSED),
        else_=OccurrenceState.SKIPPED_LATE,
    ),
)
_IS_OVER: Final = Delivery.state.in_(
    [s.value for s in (DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.DEAD, DeliveryState.SKIPPED)]
)
_SETTLE: Final = (
    update(_TABLE)
    .where(_IS_OPEN, _TABLE.c.delivery_id == Delivery.id, _IS_OVER)
    .values(state=_BECAME, push_at=None)
    .returning(_TABLE.c.rule, _TABLE.c.state)
)


def scatter(session: Session, shared: int, own: Mapping[str, int]) -> None:
    """Move occurrences from one message to many to each person's own message (by chat), which waits for a reply."""
    theirs = session.execute(
        select(_TABLE.c.id, Chat.line_user_id)
        .join(Chat, Chat.person_id == _TABLE.c.person_id)
        .where(_IS_OPEN, _TABLE.c.delivery_id == shared)
    ).all()
    rides = {"state": OccurrenceState.WAITING, "push_at": None, "pushed_on": None}
    for row in theirs:
        if row.line_user_id in own:
            change(session, [row.id], **rides, delivery_id=own[row.line_user_id])


def has_open(session: Session) -> bool:
    """Return whether any occurrence is without a final state."""
    return rows_of(session, _OPEN_ONE).first() is not None


_OPEN_ONE: Final = select(_TABLE.c.id).where(_IS_OPEN).limit(1)


def pass_over(session: Session, now: datetime) -> None:
    """End the waiting occurrences without a delivery whose window is over."""
    session.connection().execute(_PASS_OVER, {"now": now})


_PASS_OVER: Final = (
    update(_TABLE)
    .where(_WAITS, _TABLE.c.until < bindparam("now"), _TABLE.c.delivery_id.is_(None))
    .values(state=OccurrenceState.PASSED, push_at=None)
)


def queued_in(session: Session, rule: str) -> set[int]:
    """Return the deliveries with queued occurrences of a rule."""
    queued = select(_TABLE.c.delivery_id).where(
        _IS_OPEN, _TABLE.c.rule == rule, _TABLE.c.state == OccurrenceState.QUEUED
    )
    return {one for one in session.scalars(queued) if one is not None}


def void_open(session: Session, rule: str, except_in: Collection[int]) -> None:
    """Make the open occurrences of a changed rule void, except those in deliveries that are being sent."""
    unsent = or_(_WAITS, _TABLE.c.delivery_id.is_(None), _TABLE.c.delivery_id.not_in(except_in))
    planned = update(_TABLE).where(_IS_OPEN, _TABLE.c.rule == rule, unsent)
    session.execute(planned.values(state=OccurrenceState.VOID, push_at=None, pushed_on=None))


def put_back(session: Session, ids: Iterable[int], *, push_at: datetime | None) -> None:
    """Let occurrences wait again whose delivery was withdrawn."""
    change(session, ids, state=OccurrenceState.WAITING, push_at=push_at, pushed_on=None, delivery_id=None)
