"""A town on both databases, and a clock in the test's hands."""

import pytest

from bot.settings import ROOT
from locales.texts import Texts
from models.storage.database import Database
from programmes import Programme, load
from tests.scheduler.ticking import Ticking
from tests.services.reminders.reminder_people import PeopleByName, settle


@pytest.fixture(scope="session")
def cast() -> Programme:
    return load(ROOT / "programmes" / "cast-2566")


@pytest.fixture(scope="session")
def texts() -> Texts:
    return Texts.load(ROOT / "locales")


@pytest.fixture
def town(database: Database, cast: Programme, texts: Texts) -> PeopleByName:
    return settle(database, cast, texts)


@pytest.fixture
def ticking(town: PeopleByName) -> Ticking:
    """The town's clock; it has not ticked yet, so a test begins at any day."""
    return Ticking(town)
