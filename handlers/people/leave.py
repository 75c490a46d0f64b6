"""Leave and mutes: leave changes which reports are expected of a person, a mute only what is sent to them."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_intent, on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import CancelLeave, MuteUntil, TakeLeave
from handlers.conversation import context, is_fresh, leave_question
from models.people import audit, leave
from models.people.leave import Leave
from models.people.people import Role
from thai.dates import day_span, long_day
from thai.intents import INTENTS
from thai.understand import understand

LEAVE: Final = "leave"  # the question: which days?
LONGEST_LEAVE: Final = timedelta(days=60)
LONGEST_MUTE: Final = timedelta(days=14)
SHOWN: Final = 5

# ── leave ──


def take_leave(turn: Turn) -> Reply:
    """Answer "on leave the 3rd to the 5th": store it at once, with an undo. Without a day, ask for the days."""
    said = _days_said(turn)
    if said is None:
        turn.conversation.ask(LEAVE, turn.now)
        return say(_ask(turn), quick_replies=_day_choices(turn))
    return _note(turn, *said)


def answer_days(turn: Turn) -> Reply:
    """Take the answer to "which days?"."""
    if turn.says("leave-none") or (turn.is_command and turn.intent in INTENTS.declines):
        turn.conversation.close(turn.now)
        return say(turn.text("leave-not-noted"), quick_replies=[quick.command(turn.text, "menu")])
    said = _days_in(turn, turn.event.text or "")
    if said is None:
        return say(turn.text("leave-which-days-again"), quick_replies=_day_choices(turn))
    return _note(turn, *said)


def take_tapped_leave(turn: Turn, button: TakeLeave) -> Reply:
    try:
        first, last = date.fromisoformat(button.first), date.fromisoformat(button.last)
    except ValueError:  # such as 2023-02-31, which the button's pattern allows
        return say(turn.text("button-stale"))
    return _note(turn, first, last)


def cancel_leave(turn: Turn, button: CancelLeave | None = None) -> Reply:
    """Cancel a leave: that of the button, or the only future one if it was typed."""
    theirs = leave.coming(turn.session, turn.me.id, turn.day)
    if button is not None:
        mine = leave.owned(turn.session, button.leave, turn.me.id)
    else:
        mine = theirs[0] if len(theirs) == 1 else None
    if mine is None and theirs:
        return say(turn.text("leave-which-one"), quick_replies=[_undo(turn, one, named=True) for one in theirs[:SHOWN]])
    if mine is None:
        return say(turn.text("leave-nothing-to-cancel"), quick_replies=[quick.command(turn.text, "menu")])
    if mine.cancelled_at is None:
        mine.cancelled_at = turn.now
        _audit(turn, "cancel_leave", mine)
    again = TakeLeave(mine.from_day.isoformat(), mine.to_day.isoformat())
    choices = [quick.choice(turn.text("leave-undo-cancel"), again), quick.command(turn.text, "menu")]
    return say(turn.text("leave-cancelled", span=_span(turn, mine)), quick_replies=choices)


def _note(turn: Turn, first: date, last: date) -> Reply:
    trouble = _trouble(turn, first, last)
    if trouble is not None:
        turn.conversation.ask(LEAVE, turn.now)
        return say(trouble, quick_replies=_day_choices(turn))
    leave_question(turn)
    noted = leave.grant(turn.session, turn.me.id, first, last, said_by=turn.me.id, now=turn.now)
    _audit(turn, "take_leave", noted)
    expected = turn.programme.expected_days(first, last) if turn.role is Role.PARTICIPANT else []
    key = "leave-noted" if expected else "leave-noted-nothing-expected"
    choices = [_undo(turn, noted)]
    if last < turn.day:  # on the 12th, "the 3rd to the 5th" more likely means next month
        later = TakeLeave(_next_month(first).isoformat(), _next_month(last).isoformat())
        choices.append(quick.choice(turn.text("leave-next-month", span=_later_span(first, last)), later))
    said = turn.text(key, span=_span(turn, noted), count=len(expected))
    return say(said, quick_replies=[*choices, quick.command(turn.text, "menu")])


def _trouble(turn: Turn, first: date, last: date) -> str | None:
    programme, language = turn.programme, turn.text.language
    if last < first:
        return turn.text("leave-backwards", first=long_day(first, language), last=long_day(last, language))
    if programme.outside(first) == "after" or programme.outside(last) == "before":
        return turn.text("leave-outside", span=day_span(programme.start, programme.end, language))
    if last - first > LONGEST_LEAVE:
        return turn.text("leave-too-long", days=(last - first).days + 1, most=LONGEST_LEAVE.days)
    return None


def _days_said(turn: Turn) -> tuple[date, date] | None:
    slots = turn.understood.slots if turn.understood else None
    if slots is None:
        return None
    if slots.period is not None:
        return slots.period
    return (slots.activity_date, slots.activity_date) if slots.activity_date else None


def _days_in(turn: Turn, words: str) -> tuple[date, date] | None:
    """Return the days of an answer. It is read as a sentence about leave, so that a number is a future day."""
    slots = understand(turn.text("leave-sentence", words=words), context(turn)).slots
    if slots.period is not None:
        return slots.period
    return (slots.activity_date, slots.activity_date) if slots.activity_date else None


def _ask(turn: Turn) -> str:
    theirs = leave.coming(turn.session, turn.me.id, turn.day)
    if not theirs:
        return turn.text("leave-which-days")
    spans = ", ".join(_span(turn, one) for one in theirs[:SHOWN])
    return turn.text("leave-which-days-besides", spans=spans)


def _day_choices(turn: Turn) -> list[dict[str, Any]]:
    today, tomorrow = turn.day, turn.day + timedelta(days=1)
    days = [("leave-today", today), ("leave-tomorrow", tomorrow)]
    choices = [quick.choice(turn.text(key), TakeLeave(day.isoformat(), day.isoformat())) for key, day in days]
    theirs = leave.coming(turn.session, turn.me.id, turn.day)
    return [*choices, *(_undo(turn, one, named=True) for one in theirs[:SHOWN]), quick.command(turn.text, "menu")]


def _undo(turn: Turn, one: Leave, *, named: bool = False) -> dict[str, Any]:
    label = turn.text("leave-cancel-span", span=_short_span(one)) if named else turn.text("leave-cancel")
    return quick.choice(label, CancelLeave(one.id))


def _span(turn: Turn, one: Leave) -> str:
    language = turn.text.language
    if one.from_day == one.to_day:
        return long_day(one.from_day, language)
    return day_span(one.from_day, one.to_day, language)


def _short_span(one: Leave) -> str:
    """Return days in the short form "3/7–5/7", which fits on a quick reply."""
    first, last = (f"{day.day}/{day.month}" for day in (one.from_day, one.to_day))
    return first if first == last else f"{first}–{last}"


def _later_span(first: date, last: date) -> str:
    return _short_span(Leave(from_day=_next_month(first), to_day=_next_month(last)))


def _next_month(day: date) -> date:
    """Return the same day of the next month, or its last day if it is shorter."""
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _audit(turn: Turn, act: str, one: Leave) -> None:
    turn.session.flush()
    audit.record(turn.session, turn.now, f"person:{turn.me.id}", act, turn.me.id, leave=one.id)


# ── quiet ──


def mute(turn: Turn) -> Reply:
    """Answer "no reminders today", or until a day. The expected reports do not change."""
    said = _days_said(turn)
    last = said[1] if said else turn.day
    while last < turn.day and turn.day - last < timedelta(days=7):
        last += timedelta(days=7)  # "until Friday" on a Saturday
    return _be_quiet(turn, last)


def mute_until_tapped(turn: Turn, button: MuteUntil) -> Reply:
    try:
        return _be_quiet(turn, date.fromisoformat(button.day))
    except ValueError:
        return say(turn.text("button-stale"))


def mute_this_week(turn: Turn) -> Reply:
    return _be_quiet(turn, _friday(turn.day))


def unmute(turn: Turn) -> Reply:
    leave_question(turn)
    key = "unmuted" if leave.unmute(turn.session, turn.me.id, turn.day) else "was-not-muted"
    return say(turn.text(key), quick_replies=[quick.command(turn.text, "menu")])


def _be_quiet(turn: Turn, last: date) -> Reply:
    leave_question(turn)
    last = min(max(last, turn.day), turn.day + LONGEST_MUTE)
    leave.unmute(turn.session, turn.me.id, turn.day)
    leave.mute(turn.session, turn.me.id, turn.day, last, turn.now)
    key = "muted-today" if last == turn.day else "muted-until"
    said = turn.text(key, day=long_day(last, turn.text.language))
    friday, choices = _friday(turn.day), [quick.command(turn.text, "unmute")]
    if friday > last:
        choices.insert(0, quick.choice(turn.text("mute-this-week"), MuteUntil(friday.isoformat())))
    return say(said, quick_replies=[*choices, quick.command(turn.text, "menu")])


def _friday(day: date) -> date:
    return day + timedelta(days=(4 - day.weekday()) % 7)


routes = [
    on_postback(CancelLeave)(cancel_leave),
    on_label("leave-cancel", "leave-cancel-short")(cancel_leave),
    on_label("mute-this-week")(mute_this_week),
    on_postback(TakeLeave)(take_tapped_leave),
    on_postback(MuteUntil)(mute_until_tapped),
    on_open(LEAVE, when=is_fresh)(answer_days),
]
commands = [
    on_intent("leave")(take_leave),
    on_intent("mute")(mute),
    on_intent("unmute")(unmute),
]
