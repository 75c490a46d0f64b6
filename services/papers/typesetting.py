"""Typesets a paper: a template of `templates/` with values becomes a PDF, in the fonts of this folder and no others.

Typst breaks Thai between words, and shapes vowels and tones over their letters; it needs neither a browser nor an
office suite.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

HERE: Final = Path(__file__).parent
TEMPLATES: Final = HERE / "templates"
FONTS: Final = HERE / "fonts"
TAKES: Final = 180  # seconds at most, apart


class NotTypeset(Exception):
    """A paper could not be typeset. Trying again does not help, unless the process was ended from outside."""


def typeset(template: str, values: Mapping[str, Any], suffix: str = "pdf", dpi: float | None = None) -> bytes:
    """Return a template (its name without `.typ`) as `pdf`, or its one page as `svg` or `png`. It reads its values as
    JSON from `sys.inputs.values`."""
    typst = import_module("typst")  # 30 MB that only printing needs
    made: bytes = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        format=suffix,
        ppi=dpi,
    )
    return made


def typeset_apart(template: str, values: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """Return a template as PDF, made in a process of its own; it finds `files` by their names. Raises NotTypeset.

    Typst keeps what it worked out for ten papers: of six pages with tables, 40 MB each (typst 0.15.0, measured 30
    November 2026).
    """
    with TemporaryDirectory(prefix="castbot-paper-") as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        (folder / "main.typ").write_bytes((TEMPLATES / f"{template}.typ").read_bytes())
        (folder / "values.json").write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        asked = {"fonts": str(FONTS), "format": "pdf", "ppi": None}
        (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
        step = [sys.executable, "-I", str(HERE / "apart.py"), name]
        done = subprocess.run(step, capture_output=True, check=False, timeout=TAKES)
        if done.returncode != 0:
            raise NotTypeset(f"{template}: exit {done.returncode}")
        return (folder / "made").read_bytes()
