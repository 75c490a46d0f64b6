"""The ticker: APScheduler calls the jobs of the clock process at intervals; it stores nothing.

APScheduler 3 waits for instants of the wall clock: set back by an hour, it stood still for an hour. A thread compares
the wall clock with the monotonic one, and has all jobs run at once when the wall clock was set.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from threading import Event, Thread
from typing import Final

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import EPOCH, MICROSECONDS, uptime, wall
from bot.pulse import Pulse
from bot.resources import Bot
from scheduler.backing_up import BackupJob
from scheduler.broadcasting import BroadcastJob
from scheduler.budget import BudgetKeeper
from scheduler.counting import EntryCounter
from scheduler.following import Follower, plan_file
from scheduler.housekeeping import Housekeeping
from scheduler.indexing import EntryIndexer
from scheduler.rehearsing import RehearsalJob
from scheduler.reminders import OutboxSink, ReminderClock

log = structlog.get_logger()
REMINDERS: Final = 5.0  # seconds between ticks
LOOK_EVERY: Final = 1.0  # seconds of the monotonic clock between two looks at the wall clock
A_STEP: Final = MICROSECONDS // 2  # by so much the clocks must have parted since the last look
MOST_AT_ONCE: Final = 12  # jobs: each has a thread, so that a long one does not delay the others


class Ticker:
    """Runs each job at its interval. Any number of tickers may run: a job finds that another has done the work."""

    def __init__(self, bot: Bot) -> None:
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(MOST_AT_ONCE)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="UTC",
        )
        self.pulse = Pulse("clock")
        self._stopping = Event()
        self._watch = Thread(target=self._watch_the_wall_clock, name="wall-clock", daemon=True)
        housekeeping = Housekeeping(bot)
        outbox = OutboxSink(bot.clock)
        beat = self.pulse.beat if bot.clock.file is None else None  # a clock that is moved by hand has no pulse
        reminders = ReminderClock(bot.database, bot.clock, bot.calendar, bot.texts, outbox, beat=beat)
        broadcasting = BroadcastJob(bot)
        self._backups = BackupJob(bot)
        self._rehearsals = RehearsalJob(bot)
        self._follower = _follower(bot, reminders, broadcasting)
        if self._follower is None:
            self._add(self._beats(reminders.tick), REMINDERS)
            self._add(self._backups.back_up, 60)
        self._add(self._backups.note_erasures, 20)
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
            (EntryIndexer(bot.database).fill, 3),
            (EntryCounter(bot.database).count_again, 15),
            (self._rehearsals.look, 3),
        ):
            self._add(job, seconds)

    def _add(self, job: Callable[[], object], seconds: float) -> None:
        """Have a job run at once and then at its interval; it never runs twice at a time."""
        self._scheduler.add_job(guarded(job), "interval", seconds=seconds, id=job.__name__, next_run_time=_now())

    def _beats(self, job: Callable[[], object]) -> Callable[[], None]:
        """Return a job after which the pulse beats, whether it failed or not."""

        @wraps(job)
        def run() -> None:
            try:
                job()
            finally:
                self.pulse.beat()

        return run

    def _watch_the_wall_clock(self) -> None:
        apart = wall() - uptime()
        while not self._stopping.wait(LOOK_EVERY):
            if abs(wall() - uptime() - apart) > A_STEP:
                apart = wall() - uptime()
                log.info("clock.wall_clock_was_set")
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=_now())

    def start(self) -> None:
        if self._follower is None:
            self.pulse.beat()
        self._scheduler.start()
        self._watch.start()
        if self._follower:
            self._follower.start()

    def stop(self) -> None:
        """Wait until the jobs that have begun are done."""
        self._stopping.set()
        self._backups.stop()
        self._rehearsals.stop()
        if self._follower:
            self._follower.stop()
        self._scheduler.shutdown(wait=True)
        self.pulse.over()
        self._watch.join()


def _now() -> datetime:
    return EPOCH + timedelta(microseconds=wall())


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
