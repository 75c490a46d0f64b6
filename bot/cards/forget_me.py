"""Asks for confirmation before a person is erased: what is deleted, what stays, and that it cannot be undone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import quick_replies as quick
from bot.cards.look import FAINT, INK, ROSE, Piece, bubble, button, column, flex, heading, words
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
    body = column(
        words(what, "sm", INK),
        words(text("forget-me-final"), "sm", ROSE, bold=True, margin="lg"),
    )
    footer = column(
        button(text("forget-me-keep"), keep, main=True),
        column(
            words(text("forget-me-confirm"), "md", ROSE, align="center"),
            action={**button(text("forget-me-confirm"), confirm)["action"]},
            paddingAll="11px",
        ),
        words(text("forget-me-hint"), "xxs", FAINT, align="center"),
        spacing="sm",
    )
    title = text("forget-me-title")
    card = bubble(heading(text("forget-me-above"), title), body, footer)
    alt = f"{title} {what} {text('forget-me-final')} {text('forget-me-hint')}"
    items = [quick.choice(text("forget-me-keep"), keep), quick.choice(text("forget-me-confirm"), confirm)]
    return quick.with_quick_replies(flex(alt, card), items)
