"""Compiles every form that a programme's file names, as publishing it would."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from programmes.problems import FolderProblem
from services.forms.compiling_apart import FormRead
from xlsforms import FormErrors, FormProblem, files_named

Compile = Callable[[str, bytes, Mapping[str, bytes]], FormRead]


def form_problems(content: Mapping[str, Any], folder: Path, compile_form: Compile) -> Iterator[FolderProblem]:
    """Yield what is wrong with each form, by sheet, row and column, and what should be known about it. A file that is
    not there is told by others."""
    forms = content.get("forms")
    named = [form.get("file") for form in forms if isinstance(form, dict)] if isinstance(forms, list) else []
    for name in dict.fromkeys(one for one in named if isinstance(one, str) and one.strip()):
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or not (folder / name).is_file():
            continue
        file = folder / name
        raw = file.read_bytes()
        try:
            beside = {one: (file.parent / one).read_bytes() for one in _beside(file, raw)}
        except FormErrors as errors:
            read = FormRead(errors.problems)
        else:
            read = compile_form(file.name, raw, beside)
        yield from (_told(file, one) for one in read.problems)
        yield from (_told(file, one, notice=True) for one in read.notices)


def _beside(file: Path, raw: bytes) -> list[str]:
    """Return the files that a form reads and that stand beside it; others are told when it is compiled."""
    return [one for one in files_named(file.name, raw) if "/" not in one and (file.parent / one).is_file()]


def _told(file: Path, problem: FormProblem, *, notice: bool = False) -> FolderProblem:
    where = f"{problem.sheet} {problem.column}".strip()
    values = dict(problem.args)
    said = f"{problem.key} {values or ''}".strip()
    return FolderProblem(str(file), where, said, problem.key, values, problem.row, notice=notice)
