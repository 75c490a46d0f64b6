"""`python -m bot programme new`: makes a programme's folder from answers, typed or in a file."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from bot.cli.programme import lines_of
from bot.cli.terminal import LANGUAGE, complain, say
from bot.settings import ROOT, read_settings
from locales.texts import Text, Texts
from programmes.bangkok import bangkok_day
from services.forms.compiling_apart import read
from services.programme_folders.answer_files import SUFFIXES, read_answers, write_blank
from services.programme_folders.checking import check_folder
from services.programme_folders.making import kinds, make_folder
from services.programme_folders.questions import (
    ASKED,
    YES_OR_NO,
    Answers,
    FolderList,
    FolderQuestion,
    WrongAnswers,
    answer,
    answers_of,
)
from services.roster.cell_values import BadValue

MORE: Final = FolderQuestion("more", "choice", "no", YES_OR_NO)


def new(arguments: Namespace) -> int:
    """Make the folder and print its check. Return 0, or 1 if it was not made or has faults, 2 for a wrong argument."""
    texts = Texts.load(ROOT / "locales")
    text = texts.in_language(LANGUAGE)
    if arguments.kind not in kinds():
        complain(text("programme-kind-unknown", kind=arguments.kind, known=", ".join(kinds())))
        return 2
    for name in (arguments.answers, arguments.blank):
        if name is not None and Path(name).suffix not in SUFFIXES:
            complain(text("programme-answers-suffix"))
            return 2
    if arguments.blank is not None:
        return _blank(Path(arguments.blank), arguments.kind, text)
    if arguments.folder is None:
        complain(text("programme-no-folder"))
        return 2
    folder = Path(arguments.folder)
    try:
        kind = arguments.kind
        given = read_answers(Path(arguments.answers), kind) if arguments.answers else _asked(kind, text)
        make_folder(folder, kind, answers_of(given, kind))
    except WrongAnswers as wrong:
        for one in wrong.problems:
            complain(text("programme-answer-wrong", where=one.where, why=text(one.key, **one.values)))
        return 1
    except EOFError:
        complain(text("programme-not-asked"))
        return 1
    except FileExistsError:
        complain(text("programme-exists", folder=str(folder)))
        return 1
    except OSError as error:
        complain(text("programme-unwritable", file=str(folder), detail=error.strerror or type(error).__name__))
        return 1
    say(text("programme-made", folder=str(folder)))
    found = check_folder(folder, texts, bangkok_day(read_settings().clock().now()), read)
    say(*lines_of(folder, found, text), text("programme-next", folder=str(folder)))
    return 1 if found.problems else 0


def _blank(file: Path, kind: str, text: Text) -> int:
    try:
        write_blank(file, text, kind)
    except OSError as error:
        complain(text("programme-unwritable", file=str(file), detail=error.strerror or type(error).__name__))
        return 1
    say(text("programme-blank-written", file=str(file)))
    return 0


def _asked(kind: str, text: Text) -> Answers:
    """Ask everything on the terminal; what cannot be taken is asked again. Raises EOFError if nobody answers."""
    found = _each(ASKED[kind].programme, text, "")
    for listed in ASKED[kind].lists:
        found[listed.key] = _listed(listed, text)
    return found


def _listed(listed: FolderList, text: Text) -> list[Answers]:
    """Ask the questions of a list, as often as there is a further one."""
    found: list[Answers] = []
    while len(found) < listed.most:
        if len(found) >= listed.least and _one(MORE, text("programme-ask-more", list=listed.key), text) != "yes":
            break
        say("", text("programme-ask-which", list=listed.key, number=len(found) + 1))
        found.append(_each(listed.questions, text, listed.of))
    return found


def _each(questions: Sequence[FolderQuestion], text: Text, of: str) -> Answers:
    return {one.key: _one(one, text(f"programme-ask-{of}{one.key.replace('_', '-')}"), text) for one in questions}


def _one(question: FolderQuestion, asked: str, text: Text) -> Any:
    while True:
        say(asked)
        try:
            return answer(question, input("> "))
        except BadValue as wrong:
            say(f"  {text(wrong.key, **wrong.args_of_text)}")
