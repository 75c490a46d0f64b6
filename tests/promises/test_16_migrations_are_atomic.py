"""Promise 16: a migration that is killed leaves the old schema, a second run the new one, and no row of any released
schema is lost on the way."""

from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.__main__ import main
from models import schema
from models.storage.database import Database
from models.tables import metadata
from tests import postgres
from tests.models.older_schemas import add_rows
from tests.promises import preloaded
from tests.promises.processes import Processes

FIRST, KILLS, ROWS = "0001", 5, 3
# A migration takes rows away on purpose: of several terms that last one is kept (0014). Triggers add rows (0041).
MAY_DIFFER = {"mentor_term", "entry_count"}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'castbot.db'}"
    name = f"older_{tmp_path.name.lower()[:40]}_{Random().getrandbits(40):x}"
    admin: str = request.getfixturevalue("postgres_server")
    return postgres.create_database(admin, name).replace("postgresql://", "postgresql+psycopg://", 1)


def writing(database: Database) -> Connection:
    return database.engine.connect().execution_options(castbot_writes=True)


def counts(connection: Connection) -> dict[str, int]:
    tables = schema_of(connection)[1]
    return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in tables}


def schema_of(connection: Connection) -> tuple[str | None, list[str]]:
    found = connection.dialect.get_table_names(connection)
    return schema.revision(connection), sorted(set(found) - {"alembic_version"})


def test_rows_of_every_released_schema_arrive_in_this_one(empty_url: str) -> None:
    revisions = [step.revision for step in schema.steps_after(None)]
    stored: dict[str, int] = {}
    with closing(Database(empty_url)) as database, writing(database) as connection, connection.begin():
        for place, revision in enumerate(revisions):
            schema.upgrade(connection, revision)
            for name, count in add_rows(connection, 1 + place, 1).items():
                stored[name] = stored.get(name, 0) + count
        assert schema.is_current(connection)
        found = counts(connection)
        assert {name: found[name] for name in stored if name not in MAY_DIFFER} == {
            name: count for name, count in stored.items() if name not in MAY_DIFFER
        }
        assert all(found[name] for name in MAY_DIFFER)
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
        assert [one for one in differences if one[0] in ("add_table", "add_column", "remove_column")] == []
        if database.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


@pytest.mark.processes
def test_a_migration_that_is_killed_at_any_statement_has_done_nothing_and_the_next_one_does_it_all(
    empty_url: str, tmp_path: Path
) -> None:
    with closing(Database(empty_url)) as database:
        with writing(database) as connection, connection.begin():
            schema.upgrade(connection, FIRST)
            add_rows(connection, 1, ROWS)
            before = schema_of(connection), counts(connection)
        random = Random(16)
        for deadly in [-1, *(random.randint(2, 250) for _ in range(KILLS))]:  # the first kill is before the commit
            code, _ = migrated(empty_url, tmp_path, deadly)
            if code == 0:
                continue  # it has fewer statements
            assert code == -9
            with database.engine.connect() as connection:
                assert (schema_of(connection), counts(connection)) == before
        code, last = migrated(empty_url, tmp_path, 0)
        assert (code, last > 100) == (0, True)
        with database.engine.connect() as connection:
            assert schema.is_current(connection)
            after = counts(connection)
            assert {name: after[name] for name in before[1] if name in after} == {
                name: count for name, count in before[1].items() if name in after
            }


def migrated(url: str, folder: Path, deadly: int) -> tuple[int, int]:
    """Migrate in a process that dies at this statement. Return its exit code, and its statements if it lived."""
    log_file = folder / "migration.log"
    environment = Processes(url, "", folder).environment()
    with log_file.open("wb") as log:
        process = preloaded.start(("-m", "tests.promises.killed_migration", url, str(deadly)), environment, log)
        code = process.wait()
    said = log_file.read_text("utf-8").split()
    return code, int(said[-1]) if code == 0 else 0


def test_migrate_check_says_what_would_run_and_changes_nothing(
    empty_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_url)
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "media"))
    with closing(Database(empty_url)) as database:
        with writing(database) as connection, connection.begin():
            schema.upgrade(connection, "0012")
            add_rows(connection, 1, ROWS)
            before = schema_of(connection), counts(connection)
        assert main(["migrate", "--check"]) == 1
        said = capsys.readouterr().out
        assert "0021" in said
        assert "0012 " not in said
        assert f"{sum(before[1].values())} แถว" in said
        with database.engine.connect() as connection:
            assert (schema_of(connection), counts(connection)) == before
        schema.migrate(database)
        assert main(["migrate", "--check"]) == 0
        with database.write() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        assert main(["migrate", "--check"]) == 1
        assert "9999" in capsys.readouterr().err
