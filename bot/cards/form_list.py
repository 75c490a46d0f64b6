"""A list from which a person chooses a form, a draft to continue, or whom a form is about, by tap or number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import orjson

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.numbers import BUBBLE_BYTES, LABEL_GRAPHEMES
from bot.line.text_length import shorten
from bot.postback import Postback
from locales.texts import Text

SHOWN: Final = 25
LABEL_UNITS: Final = 120
LINES_BYTES: Final = BUBBLE_BYTES - 5_000


@dataclass(frozen=True, slots=True)
class FormListOption:
    """One thing to choose. `is_done` is true if it was done recently and need not be done again."""

    label: str
    detail: str
    postback: Postback
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class FormListCard:
    """`above` and `title` are the heading of the list. What the list does not show can be typed."""

    above: str
    title: str
    options: tuple[FormListOption, ...]


def form_list_card(values: FormListCard, text: Text) -> Piece:
    lines: list[Piece] = []
    size = shown = 0
    for number, option in enumerate(values.options[:SHOWN], 1):
        line = _line(number, option)
        size += len(orjson.dumps(line)) + len(orjson.dumps(look.rule("sm")))
        if size > LINES_BYTES:
            break
        lines += [line, look.rule("sm")]
        shown = number
    left = len(values.options) - shown
    if left > 0:
        lines.append(look.words(text("form-list-left", count=left), "xs", look.MUTED, margin="md"))
    body = look.column(*lines, look.words(text("form-list-hint"), "xxs", look.FAINT, margin="lg", align="center"))
    alt = f"{values.title}: " + " · ".join(f"{n}. {option.label}" for n, option in enumerate(values.options, 1))
    card = look.bubble(look.heading(values.above, values.title), body)
    replies = [
        quick.choice(
            _label(f"{number} {option.label}", "quick_reply"), option.postback, said=_label(option.label, "flex")
        )
        for number, option in enumerate(values.options[:11], 1)
    ]
    return quick.with_quick_replies(look.flex(alt, card), [*replies, quick.command(text, "menu")])


def _line(number: int, option: FormListOption) -> Piece:
    color = look.TEAL if option.is_done else look.MUTED
    return look.row(
        look.words(f"{number}.", "sm", look.MUTED, flex=0),
        look.column(
            look.words(shorten(option.label, LABEL_UNITS, "utf16"), "sm", look.INK, bold=True),
            look.words(shorten(option.detail, LABEL_UNITS, "utf16"), "xs", color),
            flex=1,
            margin="md",
        ),
        look.words(
            "✓" if option.is_done else "›", "lg", look.TEAL if option.is_done else look.FAINT, flex=0, gravity="center"
        ),
        margin="md",
        action=look.tap(_label(option.label, "flex"), option.postback),
    )


def _label(said: str, place: str) -> str:
    return shorten(said, LABEL_GRAPHEMES[place], "graphemes")
