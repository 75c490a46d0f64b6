"""The ticker calls the jobs of the clock process at intervals of the monotonic clock; it stores nothing.

A scheduler that waits for instants of the wall clock, as APScheduler 3 does, stands still for an hour when the clock is
set back by an hour.
"""

from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread

import structlog

from bot.resources import Bot
from scheduler.broadcasting import BroadcastJob
from scheduler.budget import BudgetKeeper
from scheduler.following import Follower, plan_file
from scheduler.housekeeping import Housekeeping
from scheduler.reminders import OutboxSink, ReminderClock

log = structlog.get_logger()
REMINDERS = 5.0  # seconds between ticks


class Ticker:
    """Runs each job at its interval. Any number of tickers may run: a job finds that another has done the work."""

    def __init__(self, bot: Bot) -> None:
        self._stopping = Event()
        self._threads: list[Thread] = []
        housekeeping = Housekeeping(bot)
        outbox = OutboxSink(bot.clock, bot.wakeups)
        reminders = ReminderClock(bot.database, bot.clock, bot.calendar, bot.texts, outbox)
        broadcasting = BroadcastJob(bot)
        self._follower = _follower(bot, reminders, broadcasting)
        if self._follower is None:
            self._add(reminders.tick, REMINDERS)
        for job, seconds in (
            (broadcasting.carry_on, 2),
            (broadcasting.forget_old_links, 3600),
            (BudgetKeeper(bot).note_usage, 60),
            (housekeeping.remove_leftovers, 20),
            (housekeeping.remove_nobodys, 20),
            (housekeeping.wake_stranded, 30),
            (housekeeping.bring_forward, 30),
            (housekeeping.scrub, 300),
            (housekeeping.unpark, 600),
            (housekeeping.end_rides, 60),
            (housekeeping.retire, 3600),
        ):
            self._add(job, seconds)

    def _add(self, job: Callable[[], object], seconds: float) -> None:
        """Give a job a thread of its own, so that a long one does not delay the others."""
        self._threads.append(Thread(target=self._repeat, args=(guarded(job), seconds), name=job.__name__, daemon=True))

    def _repeat(self, job: Callable[[], None], seconds: float) -> None:
        job()
        while not self._stopping.wait(seconds):
            job()

    def start(self) -> None:
        for thread in self._threads:
            thread.start()
        if self._follower:
            self._follower.start()

    def stop(self) -> None:
        """Wait until the jobs that have begun are done."""
        self._stopping.set()
        if self._follower:
            self._follower.stop()
        for thread in self._threads:
            thread.join()


def _follower(bot: Bot, reminders: ReminderClock, broadcasting: BroadcastJob) -> Follower | None:
    """Return the follower of CLOCK_FILE, or None if it is not set."""
    file = bot.clock.file
    if file is None:
        return None

    def tick() -> None:
        reminders.tick()
        broadcasting.carry_on()

    def next_instant() -> datetime | None:
        instants = (reminders.next_instant(), broadcasting.next_instant())
        return min((at for at in instants if at is not None), default=None)

    return Follower(bot.clock, plan_file(file), bot.database, tick, next_instant)


def guarded(job: Callable[[], object]) -> Callable[[], None]:
    """Return a job that logs an error instead of raising it; the next tick tries again."""

    def run() -> None:
        try:
            job()
        except Exception as error:
            log.error("clock.job_failed", job=job.__name__, error=type(error).__name__)

    return run
