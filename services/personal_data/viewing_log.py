"""Notes who looks at whom on pages. A page only counts in memory; a thread stores the counts every other second.

So a page costs what counting its people in a dictionary costs, and no transaction waits for it. A process that is
killed loses the last two seconds of who looked; what was downloaded or fetched is stored before its file is sent.
"""

from collections.abc import Iterable
from datetime import datetime
from threading import Event, Lock, Thread
from typing import Final

import structlog

from models.privacy import viewings
from models.privacy.viewings import ViewingCount, ViewingKey, ViewingWay
from models.storage.database import Database
from programmes.bangkok import bangkok_day

log = structlog.get_logger()
EVERY: Final = 2.0  # seconds
MOST_WAITING: Final = 50_000  # counts, while the database does not answer


class ViewingLog:
    """The counts of one process. It is thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock, self._stopping = Lock(), Event()
        self._counts: dict[ViewingKey, ViewingCount] = {}
        self._thread: Thread | None = None

    def note(self, by_person_id: int, person_ids: Iterable[int], now: datetime) -> None:
        """Count that a person is shown these people on a page, at an instant of programme time."""
        day = bangkok_day(now)
        with self._lock:
            for person_id in set(person_ids) - {by_person_id}:
                key = ViewingKey(by_person_id, day, person_id, ViewingWay.PAGE)
                known = self._counts.setdefault(key, ViewingCount(0, now, now))
                known.times, known.last_at = known.times + 1, now
            if self._counts and self._thread is None:  # most processes show no pages
                self._thread = Thread(target=self._store_often, name="viewings", daemon=True)
                self._thread.start()

    def store(self) -> None:
        """Store what was counted. If the database does not take it, it is counted on."""
        with self._lock:
            counted, self._counts = self._counts, {}
        if not counted:
            return
        try:
            with self._database.write() as session:
                viewings.add(session, counted)
        except Exception as error:
            log.warning("viewings.not_stored", error=type(error).__name__, waiting=len(counted))
            self._put_back(counted)

    def _put_back(self, counted: dict[ViewingKey, ViewingCount]) -> None:
        with self._lock:
            for key, count in counted.items():
                newer = self._counts.get(key)
                if newer is not None:
                    newer.times, newer.first_at = newer.times + count.times, count.first_at
                elif len(self._counts) < MOST_WAITING:
                    self._counts[key] = count

    def stop(self) -> None:
        """Store the rest."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self.store()

    def _store_often(self) -> None:
        while not self._stopping.wait(EVERY):
            self.store()
