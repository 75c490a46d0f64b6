"""Names of people in what others are still to be told, or were told in vain: they go when the person is erased."""

import orjson
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from models.messaging.deliveries import IS_OPEN, IS_UNWELL, Delivery, DeliveryState
from models.reminders import reminders

WITH_NAMES = ("reminders", "summary", "broadcast")  # what such deliveries are about


def forget_name(session: Session, name: str) -> None:
    """Leave out what names a person. A reminder that waited is written anew, without them, when it is taken along."""
    told = select(Delivery).where(or_(IS_OPEN, IS_UNWELL), Delivery.about_kind.in_(WITH_NAMES))
    sealed = orjson.dumps(name)[1:-1]  # as it stands in a body, where a reply's words are kept alone
    named = [one for one in session.scalars(told) if name in str(one.messages) or sealed in (one.body or b"")]
    unsent = [one.id for one in named if one.state in (DeliveryState.DUE, DeliveryState.PARKED)]
    nothing = {"messages": None, "body": None}
    session.execute(update(Delivery).where(Delivery.id.in_([one.id for one in named])).values(nothing))
    skipped = {"state": DeliveryState.SKIPPED.value}
    session.execute(update(Delivery).where(Delivery.id.in_(unsent)).values(skipped))
    reminders.wait_again(session, unsent)
