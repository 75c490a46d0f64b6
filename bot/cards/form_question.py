"""One question of a form: its text, the progress, the choices, and the other actions (back, skip, …)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import orjson

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.numbers import BUBBLE_BYTES, LABEL_GRAPHEMES, QUICK_REPLIES
from bot.line.text_length import shorten
from bot.postback import FormChoice, FormMoment, FormStep
from locales.texts import Text

ASKED_UNITS: Final = 600
HINT_UNITS: Final = 400
OPTION_UNITS: Final = 120
VALUE_UNITS: Final = 300
TROUBLE_UNITS: Final = 400
ABOVE_UNITS: Final = 160
OPTIONS_BYTES: Final = BUBBLE_BYTES - 13_000
SCALE_MOST: Final = 11  # most numbers of a scale, in rows of six
MOMENTS: Final = {"date": "date", "time": "time", "dateTime": "datetime"}
PICTURES: Final = ("image", "barcode")
PLACES: Final = ("geopoint", "geotrace", "geoshape")
LEADING: Final = ("done", "keep", "more", "enough")


@dataclass(frozen=True, slots=True)
class FormQuestionCard:
    """`kind` is the question's type, or `more` for "one more?"; `number` and `of` are the progress, or None.

    `options` are labels, numbered from 1; `chosen` are the numbers in the order chosen. `offered` is a value that can
    be taken as it is; `answered` is the answer so far. `ways` are the other actions, the likeliest first. `trouble`
    says why the last answer was not accepted.
    """

    submission: int
    form: str
    kind: str
    asked: str
    hint: str = ""
    number: int | None = None
    of: int | None = None
    options: tuple[str, ...] = ()
    chosen: tuple[int, ...] = ()
    offered: str | None = None
    answered: str | None = None
    ways: tuple[str, ...] = ()
    trouble: str | None = None
    about: str | None = None
    initial: str | None = None
    conversation: int | None = None


def form_question_card(values: FormQuestionCard, text: Text) -> Piece:
    asked = shorten(values.asked, ASKED_UNITS, "utf16") or "–"
    above = " · ".join(part for part in (_progress(values, text), values.about, values.form) if part)
    above = shorten(above, ABOVE_UNITS, "utf16") or "–"
    hint = shorten(values.hint, HINT_UNITS, "utf16") or None
    parts: list[Piece] = [_bar(values)] if values.number and values.of else []
    if values.trouble:
        parts.append(look.column(look.banner(shorten(values.trouble, TROUBLE_UNITS, "utf16")), margin="md"))
    parts += _options(values, text)
    if values.answered:
        said = text("form-answer-now", value=shorten(values.answered, VALUE_UNITS, "utf16"))
        parts.append(look.column(look.words(said, "sm", look.TEAL), margin="md"))
    elif values.offered:
        said = text("form-offered", value=shorten(values.offered, VALUE_UNITS, "utf16"))
        parts.append(look.column(look.banner(said, look.TEAL, look.TEAL_SOFT), margin="md"))
    parts.append(look.words(text(f"form-how-{_manner(values)}"), "xs", look.MUTED, margin="lg"))
    said_ways = " · ".join(text(f"form-way-{way}") for way in values.ways)
    if said_ways:
        parts.append(look.words(text("form-ways", ways=said_ways), "xxs", look.FAINT, margin="sm"))
    card = look.bubble(look.heading(above, asked, below=hint), look.column(*parts), _footer(values, text))
    return quick.with_quick_replies(look.flex(_alt(values, text, asked), card), _replies(values, text))


def _footer(values: FormQuestionCard, text: Text) -> Piece | None:
    """Return buttons for the actions that lead on, because only phones show quick replies."""
    leading = [way for way in values.ways if way in LEADING]
    buttons = [
        look.button(
            text(f"form-way-{way}"), FormStep(values.submission, way, conversation=values.conversation), main=not place
        )
        for place, way in enumerate(leading)
    ]
    return look.column(*buttons, spacing="sm") if buttons else None


def _progress(values: FormQuestionCard, text: Text) -> str:
    return text("form-progress", number=values.number, of=values.of) if values.number and values.of else ""


def _bar(values: FormQuestionCard) -> Piece:
    done = round(100 * (values.number or 0) / max(values.of or 1, 1))
    filled = look.column(
        {"type": "filler"}, width=f"{min(max(done, 1), 100)}%", height="5px", backgroundColor=look.TEAL
    )
    return look.column(filled, backgroundColor=look.RULE, height="5px", cornerRadius="3px")


def _manner(values: FormQuestionCard) -> str:
    """Return the text key of the sentence that says how to answer."""
    if values.kind == "range" and values.options:
        return "one"
    return {"select_one": "one", "select_multiple": "many", "range": "decimal"}.get(values.kind, values.kind)


def _options(values: FormQuestionCard, text: Text) -> list[Piece]:
    if _is_scale(values):
        return _scale(values)
    lines: list[Piece] = []
    size = 0
    for number, label in enumerate(values.options, 1):
        line = _option(number, label, values)
        size += len(orjson.dumps(line))
        if size > OPTIONS_BYTES:
            left = len(values.options) - number + 1
            return [*lines, look.words(text("form-more-options", count=left), "xs", look.MUTED, margin="md")]
        lines.append(line)
    return lines


def _option(number: int, label: str, values: FormQuestionCard) -> Piece:
    is_chosen = number in values.chosen
    mark = str(values.chosen.index(number) + 1) if is_chosen and values.kind == "rank" else "✓"
    said = shorten(label, OPTION_UNITS, "utf16") or str(number)
    parts = [look.words(_numbered(number, said), "sm", look.PAPER if is_chosen else look.INK, flex=1)]
    if is_chosen:
        parts.append(look.words(mark, "sm", look.PAPER, bold=True, flex=0, margin="md"))
    return look.row(
        *parts,
        backgroundColor=look.TEAL if is_chosen else look.INDIGO_SOFT,
        cornerRadius="8px",
        paddingAll="10px",
        margin="sm",
        action=_tap(number, label, values),
    )


def _numbered(number: int, label: str) -> str:
    """Return a label with the number to type. Some labels begin with their number (๑ ยังไม่พร้อม)."""
    return label if _begins_with(number, label) else f"{number}. {label}"


def _begins_with(number: int, label: str) -> bool:
    first = label.split(maxsplit=1)[0].rstrip(".)") if label.strip() else ""
    return first.isdecimal() and int(first) == number  # int() reads Thai digits too


def _is_scale(values: FormQuestionCard) -> bool:
    """Return whether the choices are short marks to be shown side by side, such as the numbers from 1 to 5."""
    short = all(len(label) <= 4 for label in values.options)
    return values.kind in ("range", "select_one") and 2 < len(values.options) <= SCALE_MOST and short


def _scale(values: FormQuestionCard) -> list[Piece]:
    boxes = [
        look.column(
            look.words(label, "lg", look.PAPER if number in values.chosen else look.INK, bold=True, align="center"),
            backgroundColor=look.TEAL if number in values.chosen else look.INDIGO_SOFT,
            cornerRadius="8px",
            paddingTop="10px",
            paddingBottom="10px",
            flex=1,
            action=_tap(number, label, values),
        )
        for number, label in enumerate(values.options, 1)
    ]
    return [look.row(*boxes[start : start + 6], spacing="sm", margin="md") for start in range(0, len(boxes), 6)]


def _tap(number: int, label: str, values: FormQuestionCard) -> Piece:
    choice = FormChoice(values.submission, number, conversation=values.conversation)
    said = shorten(label, LABEL_GRAPHEMES["flex"], "graphemes") or str(number)
    return look.tap(said, choice)


def _replies(values: FormQuestionCard, text: Text) -> list[Piece]:
    ways = [_way(way, values, text) for way in values.ways]
    first: list[Piece] = []
    if values.kind in MOMENTS:
        first.append({"type": "action", "action": _picker(values, text)})
    if values.kind in PICTURES:
        first += [quick.camera(text), quick.camera_roll(text)]
    if values.kind in PLACES:
        first.append(quick.location(text))
    room = QUICK_REPLIES - len(ways) - len(first)
    choices = [_choice(number, label, values) for number, label in enumerate(values.options[:room], 1)]
    leading = [way for way, name in zip(ways, values.ways, strict=True) if name in LEADING]
    others = [way for way in ways if way not in leading]
    return [*leading, *first, *choices, *others]


def _choice(number: int, label: str, values: FormQuestionCard) -> Piece:
    choice = FormChoice(values.submission, number, conversation=values.conversation)
    said = label if _is_scale(values) or _begins_with(number, label) else f"{number} {label}"
    short = shorten(said, LABEL_GRAPHEMES["quick_reply"], "graphemes")
    return quick.choice(short, choice, said=shorten(label, LABEL_GRAPHEMES["flex"], "graphemes") or str(number))


def _way(way: str, values: FormQuestionCard, text: Text) -> Piece:
    return quick.choice(text(f"form-way-{way}"), FormStep(values.submission, way, conversation=values.conversation))


def _picker(values: FormQuestionCard, text: Text) -> Piece:
    mode = MOMENTS[values.kind]
    picker: Piece = {
        "type": "datetimepicker",
        "label": text(f"form-pick-{mode}"),
        "data": FormMoment(values.submission, conversation=values.conversation).pack(),
        "mode": mode,
    }
    if values.initial:
        picker["initial"] = values.initial
    return picker


def _alt(values: FormQuestionCard, text: Text, asked: str) -> str:
    progress = _progress(values, text)
    options = ", ".join(_numbered(number, label) for number, label in enumerate(values.options, 1))
    return " · ".join(part for part in (values.trouble, progress, asked, options) if part)
