"""The card for a person without an invite code: what the bot is, how to join, whom to ask."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from locales.texts import Text


@dataclass(frozen=True, slots=True)
class StrangerCard:
    """`contact` is the office that issues invite codes."""

    programme: str
    contact: str


def stranger_card(values: StrangerCard, text: Text) -> Piece:
    what = text("stranger-what", programme=values.programme)
    ask = text("stranger-ask", contact=values.contact)
    body = look.column(
        look.words(what, "sm", look.INK),
        look.column(
            look.words(text("stranger-code"), "sm", look.INK),
            look.words(text("stranger-code-example"), "md", look.INK, bold=True, margin="sm"),
            backgroundColor=look.INDIGO_SOFT,
            cornerRadius="10px",
            paddingAll="12px",
            margin="lg",
        ),
        look.words(ask, "xs", look.MUTED, margin="lg"),
    )
    card = look.bubble(look.heading(text("stranger-above"), text("stranger-title")), body)
    alt = f"{text('stranger-title')} {what} {text('stranger-code')} {text('stranger-code-example')} {ask}"
    items = [quick.command(text, "register"), quick.command(text, "help")]
    return quick.with_quick_replies(look.flex(alt, card), items)
