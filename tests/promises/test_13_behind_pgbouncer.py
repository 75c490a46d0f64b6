"""Promise 13: the same code through PgBouncer in transaction mode, where each transaction may be in another session."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from bot.clock import Clock
from models import schema
from models.activities.activities import Activity
from models.messaging.deliveries import Delivery, DeliveryState
from models.storage.database import Database, is_behind_pooler
from simulator.driver import Simulator, Someone
from tests.conftest import MUST_HAVE_ALL
from tests.patience import until
from tests.pgbouncer import NoPgBouncer, pgbouncer
from tests.promises.processes import Processes, processes
from tests.promises.registered_people import registered_people

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
PEOPLE, MESSAGES = 12, 8  # each statement runs often enough to be prepared, in more sessions than one


@pytest.fixture
def pooled_url(database_url: str) -> Iterator[str]:
    """The same database through PgBouncer; where it is not installed this is an error in CI, and a skip elsewhere."""
    try:
        with pgbouncer(database_url) as url:
            yield url
    except NoPgBouncer as error:
        if MUST_HAVE_ALL:
            raise
        pytest.skip(str(error))


@pytest.fixture
def pooled(pooled_url: str, line: Simulator, tmp_path: Path) -> Iterator[Processes]:
    with processes(pooled_url, line.url, tmp_path) as started:
        yield started


def test_a_pooler_is_told_from_the_server(database_url: str, pooled_url: str) -> None:
    for url, is_pooler in ((database_url, False), (pooled_url, True)):
        with psycopg.connect(make_url(url).set(drivername="postgresql").render_as_string()) as connection:
            assert is_behind_pooler(connection) is is_pooler


def test_nothing_is_prepared_behind_a_pooler_and_a_server_keeps_its_statements(
    database_url: str, pooled_url: str
) -> None:
    for url, prepares in ((database_url, True), (pooled_url, False)):
        database = Database(url)
        with database.read() as session:
            connection = session.connection().connection.dbapi_connection
            assert isinstance(connection, psycopg.Connection)
            assert (connection.prepare_threshold is not None) is prepares
        database.close()


def test_the_schema_can_be_updated_through_it(pooled_url: str) -> None:
    database = Database(pooled_url)
    schema.migrate(database)
    with database.engine.connect() as connection:
        assert schema.is_current(connection)
    database.close()


@pytest.mark.processes
def test_every_call_is_taken_and_every_message_answered_once(
    pooled: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    phones = registered_people(line, database, clock, PEOPLE)
    web, workers = pooled.web(), [pooled.worker(), pooled.worker()]
    pooled.start("-m", "scheduler")
    line.webhook(url=f"{web.url}/callback")
    writing = [Thread(target=_writes, args=(phone,)) for phone in phones]
    for thread in writing:
        thread.start()
    for thread in writing:
        thread.join()
    until(lambda: _states(database) == {DeliveryState.SENT: PEOPLE * MESSAGES}, "everything is answered")
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Activity)) == PEOPLE * MESSAGES
    assert Counter(call["status"] for call in line.journal(kind="webhook")) == {200: PEOPLE * MESSAGES}
    for worker in workers:
        assert "wakeups.by_polling" in worker.log
        assert "ProgrammingError" not in worker.log
        assert worker.terminate() == 0


def _writes(phone: Someone) -> None:
    for number in range(MESSAGES):
        phone.says(f"ประชุมกับผู้ใหญ่บ้าน {number + 1} คน")


def _states(database: Database) -> dict[str, int]:
    with database.read() as session:
        return dict(Counter(session.scalars(select(Delivery.state))))
