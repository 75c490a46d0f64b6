"""The entries of one day. A tap, or the typed number, opens an entry, or deletes it if the list is for that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import DeleteActivity, OpenActivity, ShowMonth, TellOfDay
from locales.texts import Text
from thai.dates import long_day

SHOWN: Final = 10
STORY_UNITS: Final = 240
PLACE_UNITS: Final = 120


@dataclass(frozen=True, slots=True)
class DayActivity:
    activity: int
    words: str | None
    people: int | None = None
    places: tuple[str, ...] = ()
    photos: int = 0
    state: str = "submitted"


@dataclass(frozen=True, slots=True)
class DayCard:
    """`remark` says why no report is expected (a holiday's name, leave); it is None on a normal working day.
    `to_delete`: one of the entries is chosen to be deleted. `can_be_told`: work of this day may still be recorded."""

    day: date
    entries: tuple[DayActivity, ...]
    remark: str | None = None
    to_delete: bool = False
    can_be_told: bool = False


def day_card(values: DayCard, text: Text) -> Piece:
    day = long_day(values.day, text.language)
    count = text("day-count", count=len(values.entries)) if values.entries else text("day-empty")
    lines: list[Piece] = []
    for number, entry in enumerate(values.entries[:SHOWN], 1):
        lines += [_line(number, entry, values, text), look.rule()]
    if len(values.entries) > SHOWN:
        lines += [
            look.words(text("day-more", count=len(values.entries) - SHOWN), "xs", look.MUTED, margin="md"),
            look.rule(),
        ]
    empty = text("day-empty-hint" if values.can_be_told else "day-empty-closed")
    hint = text("day-delete-hint" if values.to_delete else "day-hint") if values.entries else empty
    above = values.remark or text("day-above-delete" if values.to_delete else "day-above")
    body = look.column(*lines, look.words(hint, "xs", look.FAINT, margin="lg"))
    tell = (text("day-tell"), TellOfDay(values.day.isoformat())) if values.can_be_told and not values.entries else None
    footer = look.column(look.button(*tell, main=True)) if tell else None
    card = look.bubble(look.heading(above, day, below=count), body, footer)
    replies = [
        {"type": "action", "action": _action(number, entry, values, text)}
        for number, entry in enumerate(values.entries[:SHOWN], 1)
    ]
    if tell:
        replies.append(quick.choice(*tell))
    replies.append(quick.choice(text("day-month"), ShowMonth(values.day.strftime("%Y-%m"))))
    alt = " · ".join([day, count, *(_summary(entry, text) for entry in values.entries[:SHOWN])])
    return quick.with_quick_replies(look.flex(alt, card), [*replies, quick.command(text, "menu")])


def _action(number: int, entry: DayActivity, values: DayCard, text: Text) -> Piece:
    """Return what a tap on an entry does."""
    if values.to_delete:
        return look.tap(text("day-delete", number=number), DeleteActivity(entry.activity))
    return look.tap(text("day-open", number=number), OpenActivity(entry.activity))


def _line(number: int, entry: DayActivity, values: DayCard, text: Text) -> Piece:
    details = [text(f"record-state-{entry.state}")]
    if entry.people is not None:
        details.append(text("record-people", count=entry.people))
    if entry.photos:
        details.append(text("record-photos", count=entry.photos))
    parts = [
        look.words(_story(entry, text, STORY_UNITS), "sm", look.INK if entry.words else look.FAINT, maxLines=3),
        look.words(" · ".join(details), "xxs", look.MUTED, margin="sm"),
    ]
    if entry.places:
        parts.append(look.words(shorten(entry.places[0], PLACE_UNITS, "utf16"), "xxs", look.MUTED))
    return look.row(
        look.words(look.numbered(number, ""), "md", look.MUTED, flex=0),
        look.column(*parts, flex=1, margin="md"),
        look.words("›", "lg", look.FAINT, flex=0, gravity="center"),
        margin="md",
        action=_action(number, entry, values, text),
    )


def _summary(entry: DayActivity, text: Text) -> str:
    return f"{_story(entry, text, STORY_UNITS // 2)} ({text(f'record-state-{entry.state}')})"


def _story(entry: DayActivity, text: Text, units: int) -> str:
    return shorten(entry.words, units, "utf16") if entry.words else text("record-no-words")
