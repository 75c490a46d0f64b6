"""Answers about a new programme as a file, TOML or Excel: a blank one to fill in, and what was filled in."""

from pathlib import Path
from typing import Any, Final

import xlsxwriter

from locales.texts import Text
from programmes.toml_files import read_toml
from services.programme_folders.questions import OF_PHASE, OF_PROGRAMME, AnswerProblem, FolderQuestion, WrongAnswers
from spreadsheets import NotReadable, Unreadable, read_tables

PHASES: Final = 4  # lines for phases in a blank file
SUFFIXES: Final = (".toml", ".xlsx")


def read_answers(file: Path) -> dict[str, Any]:
    """Return what a file answers, not yet looked at. Raises WrongAnswers if the file cannot be read."""
    if file.suffix == ".toml":
        read = read_toml(file)
        if read.content is None:
            problem = read.problem
            values = {"file": file.name, "why": str(problem.why) if problem else ""}
            raise WrongAnswers([AnswerProblem(file.name, "programme-answers-unreadable", values)])
        phases = read.content.get("phases")
        if isinstance(phases, list):
            filled = [one for one in phases if not isinstance(one, dict) or any(_said(said) for said in one.values())]
            return {**read.content, "phases": filled}
        return read.content
    try:
        tables = read_tables(file.read_bytes())
    except (NotReadable, OSError) as error:
        values = {"file": file.name, "why": getattr(error, "strerror", None) or type(error).__name__}
        raise WrongAnswers([AnswerProblem(file.name, "programme-answers-unreadable", values)]) from error
    found: dict[str, Any] = {}
    phases = []
    for number, table in enumerate(tables):
        lines = [[_value(cell) for cell in line.cells] for line in table.lines]
        if number == 0:
            found |= {str(line[0]): line[1] for line in lines if len(line) > 1 and line[0] and _said(line[1])}
        elif number == 1 and lines:
            heads = [str(head or "") for head in lines[0]]
            rows = [dict(zip(heads, line, strict=False)) for line in lines[2:]]
            phases = [{key: one for key, one in row.items() if key and _said(one)} for row in rows]
    return {**found, "phases": [phase for phase in phases if phase]}


def write_blank(file: Path, text: Text) -> None:
    """Write a file with every question and what belongs there. Raises OSError."""
    if file.suffix == ".toml":
        file.write_text(_blank_toml(text), "utf-8")
        return
    with file.open("wb") as out, xlsxwriter.Workbook(out) as book:
        bold, hint = book.add_format({"bold": True}), book.add_format({"font_color": "#666666", "text_wrap": True})
        sheet = book.add_worksheet(text("programme-sheet-programme"))
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 2, 50)
        for row, question in enumerate(OF_PROGRAMME):
            sheet.write(row, 0, question.key, bold)
            sheet.write(row, 2, _asked(question, text), hint)
        sheet = book.add_worksheet(text("programme-sheet-phases"))
        sheet.set_column(0, len(OF_PHASE), 26)
        for column, question in enumerate(OF_PHASE):
            sheet.write(0, column, question.key, bold)
            sheet.write(1, column, _asked(question, text, "phase-"), hint)


def _blank_toml(text: Text) -> str:
    lines = [f"# {text('programme-blank')}"]
    for question in OF_PROGRAMME:
        lines += [f"# {_asked(question, text)}", f'{question.key} = ""']
    for number in range(PHASES):
        lines += ["", "[[phases]]"]
        for question in OF_PHASE:
            lines += [f"# {_asked(question, text, 'phase-')}"] if number == 0 else []
            lines.append(f'{question.key} = ""')
    return "\n".join(lines) + "\n"


def _asked(question: FolderQuestion, text: Text, of: str = "") -> str:
    return text(f"programme-ask-{of}{question.key.replace('_', '-')}")


def _value(cell: Any) -> Any:
    return None if isinstance(cell, Unreadable) else cell


def _said(value: Any) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))
