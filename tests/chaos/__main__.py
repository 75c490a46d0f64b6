"""`python -m tests.chaos --minutes 10`: half of the time on each database; prints what happens, and what broke."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.chaos.run import chaos

ENGINES = ("sqlite", "postgresql")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="of faults, on all databases together")
    parser.add_argument("--database", choices=ENGINES, help="only this one")
    parser.add_argument("--seed", type=int, default=7, help="chooses the faults and when they come")
    given = parser.parse_args()
    engines = (given.database,) if given.database else ENGINES
    broken = 0
    for engine in engines:
        print(f"{engine}, seed {given.seed}", flush=True)
        with tempfile.TemporaryDirectory(prefix="castbot-chaos-") as folder:
            seconds = 60 * given.minutes / len(engines)
            verdict = chaos(engine, Path(folder), seconds, given.seed, lambda line: print(line, flush=True))
        print("  " + ", ".join(f"{what} {count}" for what, count in verdict.counts.items()))
        print("".join(f"  BROKEN: {line}\n" for line in verdict.broken) or "  nothing broke\n", flush=True)
        broken += len(verdict.broken)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
