"""The table of the parts of an activity, with everything that other layers need to know of each.

The type of a part decides how it is treated, and each layer has one rule for each type: how it is stored
(`revisions.py`), written as words (`services/activities/in_words.py`), asked for and read
(`handlers/activities/part_answers.py`). So a new part needs a row here, its column with a migration, and its texts in
`locales/*/parts.ftl`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from models.activities.activities import Activity
from models.activities.details import MarkKind


class PartType(StrEnum):
    """The kinds of values of parts."""

    DAY = "day"
    WORDS = "words"
    NUMBER = "number"  # a number; None: not mentioned
    KEYS = "keys"  # keys of a list of the programme, stored as marks
    PLACES = "places"  # stored in their own table
    SENT = "sent"  # a photo or a pin: a message that is added to the activity and never corrected


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an activity.

    `number` is what its author types after a card to correct it; None for a part that is sent.
    `can_be_flagged`: a mentor can return an activity because of it; `also_mended_by`: the messages that correct it
    besides a correction of the part itself, as revisions name them.
    `from_words`: it is read from the activity's words, and is moved or deleted with them.
    `column`: of `Activity`; `mark`: the kind of marks.
    """

    key: str
    type: PartType
    number: int | None = None
    can_be_flagged: bool = False
    also_mended_by: tuple[str, ...] = ()
    from_words: bool = False
    column: str | None = None
    mark: MarkKind | None = None

    def of(self, activity: Activity) -> Any:
        """Return the value of a part that is a column of its activity."""
        return getattr(activity, self.column or "")


# The order in which a mentor is offered them as flags, and in which a returned activity asks for them.
PARTS: Final = (
    Part(
        "words", PartType.WORDS, number=6, can_be_flagged=True, also_mended_by=("+words",), from_words=True,
        column="words",
    ),
    Part("photo", PartType.SENT, can_be_flagged=True, also_mended_by=("+photo",)),
    Part("places", PartType.PLACES, number=4, can_be_flagged=True, also_mended_by=("+pin",), from_words=True),
    Part("people", PartType.NUMBER, number=2, can_be_flagged=True, from_words=True, column="people_count"),
    Part("day", PartType.DAY, number=1, can_be_flagged=True, column="day"),
    Part("sectors", PartType.KEYS, number=3, can_be_flagged=True, from_words=True, mark=MarkKind.SECTOR),
    Part("tags", PartType.KEYS, number=5, from_words=True, mark=MarkKind.TAG),
    Part("pin", PartType.SENT),
)  # fmt: skip
BY_KEY: Final = {part.key: part for part in PARTS}
CORRECTED: Final = tuple(sorted((part for part in PARTS if part.number), key=lambda part: part.number or 0))
FLAGS: Final = tuple(part for part in PARTS if part.can_be_flagged)
# The parts that a card lists as facts; the day and the words are shown elsewhere.
FACTS: Final = tuple(
    part for part in CORRECTED if part.type in (PartType.NUMBER, PartType.KEYS, PartType.PLACES)
)  # fmt: skip
