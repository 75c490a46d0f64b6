"""Transactions that PostgreSQL undoes because they cannot go on beside another one are done again, others are not."""

from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, InternalError, OperationalError
from sqlalchemy.orm import Session

from models.messaging.rates import reserve
from models.storage import database as database_module
from models.storage.database import MOST_TRIES, Database
from tests.patience import HANG, until

on_postgres = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
AT = datetime(2023, 7, 12, 2, tzinfo=UTC)
FIRST, SECOND = (text(f"UPDATE shared SET number = number + 1 WHERE id = {row}") for row in (1, 2))
WAITS = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


@on_postgres
def test_the_loser_of_a_deadlock_is_done_again(database: Database) -> None:
    with database.write() as session:
        session.execute(text("CREATE TABLE shared (id int PRIMARY KEY, number int)"))
        session.execute(text("INSERT INTO shared VALUES (1, 0), (2, 0)"))
    second_is_held, first_is_held = Event(), Event()

    def other() -> None:
        with database.write() as session:
            session.execute(text("SET LOCAL deadlock_timeout = '900s'"))  # so that it is not the one who finds it
            session.execute(SECOND)
            second_is_held.set()
            assert first_is_held.wait(HANG)
            session.execute(FIRST)

    tries = []

    def do(session: Session) -> str:
        tries.append(1)
        session.execute(FIRST)
        first_is_held.set()
        if len(tries) == 1:
            until(lambda: _waiting(database), "the other waits for what we hold")
        session.execute(SECOND)
        return "done"

    thread = Thread(target=other)
    thread.start()
    try:
        assert second_is_held.wait(HANG)
        assert database.write_again(do) == "done"
        thread.join()
        with database.read() as session:
            assert session.scalars(text("SELECT number FROM shared ORDER BY id")).all() == [2, 2]
        assert len(tries) == 2
    finally:
        with database.write() as session:
            session.execute(text("DROP TABLE shared"))


@on_postgres
def test_a_host_that_stands_still_in_a_transaction_keeps_its_locks_for_a_while_and_not_for_ever(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as session:
        assert reserve(session, "push", 1, 1.0, AT) == AT
    monkeypatch.setattr(database_module, "IDLE_IN_TRANSACTION_SECONDS", 1)

    def stand_still() -> None:
        with database.write() as standing:
            reserve(standing, "push", 1, 1.0, AT)
            with database.write() as session:
                assert reserve(session, "push", 1, 1.0, AT) == AT + timedelta(seconds=1)

    with pytest.raises(InternalError):
        stand_still()
    with database.write() as session:
        assert reserve(session, "push", 1, 1.0, AT) == AT + timedelta(seconds=2)


def _waiting(database: Database) -> int:
    with database.read() as session:
        return int(session.scalar(WAITS) or 0)


class Failing:
    """Fails each time, and counts how often."""

    def __init__(self, error: DBAPIError) -> None:
        self.error, self.tries = error, 0

    def __call__(self, _: Session) -> None:
        self.tries += 1
        raise self.error


@pytest.mark.parametrize("error", [psycopg.errors.DeadlockDetected(), psycopg.errors.SerializationFailure()])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_it_is_tried_a_few_times_and_not_for_ever(database: Database, error: Exception) -> None:
    do = Failing(OperationalError("UPDATE", {}, error))
    with pytest.raises(OperationalError):
        database.write_again(do)
    assert do.tries == MOST_TRIES


@pytest.mark.parametrize("error", [psycopg.errors.UniqueViolation(), psycopg.errors.AdminShutdown()])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_fails_for_another_reason_is_not_done_again(database: Database, error: Exception) -> None:
    do = Failing(IntegrityError("INSERT", {}, error))
    with pytest.raises(IntegrityError):
        database.write_again(do)
    assert do.tries == 1
