"""Sees, before anything works with a database, that it is this bot's, and has tables this version can work with."""

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from bot.faults import MIGRATE, in_words
from bot.settings import SettingsError
from models import schema
from models.storage.database import Database
from models.tables import metadata


def check_database(database: Database) -> None:
    """See that a database answers and was migrated. A newer schema will do: old and new processes work beside each
    other while the bot is upgraded. Raises SettingsError."""
    found = _revision(database)
    is_older = found != schema.newest() and (found is None or schema.knows(found))
    if is_older or not _has_tables(database):
        raise SettingsError(MIGRATE)


def migrate(database: Database) -> None:
    """Bring a database to this version's schema. Raises SettingsError for what is not ours."""
    found = _revision(database)
    if found is not None and not schema.knows(found):
        raise SettingsError(
            f"DATABASE_URL: the database has the schema {found}, which this version does not know: it is a newer "
            "version's, or another program's; update the code, or name the right database"
        )
    if found is None and (others := _tables(database)):
        raise SettingsError(
            f"DATABASE_URL: the database has a table {others[0]} already, of another program; name a new database"
        )
    schema.migrate(database)


def _revision(database: Database) -> str | None:
    try:
        with database.engine.connect() as connection:
            return schema.revision(connection)
    except DBAPIError as error:
        raise SettingsError(in_words(error) or f"DATABASE_URL: cannot be used ({type(error.orig).__name__})") from error


def _tables(database: Database) -> list[str]:
    """Return the tables that are there and have names of ours."""
    return sorted(set(inspect(database.engine).get_table_names()) & set(metadata.tables))


def _has_tables(database: Database) -> bool:
    return bool(_tables(database))
