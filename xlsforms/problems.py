"""Problems of a form's file, with sheet, row and column, in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

Translate = Callable[..., str]  # text(key, **args) in one language

SURVEY: Final = "survey"
CHOICES: Final = "choices"
SETTINGS: Final = "settings"


@dataclass(frozen=True, slots=True)
class FormProblem:
    """One problem. `row` is the line in the file, or None for the whole sheet; `column` may be empty.

    `key` names the message that says why (`form-problem-…`), and `args` holds its values.
    """

    key: str
    sheet: str = SURVEY
    row: int | None = None
    column: str = ""
    args: Mapping[str, str | int] = field(default_factory=dict)

    def said(self, text: Translate) -> str:
        """Return the whole line: where the problem is, and why."""
        why = text(self.key, **self.args)
        if self.row is None:
            return text("form-problem-in-sheet", sheet=self.sheet, why=why)
        if not self.column:
            return text("form-problem-in-row", sheet=self.sheet, row=self.row, why=why)
        return text("form-problem-in-cell", sheet=self.sheet, row=self.row, column=self.column, why=why)


class FormErrors(ValueError):
    """A form cannot be published. The error holds every problem that was found."""

    def __init__(self, problems: Iterable[FormProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.sheet}:{p.row or ''}:{p.column} {p.key}" for p in self.problems))
