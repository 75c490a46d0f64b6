"""A rater: who it is, whom they rate, how they stand, what to look at, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.numbers import FLEX_CAROUSEL_BUBBLES
from bot.line.text_length import shorten
from bot.postback import Postback
from locales.texts import Text

FACT_UNITS = 400


@dataclass(frozen=True, slots=True)
class RaterCard:
    """`above` says how the rater stands; `facts` are labels with values; `flags` are what whoever decides should look
    at; `buttons` are (label, what it does), the main one first."""

    above: str
    name: str
    facts: tuple[tuple[str, str], ...]
    flags: tuple[str, ...] = ()
    buttons: tuple[tuple[str, Postback], ...] = ()


def rater_card(values: RaterCard, text: Text) -> Piece:
    """Return the card as a message."""
    replies = [quick.choice(label, postback) for label, postback in values.buttons]
    return quick.with_quick_replies(look.flex(_said(values), _bubble(values)), [*replies, quick.command(text, "menu")])


def rater_carousel(cards: tuple[RaterCard, ...], text: Text, others: tuple[tuple[str, Postback], ...] = ()) -> Piece:
    """Return several cards beside each other, at most as many as LINE shows; `others` are further quick replies."""
    bubbles = [_bubble(values) for values in cards[:FLEX_CAROUSEL_BUBBLES]]
    said = " / ".join(_said(values) for values in cards)
    return quick.with_quick_replies(
        look.flex(said, {"type": "carousel", "contents": bubbles}),
        [*(quick.choice(*one) for one in others), quick.command(text, "menu")],
    )


def _bubble(values: RaterCard) -> Piece:
    parts = [look.fact(label, shorten(value, FACT_UNITS, "utf16")) for label, value in values.facts]
    parts += [look.column(look.banner(flag), margin="md") for flag in values.flags]
    buttons = [look.button(label, postback, main=place == 0) for place, (label, postback) in enumerate(values.buttons)]
    footer = look.column(*buttons, spacing="sm") if buttons else None
    return look.bubble(look.heading(values.above, values.name), look.column(*parts), footer)


def _said(values: RaterCard) -> str:
    facts = (f"{label} {value}" for label, value in values.facts)
    return " · ".join([values.above, values.name, *facts, *values.flags]).replace("\n", " ")
