"""A line that says what was added to an entry (a photo, a pin or words), with a button to split it off again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.postback import MarkPhotos, OpenActivity, SplitActivity
from bot.postback.fields import PHOTO_MOMENTS
from locales.texts import Text
from thai.dates import long_day


@dataclass(frozen=True, slots=True)
class AdditionLine:
    """`kind` is photo, pin or words; `count` is the number of photos; `addition` is what a split would take out.
    `asks_moment`: whether photos of before and after the work are told apart."""

    activity: int
    addition: int
    day: date
    kind: str
    count: int = 1
    asks_moment: bool = False


def addition_line(values: AdditionLine, text: Text) -> Piece:
    said = text(f"addition-{values.kind}", count=values.count, day=long_day(values.day, text.language))
    moments = PHOTO_MOMENTS if values.asks_moment else ()
    items = [
        *(quick.choice(text(f"moment-{one}"), MarkPhotos(values.activity, one, values.addition)) for one in moments),
        quick.choice(text("addition-split"), SplitActivity(values.addition)),
        quick.choice(text("addition-open"), OpenActivity(values.activity)),
        quick.camera(text),
        quick.camera_roll(text),
        quick.location(text),
    ]
    return quick.text_message(said, items)
