"""The worker: events in their order, effects all or not at all, failures retried in silence and then told once."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import orjson
import pytest
from sqlalchemy import select, text, update

from bot.inbound import incoming
from bot.inbound import worker as module
from bot.inbound.handling import DEATHS_AT_MOST, RETRY_AFTER
from bot.inbound.turn import Turn
from bot.inbound.webhook import read_call
from bot.inbound.worker import CHATS_A_COMMIT, FEWEST_CHATS, LONGEST_HOLD, Worker, chats_of_next_commit
from bot.line.event import event_from_json
from bot.outbound.reply import SILENCE, Reply, say
from models.messaging import chat_queues, inbox
from models.messaging.chat_queues import ChatQueue, Direction
from models.messaging.chats import Chat
from models.messaging.conversations import Conversation
from models.messaging.deliveries import Delivery
from models.messaging.inbox import MOST_AT_ONCE, InboxEvent, InboxState
from models.storage.batch import BatchSession
from models.storage.database import Database
from tests.bot.inbound.worker_under_test import ANNA, APOLOGY, BERT, echo, office, words
from tests.patience import HANG


class Failing:
    """Fails on the words it was told, `times` times in all; echoes the others, and counts its turns."""

    def __init__(self, *bad: str, times: int = 1_000, error: Exception | None = None) -> None:
        self.bad, self.times, self.tried = bad, times, list[str]()
        self.error = error or RuntimeError("words of a person must not be kept")

    def __call__(self, turn: Turn) -> Reply:
        said = turn.event.text or ""
        self.tried.append(said)
        turn.chat.language = "en" if said in self.bad else turn.chat.language
        if said in self.bad and self.times > 0:
            self.times -= 1
            turn.conversation.ask("half", turn.now)
            turn.session.flush()
            raise self.error
        return say(said)


def test_a_chats_events_are_handled_in_lines_order_whatever_order_they_came_in(database: Database) -> None:
    with office(database, echo) as running:
        running.receive(words(3), words(1), words(2, BERT))
        running.receive(words(2), words(1, BERT))
        running.works()
        assert [said for said in running.said if said[0] == "a"] == ["a1", "a2", "a3"]
        assert [said for said in running.said if said[0] == "b"] == ["b1", "b2"]


def test_what_waits_for_somebodys_next_message_makes_their_queue_due_at_no_time(database: Database) -> None:
    def praise(turn: Turn) -> Reply:
        turn.tell(BERT, Reply(say("praised").messages, piggyback=True))
        return say("noted")

    with office(database, praise) as running:
        running.receive(words(1))
        running.works()
        assert sorted(running.said) == ["noted", "praised"]
        with database.write() as session:
            assert chat_queues.bring_forward(session, running.clock.real()) == 0  # it would say that a clock was moved


def test_a_long_queue_is_worked_off_in_order(database: Database) -> None:
    many = MOST_AT_ONCE * 2 + 3
    with office(database, echo) as running:
        running.receive(*[words(number) for number in range(1, many + 1)])
        running.works()
        assert running.said == [f"a{number}" for number in range(1, many + 1)]


def test_an_answer_is_sealed_and_handed_over_at_once_and_waits_in_the_outbox_when_nobody_is_free(
    database: Database,
) -> None:
    with office(database, echo) as running:
        running.receive(words(1))
        running.works()
        (call,) = running.sender.taken
        assert orjson.loads(call.body)["replyToken"] == f"token-{ANNA}-1"
        running.sender.places = 0
        running.receive(words(1, BERT))
        running.works()
        assert len(running.sender.taken) == 1
        with database.write() as session:
            assert [claim.chat_key for claim in chat_queues.claim(session, Direction.OUT, running.clock.real(), 9)] == [
                BERT
            ]


def test_what_arrives_while_its_chat_is_handled_is_not_overlooked(database: Database) -> None:
    with office(database, echo) as running:

        def receives(turn: Turn) -> Reply:
            if turn.event.text == "a1":
                inbox.store(turn.session, read_call(orjson.dumps({"events": [words(2)]})), turn.real_now)
            return echo(turn)

        running.worker = running.another(receives)
        running.receive(words(1))
        running.works()
        assert running.said == ["a1", "a2"]


def test_a_failing_turn_leaves_nothing_and_is_tried_again_in_silence(database: Database) -> None:
    handler = Failing("a1", times=2)
    with office(database, handler) as running:
        running.receive(words(1), words(2))
        for number, pause in enumerate(RETRY_AFTER[:2], 1):
            running.works()
            assert (running.events["a1"], running.events["a2"], running.said) == (("new", number), ("new", 0), [])
            with database.read() as session:
                assert session.scalars(select(Chat.language)).one_or_none() in (None, "th")
                assert session.scalars(select(Conversation)).all() == []
            running.works()
            assert len(handler.tried) == number  # it waits
            running.later(pause)
        running.works()
        assert running.said == ["a1", "a2"]
        assert {state for state, _ in running.events.values()} == {InboxState.DONE}


def test_retries_last_about_twenty_seconds() -> None:
    assert len(RETRY_AFTER) == 3
    assert 15 <= sum(RETRY_AFTER, timedelta()).total_seconds() <= 25


def test_what_fails_to_the_end_is_parked_with_one_apology_and_what_follows_is_handled(database: Database) -> None:
    handler = Failing("a1")
    with office(database, handler) as running:
        running.receive(words(1), words(2))
        for pause in (*RETRY_AFTER, timedelta(0)):
            running.works()
            running.later(pause)
        assert running.events == {"a1": ("parked", len(RETRY_AFTER) + 1), "a2": ("done", 0)}
        assert running.said == [APOLOGY, "a2"]
        with database.read() as session:
            kept = session.scalars(select(InboxEvent).where(InboxEvent.message_id == "a1")).one()
            talk = session.scalars(select(Conversation)).all()
        assert kept.error is not None
        assert kept.error.startswith("RuntimeError in test")
        assert "words of a person" not in kept.error
        assert kept.raw is not None
        assert talk == []  # the question of the failed turn was never asked


def test_a_person_whose_event_fails_holds_up_nobody(database: Database) -> None:
    others = [f"U{letter * 32}" for letter in "cdefgh"]
    with office(database, Failing("a1")) as running:
        running.receive(words(1), *[words(1, user) for user in others])
        running.works()
        assert sorted(running.said) == [f"{user[1]}1" for user in others]


def test_a_failure_the_database_notices_is_rolled_back_like_any_other(database: Database) -> None:
    def breaks(turn: Turn) -> Reply:
        if turn.event.text == "a1":
            turn.session.execute(text("INSERT INTO chat (nonsense) VALUES (1)"))
        return echo(turn)

    with office(database, breaks) as running:
        running.receive(words(1), words(1, BERT))
        running.works()
        assert running.events == {"a1": ("new", 1), "b1": ("done", 0)}
        assert running.said == ["b1"]


def test_what_was_scrubbed_before_its_turn_is_done_and_says_nothing(database: Database) -> None:
    with office(database, echo) as running:
        running.receive(words(1), words(2))
        with database.write() as session:
            inbox.scrub_message(session, ANNA, "a1")
        running.works()
        assert running.said == ["a2"]
        assert {state for state, _ in running.events.values()} == {InboxState.DONE}


def test_an_event_nobody_can_read_holds_up_nobody(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def reads(raw: str) -> Any:
        if "a1" in raw:
            raise RecursionError
        return event_from_json(raw)

    monkeypatch.setattr(incoming, "event_from_json", reads)
    with office(database, echo) as running:
        running.receive(words(1), words(1, BERT))
        running.worker.work_once()
        running.worker.work_once()
        assert running.said == ["b1"]


def test_a_commit_that_fails_is_done_again_and_keeps_no_senders_place(database: Database) -> None:
    handled: list[BatchSession] = []

    def remembers(turn: Turn) -> Reply:
        handled.append(turn.session)
        return echo(turn)

    with office(database, remembers) as running:
        running.receive(words(1), words(1, BERT))
        places = running.sender.places
        really, running.database.write = running.database.write, _failing_commits(database, 3, handled)  # type: ignore[method-assign]
        for _ in range(3):
            running.worker.work_once()
            running.later(module.PAUSE_AFTER_TROUBLE * 2)
        running.database.write = really  # type: ignore[method-assign]
        running.later(chat_queues.LEASE[Direction.IN])
        running.works()
        assert sorted(running.said) == ["a1", "b1"]
        assert running.sender.places == places - len(running.sender.taken)


def test_who_lost_the_lease_commits_nothing(database: Database) -> None:
    def slow(turn: Turn) -> Reply:
        turn.session.execute(
            update(ChatQueue).where(ChatQueue.way == Direction.IN.value).values(holder=chat_queues.new_holder())
        )
        turn.chat.language = "en"
        return echo(turn)

    with office(database, slow) as running:
        running.receive(words(1))
        running.worker.work_once()
        assert running.said == []
        assert running.sender.taken == []
        assert running.events["a1"] == ("new", 0)


def test_a_dead_workers_chats_are_taken_after_their_lease_and_not_before(database: Database) -> None:
    with office(database, echo) as running:
        running.receive(words(1))
        with database.write() as session:  # claimed by a process that then died
            assert chat_queues.claim(session, Direction.IN, running.clock.real(), CHATS_A_COMMIT)
        running.works()
        assert running.said == []
        running.later(chat_queues.LEASE[Direction.IN])
        running.works()
        assert running.said == ["a1"]


SEVERAL = ["U" + letter * 32 for letter in "abc"]


def test_who_takes_over_many_chats_holds_each_until_its_turn_has_come(database: Database) -> None:
    overdue: list[str] = []

    def slow(turn: Turn) -> Reply:
        """A turn that takes most of a lease."""
        mine = select(ChatQueue.held_until).where(
            ChatQueue.chat_key == turn.chat.line_user_id, ChatQueue.way == Direction.IN.value
        )
        held_until = turn.session.scalars(mine).one()
        if held_until is None or held_until < turn.real_now:
            overdue.append(turn.chat.line_user_id)
        running.later(chat_queues.LEASE[Direction.IN] * 0.8)
        return echo(turn)

    with office(database, slow) as running:
        running.receive(*[words(1, user) for user in SEVERAL])
        with database.write() as session:  # claimed by a process that then died
            assert chat_queues.claim(session, Direction.IN, running.clock.real(), CHATS_A_COMMIT)
        running.later(chat_queues.LEASE[Direction.IN])
        running.works()
        assert len(running.said) == len(SEVERAL)
        assert overdue == []


@pytest.mark.parametrize("how", ["abandoned", "after a failure"])
def test_chats_that_another_worker_has_taken_meanwhile_are_left_to_it(database: Database, how: str) -> None:
    tried: list[str] = []

    def losing(turn: Turn) -> Reply:
        """While the first chat is handled, another worker takes all the others."""
        tried.append(turn.chat.line_user_id)
        if how == "after a failure" and len(tried) == 1:
            raise RuntimeError
        others = (ChatQueue.way == Direction.IN.value) & (ChatQueue.chat_key != turn.chat.line_user_id)
        turn.session.execute(update(ChatQueue).where(others).values(holder=chat_queues.new_holder()))
        return echo(turn)

    with office(database, losing) as running:
        running.receive(*[words(1, user) for user in SEVERAL])
        if how == "abandoned":
            with database.write() as session:
                assert chat_queues.claim(session, Direction.IN, running.clock.real(), CHATS_A_COMMIT)
            running.later(chat_queues.LEASE[Direction.IN])
        running.worker.work_once()
        assert len(set(tried)) == 1
        assert [state for state, _ in running.events.values()].count("done") == 1
        assert [attempts for state, attempts in running.events.values() if state == "new"] == [0, 0]


class Death(BaseException):
    """What no `except Exception` catches, like the end of a process."""


def test_an_event_that_kills_its_process_again_and_again_is_given_up_and_takes_nobody_with_it(
    database: Database,
) -> None:
    def handler(turn: Turn) -> Reply:
        if turn.event.text == "a1":
            raise Death
        return echo(turn)

    with office(database, handler) as running:
        running.receive(words(1), words(2), words(3, BERT))
        for _ in range(DEATHS_AT_MOST + 1):
            with suppress(Death):
                running.works()
            running.later(chat_queues.LEASE[Direction.IN])
        assert running.events["a1"][0] == "new"
        assert running.events["b3"][0] == "done"
        running.works()
        assert (running.events["a1"][0], running.events["a2"][0]) == ("parked", "done")
        assert sorted(running.said) == sorted([APOLOGY, "a2", "b3"])


def test_two_workers_share_the_chats_and_no_event_is_handled_twice(database: Database) -> None:
    users = [f"U{number:032d}" for number in range(40)]
    with office(database, echo) as running:
        running.sender.places = 1_000
        running.receive(*[words(number, user) for user in users for number in (1, 2)])
        start = Barrier(2)

        def works(worker: Worker) -> None:
            start.wait()
            while worker.work_once():
                pass

        workers = [running.another(echo), running.another(echo)]
        threads = []
        for worker in workers:
            threads.append(Thread(target=works, args=(worker,)))
            threads[-1].start()
        for thread in threads:
            thread.join(HANG)
        running.works()
        assert {state for state, _ in running.events.values()} == {InboxState.DONE}
        assert len(running.said) == 80


def test_silence_and_messages_to_others(database: Database) -> None:
    def tells(turn: Turn) -> Reply:
        turn.tell(BERT, say("for Bert"))
        return SILENCE

    with office(database, tells) as running:
        running.receive(words(1))
        running.works()
        assert running.said == ["for Bert"]
        with database.read() as session:
            row = session.scalars(select(Delivery)).one()
        assert (row.chat_key, row.reply_token) == (BERT, None)


def _failing_commits(database: Database, times: int, handled: list[BatchSession]) -> Any:
    really = database.write
    left = [times]

    @contextmanager
    def write() -> Iterator[Any]:
        with really() as session:
            yield session
            if left[0] > 0 and session in handled:  # turns were handled; claiming and letting go succeed
                left[0] -= 1
                raise OSError("the disk is full")

    return write


@pytest.mark.parametrize(
    ("before", "chats", "holds", "after"),
    [
        (CHATS_A_COMMIT, 48, 2.0, 24),  # it held the writer twice as long as it may
        (24, 24, 0.5, 25),
        (CHATS_A_COMMIT, 10, 0.5, CHATS_A_COMMIT),
        (24, 3, 10.0, FEWEST_CHATS),
        (5, 20, 1.5, 5),  # claimed before the limit fell
    ],
)
def test_a_commit_has_so_many_chats_as_do_not_hold_sqlite_s_writer_too_long(
    before: int, chats: int, holds: float, after: int
) -> None:
    assert chats_of_next_commit(before, chats, holds * LONGEST_HOLD) == after
