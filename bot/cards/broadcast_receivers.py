"""Who has received an announcement, page by page: those to whom it was sent, those who wait, those not reached."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import HandleBroadcast, ShowReceivers
from locales.texts import Text

RECEIVERS_PAGE: Final = 30
NAME_UNITS: Final = 60
QUOTED_UNITS: Final = 80


@dataclass(frozen=True, slots=True)
class BroadcastReceiversCard:
    """One page of `total` receivers as (name, status), in the order of their groups. A status is "sent", "waiting" or
    why somebody was not reached: "not_joined", "blocked", "refused"."""

    broadcast: int
    words: str | None
    lines: tuple[tuple[str, str], ...]
    sent: int
    waiting: int
    total: int
    page: int = 1

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // RECEIVERS_PAGE))


def receivers_card(values: BroadcastReceiversCard, text: Text) -> Piece:
    missed = values.total - values.sent - values.waiting
    counts = text("announce-receivers-count", sent=values.sent, waiting=values.waiting, missed=missed)
    parts: list[Piece] = [look.words(counts, "sm", look.INK, bold=True)]
    number = (values.page - 1) * RECEIVERS_PAGE
    for group, lines in groupby(values.lines, lambda line: _group(line[1])):
        colour = look.AMBER if group == "missed" else look.MUTED
        parts.append(look.words(text(f"announce-receivers-{group}"), "xs", colour, bold=True, margin="lg"))
        for name, status in lines:
            number += 1
            parts.append(look.words(f"{number}. {_said(name, status, text)}", "xs", look.INK, margin="sm"))
    if values.pages > 1:
        page = text("missing-page", page=values.page, of=values.pages)
        parts.append(look.words(page, "xs", look.FAINT, margin="lg"))
    parts.append(look.words(text("announce-receivers-hint"), "xxs", look.FAINT, margin="lg"))
    quoted = shorten(values.words, QUOTED_UNITS, "utf16") if values.words else None
    title = text("announce-receivers")
    card = look.bubble(look.heading(text("announce-above"), title, below=quoted), look.column(*parts))
    alt = " · ".join([title, counts, *(name for name, _ in values.lines)])
    return quick.with_quick_replies(look.flex(alt, card), _replies(values, text))


def _group(status: str) -> str:
    return status if status in ("sent", "waiting") else "missed"


def _said(name: str, status: str, text: Text) -> str:
    short = shorten(name, NAME_UNITS, "utf16")
    return text(f"announce-unreachable-{status}", name=short) if _group(status) == "missed" else short


def _replies(values: BroadcastReceiversCard, text: Text) -> list[Piece]:
    items = []
    if values.page < values.pages:
        items.append(quick.choice(text("missing-next"), ShowReceivers(values.broadcast, values.page + 1)))
    if values.page > 1:
        items.append(quick.choice(text("missing-before"), ShowReceivers(values.broadcast, values.page - 1)))
    progress = quick.choice(text("announce-progress"), HandleBroadcast(values.broadcast, "progress"))
    return [*items, progress, quick.command(text, "menu")]
