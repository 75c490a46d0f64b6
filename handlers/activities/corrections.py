"""Corrects an entry: each part by tapping or typing; deletes and restores it. Every change is a revision."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.cards.deleted import DeletedLine, deleted_line
from bot.inbound.router import on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say, text_message
from bot.postback import (
    AddPhoto,
    AddPin,
    ChooseReading,
    DayPicked,
    DeleteActivity,
    DoneEditing,
    EditActivity,
    MarkPhotos,
    OpenActivity,
    SaveTyped,
    ToggleSector,
    ToggleTag,
    UndoDelete,
)
from bot.postback.fields import PARTS
from handlers.activities.additions import PHOTO_QUESTION, PIN_QUESTION
from handlers.activities.card_questions import (
    QUESTIONS,
    CardQuestion,
    answered,
    ask_about,
    option_named,
    option_typed,
    settle,
    value_chosen,
)
from handlers.activities.choosing import (
    CHOSEN_PARTS,
    ask_to_choose,
    chosen_now,
    flip,
    keys_named,
    keys_of,
    says_done,
)
from handlers.activities.days_allowed import day_trouble, day_trouble_text
from handlers.activities.forum_corrections import correct, correction_said
from handlers.activities.forum_of_entry import follow_people
from handlers.activities.offering import offer
from handlers.activities.part_answers import READERS
from handlers.activities.photo_moments import mark, moment_typed
from handlers.activities.showing import activity_card_for
from handlers.activities.storing import follow_day
from handlers.conversation import ACTIVITY_SHOWN, EDIT, context, is_asked, is_fresh, kinds_told
from handlers.days_meant import iso_day
from handlers.roles import PARTICIPANTS
from models.activities import activities, revisions, states
from models.activities.activities import Activity
from models.activities.media import PhotoMoment
from models.activities.parts import BY_KEY
from models.activities.states import StateAct
from models.messaging.deliveries import About
from thai.intents import INTENTS
from thai.single_answers import read_date, read_number

ANSWERS: Final = INTENTS.yes_or_no | INTENTS.declines  # commands that may be answers
LEAVES: Final = INTENTS.declines - INTENTS.yes_or_no  # "no" is not an answer to a question for a part
SHORT_REPLY: Final = 20  # characters
WHOLE_REPORT: Final = 3  # kinds of things that an answer for one part does not tell

TypedStep = Callable[[Turn, Activity], Reply]


def open_activity(turn: Turn, button: OpenActivity | DoneEditing) -> Reply:
    return with_entry(turn, button.activity, show)


def edit_part(turn: Turn, button: EditActivity) -> Reply:
    """Handle a tap on a pencil: ask for the part, or show its choices."""
    return with_entry(turn, button.activity, _asking(button.part))


def with_entry(turn: Turn, activity_id: int | None, step: TypedStep) -> Reply:
    """Carry out a step with an entry of the speaker. Another person's entry is treated as not existing."""
    entry = activities.owned(turn.session, activity_id, turn.me.id) if activity_id else None
    return step(turn, entry) if entry else gone(turn)


def show(turn: Turn, entry: Activity) -> Reply:
    """Show the card of an entry."""
    return Reply([activity_card_for(turn, entry)], About("activity", entry.id))


def ask_for(turn: Turn, entry: Activity, part: str) -> Reply:
    if entry.is_locked:
        return Reply([text_message(turn.text("entry-locked")), activity_card_for(turn, entry)])
    if entry.is_deleted:
        return show(turn, entry)
    if part in CHOSEN_PARTS:
        return ask_to_choose(turn, entry, part)
    ask_about(turn, EDIT, entry.id, part=part)
    items = [quick.choice(turn.text("edit-leave"), DoneEditing(entry.id, conversation=turn.conversation.version))]
    return say(turn.text(f"ask-{part}"), quick_replies=items)


def answer_part(turn: Turn) -> Reply:
    """Take words while a part is asked for: the new value, or "done"."""
    entry = activities.owned(turn.session, int(turn.conversation.data["activity"]), turn.me.id)
    part = str(turn.conversation.data["part"])
    if entry is None or entry.is_deleted or entry.is_locked:
        turn.conversation.close(turn.now)
        return gone(turn)
    if turn.says("choices-done", "edit-leave") or (turn.is_command and turn.intent in LEAVES):
        return show(turn, entry)
    if part in CHOSEN_PARTS and says_done(turn):
        return show(turn, entry)
    if _tells_of_other_work(turn, entry, part):
        return _ask_again(turn, entry, part, turn.text("ask-part-or-new"))
    if part in CHOSEN_PARTS:
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
    settle(turn, part)
    return _shown_after(turn, entry, part)


def _tells_of_other_work(turn: Turn, entry: Activity, part: str) -> bool:
    """Return whether words are a report of their own and no answer for a part, of which they say too much."""
    if part == "words":
        return False
    day = turn.understood.slots.activity_date if turn.understood else None
    is_of_another_day = part != "day" and day is not None and day != entry.day
    return kinds_told(turn) >= (WHOLE_REPORT - 1 if part == "day" or is_of_another_day else WHOLE_REPORT)


def _shown_after(turn: Turn, entry: Activity, part: str) -> Reply:
    """Show an entry after a part was given a value, with what follows from that."""
    if part == "day":
        follow_day(turn, entry)
    shown = show(turn, entry)
    return follow_people(turn, entry, shown) if part == "people" else shown


def pick_day(turn: Turn, button: DayPicked) -> Reply:
    """Take the Gregorian date of the date picker, which is checked like a typed one."""
    picked = iso_day(turn.event.postback_params.get("date"))
    return with_entry(turn, button.activity, partial(_move, picked)) if picked else gone(turn)


def _move(picked: date, turn: Turn, entry: Activity) -> Reply:
    if entry.is_locked or entry.is_deleted:
        return ask_for(turn, entry, "day")
    trouble = day_trouble(turn, picked)
    if trouble is not None:
        return Reply([text_message(day_trouble_text(turn, trouble, picked)), activity_card_for(turn, entry)])
    revisions.revise(turn.session, entry, "day", picked, by_person_id=turn.me.id, at=turn.now)
    settle(turn, "day")
    follow_day(turn, entry)
    return show(turn, entry)


def tap_reading(turn: Turn, button: ChooseReading) -> Reply:
    """Give a part the value that was tapped on the card. A question that is over is said to be."""
    chosen = option_named(turn, button.activity, button.number, button.conversation)
    return with_entry(turn, button.activity, partial(take_reading, *chosen) if chosen else _say_it_is_over)


def take_reading(question: CardQuestion, option: Any, turn: Turn, entry: Activity) -> Reply:
    """Give a part the value that was chosen: the one it has, another reading, or a correction that was said."""
    if entry.is_locked or entry.is_deleted:
        return ask_for(turn, entry, question.part)
    value = value_chosen(turn, entry, question, option)
    revisions.revise(
        turn.session,
        entry,
        question.part,
        value,
        by_person_id=turn.me.id,
        at=turn.now,
        message_id=turn.event.message_id,
    )
    answered(turn, question)
    return _shown_after(turn, entry, question.part)


def _say_it_is_over(turn: Turn, entry: Activity) -> Reply:
    items = [quick.choice(turn.text("addition-open"), OpenActivity(entry.id)), quick.command(turn.text, "menu")]
    return say(turn.text("choice-over"), quick_replies=items)


def toggle_sector(turn: Turn, button: ToggleSector) -> Reply:
    return with_entry(turn, button.activity, partial(_toggle, "sectors", button.key))


def toggle_tag(turn: Turn, button: ToggleTag) -> Reply:
    return with_entry(turn, button.activity, partial(_toggle, "tags", button.key))


def _toggle(part: str, key: str, turn: Turn, entry: Activity) -> Reply:
    """Turn a tapped sector or tag on or off."""
    if key not in keys_of(turn, part):
        return gone(turn)
    if entry.is_locked or entry.is_deleted:
        return ask_for(turn, entry, part)
    return flip(turn, entry, part, (key,))


def tap_photo(turn: Turn, button: AddPhoto) -> Reply:
    return with_entry(turn, button.activity, ask_for_photo)


def tap_pin(turn: Turn, button: AddPin) -> Reply:
    return with_entry(turn, button.activity, ask_for_pin)


def ask_for_photo(turn: Turn, entry: Activity) -> Reply:
    return _wait_for(turn, entry, PHOTO_QUESTION, [quick.camera(turn.text), quick.camera_roll(turn.text)])


def ask_for_pin(turn: Turn, entry: Activity) -> Reply:
    return _wait_for(turn, entry, PIN_QUESTION, [quick.location(turn.text)])


def tap_moment(turn: Turn, button: MarkPhotos) -> Reply:
    step = partial(mark, moment=PhotoMoment(button.moment), addition=button.addition)
    return with_entry(turn, button.activity, step)


def tap_delete(turn: Turn, button: DeleteActivity) -> Reply:
    return with_entry(turn, button.activity, delete)


def delete(turn: Turn, entry: Activity) -> Reply:
    if entry.is_locked:
        return ask_for(turn, entry, "day")
    if not entry.is_deleted:
        states.apply(turn.session, entry, StateAct.DELETE, by_person_id=turn.me.id, at=turn.now)
    ask_about(turn, ACTIVITY_SHOWN, entry.id, addition=None)
    return Reply([deleted_line(DeletedLine(entry.id, entry.day), turn.text)], About("activity", entry.id))


def tap_undo(turn: Turn, button: UndoDelete) -> Reply:
    return with_entry(turn, button.activity, undo_delete)


def undo_delete(turn: Turn, entry: Activity) -> Reply:
    if entry.is_deleted:
        states.apply(turn.session, entry, StateAct.RESTORE, by_person_id=turn.me.id, at=turn.now)
    return show(turn, entry)


def follow_typed(turn: Turn, step: TypedStep) -> Reply:
    """Carry out the step that was typed after a card: a number or a label."""
    return with_entry(turn, _entry_talked_of(turn), step)


def _typed_step(turn: Turn) -> TypedStep | None:
    """Return what words mean directly after a card: an answer to what it asks, a number of people, the number of a
    part, a button's label."""
    of_forum = correction_said(turn)
    if of_forum is not None:
        return partial(correct, of_forum)
    taken = moment_typed(turn)
    if taken is not None:
        return taken
    chosen = option_typed(turn)
    if chosen is not None:
        return partial(take_reading, *chosen)
    if turn.is_command and turn.intent == "confirm" and QUESTIONS in turn.conversation.data and is_fresh(turn):
        return show  # "yes" to "how many?" chooses nothing
    count = _only_people(turn)
    if count is not None:
        return partial(_take_people, count)
    words = turn.event.text or ""
    number = read_number(words, turn.programme.words) if len(words.strip()) <= 2 else None
    if number is not None and 1 <= number <= len(PARTS):
        return _asking(PARTS[number - 1])
    return next((step for label, step in STEPS.items() if label in turn.labels), None) if turn.labels else None


def _only_people(turn: Turn) -> int | None:
    """Return the number in "25 people" directly after a card."""
    said = turn.understood
    return said.slots.people_count if said and said.intent == "unknown" and len(said.text) <= SHORT_REPLY else None


def _take_people(count: int, turn: Turn, entry: Activity) -> Reply:
    """Store the number of people if there was none, and offer to put it in the place of another. A number for an entry
    that cannot be changed, or whose card asks other things, is offered as an entry of its own."""
    if entry.is_locked or entry.is_deleted or not is_asked(turn, ACTIVITY_SHOWN):
        return offer(turn)
    if entry.people_count is not None and QUESTIONS in turn.conversation.data:
        return offer(turn)
    if entry.people_count is not None:
        return show_with_offers(turn, entry, [CardQuestion("people", None, (count,))] * (entry.people_count != count))
    message_id = turn.event.message_id
    revisions.revise(turn.session, entry, "people", count, by_person_id=turn.me.id, at=turn.now, message_id=message_id)
    return _shown_after(turn, entry, "people")


def show_with_offers(turn: Turn, entry: Activity, offers: Sequence[CardQuestion]) -> Reply:
    """Show an entry, and new values on buttons. Nothing is changed before a yes."""
    if not offers:
        return show(turn, entry)
    card = activity_card_for(turn, entry, questions=offers)
    return Reply([text_message(turn.text("offer-said")), card], About("activity", entry.id))


def _asking(part: str) -> TypedStep:
    return lambda turn, entry: ask_for(turn, entry, part)


STEPS: Final[dict[str, TypedStep]] = {  # steps by the labels of a card's buttons
    **{f"record-{kind}-{part}": _asking(part) for part in PARTS for kind in ("edit", "part")},
    "record-add-photo": ask_for_photo,
    "record-add-pin": ask_for_pin,
    "record-delete": delete,
    "deleted-undo": undo_delete,
    "addition-open": show,
    "choices-done": show,
}


def _answer_choice(turn: Turn, entry: Activity, part: str) -> Reply:
    if turn.says("answer-none", "answer-nobody"):
        return flip(turn, entry, part, chosen_now(turn, entry, part))
    named = keys_named(turn, part)
    return flip(turn, entry, part, named) if named else _ask_again(turn, entry, part, turn.text("ask-choice-again"))


def _wait_for(turn: Turn, entry: Activity, question: str, items: list[dict[str, Any]]) -> Reply:
    if entry.is_locked or entry.is_deleted:
        return ask_for(turn, entry, "words")
    ask_about(turn, question, entry.id)
    return say(turn.text(f"ask-{question}"), quick_replies=items)


def _ask_again(turn: Turn, entry: Activity, part: str, trouble: str) -> Reply:
    """Answer words that do not answer the question: offer to leave the entry, or to record the words as a new one."""
    ask_about(turn, EDIT, entry.id, part=part, offered=turn.inbox_id)
    items = [
        quick.choice(turn.text("edit-leave"), DoneEditing(entry.id, conversation=turn.conversation.version)),
        quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id)),
    ]
    return say(trouble, quick_replies=items)


def _entry_talked_of(turn: Turn) -> int | None:
    """Return the entry of the open question."""
    found = turn.conversation.data.get("activity")
    return int(found) if found else None


def gone(turn: Turn) -> Reply:
    return say(
        turn.text("button-stale"),
        quick_replies=[quick.command(turn.text, "list_activities"), quick.command(turn.text, "menu")],
    )


def _answers_part(turn: Turn) -> bool:
    """Return whether words answer the open question: all except a command alone, or words that come much later."""
    if not is_fresh(turn):
        return False
    if not turn.is_command or turn.intent in ANSWERS:
        return True
    asked = turn.conversation.data.get("part")
    return asked == "day" and read_date(turn.event.text or "", context(turn)) is not None  # or a command: "tomorrow"


routes = [
    on_postback(EditActivity, PARTICIPANTS)(edit_part),
    on_postback(DayPicked, PARTICIPANTS)(pick_day),
    on_postback(ChooseReading, PARTICIPANTS)(tap_reading),
    on_postback(ToggleSector, PARTICIPANTS)(toggle_sector),
    on_postback(ToggleTag, PARTICIPANTS)(toggle_tag),
    on_postback(DoneEditing, PARTICIPANTS)(open_activity),
    on_postback(OpenActivity, PARTICIPANTS)(open_activity),
    on_postback(AddPhoto, PARTICIPANTS)(tap_photo),
    on_postback(AddPin, PARTICIPANTS)(tap_pin),
    on_postback(MarkPhotos, PARTICIPANTS)(tap_moment),
    on_postback(DeleteActivity, PARTICIPANTS)(tap_delete),
    on_postback(UndoDelete, PARTICIPANTS)(tap_undo),
    on_open(EDIT, roles=PARTICIPANTS, when=_answers_part)(answer_part),
    on_open(ACTIVITY_SHOWN, roles=PARTICIPANTS).reading(_typed_step)(follow_typed),
]
