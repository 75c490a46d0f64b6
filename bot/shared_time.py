"""Keeps the real time of a process the same as that of all others, and even, whatever is done to wall clocks.

A process counts real time with its monotonic clock. Where it begins is agreed through the database
(models/storage/shared_time.py): on SQLite once, because all processes of a host read the same monotonic clock; on
PostgreSQL every few seconds by the server's clock. If that was set since the last time, or our host was asleep, the
monotonic clock tells which: only in the first case is it corrected for everybody.
"""

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Final

import structlog

from bot.clock import MICROSECONDS, Clock, uptime, wall
from models.storage import shared_time
from models.storage.database import Database
from models.storage.shared_time import StoredTime

log = structlog.get_logger()
AGREES_EVERY: Final = 5.0  # seconds
TRIES_EVERY: Final = 1.0  # seconds, until the first time
FIRST_ANSWER_WITHIN: Final = 2.0  # seconds
STOPS_WITHIN: Final = 3.0  # seconds; connecting to a server that does not answer must not delay the end of the process
# Smaller steps of the server's clock are followed: they make nothing late that anybody would notice.
STEP: Final = 500_000  # microseconds
SLOWEST_ANSWER: Final = 200_000  # microseconds; slower ones say too little about the server's clock


@dataclass(frozen=True, slots=True)
class ServerReading:
    """The server's clock, read when our monotonic clock showed `at`, give or take `error`, and `awake`, which also
    counts while the host sleeps. All are in microseconds."""

    server: int
    at: int
    error: int
    awake: int
    changes: int


class SharedTimeKeeper:
    """The keeper of one process. Until it has agreed for the first time, real time begins at the wall clock's."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._last: ServerReading | None = None
        self._stopping, self._tried = Event(), Event()
        self._agreed = False
        self._thread = Thread(target=self._keep, name="shared-time", daemon=True)
        self._thread.start()
        self._tried.wait(FIRST_ANSWER_WITHIN)  # a process begins also while its database cannot be reached

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(STOPS_WITHIN)

    def agree(self) -> None:
        """Set the clock by what is stored. Raises if the database does not answer."""
        if self._database.is_sqlite:
            self._clock.begin_real(self._of_this_boot().ahead)
        else:
            self._follow_server()
        self._agreed = True

    def _keep(self) -> None:
        while not self._stopping.is_set():
            self._try()
            self._tried.set()
            if self._agreed and self._database.is_sqlite:
                return
            self._stopping.wait(AGREES_EVERY if self._agreed else TRIES_EVERY)

    def _try(self) -> None:
        try:
            self.agree()
        except Exception as error:  # the database is not reachable, or not migrated yet
            if self._agreed:
                log.warning("shared_time.not_agreed", error=type(error).__name__)

    def _of_this_boot(self) -> StoredTime:
        boot = boot_id()
        with self._database.read() as session:
            found = shared_time.stored(session)
        if found is not None and found.boot == boot:
            return found
        ahead = wall() - uptime()
        with self._database.write() as session:
            shared_time.begin(session, boot, ahead)
            return shared_time.stored(session) or StoredTime(boot, ahead, 0)

    def _follow_server(self) -> None:
        with self._database.read() as session:
            found = shared_time.stored(session)
            sent, awake = uptime(), _awake()
            server = shared_time.server_clock(session)
            error = (uptime() - sent) // 2
        if found is None:
            with self._database.write() as session:
                shared_time.begin(session, "", 0)
            return self._follow_server()
        reading = ServerReading(server, sent + error, error, awake + error, found.changes)
        if self._last is not None and error > SLOWEST_ANSWER:
            return None
        if (step := self._step_of_server(reading)) != 0:
            log.warning("shared_time.server_clock_set", seconds=step / MICROSECONDS)
            with self._database.write() as session:
                shared_time.correct(session, found.changes, -step)
            self._last = None
            return self._follow_server()
        self._last = reading
        begins = server + found.ahead - reading.at
        self._clock.begin_real(begins, give_or_take=error)
        return None

    def _step_of_server(self, reading: ServerReading) -> int:
        """Return by how much the server's clock was set since the last reading, if nobody has corrected it yet."""
        last = self._last
        if last is None or last.changes != reading.changes:
            return 0
        passed = reading.server - last.server
        step = min(passed - (reading.at - last.at), passed - (reading.awake - last.awake), key=abs)
        return step if abs(step) > STEP + reading.error + last.error else 0


def boot_id() -> str:
    """Return what identifies this boot of the host, or "host" where Linux does not say it."""
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    return "host"


def _awake() -> int:
    """Return a monotonic clock that also counts while the host sleeps, in microseconds."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime_ns(boottime) // 1000 if boottime is not None else uptime()
