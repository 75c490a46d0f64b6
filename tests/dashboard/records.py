"""Records that tests of acts put beside the named people: entries, questions."""

from datetime import date, timedelta

from models.activities.activities import Activity, ActivityState
from models.messaging.deliveries import Delivery
from models.people import people
from models.reviews import questions
from programmes.bangkok import bangkok_day
from tests.dashboard.conftest import Web, line_id


def recorded(web: Web, name: str, words: str = "ประชุมหมู่บ้านเรื่องถังขยะเปียก", day: date | None = None) -> int:
    """An entry of a participant that waits for their mentor. Return its id."""
    now = web.bot.clock.now()
    with web.database.write() as session:
        person_id = people.by_name(session, name)[0].id
        entry = Activity(
            person_id=person_id,
            chat_key=line_id(person_id),
            day=day or bangkok_day(now) - timedelta(days=1),
            state=ActivityState.SUBMITTED,
            words=words,
            people_count=25,
            opened_at=now,
            latest_at=now,
            created_at=now,
            updated_at=now,
        )
        session.add(entry)
        session.flush()
        return entry.id


def state_of(web: Web, entry_id: int) -> str:
    with web.database.read() as session:
        return session.get_one(Activity, entry_id).state


def asked(web: Web, name: str, holder: str, words: str = "ขอพบหารือได้เมื่อใด") -> int:
    """A question of a participant to their mentor. Return its id."""
    asker, held_by = web.joins(name), web.joins(holder)
    with web.database.write() as session:
        return questions.ask(session, asker, words, held_by_id=held_by, message_id=f"q-{words}", at=web.bot.clock.now())


def told(web: Web, name: str) -> list[str]:
    """What waits in the outbox for a person, in words."""
    with web.database.read() as session:
        key = line_id(people.by_name(session, name)[0].id)
        waiting = session.query(Delivery).filter(Delivery.chat_key == key).order_by(Delivery.id)
        return [str(one.get("text") or one.get("altText")) for row in waiting for one in row.messages or []]
