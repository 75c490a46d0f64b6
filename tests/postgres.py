"""A PostgreSQL server of the tests' own: started as an unprivileged user in a temporary folder, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.processes import family
from models import schema

UNPRIVILEGED = ("postgres", "nobody")


_END_OTHERS = (
    "SELECT pg_terminate_backend(pid, 900000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_FILLED = (  # a table in which no row ever was has no page: to open all tables takes three times as long
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
    "AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0"
)
_WITHOUT_DISK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
# Its processes may be ended, the machine is not: what was committed survives with this, and nothing waits for a disk.
SURVIVES_RESTARTS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=on"
_IDS_FROM_1 = (
    "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false) "
    "FROM pg_sequences WHERE last_value IS NOT NULL"
)


class NoPostgres(RuntimeError):
    """The server's programs are not on this machine."""


def programs() -> Path:
    """The folder of initdb and postgres."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise NoPostgres("PostgreSQL's server programs (initdb, postgres) are not installed")
    return found[-1].parent


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, and what starts and stops it."""

    url: str
    programs: Path
    home: Path
    user: str | None
    options: str

    def start(self) -> None:
        self._control("-l", self.home / "log", "-o", self.options, "start")

    def stop(self, how: str = "immediate") -> None:
        """End it: `fast` as an administrator does, `immediate` as if it were killed."""
        self._control("-m", how, "stop")

    def pids(self) -> list[int]:
        """The ids of its processes, the first one before its children; none if it does not run."""
        try:
            first = int((self.home / "data" / "postmaster.pid").read_text("ascii").split()[0])
        except (FileNotFoundError, IndexError):
            return []
        return family(first) if Path(f"/proc/{first}").exists() else []

    def answers(self) -> bool:
        try:
            with psycopg.connect(self.url, connect_timeout=10) as connection:
                return connection.execute("SELECT 1").fetchone() is not None
        except psycopg.Error:
            return False

    def _control(self, *words: object) -> None:
        _run([self.programs / "pg_ctl", "-D", self.home / "data", "-w", "-t", "900", *words], self.user)


@contextmanager
def own_server(durability: str = _WITHOUT_DISK) -> Iterator[Server]:
    """Run a server of one's own, which may be stopped and started again."""
    folder = programs()
    home = Path(tempfile.mkdtemp(prefix="castbot-pg-"))
    user = _user()
    if user:
        account = pwd.getpwnam(user)
        os.chown(home, account.pw_uid, account.pw_gid)
    port = _free_port()
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c max_connections=300 {durability}"
    started = Server(f"postgresql://castbot@127.0.0.1:{port}/postgres", folder, home, user, options)
    try:
        _run([folder / "initdb", "-D", home / "data", "-U", "castbot", "-A", "trust", "--no-sync", "-E", "UTF8"], user)
        started.start()
        try:
            yield started
        finally:
            started.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def server() -> Iterator[str]:
    """Run a server and yield the address of its `postgres` database."""
    with own_server() as started:
        yield started.url


def create_database(admin_url: str, name: str, template: str = "template1") -> str:
    """Make a database (a copy of `template`) and return its address."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return admin_url.rsplit("/", 1)[0] + f"/{name}"


def empty_database(url: str) -> bool:
    """Make a database as it was when it was made: no rows, no other connection, ids from 1. Return False if that cannot
    be done, because a test has made its schema another version's."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_END_OTHERS)
        if connection.execute("SELECT version_num FROM alembic_version").fetchall() != [(schema.newest(),)]:
            return False
        tables = connection.execute(_FILLED).fetchall()
        connection.execute("SET session_replication_role = replica")  # in any order
        connection.execute("".join(f'DELETE FROM "{name}";' for (name,) in tables).encode())
        connection.execute(_IDS_FROM_1)
    return True


def _run(command: list[object], user: str | None) -> None:
    subprocess.run([str(part) for part in command], check=True, user=user, stdout=subprocess.DEVNULL, cwd="/")


def _user() -> str | None:
    """Who runs the server: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return None
    names = {account.pw_name for account in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in names)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
