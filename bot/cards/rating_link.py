"""What a rater in LINE is to rate: the round, whom, until when, and the button that opens their page."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from locales.texts import Text

NAMES_UNITS = 400


@dataclass(frozen=True, slots=True)
class RatingLinkCard:
    """`names` are those who are left to rate; `closes` the last day in words; `url` the rater's page."""

    title: str
    names: tuple[str, ...]
    closes: str
    url: str


def rating_link_card(values: RatingLinkCard, text: Text) -> Piece:
    label = text("rater-open-rating")
    opening = look.link(label, values.url)
    left = text("rater-left", count=len(values.names))
    names = shorten(", ".join(values.names), NAMES_UNITS, "utf16")
    facts = [look.fact(left, names), look.fact(text("rater-until"), values.closes)]
    note = look.words(text("rater-link-own"), "xs", look.MUTED, margin="lg")
    card = look.bubble(
        look.heading(text("rater-open-above"), values.title), look.column(*facts, note), look.column(opening)
    )
    alt = f"{values.title} · {left}: {names} · {text('rater-until')} {values.closes}"
    return quick.with_quick_replies(look.flex(alt, card), [quick.command(text, "menu")])
