"""The job that puts the words of entries into the index of the search, when they are new and whenever they change."""

from typing import Final

from models.activities import entry_behind, entry_words
from models.activities.activities import Activity
from models.storage.database import Database
from thai.search_words import search_words

AT_ONCE: Final = 100  # entries in one transaction, so that nobody waits long for the writer
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
                ids = [entry.id for entry in entry_behind.behind(session, after, AT_ONCE)]
            if not ids:
                self._entries, self._revisions = entries, revisions
                break
            done, after = done + self._index(ids), ids[-1]
        else:
            self._entries = after
        return done

    def _revised(self) -> int:
        with self._database.read() as session:
            since = max(0, self._revisions - LATE_REVISIONS)
            ids = [entry.id for entry in entry_behind.behind_since(session, since)]
        return sum(self._index(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))

    def _index(self, ids: list[int]) -> int:
        """Cut the words before the transaction begins; what changed meanwhile is found by the next run."""
        with self._database.read() as session:
            known = session.query(Activity.id, Activity.revision, Activity.words).where(Activity.id.in_(ids)).all()
        cut = {row.id: (row.revision, search_words(row.words)) for row in known if row.words}
        with self._database.write() as session:
            held = session.query(Activity).where(Activity.id.in_(cut)).with_for_update().all()
            ready = [(one, cut[one.id][1]) for one in held if one.words and one.revision == cut[one.id][0]]
            entry_words.put(session, ready)
        return len(ready)
