"""Days off for everybody, declared late: added by whoever coordinates all, after seeing what it changes."""

from datetime import date
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import SetHoliday
from handlers.activities.showing import context_of, is_asked, leave_question
from models.coordination import scopes
from models.people import audit, leave, people
from models.people.people import Role
from thai.dates import long_day
from thai.days_off import DayOff, read_day_off
from thai.intents import INTENTS

HOLIDAY: Final = "holiday"  # the question: add (or remove) this day off?
NAME_LENGTH: Final = 80


def propose(turn: Turn) -> Reply:
    """Show what a day off would change; typing it is not doing it."""
    said = _said(turn)
    assert said is not None  # noqa: S101 - by its route
    if said.day is None:
        return say(turn.text(f"holiday-{said.act}-how"), quick_replies=[quick.command(turn.text, "menu")])
    day = long_day(said.day, turn.text.language)
    trouble = _trouble(turn, said)
    if trouble is not None:
        return say(turn.text(trouble, day=day), quick_replies=[quick.command(turn.text, "menu")])
    name = (said.name or turn.text("holiday-default-name"))[:NAME_LENGTH]
    turn.conversation.ask(HOLIDAY, turn.now, day=said.day.isoformat(), name=name, act=said.act)
    key = "holiday-add-preview" if said.act == "add" else "holiday-remove-preview"
    count = people.participants_on(turn.session, said.day)
    return say(turn.text(key, day=day, name=name, count=count), quick_replies=_yes_or_no(turn))


def carry_out(turn: Turn) -> Reply:
    """The preview was confirmed, by its button or in words."""
    asked = turn.conversation.data
    if turn.conversation.open != HOLIDAY or _is_of_another(turn):
        return say(turn.text("button-stale"))
    if _declines(turn):
        leave_question(turn)
        return say(turn.text("holiday-not-changed"), quick_replies=[quick.command(turn.text, "menu")])
    day, act = date.fromisoformat(asked["day"]), asked["act"]
    if act == "add":
        changed = leave.add_holiday(turn.session, day, asked["name"], added_by=turn.me.id, now=turn.now)
    else:
        changed = leave.remove_holiday(turn.session, day)
    if changed:
        audit.record(turn.session, turn.now, f"person:{turn.me.id}", f"{act}_holiday", None, day=day.isoformat())
    leave_question(turn)
    said = turn.text(f"holiday-{act}-done", day=long_day(day, turn.text.language), name=asked["name"])
    return say(said, quick_replies=[quick.command(turn.text, "menu")])


def _said(turn: Turn) -> DayOff | None:
    text = turn.event.text
    return read_day_off(text, context_of(turn, turn.event.at)) if text and turn.role is Role.COORDINATOR else None


def _trouble(turn: Turn, said: DayOff) -> str | None:
    assert said.day is not None  # noqa: S101 - by its caller
    if not _has_it_all(turn):
        return "holiday-not-yours"
    if turn.programme.outside(said.day):
        return "holiday-outside"
    added = {one.day for one in leave.extra_holidays(turn.session)}
    if said.act == "remove":
        return None if said.day in added else "holiday-not-added"
    return None if turn.programme.is_working_day(said.day) else "holiday-already"


def _has_it_all(turn: Turn) -> bool:
    """A day off for everybody is for whoever coordinates everybody."""
    return scopes.of_coordinator(turn.session, turn.programme, turn.me.id, turn.day).is_whole


def _is_of_another(turn: Turn) -> bool:
    tapped = turn.postback
    return isinstance(tapped, SetHoliday) and tapped.conversation != turn.conversation.version


def _declines(turn: Turn) -> bool:
    if isinstance(turn.postback, SetHoliday):
        return not turn.postback.yes
    return not (turn.says("holiday-yes") or turn.intent == "confirm")


def _yes_or_no(turn: Turn) -> list[dict[str, Any]]:
    version = turn.conversation.version
    return [
        quick.choice(turn.text("holiday-yes"), SetHoliday(yes=True, conversation=version)),
        quick.choice(turn.text("holiday-no"), SetHoliday(yes=False, conversation=version)),
    ]


def _answers(turn: Turn) -> bool:
    """Only a yes or no answers the preview; anything else is something new, and changes nothing."""
    if not is_asked(turn, HOLIDAY):
        return False
    return turn.says("holiday-yes", "holiday-no") or (turn.is_command and turn.intent in INTENTS.yes_or_no)


routes = [
    on_postback(SetHoliday)(carry_out),
    on(_answers)(carry_out),
]
commands = [on(lambda turn: _said(turn) is not None)(propose)]
