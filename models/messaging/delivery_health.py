"""How the outbox is: what is due and what failed, for /readyz, /metrics, the doctor and whoever waits for its end."""

from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.messaging.deliveries import IS_OPEN, IS_UNDELIVERED, Delivery, DeliveryState


def counts(session: Session) -> dict[str, int]:
    """Return how many deliveries are due, frozen, parked, dead and uncertain, for /metrics."""
    found: dict[str, int] = {}
    for which in (IS_OPEN, IS_UNDELIVERED):
        rows = session.execute(select(Delivery.state, func.count()).where(which).group_by(Delivery.state))
        found |= {row[0]: row[1] for row in rows}
    return found


def oldest_due(session: Session) -> datetime | None:
    """Return since when the oldest delivery is due, without those that wait for a reply on purpose."""
    return session.scalar(
        select(func.min(Delivery.due_at)).where(IS_OPEN, Delivery.rides.is_(False), Delivery.state != "parked")
    )


# Of `max(id)` SQLite goes through all deliveries from the last one, 90 ms of a million, in which nothing can be stored;
# of a sum it takes the index of the open ones.
NEWEST_FAILING: Final = select(func.max(Delivery.id + 0)).where(
    IS_OPEN, Delivery.attempts > 0, Delivery.state != DeliveryState.PARKED
)


def newest_failing(session: Session) -> int | None:
    """Return the newest delivery that LINE did not take, unless LINE has taken a later one. It will be tried again."""
    newest = session.scalar(NEWEST_FAILING)
    if newest is None:
        return None
    later = select(Delivery.id).where(Delivery.id > newest, Delivery.state == DeliveryState.SENT).limit(1)
    return None if session.scalar(later) is not None else newest


def refuses_token(session: Session, delivery_id: int | None) -> bool:
    """Return whether LINE did not take a delivery because it refuses the channel's access token."""
    if delivery_id is None:
        return False
    error = session.scalar(select(Delivery.error).where(Delivery.id == delivery_id))
    return error is not None and error.startswith("401 ")
