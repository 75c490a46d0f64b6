"""My days: a month's calendar of what was reported and what is missing, and the entries of one day."""

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta

from bot.cards.calendar import DayCell, MonthCard, month_card
from bot.cards.day import DayCard, DayEntry, day_card
from bot.inbound.router import on
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from bot.postback import OpenActivity, OpenDay, ShowMonth
from handlers.activities.corrections import delete, open_activity
from handlers.activities.recording import is_participant
from handlers.activities.showing import leave_question
from models.activities import activities, details
from models.activities.activities import Activity, ActivityState
from models.people import leave
from programmes import Programme
from services.activities.in_words import place_name

DAY = "day"  # the soft question after a day's list: a number opens an entry


def show_list(turn: Turn) -> Reply:
    """ "My entries": the month of today, or the day or month that was said."""
    said = turn.understood.slots if turn.understood else None
    if said and said.activity_date is not None:
        return show_day(turn, said.activity_date)
    first = said.period[0] if said and said.period else turn.day
    return show_month(turn, first.replace(day=1))


def show_picked_month(turn: Turn) -> Reply:
    assert isinstance(turn.postback, ShowMonth)  # noqa: S101 - by its route
    return show_month(turn, date.fromisoformat(f"{turn.postback.month}-01"))


def show_picked_day(turn: Turn) -> Reply:
    assert isinstance(turn.postback, OpenDay)  # noqa: S101 - by its route
    try:
        return show_day(turn, date.fromisoformat(turn.postback.day))
    except ValueError:  # 2023-02-31 passes the button's pattern
        return show_month(turn, turn.day.replace(day=1))


def show_month(turn: Turn, first: date) -> Reply:
    leave_question(turn)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    entries: dict[date, list[Activity]] = defaultdict(list)
    for entry in activities.days_of(turn.session, turn.me.id, first, last):
        entries[entry.day].append(entry)
    days = [first + timedelta(days=offset) for offset in range(last.day)]
    away = leave.days_off(turn.session, [turn.me.id], first, last).get(turn.me.id, set())
    marks = {day: mark_of(turn.programme, day, turn.day, entries[day], away=day in away) for day in days}
    cells = tuple(DayCell(day, marks[day], len(entries[day])) for day in days)
    expected = [day for day in turn.programme.expected_days(first, min(last, turn.day)) if day not in away]
    values = MonthCard(
        month=first,
        cells=cells,
        today=turn.day,
        reported=sum(1 for day in expected if any(entry.counts for entry in entries[day])),
        expected=len(expected),
        earlier=first > turn.programme.start.replace(day=1),
        later=last < min(turn.day, turn.programme.end),
    )
    return Reply([month_card(values, turn.text)])


def show_day(turn: Turn, day: date) -> Reply:
    entries = activities.days_of(turn.session, turn.me.id, day, day)
    language = turn.text.language
    listed = tuple(
        DayEntry(
            activity=entry.id,
            words=entry.words,
            people=entry.people_count,
            places=tuple(place_name(place, language) for place in details.details(turn.session, entry.id).places),
            photos=entry.photos,
            state=entry.state,
        )
        for entry in entries
    )
    turn.conversation.ask(DAY, turn.now, entries=[entry.id for entry in entries])
    return Reply([day_card(DayCard(day, listed, _remark(turn, day)), turn.text)])


def _remark(turn: Turn, day: date) -> str | None:
    """Why nothing is expected on a day: a holiday's name, or leave."""
    away = leave.days_off(turn.session, [turn.me.id], day, day)
    return turn.programme.holiday_name(day, turn.text.language) or (turn.text("calendar-mark-leave") if away else None)


def open_numbered(turn: Turn) -> Reply:
    """A number typed after a day's list."""
    chosen = _numbered(turn)
    turn.postback = OpenActivity(chosen) if chosen else None
    return open_activity(turn)


def mark_of(programme: Programme, day: date, today: date, entries: list[Activity], *, away: bool = False) -> str:
    """How the calendar shows a day: a key of the card's marks."""
    states = {entry.state for entry in entries}
    if ActivityState.RETURNED in states:
        return "returned"
    counted = [entry for entry in entries if entry.counts]
    if counted:
        return "approved" if all(entry.state == ActivityState.APPROVED for entry in counted) else "filled"
    if entries:
        return "note"
    if away and programme.is_working_day(day):
        return "leave"
    if day > today:
        return "future"
    if programme.holiday_name(day, "th"):
        return "holiday"
    if not programme.is_working_day(day):
        return "weekend"
    if not programme.is_expected(day):
        return "none"
    return "missing" if day < today else "none"


def _numbered(turn: Turn) -> int | None:
    words = (turn.event.text or "").strip()
    listed = turn.conversation.data.get("entries", []) if turn.conversation.open == DAY else []
    number = int(words) if words.isdecimal() and len(words) <= 2 else 0  # int() reads Thai digits too
    return listed[number - 1] if 1 <= number <= len(listed) else None


routes = [
    on(lambda turn: is_participant(turn) and isinstance(turn.postback, ShowMonth))(show_picked_month),
    on(lambda turn: is_participant(turn) and isinstance(turn.postback, OpenDay))(show_picked_day),
    on(lambda turn: is_participant(turn) and _numbered(turn) is not None)(open_numbered),
]


def _wants_list(turn: Turn) -> bool:
    return is_participant(turn) and turn.said_intent == "list_activities"


def change_of_day(turn: Turn) -> Reply:
    """ "Delete yesterday's", "correct the one of the 5th": the day's only entry, or all of them to choose from."""
    assert turn.understood is not None  # noqa: S101 - by its route
    day = turn.understood.slots.activity_date
    assert day is not None  # noqa: S101 - by its route
    entries = activities.days_of(turn.session, turn.me.id, day, day)
    if len(entries) != 1:
        return show_day(turn, day)
    turn.postback = OpenActivity(entries[0].id)
    return delete(turn) if turn.intent == "delete_activity" else open_activity(turn)


def _changes_a_day(turn: Turn) -> bool:
    says_day = turn.understood is not None and turn.understood.slots.activity_date is not None
    return is_participant(turn) and says_day and turn.intent in ("delete_activity", "edit_activity")


commands = [on(_wants_list)(show_list), on(_changes_a_day)(change_of_day)]
