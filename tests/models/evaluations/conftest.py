"""The programme."""

import pytest

from bot.settings import ROOT
from programmes import Programme, load


@pytest.fixture(scope="session")
def cast() -> Programme:
    return load(ROOT / "programmes" / "cast-2566")
