"""Wake-ups: signals that there is work, so that nothing waits for the next poll. They may be lost."""

from select import POLLIN, poll
from socket import socketpair
from threading import Event, Thread

import psycopg
import structlog
from sqlalchemy import URL

from bot.wakeup_pipe import WakeUpPipe
from models.messaging.chat_queues import NOTIFICATIONS, Direction
from models.storage.database import is_behind_pooler

log = structlog.get_logger()
_RECONNECT_AFTER = 2.0


class Wakeups:
    """One event for each direction. On PostgreSQL, signals of other processes arrive by LISTEN as well, unless a pooler
    such as PgBouncer is in between: then what they bring waits for the next poll, a tenth of a second at most.

    In `run` the web process writes to the pipe `wakes` when events have come, and waits for nothing itself. The
    worker process is `woken_by` the pipe.
    """

    def __init__(self, url: URL, *, wakes: WakeUpPipe | None = None, woken_by: WakeUpPipe | None = None) -> None:
        self._wakes = wakes
        self._events = {way: Event() for way in Direction}
        self._stopping = Event()
        self._stop_here, self._stop_there = socketpair()  # the second thing a listener waits for
        self._listener: Thread | None = None
        if woken_by is not None:
            Thread(target=self._wait_at_pipe, args=(woken_by,), name="wakeup-pipe", daemon=True).start()
        if url.get_backend_name() == "postgresql" and wakes is None:
            address = url.set(drivername="postgresql").render_as_string(hide_password=False)
            self._listener = Thread(target=self._listen, args=(address,), name="wakeups", daemon=True)
            self._listener.start()

    def wake(self, way: Direction) -> None:
        if self._wakes is not None and way is Direction.IN:
            self._wakes.wake()
        self._events[way].set()

    def wait(self, way: Direction, seconds: float) -> bool:
        """Return True at a wake-up, or False after so many seconds."""
        woken = self._events[way].wait(seconds)
        self._events[way].clear()
        return woken

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
            pipe.wait()
            self._events[Direction.IN].set()

    def _listen(self, address: str) -> None:
        while not self._stopping.is_set():
            try:
                with psycopg.connect(address, autocommit=True) as connection:
                    if is_behind_pooler(connection):  # it would listen in a session that the next transaction leaves
                        log.info("wakeups.by_polling", reason="the database is behind a pooler")
                        return
                    for way, channel in NOTIFICATIONS.items():
                        connection.execute(f'LISTEN "{channel}"')
                        self.wake(way)
                    news = poll()  # not select(), which cannot handle descriptors over 1,023
                    news.register(connection.fileno(), POLLIN)
                    news.register(self._stop_there, POLLIN)
                    while not self._stopping.is_set():
                        news.poll()
                        for notification in connection.notifies(timeout=0):
                            self._hear(notification.channel)
            except psycopg.Error as error:
                log.warning("wakeups.lost", error=type(error).__name__)
                self._stopping.wait(_RECONNECT_AFTER)

    def _hear(self, channel: str) -> None:
        for way, name in NOTIFICATIONS.items():
            if name == channel:
                self.wake(way)
