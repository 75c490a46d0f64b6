"""The job that counts entries again of people whose entries have changed."""

from typing import Final

from models.activities import entry_counts
from models.storage.database import Database

# People in one transaction. While they are read, SQLite without WAL stores nothing: 15 ms for 100 people who have 500
# entries each.
AT_ONCE: Final = 100
MOST: Final = 2000  # people of one run of the job


class EntryCounter:
    """Counts again what is behind. Any number may run."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count_again(self) -> int:
        """Count the entries of people who are behind, at most so many. Return of how many people counts were stored."""
        done = 0
        while done < MOST:
            with self._database.read() as session:
                seen = entry_counts.behind(session, AT_ONCE)
                counts = entry_counts.count(session, seen)
            if not seen:
                break
            with self._database.write() as session:
                stored = entry_counts.put(session, seen, counts)
            if not stored:  # all of them have changed meanwhile
                break
            done += stored
        return done
