"""Units in a list: how far each is, the worst first; and a team with its seats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import Postback, ShowCall, ShowUnits
from locales.texts import Text

PAGE: Final = 10
LABEL_UNITS: Final = 80
DETAIL_UNITS: Final = 200
NOTE_UNITS: Final = 400


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One line: a name, a figure, and what is to be said of it. `share`: per cent of what is wanted, drawn as a bar. A
    tap on it is `button`, or types the words `typed`."""

    label: str
    figure: str = ""
    details: tuple[str, ...] = ()
    good: bool = True
    share: int | None = None
    button: Postback | None = None
    typed: str | None = None


@dataclass(frozen=True, slots=True)
class UnitList:
    """One page of a list. `view` and `unit` say which, for the buttons of other pages; `main` is the button at the foot
    (label, button), `others` are further quick replies."""

    view: str
    above: str
    title: str
    below: str
    lines: tuple[UnitLine, ...]
    notes: tuple[str, ...] = ()
    unit: str | None = None
    page: int = 1
    pages: int = 1
    main: tuple[str, Postback] | None = None
    others: tuple[tuple[str, Postback], ...] = ()
    call: str | None = None  # the key of the call of which it is


def unit_list(values: UnitList, text: Text) -> Piece:
    """Return the list as a message."""
    header = look.heading(values.above, shorten(values.title, LABEL_UNITS, "utf16"), below=values.below)
    parts: list[Piece] = []
    for place, line in enumerate(values.lines):
        parts += [look.rule(), _line(line)] if place else [_line(line)]
    notes = [text("round-page", page=values.page, of=values.pages)] if values.pages > 1 else []
    for note in (*values.notes, *notes):
        parts.append(look.words(shorten(note, NOTE_UNITS, "utf16"), "xs", look.MUTED, margin="md"))
    footer = look.column(look.button(*values.main, main=True)) if values.main else None
    alt = " · ".join([values.title, values.below, *(f"{line.label} {line.figure}".strip() for line in values.lines)])
    card = look.bubble(header, look.column(*parts), footer)
    return quick.with_quick_replies(look.flex(alt, card), _replies(values, text))


def _line(line: UnitLine) -> Piece:
    color = look.TEAL if line.good else look.AMBER
    label = look.words(shorten(line.label, LABEL_UNITS, "utf16"), "sm", look.INK, bold=True, flex=5)
    top = look.row(label, look.words(line.figure, "sm", color, flex=4, align="end")) if line.figure else look.row(label)
    details = [
        look.words(shorten(one, DETAIL_UNITS, "utf16"), "xs", look.MUTED, margin="xs") for one in line.details if one
    ]
    bar = [look.bar(min(100, line.share), "4px", color, margin="sm")] if line.share is not None else []
    whole = look.column(top, *bar, *details, margin="md")
    if line.typed is not None:
        return {**whole, "action": look.typing(line.label, line.typed)}
    return {**whole, "action": look.tap(line.label, line.button)} if line.button else whole


def _replies(values: UnitList, text: Text) -> list[Piece]:
    def page(label: str, number: int) -> Piece:
        if values.call is not None:
            return quick.choice(text(label), ShowCall(values.call, values.unit, number))
        return quick.choice(text(label), ShowUnits(values.view, values.unit, number))

    items = [page("missing-next", values.page + 1)] if values.page < values.pages else []
    if values.page > 1:
        items.append(page("missing-before", values.page - 1))
    items += [quick.choice(label, button) for label, button in values.others]
    return [*items, quick.command(text, "menu")]
