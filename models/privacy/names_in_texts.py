"""Removes the name of an erased person from messages to others that wait or could not be delivered."""

from collections.abc import Sequence

import orjson
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from models.messaging.deliveries import IS_OPEN, IS_UNDELIVERED, Delivery, DeliveryState
from models.reminders import reminders

SUMMARIES = ("reminders", "summary")  # the subjects of deliveries with summaries: at set times, and on request
WITH_NAMES = (*SUMMARIES, "broadcast")


def forget_name(session: Session, name: str, kinds: Sequence[str] = WITH_NAMES) -> None:
    """Delete messages with a person's name. A waiting reminder is made again, without them, when it is sent."""
    told = select(Delivery).where(or_(IS_OPEN, IS_UNDELIVERED), Delivery.about_kind.in_(kinds))
    sealed = orjson.dumps(name)[1:-1]  # as it is written in a body, which may be the only copy of a reply's words
    named = [one for one in session.scalars(told) if name in str(one.messages) or sealed in (one.body or b"")]
    unsent = [one.id for one in named if one.state in (DeliveryState.DUE, DeliveryState.PARKED)]
    nothing = {"messages": None, "body": None}
    session.execute(update(Delivery).where(Delivery.id.in_([one.id for one in named])).values(nothing))
    skipped = {"state": DeliveryState.SKIPPED}
    session.execute(update(Delivery).where(Delivery.id.in_(unsent)).values(skipped))
    reminders.wait_again(session, unsent)
