"""Checks photos and files, and stores them under their hash. The caller fetches the bytes."""

import hashlib
import io
import os
import warnings
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST_PHOTO: Final = 10 * 1024 * 1024
LARGEST_SIDE: Final = 12_000  # pixels; a larger picture is a decompression bomb and not a photo
THUMBNAIL_SIDE: Final = 640
UNREADABLE: Final = (UnidentifiedImageError, OSError, SyntaxError, ValueError)
TOO_LARGE: Final = (Image.DecompressionBombWarning, Image.DecompressionBombError)  # one is raised from twice the other
TYPES: Final = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}


class NotAPhoto(ValueError):
    """The bytes are not a picture that we store; the message says why."""


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


def examine(data: bytes) -> tuple[str, int, int, bytes]:
    """Return (content type, width, height, thumbnail as JPEG) of a photo. Raises NotAPhoto."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
            if picture.format not in TYPES:
                raise NotAPhoto(f"format {picture.format}")
            if max(picture.size) > LARGEST_SIDE:
                raise NotAPhoto("too many pixels")
            kind = TYPES[picture.format]
            picture.draft("RGB", (THUMBNAIL_SIDE * 2, THUMBNAIL_SIDE * 2))
            width, height = picture.size
            small = ImageOps.exif_transpose(picture)
            small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
            out = io.BytesIO()
            small.convert("RGB").save(out, "JPEG", quality=82)
    except NotAPhoto:
        raise
    except (*UNREADABLE, *TOO_LARGE) as error:
        raise NotAPhoto(type(error).__name__) from None
    return kind, width, height, out.getvalue()
