"""The words of the language as TOML files; adding a word needs no code."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def read(name: str) -> dict[str, Any]:
    """Return the content of one data file, read once in each process. Nobody changes it."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
