"""Tries what only trying shows: forms are compiled, words are looked for in their examples, the roster is read.

It loads much (pyxform, dictionaries, maps of districts), so a process that serves does not import it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from programmes import Programme
from programmes.problems import FolderProblem
from services.programme_folders.forms_tried import Compile, form_problems
from services.programme_folders.rosters_tried import roster_problems
from services.programme_folders.words_tried import word_problems


def tried(
    content: Mapping[str, Any], folder: Path, programme: Programme | None, compile_form: Compile
) -> Iterator[FolderProblem]:
    """Yield what is wrong with the words, the forms and, of a programme without faults, the example roster."""
    yield from word_problems(folder)
    yield from form_problems(content, folder, compile_form)
    if programme is not None:
        yield from roster_problems(folder, programme)
