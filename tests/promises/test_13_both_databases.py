"""Promise 13: one suite on SQLite and PostgreSQL, and the same conversation leaves the same on both."""

from typing import Any

import pytest
from sqlalchemy import inspect, select

from models import schema
from models.activities.activities import Activity
from models.activities.details import ActivityMark, ActivityPlace
from models.messaging.deliveries import Delivery, SentMessage
from models.messaging.inbox import InboxEvent
from models.people.people import Person
from models.storage.base import Base
from models.storage.database import Database
from tests import conftest
from tests.patience import until
from tests.running_bot import SOMCHAI, RunningBot

_seen: dict[str, Any] = {}


def walk(running: RunningBot) -> None:
    """A person joins, records, corrects, deletes, brings back and asks."""
    somchai = running.joined(SOMCHAI)
    for said in ("วันนี้ลงพื้นที่ ต.แม่ใจ ประชุมกับผู้ใหญ่บ้านและพระ 25 คน", "2", "๓๐", "รายการ", "ลบรายการ", "สถานะ", "เมนู"):
        somchai.says(said)
        somchai.hears(1)
    until(lambda: not _open(running.database), "all is settled")


def what_is_left(database: Database) -> dict[str, list[Any]]:
    """Every row of the tables that tell what happened, without what differs each time (ids of LINE, keys, instants)."""
    with database.read() as session:
        return {
            "activities": _rows(session, Activity.day, Activity.state, Activity.words, Activity.people_count),
            "marks": _rows(session, ActivityMark.kind, ActivityMark.key),
            "places": _rows(session, ActivityPlace.level, ActivityPlace.name, ActivityPlace.code),
            "people": _rows(session, Person.name, Person.state, Person.language),
            "inbox": _rows(session, InboxEvent.type, InboxEvent.state, InboxEvent.attempts),
            "outbox": _rows(session, Delivery.state, Delivery.route, Delivery.about_kind, Delivery.message_count),
            "sent": _rows(session, SentMessage.about_kind, SentMessage.about_id),
        }


def test_a_conversation_leaves_the_same_on_both_databases(running: RunningBot, request: pytest.FixtureRequest) -> None:
    walk(running)
    left = what_is_left(running.database)
    assert left["activities"]
    assert left["sent"]
    first = _seen.setdefault("left", left)
    assert left == first


def test_the_schema_is_the_models_on_both(database: Database) -> None:
    inspector = inspect(database.engine)
    tables = {name for name in inspector.get_table_names() if name != "alembic_version"}
    assert tables == set(Base.metadata.tables)
    for name, table in Base.metadata.tables.items():
        assert {column["name"] for column in inspector.get_columns(name)} == set(table.columns.keys()), name
        assert {index["name"] for index in inspector.get_indexes(name)} >= {index.name for index in table.indexes}, name
    with database.read() as session:
        assert schema.is_current(session.connection())


def test_the_suites_databases_are_both() -> None:
    marker = conftest.database_url._fixture_function_marker
    assert list(marker.params) == ["sqlite", "postgresql"]


def _rows(session: Any, *columns: Any) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in session.execute(select(*columns))), key=repr)


def _open(database: Database) -> bool:
    with database.read() as session:
        inbox = session.scalars(select(InboxEvent.state)).all()
        outbox = session.scalars(select(Delivery.state)).all()
    return "new" in inbox or bool({"due", "sealed"} & set(outbox))
