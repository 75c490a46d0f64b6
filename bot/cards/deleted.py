"""A line that says that an entry was deleted, with a button to restore it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.postback import UndoDelete
from locales.texts import Text
from thai.dates import long_day


@dataclass(frozen=True, slots=True)
class DeletedLine:
    activity: int
    day: date


def deleted_line(values: DeletedLine, text: Text) -> Piece:
    items = [
        quick.choice(text("deleted-undo"), UndoDelete(values.activity)),
        quick.command(text, "list_activities"),
        quick.command(text, "menu"),
    ]
    return quick.text_message(text("deleted-line", day=long_day(values.day, text.language)), items)
