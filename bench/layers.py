"""`python -m bench.layers [LAYER …]`: what each layer of the message path is worth, switched off alone (bench.without).

It prints a table, and keeps it in bench/layers.md if all layers are measured (half an hour). Each row is measured
directly after one with everything on, because a machine is slower at some times than at others: what counts is the
ratio.
"""

import argparse
import platform
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench import measures, systems
from bench.processes import ROOT
from bench.report import SystemResult, table
from bench.systems import PlatformProcess
from bench.without import LAYERS

DOOR: Final = 1500
TURNS: Final = 1500
STEADY_SECONDS: Final = 8.0
WORTH: Final = 1.10  # what brings less may go


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.layers", description=__doc__)
    parser.add_argument("layers", nargs="*", metavar="LAYER", help=f"which: {', '.join(LAYERS)}; all if none is named")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="only on one of them")
    given = parser.parse_args()
    wanted = given.layers or list(LAYERS)
    tables = []
    with systems.scratch() as folder:
        if given.database != "postgresql":
            tables.append(_table_of("SQLite", wanted, folder, lambda: systems.sqlite_url(folder), None))
        if given.database != "sqlite":
            with systems.postgres_server() as address:
                server = systems.server_process(address)
                tables.append(_table_of("PostgreSQL", wanted, folder, lambda: systems.postgres_url(address), server))
    written = "\n\n".join([_HEAD.format(at=datetime.now(UTC), machine=platform.machine()), *tables, ""])
    print(written)
    if not given.layers and not given.database:
        (ROOT / "bench" / "layers.md").write_text(written, "utf-8")
    return 0


def _table_of(database: str, layers: Sequence[str], folder: Path, url: Callable[[], str], server: int | None) -> str:
    rows = []
    for layer in layers:
        what, _ = LAYERS[layer]
        whole = _measured(folder, url(), "bot", (), server)
        without = _measured(folder, url(), "bench.without", (layer,), server)
        rows.append((what, *_compared(whole, without)))
        print(database, *rows[-1], file=sys.stderr, flush=True)
    head = ("on", "turns/s", "acks/s, web alone", "CPU ms/turn", "CPU ms/ack", "p99 of acks at 200/s", "worth")
    return f"## {database}\n\n{table(head, rows)}"


def _measured(folder: Path, url: str, module: str, before: tuple[str, ...], server: int | None) -> SystemResult:
    systems.prepare(url)
    with (
        PlatformProcess(folder) as line,
        systems.our_bot("door", folder, line, url, ((*before, "web"),), module=module, server=server) as system,
    ):
        measures.measure_door(line, system, DOOR // 10)
        door = measures.measure_door(line, system, DOOR)
    systems.forget_waiting(url)
    with (
        PlatformProcess(folder) as line,
        systems.our_bot("turns", folder, line, url, ((*before, "run"),), module=module, server=server) as system,
    ):
        measures.warm_up(line, system)
        turns = measures.measure_turns(line, system, TURNS)
        steady = measures.measure_steady(line, system, STEADY_SECONDS)
        return SystemResult(module, system.started_in, None, door, turns, steady)


def _compared(whole: SystemResult, without: SystemResult) -> tuple[str, ...]:
    """Return the cells of a row: each figure with the layer, and without it."""
    assert whole.turns is not None
    assert whole.door is not None
    assert whole.steady is not None
    assert without.turns is not None
    assert without.door is not None
    assert without.steady is not None
    gains = (
        whole.turns.per_second / without.turns.per_second,
        whole.door.per_second / without.door.per_second,
        without.turns.cpu["bot"] / whole.turns.cpu["bot"],
        without.door.cpu / whole.door.cpu,
        without.steady.p99 / whole.steady.p99,
    )
    return (
        f"{whole.turns.per_second:.0f} / {without.turns.per_second:.0f}",
        f"{whole.door.per_second:.0f} / {without.door.per_second:.0f}",
        f"{whole.turns.cpu['bot'] * 1000:.2f} / {without.turns.cpu['bot'] * 1000:.2f}",
        f"{whole.door.cpu * 1000:.2f} / {without.door.cpu * 1000:.2f}",
        f"{whole.steady.p99 * 1000:.0f} / {without.steady.p99 * 1000:.0f} ms",
        "yes" if max(gains) >= WORTH else "no",
    )


_HEAD = """# What each layer is worth

Written by `python -m bench.layers`; do not edit. {at:%Y-%m-%d %H:%M} UTC, {machine}. Each cell: with everything on /
with this layer switched off, measured one after the other. "Worth" is yes if some figure is at least a tenth better
with it."""


if __name__ == "__main__":
    sys.exit(main())
