"""On which database a test runs.

A test that asks for `database_url`, `database`, `running` or `village` runs on SQLite and on PostgreSQL. It stays
on both if a database decides what is seen: locks and races, unique keys, upserts, what a join or scope lets
through, search, sorting, JSON, dates in queries, counting, exports, erasing. What is conversation alone is marked
`on_sqlite`, or takes `hamlet` in place of `village`. Each handler keeps at least one test on both.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from models.storage.database import Database

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@contextmanager
def impatient(database: Database) -> Iterator[Database]:
    """The same database on PostgreSQL for whoever does not wait for a lock: they fail at once (LockNotAvailable)."""
    url = database.url.update_query_dict({"options": "-c lock_timeout=50"})
    with closing(Database(url.render_as_string(hide_password=False))) as other:
        yield other
