"""People whose rounds are open, on both databases."""

import pytest

from models.storage.database import Database
from tests.services.evaluations.rated_people import RatedPeople, settle


@pytest.fixture
def rated(database: Database) -> RatedPeople:
    return settle(database)
