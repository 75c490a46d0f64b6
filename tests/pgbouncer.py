"""PgBouncer in transaction mode before a test's PostgreSQL, with so few sessions that transactions share them."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy.engine import make_url

from tests import postgres
from tests.patience import until

SESSIONS: Final = 4


class NoPgBouncer(RuntimeError):
    """The program is not on this machine."""


@contextmanager
def pgbouncer(database_url: str) -> Iterator[str]:
    """Run it, and yield the address of the same database through it."""
    program = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        raise NoPgBouncer("pgbouncer is not installed")
    direct, port = make_url(database_url), postgres._free_port()
    home = Path(tempfile.mkdtemp(prefix="castbot-pgbouncer-"))
    settings = home / "pgbouncer.ini"
    settings.write_text(
        f"[databases]\n* = host={direct.host} port={direct.port} user={direct.username}\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n"
        f"pool_mode = transaction\ndefault_pool_size = {SESSIONS}\nmax_client_conn = 500\nlogfile = {home / 'log'}\n"
    )
    user = postgres._user()
    if user:
        account = pwd.getpwnam(user)
        os.chown(home, account.pw_uid, account.pw_gid)
    process = subprocess.Popen([program, "-q", str(settings)], user=user, cwd="/", stderr=subprocess.DEVNULL)
    pooled = direct.set(port=port)
    try:
        until(lambda: _answers(pooled.set(drivername="postgresql").render_as_string()), "PgBouncer answers")
        yield pooled.render_as_string()
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(home, ignore_errors=True)


def _answers(address: str) -> bool:
    try:
        with psycopg.connect(address) as connection:
            return connection.execute("SELECT true").fetchone() == (True,)
    except psycopg.OperationalError:
        return False
