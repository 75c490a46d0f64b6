"""Promise 6: the clocks are down for three hours; each reminder of that time is sent within its window, or on record
as late."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.clock import Clock
from models.reminders.reminders import ReminderOccurrence
from models.storage.database import Database
from programmes.bangkok import BANGKOK
from simulator.driver import Simulator
from tests.patience import until
from tests.promises.processes import Process, Processes
from tests.promises.registered_people import registered_people
from tests.promises.reminding import agreed, of_two_languages, read_by, states

pytestmark = pytest.mark.processes
PEOPLE = 12


def offset_to(words: str) -> str:
    """CLOCK_OFFSET with which a process believes it is then."""
    wanted = datetime.fromisoformat(words).replace(tzinfo=BANGKOK)
    return str(int((wanted - datetime.now(UTC)).total_seconds()))


def clock_at(bots: Processes, words: str) -> Process:
    return bots.start("-m", "scheduler", CLOCK_FILE="", CLOCK_OFFSET=offset_to(words))


def sender_at(bots: Processes, words: str) -> Process:
    return bots.start("-m", "bot", "worker", CLOCK_FILE="", CLOCK_OFFSET=offset_to(words))


@pytest.mark.parametrize(
    ("up_again", "ends"),
    [("2023-07-12 19:00", {"sent": PEOPLE}), ("2023-07-12 20:40", {"skipped_late": PEOPLE})],
)
def test_three_hours_down_is_sent_within_its_window_or_said_to_be_late(
    bots: Processes, database: Database, line: Simulator, clock: Clock, up_again: str, ends: dict[str, int]
) -> None:
    phones = registered_people(line, database, clock, PEOPLE)
    of_two_languages(database)
    first = clock_at(bots, "2023-07-12 17:20")
    until(lambda: agreed(database), "the clock has read the programme")
    first.kill()

    sender_at(bots, up_again)
    clock_at(bots, up_again)
    until(lambda: states(database) == ends, f"each occurrence has ended: {ends}")
    read = read_by(phones)
    assert {len(one) for one in read.values()} == {1 if "sent" in ends else 0}
    assert {f"{one.astimezone(BANGKOK):%Y-%m-%d %H:%M}" for one in due_at(database)} == {"2023-07-12 17:30"}


def due_at(database: Database) -> list[datetime]:
    with database.read() as session:
        return list(session.scalars(select(ReminderOccurrence.due_at)))
