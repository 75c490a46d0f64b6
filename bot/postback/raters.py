"""Buttons about raters: the parts of a nomination, the decision, the link; and entries shown to executives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.postback.button import Postback


@dataclass(frozen=True, slots=True)
class HandleRater(Postback):
    """Do something about one rater of one participant (`rating`). `pick` is the sector that is chosen."""

    kind: ClassVar[str] = "rater"
    rating: int
    rater_act: str
    pick: str | None = None


@dataclass(frozen=True, slots=True)
class RateNow(Postback):
    """Open, for a rater in LINE, the page of whom they rate, under a new link."""

    kind: ClassVar[str] = "rate"


@dataclass(frozen=True, slots=True)
class ShowEntry(Postback):
    """Show an entry of one's own to executives who rate, or not any more."""

    kind: ClassVar[str] = "show-entry"
    activity: int
    yes: bool = True
