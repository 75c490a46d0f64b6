"""Reminders that go with a reply: just before that, what is no longer true is left out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from bot.outbound.composing import Composer
from locales.texts import Texts
from models.messaging.deliveries import Delivery, DeliveryState
from models.people import leave
from models.reminders import reminders
from models.reminders.reminders import OccurrenceState
from programmes import Programme
from programmes.bangkok import bangkok_day
from services.reminders.recipients import Recipients, recipients_among
from services.reminders.refreshing import Refreshed, refresh

ABOUT: Final = "reminders"  # what a delivery of reminders is about


def piggybacked(waiting: Sequence[Delivery]) -> list[Delivery]:
    """Return the reminders among a chat's deliveries that go with its next reply."""
    return [d for d in waiting if d.about_kind == ABOUT and (d.rides or d.state == DeliveryState.PARKED)]


def refresh_piggybacked(
    session: Session, programme: Programme, texts: Texts, person_id: int, found: Sequence[Delivery], now: datetime
) -> None:
    """Make these reminders again from what still holds at `now` (programme time), all in one of them."""
    recipients = Recipients(session, programme, recipients_among(session, [person_id]))
    waiting = reminders.waiting_in(session, [delivery.id for delivery in found])
    revived = refresh(recipients, waiting, texts, now)
    if leave.muted(session, [person_id], bangkok_day(now)):
        _keep_quiet(session, revived)
    for state, ids in revived.over.items():
        reminders.end(session, ids, state)
    keep = found[:1] if revived.alive else []
    for delivery in found[len(keep) :]:
        delivery.state, delivery.messages = DeliveryState.SKIPPED, None
    for keeper in keep:
        composer = Composer(session, programme, texts, bangkok_day(now), None)
        reminder_items = [reminder_item for _, reminder_item in revived.alive]
        composed = composer.compose(person_id, recipients.people[0].language, reminder_items)
        keeper.messages, keeper.message_count = list(composed.messages), len(composed.messages)
        reminders.change(session, [one.id for one, _ in revived.alive], delivery_id=keeper.id)


def _keep_quiet(session: Session, revived: Refreshed) -> None:
    """Drop reminders of a person who has muted the bot, except those that are to be pushed on another day."""
    put_off = [one.id for one, _ in revived.alive if one.push_at is not None]
    reminders.change(session, put_off, delivery_id=None)
    revived.end((one for one, _ in revived.alive if one.push_at is None), OccurrenceState.MUTED)
    revived.alive.clear()
