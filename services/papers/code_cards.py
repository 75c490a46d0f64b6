"""Cards with invite codes, as letters and as QR codes that open the chat: four or eight on a page of A4."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.papers.rater_cards import CardOfRater, CardWords, rater_cards


@dataclass(frozen=True, slots=True)
class CodeOfPerson:
    """One card: whose it is, where they work, the code, until when it works, and the address that opens the chat (None:
    the QR code has the code alone)."""

    name: str
    agency: str
    code: str
    until: str
    address: str | None


def code_cards(people: Sequence[CodeOfPerson], words: CardWords, *, a_page: int = 8) -> bytes:
    """Return the PDF with the cards. Raises ValueError if so many do not go on a page."""
    cards = [CardOfRater(one.name, one.agency, one.code, one.until, one.address or one.code) for one in people]
    return rater_cards(cards, words, a_page=a_page)
