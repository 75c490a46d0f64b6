"""Reads the tables of a file. What kind of file it is, its bytes say; people rename files."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Final

from spreadsheets.new_excel import read_new_excel
from spreadsheets.old_excel import read_old_excel
from spreadsheets.tables import NotReadable, Table, TableLine, is_filled

OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
NEW_EXCEL: Final = b"PK\x03\x04"
SEPARATORS: Final = ",;\t"

Wanted = Callable[[str], bool]


def _every(_: str) -> bool:
    return True


def read_tables(raw: bytes, *, wanted: Wanted = _every, as_formatted: bool = False) -> Sequence[Table]:
    """Return the tables of a file: the sheets that are `wanted` by name, or text with each possible separator.

    Empty lines are left out. With `as_formatted`, a number that Excel shows with leading zeros is text with these
    zeros. Text is UTF-8, UTF-16 or TIS-620 (as Windows saves Thai). Raises NotReadable.
    """
    if raw.startswith(NEW_EXCEL):
        return read_new_excel(raw, wanted, as_formatted)
    if raw.startswith(OLD_EXCEL):
        return read_old_excel(raw, wanted, as_formatted)
    return list(_separated(decoded(raw)))


def decoded(raw: bytes) -> str:
    """Return the text of a file. Raises NotReadable."""
    encodings = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp874"]
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding).replace("\x00", "")  # which neither XML nor a database can hold
    raise NotReadable("encoding")


def _separated(text: str) -> Iterator[Table]:
    """Yield the table for each possible separator."""
    for separator in SEPARATORS:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        found: list[TableLine] = []
        broken = read = 0
        try:
            for number, cells in enumerate(lines, start=1):
                read = number
                if any(map(is_filled, cells)):
                    found.append(TableLine(number, [*cells]))
        except csv.Error:
            broken = read + 1
        yield Table("", found, broken=broken)
