"""Mutes: reminders that a person does not want for some days. They change only what is sent, not what is expected."""

from datetime import date, timedelta
from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_intent, on_label, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import MuteUntil
from handlers.conversation import leave_question
from handlers.days_meant import day_doubts, readings_of, weekday_remark
from models.people import leave
from thai.dates import long_day, near_day

LONGEST_MUTE: Final = timedelta(days=14)
MUTED_FREELY: Final = ("muted-today-freely", "muted-until-freely")  # where no report is expected
READINGS: Final = 4


def mute(turn: Turn) -> Reply:
    """Answer "no reminders today", or until a day. The expected reports do not change. In doubt, ask until when."""
    readings = readings_of(turn.understood) if turn.understood else ()
    ends = [reading[-1][1] for reading in readings]
    if turn.understood is not None and day_doubts(turn.understood):
        return _ask_until(turn, ends)
    last = ends[0] if ends else turn.day
    while last < turn.day and turn.day - last < timedelta(days=7):
        last += timedelta(days=7)  # "until Friday" on a Saturday
    return _be_quiet(turn, last)


def _ask_until(turn: Turn, ends: list[date]) -> Reply:
    leave_question(turn)
    language = turn.text.language
    offered = [day for day in dict.fromkeys((turn.day, *ends)) if day >= turn.day][:READINGS]
    items = [quick.choice(near_day(day, language), MuteUntil(day.isoformat())) for day in offered]
    remark = weekday_remark(day_doubts(turn.understood), turn.text) if turn.understood else None
    lines = [remark, turn.text("mute-until-when")] if remark else [turn.text("mute-until-when")]
    return say("\n".join(lines), quick_replies=[*items, quick.command(turn.text, "menu")])


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
    keys = ("muted-today", "muted-until") if turn.programme.expects_days else MUTED_FREELY
    key = keys[0] if last == turn.day else keys[1]
    said = turn.text(key, day=long_day(last, turn.text.language))
    friday, choices = _friday(turn.day), [quick.command(turn.text, "unmute")]
    if friday > last:
        choices.insert(0, quick.choice(turn.text("mute-this-week"), MuteUntil(friday.isoformat())))
    return say(said, quick_replies=[*choices, quick.command(turn.text, "menu")])


def _friday(day: date) -> date:
    return day + timedelta(days=(4 - day.weekday()) % 7)


routes = [
    on_label("mute-this-week")(mute_this_week),
    on_postback(MuteUntil)(mute_until_tapped),
]
commands = [
    on_intent("mute")(mute),
    on_intent("unmute")(unmute),
]
