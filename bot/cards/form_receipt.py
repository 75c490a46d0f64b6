"""The receipt of a form: when it was handed in, the answers in short, the progress, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import FormStep
from locales.texts import Text

FACT_UNITS: Final = 140
LABEL_UNITS: Final = 60


@dataclass(frozen=True, slots=True)
class FormReceiptCard:
    """`facts` are the answers in short; `reached` and `wanted` count submissions that the programme asks for, in
    `progress` words; `missing` is what is still to do; `following` is whom the next submission would be about."""

    submission: int
    form: str
    day: str
    facts: tuple[tuple[str, str], ...]
    about: str | None = None
    reached: int | None = None
    wanted: int | None = None
    missing: str | None = None
    until: str | None = None
    following: str | None = None
    conversation: int | None = None


def form_receipt_card(values: FormReceiptCard, text: Text) -> Piece:
    title = text("form-receipt-title")
    above = " · ".join(part for part in (values.form, values.about) if part)
    parts: list[Piece] = [
        look.fact(_short(label, LABEL_UNITS), _short(value, FACT_UNITS)) for label, value in values.facts
    ]
    if values.reached is not None and values.wanted:
        parts += [look.rule("lg"), *_progress(values, text)]
    if values.until:
        parts.append(look.words(text("form-editable-until", day=values.until), "xs", look.MUTED, margin="lg"))
    card = look.bubble(
        look.heading(above, title, look.TEAL, below=values.day), look.column(*parts), _footer(values, text)
    )
    return quick.with_quick_replies(look.flex(_alt(values, title), card), _replies(values, text))


def _progress(values: FormReceiptCard, text: Text) -> list[Piece]:
    share = min(100, round(100 * (values.reached or 0) / (values.wanted or 1)))
    filled = look.column({"type": "filler"}, width=f"{max(share, 1)}%", height="8px", backgroundColor=look.TEAL)
    said = text("form-receipt-reached", reached=values.reached or 0, wanted=values.wanted or 0)
    parts = [
        look.words(said, "sm", look.TEAL, bold=True, margin="lg"),
        look.column(filled, backgroundColor=look.RULE, height="8px", cornerRadius="4px", margin="sm"),
    ]
    if values.missing:
        parts.append(look.words(text("form-receipt-missing", missing=values.missing), "xs", look.MUTED, margin="sm"))
    return parts


def _footer(values: FormReceiptCard, text: Text) -> Piece | None:
    if not values.following:
        return None
    following = FormStep(values.submission, "next", conversation=values.conversation)
    return look.column(
        look.button(text("form-next-person", name=_short(values.following, LABEL_UNITS)), following, main=True)
    )


def _replies(values: FormReceiptCard, text: Text) -> list[Piece]:
    steps = ("next", "all") if values.following else ("again", "all")
    replies = [
        quick.choice(text(f"form-way-{step}"), FormStep(values.submission, step, conversation=values.conversation))
        for step in steps
    ]
    return [*replies, quick.command(text, "menu")]


def _short(said: str, units: int) -> str:
    return shorten(said, units, "utf16") or "–"


def _alt(values: FormReceiptCard, title: str) -> str:
    return " · ".join([title, values.form, values.day, *(f"{label}: {value}" for label, value in values.facts)])
