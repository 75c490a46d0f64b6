"""Asks for confirmation before a person is erased: what is deleted, what stays, and that it cannot be undone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.postback import ForgetMe
from locales.texts import Text


@dataclass(frozen=True, slots=True)
class ForgetMeCard:
    """How many things would be erased."""

    activities: int
    photos: int
    conversation: int | None = None


def forget_me_card(values: ForgetMeCard, text: Text) -> Piece:
    keep = ForgetMe("keep", conversation=values.conversation)
    confirm = ForgetMe("confirm", conversation=values.conversation)
    what = text("forget-me-what", activities=values.activities, photos=values.photos)
    body = look.column(
        look.words(what, "sm", look.INK),
        look.words(text("forget-me-final"), "sm", look.ROSE, bold=True, margin="lg"),
    )
    footer = look.column(
        look.button(text("forget-me-keep"), keep, main=True),
        look.column(
            look.words(text("forget-me-confirm"), "md", look.ROSE, align="center"),
            action={**look.button(text("forget-me-confirm"), confirm)["action"]},
            paddingAll="11px",
        ),
        look.words(text("forget-me-hint"), "xxs", look.FAINT, align="center"),
        spacing="sm",
    )
    title = text("forget-me-title")
    card = look.bubble(look.heading(text("forget-me-above"), title), body, footer)
    alt = f"{title} {what} {text('forget-me-final')} {text('forget-me-hint')}"
    items = [quick.choice(text("forget-me-keep"), keep), quick.choice(text("forget-me-confirm"), confirm)]
    return quick.with_quick_replies(look.flex(alt, card), items)
