"""A town on both databases."""

import pytest

from bot.settings import ROOT
from locales.texts import Texts
from models.storage.database import Database
from programmes import Programme, load
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
