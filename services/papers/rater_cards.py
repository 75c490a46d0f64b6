"""Cards with the links of raters as QR codes, for who does not use LINE: four or eight on a page of A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

from services.papers.codes import code_svg
from services.papers.typesetting import typeset

SIZES: Final = (4, 8)  # cards a page


@dataclass(frozen=True, slots=True)
class CardOfRater:
    """One card: whose it is, what of, whom they rate, until when; `address` is what the code says."""

    name: str
    organisation: str
    about: str
    closes: str
    address: str


@dataclass(frozen=True, slots=True)
class CardWords:
    """The words that stand on every card."""

    programme: str
    title: str
    how: str
    personal: str


def rater_cards(cards: Sequence[CardOfRater], words: CardWords, *, a_page: int = 4) -> bytes:
    """Return the PDF with the cards. Raises ValueError if so many do not go on a page."""
    if a_page not in SIZES:
        raise ValueError(f"{a_page} cards a page")
    each = [{**asdict(card), "code": code_svg(card.address)} for card in cards]
    return typeset("rater_cards", {"cards": each, "words": asdict(words), "a_page": a_page})
