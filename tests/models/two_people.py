"""Two people in a database, for tests of what belongs to one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from models.people.people import Person
from models.storage.batch import BatchSession
from models.storage.database import Database

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
MALEE, SOMCHAI = 1, 2


@contextmanager
def with_two_people(database: Database) -> Iterator[BatchSession]:
    with database.write() as opened:
        for number in (MALEE, SOMCHAI):
            opened.add(Person(id=number, key=f"P{number}", name=f"ใคร {number}", created_at=NOW))
        opened.flush()
        yield opened
