"""docs/scaling.md names every key that stands in the way of a sharded PostgreSQL, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import ForeignKeyConstraint, Table, UniqueConstraint

from models.tables import metadata

PLAN = (Path(__file__).parents[1] / "docs" / "scaling.md").read_text("utf-8").partition("## Sharded, on paper")[2]
SPREAD = {  # the column by which each table is spread over the nodes; all other tables are on every node
    name: row[1]
    for row in re.findall(r"^\| `(chat_key|person_id)` \| (.+) \|$", PLAN, re.M)
    for row in [(row[1], row[0])]
    for name in re.findall(r"`([a-z_]+)`", row[0])
}


def obstacles() -> dict[str, set[str]]:
    """By table, what Citus refuses: a spread table without its column, a unique key without it, a foreign key that does
    not stay on one node."""
    found = {
        table.name: {*_missing_column(table), *_unique(table), *_foreign(table)} for table in metadata.sorted_tables
    }
    return {name: names for name, names in found.items() if names}


def _missing_column(table: Table) -> Iterator[str]:
    column = SPREAD.get(table.name)
    if column is not None and column not in table.columns:
        yield column


def _unique(table: Table) -> Iterator[str]:
    column = SPREAD.get(table.name)
    unique = [table.primary_key, *(one for one in table.constraints if isinstance(one, UniqueConstraint))]
    for key in [*unique, *(index for index in table.indexes if index.unique)]:
        if column is not None and column not in key.columns:
            yield str(key.name)


def _foreign(table: Table) -> Iterator[str]:
    for key in table.foreign_key_constraints:
        if not _stays_on_a_node(key, SPREAD.get(table.name), SPREAD.get(key.referred_table.name)):
            yield str(key.name)


def _stays_on_a_node(key: ForeignKeyConstraint, here: str | None, there: str | None) -> bool:
    if there is None:
        return True
    return here == there and here in key.column_keys and there in [one.column.name for one in key.elements]


def test_each_key_in_the_way_of_a_sharded_postgresql_is_named_and_no_other() -> None:
    assert set(SPREAD) <= set(metadata.tables)
    told = dict(re.findall(r"^\| `([a-z_]+)` \| (`(?:pk|uq|ix|fk|person_id|chat_key).+) \|$", PLAN, re.M))
    assert {
        name: set(re.findall(r"`([a-z_0-9]+)`", cell)) for name, cell in told.items() if name not in SPREAD.values()
    } == (obstacles())
