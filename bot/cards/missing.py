"""The people who have not reported: a page of names, each with place of work, mentor and days missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.cards.summary import NAME_UNITS, SummaryDays, above, dropping
from bot.line.text_length import shorten
from bot.postback import RemindMissing, ShowMissing, ShowPerson, ShowSummary
from locales.texts import Text
from thai.dates import short_day

PAGE: Final = 10
FACT_UNITS: Final = 90


@dataclass(frozen=True, slots=True)
class MissingLine:
    """`days` is the number of missing days; `last` is the last day with a report, or None."""

    person: int
    name: str
    days: int
    place: str | None = None
    mentor: str | None = None
    last: date | None = None
    muted: bool = False


@dataclass(frozen=True, slots=True)
class MissingCard:
    """One page of `total` people; `on_leave` more people are not counted because they are on leave. `kept_on`: as in
    a summary."""

    days: SummaryDays
    scope: str
    lines: tuple[MissingLine, ...]
    total: int
    on_leave: int = 0
    page: int = 1
    kept_on: date | None = None

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def missing_card(values: MissingCard, text: Text) -> Piece:
    count = text("summary-missing", count=values.total)
    title = values.days.title(text)
    lines: list[Piece] = []
    for number, one in enumerate(values.lines, (values.page - 1) * PAGE + 1):
        lines += [_line(number, one, values, text), look.rule()]
    notes = [text("missing-page", page=values.page, of=values.pages)] if values.pages > 1 else []
    if values.on_leave:
        notes.append(text("missing-on-leave", count=values.on_leave))
    notes.append(text("missing-hint"))
    body = look.column(*lines, *(look.words(note, "xs", look.FAINT, margin="md") for note in notes))
    header = look.heading(above("missing-above", values.scope, values.kept_on, text), title, below=count)
    names = ", ".join(_short(one.name, NAME_UNITS) for one in values.lines)
    alt = f"{count} · {title}: {names}"
    return quick.with_quick_replies(look.flex(alt, look.bubble(header, body)), _replies(values, text))


def _line(number: int, one: MissingLine, values: MissingCard, text: Text) -> Piece:
    facts = []
    if values.days.several:
        facts.append(text("missing-days", count=one.days))
    facts.append(text("missing-last", day=short_day(one.last, text.language)) if one.last else text("missing-never"))
    where = " · ".join(part for part in (one.place, one.mentor and text("missing-mentor", name=one.mentor)) if part)
    name = text("summary-muted-mark", name=_short(one.name, NAME_UNITS)) if one.muted else _short(one.name, NAME_UNITS)
    parts = [look.words(name, "sm", look.INK, bold=True), look.words(" · ".join(facts), "xs", look.MUTED)]
    if where:
        parts.append(look.words(_short(where, FACT_UNITS), "xxs", look.MUTED))
    first, last = values.days.first.isoformat(), values.days.last.isoformat()
    return look.row(
        look.words(f"{number}.", "xs", look.MUTED, flex=0),
        look.column(*parts, flex=1, margin="md"),
        look.words("›", "lg", look.FAINT, flex=0, gravity="center"),
        margin="md",
        action=look.tap(
            _short(one.name, 40), ShowPerson(one.person, first, last), text("person-ask", name=_short(one.name, 100))
        ),
    )


def _replies(values: MissingCard, text: Text) -> list[Piece]:
    items = dropping(ShowMissing, values.kept_on, text)
    if values.page < values.pages:
        items.append(quick.choice(text("missing-next"), values.days.on(ShowMissing, page=values.page + 1)))
    if values.page > 1:
        items.append(quick.choice(text("missing-before"), values.days.on(ShowMissing, page=values.page - 1)))
    return [
        *items,
        quick.choice(text("summary-remind"), values.days.on(RemindMissing)),
        quick.choice(text("missing-summary"), values.days.on(ShowSummary)),
        quick.command(text, "menu"),
    ]


def _short(said: str, units: int) -> str:
    return shorten(said, units, "utf16")
