"""Finds the line of the file for a question, a choice or a row number of pyxform."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from xlsforms.problems import CHOICES, SETTINGS, SURVEY
from xlsforms.xlsform_file import Workbook

INSTANCE_NAME: Final = ("", "calculate")  # the whole form's
_HEADINGS: Final[Mapping[str, str]] = {"calculate": "calculation"}  # ours -> XLSForm's


class WorkbookLines:
    """Finds lines of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def of_number(self, sheet: str, number: int) -> int | None:
        """Return the line of pyxform's row `number`. pyxform counts only filled rows; the headings are row 1."""
        found = self._book.sheet(sheet)
        if number == 1:
            return found.line
        place = number - 2
        return found.rows[place].number if 0 <= place < len(found.rows) else None

    def of_path(self, path: str) -> int | None:
        """Return the line of a question, group or repeat, or None if pyxform made it."""
        return self._by_path.get(path)

    def of_expression(self, path: str, use: str) -> tuple[str, int | None, str]:
        """Return the sheet, the line and the heading of an expression: what it is for, as a Form names it."""
        if (path, use) == INSTANCE_NAME:
            settings = self._book.sheet(SETTINGS).rows
            return SETTINGS, settings[0].number if settings else None, "instance_name"
        return SURVEY, self.of_path(path), _HEADINGS.get(use, use)

    def of_choice(self, list_name: str, name: str) -> int | None:
        """Return the line of a choice."""
        for row in self._book.sheet(CHOICES).rows:
            if name == row["name"] and list_name in (row["list_name"], row["list name"]):
                return row.number
        return None

    @cached_property
    def _by_path(self) -> dict[str, int]:
        found: dict[str, int] = {}
        within: list[str] = []
        for row in self._book.sheet(SURVEY).rows:
            kind = row["type"].lower().replace(" ", "_")
            if kind.startswith("end_"):
                within = within[:-1]
                continue
            found["/".join([*within, row["name"]])] = row.number
            if kind.startswith("begin_"):
                within.append(row["name"])
        return found
