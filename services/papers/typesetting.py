"""Typesets a paper: a template of `templates/` with values becomes a PDF, in the fonts of this folder and no others.

Typst breaks Thai between words, and shapes vowels and tones over their letters; it needs neither a browser nor an
office suite.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
TEMPLATES: Final = HERE / "templates"
FONTS: Final = HERE / "fonts"


def typeset(template: str, values: Mapping[str, Any]) -> bytes:
    """Return the PDF of a template (its name without `.typ`). It reads its values as JSON from `sys.inputs.values`."""
    typst = import_module("typst")  # 30 MB that only printing needs
    made: bytes = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        format="pdf",
    )
    return made
