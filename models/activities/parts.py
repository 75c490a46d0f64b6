"""The parts an activity is made of: one row a part, with all that the layers above have to know of it.

What is done with a part follows from its type, and each layer has one rule a type: how it is stored (`revisions.py`),
told (`services/activities/in_words.py`), asked for and read (`handlers/activities/part_answers.py`). So a new part is a
row here, its column with a migration, and its texts in `locales/*/parts.ftl`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from models.activities.activities import Activity
from models.activities.details import Mark


class PartType(StrEnum):
    """What a part holds."""

    DAY = "day"
    WORDS = "words"
    NUMBER = "number"  # how many; None: not said
    KEYS = "keys"  # of a list of the programme's, chosen; stored as marks
    PLACES = "places"  # stored in a table of their own
    SENT = "sent"  # a photo or a pin: a message that joins the activity; added, never corrected


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an activity.

    `number`: what its author may type after a card to correct it; None for what is sent.
    `can_be_flagged`: whether a mentor can return an activity for it; `also_mended_by`: the messages that answer the
    flag besides a correction of the part itself, as revisions name them.
    `from_words`: whether it is read from the activity's words, and goes with them when they are split off or unsent.
    `column`: of `Activity`; `mark`: the kind of marks.
    """

    key: str
    type: PartType
    number: int | None = None
    can_be_flagged: bool = False
    also_mended_by: tuple[str, ...] = ()
    from_words: bool = False
    column: str | None = None
    mark: Mark | None = None

    def of(self, activity: Activity) -> Any:
        """The value of a part that is a column of its activity."""
        return getattr(activity, self.column or "")


# In the order in which a mentor is offered them as flags, and in which a returned activity asks for them.
PARTS: Final = (
    Part(
        "words", PartType.WORDS, number=6, can_be_flagged=True, also_mended_by=("+words",), from_words=True,
        column="words",
    ),
    Part("photo", PartType.SENT, can_be_flagged=True, also_mended_by=("+photo",)),
    Part("places", PartType.PLACES, number=4, can_be_flagged=True, also_mended_by=("+pin",), from_words=True),
    Part("people", PartType.NUMBER, number=2, can_be_flagged=True, from_words=True, column="people_count"),
    Part("day", PartType.DAY, number=1, can_be_flagged=True, column="day"),
    Part("sectors", PartType.KEYS, number=3, can_be_flagged=True, from_words=True, mark=Mark.SECTOR),
    Part("tags", PartType.KEYS, number=5, from_words=True, mark=Mark.TAG),
    Part("pin", PartType.SENT),
)  # fmt: skip
BY_KEY: Final = {part.key: part for part in PARTS}
CORRECTED: Final = tuple(sorted((part for part in PARTS if part.number), key=lambda part: part.number or 0))
FLAGS: Final = tuple(part for part in PARTS if part.can_be_flagged)
# What a card lists as facts; the day and the words have places of their own.
FACTS: Final = tuple(
    part for part in CORRECTED if part.type in (PartType.NUMBER, PartType.KEYS, PartType.PLACES)
)  # fmt: skip
