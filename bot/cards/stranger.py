"""The card for a person without an invite code: what the bot is, how to join, whom to ask."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import quick_replies as quick
from bot.cards.look import INDIGO_SOFT, INK, MUTED, Piece, bubble, column, flex, heading, words
from locales.texts import Text


@dataclass(frozen=True, slots=True)
class StrangerCard:
    """`contact` is the office that issues invite codes."""

    programme: str
    contact: str


def stranger_card(values: StrangerCard, text: Text) -> Piece:
    what = text("stranger-what", programme=values.programme)
    ask = text("stranger-ask", contact=values.contact)
    body = column(
        words(what, "sm", INK),
        column(
            words(text("stranger-code"), "sm", INK),
            words(text("stranger-code-example"), "md", INK, bold=True, margin="sm"),
            backgroundColor=INDIGO_SOFT,
            cornerRadius="10px",
            paddingAll="12px",
            margin="lg",
        ),
        words(ask, "xs", MUTED, margin="lg"),
    )
    card = bubble(heading(text("stranger-above"), text("stranger-title")), body)
    alt = f"{text('stranger-title')} {what} {text('stranger-code')} {text('stranger-code-example')} {ask}"
    items = [quick.command(text, "register"), quick.command(text, "help")]
    return quick.with_quick_replies(flex(alt, card), items)
