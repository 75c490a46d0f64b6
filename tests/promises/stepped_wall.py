"""Runs a module with a wall clock that is off by what stands in a file: `stepped_wall FILE MODULE ARGUMENTS`.

The file holds seconds, and may be written at any time: then the wall clock steps. The monotonic clock runs on.
"""

import runpy
import sys
import time
from pathlib import Path

_time_ns = time.time_ns
_file = Path(sys.argv[1])


def off() -> float:
    return float(_file.read_text("ascii") or 0)


def stepped_time_ns() -> int:
    return _time_ns() + int(off() * 1_000_000_000)


def stepped_time() -> float:
    return stepped_time_ns() / 1_000_000_000


if __name__ == "__main__":
    time.time_ns, time.time = stepped_time_ns, stepped_time
    module = sys.argv[2]
    sys.argv = sys.argv[2:]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
