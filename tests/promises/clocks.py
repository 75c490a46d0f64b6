"""Clocks a test moves: hours of real time pass in an instant."""

from datetime import datetime, timedelta

from bot.clock import Clock


class LaterClock(Clock):
    """A clock whose real time is ahead of this machine's by `ahead`."""

    ahead = timedelta(0)

    def real(self) -> datetime:
        return super().real() + self.ahead
