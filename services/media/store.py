"""Stores photos and files under their hash, in a folder or in a bucket. The caller fetches and checks the bytes."""

import hashlib
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

LARGEST_PHOTO: Final = 10 * 1024 * 1024  # bytes
THUMBNAIL: Final = ".thumb.jpg"
MARK: Final = ".restoring"  # is there while a restore is under way
_TRIAL: Final = ".doctor"

Restoring = Callable[[str, bytes], None]  # takes the name of a file, a hash with or without THUMBNAIL, and its bytes


class NotEmpty(Exception):
    """A store that is to be restored into has files that no restore has left."""


class MediaStore(ABC):
    """Bytes under their hash. Every method raises OSError if the storage does not take or give them."""

    setting: str  # the name of the setting that says where it is
    place: str  # where it is

    def put(self, data: bytes) -> str:
        """Store bytes and return their sha256. The same bytes are stored once."""
        name = hashlib.sha256(data).hexdigest()
        if not self._has(_key(name)):
            self._write(_key(name), data)
        return name

    def put_thumbnail(self, sha256: str, data: bytes) -> None:
        self._write(_key(sha256 + THUMBNAIL), data)

    def original(self, sha256: str) -> bytes:
        """Raises FileNotFoundError if it is not stored."""
        return self._read(_key(sha256))

    def thumbnail(self, sha256: str) -> bytes:
        """Raises FileNotFoundError if there is none."""
        return self._read(_key(sha256 + THUMBNAIL))

    def has(self, sha256: str) -> bool:
        return self._has(_key(sha256))

    def delete(self, sha256: str) -> None:
        """Delete original and thumbnail, if they are there."""
        self._remove((_key(sha256), _key(sha256 + THUMBNAIL)))

    def try_out(self) -> bool:
        """Write a small file, read and delete it. Return whether the storage keeps what is deleted (versions)."""
        keeps = self._write(_TRIAL, b"doctor")
        self._read(_TRIAL)
        self._remove((_TRIAL,))
        return keeps

    @contextmanager
    def restoring(self) -> Iterator[Restoring]:
        """Yield what takes the files of a backup; if that fails, none of them stays. Raises NotEmpty.

        A restore whose process was killed has left its mark: what it wrote is written again, under the same names.
        """
        if not self._has(MARK) and not self._is_empty():
            raise NotEmpty
        self._write(MARK, b"")
        written: list[str] = []

        def restore(name: str, data: bytes) -> None:
            written.append(_key(name))
            self._write_in_bulk(_key(name), data)

        try:
            yield restore
        except BaseException:
            self._remove(written)
            raise
        finally:
            self._remove((MARK,))

    @abstractmethod
    def _write(self, key: str, data: bytes) -> bool:
        """Write a file durably, as a whole or not at all. Return whether the storage keeps it after it is deleted."""

    def _write_in_bulk(self, key: str, data: bytes) -> None:
        """Write one of many files. They are durable after `os.sync`."""
        self._write(key, data)

    @abstractmethod
    def _read(self, key: str) -> bytes: ...

    @abstractmethod
    def _has(self, key: str) -> bool: ...

    @abstractmethod
    def _remove(self, keys: Iterable[str]) -> None: ...

    @abstractmethod
    def _is_empty(self) -> bool: ...


class FolderStore(MediaStore):
    """Files of a folder: of this machine, or of storage that several share."""

    setting = "MEDIA_DIR"

    def __init__(self, folder: Path) -> None:
        self._folder, self.place = folder, str(folder)

    def _write(self, key: str, data: bytes) -> bool:
        path = self._folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
        return False

    def _write_in_bulk(self, key: str, data: bytes) -> None:
        path = self._folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def _read(self, key: str) -> bytes:
        return (self._folder / key).read_bytes()

    def _has(self, key: str) -> bool:
        return (self._folder / key).exists()

    def _remove(self, keys: Iterable[str]) -> None:
        for key in keys:
            (self._folder / key).unlink(missing_ok=True)

    def _is_empty(self) -> bool:
        return not any(path.is_file() for path in self._folder.rglob("*"))  # empty folders are what a restore took back


def _key(name: str) -> str:
    return f"{name[:2]}/{name}"
