"""`python -m bench [--quick]`: measures the bot beside an echo bot with line-bot-sdk; prints and stores tables."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from bench import (
    forms,
    history,
    inside_forms,
    measures,
    overload,
    procrastinate_build,
    pushing,
    reminders,
    report,
    simulator,
    systems,
)
from bench.demo_start import demo_starts_in
from bench.processes import ROOT
from bench.report import SystemResult
from bench.systems import BotProcesses, PlatformProcess
from bench.thai import understanding

RUN: Final = (("run",),)
APART: Final = (("web", "--workers", "1"), ("worker",), ("worker",))


@dataclass(frozen=True, slots=True)
class BenchPlan:
    """How much is measured: counts of events, and seconds."""

    echo: int
    turns: int
    door: int
    steady: float
    history: int  # activities; 0 means not measured


FULL: Final = BenchPlan(echo=1000, turns=2500, door=6000, steady=60.0, history=1_000_000)
QUICK: Final = BenchPlan(echo=400, turns=600, door=1500, steady=3.0, history=0)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="about a minute, without the million; keeps no results")
    parser.add_argument("--activities", type=int, help="how many are stored for the growth (default: 1,000,000)")
    arguments = parser.parse_args()
    plan = QUICK if arguments.quick else FULL
    if arguments.activities is not None:
        plan = BenchPlan(plan.echo, plan.turns, plan.door, plan.steady, arguments.activities)
    began = perf_counter()
    with systems.scratch() as folder:
        rows = list(_measure_all(plan, folder))
        demo = None if arguments.quick else demo_starts_in(folder)
    others = []
    if not arguments.quick:
        others = [*simulator.run(), *understanding.run(), *forms.run(), *inside_forms.run()]
        others += [*reminders.run(), *pushing.run(), *overload.run()]
    written = report.write(rows, demo, plan.history, perf_counter() - began, others)
    print(written)
    if not arguments.quick:
        (ROOT / "bench" / "results.md").write_text(written, "utf-8")
    return 0


def _measure_all(plan: BenchPlan, folder: Path) -> Iterator[SystemResult]:
    yield _said(_echo(plan, folder, "line-bot-sdk echo, 1 × 16 threads", 1))
    # A machine is slower at some times: what is compared for growth is measured directly one after the other.
    yield _said(_ours(plan, folder, "SQLite, TRUNCATE: run", _sqlite(folder)))
    if plan.history:
        yield _said(_ours(plan, folder, "SQLite, TRUNCATE: run, history", _sqlite(folder, plan.history)))
    yield _said(_ours(plan, folder, "SQLite, WAL: run", _sqlite(folder), module="bench.bot_in_wal"))
    with systems.postgres_server() as address:
        server = systems.server_process(address)
        yield _said(_procrastinate(plan, folder, report.RIVAL, systems.postgres_url(address), server))
        yield _said(_ours(plan, folder, "PostgreSQL: run", _postgres(address), server=server))
        if plan.history:
            full = _postgres(address, plan.history)
            yield _said(_ours(plan, folder, "PostgreSQL: run, history", full, server=server))
            fresh = _postgres(address)
            yield _said(_ours(plan, folder, "PostgreSQL: web, worker × 2", fresh, commands=APART, server=server))


def _said(row: SystemResult) -> SystemResult:
    print(report.line_of(row), file=sys.stderr, flush=True)
    return row


def _echo(plan: BenchPlan, folder: Path, name: str, workers: int) -> SystemResult:
    with PlatformProcess(folder) as platform, systems.echo_bot(folder, platform, workers) as system:
        measures.warm_up(platform, system)
        return SystemResult(
            name, system.started_in, turns=measures.measure_turns(platform, system, plan.echo * workers)
        )


def _procrastinate(plan: BenchPlan, folder: Path, name: str, url: str, server: int) -> SystemResult:
    """Measure the ordinary build of the same turn, as ours is measured."""
    procrastinate_build.prepare(url, systems.PEOPLE)
    with (
        PlatformProcess(folder) as platform,
        systems.procrastinate_bot(folder, platform, url, ["web"], server=server) as system,
    ):
        measures.measure_door(platform, system, plan.door // 10)
        door = measures.measure_door(platform, system, plan.door)
    procrastinate_build.forget_waiting(url)
    with (
        PlatformProcess(folder) as platform,
        systems.procrastinate_bot(folder, platform, url, server=server) as system,
    ):
        memory = measures.memory_at_rest(system)
        measures.warm_up(platform, system)
        turns = measures.measure_turns(platform, system, plan.turns)
        steady = measures.measure_steady(platform, system, plan.steady)
        return SystemResult(name, system.started_in, memory, door, turns, steady)


def _ours(
    plan: BenchPlan,
    folder: Path,
    name: str,
    database: Callable[[], str],
    *,
    commands: tuple[tuple[str, ...], ...] = RUN,
    module: str = "bot",
    server: int | None = None,
) -> SystemResult:
    """Measure our bot on a database of its own: first the web process alone, then all processes together."""
    url = database()
    web = commands[0] if commands[0][0] == "web" else ("web",)
    with _beside_platform(folder, name, url, (web,), module, server) as (platform, system):
        measures.measure_door(platform, system, plan.door // 10)
        door = measures.measure_door(platform, system, plan.door)
    systems.forget_waiting(url)
    with _beside_platform(folder, name, url, commands, module, server) as (platform, system):
        memory = measures.memory_at_rest(system)
        measures.warm_up(platform, system)
        turns = measures.measure_turns(platform, system, plan.turns)
        steady = measures.measure_steady(platform, system, plan.steady)
        return SystemResult(name, system.started_in, memory, door, turns, steady)


@contextmanager
def _beside_platform(
    folder: Path, name: str, url: str, commands: tuple[tuple[str, ...], ...], module: str, server: int | None
) -> Iterator[tuple[PlatformProcess, BotProcesses]]:
    with ExitStack() as stack:
        platform = stack.enter_context(PlatformProcess(folder))
        bot = systems.our_bot(name, folder, platform, url, commands, module=module, server=server)
        yield platform, stack.enter_context(bot)


def _sqlite(folder: Path, activities: int = 0) -> Callable[[], str]:
    return lambda: _prepared(systems.sqlite_url(folder), activities)


def _postgres(address: str, activities: int = 0) -> Callable[[], str]:
    return lambda: _prepared(systems.postgres_url(address), activities)


def _prepared(url: str, activities: int) -> str:
    systems.prepare(url)
    if activities:
        began = perf_counter()
        history.fill(url, activities)
        print(f"{activities:,} activities stored in {perf_counter() - began:.0f} s", file=sys.stderr)
    return url


if __name__ == "__main__":
    sys.exit(main())
