"""`python -m bench.overload`: how fast calls are acknowledged for a minute while twice as many come as the workers can
do, on both databases."""

import argparse
import sys
from collections.abc import Iterator
from typing import Final

from bench import load, measures, systems
from bench.systems import PlatformProcess

Measured = tuple[str, float, str]
SECONDS: Final = 60.0
TURNS: Final = 1500  # by which it is measured how many the workers can do
TIMES: Final = 2.0
CONNECTIONS: Final = 512  # so that the next call never waits for one that was not answered yet


def run(seconds: float = SECONDS) -> Iterator[Measured]:
    """Yield rows of (what, value, unit), for SQLite and then PostgreSQL."""
    with systems.scratch() as folder, systems.postgres_server() as address:
        for name, url in (("SQLite", systems.sqlite_url(folder)), ("PostgreSQL", systems.postgres_url(address))):
            systems.prepare(url)
            with PlatformProcess(folder) as platform, systems.our_bot(name, folder, platform, url) as bot:
                measures.warm_up(platform, bot)
                turns = measures.measure_turns(platform, bot, TURNS).per_second
                rate = TIMES * turns
                before = platform.progress()["accepted"]
                calls = platform.calls(int(rate * seconds), bot.port)
                posted = load.evenly(calls, bot.port, rate, CONNECTIONS)
                answered = platform.progress()["accepted"] - before
            yield f"overload, {name}: events offered a second, {TIMES:.0f} × the turns of the workers", rate, "a second"
            yield f"overload, {name}: answered meanwhile", 100 * answered / posted.count, "%"
            for share, said in ((0.5, "p50"), (0.99, "p99 (aim < 50)"), (1.0, "slowest")):
                yield f"overload, {name}: acknowledged, {said}", 1000 * posted.latency(share), "ms"
            yield f"overload, {name}: not acknowledged (aim 0)", posted.count - posted.statuses.get(200, 0), "calls"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.overload", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    for what, value, unit in run(parser.parse_args().seconds):
        sys.stdout.write(f"{what}: {value:.1f} {unit}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
