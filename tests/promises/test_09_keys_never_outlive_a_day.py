"""Promise 9: LINE forgets a retry key after 24 hours; what was in doubt that long is never posted again."""

from datetime import timedelta

import orjson
import pytest
from sqlalchemy import func, select, update

from bot.app import WorkerProcess
from bot.outbound.reply import text_message
from bot.resources import Bot
from models.messaging import chat_queues
from models.messaging.chat_queues import ChatQueue
from models.messaging.deliveries import Delivery, DeliveryState
from models.storage.database import Database
from simulator.driver import Simulator
from tests.patience import until
from tests.promises.clocks import LaterClock
from tests.promises.outgoing import queue_pushes
from tests.running_bot import RunningBot


@pytest.fixture
def later(running: RunningBot) -> LaterClock:
    """The house with its office closed and its real clock in our hands."""
    running.office.close()
    running.bot.clock = clock = LaterClock(file=running.bot.settings.clock_file)
    return clock


@pytest.mark.parametrize(
    ("hours", "becomes", "posts_again"),
    [(22, DeliveryState.SENT, 1), (25, DeliveryState.UNCERTAIN, 0)],
)
def test_a_push_in_doubt_is_posted_again_for_23_hours_and_not_after_24(
    running: RunningBot, later: LaterClock, hours: int, becomes: DeliveryState, posts_again: int
) -> None:
    somchai = running.line.person("สมชาย")
    running.line.fault("drop_after", "push", times=1)
    office = _opened(running.bot)
    queue_pushes(running.database, later, [somchai.user_id], "แจ้งเตือน")
    until(lambda: _in_doubt(running.database), "the push ended without an answer")
    office.close()
    assert _pushes(running.line) == 1

    later.ahead = timedelta(hours=hours)
    office = _opened(running.bot)
    until(lambda: _state(running.database) != DeliveryState.SEALED, "the delivery is settled")
    office.close()
    assert _state(running.database) == becomes
    assert _pushes(running.line) == 1 + posts_again
    assert len(somchai.chat()) == 1  # LINE took the first; the second was known by its key


@pytest.mark.parametrize(
    ("noted", "becomes", "posts"), [(True, DeliveryState.UNCERTAIN, 0), (False, DeliveryState.SENT, 1)]
)
def test_a_delivery_whose_sender_died_a_day_ago_is_uncertain_only_if_it_may_have_been_posted(
    running: RunningBot, later: LaterClock, noted: bool, becomes: DeliveryState, posts: int
) -> None:
    somchai = running.line.person("สมชาย")
    queue_pushes(running.database, later, [somchai.user_id], "แจ้งเตือน")
    now = later.real()
    body = orjson.dumps({"to": somchai.user_id, "messages": [text_message("แจ้งเตือน")]})
    with running.database.write() as session:  # sealed and claimed, as a process leaves it that dies before its answer
        session.execute(
            update(Delivery).values(
                state=DeliveryState.SEALED.value, route="push", body=body, sealed_at=now, in_doubt=noted
            )
        )
        session.execute(
            update(ChatQueue).values(holder=chat_queues.new_holder(), held_until=now + timedelta(seconds=30))
        )
    later.ahead = timedelta(hours=25)
    office = _opened(running.bot)
    until(lambda: _state(running.database) == becomes, f"the delivery is {becomes}")
    office.close()
    assert _pushes(running.line) == posts


def _opened(bot: Bot) -> WorkerProcess:
    office = WorkerProcess(bot)
    office.open()
    return office


def _pushes(line: Simulator) -> int:
    return len(line.journal(kind="api", name="push"))


def _in_doubt(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Delivery).where(Delivery.in_doubt)) or 0


def _state(database: Database) -> str:
    with database.read() as session:
        return session.scalars(select(Delivery.state)).one()
