"""The details of a summary: the figures of each agency and each area, those with the most missing reports first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.cards.summary import SummaryDays
from bot.line.text_length import shorten
from bot.postback import ExportDays, ShowMissing, ShowSummary
from locales.texts import Text
from services.summaries.summary import GroupFigures

SHOWN: Final = 12
LABEL_UNITS: Final = 60


@dataclass(frozen=True, slots=True)
class DetailsCard:
    days: SummaryDays
    scope: str
    agencies: tuple[GroupFigures, ...]
    areas: tuple[GroupFigures, ...]
    exports: bool = True


def details_card(values: DetailsCard, text: Text) -> Piece:
    title = values.days.title(text)
    parts: list[Piece] = []
    said: list[str] = []
    for key, groups in (("details-agencies", values.agencies), ("details-areas", values.areas)):
        if not groups:
            continue
        parts.append(look.words(text(key), "sm", look.INK, bold=True, margin="xl" if parts else "none"))
        parts += [_group(group, text) for group in groups[:SHOWN]]
        said += [_line(group, text) for group in groups[:SHOWN]]
        if len(groups) > SHOWN:
            parts.append(look.words(text("details-more", count=len(groups) - SHOWN), "xs", look.MUTED, margin="md"))
    if not parts:
        parts.append(look.words(text("summary-not-asked"), "sm", look.INK))
    header = look.heading(text("details-above", scope=values.scope), title)
    replies = [
        quick.choice(text("summary-who"), values.days.on(ShowMissing)),
        quick.choice(text("missing-summary"), values.days.on(ShowSummary)),
        *([quick.choice(text("summary-export"), values.days.on(ExportDays))] if values.exports else []),
        quick.command(text, "menu"),
    ]
    alt = " · ".join([text("details-above", scope=values.scope), title, *said])
    return quick.with_quick_replies(look.flex(alt, look.bubble(header, look.column(*parts))), replies)


def _group(group: GroupFigures, text: Text) -> Piece:
    share = min(100, round(100 * group.reported / group.expected)) if group.expected else 0
    bar = look.column(
        look.column({"type": "filler"}, width=f"{max(share, 1)}%", height="5px", backgroundColor=look.TEAL),
        backgroundColor=look.RULE,
        height="5px",
        cornerRadius="3px",
        margin="xs",
    )
    top = look.row(
        look.words(shorten(group.label, LABEL_UNITS, "utf16"), "xs", look.INK, flex=5),
        look.words(_figures(group, text), "xs", look.MUTED, flex=4, align="end"),
    )
    return look.column(top, bar, margin="md")


def _figures(group: GroupFigures, text: Text) -> str:
    return text("details-figures", reported=group.reported, expected=group.expected, missing=group.missing)


def _line(group: GroupFigures, text: Text) -> str:
    return f"{shorten(group.label, LABEL_UNITS, 'utf16')} {_figures(group, text)}"
