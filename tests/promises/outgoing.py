"""What is about to be said: deliveries put into the outbox as the clock puts them, without a message to answer."""

from collections.abc import Sequence

from bot.clock import Clock
from bot.outbound import outbox
from bot.outbound.reply import Reply, say
from models.messaging import chat_queues
from models.messaging.chat_queues import Direction
from models.storage.database import Database


def queue_pushes(database: Database, clock: Clock, user_ids: Sequence[str], *texts: str) -> None:
    """Queue one push for each person and text."""
    queue_replies(database, clock, user_ids, [say(text) for text in texts])


def queue_replies(database: Database, clock: Clock, user_ids: Sequence[str], replies: Sequence[Reply]) -> None:
    now = clock.real()
    with database.write() as session:
        for user_id in user_ids:
            for reply in replies:
                outbox.queue(session, user_id, reply, now, token=None, token_at=None)
        chat_queues.enqueue(session, Direction.OUT, user_ids, now)
