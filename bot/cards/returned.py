"""A returned entry, for its author: the mentor's words, the parts to correct, and a button to send it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import FixActivity, SendAgain
from locales.texts import Text
from thai.dates import long_day

SAID_UNITS: Final = 1200
STORY_UNITS: Final = 240


@dataclass(frozen=True, slots=True)
class ReturnedCard:
    """`by` returned it; `said` are their words; `parts` are the parts to correct, in the person's language."""

    activity: int
    day: date
    by: str
    said: str | None = None
    parts: tuple[str, ...] = ()
    words: str | None = None


def returned_card(values: ReturnedCard, text: Text) -> Piece:
    day = long_day(values.day, text.language)
    parts: list[Piece] = []
    if values.said:
        said = shorten(values.said, SAID_UNITS, "utf16")
        parts += [look.words(values.by, "xs", look.MUTED), look.words(said, "md", look.INK, bold=True, margin="xs")]
    if values.parts:
        mend = text("told-returned-parts", parts=" · ".join(values.parts))
        parts.append(look.column(look.banner(mend, look.AMBER, look.AMBER_SOFT), margin="lg"))
    if values.words:
        story = shorten(values.words, STORY_UNITS, "utf16")
        parts += [look.rule("lg"), look.words(story, "xs", look.FAINT, maxLines=3, margin="md")]
    fix, again = FixActivity(values.activity), SendAgain(values.activity)
    footer = look.column(
        look.button(text("told-fix"), fix, main=True),
        look.button(text("told-send-again"), again),
        look.words(text("told-returned-hint"), "xxs", look.FAINT, align="center"),
        spacing="md",
    )
    first = text("told-returned", name=values.by, day=day)
    alt = " · ".join([first, *([values.said] if values.said else []), *values.parts])
    header = look.heading(text("told-returned-title"), day, look.AMBER, below=values.by)
    card = look.bubble(header, look.column(*parts) if parts else look.column(look.words(first, "sm", look.INK)), footer)
    items = [quick.choice(text("told-fix"), fix), quick.choice(text("told-send-again"), again)]
    return quick.with_quick_replies(look.flex(alt, card), items)
