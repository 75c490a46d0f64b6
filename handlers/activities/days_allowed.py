"""The days that an entry can have: not in the future, and not too long ago."""

from datetime import date, timedelta
from typing import Final

from bot.inbound.turn import Turn
from handlers.conversation import is_asked
from thai.dates import long_day

TELL: Final = "tell_day"  # the question what was done on a day without a record; data: day


def day_trouble(turn: Turn, day: date) -> str | None:
    """Return why an entry cannot have this day (a text key), or None. Source: the programme's reporting rules."""
    today = turn.day
    if day == today:
        return None
    if day > today:
        return "day-in-future"
    if day < turn.programme.start:
        return "day-before-programme"
    return "day-too-old" if day < earliest_day(turn) else None


def day_trouble_text(turn: Turn, key: str, day: date) -> str:
    language = turn.text.language
    return turn.text(
        key,
        day=long_day(day, language),
        earliest=long_day(earliest_day(turn), language),
        days=turn.programme.reporting.days_back,
    )


def earliest_day(turn: Turn) -> date:
    return max(turn.programme.start, turn.day - timedelta(days=turn.programme.reporting.days_back))


def day_told_of(turn: Turn) -> date | None:
    """Return the day whose work was just asked for, or None."""
    return date.fromisoformat(turn.conversation.data["day"]) if is_asked(turn, TELL) else None
