"""A training as it is on record: what it was about, in which way, how long, and which competencies it served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import Postback
from locales.texts import Text

TITLE_UNITS: Final = 120
FACT_UNITS: Final = 400
CHOSEN, OPEN = "☑", "☐"


@dataclass(frozen=True, slots=True)
class CompetencyChoice:
    """A competency to tap: its number, by which it can also be typed."""

    number: int
    name: str
    chosen: bool
    button: Postback


@dataclass(frozen=True, slots=True)
class TrainingCard:
    """`facts` are labels with values; `flags` what should be looked at; `asked` heads the `choices`; `photo_urls` are
    those of the certificate; `main` are the buttons at the foot, `others` further quick replies (label, button);
    `camera`: photos may be added."""

    above: str
    title: str
    facts: tuple[tuple[str, str], ...]
    flags: tuple[str, ...] = ()
    asked: str | None = None
    choices: tuple[CompetencyChoice, ...] = ()
    main: tuple[tuple[str, Postback], ...] = ()
    others: tuple[tuple[str, Postback], ...] = ()
    photo_urls: tuple[str, ...] = ()
    camera: bool = False
    settled: bool = False


def training_card(values: TrainingCard, text: Text) -> Piece:
    """Return the card as a message."""
    parts = [look.fact(label, shorten(value, FACT_UNITS, "utf16")) for label, value in values.facts]
    parts += [look.column(look.banner(flag), margin="md") for flag in values.flags]
    if values.photo_urls:
        parts.append(look.row(*map(_picture, values.photo_urls), spacing="sm", margin="lg"))
    if values.asked:
        parts.append(look.words(values.asked, "sm", look.INDIGO, bold=True, margin="lg"))
    parts += [_choice(one) for one in values.choices]
    title = shorten(values.title, TITLE_UNITS, "utf16")
    header = look.heading(values.above, title, look.TEAL if values.settled else look.INDIGO)
    buttons = [look.button(label, button, main=not place) for place, (label, button) in enumerate(values.main)]
    card = look.bubble(header, look.column(*parts), look.column(*buttons, spacing="sm") if buttons else None)
    said = [values.above, title, *(f"{label} {value}" for label, value in values.facts), *values.flags]
    alt = " · ".join([*said, *([values.asked] if values.asked else [])]).replace("\n", " ")
    replies = [quick.camera(text), quick.camera_roll(text)] if values.camera else []
    replies += [quick.choice(label, button) for label, button in values.others]
    return quick.with_quick_replies(look.flex(alt, card), [*replies, quick.command(text, "menu")])


def _choice(one: CompetencyChoice) -> Piece:
    color = look.TEAL if one.chosen else look.INK
    mark = look.words(CHOSEN if one.chosen else OPEN, "md", color, flex=0)
    name = look.words(f"{one.number}. {one.name}", "sm", color, bold=one.chosen, flex=1, margin="md")
    tapped = look.tap(one.name, one.button)
    return look.row(mark, name, paddingTop="6px", paddingBottom="6px", action=tapped)


def _picture(url: str) -> Piece:
    image: Piece = {"type": "image", "url": url, "size": "full", "aspectMode": "cover", "aspectRatio": "1:1"}
    return look.column(image, cornerRadius="8px", flex=1)
