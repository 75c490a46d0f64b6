"""Reads the folder of a programme. An error names file, key and reason."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from programmes.consistency import problems
from programmes.definition import Programme
from programmes.evaluation_checks import FileProblem
from programmes.words import WrongWords, read_words

FILE = "programme.toml"


class ProgrammeError(ValueError):
    """A programme cannot be read. It has one line for each problem, such as `programme.toml: phases[1].end: reason`."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.problems = lines


def load(path: Path) -> Programme:
    """Read the programme in the folder `path` (or in that file). Raises ProgrammeError with all problems."""
    file = path if path.suffix == ".toml" else path / FILE
    try:
        programme = Programme.model_validate(_read(file))
    except ValidationError as error:
        raise _refusal(file, [(_where(e["loc"]), _why(e)) for e in error.errors()]) from None
    if found := [*problems(programme), *_missing_files(programme, file.parent)]:
        raise _refusal(file, found)
    try:
        words = read_words(file.parent, programme.worded_keys)
    except WrongWords as wrong:
        raise ProgrammeError(wrong.lines) from wrong
    return programme.model_copy(update={"words": words})


def _missing_files(programme: Programme, folder: Path) -> Iterator[FileProblem]:
    for place, form in enumerate(programme.forms):
        if not (folder / form.file).is_file():
            yield f"forms[{place}].file", f"there is no {form.file} in this folder"


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise ProgrammeError([f"{file}: {error.strerror or error}"]) from error
    except ValueError as error:  # broken TOML (with its line) or not UTF-8
        raise ProgrammeError([f"{file}: {error}"]) from error


def _refusal(file: Path, found: list[FileProblem]) -> ProgrammeError:
    return ProgrammeError([f"{file}: {where}: {why}" for where, why in found])


def _where(location: tuple[int | str, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")


def _why(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return "is not a key this section knows"
    reason = error["msg"].removeprefix("Value error, ")
    return reason if error["type"] == "missing" else f"{reason}, not {error['input']!r:.80}"
