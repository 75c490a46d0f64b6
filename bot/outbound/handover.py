"""What turns have to say goes to the outbox, and nearly all of it to this process's sender by the same commit."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from bot.outbound import outbox
from bot.outbound.outbox import Sealed, Times
from bot.outbound.sender import Sender
from models.messaging import deliveries, lanes
from models.messaging.deliveries import Delivery
from models.messaging.lanes import Way
from models.storage.batch import BatchSession, row_of

Refresh = Callable[[str, Sequence[Delivery]], None]  # is given a chat's key and what already waits for it


class Handover:
    """One transaction's answers on their way to the sender. After `store`, say how the transaction ended: `submit` or
    `give_back`."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._reserved = 0  # threads of the sender, one for each call sealed here
        self._calls: list[Sealed] = []
        self.left_over = False  # whether some chats are left to whoever gathers what is due

    def store(
        self, session: BatchSession, said: Sequence[Delivery], own: Collection[str], times: Times, refresh: Refresh
    ) -> None:
        """Store what is to be said and announce it.

        A chat of our `own` whose outbound lane nobody holds is taken and its call sealed at once, as far as the sender
        has free threads: nearly every answer goes out like this. What waits for the chat is handed to `refresh` before.
        """
        news = [
            lanes.Announcement(key, due_at, claim=key in own and self._reserve())
            for key, due_at in _first_due(said).items()
        ]
        taken = lanes.announce_all(session, Way.OUT, news, times.now)
        self.left_over = len(taken) < len(news)
        # read only now: what waits in a lane may be changed by none but its holder
        waiting = deliveries.open_of_chats(session, taken)
        for key, of_chat in waiting.items():
            if of_chat:
                refresh(key, of_chat)
        new = _not_replacing(session, said, waiting)
        decided = {key: outbox.decide(claim, waiting[key], times) for key, claim in taken.items()}
        session.add_rows(Delivery, [row_of(delivery) for delivery in new])  # only now: most of them are sealed
        session.flush()
        for key, call in decided.items():
            if isinstance(call, outbox.Call):
                self._calls.append(call.sealed(taken[key]))
            else:
                lanes.release(session, taken[key], next_at=call)
        self._give_back(self._reserved - len(self._calls))

    def submit(self) -> None:
        """It is committed: the sender posts the calls."""
        for call in self._calls:
            self._sender.submit(call)

    def give_back(self) -> None:
        """It was rolled back: the sender's threads are free again."""
        self._give_back(self._reserved)

    def _reserve(self) -> bool:
        got = self._sender.reserve()
        self._reserved += got
        return got

    def _give_back(self, places: int) -> None:
        for _ in range(places):
            self._sender.give_back()
        self._reserved -= places


def _first_due(said: Sequence[Delivery]) -> Mapping[str, datetime]:
    """When the first of each chat's deliveries is due."""
    due: dict[str, datetime] = {}
    for delivery in said:
        due[delivery.chat_key] = min(delivery.due_at, due.get(delivery.chat_key, delivery.due_at))
    return due


def _not_replacing(
    session: BatchSession, said: Sequence[Delivery], waiting: Mapping[str, list[Delivery]]
) -> list[Delivery]:
    """Deliveries that do not take the place of one that waits: they get their ids, and wait behind the others."""
    new = []
    for delivery in said:
        of_chat = waiting.get(delivery.chat_key, [])
        if not outbox.replace_waiting(of_chat, delivery):
            delivery.id = session.next_id(Delivery)  # what is merged points to its leader by it
            of_chat.append(delivery)
            new.append(delivery)
    return new
