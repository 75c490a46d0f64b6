"""On which database a test runs.

A test that asks for `database_url`, `database`, `running` or `village` runs on SQLite and on PostgreSQL. It stays
on both if a database decides what is seen: locks and races, unique keys, upserts, what a join or scope lets
through, search, sorting, JSON, dates in queries, counting, exports, erasing. What is conversation alone is marked
`on_sqlite`, or takes `hamlet` in place of `village`. Each handler keeps at least one test on both.
"""

import pytest

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
