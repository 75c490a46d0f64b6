"""Shows a training as its card: to whom it belongs with its choices, to a supervisor with confirm and send back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.cards.training import CompetencyChoice, TrainingCard, training_card
from bot.inbound.turn import Turn
from bot.outbound.reply import Message
from bot.postback import (
    ChooseCompetency,
    ChooseWay,
    ConfirmTraining,
    DropTraining,
    NotTraining,
    Postback,
    RetellTraining,
    ShowDevelopment,
)
from handlers.development.seen import (
    TRAINING,
    courses_in_force,
    length_said,
    own_membership,
    terms_of,
)
from models.activities import details, media
from models.activities.activities import Activity, ActivityState
from models.development import trainings
from models.development.trainings import DoneTraining
from models.people import people
from models.reviews import verdicts
from programmes.development import StaffCompetency
from services.activities.in_words import place_name
from thai.dates import day_span, long_day

TO_CONFIRM: Final = "dev_confirm"  # the optional question after somebody else's training: its buttons' labels
PICTURES: Final = 3
MOST_CHOICES: Final = 15


def own_card(turn: Turn, entry: Activity, *, flags: Sequence[str] = (), ask: bool = True) -> Message:
    """Return the card of the speaker's own training, which asks which competencies it served. The next words may answer
    it."""
    one = found_of(turn, entry)
    choices = _choices(turn, one)
    locked = entry.is_locked or entry.is_deleted
    if ask and not locked:
        turn.conversation.ask(TRAINING, turn.now, activity=entry.id, choices=[each.key for each in choices])
    values = _values(turn, one, flags)
    if not locked:
        values = replace(
            values,
            asked=turn.text("dev-ask-competencies"),
            choices=tuple(
                CompetencyChoice(
                    number,
                    each.name(turn.text.language),
                    each.key in one.competencies,
                    ChooseCompetency(entry.id, each.key),
                )
                for number, each in enumerate(choices, 1)
            ),
            others=(
                (turn.text("dev-retell"), RetellTraining(entry.id)),
                (turn.text("dev-way-change"), ChooseWay(entry.id)),
                (turn.text("dev-drop"), DropTraining(entry.id)),
                (turn.text("dev-not-training"), NotTraining(entry.id)),
                (turn.text("dev-view-own"), ShowDevelopment("own")),
            ),
            camera=True,
        )
    return training_card(values, turn.text)


def card_to_confirm(turn: Turn, entry: Activity, *, left: int = 0) -> Message:
    """Return the card of somebody else's training for whoever may confirm it."""
    one = found_of(turn, entry)
    turn.looks_at(entry.person_id)
    person = people.by_id(turn.session, entry.person_id)
    waits = entry.is_waiting
    if waits:
        turn.conversation.ask(TO_CONFIRM, turn.now, activity=entry.id)
    buttons: tuple[tuple[str, Postback], ...] = (
        (turn.text("dev-confirm"), ConfirmTraining(entry.id, True)),
        (turn.text("dev-return"), ConfirmTraining(entry.id, False)),
    )
    names = tuple(terms_of(turn).competency_of[key].name(turn.text.language) for key in _known(turn, one))
    values = _values(turn, one, () if names else (turn.text("dev-no-competency"),))
    facts = values.facts + (((turn.text("dev-competencies"), "\n".join(names)),) if names else ())
    others = ((turn.text("dev-waiting-more", count=left), ShowDevelopment("waiting")),) if left else ()
    values = replace(
        values, above=person.name if person else "–", facts=facts, main=buttons if waits else (), others=others
    )
    return training_card(values, turn.text)


def found_of(turn: Turn, entry: Activity) -> DoneTraining:
    """Return the training of an entry that has one."""
    turn.session.flush()
    training = trainings.of_entry(turn.session, entry.id)
    if training is None:
        raise LookupError(f"entry {entry.id} tells of no training")
    return DoneTraining(entry, training, trainings.competencies_of(turn.session, [entry.id]).get(entry.id, ()))


def _values(turn: Turn, one: DoneTraining, flags: Sequence[str]) -> TrainingCard:
    text, language, entry = turn.text, turn.text.language, one.activity
    terms = terms_of(turn)
    span = long_day(entry.day, language)
    if one.training.first is not None and one.training.first < entry.day:
        span = day_span(one.training.first, entry.day, language)
    way = terms.way_of[one.training.way].name(language) if one.training.way in terms.way_of else one.training.way
    places = details.details(turn.session, entry.id).places
    course = next((each for each in courses_in_force(turn) if each.key == one.training.course), None)
    photos = media.of_activity(turn.session, entry.id) if entry.photos else []
    facts = [
        (text("dev-way"), way),
        (text("dev-day"), span),
        (text("dev-length"), length_said(turn, one)),
        (text("dev-place"), place_name(places[0], language) or "" if places else ""),
        (text("dev-course"), text("dev-course-line", number=course.number, name=course.name) if course else ""),
        (text("dev-certificate"), text("dev-photos", count=entry.photos) if entry.photos else ""),
    ]
    urls = [turn.links.photo(photo.token) for photo in photos if photo.token]
    return TrainingCard(
        above=text(f"dev-state-{one.standing}"),
        title=one.training.topic or text("dev-no-topic"),
        facts=tuple((label, value) for label, value in facts if value),
        flags=(*flags, *_said_by_supervisor(turn, entry)),
        photo_urls=tuple(url for url in urls if url)[:PICTURES],
        settled=entry.is_locked,
    )


def _said_by_supervisor(turn: Turn, entry: Activity) -> list[str]:
    """Return the words with which a training was sent back."""
    if entry.state != ActivityState.RETURNED:
        return []
    review = verdicts.latest(turn.session, entry.id)
    return [turn.text("dev-returned-words", words=review.words)] if review and review.words else []


def _choices(turn: Turn, one: DoneTraining) -> list[StaffCompetency]:
    """Return the competencies to choose from: those the speaker needs, and those chosen besides."""
    terms, member = terms_of(turn), own_membership(turn)
    needed = list(terms.needed(member.group, member.line)) if member else list(terms.competencies)
    chosen = [terms.competency_of[key] for key in _known(turn, one)]
    return list(dict.fromkeys([*needed, *chosen]))[:MOST_CHOICES]


def _known(turn: Turn, one: DoneTraining) -> list[str]:
    return [key for key in one.competencies if key in terms_of(turn).competency_of]
