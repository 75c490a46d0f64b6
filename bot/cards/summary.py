"""A coordinator's summary: missing reports, reviews that wait too long, totals, sectors, and what needs attention."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.cards.sent_words import sent_words
from bot.line.text_length import shorten
from bot.postback import ExportDays, OfDays, Postback, RemindMissing, ShowDetails, ShowMissing, ShowSummary
from locales.texts import Text
from programmes.bangkok import bangkok_day
from services.summaries.summary import MissingPerson, StuckReviews, Totals, TroubleReport, UnhandledMessage
from thai.dates import day_span, long_day

NAMES_SHOWN: Final = 10
STUCK_SHOWN: Final = 4
NAME_UNITS: Final = 60
NAMES_IN_LINE: Final = 4
WORDS_UNITS: Final = 120


@dataclass(frozen=True, slots=True)
class SummaryDays:
    """The days of a summary, and the area (code) and agency (key) to which it is limited."""

    first: date
    last: date
    area: str | None = None
    agency: str | None = None

    @property
    def several(self) -> bool:
        return self.first != self.last

    def on(self, kind: type[OfDays], **more: Any) -> OfDays:
        """Return a button of this kind for these days."""
        return kind(self.first.isoformat(), self.last.isoformat(), area=self.area, agency=self.agency, **more)

    def title(self, text: Text) -> str:
        return span_title(self.first, self.last, text)


@dataclass(frozen=True, slots=True)
class SummaryCard:
    """`scope` is the summary's scope in words; `sectors` holds (label, times, times last week or None), with zeros;
    `stuck_after` is the number of working days after which a review waits too long. `kept_on` is the day of
    asking if days and place were not said, but are those asked about before."""

    days: SummaryDays
    scope: str
    people: int
    missing: tuple[MissingPerson, ...]
    on_leave: tuple[str, ...]
    totals: Totals
    last_week: Totals | None
    sectors: tuple[tuple[str, int, int | None], ...]
    stuck: tuple[StuckReviews, ...] = ()
    stuck_after: int = 7
    unwell: TroubleReport = field(default_factory=TroubleReport)
    kept_on: date | None = None


def above(key: str, scope: str, kept_on: date | None, text: Text) -> str:
    """Return the first line of a card about some days and a place, which says if they are those asked about before."""
    line = text(key, scope=scope)
    return text("summary-kept", line=line) if kept_on else line


def dropping(kind: type[OfDays], kept_on: date | None, text: Text) -> list[Piece]:
    """Return the quick reply that drops the days and the place asked about before, if there are any."""
    if kept_on is None:
        return []
    return [quick.choice(text("summary-drop"), kind(kept_on.isoformat(), kept_on.isoformat()))]


def summary_card(values: SummaryCard, text: Text) -> Piece:
    title = values.days.title(text)
    first_line = above("summary-above", values.scope, values.kept_on, text)
    header = look.heading(first_line, title, below=_reported(values, text))
    body = look.column(
        *_missing(values, text),
        *_stuck(values, text),
        *_totals(values, text),
        *_sectors(values, text),
        *_unwell(values.unwell, text),
    )
    buttons = _buttons(values, text)
    pairs = [
        look.row(*(_narrow(*one) for one in buttons[at : at + 2]), spacing="sm") for at in range(0, len(buttons), 2)
    ]
    footer = look.column(*pairs, look.words(text("summary-hint"), "xxs", look.FAINT, align="center"), spacing="sm")
    items = dropping(ShowSummary, values.kept_on, text)
    items += [quick.choice(label, postback) for label, postback in buttons]
    card = look.bubble(header, body, footer)
    return quick.with_quick_replies(look.flex(_alt(values, text, title), card), [*items, quick.command(text, "menu")])


def span_title(first: date, last: date, text: Text) -> str:
    """Return days as "พุธ 12 ก.ค. 2566" or "10–14 ก.ค. 2566"."""
    return long_day(first, text.language) if first == last else day_span(first, last, text.language)


def missing_line(one: MissingPerson, text: Text, *, days: bool) -> str:
    name = shorten(one.name, NAME_UNITS, "utf16")
    said = text("summary-missing-days", name=name, count=one.days) if days else name
    return text("summary-muted-mark", name=said) if one.muted else said


def trouble_lines(unwell: TroubleReport, text: Text) -> list[str]:
    """Return a line for each problem, with what to do about it."""
    lines = []
    lines += [_parked(one, text) for one in unwell.parked]
    if unwell.unhandled > len(unwell.parked):
        lines.append(text("unwell-unhandled", count=unwell.unhandled - len(unwell.parked)))
    if unwell.undelivered:
        lines.append(text("unwell-undelivered", count=unwell.undelivered))
    if unwell.unreachable:
        lines.append(text("unwell-unreachable", count=len(unwell.unreachable), names=_some(unwell.unreachable, text)))
    if unwell.not_joined:
        lines.append(text("unwell-not-joined", count=len(unwell.not_joined), names=_some(unwell.not_joined, text)))
    pushes = unwell.pushes
    if pushes is not None and pushes.limit is not None:
        if pushes.forecast is not None and pushes.is_short:
            lines.append(text("unwell-pushes-forecast", used=pushes.used, of=pushes.limit, needed=pushes.forecast))
        elif pushes.is_short:
            lines.append(text("unwell-pushes-gone", used=pushes.used, of=pushes.limit))
    return lines


def _parked(event: UnhandledMessage, text: Text) -> str:
    """Return who sent what could not be handled, and what it was if the reader may see it."""
    name = shorten(event.name, NAME_UNITS, "utf16") if event.name else text("unwell-parked-unknown")
    day = long_day(bangkok_day(event.at), text.language)
    if event.raw is None:
        return text("unwell-parked", name=name, day=day)
    return text("unwell-parked-words", name=name, day=day, words=sent_words(event.raw, text, WORDS_UNITS))


def _reported(values: SummaryCard, text: Text) -> str:
    if not values.totals.expected:
        return text("summary-nothing-expected", people=values.people)
    key = "summary-reported-days" if values.days.several else "summary-reported-people"
    return text(key, reported=values.totals.reported, expected=values.totals.expected)


def _missing(values: SummaryCard, text: Text) -> list[Piece]:
    count = len(values.missing)
    title = text("summary-missing", count=count) if count else text("summary-none-missing")
    if not values.totals.expected:
        title = text("summary-not-asked")
    parts = [look.words(title, "md", look.ROSE if count else look.TEAL, bold=True)]
    for one in values.missing[:NAMES_SHOWN]:
        parts.append(look.words(missing_line(one, text, days=values.days.several), "sm", look.INK, margin="sm"))
    if count > NAMES_SHOWN:
        parts.append(look.words(text("summary-and-more", count=count - NAMES_SHOWN), "xs", look.MUTED, margin="sm"))
    if values.on_leave:
        away = text("summary-on-leave", count=len(values.on_leave), names=_some(values.on_leave, text))
        parts.append(look.words(away, "xs", look.MUTED, margin="md"))
    muted = tuple(one.name for one in values.missing if one.muted)
    if muted:
        quiet = text("summary-muted", count=len(muted), names=_some(muted, text))
        parts.append(look.words(quiet, "xs", look.MUTED, margin="sm"))
    return parts


def _stuck(values: SummaryCard, text: Text) -> list[Piece]:
    total = sum(one.entries for one in values.stuck)
    key = "summary-stuck" if total else "summary-none-stuck"
    title = text(key, count=total, days=values.stuck_after)
    parts = [look.rule("xl"), look.words(title, "sm", look.AMBER if total else look.INK, bold=True, margin="lg")]
    for one in values.stuck[:STUCK_SHOWN]:
        mentor = shorten(one.mentor, NAME_UNITS, "utf16") if one.mentor else text("summary-no-mentor")
        said = text("summary-stuck-line", mentor=mentor, count=one.entries, days=one.longest)
        parts.append(look.words(said, "xs", look.INK, margin="sm"))
    if len(values.stuck) > STUCK_SHOWN:
        more = text("summary-stuck-more", count=len(values.stuck) - STUCK_SHOWN)
        parts.append(look.words(more, "xs", look.MUTED, margin="sm"))
    return parts


def _totals(values: SummaryCard, text: Text) -> list[Piece]:
    totals, before = values.totals, values.last_week
    parts: list[Piece] = [look.rule("xl")]
    if totals.share is not None:
        said = text("summary-share", share=totals.share)
        if before is not None and before.share is not None:
            said = text("summary-share-before", share=totals.share, before=before.share)
        parts += [look.words(said, "sm", look.INK, bold=True, margin="lg"), look.bar(totals.share, "8px", margin="sm")]
    entries = text("summary-entries", count=totals.entries)
    if before is not None:
        entries = text("summary-entries-before", count=totals.entries, before=before.entries)
    parts.append(look.words(entries, "xs", look.MUTED, margin="md"))
    return parts


def _sectors(values: SummaryCard, text: Text) -> list[Piece]:
    """Return a bar for each sector, relative to the largest; a sector that nobody met is highlighted."""
    most = max((count for _, count, _ in values.sectors), default=0)
    compared = any(before is not None for _, _, before in values.sectors)
    title = text("summary-sectors-compared") if compared else text("summary-sectors")
    parts: list[Piece] = [look.words(title, "sm", look.INK, bold=True, margin="xl")]
    for label, count, before in values.sectors:
        share = round(100 * count / most) if most else 0
        said = str(count) if before is None else text("summary-sector-before", count=count, before=before)
        parts.append(
            look.row(
                look.words(label, "xs", look.INK if count else look.AMBER, flex=6),
                look.column(look.bar(share, "6px"), flex=5, justifyContent="center"),
                look.words(said, "xs", look.MUTED if count else look.AMBER, flex=4, align="end"),
                margin="sm",
                spacing="sm",
            )
        )
    return parts


def _unwell(unwell: TroubleReport, text: Text) -> list[Piece]:
    lines = trouble_lines(unwell, text)
    parts: list[Piece] = [look.rule("xl")]
    if not lines:
        return [*parts, look.words(text("unwell-none"), "xs", look.MUTED, margin="lg")]
    parts.append(look.words(text("unwell-title"), "sm", look.AMBER, bold=True, margin="lg"))
    return [*parts, *(look.column(look.banner(line, look.AMBER, look.AMBER_SOFT), margin="sm") for line in lines)]


def _buttons(values: SummaryCard, text: Text) -> list[tuple[str, Postback]]:
    buttons: list[tuple[str, Postback]] = []
    if values.missing:
        buttons += [
            (text("summary-who"), values.days.on(ShowMissing)),
            (text("summary-remind"), values.days.on(RemindMissing)),
        ]
    return [
        *buttons,
        (text("summary-details"), values.days.on(ShowDetails)),
        (text("summary-export"), values.days.on(ExportDays)),
    ]


def _narrow(label: str, postback: Postback) -> Piece:
    piece = look.button(label, postback, main=isinstance(postback, ShowMissing))
    piece["contents"][0]["size"] = "sm"
    return {**piece, "flex": 1}


def _some(names: tuple[str, ...], text: Text) -> str:
    shown = ", ".join(shorten(name, NAME_UNITS, "utf16") for name in names[:NAMES_IN_LINE])
    left = len(names) - NAMES_IN_LINE
    return text("summary-names-more", names=shown, count=left) if left > 0 else shown


def _alt(values: SummaryCard, text: Text, title: str) -> str:
    said = [above("summary-above", values.scope, values.kept_on, text), title, _reported(values, text)]
    if values.missing:
        names = _some(tuple(one.name for one in values.missing), text)
        said.append(f"{text('summary-missing', count=len(values.missing))}: {names}")
    stuck = sum(one.entries for one in values.stuck)
    if stuck:
        said.append(text("summary-stuck", count=stuck, days=values.stuck_after))
    return " · ".join([*said, *trouble_lines(values.unwell, text)])
