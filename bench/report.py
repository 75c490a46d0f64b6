"""Writes the tables of a run: ratios, then measurements, then what the numbers mean."""

import os
import platform
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.measures import STEADY_RATE, AckRate, SteadyAcks, TurnRate
from bench.procrastinate_build import CONCURRENT_JOBS
from bench.systems import LATENCY_MS, PEOPLE
from models.storage.database import wal_is_safe
from tests import postgres

PACKAGES = ("flask", "gunicorn", "line-bot-sdk", "sqlalchemy", "psycopg", "procrastinate", "urllib3")
ECHO = "line-bot-sdk echo"
RIVAL = "PostgreSQL: Flask, SDK, SQLAlchemy, procrastinate"


@dataclass(frozen=True, slots=True)
class SystemResult:
    """The results of one system. `memory` is RSS and PSS in MB at rest."""

    name: str
    started_in: float
    memory: tuple[float, float] | None = None
    door: AckRate | None = None
    turns: TurnRate | None = None
    steady: SteadyAcks | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    what: str
    measured: str
    aim: str
    kept: bool


def write(
    rows: Sequence[SystemResult],
    demo: float | None,
    activities: int,
    seconds: float,
    others: Sequence[tuple[str, float, str]] = (),
) -> str:
    parts = [
        "# Speed",
        "Written by `make bench`; do not edit. " + _machine(seconds),
        *_caution(),
        "## Aims",
        table(
            ("what", "measured", "aim", ""),
            [(aim.what, aim.measured, aim.aim, "✓" if aim.kept else "✗") for aim in _aims(rows, demo, activities)],
        ),
        "## Measured",
        table(
            (
                "system",
                "turns/s",
                "× echo",
                "× procrastinate",
                "acks/s meanwhile",
                "acks/s, door alone",
                "CPU ms/turn",
                "CPU ms/ack",
            ),
            [_speed(row, rows) for row in rows],
        ),
        f"At a steady {STEADY_RATE} events/s, everything at work:",
        table(
            (
                "system",
                "ack p50",
                "p99",
                "worst",
                "not 200",
                "answered",
                "answer p50",
                "p99",
                "rest RSS (PSS)",
                "start",
            ),
            [_steady(row) for row in rows if row.steady],
        ),
        MEANING.format(latency=LATENCY_MS, people=PEOPLE, jobs=CONCURRENT_JOBS, load=_load_share(rows)),
    ]
    if others:
        said = [(what, f"{value:,.4g} {unit}".strip()) for what, value, unit in others]
        parts += ["## The platform, the language and forms", table(("what", "measured"), said)]
    return "\n\n".join(parts) + "\n"


def line_of(row: SystemResult) -> str:
    """Return a row as one line, to print while other systems are still being measured."""
    turns, door, steady = row.turns, row.door, row.steady
    said = [row.name]
    if door:
        said.append(f"door {door.per_second:.0f}/s")
    if turns:
        said.append(f"{turns.per_second:.0f} turns/s ({turns.answered} of {turns.asked})")
    if steady:
        said.append(f"p99 {1000 * steady.p99:.0f} ms, {steady.answered} of {steady.asked} answered")
    return " · ".join(said)


def _aims(rows: Sequence[SystemResult], demo: float | None, activities: int) -> Iterator[Aim]:
    named = {row.name: row for row in rows}
    rows = [row for row in rows if row.name != RIVAL]
    for row in rows:
        ratio = _ratio(row, named.values())
        if ratio is not None and row.steady and "history" not in row.name:
            yield Aim(f"turns/s against the echo bot — {row.name}", f"{ratio:.1f} ×", "≥ 4 ×", ratio >= 4)
    for row in rows:
        ratio = _ratio(row, named.values(), RIVAL)
        if ratio is not None and row.steady and "PostgreSQL" in row.name and "history" not in row.name:
            yield Aim(f"turns/s against procrastinate — {row.name}", f"{ratio:.1f} ×", "≥ 2 ×", ratio >= 2)
    for row in rows:
        if row.door and "history" not in row.name:
            least = 800 if "TRUNCATE" in row.name else 1500
            fast = row.door.per_second
            yield Aim(f"acknowledged/s — {row.name}", f"{fast:,.0f}", f"≥ {least:,}", fast >= least)
    for row in rows:
        if row.steady:
            p99, worst, bad = row.steady.p99, row.steady.worst, row.steady.not_ok
            yield Aim(
                f"acknowledgement at {STEADY_RATE}/s — {row.name}",
                f"p99 {1000 * p99:.0f} ms, worst {1000 * worst:.0f} ms, {bad} not 200",
                "p99 < 50 ms, worst < 2 s, 0",
                p99 < 0.05 and worst < 2 and bad == 0,
            )
    for row in rows:
        fresh = named.get(row.name.removesuffix(", history"))
        if fresh is not row and fresh and fresh.turns and row.turns and fresh.door and row.door:
            growth = fresh.turns.per_second / row.turns.per_second
            door = fresh.door.per_second / row.door.per_second
            yield Aim(
                f"with {activities:,} activities stored — {fresh.name}",
                f"turn {growth:.2f} ×, acknowledgement {door:.2f} ×",
                "≤ 1.2 × as long",
                max(growth, door) <= 1.2,
            )
    run = next((row for row in rows if row.memory), None)
    if run and run.memory:
        together, each = run.memory[1], run.memory[0]
        measured = f"{together:.0f} MB; with what its processes share counted for each of them, {each:.0f}"
        yield Aim("memory of `python -m bot run` at rest", measured, "< 220 MB", together < 220)
        yield Aim("import to serving", f"{run.started_in:.1f} s", "< 3 s", run.started_in < 3)
    if demo is not None:
        yield Aim("`make demo`, once set up", f"{demo:.1f} s", "< 10 s", demo < 10)


def _load_share(rows: Sequence[SystemResult]) -> float:
    """Return the largest share of a core that the load generator used."""
    return max((row.door.load_share for row in rows if row.door), default=0.0)


def _ratio(row: SystemResult, rows: Iterable[SystemResult], to: str = ECHO) -> float | None:
    """Return turns/s relative to another system's: the echo bot's, or procrastinate's."""
    other = next((one for one in rows if one.name.startswith(to)), None)
    return row.turns.per_second / other.turns.per_second if other and other.turns and row.turns else None


def _speed(row: SystemResult, rows: Sequence[SystemResult]) -> tuple[str, ...]:
    turns, door = row.turns, row.door
    ratios = _ratio(row, rows), _ratio(row, rows, RIVAL)
    answered = "" if not turns or turns.answered == turns.asked else f" ({turns.answered} of {turns.asked} answered)"
    return (
        row.name,
        f"{turns.per_second:,.0f}{answered}" if turns else "",
        *(f"{ratio:.2f}" if ratio is not None else "" for ratio in ratios),
        f"{turns.acknowledged_per_second:,.0f}" if turns else "",
        f"{door.per_second:,.0f}" if door else "",
        ", ".join(f"{who} {1000 * spent:.2f}" for who, spent in turns.cpu.items()) if turns else "",
        f"{1000 * door.cpu:.2f}" if door else "",
    )


def _steady(row: SystemResult) -> tuple[str, ...]:
    steady, memory = row.steady, row.memory
    assert steady is not None
    times = [steady.p50, steady.p99, steady.worst]
    return (
        row.name,
        *(f"{1000 * one:,.0f} ms" for one in times),
        str(steady.not_ok),
        f"{steady.answered} of {steady.asked}",
        f"{1000 * steady.answer_p50:,.0f} ms",
        f"{1000 * steady.answer_p99:,.0f} ms",
        f"{memory[0]:.0f} ({memory[1]:.0f}) MB" if memory else "",
        f"{row.started_in:.1f} s",
    )


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _machine(seconds: float) -> str:
    safe = "may use WAL" if wal_is_safe(sqlite3.sqlite_version_info) else "must not use WAL"
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, in {seconds / 60:.1f} minutes, on {os.cpu_count()} cores of "
        f"{_processor()}, {platform.system()}; load {os.getloadavg()[1]:.1f} when done. "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version} ({safe}), {_postgres_version()}, "
        f"{versions}."
    )


def _caution() -> Iterator[str]:
    """Yield a warning if other programs used much of the CPU during the run."""
    cores, load = os.cpu_count() or 1, os.getloadavg()[1]
    if load > 2 * cores:
        yield (
            f"**Others were at work** (load {load:.0f} on {cores} cores): times are too long and rates too low; the "
            "ratio to the echo bot is too low as well, for that one mostly waits while ours computes."
        )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _postgres_version() -> str:
    said = subprocess.run([postgres.programs() / "postgres", "--version"], check=True, capture_output=True, text=True)
    return "PostgreSQL " + said.stdout.partition("PostgreSQL)")[2].split()[0]


MEANING = """\
## What the numbers mean

- **turn**: a signed webhook call with one event (a sentence about a day's work, in Thai) → activity on record →
  record card received by the platform. turns/s counts from the first call to the last card. {people:,} registered
  people take turns; 64 connections post as fast as they are answered.
- **echo**: `bench/echo_baseline.py`, Flask and line-bot-sdk in the manner of the SDK's sample, under the same
  gunicorn (gthread, as many workers, 16 threads). It stores nothing, and acknowledges when its reply was taken. Its
  ceiling is threads ÷ {latency} ms.
- **procrastinate**: `bench/procrastinate_build.py`, the same turn as it is usually built today: Flask and line-bot-sdk
  under the same gunicorn, a job for each event (`lock` = chat), SQLAlchemy, {jobs} jobs at once in one worker. Its
  module says which promises it cannot hold.
- **acks/s meanwhile**: acknowledgements while the same bot also handles and answers. **Door alone**: only the
  web process runs; every 200 is a committed row.
- **CPU ms/turn**: user and system time of all its processes for each turn, the platform's and the database server's
  apart.
- **steady**: calls leave at fixed instants, and a latency counts from that instant, so a stall is not hidden.
  **answer**: from then until the platform has taken the card (which includes half of its {latency} ms).
- The platform (the simulator, answering in {latency} ms, checking every message) and the load generator (at most
  {load:.0%} of a core, when acknowledgements are all it waits for) share the cores with what is measured. PostgreSQL
  runs with fsync on.
- **WAL** on a SQLite that must not use it is forced for this table only, on a throw-away database: it shows what a
  fixed SQLite gives.
- RSS counts memory that processes share once for each of them; PSS counts it once.
"""
