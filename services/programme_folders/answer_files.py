"""Answers about a new programme as a file, TOML or Excel: a blank one to fill in, and what was filled in."""

from pathlib import Path
from typing import Any, Final

import xlsxwriter

from locales.texts import Text
from programmes.toml_files import read_toml
from services.programme_folders.questions import ASKED, AnswerProblem, FolderQuestion, WrongAnswers
from spreadsheets import NotReadable, Unreadable, read_tables

LINES: Final = 4  # of each list in a blank file
SUFFIXES: Final = (".toml", ".xlsx")


def read_answers(file: Path, kind: str = "field") -> dict[str, Any]:
    """Return what a file answers about a kind of programme, not yet looked at. Raises WrongAnswers if it cannot be
    read."""
    if file.suffix == ".toml":
        read = read_toml(file)
        if read.content is None:
            problem = read.problem
            values = {"file": file.name, "why": str(problem.why) if problem else ""}
            raise WrongAnswers([AnswerProblem(file.name, "programme-answers-unreadable", values)])
        found = dict(read.content)
        for listed in ASKED[kind].lists:
            rows = found.get(listed.key)
            if isinstance(rows, list):
                found[listed.key] = [one for one in rows if not isinstance(one, dict) or any(map(_said, one.values()))]
        return found
    try:
        tables = read_tables(file.read_bytes())
    except (NotReadable, OSError) as error:
        values = {"file": file.name, "why": getattr(error, "strerror", None) or type(error).__name__}
        raise WrongAnswers([AnswerProblem(file.name, "programme-answers-unreadable", values)]) from error
    answers: dict[str, Any] = {listed.key: [] for listed in ASKED[kind].lists}
    for number, table in enumerate(tables[: len(answers) + 1]):
        lines = [[_value(cell) for cell in line.cells] for line in table.lines]
        if number == 0:
            answers |= {str(line[0]): line[1] for line in lines if len(line) > 1 and line[0] and _said(line[1])}
        elif lines:
            heads = [str(head or "") for head in lines[0]]
            rows = [dict(zip(heads, line, strict=False)) for line in lines[2:]]
            filled = [{key: one for key, one in row.items() if key and _said(one)} for row in rows]
            answers[ASKED[kind].lists[number - 1].key] = [row for row in filled if row]
    return answers


def write_blank(file: Path, text: Text, kind: str = "field") -> None:
    """Write a file with every question of a kind and what belongs there. Raises OSError."""
    asked = ASKED[kind]
    if file.suffix == ".toml":
        file.write_text(_blank_toml(text, kind), "utf-8")
        return
    with file.open("wb") as out, xlsxwriter.Workbook(out) as book:
        bold, hint = book.add_format({"bold": True}), book.add_format({"font_color": "#666666", "text_wrap": True})
        sheet = book.add_worksheet(text("programme-sheet-programme"))
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 2, 50)
        for row, question in enumerate(asked.programme):
            sheet.write(row, 0, question.key, bold)
            sheet.write(row, 2, _asked(question, text), hint)
        for listed in asked.lists:
            sheet = book.add_worksheet(text(f"programme-sheet-{listed.key}"))
            sheet.set_column(0, len(listed.questions), 26)
            for column, question in enumerate(listed.questions):
                sheet.write(0, column, question.key, bold)
                sheet.write(1, column, _asked(question, text, listed.of), hint)


def _blank_toml(text: Text, kind: str) -> str:
    lines = [f"# {text('programme-blank')}"]
    for question in ASKED[kind].programme:
        lines += [f"# {_asked(question, text)}", f'{question.key} = ""']
    for listed in ASKED[kind].lists:
        for number in range(LINES):
            lines += ["", f"[[{listed.key}]]"]
            for question in listed.questions:
                lines += [f"# {_asked(question, text, listed.of)}"] if number == 0 else []
                lines.append(f'{question.key} = ""')
    return "\n".join(lines) + "\n"


def _asked(question: FolderQuestion, text: Text, of: str = "") -> str:
    return text(f"programme-ask-{of}{question.key.replace('_', '-')}")


def _value(cell: Any) -> Any:
    return None if isinstance(cell, Unreadable) else cell


def _said(value: Any) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))
