"""What a rating round shows: the coordinators' table of scores, who is awaited, a participant's own result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import Postback, ShowRound
from locales.texts import Text

PAGE: Final = 10
LABEL_UNITS: Final = 60
DETAIL_UNITS: Final = 160
NOTE_UNITS: Final = 300


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One line: a name or a criterion, a figure, and what is to be said of it (what is missing, how it came about).
    `call`: the digits of a phone number, which a tap calls."""

    label: str
    figure: str = ""
    details: tuple[str, ...] = ()
    good: bool = True
    call: str | None = None


@dataclass(frozen=True, slots=True)
class RoundCard:
    """One page of a round. `notes` stand below the lines, `main` is the button at the foot (label, button); `others`
    are the quick replies besides pages: (label, button)."""

    round: str
    view: str
    above: str
    title: str
    below: str
    lines: tuple[RoundLine, ...]
    notes: tuple[str, ...] = ()
    page: int = 1
    pages: int = 1
    main: tuple[str, Postback] | None = None
    others: tuple[tuple[str, Postback], ...] = field(default=())


def round_card(values: RoundCard, text: Text) -> Piece:
    header = look.heading(values.above, shorten(values.title, LABEL_UNITS, "utf16"), below=values.below)
    parts: list[Piece] = []
    for line in values.lines:
        parts += [_line(line), look.rule()]
    notes = [text("round-page", page=values.page, of=values.pages)] if values.pages > 1 else []
    for note in (*values.notes, *notes):
        parts.append(look.words(shorten(note, NOTE_UNITS, "utf16"), "xs", look.MUTED, margin="md"))
    footer = look.column(look.button(*values.main, main=True)) if values.main else None
    alt = " · ".join([values.title, values.below, *(f"{line.label} {line.figure}".strip() for line in values.lines)])
    return quick.with_quick_replies(
        look.flex(alt, look.bubble(header, look.column(*parts), footer)), _replies(values, text)
    )


def _line(line: RoundLine) -> Piece:
    color = look.TEAL if line.good else look.AMBER
    label = look.words(shorten(line.label, LABEL_UNITS, "utf16"), "sm", look.INK, bold=True, flex=5)
    top = look.row(label, look.words(line.figure, "sm", color, flex=3, align="end")) if line.figure else look.row(label)
    details = [
        look.words(shorten(one, DETAIL_UNITS, "utf16"), "xxs", look.MUTED, margin="xs") for one in line.details if one
    ]
    if line.call:
        number = look.words(f"☎ {line.call}", "sm", look.INDIGO, margin="xs")
        address = "tel:" + line.call.partition(" ")[0]
        details.append(look.column(number, action={"type": "uri", "label": line.call, "uri": address}))
    return look.column(top, *details, margin="md")


def _replies(values: RoundCard, text: Text) -> list[Piece]:
    def page(label: str, number: int) -> Piece:
        return quick.choice(text(label), ShowRound(values.round, values.view, number))

    items = [page("missing-next", values.page + 1)] if values.page < values.pages else []
    if values.page > 1:
        items.append(page("missing-before", values.page - 1))
    items += [quick.choice(label, button) for label, button in values.others]
    return [*items, quick.command(text, "menu")]
