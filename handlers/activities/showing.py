"""Shows a stored entry as its card."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.cards.activity import ActivityCard, activity_card
from bot.cards.facts import Fact
from bot.inbound.turn import Turn
from bot.outbound.reply import Message
from handlers.activities.card_questions import CardQuestion, ask_about, for_card
from handlers.activities.days_allowed import earliest_day
from handlers.conversation import ACTIVITY_SHOWN
from locales.texts import Text
from models.activities import details, media
from models.activities.activities import Activity, ActivityState
from models.activities.details import ActivityDetails, PlaceSaid
from models.activities.media import Media, PhotoMoment
from models.activities.parts import FACTS, Part, PartType
from models.people import people
from models.reviews import mentoring, verdicts
from programmes import Programme
from services.activities.in_words import in_words


def activity_card_for(
    turn: Turn,
    activity: Activity,
    *,
    kept: ActivityDetails | None = None,
    addition: int | None = None,
    questions: Sequence[CardQuestion] = (),
) -> Message:
    """Return the card of an entry, with what it asks. From now on typed numbers and labels are about this entry."""
    kept = kept or details.details(turn.session, activity.id)
    photos = media.of_activity(turn.session, activity.id) if activity.photos else []
    urls = [turn.links.photo(photo.token) for photo in photos if photo.token]
    asked = ask_about(turn, ACTIVITY_SHOWN, activity.id, new=questions, addition=addition)
    values = ActivityCard(
        activity=activity.id,
        day=activity.day,
        today=turn.day,
        words=activity.words,
        facts=facts_of(turn.programme, activity, kept, turn.text),
        photos=len(photos),
        photo_urls=tuple(url for url in urls if url),
        moments=(_taken(photos, PhotoMoment.BEFORE), _taken(photos, PhotoMoment.AFTER)),
        asks_moment=turn.programme.reporting.before_and_after and any(photo.moment is None for photo in photos),
        pinned=activity.latitude is not None,
        state=activity.state,
        note_reason=activity.note_reason,
        earliest=earliest_day(turn),
        waits=activity.is_waiting and mentoring.is_mentored(turn.programme, activity.day),
        said=_mentors_words(turn, activity),
        choices=for_card(turn, asked) if not (activity.is_locked or activity.is_deleted) else (),
    )
    return activity_card(values, turn.text)


def facts_of(programme: Programme, activity: Activity, kept: ActivityDetails, text: Text) -> tuple[Fact, ...]:
    """Return the facts of an activity besides its day, its words and its media. Where there are no sectors, none are
    asked for."""
    shown = (part for part in FACTS if part.key != "sectors" or programme.sectors)
    return tuple(_fact(part, programme, activity, kept, text) for part in shown)


def _fact(part: Part, programme: Programme, activity: Activity, kept: ActivityDetails, text: Text) -> Fact:
    if part.type is PartType.NUMBER:
        return Fact(part.key, count=part.of(activity))
    return Fact(part.key, said=in_words(part, kept, programme, text), in_lines=part.type is PartType.PLACES)


def _taken(photos: Sequence[Media], moment: PhotoMoment) -> int:
    return sum(photo.moment is moment for photo in photos)


def _mentors_words(turn: Turn, activity: Activity) -> str | None:
    """Return the mentor's last words about an entry. For most entries there are none, and no query is made."""
    spoken_of = activity.waits_since is not None or activity.state in (ActivityState.RETURNED, ActivityState.APPROVED)
    review = verdicts.latest(turn.session, activity.id) if spoken_of else None
    if review is None or review.words is None:
        return None
    by = people.by_id(turn.session, review.by_person_id)
    return turn.text("record-said", name=by.name if by else "–", words=review.words)


def innermost(places: Iterable[PlaceSaid]) -> tuple[PlaceSaid, ...]:
    """Return places without those that contain another one, such as the district of a named subdistrict."""
    said = tuple(places)
    codes = [place.code for place in said if place.code]
    return tuple(
        place
        for place in said
        if not place.code or not any(code != place.code and code.startswith(place.code) for code in codes)
    )


def note_reason(programme: Programme, day: date) -> str | None:
    """Return why an entry of a day is a note (gap, before, after), or None if it counts."""
    return programme.outside(day) or ("gap" if programme.gap_on(day) else None)
