"""Journeys of the clock: it goes to each instant at which the bot has something to do, and waits there.

A bot that does things at set times writes a file beside the clock's, ``<clock file>.next``, and replaces the whole file
each time: ``{"next": when it has something to do again or null, "done": up to when all is done and sent}``, in Unix
seconds. During a journey the clock stands still at each of these instants, so everything happens at its time and
nothing is late. Without the file the clock jumps. A bot that gives no sign of life is waited for PATIENCE seconds.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from simulator.clock import BackwardsError, VirtualClock

PATIENCE = 10.0  # real seconds without a sign of life from the bot
_LOOK = 0.03
_EXACT = 0.001  # seconds by which an instant may change when it is written and read
UNDER_WAY, ARRIVED, STOPPED = "under way", "arrived", "stopped"


class UnderWayError(ValueError):
    """Another journey is under way; there is only one at a time."""


@dataclass(frozen=True, slots=True)
class NamedInstant:
    """An instant with a name (one, or one for each language), to which the clock can be moved."""

    at: float
    name: str | dict[str, str]

    @classmethod
    def read(cls, given: dict[str, Any]) -> Self:
        """Make a Stop of ``{"at": ISO, "name": …}``. Raises ValueError."""
        at = datetime.fromisoformat(given["at"])
        if at.tzinfo is None:
            raise ValueError(f"a stop needs a time zone: {given['at']}")
        return cls(at.timestamp(), given["name"])

    def to_json(self) -> dict[str, Any]:
        return {"at": self.at, "name": self.name}


@dataclass(slots=True)
class JourneyInstant:
    """One instant of a journey, and how many calls of the bot reached each person then."""

    at: float
    reached: Counter[str] = field(default_factory=Counter)

    def to_json(self) -> dict[str, Any]:
        return {"at": self.at, "reached": dict(self.reached)}


@dataclass(slots=True)
class Journey:
    """A journey: its start and end (virtual, Unix seconds), its state, and what happened at each instant on the way.

    ``silent`` is true if the bot did not say that it was done, and the clock went on without it.
    """

    start: float
    to: float
    rate: int
    state: str = UNDER_WAY
    silent: bool = False
    instants: list[JourneyInstant] = field(default_factory=list)

    @property
    def messages(self) -> int:
        return sum(instant.reached.total() for instant in self.instants)

    def to_json(self) -> dict[str, Any]:
        people = {user_id for instant in self.instants for user_id in instant.reached}
        return {
            "from": self.start,
            "to": self.to,
            "state": self.state,
            "silent": self.silent,
            "instants": len(self.instants),
            "messages": self.messages,
            "people": len(people),
        }


@dataclass(frozen=True, slots=True)
class BotPlan:
    """What the bot wrote into its file."""

    next: float | None
    done: float


class Traveller:
    """Moves a clock and calls ``told`` after each step. It keeps the last journey."""

    def __init__(self, clock: VirtualClock, stops: Sequence[NamedInstant] = (), *, patience: float = PATIENCE) -> None:
        self._clock, self._patience = clock, patience
        self._stops = sorted(stops, key=lambda stop: stop.at)
        self._task: asyncio.Task[None] | None = None
        self._alive = 0.0
        self.told: Callable[[], None] = lambda: None
        self.journey: Journey | None = None
        if clock.file is not None:
            plan_file(clock.file).unlink(missing_ok=True)  # the file of a bot of an earlier run

    @property
    def under_way(self) -> bool:
        return self._task is not None and not self._task.done()

    def go(self, to: float) -> None:
        """Begin a journey to a virtual instant (Unix seconds). Raises BackwardsError or UnderWayError."""
        if self.under_way:
            raise UnderWayError("a journey is under way")
        if to < self._clock.now():
            raise BackwardsError("the clock only moves forward")
        if self._plan() is None:
            self.journey = None
            self._clock.land(to, self._clock.rate)
            return
        rate = self._clock.rate
        self._clock.freeze()
        self.journey = Journey(self._clock.now(), to, rate)
        self._task = asyncio.create_task(self._travel(self.journey))

    async def arrival(self, seconds: float) -> None:
        """Return when no journey is under way, or the time is over."""
        if self._task is not None and self.under_way:
            await asyncio.wait([self._task], timeout=seconds)

    async def stop(self) -> None:
        """End the journey at the instant that is reached. From there time runs or stands as it did before."""
        if self._task is not None and self.under_way:
            self._task.cancel()
            await asyncio.wait([self._task])

    def meet(self, user_id: str) -> None:
        """Note that a message of the bot reached this person."""
        self._alive = time.monotonic()
        if self.journey is not None and self.journey.instants and self.under_way:
            self.journey.instants[-1].reached[user_id] += 1

    def next_stop(self) -> NamedInstant | None:
        now = self._clock.now()
        return next((stop for stop in self._stops if stop.at > now), None)

    def to_json(self) -> dict[str, Any]:
        return {
            "journey": self.journey.to_json() if self.journey else None,
            "stops": [stop.to_json() for stop in self._stops],
        }

    async def _travel(self, journey: Journey) -> None:
        try:
            plan = await self._settled()
            while plan is not None and plan.next is not None and plan.next < journey.to - _EXACT:
                plan = await self._stop_at(journey, plan.next)
            journey.silent = plan is None or await self._stop_at(journey, journey.to) is None
            self._clock.land(journey.to, journey.rate)
            journey.state = ARRIVED
        except asyncio.CancelledError:
            journey.state = STOPPED
            if journey.rate:
                self._clock.run()
        finally:
            self.told()

    async def _stop_at(self, journey: Journey, at: float) -> BotPlan | None:
        """Return the bot's file when everything of this instant is done, or None if the bot gives no sign of life."""
        journey.instants.append(JourneyInstant(at))
        self._clock.land(at, 0)
        self.told()
        return await self._settled()

    async def _settled(self) -> BotPlan | None:
        now, seen = self._clock.now(), None
        self._alive = time.monotonic()
        while time.monotonic() - self._alive < self._patience:
            plan = self._plan()
            if plan is not None and plan.done >= now - _EXACT and (plan.next is None or plan.next > now + _EXACT):
                return plan
            if plan != seen:
                seen, self._alive = plan, time.monotonic()
            await asyncio.sleep(_LOOK)
        return None

    def _plan(self) -> BotPlan | None:
        """Return the content of the bot's file, or None if it does not exist or is not valid."""
        if self._clock.file is None:
            return None
        try:
            said = json.loads(plan_file(self._clock.file).read_text(encoding="utf-8"))
            return BotPlan(None if said["next"] is None else float(said["next"]), float(said["done"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def plan_file(clock_file: Path) -> Path:
    """Return the path of the file in which a bot that follows this clock says when it has something to do."""
    return clock_file.with_name(f"{clock_file.name}.next")
