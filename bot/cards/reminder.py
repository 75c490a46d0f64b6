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
from bot.postback import PaperworkDay, Postback, RateNow, Say, ShowRound
from locales.texts import Text
from programmes.reminders import PAPERWORK_DAY, RATE, RATERS_AWAITED
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
    """`commands` are the intents of the buttons, or one of NO_COMMANDS in programmes/reminders.py: PAPERWORK_DAY, which
    records `paperwork_day`; RATE, which opens what a rater has to rate; RATERS_AWAITED, which shows whom to call of the
    round `round`. The first is the main button."""

    day: date
    paragraphs: tuple[Paragraph, ...]
    commands: tuple[str, ...] = ()
    paperwork_day: date | None = None
    round: str | None = None


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
    taps = [_tap(intent, values, text) for intent in values.commands[:BUTTONS]]
    buttons = [look.button(*tap, main=place == 0) for place, tap in enumerate(taps)]
    footer = look.column(*buttons, spacing="sm") if buttons else None
    card = look.bubble(look.heading(above, shorten(first.title, TITLE_UNITS, "utf16")), look.column(*parts), footer)
    replies = [*(quick.choice(*tap) for tap in taps), quick.command(text, "menu")]
    return quick.with_quick_replies(look.flex(reading(values), card), replies)


def _tap(intent: str, values: ReminderCard, text: Text) -> tuple[str, Postback]:
    """Return the label of a button, and what it does."""
    if intent == PAPERWORK_DAY:
        return text("paperwork-day"), PaperworkDay((values.paperwork_day or values.day).isoformat())
    if intent == RATE:
        return text("rater-open-rating"), RateNow()
    if intent == RATERS_AWAITED:
        return text("round-awaited"), ShowRound(values.round or "", "pending")
    return text(word_key(intent)), Say(intent)


def reading(values: ReminderCard) -> str:
    """Return the card's text: titles and bodies, one under the other."""
    return "\n\n".join(f"{paragraph.title}\n{paragraph.body}" for paragraph in values.paragraphs)
