"""``/sim/clock`` and ``/sim/journey``: read the time, and move it."""

from datetime import datetime
from typing import Any

from aiohttp import web

from simulator.control.json_bodies import answer, read_json
from simulator.platform import Platform
from simulator.travel import UnderWayError

_STEPS = {"hour": 3600.0, "day": 86400.0, "week": 604800.0}
_WAIT = 30.0  # seconds that a call waits for the end of a journey, if it does not say otherwise


class ClockControl:
    """The handlers of the clock and of journeys."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def says(self, request: web.Request) -> web.Response:
        """Return the time. ``wait`` is the number of seconds to wait for the end of a journey."""
        await self._platform.traveller.arrival(float(request.query.get("wait", "0")))
        return answer(self._platform.time())

    async def moves(self, request: web.Request) -> web.Response:
        """Move the clock: ``{"set": ISO}``, ``{"advance": seconds}``, ``{"travel": "hour" | "day" | "week" | "phase"}``
        (phase: to the next named time), ``{"stop": true}``, ``{"rate": 0 | 1}``; ``"wait"`` is the number of seconds
        to wait for the end of the journey."""
        platform, given = self._platform, await read_json(request)
        if given.get("stop"):
            await platform.traveller.stop()
        if "rate" in given:
            self._run(bool(given["rate"]))
        to = self._destination(given)
        if to is not None:
            platform.traveller.go(to)
            await platform.traveller.arrival(float(given.get("wait", _WAIT)))
        platform.tell_time()
        return answer(platform.time())

    async def journey(self, _: web.Request) -> web.Response:
        """Return the present or the last journey with all its instants, or null before the first."""
        journey = self._platform.traveller.journey
        if journey is None:
            return answer(None)
        return answer({**journey.to_json(), "way": [instant.to_json() for instant in journey.instants]})

    def _run(self, runs: bool) -> None:
        if self._platform.traveller.under_way:
            raise UnderWayError("a journey is under way; stop it first")
        clock = self._platform.clock
        clock.run() if runs else clock.freeze()

    def _destination(self, given: dict[str, Any]) -> float | None:
        """Return the time to move to (Unix seconds); raises ValueError."""
        now = self._platform.clock.now()
        if "set" in given:
            moment = datetime.fromisoformat(given["set"])
            if moment.tzinfo is None:
                raise ValueError("set needs a time zone")
            return moment.timestamp()
        if "advance" in given:
            return now + float(given["advance"])
        if "travel" not in given:
            return None
        if given["travel"] == "phase":
            stop = self._platform.traveller.next_stop()
            if stop is None:
                raise ValueError("no named stop is ahead")
            return stop.at
        if given["travel"] not in _STEPS:
            raise ValueError(f"travel is one of phase, {', '.join(_STEPS)}")
        return now + _STEPS[given["travel"]]
