"""Promise 10, the month: what is not urgent waits, the reserve is kept for what must arrive, and nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import Clock
from models.messaging.deliveries import Delivery
from models.storage.database import Database
from simulator.driver import Simulator, Someone
from tests.databases import on_sqlite
from tests.patience import until
from tests.promises.processes import Processes, processes
from tests.promises.registered_people import registered_people
from tests.promises.reminding import KilledAndReplaced, OwnClock, agreed, of_two_languages, passed, read_by

pytestmark = pytest.mark.processes
PEOPLE = 24
LIMIT = 40  # of which a quarter is kept


@pytest.fixture
def own(tmp_path: Path) -> OwnClock:
    clock = OwnClock(tmp_path / "own.json")
    clock.stands_at("2023-07-12 12:00")
    return clock


@pytest.fixture
def bots(database_url: str, line: Simulator, tmp_path: Path, own: OwnClock) -> Iterator[Processes]:
    with processes(database_url, line.url, tmp_path, CLOCK_FILE=str(own.file)) as started:
        yield started


@on_sqlite
def test_what_is_not_urgent_waits_and_the_reserve_is_for_what_must_arrive(
    bots: Processes, own: OwnClock, database: Database, line: Simulator, clock: Clock
) -> None:
    phones = registered_people(line, database, clock, PEOPLE)
    of_two_languages(database)
    line.limits(monthly=LIMIT, used=LIMIT - LIMIT // 4)  # the reserve is all that is left
    nursery = KilledAndReplaced.opened(bots, clocks=1, senders=1)
    until(lambda: agreed(database), "the clock has read the programme")
    own.stands_at("2023-07-12 17:30")
    until(lambda: kept_for(database, "drop") == PEOPLE, "what is not urgent is kept for their next message")
    assert pushed(line) == 0

    own.stands_at("2023-07-14 17:30")  # the new district must be told: as far as the reserve goes
    until(lambda: passed(database, "2023-07-14 17:30"), "it no longer waits for a reply")
    until(lambda: kept_for(database, "must") + pushed(line) == PEOPLE, "beyond it even that is kept")
    assert 0 < pushed(line) <= LIMIT // 4
    reached = {user_id for user_id, read in read_by(phones).items() if read}
    assert len(reached) == pushed(line)

    # Nothing is lost: who writes hears it with the answer, for free.
    nursery.process.kill()
    line.webhook(url=f"{bots.web().url}/callback")
    bots.worker()
    waiting = [phone for phone in phones if phone.user_id not in reached]
    assert waiting
    for phone in waiting:
        phone.says("สถานะ")
    until(lambda: all(told_of_the_change(phone) for phone in waiting), "everybody has heard of their new district")
    assert pushed(line) <= LIMIT // 4


def told_of_the_change(phone: Someone) -> bool:
    said = [one["message"].get("altText", "") for one in phone.chat() if one["from"] == "bot"]
    return any("อำเภอเป้าหมาย" in one or "target district" in one for one in said)


def pushed(line: Simulator) -> int:
    """How many people were pushed to; a multicast counts each."""
    to = [one["request"]["to"] for one in line.sent() if one["name"] in ("push", "multicast")]
    return sum(len(one) if isinstance(one, list) else 1 for one in to)


def kept_for(database: Database, urgency: str) -> int:
    """How many people have a letter of this urgency that waits for their next message."""
    with database.read() as session:
        waits = (Delivery.state == "parked") | ((Delivery.state == "due") & Delivery.rides)
        mine = select(Delivery.chat_key).where(waits, Delivery.urgency == urgency, Delivery.recipients.is_(None))
        return len(set(session.scalars(mine)))
