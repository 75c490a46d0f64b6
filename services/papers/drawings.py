"""Draws charts and maps: a template of `templates/` with values becomes vector graphics, and pixels for who needs them.

Typst draws and shapes Thai labels; letters become outlines, so that a drawing looks the same without its typeface.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from services.papers.fields import PaperPicture
from services.papers.typesetting import typeset

DPI: Final = 300  # of the pixels


def draw(template: str, values: Mapping[str, Any], *, width: float, height: float, alt: str) -> PaperPicture:
    """Return a drawing, in millimetres. The template (its name without `.typ`) reads its values as papers do, and finds
    its size in `width` and `height`."""
    sized = {**values, "width": width, "height": height}
    svg, png = typeset(template, sized, "svg"), typeset(template, sized, "png", DPI)
    return PaperPicture(png, width, alt, svg)
