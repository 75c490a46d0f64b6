"""The questions of a form as its file has them, before it is compiled; what a programme wants of them is checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlsforms.problems import CHOICES, SURVEY
from xlsforms.xlsform_file import Workbook, WorkbookRow

NOT_REQUIRED: Final = frozenset({"", "no", "false", "false()", "ไม่", "ไม่ใช่"})


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of the survey sheet, and why it might not be asked of everybody once ("" if it is)."""

    row: WorkbookRow
    hidden_by: str

    @property
    def type(self) -> str:
        return self.row["type"].strip().partition(" ")[0].lower()

    @property
    def is_optional(self) -> bool:
        """Whether it may be left empty."""
        return self.row["required"].strip().lower() in NOT_REQUIRED


def survey_questions(workbook: Workbook) -> Mapping[str, list[AskedQuestion]]:
    """Return the questions by name, with what could hide them: a repeat or a condition of theirs or of a group."""
    found: dict[str, list[AskedQuestion]] = {}
    around: list[str] = []
    for row in workbook.sheet(SURVEY).rows:
        kind = _kind(row)
        why = (
            "in a repeat" if kind[:2] == ["begin", "repeat"] else "only asked on a condition" if _relevant(row) else ""
        )
        if kind[:1] == ["begin"]:
            around.append(why)
        elif kind[:1] == ["end"] and around:
            around.pop()
        elif name := row["name"].strip():
            hidden = next((one for one in (why, *around) if one), "")
            found.setdefault(name, []).append(AskedQuestion(row, hidden))
    return found


def choices_of(workbook: Workbook, asked: AskedQuestion) -> Sequence[str]:
    """Return the names of what can be chosen in answer to a question with a list of the form."""
    of_list = asked.row["type"].strip().partition(" ")[2].split()[:1]
    rows = [one for one in workbook.sheet(CHOICES).rows if [one["list_name"] or one["list name"]] == of_list]
    return [one["name"] or one["value"] for one in rows]


def _kind(row: WorkbookRow) -> list[str]:
    return row["type"].lower().replace("_", " ", 1).split() if row["type"].lower().startswith(("begin", "end")) else []


def _relevant(row: WorkbookRow) -> bool:
    return bool(row["relevant"] or row["relevance"])
