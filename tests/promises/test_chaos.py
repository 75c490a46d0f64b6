"""Chaos: faults of every kind overlap while people write, take back and are erased; at the end all promises hold.

The seed is fixed; only how the machine interleaves things differs from run to run. `make chaos` runs for ten minutes.
"""

from pathlib import Path

import pytest

from tests import postgres
from tests.chaos.run import chaos
from tests.conftest import MUST_HAVE_ALL

pytestmark = pytest.mark.processes
SECONDS, SEED = 90, 7
PATIENCE, CALM = 4.0, 3.0  # CI does other things meanwhile; `make chaos` has none of both


def server_programs() -> None:
    """Skip on a machine without PostgreSQL; in CI that is an error."""
    try:
        postgres.programs()
    except postgres.NoPostgres as error:
        if MUST_HAVE_ALL:
            raise
        pytest.skip(str(error))


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_everything_acknowledged_has_its_one_effect_whatever_breaks_meanwhile(engine: str, tmp_path: Path) -> None:
    if engine == "postgresql":
        server_programs()
    happened: list[str] = []
    verdict = chaos(engine, tmp_path, SECONDS, SEED, happened.append, patience=PATIENCE, calm=CALM)
    assert verdict.broken == [], "\n".join(happened)
    assert verdict.counts["kill"] > 0
    assert verdict.counts["effects"] > 0
