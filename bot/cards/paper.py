"""A paper that is ready to be made: what it is, whose, of which days, and a link for each kind of file."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from locales.texts import Text


@dataclass(frozen=True, slots=True)
class PaperCard:
    """`what`, `days`, `about` (whose it is), `place` and `round` are words; `links`: (kind of file in words, its
    page); `once` says how often they work; `under_way` how far one is that is
    being made; `summary` offers the summary, for who meant that."""

    what: str
    name: str
    days: str | None
    links: tuple[tuple[str, str], ...]
    once: str
    under_way: str | None = None
    about: str | None = None
    place: str | None = None
    summary: bool = False
    round: str | None = None


def paper_card(values: PaperCard, text: Text) -> Piece:
    facts = [
        look.fact(text("download-for"), values.name),
        *([look.fact(text("paper-about"), values.about)] if values.about else []),
        *([look.fact(text("web-paper-round"), values.round)] if values.round else []),
        *([look.fact(text("download-days"), values.days)] if values.days else []),
        *([look.fact(text("download-place"), values.place)] if values.place else []),
    ]
    buttons = [_button(label, url) for label, url in values.links]
    if values.under_way:
        facts.append(look.column(look.words(values.under_way, "sm", look.TEAL), margin="md"))
    body = look.column(*facts, look.column(look.banner(values.once), margin="lg"))
    card = look.bubble(look.heading(text("paper-card-title"), values.what), body, look.column(*buttons, spacing="sm"))
    replies = [*([quick.command(text, "summary")] if values.summary else []), quick.command(text, "menu")]
    alt = " · ".join(one for one in (text("paper-card-title"), values.what, values.about, values.days) if one)
    return quick.with_quick_replies(look.flex(alt, card), replies)


def _button(label: str, url: str) -> Piece:
    return look.column(
        look.words(label, "md", look.PAPER, bold=True, align="center"),
        action={"type": "uri", "label": label, "uri": url},
        backgroundColor=look.TEAL,
        cornerRadius="10px",
        paddingAll="11px",
    )
