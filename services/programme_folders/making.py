"""Makes the folder of a new programme from answers: the file with comments, forms, words and invented people.

A kind is a folder of `kinds/`: templates, and `kind.toml` with what it takes from a folder that came with the bot. What
templates of several kinds share is in `kinds/parts`.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from services.programme_folders.development_folder import write_development
from services.programme_folders.field_folder import write_field
from services.programme_folders.folder_parts import KINDS, NewFolder
from services.programme_folders.questions import Answers
from services.programme_folders.unit_folders import write_call, write_teams

WRITERS: Final[dict[str, Callable[[NewFolder], None]]] = {
    "field": write_field,
    "teams": write_teams,
    "call": write_call,
    "development": write_development,
}


def kinds() -> list[str]:
    """Return the kinds of programmes that can be made."""
    return sorted(WRITERS)


def make_folder(target: Path, kind: str, answers: Answers) -> None:
    """Write the folder `target`, whole or not at all. Raises FileExistsError if there is something, OSError."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as made:
        folder = Path(made) / target.name
        folder.mkdir()
        terms = tomllib.loads((KINDS / kind / "kind.toml").read_text("utf-8"))
        WRITERS[kind](NewFolder(folder, target, kind, answers, terms))
        if target.exists():
            target.rmdir()
        folder.rename(target)
