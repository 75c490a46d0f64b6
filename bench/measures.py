"""The measurements of a system: acknowledgements, turns, latency at a steady rate, memory, start."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import sleep, time
from typing import Any, Final

from bench import load
from bench.processes import cpu_of, family
from bench.systems import TEXTS, BotProcesses, PlatformProcess

STEADY_RATE: Final = 200
PATIENCE: Final = 60.0
SETTLE_SECONDS: Final = 8.0  # the process that makes the rich menus has ended by then


@dataclass(frozen=True, slots=True)
class TurnRate:
    """Turns from the event to the answer at the platform. `cpu` is CPU seconds for each turn, by process."""

    asked: int
    answered: int
    refused: int
    acknowledged: int
    seconds: float
    acknowledging: float
    cpu: dict[str, float]
    load_share: float

    @property
    def per_second(self) -> float:
        return self.answered / self.seconds

    @property
    def acknowledged_per_second(self) -> float:
        return self.acknowledged / self.acknowledging


@dataclass(frozen=True, slots=True)
class AckRate:
    """Acknowledgements of the web process alone, as fast as it can."""

    per_second: float
    p99: float
    not_ok: int
    cpu: float
    load_share: float


@dataclass(frozen=True, slots=True)
class SteadyAcks:
    """Acknowledgements at 200 events a second with all processes working, and the times to answer, in seconds."""

    seconds: float
    p50: float
    p99: float
    worst: float
    not_ok: int
    asked: int
    answered: int
    answer_p50: float
    answer_p99: float


def measure_turns(
    platform: PlatformProcess, system: BotProcesses, count: int, texts: Sequence[str] = TEXTS
) -> TurnRate:
    calls = platform.calls(count, system.port, texts)
    before, clocks = platform.progress(), _clocks(platform, system)
    posted = load.all_at_once(calls, system.port)
    last, after = _wait_for_answers(platform, before["accepted"], count)
    answered = after["accepted"] - before["accepted"]
    spent = {name: (clock() - began) / max(1, answered) for name, (clock, began) in clocks.items()}
    return TurnRate(
        asked=count,
        answered=answered,
        refused=after["refused"] - before["refused"],
        acknowledged=posted.statuses.get(200, 0),
        seconds=last - posted.began,
        acknowledging=posted.seconds,
        cpu=spent,
        load_share=posted.cpu / posted.seconds,
    )


def measure_door(platform: PlatformProcess, system: BotProcesses, count: int) -> AckRate:
    calls = platform.calls(count, system.port)
    began = system.cpu()
    posted = load.all_at_once(calls, system.port)
    return AckRate(
        per_second=posted.per_second,
        p99=posted.latency(0.99),
        not_ok=count - posted.statuses.get(200, 0),
        cpu=(system.cpu() - began) / count,
        load_share=posted.cpu / posted.seconds,
    )


def measure_steady(platform: PlatformProcess, system: BotProcesses, seconds: float) -> SteadyAcks:
    count = int(STEADY_RATE * seconds)
    calls = platform.calls(count, system.port)
    before = platform.progress()["accepted"]
    posted = load.evenly(calls, system.port, STEADY_RATE)
    news = _wait_for_answers(platform, before, count)[1]["all_news"]
    # The events are of one person after the other, so each person's answers come in the order of their events.
    asked: dict[str, list[float]] = {}
    for number, call in enumerate(calls):
        asked.setdefault(user_of(call), []).append(posted.began + number / STEADY_RATE)
    waits = sorted(at - asked[user].pop(0) for user, at in news if asked.get(user))
    return SteadyAcks(
        seconds=seconds,
        p50=posted.latency(0.5),
        p99=posted.latency(0.99),
        worst=max(posted.latencies),
        not_ok=count - posted.statuses.get(200, 0),
        asked=count,
        answered=len(news),
        answer_p50=waits[len(waits) // 2] if waits else 0.0,
        answer_p99=waits[int(len(waits) * 0.99)] if waits else 0.0,
    )


def warm_up(platform: PlatformProcess, system: BotProcesses, count: int = 100) -> None:
    """Send the first events, which are not measured: they compile statements, load dictionaries, open connections."""
    before = platform.progress()["accepted"]
    load.all_at_once(platform.calls(count, system.port), system.port, connections=8)
    _wait_for_answers(platform, before, count)


def memory_at_rest(system: BotProcesses) -> tuple[float, float]:
    """Return (RSS, PSS) in MB of all processes when nothing happens any more."""
    sleep(SETTLE_SECONDS)
    found = [program.memory() for program in system.programs]
    return sum(rss for rss, _ in found), sum(pss for _, pss in found)


def _wait_for_answers(platform: PlatformProcess, before: int, count: int) -> tuple[float, dict[str, Any]]:
    """Wait until all are answered or no more answers come. Return the time of the last (Unix) and the progress."""
    news: list[tuple[str, float]] = []
    last, patient_until = time(), time() + PATIENCE
    while True:
        found = platform.progress()
        news += [(user, at) for user, at in found["news"]]
        for refusal in found["refusals"]:
            print(refusal, file=sys.stderr)
        if found["news"]:
            last = found["news"][-1][1]
        if found["accepted"] - before >= count or time() > min(patient_until, last + PATIENCE / 4):
            return last, found | {"all_news": news}
        sleep(0.05)


def _clocks(platform: PlatformProcess, system: BotProcesses) -> dict[str, tuple[Callable[[], float], float]]:
    clocks: dict[str, Callable[[], float]] = {"bot": system.cpu, "platform": platform.program.cpu}
    server = system.server
    if server is not None:
        clocks["database"] = lambda: sum(cpu_of(pid) for pid in family(server))
    return {name: (clock, clock()) for name, clock in clocks.items()}


def user_of(call: bytes) -> str:
    """Return whose event a request of the load has."""
    return call.rpartition(b'"userId":"')[2][:33].decode()
