"""The worker between two commits: whom it claims ahead, what it understands ahead, what its commit takes along."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.inbound import turn_factory
from bot.inbound import worker as module
from bot.inbound.turn import Turn
from bot.inbound.turn_factory import Desk, Meanings
from bot.outbound.reply import SILENCE, Reply
from models.messaging import inbox, lanes
from models.messaging.inbox import InboxEvent
from models.messaging.lanes import Lane, Way
from models.storage.database import Database
from tests.bot.inbound.working import ANNA, BERT, Office, echo, office, words
from thai.context import Context
from thai.meaning import Understood
from thai.understand import understand


def test_the_next_chats_are_claimed_by_the_commit_of_the_last_and_none_when_it_is_told_to_stop(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHATS_A_COMMIT", 1)
    with office(database, echo) as house:
        house.receive(words(1, ANNA), words(1, BERT))
        assert house.worker.work_once()
        assert _held(database) == {ANNA: False, BERT: True}
        assert house.worker.work_once()
        assert house.worker.work_once() is False  # the last commit looked, and found nobody
        assert house.said == ["a1", "b1"]
        house.receive(words(2, ANNA), words(2, BERT))
        house.worker._stopping.set()
        assert house.worker.work_once()
        assert sum(_held(database).values()) == 0


def _held(database: Database) -> dict[str, bool]:
    with database.read() as session:
        of_chats = session.scalars(select(Lane).where(Lane.way == Way.IN.value))
        return {lane.chat_key: lane.holder is not None for lane in of_chats}


def test_what_was_understood_before_holds_only_for_whom_it_was_understood(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the claim and the turn somebody may become somebody else; the words then mean something else."""
    understood: list[str | None] = []

    def listen(turn: Turn) -> Reply:
        understood.append(turn.understood.intent if turn.understood else None)
        return SILENCE

    asked: list[str | None] = []
    real = turn_factory.understand

    def counted(said: str, context: Context) -> Understood:
        asked.append(context.role)
        return real(said, context)

    monkeypatch.setattr(turn_factory, "understand", counted)
    told = words(1) | {"message": {"type": "text", "id": "a1", "text": "ลงพื้นที่ ต.แม่ใจ ประชุมกับกำนัน 25 คน"}}
    with office(database, listen) as house:
        house.receive(told)
        house.works()
        assert asked == [None]  # once, before: it was the same stranger
        batch = _meanings_of_a_participant(house, told | {"webhookEventId": "another"})
        house.worker._handle_together(*batch)
    assert asked == [None, None, None]
    assert understood == ["unknown", "unknown"]


def _meanings_of_a_participant(house: Office, event: dict[str, Any]) -> tuple[list[lanes.Claim], Meanings]:
    """A batch whose words were understood when somebody else spoke in the chat."""
    house.receive(event)
    batch = house.worker._claim()
    (meaning,) = Desk.meanings(batch.words).items()
    inbox_id, (context, _) = meaning
    as_participant = replace(context, role="participant")
    return list(batch.claims), {inbox_id: (as_participant, understand(batch.words[0].text, as_participant))}


def test_outcomes_come_along_where_one_writes_at_a_time_and_go_back_with_what_is_rolled_back(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(database, echo) as house:
        recorder = house.sender.recorder
        house.receive(words(1))
        house.works()
        assert recorder.came_along == int(database.is_sqlite)
        assert (recorder.was_kept, recorder.was_lost) == (1, 0)
        house.receive(words(2))

        def away(*_: object) -> None:
            raise OSError

        monkeypatch.setattr(inbox, "mark_done", away)
        house.worker.work_once()
        assert recorder.was_kept == 1
        assert recorder.was_lost == 1


@pytest.mark.parametrize("broken", ["raw", "words"])
def test_what_cannot_be_understood_before_fails_in_its_own_turn_only(
    database: Database, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    real = turn_factory.understand

    def breaks(said: str, context: Context) -> Understood:
        if said == "a1":
            raise RecursionError
        return real(said, context)

    with office(database, echo) as house:
        house.receive(words(1, ANNA), words(1, BERT))
        if broken == "words":
            monkeypatch.setattr(turn_factory, "understand", breaks)
        else:
            with database.write() as session:
                session.execute(update(InboxEvent).where(InboxEvent.chat_key == ANNA).values(raw="{"))
        house.works()
        assert house.events == {"a1": ("new", 1), "b1": ("done", 0)}
        assert house.said == ["b1"]
