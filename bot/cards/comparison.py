"""A table that compares provinces, districts, agencies, mentors or people by bars, one page of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.cards.summary import SummaryDays, above, dropping
from bot.line.text_length import shorten
from bot.postback import ExportDays, Postback, ShowComparison, ShowPerson, ShowSummary
from bot.postback.fields import GROUPS, ORDERS
from locales.texts import Text
from services.summaries.summary import ComparedGroup

PAGE: Final = 10
LABEL_UNITS: Final = 60
TAP_UNITS: Final = 40
LOW: Final = 50  # per cent; a shorter bar is rose
MIDDLE: Final = 80  # per cent; a shorter bar is amber


@dataclass(frozen=True, slots=True)
class ComparisonCard:
    """One page of `total` groups in an order. `opens` are the buttons of its lines, None where a line opens nothing.
    `kept_on`: as in a summary."""

    days: SummaryDays
    scope: str
    group: str
    order: str
    lines: tuple[ComparedGroup, ...]
    opens: tuple[Postback | None, ...]
    total: int
    page: int = 1
    kept_on: date | None = None
    exports: bool = True

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def comparison_card(values: ComparisonCard, text: Text) -> Piece:
    title = text(f"compare-{values.group}")
    days = values.days.title(text)
    first_line = above("compare-above", values.scope, values.kept_on, text)
    header = look.heading(first_line, title, below=f"{days} · {text(f'compare-order-{values.order}')}")
    lines: list[Piece] = []
    start = (values.page - 1) * PAGE + 1
    for number, (one, button) in enumerate(zip(values.lines, values.opens, strict=True), start):
        lines += [_line(number, one, button, text), look.rule()]
    notes = [text("compare-page", page=values.page, of=values.pages)] if values.pages > 1 else []
    notes.append(text("compare-hint"))
    body = look.column(*lines, *(look.words(note, "xs", look.FAINT, margin="md") for note in notes))
    said = [
        f"{shorten(one.label, LABEL_UNITS, 'utf16')} {_said_share(one, text)} {_details(one, text)}"
        for one in values.lines
    ]
    alt = " · ".join([title, days, *said])
    return quick.with_quick_replies(look.flex(alt, look.bubble(header, body)), _replies(values, text))


def _line(number: int, one: ComparedGroup, button: Postback | None, text: Text) -> Piece:
    label = shorten(one.label, LABEL_UNITS, "utf16")
    share = one.share
    low = share is not None and share < LOW
    color = look.ROSE if low else look.AMBER if share is not None and share < MIDDLE else look.TEAL
    top = look.row(
        look.words(f"{number}. {label}", "sm", look.INK, bold=True, flex=5),
        look.words(_said_share(one, text), "sm", color if share is not None else look.MUTED, flex=2, align="end"),
    )
    parts = [top]
    if share is not None:
        parts.append(look.bar(min(100, share), "6px", color, margin="xs"))
    parts.append(look.words(_details(one, text), "xxs", look.MUTED, margin="xs"))
    tapped = {"action": look.tap(shorten(one.label, TAP_UNITS, "utf16"), button, label)} if button else {}
    return look.column(*parts, margin="md", **tapped)


def _said_share(one: ComparedGroup, text: Text) -> str:
    return text("compare-not-asked") if one.share is None else text("compare-share", share=one.share)


def _details(one: ComparedGroup, text: Text) -> str:
    said = [text("compare-days", reported=one.reported, expected=one.expected)] if one.expected else []
    if one.people > 1 and one.expected:
        said.append(text("compare-missing", missing=one.missing, people=one.people))
    if one.waiting:
        waits = text("compare-waiting", count=one.waiting, days=one.longest)
        said.append(text("compare-waiting-taken-over", waits=waits) if one.taken_over else waits)
    return " · ".join(said or [text("compare-nothing-waits")])


def _replies(values: ComparisonCard, text: Text) -> list[Piece]:
    def page(label: str, number: int) -> Piece:
        return quick.choice(text(label), _same(values, values.order, number))

    items = dropping(ShowSummary, values.kept_on, text)
    if values.page < values.pages:
        items.append(page("missing-next", values.page + 1))
    if values.page > 1:
        items.append(page("missing-before", values.page - 1))
    items += [
        quick.choice(text(f"compare-to-{order}"), _same(values, order)) for order in ORDERS if order != values.order
    ]
    items += [
        quick.choice(text(f"compare-by-{group}"), values.days.on(ShowComparison, group=group))
        for group in GROUPS
        if group != values.group
    ]
    return [
        *items,
        quick.choice(text("missing-summary"), values.days.on(ShowSummary)),
        *([quick.choice(text("summary-export"), values.days.on(ExportDays))] if values.exports else []),
        quick.command(text, "menu"),
    ]


def _same(values: ComparisonCard, order: str, page: int = 1) -> Postback:
    return values.days.on(ShowComparison, group=values.group, order=order, page=page)


def opening(group: str, one: ComparedGroup, days: SummaryDays, agency: str | None) -> Postback | None:
    """Return what a tap on a line opens: a person, or the summary of an agency (by its key) or of an area."""
    if group == "person" and one.key is not None:
        return ShowPerson(int(one.key), days.first.isoformat(), days.last.isoformat())
    first, last = days.first.isoformat(), days.last.isoformat()
    if group == "agency":
        return ShowSummary(first, last, area=days.area, agency=agency) if agency else None
    return ShowSummary(first, last, area=one.area, agency=days.agency) if one.area else None
