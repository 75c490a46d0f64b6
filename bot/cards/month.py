"""The calendar of one month: a grid of days that are recorded, missing or still to come. A tap opens a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.postback import OpenDay, ShowMonth
from locales.texts import Text
from thai.dates import long_day

NOTHING: Final = "\u00a0"  # LINE refuses an empty text; a blank one keeps all weeks equally high


class DayMark(NamedTuple):
    """How one kind of day looks. The sign below the number shows the kind without colour."""

    background: str
    color: str
    sign: str


MARKS: Final = {
    "filled": DayMark(look.TEAL, look.PAPER, "●"),
    "approved": DayMark(look.INDIGO, look.PAPER, "✓"),
    "returned": DayMark(look.AMBER_SOFT, look.AMBER, "↺"),
    "missing": DayMark("#FBE9E7", look.ROSE, "–"),
    "note": DayMark(look.TEAL_SOFT, look.TEAL, "○"),
    "leave": DayMark(look.INDIGO_SOFT, look.MUTED, "▪"),
    "holiday": DayMark(look.PAPER, look.FAINT, "◇"),
    "weekend": DayMark(look.PAPER, look.FAINT, NOTHING),
    "future": DayMark(look.PAPER, look.MUTED, NOTHING),
    "none": DayMark(look.PAPER, look.INK, NOTHING),
}
SAID: Final = ("filled", "approved", "returned", "missing", "note", "leave", "holiday")  # the order in the legend


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day. `mark` is a key of MARKS, `count` is the number of entries."""

    day: date
    mark: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class MonthCard:
    """`month` is its first day; `reported` and `expected` are days so far; `earlier`, `later`: does one exist. `plan`
    says how the goals of the development plan were in this month."""

    month: date
    cells: tuple[DayCell, ...]
    today: date
    reported: int
    expected: int
    earlier: bool = False
    later: bool = False
    plan: str | None = None


def month_card(values: MonthCard, text: Text) -> Piece:
    title = month_title(values.month, text)
    if values.expected:
        total = text("calendar-total", reported=values.reported, expected=values.expected)
    else:  # on no day of the month a report is expected
        total = text("calendar-entries", count=sum(cell.count for cell in values.cells))
    body = look.column(
        look.row(
            *(
                look.words(name, "xxs", look.MUTED, align="center", wrap=False)
                for name in text("calendar-weekdays").split()
            )
        ),
        *_weeks(values, text),
        _legend(values, text),
        *([look.words(values.plan, "xs", look.INDIGO, margin="lg")] if values.plan else []),
        look.words(text("calendar-hint"), "xxs", look.FAINT, align="center", margin="lg"),
    )
    card = look.bubble(look.heading(text("calendar-above"), title, below=total), {**body, "paddingAll": "12px"})
    items = []
    if values.earlier:
        items.append(_month_reply(_month_before(values.month), text))
    if values.later:
        items.append(_month_reply(_month_after(values.month), text))
    items += [quick.command(text, "log_activity"), quick.command(text, "my_status"), quick.command(text, "menu")]
    return quick.with_quick_replies(look.flex(_alt(values, text, title, total), card), items)


def month_title(month: date, text: Text) -> str:
    """Return the month's title, such as กรกฎาคม 2566 or July 2023."""
    year = month.year + (543 if text.language == "th" else 0)
    return text("month-title", month=text("month-name", month=month.month), year=year)


def _month_reply(month: date, text: Text) -> Piece:
    return quick.choice(month_title(month, text), ShowMonth(month.strftime("%Y-%m")))


def _month_before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def _month_after(month: date) -> date:
    return date(month.year + (month.month == 12), month.month % 12 + 1, 1)


def _weeks(values: MonthCard, text: Text) -> list[Piece]:
    """Return the rows of weeks. A week begins on Sunday, as in printed Thai calendars."""
    blanks = values.month.isoweekday() % 7
    slots: list[Piece] = [{"type": "filler"}] * blanks
    slots += [_cell(cell, cell.day == values.today, text) for cell in values.cells]
    slots += [{"type": "filler"}] * (-len(slots) % 7)
    return [look.row(*slots[at : at + 7], spacing="xs", margin="xs") for at in range(0, len(slots), 7)]


def _cell(cell: DayCell, is_today: bool, text: Text) -> Piece:
    mark = MARKS[cell.mark]
    sign = mark.sign if cell.count < 2 else str(cell.count) + mark.sign
    piece = look.column(
        look.words(str(cell.day.day), "sm", mark.color, bold=is_today or cell.count > 0, align="center", wrap=False),
        look.words(sign, "xxs", mark.color, align="center", wrap=False),
        backgroundColor=mark.background,
        cornerRadius="8px",
        paddingTop="4px",
        paddingBottom="2px",
        flex=1,
    )
    if is_today:
        piece |= {"borderWidth": "2px", "borderColor": look.INDIGO}
    if cell.mark != "future":
        day = cell.day.isoformat()
        piece["action"] = look.tap(day, OpenDay(day), long_day(cell.day, text.language))
    return piece


def _legend(values: MonthCard, text: Text) -> Piece:
    """Return the legend with the marks that occur in this month."""
    shown = {cell.mark for cell in values.cells}
    entries = [
        look.row(
            look.column(
                look.words(MARKS[mark].sign, "xxs", MARKS[mark].color, align="center", wrap=False),
                backgroundColor=MARKS[mark].background,
                cornerRadius="4px",
                width="20px",
                flex=0,
            ),
            look.words(
                text(f"calendar-mark-{mark}"), "xxs", look.INK if mark == "missing" else look.GREY, flex=1, margin="sm"
            ),
            flex=1,
        )
        for mark in SAID
        if mark in shown
    ]
    if len(entries) % 2:
        entries.append({"type": "filler"})
    lines = [look.row(*entries[at : at + 2], spacing="md", margin="sm") for at in range(0, len(entries), 2)]
    return look.column(*lines, margin="lg") if lines else {"type": "filler"}


def _alt(values: MonthCard, text: Text, title: str, total: str) -> str:
    said = [title, total]
    for mark in SAID:
        days = [str(cell.day.day) for cell in values.cells if cell.mark == mark]
        if days:
            said.append(f"{text(f'calendar-mark-{mark}')}: {', '.join(days)}")
    if values.plan:
        said.append(values.plan)
    return " · ".join(said)
