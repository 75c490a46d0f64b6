"""Buttons of entries: correct a part, delete, take back, add, split, and the days they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from bot.postback.button import Postback


@dataclass(frozen=True, slots=True)
class EditActivity(Postback):
    """The pencil beside one part of an entry."""

    kind: ClassVar[str] = "edit"
    activity: int
    part: str


@dataclass(frozen=True, slots=True)
class DayPicked(Postback):
    """The date picker of an entry; the day itself comes in the event's params.date (Gregorian)."""

    kind: ClassVar[str] = "day"
    activity: int


@dataclass(frozen=True, slots=True)
class ToggleSector(Postback):
    kind: ClassVar[str] = "sector"
    activity: int
    key: str


@dataclass(frozen=True, slots=True)
class ToggleTag(Postback):
    kind: ClassVar[str] = "tag"
    activity: int
    key: str


# By the part that holds the keys.
TOGGLES: Final[dict[str, type[ToggleSector | ToggleTag]]] = {"sectors": ToggleSector, "tags": ToggleTag}


@dataclass(frozen=True, slots=True)
class DoneEditing(Postback):
    kind: ClassVar[str] = "done"
    activity: int


@dataclass(frozen=True, slots=True)
class DeleteActivity(Postback):
    kind: ClassVar[str] = "delete"
    activity: int


@dataclass(frozen=True, slots=True)
class UndoDelete(Postback):
    kind: ClassVar[str] = "undo"
    activity: int


@dataclass(frozen=True, slots=True)
class OpenActivity(Postback):
    kind: ClassVar[str] = "open"
    activity: int


@dataclass(frozen=True, slots=True)
class AddPhoto(Postback):
    kind: ClassVar[str] = "photo"
    activity: int


@dataclass(frozen=True, slots=True)
class AddPin(Postback):
    kind: ClassVar[str] = "pin"
    activity: int


@dataclass(frozen=True, slots=True)
class SplitActivity(Postback):
    """Make an addition (a photo, pin or words joined to an entry) an entry of its own."""

    kind: ClassVar[str] = "split"
    addition: int


@dataclass(frozen=True, slots=True)
class MarkPhotos(Postback):
    """Say of photos of an entry that they show a place before or after the work. `addition` is one of the pieces that
    came together; None means all of which nothing was said yet."""

    kind: ClassVar[str] = "moment"
    activity: int
    moment: str
    addition: int | None = None


@dataclass(frozen=True, slots=True)
class ShowMonth(Postback):
    kind: ClassVar[str] = "month"
    month: str  # "2023-07"


@dataclass(frozen=True, slots=True)
class OpenDay(Postback):
    kind: ClassVar[str] = "openday"
    day: str  # "2023-07-12"


@dataclass(frozen=True, slots=True)
class PaperworkDay(Postback):
    """Record paperwork in the office on this day."""

    kind: ClassVar[str] = "paperwork"
    day: str  # "2023-07-12"


@dataclass(frozen=True, slots=True)
class SaveTyped(Postback):
    """Record a message we did not understand as today's activity."""

    kind: ClassVar[str] = "save"
    inbox: int


@dataclass(frozen=True, slots=True)
class AnswerDeletion(Postback):
    """Answer yes or no to the entries that would be deleted."""

    kind: ClassVar[str] = "delsure"
    yes: bool


@dataclass(frozen=True, slots=True)
class DeleteOfDay(Postback):
    """Delete the entry of another day than the one that was asked about."""

    kind: ClassVar[str] = "delday"
    day: str  # "2023-07-12"


@dataclass(frozen=True, slots=True)
class RestoreDeleted(Postback):
    """Restore the entries that were just deleted together."""

    kind: ClassVar[str] = "restore"


@dataclass(frozen=True, slots=True)
class ChooseReading(Postback):
    """Give a part the value of this option of the card, where words were read with doubt or spoke of a correction."""

    kind: ClassVar[str] = "reading"
    activity: int
    number: int


@dataclass(frozen=True, slots=True)
class RecordOn(Postback):
    """Record a message, whose day was not certain, on this day."""

    kind: ClassVar[str] = "recordon"
    inbox: int
    day: str  # "2023-07-12"


@dataclass(frozen=True, slots=True)
class TellOfDay(Postback):
    """Ask for what was done on a day without a record."""

    kind: ClassVar[str] = "tellday"
    day: str  # "2023-07-12"


@dataclass(frozen=True, slots=True)
class RecordOnAll(Postback):
    """Record a message on each of the days of which it tells."""

    kind: ClassVar[str] = "recordall"
    inbox: int


@dataclass(frozen=True, slots=True)
class RecordOnPicked(Postback):
    """The date picker for a message whose day was not certain; the day comes in the event's params.date."""

    kind: ClassVar[str] = "recordpick"
    inbox: int


@dataclass(frozen=True, slots=True)
class LeaveUnrecorded(Postback):
    """Do not record a message whose day was asked for."""

    kind: ClassVar[str] = "norecord"
    inbox: int
