"""Holidays that are declared late: a coordinator of the whole programme adds them after a preview."""

from datetime import date
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.router import either, on_command, on_label, on_postback, on_words
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import SetHoliday
from handlers.conversation import context, is_asked, leave_question
from handlers.roles import COORDINATORS
from models.coordination import scopes
from models.people import audit, leave, people
from thai.dates import long_day
from thai.days_off import DayOff, read_day_off
from thai.intents import INTENTS

HOLIDAY: Final = "holiday"  # the question: add (or remove) this holiday?
NAME_LENGTH: Final = 80


def propose(turn: Turn, said: DayOff) -> Reply:
    """Show what a holiday would change. Typing it does not add it."""
    if said.day is None:
        return say(turn.text(f"holiday-{said.act}-how"), quick_replies=[quick.command(turn.text, "menu")])
    day = long_day(said.day, turn.text.language)
    trouble = _trouble(turn, said.act, said.day)
    if trouble is not None:
        return say(turn.text(trouble, day=day), quick_replies=[quick.command(turn.text, "menu")])
    name = (said.name or turn.text("holiday-default-name"))[:NAME_LENGTH]
    turn.conversation.ask(HOLIDAY, turn.now, day=said.day.isoformat(), name=name, act=said.act)
    key = "holiday-add-preview" if said.act == "add" else "holiday-remove-preview"
    count = people.participants_on(turn.session, said.day)
    return say(turn.text(key, day=day, name=name, count=count), quick_replies=_yes_or_no(turn))


def tap_answer(turn: Turn, button: SetHoliday) -> Reply:
    if turn.conversation.open != HOLIDAY or button.conversation != turn.conversation.version:
        return say(turn.text("button-stale"))
    return carry_out(turn, yes=button.yes)


def say_answer(turn: Turn) -> Reply:
    return carry_out(turn, yes=turn.says("holiday-yes") or turn.intent == "confirm")


def carry_out(turn: Turn, *, yes: bool) -> Reply:
    """Carry out the answer to the preview, tapped or typed."""
    asked = turn.conversation.data
    if not yes:
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


def _day_off_said(turn: Turn) -> DayOff | None:
    return read_day_off(turn.event.text, context(turn)) if turn.event.text else None


def _trouble(turn: Turn, act: str, day: date) -> str | None:
    if not _has_it_all(turn):
        return "holiday-not-yours"
    if not turn.programme.start <= day <= turn.programme.last_asked:
        return "holiday-outside"
    added = {one.day for one in leave.extra_holidays(turn.session)}
    if act == "remove":
        return None if day in added else "holiday-not-added"
    return None if turn.programme.is_working_day(day) else "holiday-already"


def _has_it_all(turn: Turn) -> bool:
    """Return whether the speaker coordinates the whole programme, as a holiday for everybody requires."""
    return scopes.of_coordinator(turn.session, turn.programme, turn.me.id, turn.day).is_whole


def _yes_or_no(turn: Turn) -> list[dict[str, Any]]:
    version = turn.conversation.version
    return [
        quick.choice(turn.text("holiday-yes"), SetHoliday(yes=True, conversation=version)),
        quick.choice(turn.text("holiday-no"), SetHoliday(yes=False, conversation=version)),
    ]


def _is_previewed(turn: Turn) -> bool:
    return is_asked(turn, HOLIDAY)


# Only yes or no answers the preview; other words are something new and change nothing.
_yes_or_no_said = either(on_label("holiday-yes", "holiday-no"), on_command(*INTENTS.yes_or_no), when=_is_previewed)
routes = [
    on_postback(SetHoliday)(tap_answer),
    _yes_or_no_said(say_answer),
]
commands = [on_words(roles=COORDINATORS).reading(_day_off_said)(propose)]
