"""Follows a clock that is moved: does at once what is due at the new time, and reports in a file when all is done.

`<CLOCK_FILE>.next` holds `{"next": when there is something to do again or null, "done": up to when all is done and
sent}` in Unix seconds of programme time. The simulator moves the clock from one `next` to the next: nothing is late.
"""

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Final

import structlog

from bot.clock import Anchor, Clock
from models.messaging import delivery_health
from models.storage.database import Database

log = structlog.get_logger()
LOOKS_EVERY: Final = 0.04
TICKS_EVERY: Final = 0.5  # seconds, while nobody moves the clock


class Follower:
    """A thread that ticks when the clock is moved, and reports when everything that was due is sent."""

    def __init__(
        self,
        clock: Clock,
        file: Path,
        database: Database,
        tick: Callable[[], object],
        next_instant: Callable[[], datetime | None],
    ) -> None:
        self._clock, self._file, self._database = clock, file, database
        self._tick, self._next_instant = tick, next_instant
        self._anchor: Anchor | None = None
        self._ticked = float("-inf")
        self._reached: datetime | None = None  # everything up to then is done, and this is not yet reported
        self._said: tuple[str, Anchor | None] | None = None
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="follow", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()

    def look(self) -> None:
        """Tick if the clock was moved or the interval is over, and report what is done."""
        anchor = self._clock.anchor()
        if anchor != self._anchor or monotonic() - self._ticked >= TICKS_EVERY:
            now = self._clock.now()
            self._tick()
            self._anchor, self._ticked, self._reached = anchor, monotonic(), now
        if self._reached is not None and self._tell(self._reached, anchor):
            self._reached = None

    def _run(self) -> None:
        while not self._stopping.wait(LOOKS_EVERY):
            try:
                self.look()
            except Exception as error:  # the next look tries again
                log.error("clock.follow_failed", error=type(error).__name__)
                self._stopping.wait(TICKS_EVERY)

    def _tell(self, reached: datetime, anchor: Anchor | None) -> bool:
        """Report that all is done up to `reached`, if everything due until then is sent. Return whether it was."""
        with self._database.read() as session:
            if delivery_health.oldest_due(session) is not None:
                return False
        upcoming = self._next_instant()
        said = json.dumps({"next": upcoming.timestamp() if upcoming else None, "done": reached.timestamp()})
        if (said, anchor) != self._said:
            temporary = self._file.with_name(f"{self._file.name}.{os.getpid()}.tmp")
            temporary.write_text(said, "utf-8")
            temporary.replace(self._file)
            self._said = said, anchor
        return True


def plan_file(clock_file: Path) -> Path:
    """Return the path of the file beside CLOCK_FILE."""
    return clock_file.with_name(f"{clock_file.name}.next")
