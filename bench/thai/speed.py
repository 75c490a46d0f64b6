"""Measures how fast messages are understood, and the memory and start time that this adds to a process."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from bench.thai.longest import longest_messages
from bench.thai.messages import MarkedMessage
from thai.context import Context
from thai.understand import understand

ROOT = Path(__file__).resolve().parents[2]

# First what the app loads in any case, then understanding up to its first answer.
_START = """
import gc, json, sys, time, datetime
import orjson, sqlalchemy, flask, linebot.v3.messaging, structlog, pydantic_settings
from pathlib import Path
from programmes import load
programme = load(Path("programmes/cast-2566"))
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20
gc.collect()  # a full collection that the app's own imports were due is not understanding's
before, begun = resident(), time.perf_counter()
from thai.context import Context
from thai.understand import understand
context = Context(datetime.datetime.now(datetime.UTC), "participant", "5607", programme=programme)
understand("วันนี้ประชุมกับผู้ใหญ่บ้าน ต.แม่ใจ 25 คน", context)
print(json.dumps({"ms": (time.perf_counter() - begun) * 1000, "mb": resident() - before}))
"""


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds a message, the worst of the longest, the cost of a start, messages a second of `understand -`."""

    p50_ms: float
    p99_ms: float
    longest_ms: float
    start_ms: float
    start_mb: float
    lines_per_second: float


def measure(messages: Sequence[MarkedMessage]) -> Speed:
    """Measure every message after a warm-up, a fresh process, and the command with many lines."""
    for message in messages:
        understand(message.text, message.context)
    taken = sorted(_median_ms(message.text, message.context) for message in messages)
    longest = max(_median_ms(text, messages[0].context) for text in longest_messages())
    start = min((orjson.loads(_python("-c", _START)) for _ in range(3)), key=lambda cost: float(cost["ms"]))
    return Speed(
        p50_ms=taken[len(taken) // 2],
        p99_ms=taken[len(taken) * 99 // 100],
        longest_ms=longest,
        start_ms=start["ms"],
        start_mb=start["mb"],
        lines_per_second=_lines_per_second(messages),
    )


def _median_ms(text: str, context: Context) -> float:
    """Return the median CPU time of five readings, so that other work on the machine does not count."""
    taken = []
    for _ in range(5):
        begun = time.process_time()
        understand(text, context)
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken)


def _lines_per_second(messages: Sequence[MarkedMessage]) -> float:
    """Return the lines a second of the command, without its start, which is measured with one line."""
    lines = [message.text.replace("\n", " ") for message in messages] * 8

    def seconds(some: Sequence[str]) -> float:
        begun = time.perf_counter()
        _python("-c", "from bot.cli.understand import main; main(['-'])", given="\n".join(some))
        return time.perf_counter() - begun

    start = min(seconds(lines[:1]) for _ in range(2))
    return (len(lines) - 1) / (seconds(lines) - start)


def _python(*arguments: str, given: str = "") -> bytes:
    return subprocess.run(
        [sys.executable, *arguments], input=given.encode(), capture_output=True, check=True, cwd=ROOT
    ).stdout
