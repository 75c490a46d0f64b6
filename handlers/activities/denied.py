"""Answers a no right after an entry's card: new values that are said with it are offered; else the card is shown again
with how to correct or delete the entry, which nobody asked about and so stays."""

from bot.inbound.router import on_command, on_typed
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, text_message
from handlers.activities.card_questions import QUESTIONS, asked_of, drop_corrections
from handlers.activities.corrections import show
from handlers.activities.entries_said import show_with_new_values
from handlers.conversation import ACTIVITY_SHOWN, context, is_asked
from handlers.roles import PARTICIPANTS
from models.activities import activities
from models.activities.activities import Activity
from thai.new_values import NewValues, values_beside_no


def say_how_to_correct(turn: Turn, entry: Activity) -> Reply:
    """Answer "no", "wrong", "cancel" after a card. Corrections that were offered on it are offered no more."""
    if QUESTIONS in turn.conversation.data:
        drop_corrections(turn)
    shown = show(turn, entry)
    if entry.is_deleted or entry.is_locked:
        return shown
    return Reply([text_message(turn.text("denied-entry")), *shown.messages], shown.about)


def offer_instead(turn: Turn, entry: Activity) -> Reply:
    """Answer "wrong, 30 people", "yesterday, not today": offer these values, or say how to correct."""
    values = values_beside_no(turn.event.text or "", context(turn))
    if values == NewValues() or entry.is_deleted or entry.is_locked:
        return say_how_to_correct(turn, entry)
    drop_corrections(turn)
    offered = show_with_new_values(turn, entry, values)
    return offered if asked_of(turn, entry.id) else say_how_to_correct(turn, entry)


def _shown(turn: Turn) -> Activity | None:
    """Return the entry whose card was the last thing shown."""
    shown = turn.conversation.data.get("activity") if is_asked(turn, ACTIVITY_SHOWN) else None
    return activities.owned(turn.session, int(shown), turn.me.id) if shown else None


exits = [on_command("cancel", roles=PARTICIPANTS).reading(_shown)(say_how_to_correct)]
routes = [on_typed("deny", roles=PARTICIPANTS).reading(_shown)(offer_instead)]
