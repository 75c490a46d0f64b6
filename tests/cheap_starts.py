"""What every start of the bot makes anew, made once: thousands of tests start it, and it is the same each time.

Starting took a third of what a scenario cost. A process of its own, as operators start it, knows nothing of this.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from types import FunctionType
from typing import Any, Final

from sqlalchemy import Connection
from werkzeug.routing import Rule

from bot import app as app_module
from bot import resources as resources_module
from bot.settings import Settings
from locales.texts import Texts
from models import schema
from programmes import Programme

_compile_builder: Final = Rule._compile_builder
_programme: Final = resources_module._programme
_warm_up: Final = app_module.warm_up
_upgrade: Final = schema.upgrade
_programmes: Final[dict[tuple[Any, ...], Programme]] = {}
_builders: Final[dict[tuple[Any, ...], FunctionType]] = {}
_schemas: Final[dict[str, list[str]]] = {}  # by revision: the statements that make it on SQLite
_OF_A_SCHEMA: Final = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"


def share_what_starts_make() -> None:
    Rule._compile_builder = _compiled_once  # type: ignore[method-assign]
    resources_module._programme = _checked_once
    app_module.warm_up = cache(_warm_up)  # type: ignore[attr-defined]
    schema.upgrade = _migrated_once


def _compiled_once(self: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """The function that writes a route's address. It depends on the route's words alone: it gets the rule with each
    call."""
    key = (self.rule, self.subdomain, self.host, tuple((self.defaults or {}).items()), append_unknown)
    if key not in _builders:
        _builders[key] = _compile_builder(self, append_unknown)  # type: ignore[assignment]
    return _builders[key]


def _checked_once(settings: Settings, texts: Texts, today: date) -> Programme:
    """The programme of a folder as its files are now; what is wrong with them is found anew each time."""
    path = settings.programme
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    key = (path, *((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files))
    if key not in _programmes:
        _programmes[key] = _programme(settings, texts, today)
    found = _programmes[key]
    return found.model_copy(update={"retention": found.retention.model_copy()})  # tests put a newer notice there


def _migrated_once(connection: Connection, revision: str = "head") -> None:
    """Bring a database to a schema. An empty file of SQLite gets the tables that the migrations have made of another
    one, if they made no more than tables; a database that has tables is migrated as ever."""
    if connection.dialect.name != "sqlite" or connection.exec_driver_sql(_OF_A_SCHEMA).first():
        _upgrade(connection, revision)
        return
    for statement in _schemas.get(revision, ()):
        connection.exec_driver_sql(statement)
    if revision not in _schemas:
        _upgrade(connection, revision)
        tables = {*connection.dialect.get_table_names(connection)} - {"alembic_version"}
        if not any(connection.exec_driver_sql(f'SELECT 1 FROM "{name}"').first() for name in tables):
            (version,) = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars()
            made = [*connection.exec_driver_sql(_OF_A_SCHEMA).scalars()]
            _schemas[revision] = [*made, f"INSERT INTO alembic_version VALUES ('{version}')"]
