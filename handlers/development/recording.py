"""Trainings in the chat: recorded from one message, completed by taps or words, taken back.

question       its answers and exits
training       (data: activity, choices) numbers or names of competencies; a photo is the certificate; else it is new
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_message, on_open, on_postback
from bot.inbound.turn import Turn
from bot.line.event import Event
from bot.outbound.reply import Reply, say
from bot.postback import ChooseCompetency, ChooseWay, DropTraining, RecordTraining, ShowDevelopment
from handlers.activities.additions import save_photo
from handlers.activities.days_allowed import day_trouble, day_trouble_text
from handlers.activities.storing import follow_day, give_words, open_entry, understanding
from handlers.activities.undated import message_of
from handlers.conversation import context_of, is_asked, leave_question
from handlers.development.cards import own_card
from handlers.development.reasons import QUESTIONS, is_asked_why
from handlers.development.seen import TRAINING, courses_in_force, own_membership, stale, terms_of, way_words
from handlers.roles import WITH_A_ROLE
from models.activities import activities, revisions, states
from models.activities.activities import Activity
from models.activities.details import Understanding
from models.activities.states import StateAct
from models.development import trainings
from models.development.trainings import Training
from models.messaging.deliveries import About
from models.reviews import verdicts
from programmes.bangkok import bangkok_day
from services.development.courses import competencies_said, course_meant
from thai.normalise import tidy
from thai.trainings import TrainingSaid, training_in
from thai.verdicts import read_numbers

LONGEST: Final = 300  # characters of what it was about


def record(turn: Turn, said: TrainingSaid) -> Reply:
    """Store a training that is over. What is to come is not stored; what may be either is asked about."""
    text = turn.text
    if own_membership(turn) is None:
        return say(text("dev-only-staff"), quick_replies=[quick.command(text, "menu")])
    if said.problem is not None:
        return say(text("which-day-impossible", said=said.problem))
    if said.is_done is False:
        return say(text("dev-not-done"), quick_replies=[_view(turn, "year"), quick.command(text, "menu")])
    if said.is_done is None:
        leave_question(turn)
        items = [quick.choice(text("dev-record"), RecordTraining(turn.inbox_id)), quick.command(text, "menu")]
        return say(text("dev-done-or-not"), quick_replies=items)
    return store(turn, turn.event, said)


def record_tapped(turn: Turn, button: RecordTraining) -> Reply:
    """Store what was asked about: it is over."""
    said = message_of(turn, button.inbox)
    if said is None or said.text is None or turn.programme.development is None or own_membership(turn) is None:
        return stale(turn)
    read = training_in(said.text, context_of(turn, said.at), way_words(terms_of(turn)))
    return store(turn, said, read) if read is not None and read.is_done is not False else stale(turn)


def store(turn: Turn, event: Event, said: TrainingSaid) -> Reply:
    """Store a training as an entry of its last day, and show its card."""
    day = said.last or bangkok_day(event.at)
    trouble = day_trouble(turn, day)
    if trouble is not None:
        return say(day_trouble_text(turn, trouble, day), quick_replies=[quick.command(turn.text, "menu")])
    topic = said.topic[:LONGEST] if said.topic else None
    before = _same(turn, topic, said.way, day)
    if before is not None:
        return Reply([own_card(turn, before, flags=[turn.text("dev-told-before")])], About("activity", before.id))
    message_id = event.message_id or event.id
    entry = _entry(turn, event, day, message_id)
    course = course_meant(courses_in_force(turn), topic, said.way, day, terms_of(turn))
    first = said.first
    if first is None and said.days is not None and said.days > 1 and said.last is not None:
        first = day - timedelta(days=said.days - 1)
    turn.session.add(
        Training(
            activity_id=entry.id,
            person_id=turn.me.id,
            topic=topic,
            way=said.way,
            course=course.key if course else None,
            days=said.days,
            hours=said.hours,
            first=first if first is not None and first < day else None,
            message_ids=f",{message_id},",
        )
    )
    turn.session.flush()
    terms = terms_of(turn)
    named = competencies_said(tidy(event.text or ""), terms, [one.key for one in terms.competencies])
    trainings.put_competencies(turn.session, entry.id, [*named, *(course.competencies if course else ())])
    return Reply([own_card(turn, entry)], About("activity", entry.id))


def _entry(turn: Turn, event: Event, day: date, message_id: str) -> Activity:
    """Return the entry of a training: the one that a photo of the certificate has just opened, else a new one."""
    places = understanding(turn.understood.slots).places if turn.understood else ()
    understood = Understanding(None, (), (), places)
    waiting = turn.open_activities.latest_without_words(turn.me.id, event.at)
    if waiting is None or waiting.is_locked or trainings.of_entry(turn.session, waiting.id) is not None:
        entry = open_entry(turn, event, understood, day, message_id)
        turn.session.flush()
        return entry
    give_words(turn, waiting, event.text or "", understood, message_id)
    if waiting.day != day:
        revisions.revise(turn.session, waiting, "day", day, by_person_id=turn.me.id, at=turn.now, message_id=message_id)
        follow_day(turn, waiting)
    turn.session.flush()
    return waiting


def _same(turn: Turn, topic: str | None, way: str, day: date) -> Activity | None:
    """Return the speaker's training with the same topic, way and day that is on record, if there is one."""
    for one in trainings.done(turn.session, day, day, person_ids=[turn.me.id]):
        if one.training.way == way and one.training.topic == topic:
            return one.activity
    return None


# ── completed by taps and words ──


def choose(turn: Turn, button: ChooseCompetency) -> Reply:
    """Take a competency, or leave it again."""
    entry = _owned(turn, button.activity)
    if entry is None or button.pick not in terms_of(turn).competency_of:
        return stale(turn)
    return _toggled(turn, entry, [button.pick])


def choose_by_words(turn: Turn, picks: list[str]) -> Reply:
    """Take competencies by their numbers or names."""
    entry = _owned(turn, _shown(turn))
    return stale(turn) if entry is None else _toggled(turn, entry, picks)


def _toggled(turn: Turn, entry: Activity, picks: list[str]) -> Reply:
    if entry.is_locked:
        return Reply([own_card(turn, entry, flags=[turn.text("dev-locked")])], About("activity", entry.id))
    chosen = list(trainings.competencies_of(turn.session, [entry.id]).get(entry.id, ()))
    for pick in picks:
        chosen = [one for one in chosen if one != pick] if pick in chosen else [*chosen, pick]
    trainings.put_competencies(turn.session, entry.id, chosen)
    _send_again(turn, entry)
    return Reply([own_card(turn, entry)], About("activity", entry.id))


def choose_way(turn: Turn, button: ChooseWay) -> Reply:
    """Ask in which way something was learned, or take the answer."""
    entry = _owned(turn, button.activity)
    terms = terms_of(turn) if turn.programme.development else None
    if entry is None or terms is None:
        return stale(turn)
    if button.pick is None or entry.is_locked:
        items = [quick.choice(way.name(turn.text.language), ChooseWay(entry.id, way.key)) for way in terms.ways[:12]]
        return say(turn.text("dev-locked" if entry.is_locked else "dev-which-way"), quick_replies=items)
    training = trainings.of_entry(turn.session, entry.id)
    if training is None or button.pick not in terms.way_of:
        return stale(turn)
    training.way = button.pick
    _send_again(turn, entry)
    return Reply([own_card(turn, entry)], About("activity", entry.id))


def _send_again(turn: Turn, entry: Activity) -> None:
    """What was sent back and is changed waits again."""
    if states.is_possible(entry, StateAct.RESUBMIT):
        verdicts.resubmit(turn.session, entry, at=turn.now)


def drop(turn: Turn, button: DropTraining) -> Reply:
    """Take a training back."""
    entry = _owned(turn, button.activity)
    if entry is None:
        return stale(turn)
    if entry.is_locked:
        return say(turn.text("dev-locked"), quick_replies=[quick.command(turn.text, "menu")])
    states.apply(turn.session, entry, StateAct.DELETE, by_person_id=turn.me.id, at=turn.now)
    leave_question(turn)
    return say(turn.text("dev-dropped"), quick_replies=[_view(turn, "own"), quick.command(turn.text, "menu")])


def add_certificate(turn: Turn) -> Reply:
    """Add a photo to the training whose card is open."""
    entry = _owned(turn, _shown(turn))
    added = save_photo(turn)
    if entry is None or entry.is_locked:
        return added
    return replace(added, messages=[own_card(turn, entry)])


def _owned(turn: Turn, activity_id: int) -> Activity | None:
    """Return an entry of the speaker that tells of a training; None if there is none, or it is somebody else's."""
    if turn.programme.development is None:
        return None
    entry = activities.owned(turn.session, activity_id, turn.me.id)
    there = entry is not None and not entry.is_deleted and trainings.of_entry(turn.session, activity_id) is not None
    return entry if there else None


def _picked(turn: Turn) -> list[str] | None:
    """Return the competencies that words name by numbers, or by one of their names."""
    if not _is_open(turn):
        return None
    choices: list[str] = turn.conversation.data.get("choices", [])
    words = tidy(turn.event.text or "")
    numbers = read_numbers(words)
    if numbers:
        return [choices[one - 1] for one in numbers] if all(0 < one <= len(choices) for one in numbers) else None
    known = terms_of(turn).competency_of
    low = words.lower()
    return [key for key in choices if key in known and low in {name.lower() for name in known[key].words}][:1] or None


def _is_open(turn: Turn) -> bool:
    """Return whether the card of a training is open, alone or beside a question for a reason."""
    is_beside = is_asked_why(turn) and "training" in turn.conversation.data
    return turn.programme.development is not None and (is_asked(turn, TRAINING) or is_beside)


def _shown(turn: Turn) -> int:
    """Return the entry whose training's card is open."""
    data = turn.conversation.data
    return int(data["training"] if turn.conversation.open in QUESTIONS else data["activity"])


def _view(turn: Turn, view: str) -> dict[str, object]:
    return quick.choice(turn.text(f"dev-view-{view}"), ShowDevelopment(view))


routes = [
    on_postback(RecordTraining, WITH_A_ROLE)(record_tapped),
    on_postback(ChooseCompetency, WITH_A_ROLE)(choose),
    on_postback(ChooseWay, WITH_A_ROLE)(choose_way),
    on_postback(DropTraining, WITH_A_ROLE)(drop),
    on_message("image", roles=WITH_A_ROLE, when=_is_open)(add_certificate),
    on_open(TRAINING, *QUESTIONS, roles=WITH_A_ROLE).reading(_picked)(choose_by_words),
]
