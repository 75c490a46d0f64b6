"""The answers of a form, line by line with a pencil each, before and after handing in. Long forms take pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import orjson

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.numbers import FLEX_CAROUSEL_BUBBLES, FLEX_CAROUSEL_BYTES, MESSAGES_A_CALL
from bot.line.text_length import shorten
from bot.postback import EditAnswer, FormStep
from locales.texts import Text

LINES_A_PAGE: Final = 8
CARD_BYTES: Final = FLEX_CAROUSEL_BYTES - 6_000  # headers and buttons take the rest
LABEL_UNITS: Final = 90
VALUE_UNITS: Final = 180
MESSAGES_MOST: Final = MESSAGES_A_CALL - 1


@dataclass(frozen=True, slots=True)
class FormSummaryLine:
    """One answer; `value` is None if it was left empty."""

    number: int
    asked: str
    value: str | None


@dataclass(frozen=True, slots=True)
class FormSummaryCard:
    """`state` is draft or submitted; `until` is the last day on which answers may be changed, as a sentence.
    `ready` is true if the draft can be handed in."""

    submission: int
    form: str
    lines: tuple[FormSummaryLine, ...]
    state: str = "draft"
    about: str | None = None
    remark: str | None = None
    until: str | None = None
    ready: bool = True
    editable: bool = True
    conversation: int | None = None


def form_summary_messages(values: FormSummaryCard, text: Text) -> list[Piece]:
    """Return one message, or several if the form is long; the last has the buttons."""
    title = text(f"form-summary-{values.state}")
    pages = list(_pages(values))
    messages: list[Piece] = []
    while pages and len(messages) < MESSAGES_MOST:
        taken: list[list[FormSummaryLine]] = []
        size = 0
        while pages and len(taken) < FLEX_CAROUSEL_BUBBLES:
            size += sum(len(orjson.dumps(_line(line, values, text))) for line in pages[0])
            if taken and size > CARD_BYTES:
                break
            taken.append(pages.pop(0))
        is_last = not pages or len(messages) == MESSAGES_MOST - 1
        bubbles = [
            _bubble(page, values, text, title, buttons=is_last and page is taken[-1], left=sum(map(len, pages)))
            for page in taken
        ]
        card = bubbles[0] if len(bubbles) == 1 else {"type": "carousel", "contents": bubbles}
        messages.append(look.flex(_alt(values, text, title, taken), card))
    messages[-1] = quick.with_quick_replies(messages[-1], _replies(values, text))
    return messages


def _pages(values: FormSummaryCard) -> Iterator[list[FormSummaryLine]]:
    lines = list(values.lines)
    while lines:
        yield lines[:LINES_A_PAGE]
        lines = lines[LINES_A_PAGE:]
    if not values.lines:
        yield []


def _bubble(
    lines: list[FormSummaryLine], values: FormSummaryCard, text: Text, title: str, *, buttons: bool, left: int
) -> Piece:
    above = " · ".join(part for part in (values.form, values.about) if part)
    parts: list[Piece] = []
    for line in lines:
        parts += [_line(line, values, text), look.rule("sm")]
    if not lines:
        parts.append(look.words(text("form-nothing-yet"), "sm", look.FAINT))
    footer = None
    if buttons:
        if left:
            parts.append(look.words(text("form-lines-left", count=left), "xs", look.MUTED, margin="md"))
        if values.remark:
            parts.append(look.column(look.banner(values.remark), margin="lg"))
        if values.until:
            parts.append(look.words(text("form-editable-until", day=values.until), "xs", look.MUTED, margin="lg"))
        footer = _footer(values, text)
    header = look.heading(above, title, look.TEAL if values.state == "submitted" else look.INDIGO)
    return look.bubble(header, look.column(*parts), footer)


def _line(line: FormSummaryLine, values: FormSummaryCard, text: Text) -> Piece:
    value = shorten(line.value, VALUE_UNITS, "utf16") if line.value else text("form-left-empty")
    said = look.column(
        look.words(f"{line.number}. {shorten(line.asked, LABEL_UNITS, 'utf16')}", "xs", look.MUTED),
        look.words(value, "sm", look.INK if line.value else look.FAINT, margin="xs"),
        flex=1,
    )
    if not values.editable:
        return look.row(said, margin="sm")
    edit = EditAnswer(values.submission, line.number, conversation=values.conversation)
    pencil = look.words(look.PENCIL, "sm", look.AMBER, flex=0, gravity="center", margin="md")
    return look.row(said, pencil, margin="sm", action=look.tap(text("form-edit-number", number=line.number), edit))


def _footer(values: FormSummaryCard, text: Text) -> Piece | None:
    if values.state != "draft":
        return None
    submit = FormStep(values.submission, "submit" if values.ready else "resume", conversation=values.conversation)
    label = text("form-way-submit" if values.ready else "form-way-resume")
    return look.column(
        look.button(label, submit, main=True),
        look.words(
            text("form-summary-hint" if values.ready else "form-summary-hint-open"), "xxs", look.FAINT, align="center"
        ),
        spacing="md",
    )


def _replies(values: FormSummaryCard, text: Text) -> list[Piece]:
    steps = ("submit", "park", "cancel") if values.ready else ("resume", "park", "cancel")
    if values.state != "draft":
        return [quick.command(text, "start_feedback"), quick.command(text, "menu")]
    return [
        quick.choice(text(f"form-way-{step}"), FormStep(values.submission, step, conversation=values.conversation))
        for step in steps
    ]


def _alt(values: FormSummaryCard, text: Text, title: str, pages: list[list[FormSummaryLine]]) -> str:
    said = [f"{line.number}. {line.asked}: {line.value or text('form-left-empty')}" for page in pages for line in page]
    return " · ".join([title, values.form, *said])
