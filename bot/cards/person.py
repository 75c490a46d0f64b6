"""One participant, for their mentor or coordinator: place, mentor, days, sectors, entries and reviews."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.cards.summary import NAME_UNITS, span_title
from bot.line.text_length import shorten
from bot.postback import ShowPerson, ShowPlan
from locales.texts import Text
from thai.dates import long_day, short_day

ENTRIES_SHOWN: Final = 8
DAYS_SHOWN: Final = 12
STORY_UNITS: Final = 200
PLACE_UNITS: Final = 90
REVIEW_UNITS: Final = 160


@dataclass(frozen=True, slots=True)
class PersonActivity:
    """`review` is a mentor's last comment on the entry; `by` is the mentor's name."""

    day: date
    words: str | None
    state: str
    people: int | None = None
    photos: int = 0
    place: str | None = None
    review: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """`facts` maps labels to values; `missing` are days without a report; `away` are days on leave; `more` is how many
    entries are not shown; `earlier` is the period before this one; `has_plan`: there may be a development plan."""

    person: int
    name: str
    first: date
    last: date
    facts: tuple[tuple[str, str], ...]
    expected: int
    reported: int
    missing: tuple[date, ...] = ()
    away: tuple[date, ...] = ()
    sectors: tuple[tuple[str, int], ...] = ()
    entries: tuple[PersonActivity, ...] = ()
    more: int = 0
    earlier: tuple[date, date] | None = None
    notes: tuple[str, ...] = field(default=())
    has_plan: bool = False


def person_card(values: PersonCard, text: Text) -> Piece:
    span = span_title(values.first, values.last, text)
    done = text("person-days", reported=values.reported, expected=values.expected)
    parts: list[Piece] = [look.words(note, "xs", look.AMBER, margin="none") for note in values.notes]
    parts += [look.fact(label, value) for label, value in values.facts]
    parts += _days(values, text)
    if any(count for _, count in values.sectors):
        met = ", ".join(text("person-sector", label=label, count=count) for label, count in values.sectors if count)
        parts.append(look.fact(text("person-sectors"), met))
    parts += _entries(values, text)
    header = look.heading(span, shorten(values.name, NAME_UNITS, "utf16"), below=done)
    replies = []
    if values.earlier is not None:
        first, last = values.earlier
        replies.append(
            quick.choice(text("person-earlier"), ShowPerson(values.person, first.isoformat(), last.isoformat()))
        )
    if values.has_plan:
        replies.append(quick.choice(text("person-plan"), ShowPlan(values.person)))
    alt = " · ".join([values.name, span, done, *(_summary(entry, text) for entry in values.entries[:ENTRIES_SHOWN])])
    card = look.bubble(header, look.column(*parts))
    return quick.with_quick_replies(look.flex(alt, card), [*replies, quick.command(text, "menu")])


def _days(values: PersonCard, text: Text) -> list[Piece]:
    parts = []
    if values.missing:
        parts.append(look.words(_listed("person-missing", values.missing, text), "xs", look.ROSE, margin="lg"))
    if values.away:
        parts.append(look.words(_listed("person-away", values.away, text), "xs", look.MUTED, margin="sm"))
    return parts


def _listed(key: str, days: tuple[date, ...], text: Text) -> str:
    shown = ", ".join(short_day(day, text.language) for day in days[:DAYS_SHOWN])
    if len(days) > DAYS_SHOWN:
        shown = text("person-more-days", days=shown, count=len(days) - DAYS_SHOWN)
    return text(key, count=len(days), days=shown)


def _entries(values: PersonCard, text: Text) -> list[Piece]:
    if not values.entries:
        return [look.rule("xl"), look.words(text("person-no-entries"), "sm", look.MUTED, margin="lg")]
    parts: list[Piece] = []
    for entry in values.entries[:ENTRIES_SHOWN]:
        parts += [look.rule("lg"), _entry(entry, text)]
    left = values.more + max(0, len(values.entries) - ENTRIES_SHOWN)
    if left:
        parts += [look.rule("lg"), look.words(text("person-more", count=left), "xs", look.MUTED, margin="md")]
    return parts


def _entry(entry: PersonActivity, text: Text) -> Piece:
    details = [text(f"record-state-{entry.state}")]
    if entry.people is not None:
        details.append(text("record-people", count=entry.people))
    if entry.photos:
        details.append(text("record-photos", count=entry.photos))
    if entry.place:
        details.append(shorten(entry.place, PLACE_UNITS, "utf16"))
    parts = [
        look.words(long_day(entry.day, text.language), "xs", look.MUTED),
        look.words(_story(entry, text), "sm", look.INK, maxLines=4),
        look.words(" · ".join(details), "xxs", look.MUTED, margin="xs"),
    ]
    if entry.review:
        said = text("person-review", by=entry.by or "–", words=shorten(entry.review, REVIEW_UNITS, "utf16"))
        parts.append(look.words(said, "xs", look.INK, margin="xs"))
    return look.column(*parts, margin="md")


def _story(entry: PersonActivity, text: Text) -> str:
    return shorten(entry.words, STORY_UNITS, "utf16") if entry.words else text("person-no-words")


def _summary(entry: PersonActivity, text: Text) -> str:
    return f"{short_day(entry.day, text.language)} {shorten(_story(entry, text), 80, 'utf16')}"
