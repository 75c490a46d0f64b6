"""Deletes or opens the entries that words speak of: those of a day, or the one just shown. In doubt, it asks first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.labels import plain_words
from bot.inbound.router import either, on_command, on_intent, on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.line.text_length import shorten
from bot.outbound.reply import Reply, say, text_message
from bot.postback import AnswerDeletion, DeleteOfDay, OpenDay, RestoreDeleted
from handlers.activities.card_questions import CardQuestion
from handlers.activities.corrections import delete, gone, show_with_offers
from handlers.activities.days import show_day, show_month
from handlers.activities.days_allowed import day_trouble
from handlers.activities.showing import innermost
from handlers.conversation import context, is_asked, is_fresh, leave_question
from handlers.days_meant import Reading, day_doubts, days_in, is_certain, readings_of, weekday_remark
from handlers.roles import PARTICIPANTS
from models.activities import activities, details, states
from models.activities.activities import Activity
from models.activities.details import PlaceSaid
from models.activities.states import StateAct
from thai.dates import day_span, long_day, near_day
from thai.intents import INTENTS, UNKNOWN
from thai.meaning import Slots
from thai.new_values import NewValues, new_values
from thai.single_answers import read_date, says_only, speaks_of_a_part

SURE: Final = "delete"  # the question whether to delete; data: entries, days (other days that may be meant)
DELETED: Final = "deleted"  # optional, after several were deleted: to restore them; data: entries
SHOWN: Final = 8
OTHER_DAYS: Final = 4
STORY_UNITS: Final = 60
LONGEST: Final = timedelta(days=400)  # a reading that is longer is no days of a programme

# ── delete ──


def delete_said(turn: Turn) -> Reply:
    """Answer "delete it", "delete yesterday's". It is deleted at once only if one entry is meant for certain. Of a part
    of it ("delete the photo"), the entry is shown, to be corrected."""
    if turn.event.text is not None and speaks_of_a_part(turn.event.text):
        shown = open_said(turn)
        return Reply([text_message(turn.text("delete-only-part")), *shown.messages], shown.about)
    readings = readings_of(turn.understood) if turn.understood else ()
    if turn.understood is not None and not readings and not is_certain(turn.understood):
        return _no_such_day(turn)
    if not readings:
        return _delete_talked_of(turn)
    if turn.understood is None or not is_certain(turn.understood) or len(days_in(readings[0])) > 1:
        return _ask_whether(turn, readings)
    return _delete_of_day(turn, readings[0][0][0])


def _delete_talked_of(turn: Turn) -> Reply:
    """Delete the entry just shown. If none was, or other things are said of it, show which would be deleted and ask."""
    entry = _talked_of(turn)
    if entry is not None and turn.understood is not None and not _describes(turn.understood.slots):
        return delete(turn, entry)
    entry = entry or activities.newest(turn.session, turn.me.id)
    return _ask(turn, [entry], ()) if entry else say(turn.text("no-entry-yet"))


def _delete_of_day(turn: Turn, day: date) -> Reply:
    """Delete the only entry of a day, or show all of them to choose from."""
    entries = activities.days_of(turn.session, turn.me.id, day, day)
    if not entries:
        return _none_of(turn, ((day, day),))
    return delete(turn, entries[0]) if len(entries) == 1 else show_day(turn, day, to_delete=True)


def _ask_whether(turn: Turn, readings: Sequence[Reading]) -> Reply:
    """Show what would be deleted, and ask. Of several readings the first with entries is shown."""
    found = [(reading, _entries_of(turn, reading)) for reading in readings]
    meant = next((one for one in found if one[1]), None)
    if meant is None:
        return _none_of(turn, readings[0])
    others = [reading[0][0] for reading, entries in found if entries and reading != meant[0] and _is_a_day(reading)]
    return _ask(turn, meant[1], others)


def _ask(turn: Turn, entries: Sequence[Activity], other_days: Sequence[date]) -> Reply:
    free = [entry for entry in entries if not entry.is_locked]
    if not free:
        return say(turn.text("entry-locked"), quick_replies=_ways_on(turn))
    days = [day.isoformat() for day in other_days[:OTHER_DAYS]]
    version = turn.conversation.ask(SURE, turn.now, entries=[entry.id for entry in free], days=days)
    lines = [turn.text("delete-ask", count=len(free)), *(_line(turn, entry) for entry in free[:SHOWN])]
    if len(free) > SHOWN:
        lines.append(turn.text("day-more", count=len(free) - SHOWN))
    if len(free) < len(entries):
        lines.append(turn.text("delete-locked", count=len(entries) - len(free)))
    remark = weekday_remark(day_doubts(turn.understood), turn.text) if turn.understood else None
    items = [
        quick.choice(turn.text("delete-yes"), AnswerDeletion(yes=True, conversation=version)),
        *(
            quick.choice(_other_label(turn, day), DeleteOfDay(day.isoformat(), conversation=version))
            for day in other_days[:OTHER_DAYS]
        ),
        quick.choice(turn.text("delete-no"), AnswerDeletion(yes=False, conversation=version)),
    ]
    return say("\n".join([remark, *lines] if remark else lines), quick_replies=items)


def tap_answer(turn: Turn, button: AnswerDeletion) -> Reply:
    if turn.conversation.open != SURE or button.conversation != turn.conversation.version:
        return gone(turn)
    return carry_out(turn, yes=button.yes)


def tap_other_day(turn: Turn, button: DeleteOfDay) -> Reply:
    if turn.conversation.open != SURE or button.conversation != turn.conversation.version:
        return gone(turn)
    return _delete_of_day(turn, date.fromisoformat(button.day))


def say_answer(turn: Turn) -> Reply:
    return carry_out(turn, yes=turn.says("delete-yes") or turn.intent in ("confirm", "delete_activity"))


def carry_out(turn: Turn, *, yes: bool) -> Reply:
    """Carry out the answer, tapped or typed. What was approved or deleted meanwhile stays as it is."""
    if not yes:
        leave_question(turn)
        return say(turn.text("delete-kept"), quick_replies=_ways_on(turn))
    asked = [activities.owned(turn.session, entry_id, turn.me.id) for entry_id in turn.conversation.data["entries"]]
    free = [entry for entry in asked if entry is not None and not entry.is_locked and not entry.is_deleted]
    if len(free) == 1:
        return delete(turn, free[0])
    if not free:
        return gone(turn)
    for entry in free:
        states.apply(turn.session, entry, StateAct.DELETE, by_person_id=turn.me.id, at=turn.now)
    version = turn.conversation.ask(DELETED, turn.now, entries=[entry.id for entry in free])
    items = [quick.choice(turn.text("deleted-undo"), RestoreDeleted(conversation=version)), *_ways_on(turn)]
    return say(turn.text("deleted-many", count=len(free)), quick_replies=items)


def restore(turn: Turn, button: RestoreDeleted | None = None) -> Reply:
    """Restore what was just deleted together."""
    stale = button is not None and button.conversation != turn.conversation.version
    if turn.conversation.open != DELETED or stale:
        return gone(turn)
    deleted = [activities.owned(turn.session, entry_id, turn.me.id) for entry_id in turn.conversation.data["entries"]]
    back = [entry for entry in deleted if entry is not None and entry.is_deleted]
    for entry in back:
        states.apply(turn.session, entry, StateAct.RESTORE, by_person_id=turn.me.id, at=turn.now)
    leave_question(turn)
    return say(turn.text("restored-many", count=len(back)), quick_replies=_ways_on(turn))


# ── open ──


def open_said(turn: Turn) -> Reply:
    """Answer "correct it", "correct the one of the 5th": show the entry, or all entries of the day. New values that are
    said with it are offered on the card."""
    readings = readings_of(turn.understood) if turn.understood else ()
    if turn.understood is not None and not readings and not is_certain(turn.understood):
        return _no_such_day(turn)
    new = _new_values(turn)
    if not readings or (new.day is not None and readings == (((new.day, new.day),),)):
        entry = _talked_of(turn) or activities.newest(turn.session, turn.me.id)
        return show_with_new_values(turn, entry, new) if entry else say(turn.text("no-entry-yet"))
    found = [(reading, _entries_of(turn, reading)) for reading in readings]
    filled = [one for one in found if one[1]]
    if not filled:
        return _none_of(turn, readings[0])
    if len(filled) > 1:
        return _ask_which_day(turn, [entry.day for _, entries in filled for entry in entries])
    _, entries = filled[0]
    if len(entries) == 1:
        return show_with_new_values(turn, entries[0], new)
    days = sorted({entry.day for entry in entries})
    return show_day(turn, days[0]) if len(days) == 1 else _ask_which_day(turn, days)


def _new_values(turn: Turn) -> NewValues:
    """Return the values that the correction says; the number of people may be said in any words."""
    if turn.understood is None:
        return NewValues()
    said = new_values(turn.understood.text, context(turn))
    return said if said.people is not None else replace(said, people=turn.understood.slots.people_count)


def show_with_new_values(turn: Turn, entry: Activity, new: NewValues) -> Reply:
    """Show an entry, and offer each new value that it does not have yet. Nothing is changed before a yes."""
    kept = details.details(turn.session, entry.id)
    places = innermost(PlaceSaid(place.level, place.name, place.code) for place in new.places)
    offers = []
    if new.people is not None and new.people != entry.people_count:
        offers.append(CardQuestion("people", None, (new.people,)))
    if new.day is not None and new.day != entry.day and day_trouble(turn, new.day) is None:
        offers.append(CardQuestion("day", None, (new.day,)))
    if places and places != kept.places:
        offers.append(CardQuestion("places", None, (places,)))
    return show_with_offers(turn, entry, [] if entry.is_locked or entry.is_deleted else offers)


def _ask_which_day(turn: Turn, days: Sequence[date]) -> Reply:
    """Ask of which day the entry is; opening another one changes nothing."""
    leave_question(turn)
    said = weekday_remark(day_doubts(turn.understood), turn.text) if turn.understood else None
    offered = sorted(set(days), reverse=True)[:SHOWN]
    language = turn.text.language
    items = [quick.choice(near_day(day, language), OpenDay(day.isoformat())) for day in offered]
    lines = [said, turn.text("open-which-day")] if said else [turn.text("open-which-day")]
    return say("\n".join(lines), quick_replies=[*items, *_ways_on(turn)])


# ── what both need ──


def _none_of(turn: Turn, reading: Reading) -> Reply:
    """Say that the days have no entries, and show their month."""
    first, last = reading[0]
    month = show_month(turn, min(max(first, turn.programme.start), turn.programme.end).replace(day=1))
    return Reply([text_message(turn.text("none-of-day", day=_days_named(turn, first, last))), *month.messages])


def _no_such_day(turn: Turn) -> Reply:
    """Say that the day is not known, and show this month."""
    problem = turn.understood.slots.problem if turn.understood else None
    said = turn.text("days-impossible", said=problem) if problem else turn.text("days-unknown")
    return Reply([text_message(said), *show_month(turn, turn.day.replace(day=1)).messages])


def _entries_of(turn: Turn, reading: Reading) -> list[Activity]:
    spans = [(first, min(last, first + LONGEST)) for first, last in reading]
    return [entry for first, last in spans for entry in activities.days_of(turn.session, turn.me.id, first, last)]


def _talked_of(turn: Turn) -> Activity | None:
    """Return the entry that was shown or asked about just now."""
    found = turn.conversation.data.get("activity")
    return activities.owned(turn.session, int(found), turn.me.id) if found and is_fresh(turn) else None


def _describes(slots: Slots) -> bool:
    """Return whether words say something of the entry, so that it may be another one than the one just shown."""
    return bool(slots.people_count is not None or slots.places or slots.tags or slots.sectors or slots.person)


def _line(turn: Turn, entry: Activity) -> str:
    words = shorten(entry.words, STORY_UNITS, "utf16") if entry.words else turn.text("record-no-words")
    return turn.text("delete-line", day=long_day(entry.day, turn.text.language), words=words)


def _is_a_day(reading: Reading) -> bool:
    return len(reading) == 1 and reading[0][0] == reading[0][1]


def _other_label(turn: Turn, day: date) -> str:
    return turn.text("delete-of-day", day=near_day(day, turn.text.language))


def _days_named(turn: Turn, first: date, last: date) -> str:
    language = turn.text.language
    return long_day(first, language) if first == last else day_span(first, last, language)


def _ways_on(turn: Turn) -> list[dict[str, object]]:
    return [quick.command(turn.text, "list_activities"), quick.command(turn.text, "menu")]


def _is_sure_asked(turn: Turn) -> bool:
    return is_asked(turn, SURE)


def _fewer_said(turn: Turn) -> list[Activity] | None:
    """Return those of the entries asked about that an answer narrows them to: ใช่ แต่แค่วันที่ 10."""
    day = turn.understood.slots.activity_date if turn.understood and is_asked(turn, SURE) else None
    narrows = turn.intent in (*INTENTS.yes_or_no, "delete_activity", UNKNOWN) or says_only(turn.event.text or "")
    if day is None or turn.is_command or not narrows:
        return None
    asked = [activities.owned(turn.session, entry_id, turn.me.id) for entry_id in turn.conversation.data["entries"]]
    return [entry for entry in asked if entry is not None and entry.day == day and not entry.is_deleted] or None


def ask_of_fewer(turn: Turn, entries: Sequence[Activity]) -> Reply:
    """Ask again, of fewer entries."""
    return _ask(turn, entries, ())


def _other_day_said(turn: Turn) -> DeleteOfDay | None:
    """Return the button of another day that was typed: its label, or only the day."""
    if not is_asked(turn, SURE):
        return None
    days = [date.fromisoformat(day) for day in turn.conversation.data["days"]]
    words, version = turn.event.text or "", turn.conversation.version
    said = next((day for day in days if plain_words(words) == plain_words(_other_label(turn, day))), None)
    if said is None and turn.intent not in INTENTS.acting - {"delete_activity"}:
        read = read_date(words, context(turn))
        said = read if read in days else None
    return DeleteOfDay(said.isoformat(), conversation=version) if said else None


_yes_or_no_said = either(
    on_label("delete-yes", "delete-no"),
    on_command(*INTENTS.yes_or_no, "delete_activity"),
    roles=PARTICIPANTS,
    when=_is_sure_asked,
)
routes = [
    on_postback(AnswerDeletion, PARTICIPANTS)(tap_answer),
    on_postback(DeleteOfDay, PARTICIPANTS)(tap_other_day),
    on_postback(RestoreDeleted, PARTICIPANTS)(restore),
    _yes_or_no_said(say_answer),
    on_open(SURE, roles=PARTICIPANTS).reading(_other_day_said)(tap_other_day),
    on_open(SURE, roles=PARTICIPANTS).reading(_fewer_said)(ask_of_fewer),
    on_label("deleted-undo", roles=PARTICIPANTS, when=lambda turn: turn.conversation.open == DELETED)(restore),
]
commands = [
    on_intent("delete_activity", roles=PARTICIPANTS)(delete_said),
    on_intent("edit_activity", roles=PARTICIPANTS)(open_said),
]
