"""Asks on which day to record a message, and records it on the day or days of the answer. Until then it waits."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.labels import plain_words
from bot.inbound.router import Handler, on_open, on_postback
from bot.inbound.turn import Turn
from bot.line.numbers import MESSAGES_A_CALL
from bot.line.text_length import shorten
from bot.outbound.reply import Message, Reply, say, text_message
from bot.postback import LeaveUnrecorded, RecordOn, RecordOnAll, RecordOnPicked, SaveTyped
from handlers.activities import undated
from handlers.activities.card_questions import QUESTIONS, questions_about
from handlers.activities.days_allowed import day_trouble, day_trouble_text, earliest_day
from handlers.activities.showing import activity_card_for
from handlers.activities.storing import follow_day, give_words, open_entry, store_words, understanding
from handlers.activities.undated import DayQuestion, question_about
from handlers.conversation import ACTIVITY_SHOWN, context, context_of, is_fresh
from handlers.days_meant import iso_day
from handlers.roles import PARTICIPANTS
from models.activities import activities, pieces, revisions
from models.activities.activities import Activity
from models.activities.pieces import MOST_DAYS, id_of_day
from models.messaging.deliveries import About
from thai.dates import near_day
from thai.intents import INTENTS, UNKNOWN
from thai.meaning import Slots
from thai.single_answers import read_date, says_every_day, says_not_to_record
from thai.understand import understand

WHICH: Final = "which_day"  # the question on which day to record the newest of the messages that wait
OFFERED: Final = 5
TIMES: Final = 3  # how often is asked again, beside answers to other messages
SNIPPET_UNITS: Final = 60
SHORT_ANSWER: Final = 40  # characters

Step = Callable[[Turn], Reply]


def ask_day(turn: Turn, inbox_id: int, question: DayQuestion) -> Reply:
    """Keep a message and ask for its day. Nothing is recorded yet."""
    undated.wait_for_day(turn, inbox_id)
    if question.is_plan:
        undated.change_newest(turn, times=TIMES)
    return Reply([_question(turn, inbox_id, question)])


def tap_day(turn: Turn, button: RecordOn) -> Reply:
    day = iso_day(button.day)
    return record_on(button.inbox, [day], turn) if day else say(turn.text("button-stale"))


def tap_picked(turn: Turn, button: RecordOnPicked) -> Reply:
    day = iso_day(turn.event.postback_params.get("date"))
    return record_on(button.inbox, [day], turn) if day else say(turn.text("button-stale"))


def tap_all(turn: Turn, button: RecordOnAll) -> Reply:
    question = _question_of(turn, button.inbox)
    return record_on(button.inbox, question.days if question else (), turn)


def tap_leave(turn: Turn, button: LeaveUnrecorded) -> Reply:
    return leave_unrecorded(button.inbox, turn)


def leave_unrecorded(inbox_id: int, turn: Turn) -> Reply:
    """Answer "do not record it"."""
    undated.wait_no_more(turn, inbox_id)
    turn.conversation.close(turn.now)
    items = [quick.command(turn.text, "list_activities"), quick.command(turn.text, "menu")]
    return say(turn.text("which-day-left"), quick_replies=items)


def record_on(inbox_id: int, days: Sequence[date], turn: Turn) -> Reply:
    """Record a message on these days, an entry a day. A message that is recorded already is shown."""
    said = undated.message_of(turn, inbox_id)
    if said is None or not days:
        undated.wait_no_more(turn, inbox_id)
        return say(turn.text("offer-too-late"))
    already = pieces.pieces_of_message(turn.session, said.message_id or said.id, turn.me.id)
    if already:
        undated.wait_no_more(turn, inbox_id)
        return Reply([activity_card_for(turn, turn.session.get_one(Activity, already[0].activity_id))])
    for day in days:
        trouble = day_trouble(turn, day)
        if trouble is not None:
            return _ask_again(inbox_id, turn, day_trouble_text(turn, trouble, day))
    understood = understand(said.text or "", context_of(turn, said.at))
    earlier = sorted(set(days))[-MOST_DAYS:]
    last = earlier.pop()
    for number, day in enumerate(reversed(earlier), 1):
        message_id = id_of_day(said.message_id or said.id, number)
        open_entry(turn, said, understanding(understood.slots), day, message_id)
    waiting = next((one for one in turn.conversation.undated if one["inbox"] == inbox_id), None)
    undated.wait_no_more(turn, inbox_id)
    entry = _opened_by_photo(turn, waiting["entry"] if waiting else None)
    if entry is not None:
        stored = _give(turn, entry, said.text or "", understood.slots, last, said.message_id or said.id)
    else:
        questions = [one for one in questions_about(turn, understood) if one.part != "day"]
        stored = store_words(turn, said, understood.slots, last, questions)
    if not earlier:
        return stored
    named = ", ".join(near_day(day, turn.text.language) for day in (*earlier, last))
    line = text_message(turn.text("which-day-recorded", count=len(earlier) + 1, days=named))
    return Reply([line, *stored.messages], stored.about)


def keeping_undated(turn: Turn, handle: Handler) -> Reply:
    """Return a handler's reply, and ask again for the day of a message that waits, if nothing else is asked."""
    declines = turn.conversation.open == WHICH and turn.is_command and turn.intent in INTENTS.declines
    reply = handle(turn)
    waiting = undated.newest(turn)
    if waiting is None or turn.conversation.open == WHICH or not reply.messages:
        return reply
    if declines or turn.person is None:
        undated.wait_no_more(turn, waiting["inbox"])
        return reply
    is_free = turn.conversation.open in (None, ACTIVITY_SHOWN) and QUESTIONS not in turn.conversation.data
    if not is_free or len(reply.messages) >= MESSAGES_A_CALL:
        return reply
    said, question = undated.message_of(turn, waiting["inbox"]), _question_of(turn, waiting["inbox"])
    if said is None or question is None or waiting["times"] >= TIMES:
        undated.wait_no_more(turn, waiting["inbox"])
        return reply
    if not reply.wait:  # the pictures of an album are answered together
        undated.change_newest(turn, times=waiting["times"] + 1)
    snippet = shorten(said.text or "", SNIPPET_UNITS, "utf16")
    asked = _question(turn, waiting["inbox"], question, turn.text("which-day-waits", words=snippet))
    return replace(reply, messages=[*reply.messages, asked])


# ── the question ──


def _question(turn: Turn, inbox_id: int, question: DayQuestion, before: str | None = None) -> Message:
    turn.conversation.ask(WHICH, turn.now)
    lines = [before, question.said] if before else [question.said]
    return text_message("\n".join(lines), _choices(turn, inbox_id, question))


def _choices(turn: Turn, inbox_id: int, question: DayQuestion) -> list[dict[str, Any]]:
    leave = quick.choice(turn.text("which-day-none"), LeaveUnrecorded(inbox_id))
    days = [day for day in question.days[:OFFERED] if day != turn.day]
    items = [quick.choice(near_day(day, turn.text.language), RecordOn(inbox_id, day.isoformat())) for day in days]
    if question.several:
        items.insert(0, quick.choice(_all_label(turn, question), RecordOnAll(inbox_id)))
    items.append(quick.choice(turn.text("which-day-today"), RecordOn(inbox_id, turn.day.isoformat())))
    items.append({"type": "action", "action": _picker(turn, inbox_id)})
    return [leave, *items] if question.is_plan else [*items, leave]


def _picker(turn: Turn, inbox_id: int) -> dict[str, Any]:
    return {
        "type": "datetimepicker",
        "label": turn.text("which-day-pick"),
        "data": RecordOnPicked(inbox_id).pack(),
        "mode": "date",
        "initial": turn.day.isoformat(),
        "max": turn.day.isoformat(),
        "min": min(earliest_day(turn), turn.day).isoformat(),
    }


def _all_label(turn: Turn, question: DayQuestion) -> str:
    return turn.text("which-day-all", count=len(question.days))


def _question_of(turn: Turn, inbox_id: int) -> DayQuestion | None:
    """Return what is asked about a message that waits, or None if its words are gone."""
    said = undated.message_of(turn, inbox_id)
    if said is None:
        return None
    understood = understand(said.text or "", context_of(turn, said.at))
    return question_about(turn, understood) or DayQuestion(turn.text("which-day"), _day_said(understood.slots))


def _day_said(slots: Slots) -> tuple[date, ...]:
    return (slots.activity_date,) if slots.activity_date else ()


def _ask_again(inbox_id: int, turn: Turn, trouble: str | None = None) -> Reply:
    question = _question_of(turn, inbox_id)
    if question is None:
        undated.wait_no_more(turn, inbox_id)
        return say(turn.text("offer-too-late"))
    return Reply([_question(turn, inbox_id, question, trouble)])


def _say_unread(inbox_id: int, turn: Turn) -> Reply:
    """Answer words that name no day: ask again, and offer to record these words as an entry of their own."""
    asked = _ask_again(inbox_id, turn, turn.text("ask-day-again"))
    if turn.conversation.open != WHICH:
        return asked
    turn.conversation.data = turn.conversation.data | {"offered": turn.inbox_id}
    message = asked.messages[0]
    items = [*message["quickReply"]["items"], quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id))]
    return Reply([quick.with_quick_replies(message, items)])


# ── typed answers ──


def _answer_said(turn: Turn) -> Step | None:
    """Return what words mean as an answer to the question, or None if they are about something else."""
    waiting = undated.newest(turn)
    words = turn.event.text or ""
    if waiting is None or len(words) > SHORT_ANSWER:
        return None
    inbox_id: int = waiting["inbox"]
    step = _answered(turn, inbox_id, words)
    if step is not None and not is_fresh(turn):
        return partial(_ask_again, inbox_id)  # nobody remembers what was asked
    return step or (partial(_say_unread, inbox_id) if is_fresh(turn) and turn.intent == UNKNOWN else None)


def _answered(turn: Turn, inbox_id: int, words: str) -> Step | None:
    declines = turn.intent == "deny" or (turn.intent == UNKNOWN and says_not_to_record(words))
    if turn.says("which-day-none") or declines:
        return partial(leave_unrecorded, inbox_id)
    if turn.says("which-day-pick"):
        return partial(_ask_again, inbox_id)
    question = _question_of(turn, inbox_id)
    if question is None:
        return partial(_ask_again, inbox_id)
    says_all = plain_words(words) == plain_words(_all_label(turn, question))
    is_answer = turn.intent == UNKNOWN or turn.intent in INTENTS.form_way  # "tomorrow" also puts off a form
    if question.several and (says_all or (is_answer and says_every_day(words, turn.programme.words))):
        return partial(record_on, inbox_id, question.days)
    if turn.is_command and turn.intent == "confirm":
        whole = question.several or len(question.days) == 1
        return partial(record_on, inbox_id, question.days) if whole else partial(_ask_again, inbox_id)
    days = _days_read(turn, question, words) if is_answer else ()
    return partial(record_on, inbox_id, days) if days else None


def _days_read(turn: Turn, question: DayQuestion, words: str) -> tuple[date, ...]:
    """Return the days that an answer names: one of those offered by its number, or any other days."""
    said = plain_words(words)
    offered = [day for day in question.days if said in (str(day.day), plain_words(near_day(day, turn.text.language)))]
    if offered:
        return (offered[0],)
    day = read_date(words, context(turn))
    read = understand(turn.text("which-day-sentence", words=words), context(turn))
    asked = question_about(turn, read)
    if asked is not None and asked.several:
        return asked.days
    return (day,) if day is not None else _day_said(read.slots)


# ── what is stored ──


def _opened_by_photo(turn: Turn, activity_id: int | None) -> Activity | None:
    """Return the entry that a photo or a pin opened while the day was asked, if it has no words yet."""
    entry = activities.owned(turn.session, activity_id, turn.me.id) if activity_id else None
    return entry if entry is not None and entry.words is None and not entry.is_locked and not entry.is_deleted else None


def _give(turn: Turn, entry: Activity, words: str, slots: Slots, day: date, message_id: str) -> Reply:
    """Store words in the entry that their photo opened, and move it to their day."""
    revisions.revise(turn.session, entry, "day", day, by_person_id=turn.me.id, at=turn.now)
    follow_day(turn, entry)
    stored = give_words(turn, entry, words, understanding(slots), message_id)
    return Reply(stored.messages, About("activity", entry.id))


def answer(turn: Turn, step: Step) -> Reply:
    return step(turn)


routes = [
    on_postback(RecordOn, PARTICIPANTS)(tap_day),
    on_postback(RecordOnAll, PARTICIPANTS)(tap_all),
    on_postback(RecordOnPicked, PARTICIPANTS)(tap_picked),
    on_postback(LeaveUnrecorded, PARTICIPANTS)(tap_leave),
    on_open(WHICH, roles=PARTICIPANTS).reading(_answer_said)(answer),
]
