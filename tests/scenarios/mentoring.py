"""What scenarios of mentoring need: participants' entries, a mentor's cards, and what became of them."""

from sqlalchemy import select

from models.activities.activities import Activity
from models.people.audit import AuditEntry
from models.reviews.reviews import Review
from simulator.driver import Json, Someone
from tests.running_bot import RunningBot
from tests.scenarios.many_people import StoredActivity, all_said, entries_of, eventually, everything_in, words_of

WORK = "ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน ที่บ้านหนองบัว"


def records(phone: Someone, *days: str, words: str = WORK) -> None:
    """A participant records an entry for each of these days, said as they would."""
    for day in days or ("วันนี้",):
        phone.says(f"{day} {words}")
        phone.hears(1)


def asks(phone: Someone, said: str, heard: int = 1, *, quoting: str | None = None) -> list[Json]:
    phone.says(said, quoting=quoting)
    return phone.hears(heard)


def told(phone: Someone, said: str, heard: int = 1, *, quoting: str | None = None) -> str:
    """Everything the bot answers, as one text."""
    return " ".join(everything_in(message) for message in asks(phone, said, heard, quoting=quoting))


def last_heard(phone: Someone) -> str:
    """The newest message of a chat, as the phone shows it."""
    return words_of([one["message"] for one in phone.chat() if one["from"] == "bot"][-1])


def hears_later(phone: Someone, part: str) -> str:
    """The first message with this in it, whenever it came."""

    def look() -> str | None:
        said = [everything_in(one["message"]) for one in phone.chat() if one["from"] == "bot"]
        return next((one for one in said if part in one), None)

    return eventually(look)


def message_id(running: RunningBot, phone: Someone, part: str) -> str:
    """LINE's id of the newest message of the bot that says this, once the bot knows it too."""
    all_said(running)
    said = [one for one in phone.chat() if one["from"] == "bot" and part in everything_in(one["message"])]
    return str(said[-1]["id"])


def states(running: RunningBot, phone: Someone) -> list[str]:
    return [entry.state for entry in entries_of(running, phone)]


def entry_on(running: RunningBot, phone: Someone, day: int) -> StoredActivity:
    return next(entry for entry in entries_of(running, phone) if entry.day.day == day)


def reviews_of(running: RunningBot, activity_id: int) -> list[tuple[str, str | None, list[str] | None]]:
    """(act, words, parts) of each act on an entry, oldest first."""
    with running.database.read() as session:
        found = session.scalars(select(Review).where(Review.activity_id == activity_id).order_by(Review.id))
        return [(one.act, one.words, one.parts) for one in found]


def audited(running: RunningBot, action: str) -> list[AuditEntry]:
    with running.database.read() as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def revision_of(running: RunningBot, activity_id: int) -> int:
    with running.database.read() as session:
        return session.get_one(Activity, activity_id).revision
