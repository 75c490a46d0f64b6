"""Promise 8: one stuck person blocks nobody; theirs ends in the dead letters."""

import pytest
from sqlalchemy import select

from bot.clock import Clock
from models.messaging.deliveries import Delivery, DeliveryState
from models.storage.database import Database
from simulator.driver import Simulator
from tests.patience import until
from tests.promises.outgoing import queue_pushes
from tests.promises.processes import Processes
from tests.promises.registered_people import registered_people

pytestmark = [
    pytest.mark.processes,
    pytest.mark.parametrize(
        "database_url", ["sqlite"], indirect=True
    ),  # one engine is enough: the other's senders are tested in tests/bot
]
OTHERS = 30


def test_a_person_line_cannot_serve_holds_up_nobody_and_becomes_a_dead_letter(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    stuck, *others = registered_people(line, database, clock, OTHERS + 1)
    line.fault("500", "push", to=stuck.user_id)
    line.dials(blocked_push=400)
    bots.worker()
    queue_pushes(database, clock, [stuck.user_id], "หนึ่ง", "สอง")
    until(lambda: _tries(line, stuck.user_id), "the stuck person's push is tried")
    queue_pushes(database, clock, [phone.user_id for phone in others], "สวัสดี")
    until(lambda: len(line.sent()) == OTHERS, "everybody else has heard")
    assert _states(database, stuck.user_id) == {DeliveryState.SEALED}

    line.webhook(again_after=[])  # nobody takes webhook calls here, and nobody shall wait for it
    stuck.blocks()
    line.no_faults()
    until(lambda: _states(database, stuck.user_id) == {DeliveryState.DEAD}, "theirs is a dead letter")
    with database.read() as session:
        errors = set(session.scalars(select(Delivery.error).where(Delivery.chat_key == stuck.user_id)))
    assert errors == {"400 Failed to send messages"}
    assert len(line.sent()) == OTHERS


def _tries(line: Simulator, user_id: str) -> int:
    return sum(call["request"]["to"] == user_id for call in line.journal(kind="api", name="push"))


def _states(database: Database, user_id: str) -> set[str]:
    with database.read() as session:
        return set(session.scalars(select(Delivery.state).where(Delivery.chat_key == user_id)))
