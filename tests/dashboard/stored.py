"""Records of the named people, stored as the chat stores them, without the chat."""

from datetime import date, datetime, time
from itertools import count

from models.activities import media
from models.activities.activities import Activity, ActivityState
from models.activities.details import PlaceSaid, Understanding, save_activity
from models.activities.media import MediaState, Picture
from models.activities.pieces import begin_with_words
from models.reviews.reviews import Act, Review
from programmes.bangkok import BANGKOK
from tests.dashboard.conftest import Web, line_id

MESSAGES = count(1)


def an_entry(
    web: Web,
    name: str,
    day: date,
    words: str = "ประชุมกับผู้ใหญ่บ้านเรื่องถังขยะเปียก",
    *,
    state: ActivityState = ActivityState.SUBMITTED,
    understood: Understanding | None = None,
    picture: bytes | None = None,
) -> int:
    """An entry of somebody of the roster; with `picture`, its bytes are kept as its photo. Return its id."""
    person_id, at, message = web.person_id(name), datetime.combine(day, time(16), BANGKOK), f"m{next(MESSAGES)}"
    understood = understood or Understanding(12, ("government", "people"), (), (PlaceSaid("district", "แม่ใจ", "5607"),))
    entry = Activity(
        person_id=person_id, chat_key=line_id(person_id), day=day, state=state, words=words,
        opened_at=at, latest_at=at, created_at=at, updated_at=at,
    )  # fmt: skip
    with web.database.write() as session:
        save_activity(session, entry, understood)
        begin_with_words(session, entry, message, at)
        entry_id = entry.id
    if picture is not None:
        _photo(web, entry_id, person_id, picture, at)
    return entry_id


def _photo(web: Web, entry_id: int, person_id: int, picture: bytes, at: datetime) -> None:
    """Keep a picture as the fetcher does."""
    sha256 = web.bot.media.put(picture)
    web.bot.media.put_thumbnail(sha256, picture)
    with web.database.write() as session:
        kept = media.want(
            session, person_id=person_id, chat_key=line_id(person_id), message_id=f"m{next(MESSAGES)}",
            now=at, due_at=at, activity_id=entry_id,
        )  # fmt: skip
        session.flush()
        media.settle(session, kept, MediaState.STORED, picture=Picture(sha256, "image/jpeg", len(picture), 64, 64))
        session.get_one(Activity, entry_id).photos += 1


def a_review(web: Web, entry_id: int, by: str, act: Act, words: str | None = None) -> None:
    """What a mentor did with an entry."""
    with web.database.write() as session:
        entry = session.get_one(Activity, entry_id)
        session.add(
            Review(
                activity_id=entry_id, person_id=entry.person_id, by_person_id=web.person_id(by), act=act,
                revision=entry.revision, words=words, parts=["photo"] if act is Act.RETURN else None,
                at=web.bot.clock.now(),
            )
        )  # fmt: skip
