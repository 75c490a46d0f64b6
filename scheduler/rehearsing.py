"""The job that rehearses the season when somebody has asked for it on the web, in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import timedelta
from threading import Event, Thread
from time import monotonic
from typing import Final

import structlog

from bot.resources import Bot
from bot.settings import ROOT
from models.reminders import rehearsals
from models.reminders.rehearsals import Rehearsal, RehearsalState

log = structlog.get_logger()
LONGEST: Final = timedelta(minutes=30)  # whatever takes longer is stopped; who began earlier has died
LOOKS_EVERY: Final = 0.5  # seconds, while it runs


class RehearsalJob:
    """The job. Any number of clock processes may run: a rehearsal is taken by one."""

    def __init__(self, bot: Bot, environment: Mapping[str, str] = os.environ) -> None:
        self._bot, self._environment = bot, environment
        self._stopping = Event()
        self._thread: Thread | None = None

    def look(self) -> None:
        """Begin a rehearsal if somebody waits for one and none is running here. It goes on in a thread of its own."""
        if self._thread is not None and self._thread.is_alive():
            return
        with self._bot.database.read() as session:
            waiting = rehearsals.open_one(session)
        if waiting is not None:
            self._thread = Thread(target=self.rehearse, name="rehearsal", daemon=True)
            self._thread.start()

    def rehearse(self) -> bool:
        """Rehearse if somebody waits for it. Return whether a rehearsal came to its end."""
        with self._bot.database.read() as session:
            waiting = rehearsals.open_one(session)
        now = self._bot.clock.real()
        if waiting is None or self._stopping.is_set():
            return False
        with self._bot.database.write() as session:
            if not rehearsals.claim(session, waiting.id, now, stale_before=now - LONGEST):
                return False
        ended = self._run(waiting.id)
        with self._bot.database.write() as session:
            left = session.get(Rehearsal, waiting.id)
            if left is None or left.state is not RehearsalState.RUNNING:
                return ended == 0
            if self._stopping.is_set():  # the next clock does it
                left.state = RehearsalState.WAITING
            else:
                rehearsals.fail(session, waiting.id, self._bot.clock.real(), "web-rehearsal-failed")
                log.error("rehearsal.failed", exit=ended)
        return False

    def stop(self) -> None:
        """Let go of a rehearsal that is running: the next clock does it."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, number: int) -> int:
        """Run the process, and return its exit code; -1 if it was stopped."""
        words = [sys.executable, "-m", "scheduler.rehearsal.running", str(number)]
        nothing = subprocess.DEVNULL
        running = subprocess.Popen(words, env=dict(self._environment), cwd=ROOT, stdin=nothing, stdout=nothing)
        until = monotonic() + LONGEST.total_seconds()
        while running.poll() is None:
            if self._stopping.wait(LOOKS_EVERY) or monotonic() > until:
                running.kill()
                running.wait()
                return -1
        return running.returncode
