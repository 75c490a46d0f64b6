"""The privacy notice in four lines: what is kept, why and for whom, how long, and how to see and erase it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards.look import Piece
from locales.texts import Text
from thai.dates import long_day

PARAGRAPHS: Final = ("what", "why", "how-long", "rights")


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """One version of the notice. Data is erased after the day `kept_until`."""

    version: str
    owner: str
    contact: str
    kept_until: date


def notice_lines(values: PrivacyNotice, text: Text) -> list[tuple[str, str]]:
    """Return (heading, sentence) of each paragraph."""
    said = {
        "what": text("privacy-what"),
        "why": text("privacy-why", owner=values.owner),
        "how-long": text("privacy-how-long", day=long_day(values.kept_until, text.language)),
        "rights": text("privacy-rights", contact=values.contact),
    }
    return [(text(f"privacy-heading-{paragraph}"), said[paragraph]) for paragraph in PARAGRAPHS]


def notice_pieces(values: PrivacyNotice, text: Text) -> list[Piece]:
    return [
        look.column(
            look.words(heading, "xs", look.MUTED, bold=True), look.words(said, "sm", look.INK, margin="xs"), margin="lg"
        )
        for heading, said in notice_lines(values, text)
    ]
