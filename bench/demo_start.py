"""How long `make demo` takes to print its address, once set up."""

from pathlib import Path
from time import monotonic

from bench.processes import Program


def demo_starts_in(folder: Path) -> float | None:
    """Seconds from the start of `python -m demo` to the line with the address; None: it did not come."""
    began = monotonic()
    with Program(["-m", "demo"], {"DEMO_DIR": str(folder / "demo")}, folder / "demo.log", pipe=True) as demo:
        assert demo.process.stdout is not None
        for line in demo.process.stdout:
            if b"http://" in line:
                return monotonic() - began
    return None
