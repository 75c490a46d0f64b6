"""`python -m bot programme …`: checks a programme's folder, makes a new one, writes the schema for editors."""

from argparse import Namespace
from pathlib import Path

import orjson

from bot.cli.terminal import LANGUAGE, complain, say
from bot.settings import ROOT, read_settings
from locales.texts import Text, Texts
from programmes.bangkok import bangkok_day
from programmes.problems import FolderProblem
from programmes.reading import file_of
from services.forms.compiling_apart import read
from services.programme_folders.checking import FolderCheck, check_folder, said, within
from services.programme_folders.schema import written


def check(arguments: Namespace) -> int:
    """Print everything that is wrong with a folder. Return 0 if nothing is, else 1; notices change nothing."""
    settings, texts = read_settings(), Texts.load(ROOT / "locales")
    text = texts.in_language(LANGUAGE)
    folder = Path(arguments.folder or settings.programme)
    found = check_folder(folder, texts, bangkok_day(settings.clock().now()), read)
    if arguments.json:
        for problem in (*found.problems, *found.notices):
            say(orjson.dumps(_row(problem, folder, text)).decode())
    else:
        say(*lines_of(folder, found, text))
    return 1 if found.problems else 0


def schema(arguments: Namespace) -> int:
    """Print the JSON Schema of a programme's file, or write it to a file. Return 0, or 1 if it cannot be written."""
    if arguments.out is None:
        say(written().rstrip("\n"))
        return 0
    try:
        Path(arguments.out).write_text(written(), "utf-8")
    except OSError as error:
        text = Texts.load(ROOT / "locales").in_language(LANGUAGE)
        complain(text("programme-unwritable", file=arguments.out, detail=error.strerror or type(error).__name__))
        return 1
    return 0


def lines_of(folder: Path, found: FolderCheck, text: Text) -> list[str]:
    """Return what a check found as lines for the terminal."""
    lines = [line for problem in (*found.problems, *found.notices) for line in _told(problem, folder, text)]
    counts = [("programme-wrong", len(found.problems)), ("programme-noticed", len(found.notices))]
    lines += [text(key, count=count) for key, count in counts if count]
    if programme := found.programme:
        lines.append(text("programme-well", file=str(file_of(folder))))
        counted = {name: len(getattr(programme, name)) for name in ("phases", "reminders", "forms")}
        lines.append(text("programme-well-forms", name=programme.short_name(LANGUAGE), **counted))
    return lines


def _told(problem: FolderProblem, folder: Path, text: Text) -> list[str]:
    why, remedy = said(problem, text)
    file = within(problem.file, folder)
    place = file if problem.line is None else text("programme-at", file=file, line=problem.line)
    lines = [f"{'!' if problem.notice else '✗'} {' · '.join(one for one in (place, problem.where) if one)}: {why}"]
    if problem.nearest:
        lines.append(f"  {text('programme-meant', word=problem.nearest)}")
    return [*lines, f"  {text('programme-mend', remedy=remedy)}"]


def _row(problem: FolderProblem, folder: Path, text: Text) -> dict[str, object]:
    why, remedy = said(problem, text)
    return {
        "health": "notice" if problem.notice else "wrong",
        "file": within(problem.file, folder),
        "line": problem.line,
        "key": problem.where,
        "kind": problem.kind,
        "says": why,
        "remedy": remedy,
        "nearest": problem.nearest,
    }
