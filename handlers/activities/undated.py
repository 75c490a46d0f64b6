"""Messages that are not recorded yet, because the day of which they tell is not certain or not possible.

The conversation keeps only their ids; their words stay in the inbox and are read again when the day is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from bot.inbound.turn import Turn
from bot.line.event import Event, event_from_json
from handlers.activities.days_allowed import day_trouble, day_trouble_text
from handlers.days_meant import DAY_SLOTS, days_in, weekday_remark
from models.activities.pieces import MOST_DAYS
from models.messaging import inbox
from thai.dates import day_span, long_day
from thai.meaning import Doubt, DoubtKind, Understood

ASKED_FIRST: Final = (DoubtKind.SEVERAL_DAYS, DoubtKind.PERIOD_ONLY, DoubtKind.FUTURE, DoubtKind.UNKNOWN_DAY)
LONGEST_PERIOD: Final = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class DayQuestion:
    """Why a message is not recorded yet: `said` asks for the day; `days` are those to choose from, recent first.

    `several`: the message tells of all of them. `is_plan`: it tells of work that is still to be done.
    """

    said: str
    days: tuple[date, ...] = ()
    several: bool = False
    is_plan: bool = False


def question_about(turn: Turn, understood: Understood) -> DayQuestion | None:
    """Return what to ask before a message is recorded, or None if its day is certain and possible, or not mentioned."""
    slots = understood.slots
    doubts = [doubt for doubt in understood.doubts if doubt.slot in DAY_SLOTS]
    first = next((doubt for doubt in doubts if doubt.kind in ASKED_FIRST), None)
    named = _days_named(understood, doubts)
    allowed = tuple(day for day in named if day_trouble(turn, day) is None)
    if slots.problem is not None:
        return DayQuestion(turn.text("which-day-impossible", said=slots.problem))
    if first is not None and first.kind is DoubtKind.UNKNOWN_DAY:
        return DayQuestion(turn.text("which-day-unknown", said=first.words or "?"), allowed)
    day = slots.activity_date
    trouble = day_trouble(turn, day) if day is not None else None
    if day is not None and first is None and trouble is None:
        return None
    if day is None and slots.period is None and first is None:
        return None
    if (named and min(named) > turn.day) or (day is None and slots.period is not None and slots.period[0] > turn.day):
        return DayQuestion(turn.text("which-day-future", day=_span_named(turn, understood, named)), is_plan=True)
    if day is not None and trouble is not None and not allowed:
        said = turn.text("which-day-not-allowed", why=day_trouble_text(turn, trouble, day))
        return DayQuestion(said, is_plan=trouble == "day-in-future")
    remark = weekday_remark(doubts, turn.text)
    several = (first is None or first.kind is DoubtKind.SEVERAL_DAYS) and day is None and 1 < len(allowed) <= MOST_DAYS
    asks = turn.text("which-day-several", count=len(allowed)) if several else turn.text("which-day")
    return DayQuestion(f"{remark}\n{asks}" if remark else asks, allowed, several=several)


def message_of(turn: Turn, inbox_id: int) -> Event | None:
    """Return a message of this chat, or None if its words are no longer stored."""
    raw = inbox.raw_of(turn.session, inbox_id, turn.chat.line_user_id)
    said = event_from_json(raw) if raw else None
    return said if said is not None and said.text is not None and said.message_id is not None else None


def wait_for_day(turn: Turn, inbox_id: int) -> None:
    """Keep a message until its day is known."""
    others = [one for one in turn.conversation.undated if one["inbox"] != inbox_id]
    turn.conversation.keep_undated([*others, {"inbox": inbox_id, "entry": None, "times": 0}])


def wait_no_more(turn: Turn, inbox_id: int) -> None:
    turn.conversation.keep_undated([one for one in turn.conversation.undated if one["inbox"] != inbox_id])


def newest(turn: Turn) -> dict[str, Any] | None:
    """Return the message about which is asked: {"inbox", "entry", "times"}, or None if none waits."""
    waiting = turn.conversation.undated
    return waiting[-1] if waiting else None


def change_newest(turn: Turn, **values: Any) -> None:
    waiting = turn.conversation.undated
    if waiting:
        turn.conversation.keep_undated([*waiting[:-1], waiting[-1] | values])


def _days_named(understood: Understood, doubts: Iterable[Doubt]) -> list[date]:
    """Return the days that a message may tell of, recent first."""
    slots = understood.slots
    found = {slots.activity_date} if slots.activity_date else set[date]()
    for doubt in doubts:
        found |= {option for option in doubt.options if isinstance(option, date)}
    if not found and slots.period is not None and slots.period[1] - slots.period[0] <= LONGEST_PERIOD:
        found = set(days_in((slots.period,)))
    return sorted(found, reverse=True)


def _span_named(turn: Turn, understood: Understood, named: list[date]) -> str:
    first, last = understood.slots.period or (min(named), max(named))
    language = turn.text.language
    return long_day(first, language) if first == last else day_span(first, last, language)
