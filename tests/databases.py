"""On which database a test runs.

A test that asks for `database_url`, `database`, `running` or `village` runs on SQLite and on PostgreSQL. It stays
on both if a database decides what is seen: locks and races, unique keys, upserts, what a join or scope lets
through, search, sorting, JSON, dates in queries, counting, exports, erasing. What is conversation alone is marked
`on_sqlite`, or takes `hamlet` in place of `village`.

What people do from end to end (ON_ONE) calls models and services that have tests on both of their own. So each of
these tests runs on one of the two, always the same: a file with a shared village as a whole, else test by test.
They are dealt out evenly by their names, or CI would take half as long again. `BOTH_DATABASES=1 make test` runs
each of them on both; what searches, counts and exports (BUT) always runs on both.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from zlib import crc32

import pytest

from bot.settings import ROOT
from models.storage.database import Database

BOTH = ("sqlite", "postgresql")
ON_ONE = ("tests/scenarios", "tests/dashboard", "tests/scheduler", "tests/bot/cli", "tests/bot/web")
BUT = ("tests/dashboard/test_entries.py", "tests/dashboard/test_map.py", "tests/dashboard/test_feed.py")
SHARED = ("village", "later_village")  # fixtures of a whole file

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def deal_out(metafunc: pytest.Metafunc) -> None:
    """Choose the database of a test that runs on one of the two, unless a mark says on which it runs."""
    file = metafunc.definition.path.relative_to(ROOT).as_posix()
    if os.environ.get("BOTH_DATABASES") or not file.startswith(ON_ONE) or file in BUT:
        return
    marked = {mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")}
    for name in {"database_url", *SHARED} & {*metafunc.fixturenames} - marked:
        dealt = file if name in SHARED else f"{file}::{metafunc.function.__name__}"
        metafunc.definition.add_marker(
            pytest.mark.parametrize(name, [_dealt_to(dealt)], indirect=True, scope="module" if name in SHARED else None)
        )


def _dealt_to(name: str) -> str:
    return BOTH[crc32(name.encode()) % len(BOTH)]


@contextmanager
def impatient(database: Database) -> Iterator[Database]:
    """The same database on PostgreSQL for whoever does not wait for a lock: they fail at once (LockNotAvailable)."""
    url = database.url.update_query_dict({"options": "-c lock_timeout=50"})
    with closing(Database(url.render_as_string(hide_password=False))) as other:
        yield other
