"""Stores photos and files under their hash. The caller fetches the bytes and checks them."""

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

LARGEST_PHOTO: Final = 10 * 1024 * 1024  # bytes


class MediaStore:
    """Stores bytes under their hash in a folder. Another kind of storage would need the same methods."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Store bytes and return their sha256. The same bytes are stored once."""
        name = hashlib.sha256(data).hexdigest()
        path = self._path(name)
        if not path.exists():
            _write(path, data)
        return name

    def put_thumbnail(self, sha256: str, data: bytes) -> None:
        _write(self._path(sha256, ".thumb.jpg"), data)

    def original(self, sha256: str) -> Path:
        return self._path(sha256)

    def thumbnail(self, sha256: str) -> Path:
        return self._path(sha256, ".thumb.jpg")

    def delete(self, sha256: str) -> None:
        for path in (self.original(sha256), self.thumbnail(sha256)):
            path.unlink(missing_ok=True)

    def _path(self, sha256: str, suffix: str = "") -> Path:
        return self._folder / sha256[:2] / f"{sha256}{suffix}"


def _write(path: Path, data: bytes) -> None:
    """Write a file as a whole or not at all, and wait until it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
