"""Works out the formulas of an exported workbook anew, from its cells alone: LibreOffice if it is on the machine, else
the few functions that our formulas use."""

import re
import shutil
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

OFFICE: Final = shutil.which("soffice")
_RANGE: Final = re.compile(r"'([^']+)'!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)")
_ROW: Final = re.compile(r"\b([A-Z]+\d+):([A-Z]+\d+)\b")
_CELL: Final = re.compile(r"(?<![\"A-Za-z$])\$?([A-Z]{1,3})(\d+)\b(?![\"(])")
_STRING: Final = re.compile(r'"[^"]*"')


class Wrong:
    """An error value, such as the mean of nothing."""


def recalculated(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by its headings, with every formula worked out again."""
    return _by_office(path, sheet) if OFFICE else worked_out(path, sheet)


def _by_office(path: Path, sheet: str) -> list[dict[str, Any]]:
    bare, out = path.parent / "bare", path.parent / "again"
    bare.mkdir(exist_ok=True)
    load_workbook(path).save(bare / path.name)  # without the values that were stored beside the formulas
    command = [str(OFFICE), "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(bare / path.name)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return _rows(load_workbook(out / path.name, data_only=True)[sheet], lambda cell: cell.value)


def worked_out(path: Path, sheet: str) -> list[dict[str, Any]]:
    book = load_workbook(path)
    return _rows(book[sheet], lambda cell: _value(book, book[sheet], cell.coordinate))


def _rows(sheet: Worksheet, value: Callable[[Any], Any]) -> list[dict[str, Any]]:
    head, *rows = list(sheet.iter_rows())
    return [{str(top.value): value(cell) for top, cell in zip(head, row, strict=True)} for row in rows]


def _value(book: Any, sheet: Worksheet, at: str) -> Any:
    said = sheet[at].value
    if not (isinstance(said, str) and said.startswith("=")):
        return Fraction(str(said)) if isinstance(said, int | float) else said
    texts: list[str] = []

    def kept(found: re.Match[str]) -> str:
        texts.append(found[0])
        return f"\x00{len(texts) - 1}\x00"

    words = _STRING.sub(kept, said[1:])
    words = _RANGE.sub(lambda m: kept(re.match(r".*", f"column({m[1]!r}, {m[2]!r}, {m[3]}, {m[4]})")), words)  # type: ignore[arg-type]
    words = _ROW.sub(lambda m: kept(re.match(r".*", f"cells({m[1]!r}, {m[2]!r})")), words)  # type: ignore[arg-type]
    words = _CELL.sub(lambda m: kept(re.match(r".*", f"cell({m[1] + m[2]!r})")), words)  # type: ignore[arg-type]
    words = re.sub(r"(?<![\w.\x00])(\d+(?:\.\d+)?)(?![\w\x00])", r"Fraction('\1')", words)
    words = re.sub("\x00(\\d+)\x00", lambda m: texts[int(m[1])], words)
    words = re.sub(r"\b(IF|OR)\(", r"\1_(", words)
    found = eval(
        words,
        {
            **FUNCTIONS,
            "Fraction": Fraction,
            "cell": lambda one: _value(book, sheet, one),
            "cells": lambda first, last: [_value(book, sheet, one.coordinate) for one in sheet[f"{first}:{last}"][0]],
            "column": lambda name, letter, first, last: [
                _value(book, book[name], f"{letter}{row}") for row in range(first, last + 1)
            ],
        },
    )
    return None if found == "" else found


def _kept(pairs: tuple[Any, ...]) -> list[int]:
    spans, wanted = pairs[::2], pairs[1::2]
    return [
        place
        for place in range(len(spans[0]))
        if all(span[place] == one for span, one in zip(spans, wanted, strict=True))
    ]


def _mean(values: list[Any]) -> Any:
    numbers = [value for value in values if isinstance(value, Fraction)]
    return sum(numbers, Fraction()) / len(numbers) if numbers else Wrong()


def _round(value: Fraction, places: Fraction) -> Fraction:
    scaled = value * 10 ** int(places) + Fraction(1, 2)
    return Fraction(scaled.numerator // scaled.denominator, 10 ** int(places))


FUNCTIONS: Final[dict[str, Any]] = {
    "COUNTIFS": lambda *pairs: Fraction(len(_kept(pairs))),
    "AVERAGEIFS": lambda values, *pairs: _mean([values[place] for place in _kept(pairs)]),
    "AVERAGE": _mean,
    "IFERROR": lambda value, other: other if isinstance(value, Wrong) else value,
    "IF_": lambda condition, yes, no: yes if condition else no,
    "OR_": lambda *found: any(found),
    "N": lambda value: value if isinstance(value, Fraction) else Fraction(),
    "ISNUMBER": lambda value: isinstance(value, Fraction),
    "ROUND": _round,
}
