"""A coordinator's summary: missing reports, reviews that wait too long, totals, sectors, and what needs attention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from services.summaries.summary import (
    MissingPerson,
    SilentPerson,
    StuckReviews,
    Totals,
    TroubleReport,
    UnhandledMessage,
    Unreviewed,
    Waits,
)
from thai.dates import day_span, long_day

NAMES_SHOWN: Final = 10
STUCK_SHOWN: Final = 4
NAME_UNITS: Final = 60
NAMES_IN_LINE: Final = 4
NAMES_OF_SILENT: Final = 8
SILENT_FOR: Final = (10, 5, 3)  # working days
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
    asking if days and place were not said, but are those asked about before. `open_until` is the time
    until which the last day is not over, if it is not. `exports`: whoever sees it may export. `daily`: the programme
    expects reports of days; `reviewed`: mentors review entries."""

    days: SummaryDays
    scope: str
    people: int
    missing: tuple[MissingPerson, ...]
    on_leave: tuple[str, ...]
    totals: Totals
    last_week: Totals | None
    sectors: tuple[tuple[str, int, int | None], ...]
    silent: tuple[SilentPerson, ...] = ()
    unreviewed: Unreviewed = field(default_factory=Unreviewed)
    stuck: tuple[StuckReviews, ...] = ()
    stuck_after: int = 7
    unwell: TroubleReport = field(default_factory=TroubleReport)
    kept_on: date | None = None
    open_until: str | None = None
    exports: bool = True
    daily: bool = True
    reviewed: bool = True


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
    wrong = _wrong(values, text)
    asked = [*_missing(values, text), *_reviews(values, text)]
    body = look.column(
        *wrong,
        *asked,
        *_totals(values, text)[0 if asked else 1 :],  # no line where nothing stands above it
        *_sectors(values, text),
        *([] if wrong else [look.rule("xl"), look.words(text("unwell-none"), "xs", look.MUTED, margin="lg")]),
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
    if unwell.mentors_away:
        names = _some(unwell.mentors_away, text)
        lines.append(text("unwell-mentors", count=len(unwell.mentors_away), names=names))
    if unwell.not_joined:
        lines.append(text("unwell-not-joined", count=len(unwell.not_joined), names=_some(unwell.not_joined, text)))
    lines += wait_lines(unwell.waits, text)
    pushes = unwell.pushes
    if pushes is not None and pushes.limit is not None:
        if pushes.forecast is not None and pushes.is_short:
            lines.append(text("unwell-pushes-forecast", used=pushes.used, of=pushes.limit, needed=pushes.forecast))
        elif pushes.is_short:
            lines.append(text("unwell-pushes-gone", used=pushes.used, of=pushes.limit))
    if unwell.backup_days is not None:
        key = "unwell-backup-old" if unwell.backup_days else "unwell-backup-none"
        lines.append(text(key, days=unwell.backup_days))
    return lines


def wait_lines(waits: Waits, text: Text) -> list[str]:
    """Return a line for each kind of thing that waits, with what to type."""
    lines = []
    if waits.trainings:
        lines.append(text("waits-trainings", count=waits.trainings))
    if waits.nominations:
        lines.append(text("waits-nominations", count=waits.nominations))
    for call in waits.calls:
        lines.append(text("waits-call", name=call.name(text.language), count=call.units))
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
    if not values.daily:
        return [look.words(_away(values, text), "xs", look.MUTED)] if values.on_leave else []
    count = len(values.missing)
    title = text("summary-missing", count=count) if count else text("summary-none-missing")
    if not values.totals.expected:
        title = text("summary-not-asked")
    early = values.open_until is not None and not values.days.several
    color = look.TEAL if not count else look.INK if early else look.ROSE
    parts = [look.words(title, "md", color, bold=True)]
    if values.open_until is not None:
        key = "summary-not-over" if early else "summary-today-not-counted"
        parts.append(look.words(text(key, time=values.open_until), "xs", look.MUTED, margin="sm"))
    for one in values.missing[:NAMES_SHOWN]:
        parts.append(look.words(missing_line(one, text, days=values.days.several), "sm", look.INK, margin="sm"))
    if count > NAMES_SHOWN:
        parts.append(look.words(text("summary-and-more", count=count - NAMES_SHOWN), "xs", look.MUTED, margin="sm"))
    if values.on_leave:
        parts.append(look.words(_away(values, text), "xs", look.MUTED, margin="md"))
    muted = tuple(one.name for one in values.missing if one.muted)
    if muted:
        quiet = text("summary-muted", count=len(muted), names=_some(muted, text))
        parts.append(look.words(quiet, "xs", look.MUTED, margin="sm"))
    return parts


def _away(values: SummaryCard, text: Text) -> str:
    return text("summary-on-leave", count=len(values.on_leave), names=_some(values.on_leave, text))


def wrong_lines(values: SummaryCard, text: Text) -> list[str]:
    """Return what is wrong, the worst first: silence, reviews that wait too long, fewer reports, and other troubles."""
    lines = list(_silence(values.silent, text))
    overdue = sum(one.entries for one in values.stuck)
    if overdue:
        lines.append(text("summary-stuck", count=overdue, days=values.stuck_after))
    now, before = values.totals.share, values.last_week.share if values.last_week else None
    if now is not None and before is not None and now < before:
        lines.append(text("summary-falling", share=now, before=before))
    return [*lines, *trouble_lines(values.unwell, text)]


def _silence(silent: Sequence[SilentPerson], text: Text) -> Iterator[str]:
    """Yield a line for those silent for 10 working days or more, for 5 to 9, for 3 and 4, if there are any."""
    for least, most in zip(SILENT_FOR, (None, *(days - 1 for days in SILENT_FOR)), strict=False):
        here = [one for one in silent if one.days >= least and (most is None or one.days <= most)]
        shown = [text("summary-silent-name", name=_name(one.name), days=one.days) for one in here[:NAMES_OF_SILENT]]
        names = _listed(shown, len(here) - NAMES_OF_SILENT, text)
        if here and most is None:
            yield text("summary-silent", count=len(here), days=least, names=names)
        elif here:
            yield text("summary-silent-between", count=len(here), days=least, most=most or least, names=names)


def _wrong(values: SummaryCard, text: Text) -> list[Piece]:
    lines = wrong_lines(values, text)
    if not lines:
        return []
    parts: list[Piece] = [look.words(text("unwell-title"), "md", look.AMBER, bold=True)]
    parts += [look.column(look.banner(line, look.AMBER, look.AMBER_SOFT), margin="sm") for line in lines]
    return [*parts, look.rule("xl")]


def _reviews(values: SummaryCard, text: Text) -> list[Piece]:
    """Return all that waits for a review, by age, and with whom what has waited too long."""
    total = values.unreviewed.total
    if not values.reviewed:
        return []
    key = "summary-unreviewed" if total else "summary-none-unreviewed"
    parts = [look.rule("xl"), look.words(text(key, count=total), "sm", look.INK, bold=True, margin="lg")]
    if total:
        parts.append(look.words(_ages(values.unreviewed, text), "xs", look.MUTED, margin="sm"))
    for one in values.stuck[:STUCK_SHOWN]:
        mentor = _name(one.mentor) if one.mentor else text("summary-no-mentor")
        said = text("summary-stuck-line", mentor=mentor, count=one.entries, days=one.longest)
        if one.taken_over:
            said = text("summary-stuck-taken-over", line=said, count=one.taken_over)
        parts.append(look.words(said, "xs", look.INK, margin="sm"))
    if len(values.stuck) > STUCK_SHOWN:
        more = text("summary-stuck-more", count=len(values.stuck) - STUCK_SHOWN)
        parts.append(look.words(more, "xs", look.MUTED, margin="sm"))
    return parts


def _ages(waiting: Unreviewed, text: Text) -> str:
    """Return how many entries have waited how long, the oldest first."""
    said = []
    most: int | None = None
    for least, count in reversed(waiting.by_age):
        if count and most is None:
            said.append(text("summary-unreviewed-age", days=least, count=count))
        elif count:
            said.append(text("summary-unreviewed-between", days=least, most=most or least, count=count))
        most = least - 1
    return " · ".join(said)


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
    """Return a bar for each sector, relative to the largest; a sector that nobody met is highlighted. A programme may
    have none."""
    if not values.sectors:
        return []
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
        *([(text("summary-export"), values.days.on(ExportDays))] if values.exports else []),
    ]


def _narrow(label: str, postback: Postback) -> Piece:
    piece = look.button(label, postback, main=isinstance(postback, ShowMissing))
    piece["contents"][0]["size"] = "sm"
    return {**piece, "flex": 1}


def _name(name: str) -> str:
    return shorten(name, NAME_UNITS, "utf16")


def _some(names: Sequence[str], text: Text) -> str:
    return _listed([_name(name) for name in names[:NAMES_IN_LINE]], len(names) - NAMES_IN_LINE, text)


def _listed(shown: Sequence[str], left: int, text: Text) -> str:
    names = ", ".join(shown)
    return text("summary-names-more", names=names, count=left) if left > 0 else names


def _alt(values: SummaryCard, text: Text, title: str) -> str:
    said = [above("summary-above", values.scope, values.kept_on, text), title, _reported(values, text)]
    said += wrong_lines(values, text)
    if values.missing:
        names = _some(tuple(one.name for one in values.missing), text)
        said.append(f"{text('summary-missing', count=len(values.missing))}: {names}")
    return " · ".join(said)
