"""The ticker: APScheduler calls the jobs of the clock process at intervals; it stores nothing."""

from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

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
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(2)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 60},
            timezone="UTC",
        )
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
            (housekeeping.wake_stranded, 30),
            (housekeeping.scrub, 300),
            (housekeeping.unpark, 600),
            (housekeeping.retire, 3600),
        ):
            self._add(job, seconds)

    def _add(self, job: Callable[[], object], seconds: float) -> None:
        at_once = datetime.now(UTC)
        self._scheduler.add_job(guarded(job), "interval", seconds=seconds, id=job.__name__, next_run_time=at_once)

    def start(self) -> None:
        self._scheduler.start()
        if self._follower:
            self._follower.start()

    def stop(self) -> None:
        if self._follower:
            self._follower.stop()
        self._scheduler.shutdown(wait=True)


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
