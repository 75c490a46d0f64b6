"""Excel files from before 2007 are read with their Thai letters, numbers, hidden lines; what is none is refused."""

import struct

import pytest

from spreadsheets import NotReadable, read_tables
from spreadsheets.old_excel import read_old_excel
from spreadsheets.tables import in_runs


def record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def old_workbook(rows: list[list[str | float | None]], hidden: tuple[int, ...] = ()) -> bytes:
    """A sheet as Excel 4 wrote it, its letters in Windows' Thai code page."""
    written = record(0x0409, struct.pack("<HHH", 0x0400, 0x0010, 0)) + record(0x42, struct.pack("<H", 874))
    for place, row in enumerate(rows):
        options = 0x0020 if place + 1 in hidden else 0
        written += record(0x0208, struct.pack("<8H", place, 0, len(row), 255, 0, 0, options | 0x0100, 0))
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                letters = cell.encode("cp874")
                written += record(0x0204, struct.pack("<4H", place, column, 0, len(letters)) + letters)
            elif cell is not None:
                written += record(0x0203, struct.pack("<3Hd", place, column, 0, cell))
    return written + record(0x0A, b"")


def test_letters_numbers_and_hidden_lines_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[list[str | float | None]] = [["ชื่อ", "คน"], ["วัด", 3.0], [None, None], ["ตลาด", 2.5]]
    (table,) = read_old_excel(old_workbook(rows, hidden=(4,)), bool, as_formatted=False)
    assert [(line.number, line.cells, line.hidden) for line in table.lines] == [
        (1, ["ชื่อ", "คน"], False),
        (2, ["วัด", 3], False),
        (4, ["ตลาด", 2.5], True),
    ]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("raw", [b"\xd0\xcf\x11\xe0", b"\xd0\xcf\x11\xe0" + bytes(2000), b"PK\x03\x04"])
def test_what_is_no_workbook_is_refused(raw: bytes) -> None:
    with pytest.raises(NotReadable):
        read_tables(raw)


def test_lines_are_named_as_people_write_them() -> None:
    assert in_runs([9, 3, 5, 6, 7]) == "3, 5–7, 9"
