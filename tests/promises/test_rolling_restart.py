"""A rolling restart: the schema gets a new column while old processes work, new ones begin beside them, the old ones
end. Every acknowledged event has its one effect and its one answer, whichever process had it."""

from threading import Event as Signal
from threading import Thread

import pytest
from sqlalchemy import func, select, text

from bot.clock import Clock
from models.activities.activities import Activity
from models.messaging.inbox import InboxEvent
from models.storage.database import Database
from simulator.driver import Simulator, Someone
from tests.patience import until
from tests.promises.processes import Process, Processes
from tests.promises.registered_people import registered_people

pytestmark = pytest.mark.processes
PEOPLE = 6
NEW_COLUMN = "ALTER TABLE activity ADD COLUMN added_later TEXT NOT NULL DEFAULT 'old'"
NEXT_VERSION = "UPDATE alembic_version SET version_num = '9999'"  # as the migration of a newer version leaves it


class Talking:
    """People who write all the time, until they are told to stop; what was acknowledged is counted."""

    def __init__(self, phones: list[Someone]) -> None:
        self._phones, self._enough = phones, Signal()
        self.acknowledged = 0
        self._thread = Thread(target=self._talk)
        self._thread.start()

    def _talk(self) -> None:
        number = 0
        while not self._enough.is_set():
            for phone in self._phones:
                number += 1
                self.acknowledged += phone.says(f"ประชุมกับผู้ใหญ่บ้าน {number} คน").acknowledged

    def goes_on(self) -> None:
        """Wait until everybody has written once more."""
        wanted = self.acknowledged + 2 * PEOPLE
        until(lambda: self.acknowledged >= wanted, "people go on writing")

    def stop(self) -> int:
        self._enough.set()
        self._thread.join()
        return self.acknowledged


def test_old_and_new_processes_overlap_and_nothing_is_lost_or_done_twice(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    phones = registered_people(line, database, clock, PEOPLE)
    old_web, old_worker = bots.web(), bots.worker()
    line.webhook(url=f"{old_web.url}/callback")
    talking = Talking(phones)
    talking.goes_on()
    with database.write() as session:  # `migrate` of the newer version, while the old one serves
        session.execute(text(NEW_COLUMN))
        session.execute(text(NEXT_VERSION))
    talking.goes_on()
    assert (old_web.lives, old_worker.lives) == (True, True)
    new_web, new_worker = bots.web(), bots.worker()
    talking.goes_on()  # both work side by side
    _ends(old_worker)
    line.webhook(url=f"{new_web.url}/callback")  # the proxy leads to the new one, then the old one is told to end
    talking.goes_on()
    _ends(old_web)
    talking.goes_on()
    acknowledged = talking.stop()
    until(lambda: _handled(database) == acknowledged, "every acknowledged event has its effect")
    until(lambda: _answers(line) >= acknowledged, "and its answer")
    assert _answers(line) == acknowledged
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(InboxEvent).where(InboxEvent.state != "done")) == 0
        assert session.scalar(text("SELECT count(*) FROM activity WHERE added_later <> 'old'")) == 0
    for process in (old_web, old_worker, new_web, new_worker):
        assert "Traceback" not in process.log


def _ends(process: Process) -> None:
    assert process.terminate() == 0


def _handled(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Activity)) or 0


def _answers(line: Simulator) -> int:
    return sum(len(call["request"]["messages"]) for call in line.sent())
