"""Asks before a consent is withdrawn: what stops, what is kept and why, and that it can be given again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.postback import WithdrawConsent
from locales.texts import Text
from thai.dates import long_day

PARAGRAPHS: Final = ("stops", "kept", "again", "erasing")


@dataclass(frozen=True, slots=True)
class WithdrawConsentCard:
    """How much is stored, for whom it is kept, and until which day."""

    activities: int
    forms: int
    owner: str
    kept_until: date
    conversation: int | None = None


def withdraw_consent_card(values: WithdrawConsentCard, text: Text) -> Piece:
    keep = WithdrawConsent("keep", conversation=values.conversation)
    confirm = WithdrawConsent("confirm", conversation=values.conversation)
    day = long_day(values.kept_until, text.language)
    said = {
        "stops": text("withdraw-stops"),
        "kept": text("withdraw-kept", activities=values.activities, forms=values.forms, owner=values.owner, day=day),
        "again": text("withdraw-again"),
        "erasing": text("withdraw-erasing"),
    }
    body = look.column(
        *(
            look.column(
                look.words(text(f"withdraw-heading-{one}"), "xs", look.MUTED, bold=True),
                look.words(said[one], "sm", look.INK, margin="xs"),
                margin="lg",
            )
            for one in PARAGRAPHS
        )
    )
    footer = look.column(
        look.button(text("withdraw-confirm"), confirm),
        look.button(text("withdraw-keep"), keep),
        look.words(text("withdraw-hint"), "xxs", look.FAINT, align="center"),
        spacing="md",
    )
    title = text("withdraw-title")
    card = look.bubble(look.heading(text("withdraw-above"), title), body, footer)
    alt = " ".join((title, *(said[one] for one in PARAGRAPHS), text("withdraw-hint")))
    items = [quick.choice(text("withdraw-confirm"), confirm), quick.choice(text("withdraw-keep"), keep)]
    return quick.with_quick_replies(look.flex(alt, card), items)
