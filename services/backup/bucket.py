"""A bucket to which finished backups are copied, with the journal of erasures.

Nothing is ever deleted or overwritten there but the own journal: how long copies stay is a rule of the bucket, so that
a key that leaks from here destroys no backup.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import obstore
from obstore.store import S3Store

from services.backup import erasures
from services.backup.problems import BackupError
from services.buckets.addresses import BucketFolder, WrongBucket
from services.buckets.opening import BucketRefuses, opened, refusals, size_of

_JOURNAL: Final = re.compile(r"erasures-[0-9a-f]{16}\.jsonl")


def is_address(said: str) -> bool:
    """Return whether a word names something in a bucket, right or wrong."""
    return said.lower().startswith("s3:")


@dataclass(frozen=True, slots=True)
class Bucket:
    """A folder of a bucket: `s3://bucket/folder`, or `s3://bucket`."""

    address: str
    at_address: BucketFolder
    store: S3Store

    @classmethod
    def at(cls, address: str) -> Self:
        """Raises BackupError if the address is wrong."""
        with _said(address):
            found = BucketFolder.at(address)
            return cls(address, found, opened(found))

    def put(self, file: Path) -> None:
        """Copy a backup, which must not be there yet, and see that all of it has arrived. Raises BackupError."""
        key = self.at_address.key(file.name)
        with _said(self.address):
            if size_of(self.store, key) is not None:
                raise BackupError("backup-exists", file=f"{self.address}/{file.name}")
            obstore.put(self.store, key, file)
            if size_of(self.store, key) != file.stat().st_size:
                raise BackupError("bucket-incomplete", address=self.address)

    def put_journal(self, file: Path) -> None:
        """Copy the journal of erasures, under a name of its own: one of another database is not overwritten."""
        salt = erasures.Journal.read(file).salt
        name = f"erasures-{hashlib.sha256(salt.encode()).hexdigest()[:16]}.jsonl"
        with _said(self.address):
            obstore.put(self.store, self.at_address.key(name), file)

    def fetch(self, name: str, into: Path) -> Path:
        """Copy an object to a folder of this machine. Raises BackupError."""
        with _said(self.address), (into / name).open("wb") as file:
            for piece in obstore.get(self.store, self.at_address.key(name)).stream():
                file.write(piece)
        return into / name

    def fetch_journals(self, into: Path) -> list[Path]:
        """Copy all journals of erasures of the folder."""
        prefix = self.at_address.key("") or None
        with _said(self.address):
            found = obstore.list_with_delimiter(self.store, prefix)["objects"]
        names = [one["path"].rpartition("/")[2] for one in found]
        return [self.fetch(name, into) for name in names if _JOURNAL.fullmatch(name)]


def fetch_backup(address: str, into: Path) -> tuple[Path, list[Path]]:
    """Copy a backup of a bucket to a folder of this machine, and the journals beside it. Raises BackupError."""
    folder, _, name = address.rstrip("/").rpartition("/")
    if not name or folder.count("/") < 2:
        raise BackupError("bucket-address", address=address)
    bucket = Bucket.at(folder)
    return bucket.fetch(name, into), bucket.fetch_journals(into)


@contextmanager
def _said(address: str) -> Iterator[None]:
    """Say in a line what the bucket refuses."""
    try:
        with refusals():
            yield
    except WrongBucket as error:
        raise BackupError(error.reason, address=address) from error
    except FileNotFoundError as error:
        raise BackupError("bucket-not-there", address=address) from error
    except BucketRefuses as error:
        raise BackupError("bucket-refused", address=address, why=error.why) from error
