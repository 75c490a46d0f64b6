"""The entries that a participant shows to executives: offered with the newest first, chosen by a tap, at most six."""

from __future__ import annotations

from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_label, on_postback
from bot.inbound.turn import Turn
from bot.line.numbers import LABEL_GRAPHEMES
from bot.line.text_length import shorten
from bot.outbound.reply import Reply, say
from bot.postback import ShowEntry
from handlers.conversation import leave_question
from handlers.roles import PARTICIPANTS
from models.activities import activities
from models.evaluations import shown_entries
from services.evaluations.evidence import ENTRIES
from thai.dates import short_day

OFFERED: Final = 11  # with the menu, LINE's quick replies are full
LABEL: Final = LABEL_GRAPHEMES["quick_reply"]
WORDS: Final = 80  # graphemes of an entry in a line


def offer(turn: Turn) -> Reply:
    """Show which entries executives see, and the newest that could be added."""
    leave_question(turn)
    text, language = turn.text, turn.text.language
    shown = shown_entries.of_people(turn.session, [turn.me.id]).get(turn.me.id, [])
    chosen = {entry.id for entry in shown}
    days = activities.days_of(turn.session, turn.me.id, turn.programme.start, turn.day)
    others = [entry for entry in reversed(days) if entry.counts and entry.id not in chosen][: OFFERED - len(shown)]
    lines = [text("shown-title", count=len(shown), most=ENTRIES)]
    lines += [
        text("shown-line", day=short_day(entry.day, language), words=shorten(entry.words or "–", WORDS, "graphemes"))
        for entry in shown
    ]
    items = [quick.choice(_label(turn, "shown-hide", entry), ShowEntry(entry.id, yes=False)) for entry in shown]
    if len(shown) < ENTRIES:
        items += [quick.choice(_label(turn, "shown-add", entry), ShowEntry(entry.id)) for entry in others]
    return say("\n".join(lines), quick_replies=[*items, quick.command(text, "menu")])


def choose(turn: Turn, button: ShowEntry) -> Reply:
    """Show an entry, or not any more. Another's does not exist."""
    entry = activities.owned(turn.session, button.activity, turn.me.id)
    if entry is None or not entry.counts:
        return say(turn.text("button-stale"))
    if not button.yes:
        shown_entries.hide(turn.session, entry)
    elif shown_entries.count(turn.session, turn.me.id) >= ENTRIES:
        return say(turn.text("shown-full", most=ENTRIES))
    else:
        shown_entries.show(turn.session, entry, turn.now)
    return offer(turn)


def _label(turn: Turn, key: str, entry: activities.Activity) -> str:
    words = turn.text(key, day=short_day(entry.day, turn.text.language), words=entry.words or "")
    return shorten(words, LABEL, "graphemes")


routes = [
    on_postback(ShowEntry, PARTICIPANTS)(choose),
    on_label("shown-command", roles=PARTICIPANTS)(offer),
]
