"""What a button of ours carries back: small dataclasses, packed as `edit?activity=12&part=people` into LINE's data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import ClassVar, Final

LONGEST: Final = 300  # UTF-16 units of LINE's postback data; what we pack is ASCII, so units are characters
LARGEST_ID: Final = 2**63 - 1

PARTS: Final = ("day", "people", "sectors", "places", "tags", "words")
LANGUAGES: Final = ("th", "en")
FORGET_STAGES: Final = ("ask", "confirm", "keep")
EXPORTS: Final = ("activities", "submissions", "reviews", "coverage", "people")
SUFFIXES: Final = ("xlsx", "csv", "geojson")
AUDIENCE: Final = ("role", "phase", "agency", "area", "leave")  # what an announcement's audience is chosen by
BROADCAST_DEEDS: Final = ("look", "send", "cancel", "progress")
DAY: Final = r"[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
REVIEW_ACTS: Final = ("approve", "praise", "return")
FORM_STEPS: Final = (
    "back", "skip", "keep", "clear", "park", "cancel", "undo", "resume", "done", "more", "enough", "take_out", "all",
    "submit", "again", "next", "web",
)  # fmt: skip
FLAGS: Final = ("words", "photo", "places", "people", "day", "sectors")  # what an entry can be returned for


def _matching(pattern: str) -> Callable[[str], str | None]:
    known = re.compile(pattern, re.ASCII)
    return lambda text: text if known.fullmatch(text) else None


def _one_of(words: tuple[str, ...]) -> Callable[[str], str | None]:
    return lambda text: text if text in words else None


def _number(text: str) -> int | None:
    # int() alone would also read Thai digits, signs, blanks and underscores
    if re.fullmatch(r"[1-9][0-9]{0,18}", text, re.ASCII) and int(text) <= LARGEST_ID:
        return int(text)
    return None


def _yes_or_no(text: str) -> bool | None:
    return {"1": True, "0": False}.get(text)


# How each field is read back; None refuses it, and with it the whole postback.
READERS: Final[dict[str, Callable[[str], str | int | bool | None]]] = {
    "activity": _number,
    "addition": _number,
    "revision": _number,
    "listing": _number,
    "page": _number,
    "question": _number,
    "form": _matching(r"[A-Za-z][A-Za-z0-9_-]{0,39}"),
    "about": _number,
    "choice": _matching(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,59}"),
    "submission": _number,
    "number": _number,
    "step": _one_of(FORM_STEPS),
    "act": _one_of(REVIEW_ACTS),
    "flag": _one_of(FLAGS),
    "person": _number,
    "broadcast": _number,
    "first": _matching(DAY),
    "last": _matching(DAY),
    "area": _matching(r"[1-9][0-9]([0-9]{2})?"),
    "agency": _matching(r"[a-z][a-z0-9_-]{0,39}"),
    "what": _one_of(EXPORTS),
    "suffix": _one_of(SUFFIXES),
    "by": _one_of(AUDIENCE),
    "pick": _matching(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}"),
    "deed": _one_of(BROADCAST_DEEDS),
    "inbox": _number,
    "leave": _number,
    "conversation": _number,
    "part": _one_of(PARTS),
    "key": _matching(r"[a-z][a-z0-9_]{0,39}"),
    "month": _matching(r"[12][0-9]{3}-(0[1-9]|1[0-2])"),
    "day": _matching(DAY),
    "version": _matching(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}"),
    "yes": _yes_or_no,
    "intent": _matching(r"[a-z][a-z_]{0,39}"),
    "language": _one_of(LANGUAGES),
    "stage": _one_of(FORGET_STAGES),
}
WIRE_NAMES: Final = {"conversation": "v"}
FIELD_NAMES: Final = {wire: name for name, wire in WIRE_NAMES.items()}


@dataclass(frozen=True, slots=True)
class Postback:
    """One kind of button. `conversation` is the version of the open conversation it belongs to, None outside of one."""

    kind: ClassVar[str] = ""
    conversation: int | None = field(default=None, kw_only=True)

    def pack(self) -> str:
        """The data LINE carries; ValueError when a value is one that `unpack` would refuse."""
        said = []
        for name in FIELDS[self.kind]:
            value = getattr(self, name)
            if value is None:
                continue
            written = str(int(value)) if isinstance(value, bool) else str(value)
            if READERS[name](written) is None:
                raise ValueError(f"{self.kind}: {name} cannot be {value!r}")
            said.append(f"{WIRE_NAMES.get(name, name)}={written}")
        data = f"{self.kind}?{'&'.join(said)}"
        if len(data) > LONGEST:
            raise ValueError(f"{self.kind}: {len(data)} units, LINE carries {LONGEST}")
        return data


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
class ShowMonth(Postback):
    kind: ClassVar[str] = "month"
    month: str  # "2023-07"


@dataclass(frozen=True, slots=True)
class OpenDay(Postback):
    kind: ClassVar[str] = "openday"
    day: str  # "2023-07-12"


@dataclass(frozen=True, slots=True)
class Consent(Postback):
    """Yes or no to one version of the privacy notice."""

    kind: ClassVar[str] = "consent"
    version: str
    yes: bool


@dataclass(frozen=True, slots=True)
class Say(Postback):
    """A menu button: the same as typing the command of this intent."""

    kind: ClassVar[str] = "say"
    intent: str


@dataclass(frozen=True, slots=True)
class TakeLeave(Postback):
    """Be on leave on these days."""

    kind: ClassVar[str] = "leave"
    first: str  # "2023-07-03"
    last: str


@dataclass(frozen=True, slots=True)
class CancelLeave(Postback):
    kind: ClassVar[str] = "noleave"
    leave: int


@dataclass(frozen=True, slots=True)
class MuteUntil(Postback):
    """No reminders up to this day."""

    kind: ClassVar[str] = "mute"
    day: str


@dataclass(frozen=True, slots=True)
class SetHoliday(Postback):
    """Yes or no to the day off that was shown."""

    kind: ClassVar[str] = "holiday"
    yes: bool


@dataclass(frozen=True, slots=True)
class SaveTyped(Postback):
    """Record a message we did not understand as today's activity."""

    kind: ClassVar[str] = "save"
    inbox: int


@dataclass(frozen=True, slots=True)
class SetLanguage(Postback):
    kind: ClassVar[str] = "language"
    language: str


@dataclass(frozen=True, slots=True)
class ForgetMe(Postback):
    """Erasure in two steps: "ask" opens the question, "confirm" or "keep" answers it."""

    kind: ClassVar[str] = "forget"
    stage: str


@dataclass(frozen=True, slots=True)
class ReviewEntry(Postback):
    """A mentor's one tap on an entry; `revision` is the one they saw."""

    kind: ClassVar[str] = "verdict"
    activity: int
    revision: int
    act: str


@dataclass(frozen=True, slots=True)
class FlagPart(Postback):
    """Return an entry for this part."""

    kind: ClassVar[str] = "flag"
    activity: int
    flag: str


@dataclass(frozen=True, slots=True)
class OpenReview(Postback):
    """An entry as its mentor sees it."""

    kind: ClassVar[str] = "review"
    activity: int


@dataclass(frozen=True, slots=True)
class ShowPhotos(Postback):
    """The pictures of an entry, for its mentor."""

    kind: ClassVar[str] = "pictures"
    activity: int


@dataclass(frozen=True, slots=True)
class MoreReviews(Postback):
    """A further page of numbered entries."""

    kind: ClassVar[str] = "reviews"
    listing: int
    page: int


@dataclass(frozen=True, slots=True)
class ApproveAll(Postback):
    """All numbered entries at once; `yes` once the mentor was told what they have not opened."""

    kind: ClassVar[str] = "noteall"
    listing: int
    yes: bool


@dataclass(frozen=True, slots=True)
class ChooseEntry(Postback):
    """Which of several entries the words just typed are about."""

    kind: ClassVar[str] = "whose"
    activity: int


@dataclass(frozen=True, slots=True)
class UnlockEntry(Postback):
    kind: ClassVar[str] = "unlock"
    activity: int


@dataclass(frozen=True, slots=True)
class FixEntry(Postback):
    """Mend what a returned entry was returned for."""

    kind: ClassVar[str] = "fix"
    activity: int


@dataclass(frozen=True, slots=True)
class SendAgain(Postback):
    """A returned entry goes to the mentor again as it is."""

    kind: ClassVar[str] = "resend"
    activity: int


@dataclass(frozen=True, slots=True)
class AskMentor(Postback):
    """Opens the question what to ask."""

    kind: ClassVar[str] = "ask"


@dataclass(frozen=True, slots=True)
class OpenQuestion(Postback):
    """A thread between a participant and their mentor."""

    kind: ClassVar[str] = "question"
    question: int


@dataclass(frozen=True, slots=True)
class AnswerQuestion(Postback):
    """What is typed next belongs to this thread, on whichever side."""

    kind: ClassVar[str] = "answer"
    question: int


@dataclass(frozen=True, slots=True)
class OpenForm(Postback):
    """Begin a form, or go on with one begun. `about`: whom it is about; `choice`: the answer that is known already
    to the question its submissions are told apart by (the sector)."""

    kind: ClassVar[str] = "form"
    form: str
    about: int | None = None
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class FormChoice(Postback):
    """One of the choices of the question that is open, by the number it has there."""

    kind: ClassVar[str] = "pick"
    submission: int
    number: int


@dataclass(frozen=True, slots=True)
class FormMoment(Postback):
    """The picker of a question for a day or time; what was picked comes in the event's params."""

    kind: ClassVar[str] = "when"
    submission: int


@dataclass(frozen=True, slots=True)
class FormStep(Postback):
    """A way through a form that is no answer: back, skip, park, hand in …"""

    kind: ClassVar[str] = "step"
    submission: int
    step: str


@dataclass(frozen=True, slots=True)
class EditAnswer(Postback):
    """The pencil beside one line of a summary, by its number there."""

    kind: ClassVar[str] = "pencil"
    submission: int
    number: int


@dataclass(frozen=True, slots=True)
class TakeAsAnswer(Postback):
    """ "This is my answer": words of an earlier message, which might have been something else."""

    kind: ClassVar[str] = "take"
    submission: int
    inbox: int


@dataclass(frozen=True, slots=True)
class OfDays(Postback):
    """A button of a summary: its days, and the area and agency (by key) it was narrowed to. Whose records these are
    is decided by who taps."""

    first: str  # "2023-07-12"
    last: str
    area: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class ShowSummary(OfDays):
    kind: ClassVar[str] = "summary"


@dataclass(frozen=True, slots=True)
class ShowMissing(OfDays):
    kind: ClassVar[str] = "missing"
    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowDetails(OfDays):
    kind: ClassVar[str] = "details"


@dataclass(frozen=True, slots=True)
class RemindMissing(OfDays):
    """Show how many would be reminded and what it costs; nobody is told anything yet."""

    kind: ClassVar[str] = "remind"


@dataclass(frozen=True, slots=True)
class ExportDays(OfDays):
    """Which file is wanted of these days; without `what` the kinds are offered."""

    kind: ClassVar[str] = "export"
    what: str | None = None
    suffix: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class ShowPerson(Postback):
    """A participant's days, entries and reviews; without days the last week's."""

    kind: ClassVar[str] = "person"
    person: int
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class ChoosePerson(Postback):
    """Which of several people of similar names was meant by the open question."""

    kind: ClassVar[str] = "who"
    person: int


@dataclass(frozen=True, slots=True)
class Decide(Postback):
    """Yes or no to what the open question has shown; `pick` is which of several ways to say yes."""

    kind: ClassVar[str] = "decide"
    yes: bool
    pick: str | None = None


@dataclass(frozen=True, slots=True)
class AddressBroadcast(Postback):
    """Turn one choice of an announcement's audience on or off; an agency by its key, an area by its code."""

    kind: ClassVar[str] = "address"
    broadcast: int
    by: str
    pick: str


@dataclass(frozen=True, slots=True)
class HandleBroadcast(Postback):
    """Look at an announcement as it will be sent, send it, put it away, or see how it goes."""

    kind: ClassVar[str] = "announce"
    broadcast: int
    deed: str


KINDS: Final[dict[str, type[Postback]]] = {
    known.kind: known
    for known in (
        EditActivity, DayPicked, ToggleSector, ToggleTag, DoneEditing, DeleteActivity, UndoDelete, OpenActivity,
        AddPhoto, AddPin, SplitActivity, ShowMonth, OpenDay, Consent, Say,
        SaveTyped, SetLanguage, ForgetMe, TakeLeave, CancelLeave, MuteUntil, SetHoliday,
        ReviewEntry, FlagPart, OpenReview, ShowPhotos, MoreReviews, ApproveAll, ChooseEntry, UnlockEntry, FixEntry,
        SendAgain, AskMentor, OpenQuestion, AnswerQuestion,
        OpenForm, FormChoice, FormMoment, FormStep, EditAnswer, TakeAsAnswer,
        ShowSummary, ShowMissing, ShowDetails, RemindMissing, ExportDays, ShowPerson, ChoosePerson, Decide,
        AddressBroadcast, HandleBroadcast,
    )
}  # fmt: skip
FIELDS: Final = {kind: tuple(one.name for one in fields(known)) for kind, known in KINDS.items()}


def unpack(data: str) -> Postback | None:
    """The postback `data` says, or None when it is none of ours, whole and in range; never raises."""
    if len(data) > LONGEST:
        return None
    kind, question_mark, said = data.partition("?")
    known = KINDS.get(kind)
    if known is None or not question_mark:
        return None
    values: dict[str, str | int | bool] = {}
    for pair in said.split("&") if said else ():
        wire, _, written = pair.partition("=")
        name = FIELD_NAMES.get(wire, wire)
        if name not in FIELDS[kind] or name in values:
            return None
        value = READERS[name](written)
        if value is None:
            return None
        values[name] = value
    try:
        return known(**values)  # type: ignore[arg-type]
    except TypeError:  # a field is missing
        return None
