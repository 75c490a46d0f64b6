"""The programme's days are Bangkok's days, wherever a process runs."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

BANGKOK: Final = ZoneInfo("Asia/Bangkok")


def bangkok_day(instant: datetime) -> date:
    """Return the calendar day of `instant`, an aware time, in Bangkok."""
    return instant.astimezone(BANGKOK).date()
