"""Buttons of rating rounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.postback.button import Postback


@dataclass(frozen=True, slots=True)
class ShowRound(Postback):
    """Show a page of a round: the table of scores, or who is awaited; "close" shows what closing would sign, "sign"
    closes it, "again" asks why a closed one is signed anew, "opening" shows the terms of one to come, "open" opens it;
    "cards" makes the link to printed cards of its raters. Of a participant it shows their own result. Who taps decides
    the access scope."""

    kind: ClassVar[str] = "round"
    round: str
    view: str = "table"
    page: int = 1
