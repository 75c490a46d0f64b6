"""A participant's days: the calendar of a month, and the entries of one day."""

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta

from bot.cards.day import DayActivity, DayCard, day_card
from bot.cards.month import DayCell, MonthCard, month_card
from bot.inbound.router import on_intent, on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from bot.postback import OpenDay, ShowMonth
from handlers.activities.corrections import TypedStep, delete, show, with_entry
from handlers.activities.days_allowed import day_trouble
from handlers.conversation import is_fresh, leave_question
from handlers.roles import PARTICIPANTS
from models.activities import activities, details
from models.activities.activities import Activity, ActivityState
from models.people import leave
from programmes import Programme
from services.activities.in_words import place_name
from services.plans.in_words import progress_of
from services.plans.status import status_of

DAY = "day"  # the optional question after a day's list: a number opens an entry


def show_list(turn: Turn) -> Reply:
    """Answer "my entries" with the month of today, or with the day or month that was mentioned."""
    said = turn.understood.slots if turn.understood else None
    if said and said.activity_date is not None:
        return show_day(turn, said.activity_date)
    first = said.period[0] if said and said.period else turn.day
    return show_month(turn, first.replace(day=1))


def show_picked_month(turn: Turn, button: ShowMonth) -> Reply:
    return show_month(turn, date.fromisoformat(f"{button.month}-01"))


def show_picked_day(turn: Turn, button: OpenDay) -> Reply:
    try:
        return show_day(turn, date.fromisoformat(button.day))
    except ValueError:  # such as 2023-02-31, which the button's pattern allows
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
        plan=_plan_in(turn, first),
    )
    return Reply([month_card(values, turn.text)])


def _plan_in(turn: Turn, month: date) -> str | None:
    """Return how the goals of the development plan were in a month, if that was said."""
    if turn.programme.plan is None:
        return None
    found = status_of(turn.session, turn.programme, turn.me.id)
    said = progress_of(found, turn.text, f"{month:%Y-%m}")
    return turn.text("plan-in-month", said=said) if said else None


def show_day(turn: Turn, day: date, *, to_delete: bool = False) -> Reply:
    """Show the entries of a day, to open one of them or `to_delete` one."""
    entries = activities.days_of(turn.session, turn.me.id, day, day)
    language = turn.text.language
    listed = tuple(
        DayActivity(
            activity=entry.id,
            words=entry.words,
            people=entry.people_count,
            places=tuple(place_name(place, language) for place in details.details(turn.session, entry.id).places),
            photos=entry.photos,
            state=entry.state,
        )
        for entry in entries
    )
    turn.conversation.ask(DAY, turn.now, entries=[entry.id for entry in entries], delete=to_delete, day=day.isoformat())
    can_be_told = day_trouble(turn, day) is None
    values = DayCard(day, listed, _remark(turn, day), to_delete=to_delete, can_be_told=can_be_told)
    return Reply([day_card(values, turn.text)])


def _remark(turn: Turn, day: date) -> str | None:
    """Return why no report is expected on a day: a holiday's name, or leave."""
    away = leave.days_off(turn.session, [turn.me.id], day, day)
    return turn.programme.holiday_name(day, turn.text.language) or (turn.text("calendar-mark-leave") if away else None)


def open_numbered(turn: Turn, activity_id: int) -> Reply:
    """Open the entry whose number was typed after a day's list, or delete it if the list is for that."""
    step: TypedStep = delete if turn.conversation.data.get("delete") and is_fresh(turn) else show
    return with_entry(turn, activity_id, step)


def mark_of(programme: Programme, day: date, today: date, entries: list[Activity], *, away: bool = False) -> str:
    """Return how the calendar shows a day: a key of the card's marks."""
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
    """Return the listed entry whose number was typed."""
    words = (turn.event.text or "").strip()
    listed = turn.conversation.data.get("entries", [])
    number = int(words) if words.isdecimal() and len(words) <= 2 else 0  # int() also reads Thai digits
    return listed[number - 1] if 1 <= number <= len(listed) else None


routes = [
    on_postback(ShowMonth, PARTICIPANTS)(show_picked_month),
    on_postback(OpenDay, PARTICIPANTS)(show_picked_day),
    on_open(DAY, roles=PARTICIPANTS).reading(_numbered)(open_numbered),
]
commands = [
    on_intent("list_activities", roles=PARTICIPANTS)(show_list),
]
