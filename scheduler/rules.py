"""Compares the rules of the programme file with the stored rules, and updates what was planned by old ones."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.messaging import chat_queues, deliveries
from models.messaging.chat_queues import Direction
from models.reminders import reminders
from models.reminders.reminders import ReminderRule
from programmes import Programme
from programmes.moments import moments_of
from programmes.when import Moment


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that has changed: the keys of the instants that no longer exist, and of the new ones."""

    rule: str
    version: int
    gone: tuple[str, ...]
    new: tuple[str, ...]


def agree(session: Session, programme: Programme, now: datetime) -> list[RuleChange]:
    """Make the stored rules those of the programme, and return what changed.

    A changed rule gets a new version. What the old version planned and has not sent is void. The new version begins
    at its next moment; a moment that is already past is not carried out.
    """
    stored, changes = reminders.rules(session), []
    for reminder in programme.reminders:
        moments = moments_of(programme, reminder)
        digest, row = reminder.digest(moments), stored.pop(reminder.rule, None)
        if row is None:
            row = ReminderRule(key=reminder.rule, version=0, digest="", plan=[], done_to=0, changed_at=now)
            session.add(row)
        if row.digest != digest:
            changes.append(_change(session, programme, row, digest, moments, now))
    for row in stored.values():
        if row.digest:
            changes.append(_change(session, programme, row, "", [], now))
    session.flush()
    return changes


def _change(
    session: Session, programme: Programme, row: ReminderRule, digest: str, moments: list[Moment], now: datetime
) -> RuleChange:
    before, after = set(row.plan), {moment.key for moment in moments}
    row.version += 1
    row.digest, row.plan, row.changed_at = digest, sorted(after), now
    row.next_at, row.done_to = next((moment.at for moment in moments if moment.at >= now), None), 0
    _void(session, programme, row.key, now)
    return RuleChange(row.key, row.version, tuple(sorted(before - after)), tuple(sorted(after - before)))


def _void(session: Session, programme: Programme, rule: str, now: datetime) -> None:
    """Cancel what the old rule planned. Items of other rules in the same messages are planned again without it.

    A message that is being sent cannot be stopped. One that waits for a reply is composed again before it goes.
    """
    to_be_pushed = reminders.queued_in(session, rule)
    chat_queues.lock_rows(session, Direction.OUT, deliveries.chats_of(session, to_be_pushed))
    withdrawn = deliveries.withdraw(session, to_be_pushed)
    reminders.void_open(session, rule, except_in=to_be_pushed - withdrawn)
    pushed = {one.rule for one in programme.reminders if one.urgency != "may_wait"}
    others = reminders.waiting_in(session, withdrawn)
    reminders.put_back(session, [one.id for one in others if one.rule in pushed], push_at=now)
    reminders.put_back(session, [one.id for one in others if one.rule not in pushed], push_at=None)
