"""The coverage card: for each sector a bar, how often and when it was last met; and whom to meet next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import OpenForm
from locales.texts import Text
from thai.dates import short_day

WHO_UNITS: Final = 160


@dataclass(frozen=True, slots=True)
class SectorMet:
    """One sector: how often it was met, and the last day."""

    label: str
    times: int
    last: date | None


@dataclass(frozen=True, slots=True)
class CoverageCard:
    """`name` is how the sectors are called together. `since` is the first day counted. `suggested` is the sector to
    meet next, and `who` are people of it. `form` is the key of the form for their opinion (None if none is open),
    in which `choice` is already answered."""

    name: str
    since: date
    today: date
    sectors: tuple[SectorMet, ...]
    suggested: str | None = None
    who: str | None = None
    form: str | None = None
    choice: str | None = None


def coverage_card(values: CoverageCard, text: Text) -> Piece:
    met = sum(sector.times > 0 for sector in values.sectors)
    title = text("coverage-title", met=met, of=len(values.sectors))
    since = text("coverage-since", day=short_day(values.since, text.language))
    most = max((sector.times for sector in values.sectors), default=0)
    lines: list[Piece] = [_line(sector, most, values, text) for sector in values.sectors]
    footer = None
    replies = [quick.command(text, "my_status"), quick.command(text, "menu")]
    if values.suggested:
        lines += [look.rule("lg"), _suggestion(values, text)]
    if values.form:
        note = OpenForm(values.form, choice=values.choice)
        footer = look.column(look.button(text("coverage-note-view"), note, main=True))
        replies.insert(0, quick.choice(text("coverage-note-view"), note))
    card = look.bubble(look.heading(values.name, title, below=since), look.column(*lines), footer)
    return quick.with_quick_replies(look.flex(_alt(values, text, title), card), replies)


def _line(sector: SectorMet, most: int, values: CoverageCard, text: Text) -> Piece:
    """Return the line of one sector. A sector that was not met is highlighted, because it is still to be done."""
    share = max(round(100 * sector.times / most), 4) if sector.times and most else 0
    filled = [
        look.column({"type": "filler"}, width=f"{share}%", height="8px", backgroundColor=look.TEAL, cornerRadius="4px")
    ]
    bar = look.column(
        *(filled if share else [{"type": "filler"}]),
        backgroundColor=look.RULE if sector.times else look.AMBER_SOFT,
        height="8px",
        cornerRadius="4px",
        margin="xs",
    )
    color = look.INK if sector.times else look.AMBER
    said = look.row(
        look.words(sector.label, "sm", color, flex=5, bold=not sector.times),
        look.words(
            _how_often(sector, values, text), "xs", look.MUTED if sector.times else look.AMBER, flex=5, align="end"
        ),
    )
    return look.column(said, bar, margin="md")


def _how_often(sector: SectorMet, values: CoverageCard, text: Text) -> str:
    if not sector.times or sector.last is None:
        return text("coverage-gap")
    days = (values.today - sector.last).days
    if days <= 0:
        return text("coverage-today", count=sector.times)
    return text("coverage-times", count=sector.times, days=days)


def _suggestion(values: CoverageCard, text: Text) -> Piece:
    parts = [look.words(text("coverage-next", sector=values.suggested or ""), "sm", look.TEAL, bold=True)]
    if values.who:
        who = shorten(values.who, WHO_UNITS, "utf16")
        parts.append(look.words(text("coverage-who", who=who), "xs", look.MUTED, margin="xs"))
    return look.column(*parts, margin="lg")


def _alt(values: CoverageCard, text: Text, title: str) -> str:
    said = [f"{sector.label} {_how_often(sector, values, text)}" for sector in values.sectors]
    if values.suggested:
        said.append(text("coverage-next", sector=values.suggested))
    return " · ".join([title, *said])
