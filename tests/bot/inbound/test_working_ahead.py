"""The worker between two commits: whom it claims ahead, what it understands ahead, what its commit takes along."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.inbound import incoming
from bot.inbound import worker as module
from bot.inbound.turn import Turn
from bot.line.event import Event
from bot.outbound.reply import SILENCE, Reply
from models.messaging import inbox
from models.messaging.chat_queues import ChatQueue, Direction
from models.messaging.inbox import InboxEvent, WaitingEvents
from models.people.people import Role
from models.people.speakers import SpeakerRole
from models.storage.database import Database
from tests.bot.inbound.worker_under_test import ANNA, BERT, echo, office, words
from thai.context import Context
from thai.meaning import Understood


def test_the_next_chats_are_claimed_by_the_commit_of_the_last_and_none_when_it_is_told_to_stop(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHATS_A_COMMIT", 1)
    with office(database, echo) as running:
        running.receive(words(1, ANNA), words(1, BERT))
        assert running.worker.work_once()
        assert _held(database) == {ANNA: False, BERT: True}
        assert running.worker.work_once()
        assert running.worker.work_once() is False  # the last commit looked, and found nobody
        assert running.said == ["a1", "b1"]
        running.receive(words(2, ANNA), words(2, BERT))
        running.worker._stopping.set()
        assert running.worker.work_once()
        assert sum(_held(database).values()) == 0


def _held(database: Database) -> dict[str, bool]:
    with database.read() as session:
        of_chats = session.scalars(select(ChatQueue).where(ChatQueue.way == Direction.IN.value))
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
    real = incoming.understand

    def counted(said: str, context: Context) -> Understood:
        asked.append(context.role)
        return real(said, context)

    monkeypatch.setattr(incoming, "understand", counted)
    told = words(1) | {"message": {"type": "text", "id": "a1", "text": "ลงพื้นที่ ต.แม่ใจ ประชุมกับกำนัน 25 คน"}}
    with office(database, listen) as running:
        running.receive(told)
        running.works()
        assert asked == [None]  # once, before: it was the same stranger
        running.receive(told | {"webhookEventId": "another"})
        (chat,) = running.worker._claim()
        as_participant = running.worker._read(replace(chat, speaker=SpeakerRole(Role.PARTICIPANT)))
        running.worker._handle_together([as_participant])
    assert asked == [None, "participant", None]
    assert understood == ["unknown", "unknown"]


def test_what_waits_is_asked_for_once_and_each_event_parsed_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed, asked = list[str](), list[Sequence[str]]()
    really_parse, really_ask = incoming.event_from_json, inbox.waiting

    def parse(raw: str) -> Event:
        event = really_parse(raw)
        parsed.append(event.text or "")
        return event

    def ask(session: Session, chat_keys: Sequence[str], most: int) -> dict[str, WaitingEvents]:
        asked.append(sorted(chat_keys))
        return really_ask(session, chat_keys, most)

    monkeypatch.setattr(incoming, "event_from_json", parse)
    monkeypatch.setattr(inbox, "waiting", ask)
    with office(database, echo) as running:
        running.receive(words(1, ANNA), words(2, ANNA), words(1, BERT))
        running.works()
        assert sorted(parsed) == ["a1", "a2", "b1"]
        assert asked == [[ANNA, BERT]]
        assert sorted(running.said) == ["a1", "a2", "b1"]


def test_what_comes_after_the_claim_is_handled_right_after(database: Database) -> None:
    with office(database, echo) as running:
        running.receive(words(1))
        running.worker._next = running.worker._claim()
        running.receive(words(2))
        running.works()
        assert running.said == ["a1", "a2"]


def test_what_is_erased_after_the_claim_is_not_handled(database: Database) -> None:
    """Another process may erase somebody whose words were already read ahead."""
    with office(database, echo) as running:
        running.receive(words(1, ANNA), words(1, BERT))
        claimed = running.worker._claim()
        read = [running.worker._read(chat) for chat in claimed]
        with database.write() as session:
            inbox.scrub_chat(session, ANNA)
        running.worker._handle_together(read)
        assert running.said == ["b1"]
        assert running.worker.work_once() is False  # it is done, and is not taken up again


def test_outcomes_come_along_where_one_writes_at_a_time_and_go_back_with_what_is_rolled_back(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(database, echo) as running:
        recorder = running.sender.recorder
        running.receive(words(1))
        running.works()
        assert recorder.came_along == int(database.is_sqlite)
        assert recorder.was_lost == 0
        running.receive(words(2))

        def away(*_: object) -> None:
            raise OSError

        monkeypatch.setattr(inbox, "mark_done", away)
        running.worker.work_once()
        assert recorder.was_lost == 1


@pytest.mark.parametrize("broken", ["raw", "words"])
def test_what_cannot_be_understood_before_fails_in_its_own_turn_only(
    database: Database, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    real = incoming.understand

    def breaks(said: str, context: Context) -> Understood:
        if said == "a1":
            raise RecursionError
        return real(said, context)

    with office(database, echo) as running:
        running.receive(words(1, ANNA), words(1, BERT))
        if broken == "words":
            monkeypatch.setattr(incoming, "understand", breaks)
        else:
            with database.write() as session:
                session.execute(update(InboxEvent).where(InboxEvent.chat_key == ANNA).values(raw="{"))
        running.works()
        assert running.events == {"a1": ("new", 1), "b1": ("done", 0)}
        assert running.said == ["b1"]
