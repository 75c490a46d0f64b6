"""The job that stores LINE's count of the month's pushes and a forecast, for metrics and summaries."""

from contextlib import closing

import structlog

from bot.line.quota import PushQuota
from bot.resources import Bot
from models.messaging import push_usage
from programmes.bangkok import bangkok_day
from services.reminders.forecast import forecast

log = structlog.get_logger()


class BudgetKeeper:
    """Asks LINE for the count and works out the forecast."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._warned = False

    def note_usage(self) -> None:
        """Store LINE's count and the month's forecast. Warn once if the plan will not be enough."""
        with closing(self._bot.line()) as line:
            usage = PushQuota(line).usage()
        if usage is None:
            return
        with self._bot.database.read() as session:
            programme = self._bot.calendar.current(session)
            expected = forecast(session, programme, usage.used, bangkok_day(self._bot.clock.now()))
        with self._bot.database.write() as session:
            push_usage.note(session, usage.used, usage.limit, expected, self._bot.clock.real())
        short = usage.limit is not None and expected > usage.limit
        if short and not self._warned:
            log.warning("budget.will_not_do", used=usage.used, forecast=expected, limit=usage.limit)
        self._warned = short
