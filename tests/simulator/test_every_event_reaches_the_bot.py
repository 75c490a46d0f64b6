"""Every type of event LINE knows, delivered to the real bot: 200, and nothing is lost."""

from pathlib import Path

from sqlalchemy import select

from models.messaging.inbox import InboxEvent
from tests.conftest import WEDNESDAY
from tests.running_bot import start_running_bot
from tests.simulator.test_sdk_bots import every_event


def test_the_bot_takes_one_call_with_every_type_of_event_and_keeps_each(tmp_path: Path, migrated_sqlite: Path) -> None:
    database = tmp_path / "castbot.db"
    database.write_bytes(migrated_sqlite.read_bytes())
    with start_running_bot(f"sqlite:///{database}", tmp_path, start=WEDNESDAY) as running:
        sent = running.line.call("POST", "/sim/webhook/events", {"events": every_event()})
        assert [one["status"] for one in sent["delivered"]] == [200]
        with running.database.read() as session:
            kept = set(session.scalars(select(InboxEvent.webhook_event_id)))
        assert kept == {event["webhookEventId"] for event in sent["events"]}
        assert running.line.verify()["status"] == 200
        assert running.line.raw('{"events": []}', signed=False)["status"] == 400
