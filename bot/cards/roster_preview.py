"""What a roster from the chat would change, a question about somebody in it, or what was imported, with its buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import Postback
from locales.texts import Text

LINES_SHOWN: Final = 15
LINE_UNITS: Final = 220
NOTES_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class RosterChoice:
    """One button: its label and what it does."""

    label: str
    postback: Postback


@dataclass(frozen=True, slots=True)
class RosterCard:
    """`facts` are counts, `lines` one for each person who is added or changed, `notes` what to know before; the first
    of `choices` is the main one."""

    above: str
    title: str
    choices: tuple[RosterChoice, ...]
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def roster_card(values: RosterCard, text: Text) -> Piece:
    parts: list[Piece] = [look.fact(label, value) for label, value in values.facts]
    if values.lines:
        shown = [shorten(line, LINE_UNITS, "utf16") for line in values.lines[:LINES_SHOWN]]
        if more := len(values.lines) - len(shown):
            shown.append(text("roster-card-more", count=more))
        parts.append(look.column(*(look.words(line, "xs", look.INK) for line in shown), margin="lg", spacing="xs"))
    for note in values.notes[:NOTES_SHOWN]:
        parts.append(look.column(look.banner(shorten(note, LINE_UNITS, "utf16")), margin="md"))
    buttons = [look.button(one.label, one.postback, main=place == 0) for place, one in enumerate(values.choices)]
    said = [values.above, values.title, *(f"{label} {value}" for label, value in values.facts)]
    body = look.column(*parts) if parts else look.column(look.words(text("roster-card-hint"), "xs", look.FAINT))
    card = look.bubble(look.heading(values.above, values.title), body, look.column(*buttons, spacing="sm"))
    replies = [quick.choice(one.label, one.postback) for one in values.choices]
    return quick.with_quick_replies(look.flex(" · ".join(said).replace("\n", " "), card), replies)
