"""`python -m bot queue`: what is unfinished is listed without words, tried again once and in order, or dropped."""

from collections.abc import Callable
from datetime import timedelta

import orjson
import pytest
from sqlalchemy import select, update

from bot.__main__ import main
from bot.inbound.handling import RETRY_AFTER
from bot.inbound.turn import Turn
from bot.outbound import outbox
from bot.outbound.outbox import SendTimes
from bot.outbound.reply import Reply, say
from models.messaging import chat_queues, chats, deliveries, inbox, unfinished
from models.messaging.chat_queues import Direction
from models.messaging.deliveries import Delivery, DeliveryState, SendRoute
from models.messaging.inbox import InboxEvent, InboxState
from models.people.audit import AuditEntry
from models.people.people import Person
from models.storage.database import Database
from tests.bot.inbound.worker_under_test import ANNA, APOLOGY, BERT, WorkerUnderTest, echo, office, words

Command = Callable[..., tuple[int, str, str]]
SECRET_WORDS = "ความลับ"


@pytest.fixture
def command(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path, capsys: pytest.CaptureFixture[str]
) -> Command:
    """`python -m bot queue …`; returns (exit code, what it printed, what it complained of)."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "media"))

    def run(*given: str) -> tuple[int, str, str]:
        capsys.readouterr()  # what a worker logged
        code = main(["queue", *given])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def broken(turn: Turn) -> Reply:
    """A handler that works for Bert only."""
    if turn.chat.line_user_id == ANNA:
        raise KeyError(SECRET_WORDS)
    return say(turn.event.text or "")


def park(running: WorkerUnderTest, *numbers: int) -> None:
    """Let Anna's messages with these numbers fail until they are parked."""
    running.receive(*[words(number) for number in numbers])
    for _ in range(len(numbers) * (len(RETRY_AFTER) + 1)):
        running.works()
        running.later(RETRY_AFTER[-1] + timedelta(seconds=1))
    with running.database.read() as session:
        assert [item.state for item in unfinished.every(session)] == ["parked"] * len(numbers)


def ids(database: Database) -> list[str]:
    with database.read() as session:
        return [item.id for item in unfinished.every(session)]


def audited(database: Database) -> list[tuple[str, int | None, dict[str, object]]]:
    with database.read() as session:
        return [
            (row.action, row.person_id, row.ids) for row in session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        ]


def person_of_anna(running: WorkerUnderTest) -> int:
    now = running.clock.now()
    with running.database.write() as session:
        person = Person(key="A", name="แอนนา", created_at=now)
        session.add(person)
        session.flush()
        chats.ensure(session, [ANNA], now)
        chats.by_line_ids(session, [ANNA])[ANNA].person_id = person.id
        return person.id


def test_nothing_unfinished_is_said(command: Command) -> None:
    assert command("list") == (0, "ไม่มีเรื่องค้าง\n", "")


def test_a_parked_event_is_listed_with_its_person_and_error_and_without_words(
    command: Command, database: Database
) -> None:
    with office(database, broken) as running:
        person_id = person_of_anna(running)
        park(running, 1)
        code, said, _ = command("list")
    (item_id,) = ids(database)
    line = said.splitlines()[0]
    assert code == 0
    assert line.startswith(f"{item_id} · ยังไม่ได้รับการประมวลผล · 0 นาที · บุคคล {person_id} · KeyError in {__name__}:")
    assert SECRET_WORDS not in said
    assert "a1" not in said
    assert audited(database) == [("queue_list", None, {"items": 1})]


def test_its_words_are_shown_only_when_asked_for_and_that_is_audited(command: Command, database: Database) -> None:
    with office(database, broken) as running:
        person_id = person_of_anna(running)
        park(running, 1)
    (item_id,) = ids(database)
    number = int(item_id.removeprefix("event-"))
    code, said, _ = command("show", item_id)
    assert (code, "a1" in said) == (0, False)
    code, said, _ = command("show", item_id, "--text")
    assert (code, said.splitlines()[1:]) == (0, ["a1"])
    assert audited(database) == [
        ("queue_show", person_id, {"event": number}),
        ("queue_read", person_id, {"event": number}),
    ]


def test_a_retried_event_is_handled_once_and_before_what_the_person_sent_later(
    command: Command, database: Database
) -> None:
    with office(database, broken) as running:
        park(running, 1)
        (item_id,) = ids(database)
        running.receive(words(2))
        assert command("retry", item_id)[0] == 0
        repaired = running.another(echo)
        while repaired.work_once():
            pass
        assert [said for said in running.said if said.startswith("a")] == ["a1", "a2"]
        assert running.events["a1"][0] == InboxState.DONE
        code, _, complaint = command("retry", item_id)
        assert code == 1
        assert "queue list" in complaint
        while repaired.work_once():
            pass
        assert running.said.count("a1") == 1
    assert [action for action, _, _ in audited(database)] == ["queue_retry"]


def test_a_person_is_told_of_a_failure_once_however_often_it_is_tried_again(
    command: Command, database: Database
) -> None:
    with office(database, broken) as running:
        park(running, 1)
        assert running.said == [APOLOGY]
        (item_id,) = ids(database)
        assert command("retry", item_id)[0] == 0
        for _ in range(len(RETRY_AFTER) + 1):
            running.works()
            running.later(RETRY_AFTER[-1] + timedelta(seconds=1))
        assert ids(database) == [item_id]
        assert running.said == [APOLOGY]


def test_an_event_does_not_overtake_an_earlier_one_of_its_person(command: Command, database: Database) -> None:
    with office(database, broken) as running:
        park(running, 1, 2)
        first, second = ids(database)
        code, _, complaint = command("retry", second)
        assert code == 1
        assert f"queue retry {first} {second}" in complaint
        assert ids(database) == [first, second]
        assert command("retry", second, first)[0] == 0
        repaired = running.another(echo)
        while repaired.work_once():
            pass
        assert [said for said in running.said if said in ("a1", "a2")] == ["a1", "a2"]


def test_two_operators_at_once_retry_an_event_once(command: Command, database: Database) -> None:
    with office(database, broken) as running:
        park(running, 1)
        with running.database.read() as session:
            (item,) = unfinished.every(session)
        with running.database.write() as session:
            unfinished.retry_events(session, [item], running.clock.real())
        with (
            pytest.raises(unfinished.RetryRefused, match="settled"),
            running.database.write() as session,
        ):
            unfinished.retry_events(session, [item], running.clock.real())


def test_an_unsent_event_can_only_be_dropped(command: Command, database: Database) -> None:
    with office(database, broken) as running:
        park(running, 1)
        with running.database.write() as session:
            assert inbox.scrub_message(session, ANNA, "a1")
    (item_id,) = ids(database)
    assert "เนื้อหาถูกลบแล้ว" in command("list")[1]
    code, _, complaint = command("retry", item_id)
    assert code == 1
    assert f"queue drop {item_id}" in complaint
    assert command("drop", item_id, "--because", "late")[0] == 0
    assert ids(database) == []


def test_a_dropped_event_keeps_its_reason_and_loses_its_words(command: Command, database: Database) -> None:
    with office(database, broken) as running:
        park(running, 1)
        (item_id,) = ids(database)
        assert command("drop", item_id, "--because", "told")[0] == 0
        with running.database.read() as session:
            event = session.scalars(select(InboxEvent)).one()
        assert (event.state, event.raw) == (InboxState.DROPPED, None)
        assert event.error is not None
        assert event.error.endswith("; dropped: told")
        assert audited(database)[-1][2] == {"event": event.id, "reason": "told"}
        running.works()
        assert "a1" not in running.said
    assert command("drop", item_id, "--because", "told")[0] == 1


def test_dropping_one_leaves_the_others_and_an_unsent_one_holds_up_nobody(command: Command, database: Database) -> None:
    with office(database, broken) as running:
        park(running, 1, 2, 3)
        first, second, third = ids(database)
        assert command("drop", first, "--because", "late")[0] == 0
        assert ids(database) == [second, third]
        with running.database.write() as session:
            assert inbox.scrub_message(session, ANNA, "a2")
        assert command("retry", third)[0] == 0
        assert ids(database) == [second]


def failed_message(
    running: WorkerUnderTest, state: DeliveryState, *texts: str, expires: timedelta | None = None
) -> list[int]:
    """Anna's messages, frozen as one request that ended in this state. Return their ids."""
    now, programme_now = running.clock.real(), running.clock.now()
    with running.database.write() as session:
        for text in texts:
            reply = Reply(say(text).messages, expires_at=programme_now + expires if expires else None)
            outbox.queue(session, ANNA, reply, now, token="token", token_at=now)
        chat_queues.enqueue(session, Direction.OUT, [ANNA], now)
        session.flush()
        (claim,) = chat_queues.claim(session, Direction.OUT, now, 1)
        frozen = outbox.next_request(session, claim, SendTimes(now, programme_now))
        assert isinstance(frozen, outbox.FrozenRequest)
        parts = [(part.delivery_id, ANNA) for part in frozen.parts]
        deliveries.settle(session, parts, state, now, "400 Failed to send messages")
        chat_queues.release(session, claim)
    return [delivery_id for delivery_id, _ in parts]


def next_body(running: WorkerUnderTest) -> dict[str, object]:
    """The next request to Anna, and what it says."""
    now = running.clock.real()
    with running.database.write() as session:
        (claim,) = chat_queues.claim(session, Direction.OUT, now, 1)
        frozen = outbox.next_request(session, claim, SendTimes(now, running.clock.now()))
        assert isinstance(frozen, outbox.FrozenRequest)
        assert frozen.route is SendRoute.PUSH
        return orjson.loads(frozen.body)


@pytest.mark.parametrize("texts", [("หนึ่ง",), ("หนึ่ง", "สอง")])
def test_a_refused_message_is_sent_again_as_a_push(
    command: Command, database: Database, texts: tuple[str, ...]
) -> None:
    with office(database, echo) as running:
        leader, *_ = failed_message(running, DeliveryState.DEAD, *texts)
        assert ids(database) == [f"message-{leader}"]
        assert "หนึ่ง" not in command("list")[1]
        assert command("show", f"message-{leader}", "--text")[1].splitlines()[1:] == list(texts)
        assert command("retry", f"message-{leader}")[0] == 0
        body = next_body(running)
    assert body["to"] == ANNA
    assert [message["text"] for message in body["messages"]] == list(texts)  # type: ignore[attr-defined]
    assert command("retry", f"message-{leader}")[0] == 1


def test_a_message_that_may_have_arrived_is_sent_again_only_if_it_may_arrive_twice(
    command: Command, database: Database
) -> None:
    with office(database, echo) as running:
        (number,) = failed_message(running, DeliveryState.UNCERTAIN, "หนึ่ง")
        code, _, complaint = command("retry", f"message-{number}")
        assert code == 1
        assert f"queue retry message-{number} --may-arrive-twice" in complaint
        assert command("retry", f"message-{number}", "--may-arrive-twice")[0] == 0
        assert next_body(running)["to"] == ANNA


def test_a_message_whose_time_is_over_is_not_sent_again(command: Command, database: Database) -> None:
    with office(database, echo) as running:
        (number,) = failed_message(running, DeliveryState.DEAD, "หนึ่ง", expires=timedelta(hours=1))
        with running.database.write() as session:
            session.execute(update(Delivery).values(expires_at=running.clock.now() - timedelta(hours=1)))
        code, _, complaint = command("retry", f"message-{number}")
        assert code == 1
        assert f"queue drop message-{number}" in complaint


def test_nothing_is_sent_to_who_has_withdrawn_their_consent(command: Command, database: Database) -> None:
    with office(database, echo) as running:
        person_of_anna(running)
        (number,) = failed_message(running, DeliveryState.DEAD, "หนึ่ง")
        with running.database.write() as session:
            chats.by_line_ids(session, [ANNA])[ANNA].consent_version = None
        code, _, complaint = command("retry", f"message-{number}")
        assert code == 1
        assert f"queue drop message-{number}" in complaint
        assert ids(database) == [f"message-{number}"]


def test_a_dropped_message_is_never_sent(command: Command, database: Database) -> None:
    with office(database, echo) as running:
        numbers = failed_message(running, DeliveryState.DEAD, "หนึ่ง", "สอง")
        assert command("drop", f"message-{numbers[0]}", "--because", "wrong")[0] == 0
        with running.database.read() as session:
            rows = session.scalars(select(Delivery).order_by(Delivery.id)).all()
    assert [(row.state, row.messages, row.body) for row in rows] == [(DeliveryState.SKIPPED, None, None)] * 2
    assert ids(database) == []


@pytest.mark.parametrize("wrong", ["12", "event-", "event-0", "inbox-1", "message-99", "x" * 500])
def test_an_id_that_names_nothing_says_where_ids_are_shown(command: Command, wrong: str) -> None:
    for words_of_command in (("show", wrong), ("retry", wrong), ("drop", wrong, "--because", "late")):
        code, said, complaint = command(*words_of_command)
        assert (code, said) == (1, "")
        assert "python -m bot queue list" in complaint


def test_of_several_all_or_none(command: Command, database: Database) -> None:
    with office(database, broken) as running:
        park(running, 1)
    (item_id,) = ids(database)
    assert command("drop", item_id, "message-99", "--because", "late")[0] == 1
    assert ids(database) == [item_id]
    assert audited(database) == []


def test_what_others_sent_is_not_touched(command: Command, database: Database) -> None:
    with office(database, broken) as running:
        running.receive(words(1, BERT))
        park(running, 1)
        (item_id,) = ids(database)
        command("retry", item_id)
        assert running.events["b1"] == (InboxState.DONE, 0)
