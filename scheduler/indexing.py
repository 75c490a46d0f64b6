"""The job that puts the words of entries into the index of the search, when they are new and whenever they change."""

from typing import Final

from models.activities import entry_behind, entry_words
from models.activities.entry_words import EntryVersion
from models.storage.database import Database
from thai.search_words import search_words

AT_ONCE: Final = 25  # entries in one transaction (about 300 rows), so that no acknowledgement waits long for the writer
MOST: Final = 5000  # entries of one run of the job
LATE_ENTRIES, LATE_REVISIONS = 2000, 500  # ids that may be committed after higher ones were seen


class EntryIndexer:
    """Fills the index. Any number may run; each looks at everything once and then at what is new."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._entries, self._revisions = 0, 0  # seen up to these ids

    def fill(self) -> int:
        """Index what is not in the index as it is, at most so many. Return how many entries were indexed."""
        with self._database.read() as session:
            entries, revisions = entry_behind.last_ids(session)
        done = self._revised() if self._revisions else 0
        after = max(0, self._entries - LATE_ENTRIES)
        while done < MOST:
            with self._database.read() as session:
                versions = entry_behind.behind(session, after, AT_ONCE)
            if not versions:
                self._entries, self._revisions = entries, revisions
                break
            done, after = done + self._index(versions), versions[-1].id
        else:
            self._entries = after
        return done

    def _revised(self) -> int:
        with self._database.read() as session:
            since = max(0, self._revisions - LATE_REVISIONS)
            versions = entry_behind.behind_since(session, since)
        return sum(self._index(versions[start : start + AT_ONCE]) for start in range(0, len(versions), AT_ONCE))

    def _index(self, versions: list[EntryVersion]) -> int:
        """Cut the words before the transaction begins; what changed meanwhile is found by the next run."""
        cut = {one.id: search_words(one.words) for one in versions}
        with self._database.write() as session:
            ready = entry_behind.held_as(session, versions)
            entry_words.put(session, [(one, cut[one.id]) for one in ready])
        return len(ready)
