"""Showing an entry: the record card, from what is stored."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.cards.facts import Fact
from bot.cards.record import RecordCard, record_card
from bot.inbound.turn import Turn
from bot.outbound.reply import Message, Reply
from handlers.people.waiting import WAITING
from locales.texts import Text
from models.activities import details, media
from models.activities.activities import Activity, ActivityState
from models.activities.details import Details, PlaceSaid
from models.activities.parts import FACTS, Part, PartType
from models.people import people
from models.reviews import mentoring, verdicts
from programmes import Programme
from programmes.bangkok import bangkok_day
from services.activities.in_words import in_words
from thai.context import Context

ANSWER_WITHIN = timedelta(minutes=30)  # what comes later is no answer but something new
ALBUM_WAIT = timedelta(seconds=3)
ENTRY = "entry"  # the soft question after a card: a number or a button's words belong to this entry


def entry_card(turn: Turn, activity: Activity, *, kept: Details | None = None, addition: int | None = None) -> Message:
    """The card of an entry. From now on, typed numbers and button words are about it."""
    kept = kept or details.details(turn.session, activity.id)
    photos = media.of_activity(turn.session, activity.id) if activity.photos else []
    urls = [turn.links.photo(photo.token) for photo in photos if photo.token]
    turn.conversation.ask(ENTRY, turn.now, activity=activity.id, addition=addition)
    values = RecordCard(
        activity=activity.id,
        day=activity.day,
        today=turn.day,
        words=activity.words,
        facts=facts_of(turn.programme, activity, kept, turn.text),
        photos=len(photos),
        photo_urls=tuple(url for url in urls if url),
        pinned=activity.latitude is not None,
        state=activity.state,
        note_reason=activity.note_reason,
        earliest=earliest_day(turn),
        waits=activity.is_waiting and mentoring.is_mentored(turn.programme, activity.day),
        said=_mentors_words(turn, activity),
    )
    return record_card(values, turn.text)


def facts_of(programme: Programme, activity: Activity, kept: Details, text: Text) -> tuple[Fact, ...]:
    """What is on record of an activity besides its day, its words and what was sent."""
    return tuple(_fact(part, programme, activity, kept, text) for part in FACTS)


def _fact(part: Part, programme: Programme, activity: Activity, kept: Details, text: Text) -> Fact:
    if part.type is PartType.NUMBER:
        return Fact(part.key, count=part.of(activity))
    return Fact(part.key, said=in_words(part, kept, programme, text), in_lines=part.type is PartType.PLACES)


def _mentors_words(turn: Turn, activity: Activity) -> str | None:
    """What the mentor last wrote of an entry; most entries were never spoken of, and nothing is asked for them."""
    spoken_of = activity.waits_since is not None or activity.state in (ActivityState.RETURNED, ActivityState.APPROVED)
    review = verdicts.latest(turn.session, activity.id) if spoken_of else None
    if review is None or review.words is None:
        return None
    by = people.by_id(turn.session, review.by_person_id)
    return turn.text("record-said", name=by.name if by else "–", words=review.words)


def is_asked(turn: Turn, question: str) -> bool:
    """Whether a question is open, and was asked recently enough for this message to be its answer."""
    talk = turn.conversation
    return talk.open == question and turn.event.at - talk.updated_at <= ANSWER_WITHIN


def leave_question(turn: Turn) -> None:
    """Something else is shown now: what is typed next is no answer to the open question any more."""
    if turn.conversation.open != WAITING:
        turn.conversation.close(turn.now)


def earliest_day(turn: Turn) -> date:
    return max(turn.programme.start, turn.day - timedelta(days=turn.programme.reporting.days_back))


def once_an_album(turn: Turn, reply: Reply) -> Reply:
    """The same answer to each picture of an album is given once, when they have all come."""
    if turn.event.image_set is None:
        return reply
    return Reply(reply.messages, reply.about, wait=ALBUM_WAIT, key=f"album:{turn.event.image_set[0]}")


def context_of(turn: Turn, at: datetime) -> Context:
    """Who speaks and when, for reading a single answer or words of an earlier message."""
    day = bangkok_day(at)
    stage = turn.programme.stage_on(day) or turn.programme.next_stage(day)
    area = people.area_of(turn.session, turn.me.id, stage.key) if stage else None
    return Context(
        now=at,
        role=turn.role.value if turn.role else None,
        district=area if area and len(area) == 4 else None,
        province=area[:2] if area else None,
        programme=turn.programme,
    )


def innermost(places: Iterable[PlaceSaid]) -> tuple[PlaceSaid, ...]:
    """Places without those that only say where another of them lies: a subdistrict's district and province."""
    said = tuple(places)
    codes = [place.code for place in said if place.code]
    return tuple(
        place
        for place in said
        if not place.code or not any(code != place.code and code.startswith(place.code) for code in codes)
    )


def note_reason(programme: Programme, day: date) -> str | None:
    """Why an entry of a day is a note and not counted: gap, before, after; None when it counts."""
    return programme.outside(day) or ("gap" if programme.gap_on(day) else None)
