"""A person's own announcements."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.coordination.broadcasts import Broadcast, BroadcastReceiver, BroadcastState, ReceiverState

SHOWN = tuple(state for state in BroadcastState if state is not BroadcastState.CANCELLED)


@dataclass(frozen=True, slots=True)
class OwnBroadcast:
    """An announcement, and for how many people it was queued so far."""

    broadcast: Broadcast
    people: int


def count(session: Session, author_id: int) -> int:
    """Return how many announcements a person has written and not put away."""
    mine = select(func.count()).where(Broadcast.author_id == author_id, Broadcast.state.in_(SHOWN))
    return session.scalar(mine) or 0


def of_author(session: Session, author_id: int, most: int, start: int = 0) -> list[OwnBroadcast]:
    """Return announcements that a person has written and not put away, the newest first."""
    queued = (
        select(func.count())
        .where(
            BroadcastReceiver.broadcast_id == Broadcast.id,
            BroadcastReceiver.receipt == ReceiverState.QUEUED,
        )
        .correlate(Broadcast)
        .scalar_subquery()
    )
    mine = select(Broadcast, queued).where(Broadcast.author_id == author_id, Broadcast.state.in_(SHOWN))
    rows = session.execute(mine.order_by(Broadcast.id.desc()).offset(start).limit(most))
    return [OwnBroadcast(one, people) for one, people in rows]
