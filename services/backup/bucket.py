"""A bucket (S3, or what speaks like it) to which finished backups are copied, with the journal of erasures.

Account, region and server are those of the environment's usual names (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`,
`AWS_REGION`, `AWS_ENDPOINT_URL` …), or of the machine's role. Nothing is ever deleted or overwritten there but the own
journal: how long copies stay is a rule of the bucket, so that a key that leaks from here destroys no backup.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, Self

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from services.backup import erasures
from services.backup.problems import BackupError

_ADDRESS: Final = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/(?P<key>[^\s?#]*))?")
_JOURNAL: Final = re.compile(r"erasures-[0-9a-f]{16}\.jsonl")
_SERVER: Final = re.compile(r"(?P<scheme>https?)://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?")
_RETRIES: Final = {"max_retries": 3, "retry_timeout": timedelta(seconds=60)}


def is_address(said: str) -> bool:
    """Return whether a word names something in a bucket, right or wrong."""
    return said.lower().startswith("s3:")


@dataclass(frozen=True, slots=True)
class Bucket:
    """A folder of a bucket: `s3://bucket/folder`, or `s3://bucket`."""

    address: str
    store: Any
    folder: str  # without a slash at its end

    @classmethod
    def at(cls, address: str) -> Self:
        """Raises BackupError if the address is wrong."""
        found = _ADDRESS.fullmatch(address)
        if found is None:
            raise BackupError("bucket-address", address=address)
        is_plain = _is_plain(os.environ.get("AWS_ENDPOINT_URL"))
        with _said(address):
            store = S3Store(found["bucket"], client_options={"allow_http": is_plain}, retry_config=_RETRIES)  # type: ignore[arg-type]
        return cls(address, store, (found["key"] or "").strip("/"))

    def put(self, file: Path) -> None:
        """Copy a backup, which must not be there yet, and see that all of it has arrived. Raises BackupError."""
        key = self._key(file.name)
        with _said(self.address):
            if _size(self.store, key) is not None:
                raise BackupError("backup-exists", file=f"{self.address}/{file.name}")
            obstore.put(self.store, key, file)
            if _size(self.store, key) != file.stat().st_size:
                raise BackupError("bucket-incomplete", address=self.address)

    def put_journal(self, file: Path) -> None:
        """Copy the journal of erasures, under a name of its own: one of another database is not overwritten."""
        salt = erasures.Journal.read(file).salt
        name = f"erasures-{hashlib.sha256(salt.encode()).hexdigest()[:16]}.jsonl"
        with _said(self.address):
            obstore.put(self.store, self._key(name), file)

    def fetch(self, name: str, into: Path) -> Path:
        """Copy an object to a folder of this machine. Raises BackupError."""
        with _said(self.address), (into / name).open("wb") as file:
            for piece in obstore.get(self.store, self._key(name)).stream():
                file.write(piece)
        return into / name

    def fetch_journals(self, into: Path) -> list[Path]:
        """Copy all journals of erasures of the folder."""
        prefix = f"{self.folder}/" if self.folder else None
        with _said(self.address):
            found = obstore.list_with_delimiter(self.store, prefix)["objects"]
        names = [one["path"].rpartition("/")[2] for one in found]
        return [self.fetch(name, into) for name in names if _JOURNAL.fullmatch(name)]

    def _key(self, name: str) -> str:
        return f"{self.folder}/{name}" if self.folder else name


def fetch_backup(address: str, into: Path) -> tuple[Path, list[Path]]:
    """Copy a backup of a bucket to a folder of this machine, and the journals beside it. Raises BackupError."""
    folder, _, name = address.rstrip("/").rpartition("/")
    if not name or folder.count("/") < 2:
        raise BackupError("bucket-address", address=address)
    bucket = Bucket.at(folder)
    return bucket.fetch(name, into), bucket.fetch_journals(into)


def _is_plain(endpoint: str | None) -> bool:
    """Return whether the server is spoken to without TLS. Raises BackupError for what is no address: `object_store`
    0.14.2, which does the work, panics at one."""
    if not endpoint:
        return False
    found = _SERVER.fullmatch(endpoint)
    if found is None:
        raise BackupError("bucket-endpoint")
    return found["scheme"] == "http"


def _size(store: Any, key: str) -> int | None:
    try:
        return int(obstore.head(store, key)["size"])
    except FileNotFoundError:
        return None


@contextmanager
def _said(address: str) -> Iterator[None]:
    """Say in a line what the bucket refuses. The library's own words name addresses and no keys."""
    try:
        yield
    except FileNotFoundError as error:
        raise BackupError("bucket-not-there", address=address) from error
    except BaseError as error:
        raise BackupError("bucket-refused", address=address, why=type(error).__name__) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise BackupError("bucket-refused", address=address, why="panic") from error  # a key of wrong letters, say
