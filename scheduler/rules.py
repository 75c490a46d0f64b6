"""Agreeing on the rules: what the programme file says now against what was planned by what it said before."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models import deliveries, lanes, reminders
from models.lanes import Way
from models.reminders import ReminderRule
from programmes import Programme
from programmes.moments import Moment


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that differs from what was planned: instants that are no more, and new ones (their keys)."""

    rule: str
    version: int
    gone: tuple[str, ...]
    new: tuple[str, ...]


def agree(session: Session, programme: Programme, now: datetime) -> list[RuleChange]:
    """Make the stored rules those of the programme; return what changed.

    A changed rule gets a new version, what was planned by the old one and is not sent is void, and it begins again at
    its next moment: an instant already past never fires.
    """
    stored, changes = reminders.rules(session), []
    for reminder in programme.reminders:
        moments = programme.moments(reminder)
        digest, row = reminder.digest(moments), stored.pop(reminder.rule, None)
        if row is None:
            row = ReminderRule(key=reminder.rule, version=0, digest="", plan=[], done_to=0, changed_at=now)
            session.add(row)
        if row.digest != digest:
            changes.append(_change(session, row, digest, moments, now))
    for row in stored.values():
        if row.digest:
            changes.append(_change(session, row, "", [], now))
    session.flush()
    return changes


def _change(session: Session, row: ReminderRule, digest: str, moments: list[Moment], now: datetime) -> RuleChange:
    before, after = set(row.plan), {moment.key for moment in moments}
    row.version += 1
    row.digest, row.plan, row.changed_at = digest, sorted(after), now
    row.next_at, row.done_to = next((moment.at for moment in moments if moment.at >= now), None), 0
    _void(session, row.key)
    return RuleChange(row.key, row.version, tuple(sorted(before - after)), tuple(sorted(after - before)))


def _void(session: Session, rule: str) -> None:
    """Nothing planned by the old rule is sent; what shares its letter with other rules' shares stays, without it."""
    in_deliveries = reminders.void_open(session, rule)
    if in_deliveries:
        lanes.hold_rows(session, Way.OUT, deliveries.chats_of(session, in_deliveries))
        shared = {one.delivery_id for one in reminders.waiting_in(session, in_deliveries)}
        deliveries.withdraw(session, [delivery for delivery in in_deliveries if delivery not in shared])


def following(programme: Programme, rule: str, at: datetime) -> datetime | None:
    """The first moment of a rule after an instant."""
    moments = programme.moments(programme.reminder(rule))
    return next((moment.at for moment in moments if moment.at > at), None)
