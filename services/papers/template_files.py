"""Where the template of a paper is: the programme's own, or the one that comes with the bot."""

from __future__ import annotations

from pathlib import Path
from typing import Final

DEFAULTS: Final = Path(__file__).parent / "defaults"
FOLDER: Final = "papers"  # of a programme's folder
EMBLEM: Final = ("garuda.png", "garuda.jpg")  # of the agency, if it supplies one


def template_of(kind: str, programme: Path) -> Path:
    """Return the template of a kind of paper. `programme` is the folder of programme.toml, or that file."""
    own = _folder(programme) / f"{kind}.docx"
    return own if own.is_file() else DEFAULTS / f"{kind}.docx"


def emblem_of(programme: Path) -> bytes | None:
    """Return the ครุฑ that the agency has put into the programme's folder, None if there is none."""
    return next((file.read_bytes() for name in EMBLEM if (file := _folder(programme) / name).is_file()), None)


def _folder(programme: Path) -> Path:
    return (programme if programme.is_dir() else programme.parent) / FOLDER
