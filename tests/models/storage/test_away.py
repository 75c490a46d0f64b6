"""A database that is away: a primary that has become a standby, a server that has ended, hosts that say nothing."""

from collections.abc import Iterator
from contextlib import closing, suppress

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.clock import Clock
from bot.inbound.webhook import InboxWriter, _WebhookCall, read_call
from models.messaging import inbox
from models.storage.database import Database, connect_arguments, is_away

on_postgres = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
CALL = b'{"events": [{"webhookEventId": "E1", "type": "message", "source": {"type": "user", "userId": "U1"}}]}'


@pytest.fixture
def standby(database: Database) -> Iterator[Database]:
    """Connections from now on are as to a standby, until the test makes it a primary again. Those stay as they are."""
    _set(database, "= on")
    with closing(Database(database.url.render_as_string(hide_password=False))) as opened:
        yield opened
    _set(database, "= off")


def _set(database: Database, read_only: str) -> None:
    with database.engine.connect() as connection, connection.begin():
        connection.execute(text("SET TRANSACTION READ WRITE"))
        name = connection.scalar(text("SELECT current_database()"))
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only {read_only}'))


@on_postgres
def test_a_connection_to_what_has_become_a_standby_is_left(database: Database, standby: Database) -> None:
    for _ in range(2):
        with pytest.raises(DBAPIError) as refused, standby.write() as session:
            session.execute(text("CREATE TABLE of_a_standby (id int)"))
        assert is_away(refused.value)
    _set(database, "= off")
    with suppress(DBAPIError), standby.write() as session:
        session.execute(text("SELECT 1"))
    with standby.write() as session:
        session.execute(text("CREATE TABLE of_a_standby (id int)"))
        session.execute(text("DROP TABLE of_a_standby"))


@on_postgres
def test_a_call_is_refused_while_the_database_is_a_standby_and_stored_once_it_is_not(
    database: Database, standby: Database
) -> None:
    writer = InboxWriter(standby, Clock())
    try:
        assert not writer.store(read_call(CALL))
        assert writer.not_stored() == "InternalError"
        _set(database, "= off")
        assert writer.store(read_call(CALL))
    finally:
        writer.stop()


@pytest.mark.parametrize(
    ("error", "tries"), [(psycopg.errors.AdminShutdown(), 1), (psycopg.errors.DeadlockDetected(), 1 + 3)]
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_calls_are_tried_one_by_one_only_if_that_can_help(
    database: Database, monkeypatch: pytest.MonkeyPatch, error: Exception, tries: int
) -> None:
    tried = []

    def fails(_: object, arrivals: list[object], at: object) -> None:
        tried.append(len(arrivals))
        raise OperationalError("INSERT", {}, error)

    monkeypatch.setattr(inbox, "store", fails)
    writer = InboxWriter(database, Clock())
    writer._commit([_WebhookCall(read_call(CALL)) for _ in range(3)])
    writer.stop()
    assert len(tried) == tries


def _error(given: type[DBAPIError], orig: Exception, *, broke: bool = False) -> DBAPIError:
    return given("INSERT", {}, orig, connection_invalidated=broke)


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (_error(OperationalError, psycopg.OperationalError("connection refused")), True),
        (_error(OperationalError, psycopg.errors.AdminShutdown()), True),
        (_error(OperationalError, psycopg.errors.CannotConnectNow()), True),
        (_error(OperationalError, psycopg.errors.ConnectionFailure()), True),
        (_error(DBAPIError, psycopg.errors.ReadOnlySqlTransaction()), True),
        (_error(DBAPIError, psycopg.errors.IdleInTransactionSessionTimeout(), broke=True), True),
        (PoolTimeout(), True),
        (_error(OperationalError, psycopg.errors.DeadlockDetected()), False),
        (_error(OperationalError, psycopg.errors.QueryCanceled()), False),
        (_error(IntegrityError, psycopg.errors.UniqueViolation()), False),
        (ValueError(), False),
    ],
    ids=lambda one: type(getattr(one, "orig", one)).__name__ if isinstance(one, Exception) else "",
)
def test_an_error_says_whether_the_database_is_away(error: Exception, away: bool) -> None:
    assert is_away(error) is away


def test_a_host_that_says_nothing_is_given_up_unless_the_address_says_otherwise() -> None:
    given = connect_arguments(make_url("postgresql+psycopg://castbot@pg1/castbot?connect_timeout=60"))
    assert (given["connect_timeout"], given["tcp_user_timeout"]) == ("60", "10000")
    assert "target_session_attrs" not in given


@pytest.mark.parametrize("hosts", ["host=pg1:5433&host=pg2&host=pg3", "host=pg1,pg2,pg3&port=5433,,"])
def test_of_several_hosts_the_one_that_takes_writes_is_meant(hosts: str) -> None:
    given = connect_arguments(make_url(f"postgresql+psycopg://castbot@/castbot?{hosts}"))
    assert (given["host"], given["port"], given["target_session_attrs"]) == ("pg1,pg2,pg3", "5433,,", "read-write")
    given = connect_arguments(make_url(f"postgresql+psycopg://castbot@/castbot?{hosts}&target_session_attrs=any"))
    assert given["target_session_attrs"] == "any"
