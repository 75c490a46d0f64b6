"""A forum as it is on record: which unit held it, what it was about, who came by sector, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import Postback
from locales.texts import Text

FACT_UNITS: Final = 600


@dataclass(frozen=True, slots=True)
class ForumCard:
    """`facts` are labels with values; `flags` what should be looked at; `asked` the question for what is missing;
    `buttons` are (label, what it does)."""

    above: str
    title: str
    facts: tuple[tuple[str, str], ...]
    flags: tuple[str, ...] = ()
    asked: str | None = None
    buttons: tuple[tuple[str, Postback], ...] = ()


def forum_card(values: ForumCard, text: Text) -> Piece:
    """Return the card as a message."""
    parts = [look.fact(label, shorten(value, FACT_UNITS, "utf16")) for label, value in values.facts]
    parts += [look.column(look.banner(flag), margin="md") for flag in values.flags]
    if values.asked:
        parts.append(look.words(values.asked, "sm", look.INDIGO, bold=True, margin="lg"))
    said = " · ".join([values.above, values.title, *(f"{label} {value}" for label, value in values.facts)])
    alt = " · ".join([said, *values.flags, *([values.asked] if values.asked else [])]).replace("\n", " ")
    card = look.bubble(look.heading(values.above, values.title), look.column(*parts))
    replies = [quick.choice(label, button) for label, button in values.buttons]
    return quick.with_quick_replies(look.flex(alt, card), [*replies, quick.command(text, "menu")])
