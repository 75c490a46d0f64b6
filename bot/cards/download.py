"""A download link: what the file contains, for whom it is, that it works once, and buttons for other kinds of file."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.postback import ExportDays
from locales.texts import Text


@dataclass(frozen=True, slots=True)
class DownloadCard:
    """`what`, `days` and `file` are words; `url` is the link's page; `others`: (text key, button) of other files."""

    what: str
    name: str
    days: str
    file: str
    url: str
    place: str | None = None
    others: tuple[tuple[str, ExportDays], ...] = ()


def download_card(values: DownloadCard, text: Text) -> Piece:
    facts = [
        look.fact(text("download-for"), values.name),
        look.fact(text("download-days"), values.days),
        *([look.fact(text("download-place"), values.place)] if values.place else []),
        look.fact(text("download-file"), values.file),
    ]
    label = text("export-open")
    opening = look.link(label, values.url)
    body = look.column(*facts, look.column(look.banner(text("export-card-once")), margin="lg"))
    card = look.bubble(look.heading(text("export-card-title"), values.what), body, look.column(opening))
    replies = [quick.choice(text(key), postback) for key, postback in values.others]
    alt = " · ".join([text("export-card-title"), values.what, values.days, values.file])
    return quick.with_quick_replies(look.flex(alt, card), [*replies, quick.command(text, "menu")])
