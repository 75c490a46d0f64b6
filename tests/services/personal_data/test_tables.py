"""No table with personal data is forgotten: the schema says which there are, and rows of each one are found."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Date, Float, Integer, LargeBinary, Table, create_engine, insert, text
from sqlalchemy.orm import Session
from sqlalchemy.types import JSON

from bot.settings import ROOT
from models.storage.base import Amount, OneOf, UtcInstant
from models.tables import metadata
from services.personal_data.gathering import ANOTHER, OF_ACTORS, OF_CHATS, SELF, PersonalData, gather, names_people
from services.personal_data.tables import NOT_SHOWN, OWNED, PERSONAL, WITHOUT_PEOPLE

ME, MY_CHAT, OTHER = 1, "U-mine", 2
TABLES = sorted(metadata.tables)


def people_columns(table: Table) -> set[str]:
    """The columns that say who a row is about. Where its person stands beside it, a chat says nothing more."""
    found = {column.name for column in table.columns if names_people(column)}
    return found - OF_CHATS if "person_id" in found and table.name != "chat" else found


def looks_like_a_person(name: str) -> bool:
    return name.endswith(("person_id", "_by", "by_id", "author_id", "owner_id", "mentor_id", "chat_key", "actor"))


def inside(name: str) -> set[str]:
    """The columns by which a table's row is in one that somebody owns: an entry, a submission, a plan …"""
    keys = metadata.tables[name].foreign_keys if name not in OWNED else ()
    return {key.parent.name for key in keys if key.column.table.name in OWNED and key.ondelete == "CASCADE"}


@pytest.fixture(scope="module")
def data() -> Iterator[PersonalData]:
    """What is gathered where each table has a row for each column in which only that one leads to me, and one that is
    not about me at all."""
    engine = create_engine("sqlite://")  # without foreign keys: rows refer to what is not there
    metadata.create_all(engine)
    with Session(engine) as session:
        for name in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            session.execute(text(f"DROP TRIGGER {name}"))  # they would add rows
        number, mine = 10, dict[str, int]()
        for table in [one for one in metadata.sorted_tables if one.name in PERSONAL]:
            for column in ["-", *sorted(people_columns(table) | inside(table.name))]:
                number += 1
                if table.name in OWNED and column == OWNED[table.name]:
                    mine[table.name] = number
                if table.name == "chat" and column == "person_id":
                    continue  # its row has both
                session.execute(insert(table).values(row(table, column, number, mine)))
        yield gather(session, ME)
    engine.dispose()


def row(table: Table, way: str, number: int, mine: dict[str, int]) -> dict[str, Any]:
    """A row of which one column leads to me: it names me, or is inside what is mine."""
    values = {column.name: some_value(column, number) for column in table.columns}
    for name in {column.name for column in table.columns if names_people(column)}:
        is_me = name == way or (table.name == "chat" and way == "line_user_id")
        chat = MY_CHAT if is_me else f"U-other{number}"
        other = number if table.columns[name].unique else OTHER
        values[name] = chat if name in OF_CHATS else ME if is_me else other
        if name in OF_ACTORS:
            values[name] = f"person:{values[name]}"
    if table.name == "person":
        values["id"] = ME if way == "id" else OTHER
    if way in inside(table.name):
        (parent,) = {key.column.table.name for key in table.columns[way].foreign_keys}
        values[way] = mine[parent]
    return values


def some_value(column: Column[Any], number: int) -> Any:
    match column.type:
        case OneOf() as kind:
            return next(iter(kind.words))
        case Boolean():
            return True
        case UtcInstant():
            return datetime(2023, 7, 12, tzinfo=UTC)
        case Date():
            return date(2023, 1, 1) + timedelta(days=number)
        case Amount() | Float() | Integer():
            return number
        case JSON():
            return {}
        case LargeBinary():
            return b"{}"
    return f"secret-{number}" if column.name in NOT_SHOWN else f"{column.name}-{number}"


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_known_to_have_personal_data_or_none(name: str) -> None:
    assert (name in PERSONAL) != (name in WITHOUT_PEOPLE)


@pytest.mark.parametrize("name", TABLES)
def test_a_column_that_looks_like_a_person_is_read_as_one(name: str) -> None:
    table = metadata.tables[name]
    assert {one.name for one in table.columns if looks_like_a_person(one.name)} <= {
        one.name for one in table.columns if names_people(one)
    }


@pytest.mark.parametrize("name", sorted(WITHOUT_PEOPLE))
def test_a_table_without_people_has_no_column_for_one_and_is_in_no_row_of_theirs(name: str) -> None:
    table = metadata.tables[name]
    assert not people_columns(table)
    assert not {key.column.table.name for key in table.foreign_keys} & {*OWNED, "person", "chat"}


@pytest.mark.parametrize("name", sorted(PERSONAL))
def test_each_column_that_names_a_person_and_each_row_inside_theirs_is_asked_for(name: str) -> None:
    table = metadata.tables[name]
    asked = {column for records in PERSONAL[name] for column in records.columns}
    assert people_columns(table) <= asked
    assert inside(name) <= {column for records in PERSONAL[name] for column, _ in records.within}


def test_no_secret_is_in_the_file(data: PersonalData) -> None:
    assert "secret-" not in str(data.rows)
    shown = {column for rows in data.rows.values() for one in rows for column in one}
    assert not {one for one in shown if "token" in one or "hash" in one} - {"token_at"}


@pytest.mark.parametrize("name", sorted(PERSONAL))
def test_a_row_is_found_by_each_column_that_leads_to_the_person_and_no_other_row_is(
    data: PersonalData, name: str
) -> None:
    ways = people_columns(metadata.tables[name]) | inside(name)
    assert len(data.of(name)) == (1 if name == "chat" else len(ways))


def test_people_in_the_rows_are_the_person_or_somebody_else_without_a_number(data: PersonalData) -> None:
    for name, rows in data.rows.items():
        columns = [one.name for one in metadata.tables[name].columns if names_people(one) and one.name not in OF_CHATS]
        said = [one[column] for one in rows for column in columns if column in one]
        assert all(one in (SELF, ANOTHER) or one["name"] for one in said), name


def test_who_gathers_alone_knows_every_table() -> None:
    """As `python -m bot person export` does, which imports little else."""
    words = "from services.personal_data import gathering as g; print(*(set(g.PERSONAL) - set(g.metadata.tables)))"
    told = subprocess.run([sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
