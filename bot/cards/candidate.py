"""Somebody or something that a unit sends in answer to a call: with its number when sent, else what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import Postback
from locales.texts import Text

TITLE_UNITS: Final = 200
FACT_UNITS: Final = 600


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """`above` is the call, `title` who or what it is, `below` its unit. `receipt`: the number and when it was sent.
    `facts` are labels with values; `flags` what should be looked at; `asked` the question for what is missing; `after`
    what is still wanted of the unit; `buttons` are (label, what it does)."""

    above: str
    title: str
    below: str
    facts: tuple[tuple[str, str], ...]
    receipt: str | None = None
    flags: tuple[str, ...] = ()
    asked: str | None = None
    after: str | None = None
    buttons: tuple[tuple[str, Postback], ...] = ()


def candidate_card(values: CandidateCard, text: Text) -> Piece:
    """Return the card as a message."""
    parts: list[Piece] = []
    if values.receipt:
        parts.append(look.words(values.receipt, "md", look.TEAL, bold=True))
    parts += [look.fact(label, shorten(value, FACT_UNITS, "utf16")) for label, value in values.facts]
    parts += [look.column(look.banner(flag), margin="md") for flag in values.flags]
    if values.asked:
        parts.append(look.words(values.asked, "sm", look.INDIGO, bold=True, margin="lg"))
    if values.after:
        parts.append(look.words(values.after, "xs", look.MUTED, margin="lg"))
    title = shorten(values.title, TITLE_UNITS, "utf16")
    said = [values.above, title, values.below, *([values.receipt] if values.receipt else [])]
    said += [f"{label} {value}" for label, value in values.facts]
    said += [*values.flags, *([values.asked] if values.asked else []), *([values.after] if values.after else [])]
    body = look.column(*(parts or [look.words(values.above)]))  # LINE refuses a box without contents
    card = look.bubble(look.heading(values.above, title, below=values.below), body)
    replies = [quick.choice(label, button) for label, button in values.buttons]
    alt = " · ".join(said).replace("\n", " ")
    return quick.with_quick_replies(look.flex(alt, card), [*replies, quick.command(text, "menu")])
