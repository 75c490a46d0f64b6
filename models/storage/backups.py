"""Which backups were made, so that everybody can say how old the last one is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId, OneOf
from models.storage.database import insert_or

OLD_AFTER: Final = timedelta(hours=26)  # a day, and time to make it


class BackupState(StrEnum):
    """How a backup stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    RESTORED = "restored"  # no backup: the database was restored from one


class Backup(Base):
    """One backup. Its times are programme time. `claim` is `2023-07-12#1` for the first try of that day's backup, so
    that one clock of several makes it; one that an operator made has none. `file` is a name without its folder. A row
    of a restore says from which instant (`snapshot_at`) to which (`ended_at`) nobody knows what was done."""

    __tablename__ = "backup"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    claim: Mapped[str | None] = mapped_column(unique=True)
    state: Mapped[BackupState] = mapped_column(OneOf(BackupState))
    began_at: Mapped[datetime]
    snapshot_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    file: Mapped[str]
    size: Mapped[int | None] = mapped_column(BigId)  # bytes
    error: Mapped[str | None]  # the key of a sentence


@dataclass(frozen=True, slots=True)
class LastBackups:
    """What is known of backups: of which instant the newest finished one is, and whether the last try failed."""

    snapshot_at: datetime | None = None
    failed: bool = False


def begin(session: Session, now: datetime, file: str, claim: str | None = None) -> int | None:
    """Note that a backup begins, and return its id; None if somebody else has this claim."""
    new = insert_or(session, Backup).on_conflict_do_nothing(index_elements=["claim"]).returning(Backup.id)
    values = {"claim": claim, "state": BackupState.RUNNING, "began_at": now, "file": file}
    found: int | None = session.scalar(new, values)
    return found


def end(session: Session, backup_id: int, now: datetime, *, snapshot_at: datetime, size: int) -> None:
    _set(session, backup_id, state=BackupState.DONE, ended_at=now, snapshot_at=snapshot_at, size=size)


def fail(session: Session, backup_id: int, now: datetime, error: str) -> None:
    _set(session, backup_id, state=BackupState.FAILED, ended_at=now, error=error)


def _set(session: Session, backup_id: int, **values: object) -> None:
    session.execute(update(Backup).where(Backup.id == backup_id).values(**values))


def last(session: Session) -> LastBackups:
    """Return what is known of the last backups."""
    newest = select(func.max(Backup.snapshot_at)).where(Backup.state == BackupState.DONE)
    ended = Backup.state.in_((BackupState.DONE, BackupState.FAILED))
    state = session.scalar(select(Backup.state).where(ended).order_by(Backup.id.desc()).limit(1))
    return LastBackups(session.scalar(newest), state is BackupState.FAILED)


def days_behind(session: Session, today: date, day_of: Callable[[datetime], date]) -> int | None:
    """Return how many days old the newest backup is if it should be newer; 0 if there is none at all. None if all is
    well, or if none are made by themselves. On its own day a backup is late only if it has failed."""
    if session.scalar(select(Backup.id).where(Backup.claim.is_not(None)).limit(1)) is None:
        return None
    known = last(session)
    if known.snapshot_at is None:
        return 0 if known.failed else None
    days = (today - day_of(known.snapshot_at)).days
    return days if days >= (1 if known.failed else 2) else None


def tries(session: Session, day: str) -> list[Backup]:
    """Return the tries of a day's backup, the first one first."""
    return list(session.scalars(select(Backup).where(Backup.claim.startswith(f"{day}#")).order_by(Backup.id)))


def note_restore(session: Session, snapshot_at: datetime, now: datetime, file: str) -> None:
    """Note that the database was restored. The backup that was running then is the one that was made."""
    running = update(Backup).where(Backup.state == BackupState.RUNNING)
    session.execute(running.values(state=BackupState.DONE, snapshot_at=snapshot_at, ended_at=snapshot_at))
    row = Backup(state=BackupState.RESTORED, began_at=now, snapshot_at=snapshot_at, ended_at=now, file=file)
    session.add(row)
    session.flush()


def is_lost(session: Session, instant: datetime) -> bool:
    """Return whether an instant lies between a backup and its restore: what was due then was perhaps done."""
    lost = Backup.state == BackupState.RESTORED, Backup.snapshot_at <= instant, instant < Backup.ended_at
    return session.scalar(select(Backup.id).where(*lost).limit(1)) is not None
