"""Wake-ups: signals that there is work, so that nothing waits for the next poll. They may be lost.

Whoever commits new work signals it (`BatchSession.signal`).
"""

from datetime import datetime
from select import POLLIN, poll
from socket import socketpair
from threading import Event, Thread
from typing import Any, Final

import psycopg
import structlog
from sqlalchemy import URL

from bot.wakeup_pipe import WakeUpPipe
from models.activities import media
from models.messaging.chat_queues import NOTIFICATIONS, Direction
from models.storage.database import connect_arguments, is_behind_pooler

log = structlog.get_logger()
_RECONNECT_AFTER = 2.0
KINDS_OF_WORK: Final = (Direction.IN.value, Direction.OUT.value, media.WANTED)
POLL_SECONDS: Final = 0.1
POLL_SECONDS_WHEN_TOLD: Final = 1.0  # a lost wake-up, a lease that ends, work that a command on this host queues


class Wakeups:
    """One event for each kind of work. On PostgreSQL, signals of other processes arrive by LISTEN as well, unless a
    pooler such as PgBouncer is in between: then what they bring waits for the next poll, a tenth of a second at most.

    In `run` the web process writes to the pipe `wakes` when it has stored work, and waits for nothing itself. The
    worker process is `woken_by` the pipe. `alone`: no other process works on this database.
    """

    def __init__(
        self, url: URL, *, wakes: WakeUpPipe | None = None, woken_by: WakeUpPipe | None = None, alone: bool = False
    ) -> None:
        self._wakes = wakes
        # whether this process is told of all new work
        self._is_told = url.get_backend_name() == "sqlite" and (woken_by is not None or alone)
        self._events = {work: Event() for work in KINDS_OF_WORK}
        self._stopping = Event()
        self._stop_here, self._stop_there = socketpair()  # the second thing a listener waits for
        self._listener: Thread | None = None
        if woken_by is not None:
            Thread(target=self._wait_at_pipe, args=(woken_by,), name="wakeup-pipe", daemon=True).start()
        if url.get_backend_name() == "postgresql" and wakes is None:
            self._listener = Thread(target=self._listen, args=(connect_arguments(url),), name="wakeups", daemon=True)
            self._listener.start()

    def wake(self, work: str) -> None:
        if self._wakes is not None:
            self._wakes.wake(KINDS_OF_WORK.index(work))
        self._events[work].set()

    def wait(self, work: str, seconds: float) -> bool:
        """Return True at a wake-up, or False after so many seconds."""
        woken = self._events[work].wait(seconds)
        self._events[work].clear()
        return woken

    def wait_until_due(self, work: str, due: datetime | None, now: datetime) -> bool:
        """Return True at a wake-up, or False when it is time to look again: at `due`, when stored work becomes due, or
        after the longest time for which a process does not look that is told of all work, or of some."""
        longest = POLL_SECONDS_WHEN_TOLD if self._is_told else POLL_SECONDS
        if due is None:
            return self.wait(work, longest)
        until_due = (due - now).total_seconds()
        return self.wait(work, min(longest, until_due) if until_due > 0 else POLL_SECONDS)

    def stop(self) -> None:
        self._stopping.set()
        for event in self._events.values():
            event.set()
        self._stop_here.close()
        if self._listener is not None:
            self._listener.join(timeout=3)
        self._stop_there.close()

    def _wait_at_pipe(self, pipe: WakeUpPipe) -> None:
        while not self._stopping.is_set():
            for work in pipe.wait():
                self._events[KINDS_OF_WORK[work]].set()

    def _listen(self, address: dict[str, Any]) -> None:
        while not self._stopping.is_set():
            try:
                with psycopg.connect(**address, autocommit=True) as connection:
                    if is_behind_pooler(connection):  # it would listen in a session that the next transaction leaves
                        log.info("wakeups.by_polling", reason="the database is behind a pooler")
                        return
                    for channel in NOTIFICATIONS.values():
                        connection.execute(f'LISTEN "{channel}"')
                    self._is_told = True
                    for work in KINDS_OF_WORK:  # for what came before
                        self.wake(work)
                    news = poll()  # not select(), which cannot handle descriptors over 1,023
                    news.register(connection.fileno(), POLLIN)
                    news.register(self._stop_there, POLLIN)
                    while not self._stopping.is_set():
                        news.poll()
                        for notification in connection.notifies(timeout=0):
                            self._hear(notification.channel)
            except psycopg.Error as error:
                self._is_told = False
                log.warning("wakeups.lost", error=type(error).__name__)
                self._stopping.wait(_RECONNECT_AFTER)

    def _hear(self, channel: str) -> None:
        for way, name in NOTIFICATIONS.items():
            if name == channel:
                self.wake(way)
