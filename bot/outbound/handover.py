"""Stores the replies of turns in the outbox, and gives nearly all of them to this process's sender at once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from bot.outbound import outbox
from bot.outbound.outbox import FrozenRequest, SendTimes
from bot.outbound.sender import Sender
from models.messaging import chat_queues, deliveries
from models.messaging.chat_queues import Direction
from models.messaging.deliveries import Delivery
from models.storage.batch import BatchSession, row_of

Refresh = Callable[[str, Sequence[Delivery]], None]  # called with a chat's key and its waiting deliveries


class Handover:
    """The replies of one transaction on their way to the sender. After `store`, the caller must call `submit` or
    `give_back`, by how the transaction ended."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._reserved = 0  # threads of the sender, one for each request frozen here
        self._calls: list[FrozenRequest] = []

    def store(
        self,
        session: BatchSession,
        said: Sequence[Delivery],
        own: Collection[str],
        times: SendTimes,
        refresh: Refresh,
        *,
        due: Collection[str] = (),
    ) -> None:
        """Store the replies and queue their chats.

        If nobody holds the outgoing queue of one of our `own` chats, it is claimed and its request frozen at once, as
        far as the sender has free threads. Nearly every reply is sent like this. `refresh` gets the waiting
        deliveries of the chat before. What waits for the chats in `due` is due now.
        """
        news = [
            chat_queues.QueuedWork(key, due_at, claim=key in own and self._reserve())
            for key, due_at in (_first_due(said) | dict.fromkeys(due, times.now)).items()
        ]
        taken = chat_queues.enqueue_all(session, Direction.OUT, news, times.now)
        # read only now, because only the holder of a queue may change its deliveries
        waiting = deliveries.open_of_chats(session, taken)
        for key, of_chat in waiting.items():
            if of_chat:
                refresh(key, of_chat)
        new = _not_replacing(session, said, waiting)
        decided = {key: outbox.choose_request(claim, waiting[key], times) for key, claim in taken.items()}
        session.add_rows(Delivery, [row_of(delivery) for delivery in new])  # only now, when most of them are frozen
        session.flush()
        for key, call in decided.items():
            if isinstance(call, outbox.RequestRows):
                self._calls.append(call.frozen(taken[key]))
            else:
                chat_queues.release(session, taken[key], next_at=call)
        self._give_back(self._reserved - len(self._calls))

    def submit(self) -> None:
        """Give the requests to the sender after the commit."""
        for call in self._calls:
            self._sender.submit(call)

    def give_back(self) -> None:
        """Free the sender's threads after a rollback."""
        self._give_back(self._reserved)

    def _reserve(self) -> bool:
        got = self._sender.reserve()
        self._reserved += got
        return got

    def _give_back(self, places: int) -> None:
        for _ in range(places):
            self._sender.give_back()
        self._reserved -= places


def _first_due(said: Sequence[Delivery]) -> dict[str, datetime]:
    """Return when the first delivery of each chat is due. What waits for the person's next message makes none due."""
    due: dict[str, datetime] = {}
    for delivery in said:
        if delivery.rides:
            continue
        due[delivery.chat_key] = min(delivery.due_at, due.get(delivery.chat_key, delivery.due_at))
    return due


def _not_replacing(
    session: BatchSession, said: Sequence[Delivery], waiting: Mapping[str, list[Delivery]]
) -> list[Delivery]:
    """Return the deliveries that do not replace a waiting one. They get ids, and wait behind the others."""
    new = []
    for delivery in said:
        of_chat = waiting.get(delivery.chat_key, [])
        if not outbox.replace_waiting(of_chat, delivery):
            delivery.id = session.next_id(Delivery)  # merged rows point to their leader by id
            of_chat.append(delivery)
            new.append(delivery)
    return new
