"""Puts events back into the inbox that were held until their sender agreed to the privacy notice."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.messaging import chat_queues
from models.messaging.chat_queues import Direction
from models.messaging.inbox import InboxEvent, InboxState


def requeue(session: Session, event_ids: Sequence[int], chat_key: str, at: datetime) -> int:
    """Let these events of a chat be handled again, if their text is still stored. `at` is real time.

    Return how many there are, without those that were unsent or whose text was deleted.
    """
    mine = (InboxEvent.id.in_(event_ids), InboxEvent.chat_key == chat_key, InboxEvent.raw.is_not(None))
    found = session.scalars(select(InboxEvent.id).where(*mine)).all()
    if found:
        again = update(InboxEvent).where(InboxEvent.id.in_(found))
        session.execute(again.values(state=InboxState.NEW, attempts=0, error=None, done_at=None))
        chat_queues.enqueue(session, Direction.IN, [chat_key], at)
    return len(found)
