"""Faults: which calls fail, how, and how often."""

import random
from dataclasses import dataclass, field
from typing import Any

KINDS = {
    "429": "the endpoint's rate limit answers, nothing is done",
    "monthly_limit": "the month's limit answers, nothing is done",
    "500": "an error before acceptance: nothing is done",
    "500_after": "an error after acceptance: it is done, and the caller cannot know",
    "drop": "the connection closes before acceptance",
    "drop_after": "the connection closes after acceptance",
    "401": "the channel access token has expired",
    "latency": "the answer takes latency_ms longer, after acceptance",
    "latency_before": "the call takes latency_ms longer before acceptance",
}


@dataclass(slots=True)
class Fault:
    """``endpoint`` is a call's name or ``*``; ``skip`` calls pass first; the fault happens at most ``times`` times."""

    id: int
    kind: str
    endpoint: str = "*"
    chance: float = 1.0
    times: int | None = None
    skip: int = 0
    to: str | None = None
    latency_ms: float = 0.0
    struck: int = 0

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Faults:
    """The active faults, in the order in which they were set. The first that matches a call is used."""

    seed: int | None = None
    faults: list[Fault] = field(default_factory=list)
    _count: int = 0
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def set(self, wanted: dict[str, Any]) -> Fault:
        """Add a fault from JSON. Raises ValueError with what is wrong."""
        known = {"kind", "endpoint", "chance", "times", "skip", "to", "latency_ms"}
        if unknown := set(wanted) - known:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(sorted(known))}")
        if str(wanted.get("kind")) not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        self._count += 1
        fault = Fault(id=self._count, **{**wanted, "kind": str(wanted["kind"])})
        self.faults.append(fault)
        return fault

    def clear(self, fault_id: int | None = None) -> None:
        self.faults = [one for one in self.faults if fault_id is not None and one.id != fault_id]

    def strike(self, endpoint: str, body: bytes) -> Fault | None:
        """Return the fault of this call, if there is one, and count it."""
        for fault in self.faults:
            if fault.endpoint not in ("*", endpoint) or (fault.to and fault.to.encode() not in body):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            if fault.times is not None and fault.struck >= fault.times:
                continue
            if fault.chance < 1.0 and self._random.random() >= fault.chance:
                continue
            fault.struck += 1
            return fault
        return None
