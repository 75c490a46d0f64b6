"""What tests stand on: both databases, the bot in this process behind a real socket, and LINE's platform beside it."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest

from models import schema
from models.database import Database
from tests import postgres
from tests.house import House, open_house

WEDNESDAY = datetime.fromisoformat("2023-07-12T09:00:00+07:00")
MUST_HAVE_ALL = bool(os.environ.get("CI"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server; absent servers are an error in CI, and a skip on a machine without them."""
    try:
        postgres.programs()
    except postgres.NoPostgres as error:
        if MUST_HAVE_ALL:
            raise
        pytest.skip(str(error))
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "castbot.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    name = "castbot_template"
    _migrate(_driver(postgres.create_database(postgres_server, name)))
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database; each test that asks for it runs on both engines."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("migrated_sqlite")
        shutil.copy(template, tmp_path / "castbot.db")
        yield f"sqlite:///{tmp_path / 'castbot.db'}"
        return
    admin: str = request.getfixturevalue("postgres_server")
    name = f"test_{uuid4().hex}"
    url = postgres.create_database(admin, name, request.getfixturevalue("migrated_postgres"))
    yield _driver(url)
    postgres.drop_database(admin, name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    """The bot and LINE's platform, on Wednesday 12 July 2566, 09:00, with the named cast of tests/house.py."""
    with open_house(database_url, tmp_path, start=WEDNESDAY) as opened:
        yield opened


def _migrate(url: str) -> None:
    database = Database(url)
    schema.migrate(database)
    database.close()


def _driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)
