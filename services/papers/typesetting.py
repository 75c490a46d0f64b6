"""Typesets a paper: a template of `templates/` with values becomes a PDF, in the fonts of this folder and no others.

Typst breaks Thai between words, and shapes vowels and tones over their letters; it needs neither a browser nor an
office suite.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

HERE: Final = Path(__file__).parent
TEMPLATES: Final = HERE / "templates"
FONTS: Final = HERE / "fonts"


def typeset(
    template: str,
    values: Mapping[str, Any],
    suffix: str = "pdf",
    dpi: float | None = None,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a template (its name without `.typ`) as `pdf`, or its one page as `svg` or `png`. It reads its values as
    JSON from `sys.inputs.values`, and finds `files` by their names beside it."""
    source = (TEMPLATES / f"{template}.typ").read_bytes()
    with TemporaryDirectory(prefix="castbot-paper-") as folder:
        for name, content in (files or {}).items():
            (Path(folder) / name).write_bytes(content)
        typst = import_module("typst")  # 30 MB that only printing needs
        made: bytes = typst.compile(
            source,
            root=folder,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
            format=suffix,
            ppi=dpi,
        )
    return made
