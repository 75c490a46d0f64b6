"""Stores what a message tells of a training: as a new entry, or as another telling of one on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rapidfuzz import fuzz

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.line.event import Event
from bot.outbound.reply import Reply, say
from bot.postback import RecordAnyway, ShowDevelopment
from handlers.activities.days_allowed import day_told_of, day_trouble, day_trouble_text
from handlers.activities.storing import follow_day, give_words, open_entry, understanding
from handlers.development.cards import own_card
from handlers.development.seen import courses_in_force, length_in_words, number_said, terms_of, way_words
from models.activities import activities, pieces, revisions, states
from models.activities.activities import Activity
from models.activities.details import Understanding
from models.activities.pieces import PieceKind
from models.activities.states import StateAct
from models.development import trainings
from models.development.trainings import DoneTraining, Training
from models.messaging.deliveries import About
from models.reviews import verdicts
from programmes.bangkok import bangkok_day
from services.development.courses import competencies_said, course_meant
from thai.dates import day_span, long_day
from thai.normalise import folded, tidy
from thai.trainings import TrainingSaid, way_in

SAME: Final = "training_same"  # the question whether a training is the one on record; data: inbox, activity
LONGEST: Final = 300  # characters of what it was about
ALIKE: Final = 85  # per cent of similarity at which two topics on the same days are asked about
HOURS_A_DAY: Final = 24


@dataclass(frozen=True, slots=True)
class Lasted:
    """The days of a training, both included."""

    first: date
    last: date


def store(turn: Turn, event: Event, said: TrainingSaid, *, inbox: int, is_new: bool = False) -> Reply:
    """Store a training as an entry of its last day, and show its card. What cannot be is refused with what to do; what
    may be on record is asked about, unless it was said that it `is_new`."""
    message_id = event.message_id or event.id
    told = trainings.of_message(turn.session, message_id, turn.me.id)
    if told is not None:
        return _shown(turn, turn.session.get_one(Activity, told.activity_id))
    lasted = _lasted(turn, event, said)
    trouble = trouble_with(turn, said, lasted)
    if trouble is not None:
        return say(trouble, quick_replies=[quick.command(turn.text, "menu")])
    topic = said.topic[:LONGEST] if said.topic else None
    if not is_new:
        before = _alike(turn, topic, said.way, lasted)
        if before is not None and _is_told(before, topic, said.way, lasted):
            card = own_card(turn, before.activity, flags=[turn.text("dev-told-before")])
            return Reply([card], About("activity", before.activity.id))
        if before is not None:
            return _ask_same(turn, before, inbox)
    entry = _entry(turn, event, lasted.last, message_id)
    training = Training(activity_id=entry.id, person_id=turn.me.id, way=said.way, message_ids=f",{message_id},")
    turn.session.add(training)
    tell(turn, entry, training, said, lasted, event.text or "")
    return _shown(turn, entry)


def tell(turn: Turn, entry: Activity, training: Training, said: TrainingSaid, lasted: Lasted, words: str) -> None:
    """Give a training what a message says of it, with the planned course it then is. What the message does not say
    stays. Competencies that were chosen stay; those of another course go."""
    terms, planned = terms_of(turn), courses_in_force(turn)
    training.topic = said.topic[:LONGEST] if said.topic else training.topic
    training.way = said.way
    if said.days is not None or said.hours is not None:
        training.days, training.hours = said.days, said.hours
    training.first = lasted.first if lasted.first < lasted.last else None
    turn.session.flush()
    was = next((one for one in planned if one.key == training.course), None)
    course = course_meant(planned, training.topic, training.way, lasted.last, terms)
    training.course = course.key if course else None
    chosen = trainings.competencies_of(turn.session, [entry.id]).get(entry.id, ())
    kept = [key for key in chosen if was is None or was is course or key not in was.competencies]
    named = competencies_said(tidy(words), terms, [one.key for one in terms.competencies])
    trainings.put_competencies(turn.session, entry.id, [*kept, *named, *(course.competencies if course else ())])


def make(turn: Turn, entry: Activity, said: TrainingSaid | None) -> Reply:
    """Make an entry a training. `said`: what its words tell of one; without that they are what it was about."""
    words = " ".join((entry.words or "").split())
    way = said.way if said else _likely_way(turn, words)
    read = said or TrainingSaid(way, topic=words[:LONGEST] or None)
    if not read.topic:
        read = TrainingSaid(way, words[:LONGEST] or None, read.days, read.hours, read.first, read.last)
    told_in = [one.message_id for one in pieces.pieces(turn.session, entry.id) if one.kind is PieceKind.WORDS]
    ids = "".join(f"{one}," for one in told_in)
    training = Training(activity_id=entry.id, person_id=turn.me.id, way=way, message_ids=f",{ids}")
    turn.session.add(training)
    first = read.first if read.first and read.first <= entry.day else first_of(entry.day, read.days)
    tell(turn, entry, training, read, Lasted(first, entry.day), entry.words or "")
    return _shown(turn, entry)


def _likely_way(turn: Turn, words: str) -> str:
    """Return the way that words name, else that of most planned courses."""
    terms = terms_of(turn)
    usual = Counter(one.way for one in courses_in_force(turn)).most_common(1)
    return way_in(folded(tidy(words)), way_words(terms)) or (usual[0][0] if usual else terms.ways[0].key)


def owned_training(turn: Turn, activity_id: int) -> Activity | None:
    """Return an entry of the speaker that tells of a training; None if there is none, or it is somebody else's."""
    if turn.programme.development is None:
        return None
    entry = activities.owned(turn.session, activity_id, turn.me.id)
    there = entry is not None and not entry.is_deleted and trainings.of_entry(turn.session, activity_id) is not None
    return entry if there else None


def send_again(turn: Turn, entry: Activity) -> None:
    """What was sent back and is changed waits again."""
    if states.is_possible(entry, StateAct.RESUBMIT):
        verdicts.resubmit(turn.session, entry, at=turn.now)


def lasted_said(said: TrainingSaid, day: date) -> Lasted:
    """Return the days a message says; without any the last is `day`."""
    last = said.last or day
    first = said.first if said.first is not None and said.first <= last else None
    return Lasted(first or (first_of(last, said.days) if said.last is not None else last), last)


def _lasted(turn: Turn, event: Event, said: TrainingSaid) -> Lasted:
    return lasted_said(said, day_told_of(turn) or bangkok_day(event.at))


def first_of(last: date, days: float | None) -> date:
    """Return the first of so many days up to the last."""
    return last - timedelta(days=int(days) - 1) if days is not None and days > 1 else last


def trouble_with(turn: Turn, said: TrainingSaid, lasted: Lasted) -> str | None:
    """Return why a training cannot be so, with what to do, or None."""
    trouble = day_trouble(turn, lasted.last)
    if trouble is not None:
        return day_trouble_text(turn, trouble, lasted.last)
    days = max(said.days or 1, (lasted.last - lasted.first).days + 1)
    if said.hours is not None and said.hours > HOURS_A_DAY * days:
        hours = turn.text("dev-hours", count=number_said(said.hours))
        return turn.text("dev-too-long", hours=hours, days=length_in_words(turn, days, None))
    return None


def _alike(turn: Turn, topic: str | None, way: str, lasted: Lasted) -> DoneTraining | None:
    """Return the speaker's training on record that may be this one: about the same on one of the same days."""
    terms = terms_of(turn)
    found: Sequence[DoneTraining] = trainings.done(turn.session, lasted.first, terms.last, person_ids=[turn.me.id])
    for one in found:
        first = one.training.first or one.activity.day
        if first > lasted.last or one.activity.day < lasted.first:
            continue
        other = one.training.topic
        same = one.training.way == way if topic is None or other is None else _is_alike(topic, other)
        if same and (topic is None) == (other is None):
            return one
    return None


def _is_told(one: DoneTraining, topic: str | None, way: str, lasted: Lasted) -> bool:
    return (one.training.topic, one.training.way, one.activity.day) == (topic, way, lasted.last)


def _is_alike(one: str, other: str) -> bool:
    return (
        fuzz.ratio(one.lower(), other.lower()) >= ALIKE or one.lower() in other.lower() or other.lower() in one.lower()
    )


def _ask_same(turn: Turn, one: DoneTraining, inbox: int) -> Reply:
    """Show the training on record, and ask whether the message tells of another one."""
    text, entry, language = turn.text, one.activity, turn.text.language
    turn.conversation.ask(SAME, turn.now, inbox=inbox, activity=entry.id)
    first = one.training.first
    days = day_span(first, entry.day, language) if first and first < entry.day else long_day(entry.day, language)
    asked = text("dev-same", topic=one.training.topic or text("dev-no-topic"), days=days)
    items = [
        quick.choice(text("dev-same-open"), ShowDevelopment("training", None, entry.id)),
        quick.choice(text("dev-same-new"), RecordAnyway(inbox)),
        quick.command(text, "menu"),
    ]
    return say(asked, quick_replies=items, about=About("activity", entry.id))


def _shown(turn: Turn, entry: Activity) -> Reply:
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
