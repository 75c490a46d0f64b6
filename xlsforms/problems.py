"""What can be wrong with a form's file: told by sheet, row and column, in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

Say = Callable[..., str]  # text(key, **args) in one language

SURVEY: Final = "survey"
CHOICES: Final = "choices"
SETTINGS: Final = "settings"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `row` as the file counts its lines, None for the whole sheet; `column` may be empty.

    `key` is the message that says why (`form-problem-…`), `args` what it needs.
    """

    key: str
    sheet: str = SURVEY
    row: int | None = None
    column: str = ""
    args: Mapping[str, str | int] = field(default_factory=dict)

    def said(self, text: Say) -> str:
        """The whole line: where, and why."""
        why = text(self.key, **self.args)
        if self.row is None:
            return text("form-problem-in-sheet", sheet=self.sheet, why=why)
        if not self.column:
            return text("form-problem-in-row", sheet=self.sheet, row=self.row, why=why)
        return text("form-problem-in-cell", sheet=self.sheet, row=self.row, column=self.column, why=why)


class FormProblems(ValueError):
    """A form that cannot be published: everything wrong with it that could be found at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.sheet}:{p.row or ''}:{p.column} {p.key}" for p in self.problems))
