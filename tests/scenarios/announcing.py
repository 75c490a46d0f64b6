"""What tests of announcements share: typing one, its preview, its state, and the job that sends it."""

from sqlalchemy import func, select

from models.coordination.broadcasts import Broadcast
from models.people.people import Membership
from scheduler.broadcasting import BroadcastJob
from simulator.driver import Someone
from tests.running_bot import KANDA, RunningBot
from tests.scenarios.many_people import everything_in, words_of

LAND = "ธนา ใจงาม"  # coordinates the land department's people
WORDS = "พรุ่งนี้ประชุม 9 โมง ที่ห้องประชุมอำเภอ"


def announced(phone: Someone, words: str = WORDS) -> str:
    phone.says(f"ประกาศ {words}")
    return everything_in(phone.hears(1)[0])


def carry_on(running: RunningBot) -> int:
    return BroadcastJob(running.bot).carry_on()


def state_of(running: RunningBot) -> list[str]:
    with running.database.read() as session:
        return list(session.scalars(select(Broadcast.state).order_by(Broadcast.id)))


def newest_broadcast(running: RunningBot) -> int:
    with running.database.read() as session:
        return session.scalar(select(func.max(Broadcast.id))) or 0


def preview_of(phone: Someone) -> tuple[str, str]:
    """Return the words as their receivers will read them, and everything on the preview's card."""
    as_read, preview = phone.hears(2)
    return words_of(as_read), everything_in(preview)


def holds(running: RunningBot, scope: str) -> None:
    """Let the coordinator have another scope."""
    with running.database.write() as session:
        held = session.scalar(select(Membership).where(Membership.person_id == running.person_id(KANDA)))
        held.scope = scope
