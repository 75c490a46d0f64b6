"""Whether the bot can do its work: store what comes, handle it, and send the answers.

A thread of the web process looks every two seconds, so that `/readyz` answers at once, also when the database hangs.
How long something has stood still is measured with the monotonic clock, from what is stored and without its times:
while the first of a queue changes there is progress, however long the queue is.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Final

import structlog

from bot.clock import Clock
from models import schema
from models.messaging import chat_queues, delivery_health
from models.messaging.chat_queues import Direction
from models.storage.database import Database

log = structlog.get_logger()
LOOK_EVERY: Final = 2.0  # seconds
# Seconds after which the same event or message at the head of its queue means that nobody works there, and after which
# a look that has not come back means that the database hangs. With LOOK_EVERY it is below ten.
STANDS_AFTER: Final = 6.0


@dataclass(frozen=True, slots=True)
class Troubles:
    """The reason why each part of the work cannot be done, in words for the operator; None where it can."""

    store: str | None = None
    handle: str | None = None
    send: str | None = None


class Standstill:
    """Measures for how long the same thing has stood at the head of a queue."""

    def __init__(self) -> None:
        self._first: Hashable = None
        self._since = monotonic()

    def seconds(self, first: Hashable) -> float:
        """Return for how long `first` has been there. 0 if it is None: nothing waits."""
        if first is None or first != self._first:
            self._first, self._since = first, monotonic()
        return monotonic() - self._since if first is not None else 0.0


class Readiness:
    """Looks after the work, from `start` to `stop`. `not_stored` says why the last events could not be stored,
    `refused` why calls of the webhook are refused."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        not_stored: Callable[[], str | None],
        refused: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._database, self._clock, self._not_stored, self._refused = database, clock, not_stored, refused
        self._events, self._messages, self._failing = Standstill(), Standstill(), Standstill()
        self._found = Troubles()
        self._looked_at = monotonic()
        self._first_look, self._stopping = Event(), Event()
        self._thread = Thread(target=self._look_again_and_again, name="readiness", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(STANDS_AFTER)

    def troubles(self) -> Troubles:
        """Return what was found by the last look."""
        self._first_look.wait(STANDS_AFTER)
        stood = monotonic() - self._looked_at
        if stood > LOOK_EVERY + STANDS_AFTER or not self._first_look.is_set():
            return Troubles(store=f"the database has not answered for {stood:.0f} s")
        return self._found

    def _look_again_and_again(self) -> None:
        while True:
            self._found = self._look()
            self._looked_at = monotonic()
            self._first_look.set()
            if self._stopping.wait(LOOK_EVERY):
                return

    def _look(self) -> Troubles:
        try:
            with self._database.read() as session:
                if not schema.is_current(session.connection()):
                    return Troubles("the database's schema is not this version's: run python -m bot migrate")
                now = self._clock.real()
                event = chat_queues.first_due(session, Direction.IN, now)
                message = chat_queues.first_due(session, Direction.OUT, now)
                failing = delivery_health.newest_failing(session)
                refused = delivery_health.refuses_token(session, failing)
        except Exception as error:  # any error of the driver means that we are not ready
            return Troubles(self._store_trouble("the database does not answer", error))
        handled, sent = self._events.seconds(event), self._messages.seconds(message)
        sent = max(sent, self._failing.seconds(failing is not None or None))
        return Troubles(
            self._cannot_store(),
            f"an event has waited for {handled:.0f} s: no worker runs, or it hangs" if handled > STANDS_AFTER else None,
            _not_sent(sent, refused) if sent > STANDS_AFTER else None,
        )

    def _cannot_store(self) -> str | None:
        """Return why nothing can be stored: write, because a full disk can still be read."""
        if gone := self._file_gone():
            return gone
        try:
            with self._database.write() as session:
                schema.write_version_again(session)
        except Exception as error:  # perhaps because the file was taken away just now
            return self._file_gone() or self._store_trouble("the database takes no write", error)
        not_stored = self._not_stored()
        return f"the last events were not stored ({not_stored})" if not_stored else self._refused()

    def _file_gone(self) -> str | None:
        """Return that the database's file is not there any more, or None if it is. Whoever connects to a path that has
        none makes an empty one."""
        file = Path(self._database.url.database or "") if self._database.is_sqlite else None
        if file is None or (file.exists() and file.stat().st_size):
            return None
        return f"the database's file is gone ({file.name}): put it back or restore a backup, then start the bot again"

    def _store_trouble(self, what: str, error: Exception) -> str:
        log.warning("readyz.database", error=type(error).__name__)
        return f"{what} ({type(error).__name__})"


def _not_sent(seconds: float, refused: bool) -> str:
    if refused:
        return (
            "LINE refuses LINE_CHANNEL_ACCESS_TOKEN (it ended or was revoked): issue another, then start the bot again"
        )
    return f"LINE has taken no message for {seconds:.0f} s"
