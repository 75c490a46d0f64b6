"""A reminder: everything that is due for a person at one time, the most urgent first, with buttons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.commands import word_key
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import Say
from locales.texts import Text
from thai.dates import long_day

TITLE_UNITS: Final = 200
BODY_UNITS: Final = 1200
BUTTONS: Final = 3


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One item: a title, and what to know and do."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class ReminderCard:
    """`commands` are the intents of the buttons; the first is the main button."""

    day: date
    paragraphs: tuple[Paragraph, ...]
    commands: tuple[str, ...] = ()


def reminder_card(values: ReminderCard, text: Text) -> Piece:
    first, *others = values.paragraphs
    above = text("reminder-above", day=long_day(values.day, text.language))
    parts = [look.words(shorten(first.body, BODY_UNITS, "utf16"), "sm", look.INK)]
    for paragraph in others:
        parts += [
            look.rule("lg"),
            look.words(shorten(paragraph.title, TITLE_UNITS, "utf16"), "md", look.INK, bold=True, margin="lg"),
            look.words(shorten(paragraph.body, BODY_UNITS, "utf16"), "sm", look.MUTED, margin="sm"),
        ]
    commands = values.commands[:BUTTONS]
    buttons = [
        look.button(text(word_key(intent)), Say(intent), main=place == 0) for place, intent in enumerate(commands)
    ]
    footer = look.column(*buttons, spacing="sm") if buttons else None
    card = look.bubble(look.heading(above, shorten(first.title, TITLE_UNITS, "utf16")), look.column(*parts), footer)
    replies = [quick.command(text, intent) for intent in (*commands, "menu")]
    return quick.with_quick_replies(look.flex(reading(values), card), replies)


def reading(values: ReminderCard) -> str:
    """Return the card's text: titles and bodies, one under the other."""
    return "\n\n".join(f"{paragraph.title}\n{paragraph.body}" for paragraph in values.paragraphs)
