"""Judges a restored database: every event that was acknowledged is there, and each that is done has its one effect."""

from collections import Counter
from collections.abc import Set
from contextlib import closing

from sqlalchemy import func, select, text

from models.activities.activities import Activity
from models.messaging.inbox import InboxEvent, InboxState
from models.storage.database import Database


def what_is_wrong(url: str, acknowledged: Set[str]) -> list[str]:
    """Return in words what a restored database lacks; `acknowledged` are the events from before the backup began."""
    with closing(Database(url)) as database, database.read() as session:
        found = []
        if database.is_sqlite and session.execute(text("PRAGMA integrity_check")).scalar_one() != "ok":
            found.append("SQLite's own check says that it is damaged")
        events = session.execute(select(InboxEvent.webhook_event_id, InboxEvent.chat_key, InboxEvent.state)).all()
        missing = acknowledged - {event.webhook_event_id for event in events}
        if missing:
            found.append(f"{len(missing)} of {len(acknowledged)} acknowledged events are missing")
        done = Counter(event.chat_key for event in events if event.state == InboxState.DONE)
        effects = select(Activity.chat_key, func.count()).group_by(Activity.chat_key)
        on_record = Counter({row[0]: row[1] for row in session.execute(effects)})
        differing = [key for key in done | on_record if done[key] != on_record[key]]
        if differing:
            found.append(f"{len(differing)} people have more or fewer entries than events that are done")
        return found
