"""Measures how long `make demo` takes to print its address after the setup is done."""

from pathlib import Path
from time import monotonic

from bench.processes import Program


def demo_starts_in(folder: Path) -> float | None:
    """Return the seconds until `python -m demo` prints its address, or None if it does not."""
    began = monotonic()
    with Program(["-m", "demo"], {"DEMO_DIR": str(folder / "demo")}, folder / "demo.log", pipe=True) as demo:
        assert demo.process.stdout is not None
        for line in demo.process.stdout:
            if b"http://" in line:
                return monotonic() - began
    return None
