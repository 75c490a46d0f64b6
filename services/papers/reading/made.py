"""What is read of a Word file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class NotShown(StrEnum):
    """What of a Word file the PDF does not show, or shows in another way."""

    FONT = "font"  # another typeface; Sarabun stands for it
    ITALIC = "italic"
    TEXT_BOX = "text-box"
    FLOATING = "floating"  # a picture beside the text stands in it
    PICTURE = "picture"  # of a kind that cannot be shown
    FOOTNOTE = "footnote"
    COLUMNS = "columns"
    DRAWING = "drawing"
    FIELD = "field"  # worked out by Word


@dataclass(slots=True)
class ReadDocument:
    """A document as JSON for `templates/document.typ`, with the files it names. Lengths are points."""

    sections: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    not_shown: set[NotShown] = field(default_factory=set)
    title: str = ""
