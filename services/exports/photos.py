"""A ZIP of photos with their captions, written piece by piece: a thousand photos need no more memory than one."""

import csv
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import RawIOBase, StringIO
from typing import Any, Final

from services.exports.files import inert

CAPTIONS: Final = "captions.csv"
SUFFIXES: Final = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp"}


@dataclass(frozen=True, slots=True)
class ZippedPhoto:
    """A photo of the ZIP: the name of its file without a suffix, how its bytes are read, and its caption, cell by cell.

    `read` raises FileNotFoundError if they are gone."""

    name: str
    read: Callable[[], bytes]
    content_type: str | None
    caption: tuple[str, ...]

    @property
    def file(self) -> str:
        return f"{self.name}{SUFFIXES.get(self.content_type or '', '.jpg')}"


class _Pieces(RawIOBase):
    """What the ZIP writes, until it is taken."""

    def __init__(self) -> None:
        self._written = bytearray()
        self._before = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._written += memoryview(data)
        return len(memoryview(data))

    def tell(self) -> int:
        return self._before + len(self._written)

    def seekable(self) -> bool:
        return False

    def take(self) -> bytes:
        taken = bytes(self._written)
        self._before += len(taken)
        self._written.clear()
        return taken


def zip_of(photos: Iterable[ZippedPhoto], headings: tuple[str, ...]) -> Iterator[bytes]:
    """Yield the bytes of a ZIP with these photos and a table of captions (CSV, UTF-8 with BOM for Excel). A photo whose
    bytes are gone has a caption without a file."""
    pieces, table = _Pieces(), StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(headings)
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_STORED) as zipped:
        for photo in photos:
            try:
                data = photo.read()
            except FileNotFoundError:
                rows.writerow(["", *map(inert, photo.caption)])
                continue
            rows.writerow([photo.file, *map(inert, photo.caption)])
            zipped.writestr(photo.file, data)
            yield pieces.take()
        zipped.writestr(CAPTIONS, "\ufeff" + table.getvalue())
    yield pieces.take()
