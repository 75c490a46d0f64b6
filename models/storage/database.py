"""Opens the database, SQLite or PostgreSQL, with everything that each needs to be safe.

SQLite works on one host. Its own lock is unfair between busy processes, so each write transaction takes an `flock` on a
file beside the database. Some versions have a WAL bug that corrupts databases with several connections, so WAL is used
only in versions without it. PostgreSQL needs neither, and may be
reached through PgBouncer in transaction mode, where each transaction may be in another session of the server.
"""

import fcntl
import hmac
import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Event, Lock
from typing import Any, TypeVar

import orjson
import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from models.storage.base import Base
from models.storage.batch import WRITES, BatchSession

BUSY_TIMEOUT_MS = 15_000
# Of each connection to SQLite. The machine keeps the file in memory once; each connection's pages are a copy of their
# own. With 32 MB a worker grew by 30 MB a thousand seconds under even load, as the database did.
CACHE_KIB = 8_000
MOST_TRIES = 5  # of a transaction that is undone because of others
# A host that is suspended in the middle of a transaction keeps its locks, and the others wait for it. So PostgreSQL
# undoes a transaction that writes and says nothing for so long. None computes for a tenth of it between statements.
IDLE_IN_TRANSACTION_SECONDS = 30
_UNDONE_FOR_ANOTHER = ("40P01", "40001")  # PostgreSQL's codes: deadlock detected, serialization failure
# PostgreSQL's codes for a server that is not to be written to at this moment: classes of a connection that broke and of
# a server that ends or begins, and a standby. Trying less at once does not help.
_AWAY = ("08", "57P", "25006")
_READ_ONLY = "25006"
# A host that is gone says nothing. Without these, a connection to it is waited for as long as the kernel likes, which
# is minutes; what the address says itself is left as it is. Seconds, and for the last milliseconds.
_NO_LONG_SILENCE = {
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "3",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
_SECRET = "castbot_secret"  # noqa: S105 - the key in a session's `info`
# The WAL-reset bug: fixed in 3.51.3 and in these older lines (first fixed version of each).
_WAL_FIXED_IN_LINE = ((3, 44, 6), (3, 50, 7), (3, 51, 3))

Done = TypeVar("Done")


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Return whether this version of SQLite may use WAL with several connections."""
    if version >= _WAL_FIXED_IN_LINE[-1]:
        return True
    return any(version[:2] == fixed[:2] and version >= fixed for fixed in _WAL_FIXED_IN_LINE)


class FairLock:
    """A lock that threads get in the order in which they came. Urgent threads and others alternate.

    A thread that releases it hands it over. With a plain lock, the same thread could take it again before a waiting
    thread has woken up.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._taken = False
        self._urgent_next = True
        self._queues: dict[bool, deque[Event]] = {True: deque(), False: deque()}

    @contextmanager
    def held(self, urgent: bool) -> Iterator[None]:
        called = None
        with self._guard:
            if self._taken:
                called = Event()
                self._queues[urgent].append(called)
            self._taken = True
        if called is not None:
            called.wait()
        try:
            yield
        finally:
            self._hand_over()

    def _hand_over(self) -> None:
        with self._guard:
            for urgent in (self._urgent_next, not self._urgent_next):
                if self._queues[urgent]:
                    self._urgent_next = not urgent
                    self._queues[urgent].popleft().set()
                    return
            self._taken = False


class Database:
    """Sessions for one database. `write()` commits at its end, and rolls back after an exception.

    `secret` is not in the database: with it `secret_hash` makes hashes that cannot be guessed from the database alone.
    """

    def __init__(self, url: str, *, secret: str = "", pool_size: int = 20) -> None:
        self._info = {_SECRET: secret}
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url, pool_size) if self.is_sqlite else _postgres_engine(url, pool_size)
        self._locks = HostLock(self.url.database or "") if self.is_sqlite else None
        self.on_signal: Callable[[str], None] | None = None  # called after a commit, once for each kind of work

    @contextmanager
    def write(self, *, urgent: bool = False) -> Iterator[BatchSession]:
        """Yield a transaction that may write. Urgent ones, for which LINE waits, alternate with others."""
        with self._write_lock(urgent), self._session() as session:
            connection = session.connection(execution_options={WRITES: True})
            if not self.is_sqlite:
                # For this transaction alone: behind a pooler, what is set for a session is set for somebody else too.
                connection.exec_driver_sql(
                    f"SET LOCAL idle_in_transaction_session_timeout = '{IDLE_IN_TRANSACTION_SECONDS}s'"
                )
            yield session
            session.commit()
        if self.on_signal is not None:
            for work in session.signals:
                self.on_signal(work)

    def write_again(self, do: Callable[[BatchSession], Done]) -> Done:
        """Do something in a transaction that may write, and return what it returned. If PostgreSQL undoes it because of
        another one (a deadlock, a conflict), it is done again, at most `MOST_TRIES` times in all."""
        for _ in range(MOST_TRIES - 1):
            try:
                with self.write() as session:
                    return do(session)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in _UNDONE_FOR_ANOTHER:
                    raise
        with self.write() as session:
            return do(session)

    @contextmanager
    def read(self) -> Iterator[BatchSession]:
        with self._session() as session:
            yield session

    def _session(self) -> BatchSession:
        return BatchSession(self.engine, expire_on_commit=False, autoflush=False, info=self._info)

    @contextmanager
    def within(self, connection: Connection) -> Iterator[BatchSession]:
        """Yield a session in a transaction that has begun and that somebody else ends."""
        with BatchSession(connection, expire_on_commit=False, autoflush=False, info=self._info) as session:
            yield session
            session.commit()

    @property
    def has_secret(self) -> bool:
        return bool(self._info[_SECRET])

    @property
    def writes_beside_readers(self) -> bool:
        """Whether something can be stored while a session reads; SQLite without WAL waits for its end."""
        return not self.is_sqlite or wal_is_safe(sqlite3.sqlite_version_info)

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep all other writers of the host away. On PostgreSQL it does nothing."""
        return self._write_lock(urgent=True)

    def _write_lock(self, urgent: bool) -> AbstractContextManager[None]:
        """Allow one writer at a time among all threads and processes of the host. On PostgreSQL it does nothing."""
        return nullcontext() if self._locks is None else self._locks.held(urgent)

    def close(self) -> None:
        self.engine.dispose()
        if self._locks is not None:
            self._locks.close()
            self._locks = None


class HostLock:
    """A lock that one thread of one process of the host holds at a time, by two files beside the database.

    The kernel wakes a process that waits for an `flock`, but gives the lock to the next that asks. So a process with
    several writers could take it several times before a process with one. The waiting process therefore holds the
    second file: then the web process waits for one commit of the worker process and not for three.
    """

    def __init__(self, database: str) -> None:
        self._fair_lock = FairLock()  # among the threads of this process
        self._queue_file, self._lock = (
            os.open(f"{database}.{name}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600) for name in ("gate", "lock")
        )

    @contextmanager
    def held(self, urgent: bool = False) -> Iterator[None]:
        with self._fair_lock.held(urgent):
            fcntl.flock(self._queue_file, fcntl.LOCK_EX)
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX)
            finally:
                fcntl.flock(self._queue_file, fcntl.LOCK_UN)
            try:
                yield
            finally:
                fcntl.flock(self._lock, fcntl.LOCK_UN)

    def close(self) -> None:
        os.close(self._queue_file)
        os.close(self._lock)


def _to_json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _from_json(stored: Any) -> Any:
    """Return the value of a JSON column. SQLite returns a number already as a number."""
    return stored if isinstance(stored, int | float) else orjson.loads(stored)


# `hide_parameters`: errors do not say the values of the statement, which are people's words.
_COMMON: dict[str, Any] = {"json_serializer": _to_json, "json_deserializer": _from_json, "hide_parameters": True}


def connect_arguments(url: URL) -> dict[str, Any]:
    """Return how psycopg is called for an address of PostgreSQL. Of several hosts the one that takes writes."""
    _, given = url.get_dialect()().create_connect_args(url)
    several = {"target_session_attrs": "read-write"} if "," in str(given.get("host", "")) else {}
    return {**_NO_LONG_SILENCE, **several, **given}


def is_away(error: BaseException) -> bool:
    """Return whether an error says that the database itself takes no writes now: it cannot be reached, ends, begins, or
    is a standby. Then a smaller transaction would fail too."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlstate", None)
    broke = isinstance(error.orig, psycopg.OperationalError) and code is None
    return error.connection_invalidated or broke or (code is not None and code.startswith(_AWAY))


def _postgres_engine(url: str, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=10,
        pool_pre_ping=True,
        pool_timeout=10,
        connect_args=connect_arguments(make_url(url)),
        **_COMMON,
    )

    @event.listens_for(engine, "handle_error")
    def _leave_standby(context: ExceptionContext) -> None:
        """A primary may have become a standby, which answers as before and takes no writes: leave its connections."""
        if getattr(context.original_exception, "sqlstate", None) == _READ_ONLY:
            context.is_disconnect = True

    @event.listens_for(engine, "connect")
    def _prepare(connection: psycopg.Connection[Any], _record: object) -> None:
        if is_behind_pooler(connection):
            connection.prepare_threshold = None  # the next transaction may be in a session that knows no statement
        else:
            # Pages ask for few rows of many; to compile such a query takes up to 1.6 s longer than to run it.
            connection.execute("SET jit = off")
        connection.commit()

    return engine


def is_behind_pooler(connection: psycopg.Connection[Any]) -> bool:
    """Return whether a connection is to a pooler such as PgBouncer. It gives its clients process ids of its own."""
    own = connection.execute("SELECT pg_backend_pid()").fetchone()
    return own is None or own[0] != connection.info.backend_pid


def _sqlite_engine(url: str, pool_size: int) -> Engine:
    if make_url(url).database in (None, "", ":memory:"):
        raise ValueError("SQLite needs a file: several threads and processes share it")
    Path(str(make_url(url).database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_size=pool_size, max_overflow=10, pool_timeout=10, **_COMMON)
    journal = "WAL" if wal_is_safe(sqlite3.sqlite_version_info) else "TRUNCATE"

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we send BEGIN ourselves
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            f"journal_mode={journal}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "temp_store=MEMORY",
            f"cache_size=-{CACHE_KIB}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def secret_hash(session: Session, text: str) -> str | None:
    """Return a hash of `text` that can be computed only with the secret, or None without one."""
    secret: str = session.info.get(_SECRET, "")
    return hmac.digest(secret.encode(), text.encode(), "sha256").hex() if secret else None


def insert_or(session: Session, table: type[Base]) -> Any:
    """Return an INSERT with ON CONFLICT, which both databases support in their own dialect of SQLAlchemy."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(table)
