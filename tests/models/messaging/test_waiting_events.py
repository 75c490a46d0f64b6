"""The first waiting events of claimed chats: in LINE's order, so many of each, and the others are not even read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, select, text, update
from sqlalchemy.orm import Session

from models.messaging import chat_queues, inbox
from models.messaging.chat_queues import ChatQueue, Direction
from models.messaging.inbox import InboxEvent, InboxState
from models.storage.database import Database

NOW = datetime(2023, 7, 12, 2, 0, tzinfo=UTC)
MOST = 3


def store(session: Session, chat: str, *seconds: int, state: InboxState = InboxState.NEW) -> None:
    """Store events of a chat that were sent so many seconds after 9 o'clock."""
    row = {"chat_key": chat, "type": "message", "received_at": NOW, "raw": "{}", "state": state, "attempts": 0}
    session.execute(
        insert(InboxEvent),
        [row | {"webhook_event_id": f"{chat}-{sent}-{state}", "at": NOW + timedelta(seconds=sent)} for sent in seconds],
    )
    chat_queues.enqueue(session, Direction.IN, [chat], NOW)


def sent(found: inbox.WaitingEvents) -> list[int]:
    return [int((one.at - NOW).total_seconds()) for one in found.events]


def test_the_first_of_each_chat_are_found_in_their_order_and_whether_there_are_more(database: Database) -> None:
    with database.write() as session:
        store(session, "many", 5, 1, 4, 2, 3)
        store(session, "three", 9, 8, 7)
        store(session, "done", 1, state=InboxState.DONE)
        store(session, "unasked", 0)
    with database.read() as session:
        found = inbox.waiting(session, ["many", "three", "done"], MOST)
    assert {chat: (sent(one), one.more) for chat, one in found.items()} == {
        "many": ([1, 2, 3], True),
        "three": ([7, 8, 9], False),
        "done": ([], False),
    }


@pytest.mark.parametrize("backlog", [2000])
def test_however_many_wait_only_the_first_are_read(database: Database, backlog: int) -> None:
    with database.write() as session:
        store(session, "few", *range(MOST + 1))
        store(session, "many", *range(backlog))
    with database.write() as session:
        session.execute(text("ANALYZE"))
    few, many = (work_for(database, chat) for chat in ("few", "many"))
    assert many <= few * 1.2


def work_for(database: Database, chat: str) -> int:
    """How much the database does to find the first events of a chat: instructions of SQLite, rows of PostgreSQL."""
    with database.read() as session:
        if not database.is_sqlite:
            with explained(session) as plans:
                inbox.waiting(session, [chat], MOST)
            return max(int(node["Actual Rows"]) for node in _nodes(plans[0][0]["Plan"]))
        steps = [0]
        connection = session.connection().connection.driver_connection
        assert connection is not None
        connection.set_progress_handler(lambda: steps.append(1), 1)
        try:
            inbox.waiting(session, [chat], MOST)
        finally:
            connection.set_progress_handler(None, 1)
        return len(steps)


@contextmanager
def explained(session: Session) -> Iterator[list[Any]]:
    """Let PostgreSQL explain the next statement after it has run."""
    plans: list[Any] = []
    connection = session.connection()

    def explain(_: Any, cursor: Any, statement: str, parameters: Any, *__: Any) -> None:
        with cursor.connection.cursor() as other:
            other.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters)
            plans.append(other.fetchone()[0])

    event.listen(connection, "before_cursor_execute", explain)
    yield plans
    event.remove(connection, "before_cursor_execute", explain)


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)


def test_a_chat_is_stranded_if_an_event_has_waited_and_nothing_in_its_queue_says_so(database: Database) -> None:
    with database.write() as session:
        for chat in ("stranded", "due", "held", "late"):
            store(session, chat, 1)
        store(session, "done", 1, state=InboxState.DONE)
        chat_queues.enqueue(session, Direction.OUT, ["due", "held"], NOW)
        queues = {(row.chat_key, row.way): row for row in session.scalars(select(ChatQueue))}
        for (chat, way), queue in queues.items():
            queue.ready_at = NOW if (chat, way) == ("due", Direction.IN) else None
            queue.holder = 7 if (chat, way) == ("held", Direction.IN) else None
        session.execute(
            update(InboxEvent).where(InboxEvent.chat_key == "late").values(received_at=NOW + timedelta(seconds=1))
        )
    with database.read() as session:
        assert inbox.stranded_chats(session, NOW) == []
        assert inbox.stranded_chats(session, NOW + timedelta(seconds=1)) == ["stranded"]


def test_the_raw_event_is_its_chats_own_and_is_deleted_once_it_is_handled_and_old(database: Database) -> None:
    with database.write() as session:
        store(session, "one", 1, 2, state=InboxState.DONE)
        store(session, "one", 3)
        store(session, "other", 1, state=InboxState.DONE)
        ids = {row.webhook_event_id: row.id for row in session.scalars(select(InboxEvent))}
        session.execute(update(InboxEvent).where(InboxEvent.id == ids["one-2-done"]).values(raw='{"second": 1}'))
        assert inbox.raw_of(session, ids["one-2-done"], "one") == '{"second": 1}'
        assert inbox.raw_of(session, ids["one-1-done"], "one") == "{}"
        assert inbox.raw_of(session, ids["one-1-done"], "other") is None
        late = update(InboxEvent).where(InboxEvent.id == ids["one-2-done"])
        session.execute(late.values(received_at=NOW + timedelta(seconds=1)))
        assert inbox.scrub(session, handled_before=NOW) == 0
        assert inbox.scrub(session, handled_before=NOW + timedelta(seconds=1)) == 2
        kept = session.scalars(select(InboxEvent.id).where(InboxEvent.raw.is_not(None)))
        assert set(kept) == {ids["one-2-done"], ids["one-3-new"]}
        assert inbox.store(session, [], NOW) == 0
