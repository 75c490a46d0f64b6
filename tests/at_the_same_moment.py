"""Lets two transactions do something at the same moment: the second begins while the first is open and waits for it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.storage.database import Database
from tests.patience import until

T = TypeVar("T")


@contextmanager
def meanwhile(
    database: Database, first: Callable[[Session], object], second: Callable[[Session], T]
) -> Iterator[Future[T]]:
    """Do `first`, let `second` begin in a transaction of its own, and end the first when the second waits for it (on
    SQLite it waits before it begins). Yields what comes of the second."""

    def other() -> T:
        with database.write() as session:
            return second(session)

    with ThreadPoolExecutor(1) as pool:
        with database.write() as session:
            first(session)
            session.flush()
            found = pool.submit(other)
            if database.url.get_backend_name() == "postgresql":
                until(lambda: found.done() or _waits(database), "the second waits")
        yield found


def _waits(database: Database) -> bool:
    with database.read() as session:
        waiting = (
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return bool(session.scalar(text(waiting)))
