"""Correcting an entry: every part by a tap or by typing, delete with undo; every change is a revision."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.cards.choices import ChoicesCard, Option, choices_card
from bot.cards.deleted import DeletedLine, deleted_line
from bot.inbound.router import on
from bot.inbound.turn import Turn, plain_words
from bot.outbound.reply import Message, Reply, say, text_message
from bot.postback import (
    AddPhoto,
    AddPin,
    DayPicked,
    DeleteActivity,
    DoneEditing,
    EditActivity,
    OpenActivity,
    Postback,
    SaveTyped,
    ToggleSector,
    ToggleTag,
    UndoDelete,
)
from bot.postback.fields import PARTS
from handlers.activities.part_answers import READERS
from handlers.activities.recording import PHOTO_QUESTION, PIN_QUESTION, day_trouble, day_trouble_text, is_participant
from handlers.activities.showing import ENTRY, context_of, entry_card, is_asked, note_reason
from handlers.messaging.talk import offer
from models.activities import activities, details, revisions
from models.activities.activities import Activity, ActivityState
from models.activities.parts import BY_KEY, CORRECTED, PartType
from models.messaging.deliveries import About
from services.activities.in_words import choices
from thai.intents import INTENTS
from thai.parts import read_date, read_number, read_sectors, read_tags

QUESTION: Final = "edit"  # data: activity, part
SHORTEST_PART: Final = 4  # letters of a label that may stand for it
ANSWERS: Final = INTENTS.yes_or_no | INTENTS.declines  # commands that may be answers
LEAVES: Final = INTENTS.declines - INTENTS.yes_or_no  # "no" is no value of the part that is asked for
CHOOSING: Final = tuple(part.key for part in CORRECTED if part.type is PartType.KEYS)


def open_activity(turn: Turn) -> Reply:
    entry = _entry_of(turn)
    return _card(turn, entry) if entry else _gone(turn)


def edit_part(turn: Turn) -> Reply:
    """A pencil was tapped: ask for that part, or show what can be chosen."""
    assert isinstance(turn.postback, EditActivity)  # noqa: S101 - by its route
    entry = _entry_of(turn)
    return ask_for(turn, entry, turn.postback.part) if entry else _gone(turn)


def ask_for(turn: Turn, entry: Activity, part: str) -> Reply:
    if entry.is_locked:
        return Reply([text_message(turn.text("entry-locked")), entry_card(turn, entry)])
    if entry.is_deleted:
        return _card(turn, entry)
    version = turn.conversation.ask(QUESTION, turn.now, activity=entry.id, part=part)
    if part in CHOOSING:
        return Reply([_choices(turn, entry, part, version)])
    items = [quick.choice(turn.text("edit-leave"), DoneEditing(entry.id, conversation=version))]
    return say(turn.text(f"ask-{part}"), quick_replies=items)


def answer_part(turn: Turn) -> Reply:
    """Words while a part is asked for: the new value, or "done"."""
    entry = activities.owned(turn.session, int(turn.conversation.data["activity"]), turn.me.id)
    part = str(turn.conversation.data["part"])
    if entry is None or entry.is_deleted or entry.is_locked:
        turn.conversation.close(turn.now)
        return _gone(turn)
    if turn.says("choices-done", "edit-leave") or (turn.is_command and turn.intent in LEAVES):
        return _card(turn, entry)
    if part in CHOOSING:
        return _answer_choice(turn, entry, part)
    answer = READERS[BY_KEY[part].type](turn, BY_KEY[part])
    if answer.trouble is not None:
        return _ask_again(turn, entry, part, answer.trouble)
    revisions.revise(
        turn.session,
        entry,
        part,
        answer.value,
        by_person_id=turn.me.id,
        at=turn.now,
        message_id=turn.event.message_id,
    )
    if part == "day":
        _restate(turn, entry)
    return _card(turn, entry)


def pick_day(turn: Turn) -> Reply:
    """The date picker's answer; Gregorian on the wire, checked like any other."""
    entry = _entry_of(turn)
    picked = _iso_day(turn.event.postback_params.get("date"))
    if entry is None or picked is None:
        return _gone(turn)
    if entry.is_locked or entry.is_deleted:
        return ask_for(turn, entry, "day")
    trouble = day_trouble(turn, picked)
    if trouble is not None:
        return Reply([text_message(day_trouble_text(turn, trouble, picked)), entry_card(turn, entry)])
    revisions.revise(turn.session, entry, "day", picked, by_person_id=turn.me.id, at=turn.now)
    _restate(turn, entry)
    return _card(turn, entry)


def toggle(turn: Turn) -> Reply:
    """A sector or tag tapped: chosen, or no longer."""
    assert isinstance(turn.postback, ToggleSector | ToggleTag)  # noqa: S101 - by its route
    part = "sectors" if isinstance(turn.postback, ToggleSector) else "tags"
    entry = _entry_of(turn)
    if entry is None or turn.postback.key not in _keys(turn, part):
        return _gone(turn)
    if entry.is_locked or entry.is_deleted:
        return ask_for(turn, entry, part)
    return _flip(turn, entry, part, (turn.postback.key,))


def finish(turn: Turn) -> Reply:
    entry = _entry_of(turn)
    return _card(turn, entry) if entry else _gone(turn)


def add_photo(turn: Turn) -> Reply:
    return _wait_for(turn, PHOTO_QUESTION, [quick.camera(turn.text), quick.camera_roll(turn.text)])


def add_pin(turn: Turn) -> Reply:
    return _wait_for(turn, PIN_QUESTION, [quick.location(turn.text)])


def delete(turn: Turn) -> Reply:
    entry = _entry_of(turn)
    if entry is None:
        return _gone(turn)
    if entry.is_locked:
        return ask_for(turn, entry, "day")
    if not entry.is_deleted:
        revisions.delete_entry(turn.session, entry, by_person_id=turn.me.id, at=turn.now)
    turn.conversation.ask(ENTRY, turn.now, activity=entry.id, addition=None)
    return Reply([deleted_line(DeletedLine(entry.id, entry.day), turn.text)], About("activity", entry.id))


def undo_delete(turn: Turn) -> Reply:
    entry = _entry_of(turn)
    if entry is None:
        return _gone(turn)
    if entry.is_deleted:
        revisions.restore_entry(turn.session, entry, by_person_id=turn.me.id, at=turn.now)
    return _card(turn, entry)


def follow_typed(turn: Turn) -> Reply:
    """After a card: its numbers and its buttons' words, typed."""
    step = _typed_step(turn)
    entry = _entry_of(turn)
    if entry is None or step is None:
        return _gone(turn)
    return step(turn, entry)


Step = Callable[[Turn, Activity], Reply]


def _typed_step(turn: Turn) -> Step | None:
    if turn.conversation.open != ENTRY or turn.event.text is None:
        return None
    if _says_only_people(turn):
        return _take_people
    short = len(turn.event.text.strip()) <= 2
    number = read_number(turn.event.text, turn.programme.words) if short else None
    if number is not None and 1 <= number <= len(PARTS):
        return _asking(PARTS[number - 1])
    for part in PARTS:
        if turn.says(f"record-edit-{part}", f"record-part-{part}"):
            return _asking(part)
    for keys, step in _TYPED.items():
        if turn.says(*keys):
            return step
    return None


def _says_only_people(turn: Turn) -> bool:
    """ "25 people", right after a card: they are how many there were."""
    said = turn.understood
    return (
        said is not None and said.intent == "unknown" and said.slots.people_count is not None and len(said.text) <= 20
    )


def _take_people(turn: Turn, entry: Activity) -> Reply:
    """Taken where no number was said before; else it may be anything, and is offered as an entry."""
    if entry.people_count is not None or entry.is_locked or entry.is_deleted or not is_asked(turn, ENTRY):
        return offer(turn)
    assert turn.understood is not None  # noqa: S101 - by _says_only_people
    count, message_id = turn.understood.slots.people_count, turn.event.message_id
    revisions.revise(turn.session, entry, "people", count, by_person_id=turn.me.id, at=turn.now, message_id=message_id)
    return _card(turn, entry)


def _asking(part: str) -> Step:
    return lambda turn, entry: ask_for(turn, entry, part)


_TYPED: Final[dict[tuple[str, ...], Step]] = {
    ("record-add-photo",): lambda turn, _: add_photo(turn),
    ("record-add-pin",): lambda turn, _: add_pin(turn),
    ("record-delete",): lambda turn, _: delete(turn),
    ("deleted-undo",): lambda turn, _: undo_delete(turn),
    ("addition-open", "choices-done"): lambda turn, _: open_activity(turn),
}


def _answer_choice(turn: Turn, entry: Activity, part: str) -> Reply:
    """Words that name what was met, or numbers of the list in whatever company (1 3 · ๑, ๓)."""
    words = turn.event.text or ""
    if turn.says("answer-none", "answer-nobody"):
        return _flip(turn, entry, part, getattr(details.details(turn.session, entry.id), part))
    keys = _keys(turn, part)
    chosen = _by_label(turn, part) or (read_sectors if part == "sectors" else read_tags)(words, turn.programme.words)
    if not chosen:
        numbers = [int(digits) for digits in re.findall(r"\d{1,3}", words)]  # Thai digits are digits too
        chosen = tuple(keys[n - 1] for n in numbers) if all(1 <= n <= len(keys) for n in numbers) else ()
    if not chosen:
        return _ask_again(turn, entry, part, turn.text("ask-choice-again"))
    return _flip(turn, entry, part, chosen)


def _by_label(turn: Turn, part: str) -> tuple[str, ...]:
    """The choice whose label this is, or the only one whose label has this in it."""
    said = plain_words(turn.event.text or "")
    offered = choices(BY_KEY[part], turn.programme)
    labels = {one.key: plain_words(one.label(turn.text.language)) for one in offered}
    same = tuple(key for key, label in labels.items() if label == said)
    alike = tuple(key for key, label in labels.items() if len(said) >= SHORTEST_PART and said in label)
    return same or (alike if len(alike) == 1 else ())


def _flip(turn: Turn, entry: Activity, part: str, keys: tuple[str, ...]) -> Reply:
    now = getattr(details.details(turn.session, entry.id), part)
    flipped = [key for key in now if key not in keys] + [key for key in keys if key not in now]
    ordered = tuple(key for key in _keys(turn, part) if key in flipped)
    revisions.revise(
        turn.session, entry, part, ordered, by_person_id=turn.me.id, at=turn.now, message_id=turn.event.message_id
    )
    version = turn.conversation.ask(QUESTION, turn.now, activity=entry.id, part=part)
    return Reply([_choices(turn, entry, part, version)], About("activity", entry.id))


def _choices(turn: Turn, entry: Activity, part: str, version: int) -> Message:
    language = turn.text.language
    chosen = getattr(details.details(turn.session, entry.id), part)
    headings: dict[str, str] = {}
    if part == "tags":
        headings = {tag.key: one.label(language) for one in turn.programme.dimensions for tag in one.tags}
    options = [
        Option(one.key, one.label(language), one.key in chosen, headings.get(one.key))
        for one in choices(BY_KEY[part], turn.programme)
    ]
    return choices_card(ChoicesCard(entry.id, part, tuple(options), version), turn.text)


def _keys(turn: Turn, part: str) -> list[str]:
    return [one.key for one in choices(BY_KEY[part], turn.programme)]


def _restate(turn: Turn, entry: Activity) -> None:
    """A day moved into or out of the gap makes an entry a note, or one that counts."""
    entry.note_reason = note_reason(turn.programme, entry.day)
    if entry.note_reason:
        entry.state = ActivityState.NOTE.value
    elif entry.state == ActivityState.NOTE:
        entry.state = ActivityState.SUBMITTED.value


def _wait_for(turn: Turn, question: str, items: list[dict[str, Any]]) -> Reply:
    entry = _entry_of(turn)
    if entry is None:
        return _gone(turn)
    if entry.is_locked or entry.is_deleted:
        return ask_for(turn, entry, "words")
    turn.conversation.ask(question, turn.now, activity=entry.id)
    return say(turn.text(f"ask-{question}"), quick_replies=items)


def _ask_again(turn: Turn, entry: Activity, part: str, trouble: str) -> Reply:
    """Free words in the middle of a question: the entry may be fine as it is, or they are a new one."""
    version = turn.conversation.ask(QUESTION, turn.now, activity=entry.id, part=part, offered=turn.inbox_id)
    items = [
        quick.choice(turn.text("edit-leave"), DoneEditing(entry.id, conversation=version)),
        quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id)),
    ]
    return say(trouble, quick_replies=items)


def _entry_of(turn: Turn) -> Activity | None:
    """The entry a button or the open question speaks of, if it is the speaker's."""
    found = getattr(turn.postback, "activity", None) or turn.conversation.data.get("activity")
    return activities.owned(turn.session, int(found), turn.me.id) if found else None


def _latest(turn: Turn, step: Callable[[Turn], Reply]) -> Reply:
    """ "Delete it", "correct it": the entry of the last card, else the newest one."""
    entry = _entry_of(turn) or activities.newest(turn.session, turn.me.id)
    if entry is None:
        return say(turn.text("no-entry-yet"))
    turn.conversation.ask(ENTRY, turn.now, activity=entry.id, addition=None)
    return step(turn)


def _card(turn: Turn, entry: Activity) -> Reply:
    return Reply([entry_card(turn, entry)], About("activity", entry.id))


def _gone(turn: Turn) -> Reply:
    return say(
        turn.text("button-stale"),
        quick_replies=[quick.command(turn.text, "list_activities"), quick.command(turn.text, "menu")],
    )


def _iso_day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _tapped(*kinds: type[Postback]) -> Callable[[Turn], bool]:
    return lambda turn: is_participant(turn) and isinstance(turn.postback, kinds)


def _answers_part(turn: Turn) -> bool:
    """Whether words answer the open question: all do but a command alone, and what comes much later."""
    if not is_participant(turn) or turn.event.text is None or not is_asked(turn, QUESTION):
        return False
    if not turn.is_command or turn.intent in ANSWERS:
        return True
    asked = turn.conversation.data.get("part")
    return (
        asked == "day" and read_date(turn.event.text, context_of(turn, turn.event.at)) is not None
    )  # "tomorrow" is a command too


routes = [
    on(_tapped(EditActivity))(edit_part),
    on(_tapped(DayPicked))(pick_day),
    on(_tapped(ToggleSector, ToggleTag))(toggle),
    on(_tapped(DoneEditing))(finish),
    on(_tapped(OpenActivity))(open_activity),
    on(_tapped(AddPhoto))(add_photo),
    on(_tapped(AddPin))(add_pin),
    on(_tapped(DeleteActivity))(delete),
    on(_tapped(UndoDelete))(undo_delete),
    on(_answers_part)(answer_part),
    on(lambda turn: is_participant(turn) and _typed_step(turn) is not None)(follow_typed),
]
commands = [
    on(lambda turn: is_participant(turn) and turn.said_intent == "delete_activity")(lambda turn: _latest(turn, delete)),
    on(lambda turn: is_participant(turn) and turn.said_intent == "edit_activity")(
        lambda turn: _latest(turn, open_activity)
    ),
]
