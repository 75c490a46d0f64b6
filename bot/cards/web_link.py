"""The link with which somebody signs in on the web: for whom it is, what is there, that it works once and soon ends."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from locales.texts import Text


@dataclass(frozen=True, slots=True)
class WebLinkCard:
    """`what` says in words what the person finds there; `url` is the page on which they sign in."""

    name: str
    what: str
    url: str


def web_link_card(values: WebLinkCard, text: Text) -> Piece:
    label = text("web-card-open")
    opening = look.link(label, values.url)
    body = look.column(
        look.fact(text("download-for"), values.name),
        look.column(look.banner(text("web-card-once")), margin="lg"),
    )
    card = look.bubble(look.heading(text("web-card-title"), values.what), body, look.column(opening))
    replies = [quick.typed(text("web-out-all")), quick.command(text, "menu")]
    return quick.with_quick_replies(look.flex(f"{text('web-card-title')} · {values.name}", card), replies)
