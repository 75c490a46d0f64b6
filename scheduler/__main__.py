"""`python -m scheduler`: the clock process."""

import gc
import sys
from importlib import import_module


def main() -> int:
    gc.disable()  # until everything is imported, because imported modules are never garbage
    return int(import_module("scheduler.serving").serve())


if __name__ == "__main__":
    sys.exit(main())
