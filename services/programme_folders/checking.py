"""Looks at everything in a programme's folder and says at once all that is wrong with it.

`programmes` reads the file and the words. Here stands what needs more than the folder: texts of reminders are looked
up, forms, words and the example roster are tried, dates are compared with today and with the folders that came with the
bot. Nothing in a folder raises an exception: what a check cannot take is a problem, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from locales.texts import Text, Texts
from programmes import Programme
from programmes.problems import FileProblem, FolderProblem
from programmes.reading import FolderRead, file_of, place_of, read_folder
from services.calls.form_checks import call_form_problems
from services.evaluations.form_checks import round_form_problems
from services.programme_folders.copied import notices
from services.programme_folders.texts_looked_up import label_problems, reminder_problems

if TYPE_CHECKING:
    from services.programme_folders.forms_tried import Compile


@dataclass(frozen=True, slots=True)
class FolderCheck:
    """What was found: problems that keep the programme from running, and notices. `programme` is None if it cannot."""

    programme: Programme | None
    problems: tuple[FolderProblem, ...]
    notices: tuple[FolderProblem, ...]


def check_folder(path: Path, texts: Texts, today: date, compile_form: Compile | None) -> FolderCheck:
    """Check the folder at `path` (or the folder of that file). Raises nothing. Without `compile_form` forms,
    words and the example roster are not tried, which takes seconds and much memory: so it is at each start, where forms
    are compiled when they are published."""
    read = read_folder(path)
    found = [*read.problems, *_guarded(read, lambda: _more(read, texts, compile_form))]
    told = sorted(dict.fromkeys(_hashed(one) for one in found), key=lambda one: (one[0], one[1]))
    by_key = {_hashed(one): one for one in reversed(found)}
    everything = [by_key[one] for one in told]
    everything += _guarded(read, lambda: notices(read, today))
    wrong = tuple(one for one in everything if not one.notice)
    return FolderCheck(None if wrong else read.programme, wrong, tuple(one for one in everything if one.notice))


def within(file: str, folder: Path) -> str:
    """Return the name of a file as it stands in the folder at `folder` (or in the folder of that file)."""
    try:
        return Path(file).relative_to(file_of(folder).parent).as_posix()
    except ValueError:
        return file


def said(problem: FolderProblem, text: Text) -> tuple[str, str]:
    """Return why, and what to do about it, in the language of `text`."""
    if problem.kind.startswith(("form-problem-", "roster-")):
        key = "programme-remedy-roster" if problem.kind.startswith("roster-") else "programme-remedy-form"
        return text(problem.kind, **problem.values), text(key)
    values = {"why": problem.why, **problem.values}
    return tuple(text(f"programme-{what}-{problem.kind}", **values) for what in ("fault", "remedy"))  # type: ignore[return-value]


def _more(read: FolderRead, texts: Texts, compile_form: Compile | None) -> Iterator[FolderProblem]:
    shape = read.looked_at
    if shape is None:
        return
    content, folder = read.file.content or {}, read.file.file.parent
    yield from _told(read, label_problems(content))
    if compile_form is not None:
        look = import_module("services.programme_folders.tried").tried
        yield from look(content, folder, read.programme, compile_form)
    if shape.looked_at is not None:
        programme = shape.looked_at
        found = [
            *round_form_problems(programme, folder),
            *call_form_problems(programme, folder),
            *reminder_problems(programme, texts),
        ]
        yield from _told(read, [one for one in found if not shape.concerns_replaced(one)])


def _told(read: FolderRead, found: Iterable[FileProblem]) -> Iterator[FolderProblem]:
    return (read.file.told(place_of(one[0]), one) for one in found)


def _guarded(read: FolderRead, look: Callable[[], Iterable[FolderProblem]]) -> list[FolderProblem]:
    """Return what a look finds. If it fails, that is a problem of the folder, told with the kind of the failure."""
    try:
        return list(look())
    except Exception as error:
        name = type(error).__name__
        return [FolderProblem(str(read.file.file), "", f"cannot be checked: {name}", "unchecked", {"value": name})]


def _hashed(problem: FolderProblem) -> tuple[str, int, str, str]:
    return problem.file, problem.line or 0, problem.where, problem.why
