"""Updates the schema of a database to this code, and checks whether it is current."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from models.storage.database import Database
from models.tables import metadata

_FOLDER = Path(__file__).parent / "migrations"
_POSTGRES_LOCK = 0x43415354  # "CAST"


def migrate(database: Database) -> None:
    """Update the database to the newest schema in one transaction; one process at a time does it."""
    with _alone(database), database.engine.connect() as connection:
        connection = connection.execution_options(castbot_writes=True)
        with connection.begin():
            upgrade(connection)


def make(database: Database) -> None:
    """Give an empty database that nobody keeps the newest tables at once, and no revision: it is never updated."""
    with database.engine.connect() as connection:
        connection = connection.execution_options(castbot_writes=True)
        with connection.begin():
            metadata.create_all(connection)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database of this transaction to a schema: this code's, or an older one that it begins with."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@dataclass(frozen=True, slots=True)
class SchemaStep:
    """One migration: its revision, and what is so after it, in words."""

    revision: str
    says: str


def revision(connection: Connection) -> str | None:
    """Return the schema's revision, or None if the database was never migrated.

    Alembic's own question describes its table anew each time, and SQLAlchemy keeps what it compiled for each of them.
    """
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def steps_after(revision: str | None) -> list[SchemaStep]:
    """Return the migrations that a database of this revision needs, the first one first."""
    found = ScriptDirectory.from_config(_config()).iterate_revisions("head", revision or "base")
    return [SchemaStep(one.revision, one.doc) for one in reversed(list(found))]


def knows(revision: str) -> bool:
    """Return whether this code has a schema: one of a newer version it has not."""
    return revision in {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}


def is_current(connection: Connection) -> bool:
    """Return whether the database has the schema of this code."""
    return revision(connection) == newest()


def write_version_again(session: Session) -> None:
    """Write what is stored already, to see whether the database takes a write. It fails on commit at the latest."""
    session.execute(text("UPDATE alembic_version SET version_num = version_num"))


@cache
def newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return config


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    if not database.is_sqlite:
        with database.engine.begin() as connection:  # it ends with its transaction, in whatever session a pooler chose
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
            yield
        return
    handle = os.open(f"{database.url.database}.migrating", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
