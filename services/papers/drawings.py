"""Draws charts and maps: a template of `templates/` with values becomes vector graphics, and pixels for who needs them.

Typst draws and shapes Thai labels; letters become outlines, so that a drawing looks the same without its typeface.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from services.papers.fields import PaperPicture
from services.papers.typesetting import typeset

DPI: Final = 300  # of the pixels
KEPT: Final = 6  # drawings: a paper that must fit on a page is tried with fewer words, and the same drawings


def draw(template: str, values: Mapping[str, Any], *, width: float, height: float, alt: str) -> PaperPicture:
    """Return a drawing, in millimetres. The template (its name without `.typ`) reads its values as papers do, and finds
    its size in `width` and `height`."""
    svg, png = _drawn(template, json.dumps({**values, "width": width, "height": height}, ensure_ascii=False))
    return PaperPicture(png, width, alt, svg)


@lru_cache(maxsize=KEPT)
def _drawn(template: str, values: str) -> tuple[bytes, bytes]:
    read = json.loads(values)
    return typeset(template, read, "svg"), typeset(template, read, "png", DPI)
