"""Looks at the database: that it answers, its schema, that it loses nothing, its clock, and what waits in it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock, wall
from bot.doctor.findings import Finding, hint, warning, well, wrong
from bot.settings import Settings
from models import schema
from models.messaging import delivery_health, inbox
from models.messaging.deliveries import DeliveryState
from models.messaging.inbox import InboxEvent, InboxState
from models.people.people import Person
from models.storage import backups, shared_time
from models.storage.database import Database

MOST_SKEW: Final = timedelta(seconds=2)
# Without WAL nothing is stored while a page is read. The overview of 15,000 people is worked out in seconds, that of a
# thousand in a tenth of that (bench/dashboard.py).
MOST_PEOPLE: Final = 1_500
WAITS_TOO_LONG: Final = timedelta(minutes=2)
_POSTGRES_DURABLE: Final = {"fsync": {"on"}, "full_page_writes": {"on"}, "synchronous_commit": {"on", "remote_apply"}}


def look_at_database(settings: Settings, database: Database, clock: Clock) -> Iterator[Finding]:
    """Yield what the database says. If it does not answer, or has another schema, that is all."""
    try:
        with database.engine.connect() as connection:
            version = connection.exec_driver_sql(
                "SELECT sqlite_version()" if database.is_sqlite else "SHOW server_version"
            ).scalar_one()
            revision = schema.revision(connection)
    except DBAPIError as error:
        yield wrong("database", "doctor-database-silent", why=type(error.orig).__name__)
        return
    kind = "SQLite" if database.is_sqlite else "PostgreSQL"
    yield well("database", "doctor-database", kind=kind, version=str(version).split()[0])
    if revision != schema.newest():
        known = revision is not None and not schema.knows(revision)
        key = "doctor-schema-newer" if known else "doctor-schema-old"
        yield wrong("schema", key, found=revision or "-", wanted=schema.newest() or "-")
        return
    yield well("schema", "doctor-schema", found=revision or "-")
    yield _durability(database)
    if not database.is_sqlite:
        yield _skew(database)
    elif not database.writes_beside_readers:
        yield _readers(database)
    yield from _backlog(database, clock)
    yield _backup(settings, database, clock)


def _durability(database: Database) -> Finding:
    with database.engine.connect() as connection:
        if database.is_sqlite:
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
            return well("durability", "doctor-durable", how=f"synchronous=FULL, journal_mode={mode}")
        said = {name: str(connection.exec_driver_sql(f"SHOW {name}").scalar_one()) for name in _POSTGRES_DURABLE}
    bad = [f"{name}={value}" for name, value in said.items() if value not in _POSTGRES_DURABLE[name]]
    if bad:
        return wrong("durability", "doctor-not-durable", how=", ".join(bad))
    return well("durability", "doctor-durable", how=", ".join(f"{name}={value}" for name, value in said.items()))


def _readers(database: Database) -> Finding:
    """Look whether pages may be read for so long that a call of LINE's is not stored in time."""
    with database.read() as session:
        count = session.scalar(select(func.count()).select_from(Person)) or 0
    key = "doctor-readers-many" if count > MOST_PEOPLE else "doctor-readers"
    return (warning if count > MOST_PEOPLE else well)("readers", key, count=count)


def _skew(database: Database) -> Finding:
    with database.read() as session:
        asked = wall()
        server = shared_time.server_clock(session)
        skew = timedelta(microseconds=server - (asked + wall()) // 2)
    seconds = f"{abs(skew) / timedelta(seconds=1):.1f}"
    if abs(skew) > MOST_SKEW:
        return warning("clock", "doctor-clock-apart", seconds=seconds)
    return well("clock", "doctor-clock", seconds=seconds)


def _backlog(database: Database, clock: Clock) -> Iterator[Finding]:
    oldest = select(func.min(InboxEvent.received_at)).where(InboxEvent.state == InboxState.NEW)
    with database.read() as session:
        waiting, parked = inbox.counts(session)
        since = session.scalar(oldest)
        outbox = delivery_health.counts(session)
    age = clock.real() - since if since is not None else timedelta()
    minutes = age // timedelta(minutes=1)
    if age > WAITS_TOO_LONG:
        yield wrong("events", "doctor-events-wait", count=waiting, minutes=minutes)
    else:
        yield well("events", "doctor-events", count=waiting)
    undelivered = sum(outbox.get(state, 0) for state in (DeliveryState.DEAD, DeliveryState.UNCERTAIN))
    if parked or undelivered:
        yield warning("unfinished", "doctor-unfinished", events=parked, messages=undelivered)
    else:
        yield well("unfinished", "doctor-unfinished-none")


def _backup(settings: Settings, database: Database, clock: Clock) -> Finding:
    with database.read() as session:
        known = backups.last(session)
    if known.snapshot_at is None:
        key = "doctor-backup-none" if settings.backup_at else "doctor-backup-not-set"
        return warning("backup", key, folder=str(settings.backups))
    age = clock.now() - known.snapshot_at
    hours = age // timedelta(hours=1)
    if age > backups.OLD_AFTER:
        return warning("backup", "doctor-backup-old" if settings.backup_at else "doctor-backup-not-set", hours=hours)
    if not settings.backup_at:
        return hint("backup", "doctor-backup-by-hand", hours=hours)
    return well("backup", "doctor-backup", hours=hours)
