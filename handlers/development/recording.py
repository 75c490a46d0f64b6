"""Trainings in the chat: recorded from one message, completed by taps or words, taken back.

question        its answers and exits
training        (data: activity, choices) numbers or names of competencies; a photo is the certificate; else it is new
training_same   (data: inbox, activity) whether a training is the one on record; else what is said is new
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cards import quick_replies as quick
from bot.inbound.router import on_message, on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ChooseCompetency, ChooseWay, DropTraining, RecordAnyway, RecordTraining, ShowDevelopment
from handlers.activities.additions import save_photo
from handlers.activities.days_allowed import day_told_of
from handlers.activities.undated import message_of
from handlers.conversation import context_of, is_asked, leave_question
from handlers.development.cards import own_card
from handlers.development.reasons import QUESTIONS, is_asked_why
from handlers.development.seen import TRAINING, own_membership, stale, terms_of, way_words
from handlers.development.storing import SAME, owned_training, send_again, store
from handlers.roles import WITH_A_ROLE
from models.activities import states
from models.activities.activities import Activity
from models.activities.states import StateAct
from models.development import trainings
from models.messaging.deliveries import About
from thai.normalise import tidy
from thai.trainings import TrainingSaid, training_in
from thai.verdicts import read_numbers


def record(turn: Turn, said: TrainingSaid) -> Reply:
    """Store a training that is over. What is to come is not stored; what may be either is asked about."""
    text = turn.text
    if own_membership(turn) is None:
        return say(text("dev-only-staff"), quick_replies=[quick.command(text, "menu")])
    if said.problem is not None:
        return say(text("which-day-impossible", said=said.problem))
    if said.is_done is False:
        return say(text("dev-not-done"), quick_replies=[_view(turn, "year"), quick.command(text, "menu")])
    if said.is_done is None and day_told_of(turn) is None:  # a day that was asked for is over
        leave_question(turn)
        items = [quick.choice(text("dev-record"), RecordTraining(turn.inbox_id)), quick.command(text, "menu")]
        return say(text("dev-done-or-not"), quick_replies=items)
    return store(turn, turn.event, said, inbox=turn.inbox_id)


def record_tapped(turn: Turn, button: RecordTraining) -> Reply:
    """Store what was asked about: it is over."""
    return _record_message(turn, button.inbox)


def record_new(turn: Turn, button: RecordAnyway) -> Reply:
    """Store what was asked about: it is another one than that on record."""
    return _record_message(turn, button.inbox, is_new=True)


def answer_same(turn: Turn) -> Reply:
    """Take the answer, typed: it is another one, or the one on record."""
    data = turn.conversation.data
    if turn.says("dev-same-new"):
        return record_new(turn, RecordAnyway(int(data["inbox"])))
    entry = owned_training(turn, int(data["activity"]))
    return Reply([own_card(turn, entry)], About("activity", entry.id)) if entry else stale(turn)


def _record_message(turn: Turn, inbox: int, *, is_new: bool = False) -> Reply:
    said = message_of(turn, inbox)
    if said is None or said.text is None or turn.programme.development is None or own_membership(turn) is None:
        return stale(turn)
    read = training_in(said.text, context_of(turn, said.at), way_words(terms_of(turn)))
    if read is None or read.is_done is False:
        return stale(turn)
    return store(turn, said, read, inbox=inbox, is_new=is_new)


# ── completed by taps and words ──


def choose(turn: Turn, button: ChooseCompetency) -> Reply:
    """Take a competency, or leave it again."""
    entry = owned_training(turn, button.activity)
    if entry is None or button.pick not in terms_of(turn).competency_of:
        return stale(turn)
    return _toggled(turn, entry, [button.pick])


@dataclass(frozen=True, slots=True)
class Picked:
    """Competencies that words name, and numbers that none has."""

    keys: tuple[str, ...]
    unknown: tuple[int, ...] = ()


def choose_by_words(turn: Turn, picked: Picked) -> Reply:
    """Take competencies by their numbers or names. With a number that none has nothing is taken."""
    entry = owned_training(turn, _shown(turn))
    if entry is None:
        return stale(turn)
    if not picked.unknown:
        return _toggled(turn, entry, picked.keys)
    count = len(turn.conversation.data.get("choices", ()))
    said = turn.text("dev-no-number", numbers=", ".join(map(str, picked.unknown)), count=count)
    return Reply([own_card(turn, entry, flags=[said])], About("activity", entry.id))


def _toggled(turn: Turn, entry: Activity, picks: Sequence[str]) -> Reply:
    if entry.is_locked:
        return Reply([own_card(turn, entry, flags=[turn.text("dev-locked")])], About("activity", entry.id))
    chosen = list(trainings.competencies_of(turn.session, [entry.id]).get(entry.id, ()))
    for pick in picks:
        chosen = [one for one in chosen if one != pick] if pick in chosen else [*chosen, pick]
    trainings.put_competencies(turn.session, entry.id, chosen)
    send_again(turn, entry)
    return Reply([own_card(turn, entry)], About("activity", entry.id))


def choose_way(turn: Turn, button: ChooseWay) -> Reply:
    """Ask in which way something was learned, or take the answer."""
    entry = owned_training(turn, button.activity)
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
    send_again(turn, entry)
    return Reply([own_card(turn, entry)], About("activity", entry.id))


def drop(turn: Turn, button: DropTraining) -> Reply:
    """Take a training back."""
    entry = owned_training(turn, button.activity)
    if entry is None:
        return stale(turn)
    if entry.is_locked:
        return say(turn.text("dev-locked"), quick_replies=[quick.command(turn.text, "menu")])
    states.apply(turn.session, entry, StateAct.DELETE, by_person_id=turn.me.id, at=turn.now)
    leave_question(turn)
    return say(turn.text("dev-dropped"), quick_replies=[_view(turn, "own"), quick.command(turn.text, "menu")])


def add_certificate(turn: Turn) -> Reply:
    """Add a photo to the training whose card is open."""
    entry = owned_training(turn, _shown(turn))
    added = save_photo(turn)
    if entry is None or entry.is_locked:
        return added
    return replace(added, messages=[own_card(turn, entry)])


def _picked(turn: Turn) -> Picked | None:
    """Return the competencies that words name by numbers, or by one of their names."""
    if not _is_open(turn):
        return None
    choices: list[str] = turn.conversation.data.get("choices", [])
    words = tidy(turn.event.text or "")
    numbers = read_numbers(words)
    if numbers and choices:
        unknown = tuple(one for one in numbers if not 0 < one <= len(choices))
        return Picked((), unknown) if unknown else Picked(tuple(choices[one - 1] for one in numbers))
    known = terms_of(turn).competency_of
    low = words.lower()
    named = [key for key in choices if key in known and low in {name.lower() for name in known[key].words}]
    return Picked((named[0],)) if named else None


def _answers_same(turn: Turn) -> bool:
    return is_asked(turn, SAME) and (turn.says("dev-same-new", "dev-same-open") or turn.intent == "confirm")


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
    on_postback(RecordAnyway, WITH_A_ROLE)(record_new),
    on_open(SAME, roles=WITH_A_ROLE, when=_answers_same)(answer_same),
    on_postback(ChooseCompetency, WITH_A_ROLE)(choose),
    on_postback(ChooseWay, WITH_A_ROLE)(choose_way),
    on_postback(DropTraining, WITH_A_ROLE)(drop),
    on_message("image", roles=WITH_A_ROLE, when=_is_open)(add_certificate),
    on_open(TRAINING, *QUESTIONS, roles=WITH_A_ROLE).reading(_picked)(choose_by_words),
]
