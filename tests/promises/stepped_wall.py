"""Runs a module with a wall clock that is off by what stands in a file: `stepped_wall FILE MODULE ARGUMENTS`.

The file holds seconds, and may be written at any time: then the wall clock steps. The monotonic clock runs on.
"""

import runpy
import sys
import time
from pathlib import Path
from types import BuiltinFunctionType

_time, _time_ns = time.time, time.time_ns
_file = Path(sys.argv[1])


def off() -> float:
    return float(_file.read_text("ascii") or 0)


def stepped_time_ns() -> int:
    return _time_ns() + int(off() * 1_000_000_000)


def stepped_time() -> float:
    return stepped_time_ns() / 1_000_000_000


if __name__ == "__main__":
    stepped = {_time: stepped_time, _time_ns: stepped_time_ns}
    others = [loaded for name, loaded in sys.modules.items() if name != __name__]
    for loaded in others:  # `time` itself, and what has imported the functions already
        for name, value in list(vars(loaded).items()):
            if isinstance(value, BuiltinFunctionType) and value in stepped:
                setattr(loaded, name, stepped[value])
    module = sys.argv[2]
    sys.argv = sys.argv[2:]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
