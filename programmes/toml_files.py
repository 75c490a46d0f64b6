"""Reads a TOML file of a folder with the lines of its keys; why it cannot be read is a problem and no exception."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from programmes.problems import DISAGREES, FileProblem, FolderProblem
from programmes.toml_lines import Place, lines_of

LARGEST: Final = 2_000_000  # bytes
_LINE: Final = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file as it was read: its content, or None and why; and the line of each key."""

    file: Path
    content: dict[str, Any] | None
    lines: dict[Place, int] = field(default_factory=dict)
    problem: FolderProblem | None = None

    def told(self, place: Place, found: FileProblem) -> FolderProblem:
        """Return a problem with the line of its place, or of what holds it."""
        where, why, kind, values = found if len(found) == 4 else (*found, DISAGREES, {})
        line = next((self.lines[place[:to]] for to in range(len(place), 0, -1) if place[:to] in self.lines), None)
        said = {name: one if isinstance(one, int) else f"{one}" for name, one in values.items() if name != "nearest"}
        meant = values.get("nearest")
        return FolderProblem(str(self.file), where, why, kind, said, line, str(meant) if meant else None)


def read_toml(file: Path) -> TomlFile:
    """Read a file. Raises nothing."""
    try:
        if file.stat().st_size > LARGEST:
            return _refused(file, f"is larger than {LARGEST} bytes", "too-long-file")
        text = file.read_text("utf-8-sig")  # editors on Windows begin a file with a mark
    except FileNotFoundError as error:
        return _refused(file, error.strerror or f"{error}", "no-file")
    except UnicodeDecodeError as error:
        return _refused(file, f"{error}", "not-utf8")
    except (OSError, ValueError) as error:  # ValueError: a NUL in its name
        return _refused(file, getattr(error, "strerror", None) or f"{error}", "unreadable")
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        why = str(error) or "is nested too deeply"
        found = _LINE.search(why)
        return _refused(file, why, "not-toml", int(found[1]) if found else None)
    return TomlFile(file, content, lines_of(text))


def _refused(file: Path, why: str, kind: str, line: int | None = None) -> TomlFile:
    values = {"name": file.name, "why": why}
    return TomlFile(file, None, problem=FolderProblem(str(file), "", why, kind, values, line))
