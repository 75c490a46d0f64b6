"""A card to choose several of a list (sectors, tags). A tap, or the typed number, turns a choice on or off."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.numbers import LABEL_GRAPHEMES
from bot.line.text_length import shorten
from bot.postback import DoneEditing
from bot.postback.activities import TOGGLES
from locales.texts import Text


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    """One thing to choose. `group` is its heading, or None in a list without headings."""

    key: str
    label: str
    chosen: bool = False
    group: str | None = None


@dataclass(frozen=True, slots=True)
class ChoicesCard:
    """`part` is sectors or tags; options are numbered from 1; `conversation` is the version of the conversation."""

    activity: int
    part: str
    options: tuple[ChoiceOption, ...]
    conversation: int | None = None


def choices_card(values: ChoicesCard, text: Text) -> Piece:
    title = text(f"choices-title-{values.part}")
    chosen = [option.label for option in values.options if option.chosen]
    so_far = text("choices-chosen", count=len(chosen)) if chosen else text("choices-none")
    done = DoneEditing(values.activity, conversation=values.conversation)
    body = look.column(*_options(values))
    footer = look.column(
        look.button(text("choices-done"), done, main=True),
        look.words(text("choices-hint"), "xxs", look.FAINT, align="center"),
        spacing="md",
    )
    alt = f"{title} {', '.join(f'{n}. {option.label}' for n, option in enumerate(values.options, 1))} · {so_far}"
    card = look.bubble(look.heading(so_far, title), {**body, "paddingAll": "12px"}, footer)
    return quick.with_quick_replies(look.flex(alt, card), [quick.choice(text("choices-done"), done)])


def _options(values: ChoicesCard) -> list[Piece]:
    """Return the options in two columns, filled line by line, with a heading before each group."""
    lines: list[Piece] = []
    waiting: list[Piece] = []
    group: str | None = None

    def finish_line() -> None:
        if waiting:
            if len(waiting) == 1:  # an empty box keeps the column's width
                waiting.append(look.column({"type": "filler"}, paddingAll="9px", flex=1))
            lines.append(look.row(*waiting, spacing="sm", margin="sm"))
            waiting.clear()

    for number, option in enumerate(values.options, 1):
        if option.group != group:
            finish_line()
            group = option.group
            lines.append(look.words(option.group or "–", "xs", look.MUTED, bold=True, margin="lg"))
        waiting.append(_option(number, option, values))
        if len(waiting) == 2:
            finish_line()
    finish_line()
    return lines


def _option(number: int, option: ChoiceOption, values: ChoicesCard) -> Piece:
    postback = TOGGLES[values.part](values.activity, option.key, conversation=values.conversation)
    label = f"{option.label} ✓" if option.chosen else option.label
    return look.column(
        look.words(f"{number}. {label}", "xs", look.PAPER if option.chosen else look.INK),
        backgroundColor=look.TEAL if option.chosen else look.INDIGO_SOFT,
        cornerRadius="8px",
        paddingAll="9px",
        justifyContent="center",
        flex=1,
        action=look.tap(shorten(option.label, LABEL_GRAPHEMES["flex"], "graphemes"), postback),
    )
