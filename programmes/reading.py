"""Reads the folder of a programme. What is wrong with it is told all at once: file, line, key and reason."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from programmes.definition import Programme
from programmes.file_shape import FileRead, read_content
from programmes.problems import FileProblem, FolderProblem, nearest
from programmes.toml_files import TomlFile, read_toml
from programmes.toml_lines import Place
from programmes.words import read_words

FILE: Final = "programme.toml"
_PART: Final = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


class ProgrammeError(ValueError):
    """A programme cannot be read. It has one line for each problem: `programme.toml:41: phases[1].end: reason`."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.problems = lines


@dataclass(frozen=True, slots=True)
class FolderRead:
    """What was read: the programme, or None and why not; and its file and what was looked at, if it is TOML."""

    programme: Programme | None
    problems: tuple[FolderProblem, ...]
    file: TomlFile
    looked_at: FileRead | None = None


def load(path: Path) -> Programme:
    """Read the programme in the folder `path` (or in that file). Raises ProgrammeError with all problems."""
    read = read_folder(path)
    if read.programme is None:
        raise ProgrammeError([str(problem) for problem in read.problems])
    return read.programme


def file_of(path: Path) -> Path:
    """Return the programme's file: that path itself, or the one in that folder."""
    return path if path.suffix == ".toml" else path / FILE


def read_folder(path: Path) -> FolderRead:
    """Read the programme in a folder, and everything that is wrong with its file and its words. Raises nothing."""
    file = file_of(path)
    read = read_toml(file)
    if read.content is None:
        return FolderRead(None, (read.problem,) if read.problem else (), read)
    shape = read_content(read.content)
    found = [*shape.problems, *_missing_files(read.content.get("forms"), file.parent)]
    told = dict.fromkeys((one[0], one[1]) for one in found)  # each once
    once = [next(one for one in found if one[:2] == said) for said in told]
    problems = sorted((read.told(place_of(one[0]), one) for one in once), key=lambda problem: problem.line or 0)
    words, wrong = read_words(file.parent, _worded_keys(read.content))
    if shape.looked_at is None or problems or words is None:
        return FolderRead(None, (*problems, *wrong), read, shape)
    return FolderRead(shape.looked_at.model_copy(update={"words": words}), (), read, shape)


def place_of(where: str) -> Place:
    """Return the parts of a key's path: `phases[1].end` is ("phases", 1, "end")."""
    return tuple(int(number) if number else name for number, name in _PART.findall(where))


def _missing_files(forms: Any, folder: Path) -> Iterator[FileProblem]:
    for place, form in enumerate(_list(forms)):
        name = form.get("file") if isinstance(form, dict) else None
        if not isinstance(name, str) or not name.strip():
            continue  # its shape is told
        where = f"forms[{place}].file"
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\0" in name:
            yield where, f"{name} is outside of this folder", "outside-folder", {"value": name}
        elif not (folder / name).is_file():
            beside = sorted(one for one in (folder / name).parent.glob("*") if one.is_file())
            known = [one.relative_to(folder).as_posix() for one in beside]
            values = {"value": name, "nearest": nearest(name, known)}
            yield where, f"there is no {name} in this folder", "missing-file", values


def _worded_keys(content: dict[str, Any]) -> dict[str, Sequence[str]]:
    """Return the things for which there may be words, as the file has them: kind -> keys."""
    dimensions = [one for one in _list(content.get("dimensions")) if isinstance(one, dict)]
    return {
        "sectors": _keys(content.get("sectors")),
        "tags": [key for one in dimensions for key in _keys(one.get("tags"))],
        "stages": _keys(content.get("stages")),
    }


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _keys(value: Any) -> list[str]:
    return [one["key"] for one in _list(value) if isinstance(one, dict) and isinstance(one.get("key"), str)]
