"""Proves a backup: restores it into a scratch database, and compares what is read from there with what it says."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from services.backup.contents import BackupDescription
from services.backup.making import Progress
from services.backup.restoring import Restored, read_into, sqlite_target


@dataclass(frozen=True, slots=True)
class Verified:
    """What the backup says of itself, how many files it has, how many bytes, and which media it never had."""

    about: BackupDescription
    files: int
    missing: tuple[str, ...]
    size: int


def verify(file: Path, *, private_key: Path | None = None, progress: Progress = lambda *_: None) -> Verified:
    """Restore a backup into a scratch database beside it, bring that to this version's schema, and throw it away.

    Raises BackupError if anything differs: a sum, a number of rows, a key that leads nowhere, a table whose rows are
    not the same when they are read again.
    """
    beside = file.parent if file.parent.is_dir() else None
    with (
        TemporaryDirectory(dir=beside, prefix=".verify-") as folder,
        sqlite_target(Path(folder) / "scratch.db") as target,
    ):
        found: Restored = read_into(
            target, file, lambda *_: None, None, private_key=private_key, progress=progress, read_again=True
        )
    return Verified(found.about, found.files, found.missing, file.stat().st_size)
