"""The faults of a chaos run. Each lasts for some seconds, and several overlap; a seed chooses which, and when."""

import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from threading import Lock

import psycopg
from sqlalchemy import make_url

from models.messaging.chat_queues import LEASE, Direction
from simulator.driver import Simulator
from tests.chaos.services import Keeper
from tests.postgres import Server

PAST_THE_LEASE = LEASE[Direction.IN].total_seconds() + 1.5
AT_LINE = ("500", "500_after", "drop", "drop_after", "429", "latency", "latency_before")
SLOW_CLIENTS = 30
STEPS = (-3600.0, -25.0, 25.0, 600.0, 3600.0)  # seconds
TABLES = ("inbox_event", "activity", "delivery", "lane", "conversation")


@dataclass
class Trouble:
    """What faults act on. `server` is None on SQLite."""

    keeper: Keeper
    line: Simulator
    database_url: str
    server: Server | None
    chance: Random
    restarting: Lock = field(default_factory=Lock)  # a database is stopped by one at a time


Fault = Callable[[Trouble], str]


def kill(trouble: Trouble) -> str:
    return trouble.keeper.kill(trouble.chance)


def freeze(trouble: Trouble) -> str:
    """Stop a process for longer than it may hold a chat; when it goes on, others have taken over."""
    return trouble.keeper.freeze(trouble.chance, PAST_THE_LEASE + trouble.chance.uniform(0, 2))


def pause(trouble: Trouble) -> str:
    """Stop a process for a moment, as a busy machine does."""
    return trouble.keeper.freeze(trouble.chance, trouble.chance.uniform(0.5, 3))


def break_line(trouble: Trouble) -> str:
    """Let LINE answer a part of the calls wrongly, late or not at all."""
    kind, share = trouble.chance.choice(AT_LINE), trouble.chance.uniform(0.2, 0.8)
    late = trouble.chance.uniform(500, 4000)
    ids = [
        trouble.line.fault(kind, endpoint, chance=share, latency_ms=late)["faults"][-1]["id"]
        for endpoint in ("reply", "push", "multicast")
    ]
    time.sleep(trouble.chance.uniform(2, 6))
    for fault_id in ids:
        trouble.line.call("DELETE", f"/sim/faults?id={fault_id}")
    return f"{kind} for {share:.0%} of the calls"


def connect_slowly(trouble: Trouble) -> str:
    """Begin webhook calls that are never finished, from more clients than the bot has threads."""
    with ExitStack() as stack:
        port = int(trouble.keeper.url.rpartition(":")[2])
        for number in range(SLOW_CLIENTS):
            with suppress(OSError):
                client = stack.enter_context(socket.create_connection(("127.0.0.1", port), 1))
                client.sendall(b"POST /callback HTTP/1.1\r\nHost: bot\r\nContent-Length: 1000\r\n")
                client.sendall(b"\r\n{" if number % 2 else b"X-Line-Sig")
        time.sleep(trouble.chance.uniform(2, 6))
    return f"{SLOW_CLIENTS} clients"


def hold_transaction(trouble: Trouble) -> str:
    """Let somebody begin a transaction, lock what the bot needs, and do nothing."""
    seconds = trouble.chance.uniform(1, 6)
    url = make_url(trouble.database_url)
    if trouble.server is None:
        with sqlite3.connect(str(url.database), isolation_level=None, timeout=30) as connection:
            connection.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            connection.execute("ROLLBACK")
        connection.close()
        return f"the database for {seconds:.0f} s"
    table = trouble.chance.choice(TABLES)
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with suppress(psycopg.Error), psycopg.connect(address) as connection:
        connection.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        time.sleep(seconds)
    return f"{table} for {seconds:.0f} s"


def restart_database(trouble: Trouble) -> str:
    """Stop PostgreSQL, politely or as if it were killed, and start it again a moment later."""
    assert trouble.server is not None
    how = trouble.chance.choice(("fast", "immediate"))
    with trouble.restarting:
        trouble.server.stop(how)
        time.sleep(trouble.chance.uniform(0, 2))
        trouble.server.start()
    return how


def step_clock(trouble: Trouble) -> str:
    """Set the wall clock of a host by up to an hour, and some seconds later right again."""
    host, off = trouble.chance.choice(trouble.keeper.hosts), trouble.chance.choice(STEPS)
    trouble.keeper.set_wall(host, off)
    time.sleep(trouble.chance.uniform(2, 8))
    trouble.keeper.set_wall(host, 0.0)
    return f"host {host} by {off:.0f} s"


def fill_disk(trouble: Trouble) -> str:
    """Let no file of the bot's processes grow: to them the disk is full. Needs no rights and no disk of its own."""
    with _full_disk(trouble.keeper.pids):
        time.sleep(trouble.chance.uniform(1, 4))
    return f"to {len(trouble.keeper.pids())} processes"


def fill_disk_of_database(trouble: Trouble) -> str:
    """The same for PostgreSQL's processes. A server that cannot write its log ends itself, and cannot begin again
    before there is room: then somebody starts it."""
    server, starts = trouble.server, 0
    assert server is not None
    with trouble.restarting:
        with _full_disk(server.pids, server.user):
            time.sleep(trouble.chance.uniform(1, 4))
        while not server.answers():
            if not server.pids():
                server.start()
                starts += 1
            time.sleep(0.1)
    return "it had ended itself" if starts else "it went on"


@contextmanager
def _full_disk(pids: Callable[[], list[int]], owner: str | None = None) -> Iterator[None]:
    _limit_files(pids(), "0", owner)
    yield
    for _ in range(2):  # also those that were forked meanwhile
        _limit_files(pids(), "unlimited", owner)


def _limit_files(pids: list[int], size: str, owner: str | None) -> None:
    """Limit how large files of these processes may be. Only their owner may do that: even root needs a right for it."""
    # Some end meanwhile; if none can be limited there is no fault, and the run says so.
    each = f'prlimit --pid "$pid" --fsize={size}:unlimited && limited=1'
    script = f'limited=0; for pid in "$@"; do {each}; done; [ "$limited" = 1 ] || [ $# = 0 ]'
    subprocess.run(
        ["sh", "-c", script, "sh", *map(str, pids)], user=owner, cwd="/", stderr=subprocess.DEVNULL, check=True
    )


def possible_faults(engine: str) -> list[Fault]:
    """Which faults there are for a database; those that happen more often in life stand here more than once."""
    found: list[Fault] = [kill, kill, kill, freeze, pause, pause, break_line, break_line]
    found += [connect_slowly, hold_transaction, step_clock]
    return found + ([fill_disk] if engine == "sqlite" else [restart_database, fill_disk_of_database])
