"""`python -m bot erase PERSON`: refused without the secret by which they are recognised; a deadlock ends nothing."""

from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.__main__ import main
from models.people.people import KEYED, Person, PersonState
from models.privacy import erasure
from models.storage.database import Database
from tests.databases import on_sqlite

pytestmark = on_sqlite
NAME = "สมชาย ใจดี"


@pytest.fixture
def person_id(database_url: str, database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> int:
    for name, value in {"DATABASE_URL": database_url, "MEDIA_DIR": str(tmp_path / "media")}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("LINE_CHANNEL_SECRET", raising=False)
    with database.write() as session:
        person = Person(key="A", name=NAME, created_at=datetime(2023, 7, 12, tzinfo=UTC))
        session.add(person)
    return person.id


def stored(database: Database, person_id: int) -> Person:
    with database.read() as session:
        return session.scalars(select(Person).where(Person.id == person_id)).one()


def test_without_the_secret_nobody_is_erased_and_the_remedy_is_said(
    database: Database, person_id: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["erase", NAME, "--purge"]) == 2
    assert "LINE_CHANNEL_SECRET" in capsys.readouterr().err
    assert (stored(database, person_id).name, stored(database, person_id).erased_at) == (NAME, None)


def test_a_deadlock_with_a_turn_does_not_stop_it(
    database: Database, person_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINE_CHANNEL_SECRET", "secret")
    erase, deadlocks = erasure.erase, [OperationalError("DELETE", {}, psycopg.errors.DeadlockDetected())]

    def erase_at_last(*given: Any, **named: Any) -> None:
        erase(*given, **named)
        if deadlocks:
            raise deadlocks.pop()

    monkeypatch.setattr(erasure, "erase", erase_at_last)
    assert main(["erase", NAME]) == 0
    assert deadlocks == []
    assert stored(database, person_id).state == PersonState.ERASED
    assert stored(database, person_id).key.startswith(KEYED)
