"""The door: every call anybody can make has a defined answer; none is a 5xx, none loses a good event."""

import io
import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy import event as sql_event
from werkzeug.test import TestResponse

from bot.app import close_app, create_app
from bot.inbound.webhook import LARGEST_BODY, NotACall, _WebhookCall, read_call
from bot.line.event import chat_key, event_from_json, read_event
from bot.resources import Bot
from bot.settings import Settings
from models.messaging import inbox
from models.messaging.chat_queues import ChatQueue, Direction
from models.messaging.inbox import InboxEvent, InboxState
from simulator.webhook_sender import sign
from tests import postgres
from tests.patience import HANG, until
from tests.running_bot import SECRET, TOKEN

ANNA = "U" + "a" * 32
Json = dict[str, Any]


class WebClient:
    """The web process without its socket."""

    def __init__(self, bot: Bot, client: FlaskClient) -> None:
        self.bot, self.client = bot, client

    def post(self, body: bytes, signature: str | None = None, kind: str = "application/json") -> TestResponse:
        headers = {"X-Line-Signature": sign(SECRET, body) if signature is None else signature}
        return self.client.post("/callback", data=body, content_type=kind, headers=headers)

    def call(self, *events: object) -> int:
        return self.post(json.dumps({"destination": "U0", "events": events}).encode()).status_code

    @property
    def kept(self) -> list[InboxEvent]:
        with self.bot.database.read() as session:
            return list(session.scalars(select(InboxEvent).order_by(InboxEvent.id)))

    @property
    def lanes(self) -> dict[str, int]:
        """How many events were announced, by chat."""
        with self.bot.database.read() as session:
            found = session.execute(
                select(ChatQueue.chat_key, ChatQueue.arrivals).where(ChatQueue.way == Direction.IN.value)
            )
            return {row.chat_key: row.arrivals for row in found}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def bot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """One bot for all tests of this file, on each engine; `door` empties it."""
    folder = tmp_path_factory.mktemp("door")
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), folder / "castbot.db")
        url = f"sqlite:///{folder / 'castbot.db'}"
    else:
        admin, template = request.getfixturevalue("postgres_server"), request.getfixturevalue("migrated_postgres")
        url = postgres.create_database(admin, f"door_{uuid4().hex}", template)
    bot = Bot(
        Settings(
            line_channel_secret=SECRET,
            line_channel_access_token=TOKEN,
            line_api_url="http://127.0.0.1:9",
            database_url=url,
            media_dir=folder / "media",
        )
    )
    yield bot
    bot.close()


@pytest.fixture
def door(bot: Bot) -> Iterator[WebClient]:
    with bot.database.write() as session:
        session.execute(delete(InboxEvent))
        session.execute(delete(ChatQueue))
    app = create_app(bot)
    yield WebClient(bot, app.test_client())
    close_app(app)


def an_event(number: int = 1, **more: Any) -> Json:
    return {
        "type": "message",
        "mode": "active",
        "timestamp": 1_689_127_200_000 + number,
        "webhookEventId": f"01H5{number:022d}",
        "source": {"type": "user", "userId": ANNA},
        "message": {"type": "text", "id": str(number), "text": "สวัสดี"},
        "replyToken": f"token{number}",
        "deliveryContext": {"isRedelivery": False},
        **more,
    }


def without(key: str) -> Json:
    return {name: value for name, value in an_event().items() if name != key}


GOOD = json.dumps({"destination": "U0", "events": [an_event()]}).encode()


def test_a_signed_call_is_stored_raw_and_its_chat_woken(door: WebClient) -> None:
    answer = door.post(GOOD)
    assert (answer.status_code, answer.text) == (200, "OK")
    (kept,) = door.kept
    assert json.loads(kept.raw or "") == an_event()
    assert (kept.webhook_event_id, kept.chat_key, kept.type, kept.message_id) == (
        an_event()["webhookEventId"],
        ANNA,
        "message",
        "1",
    )
    assert kept.at.timestamp() * 1000 == an_event()["timestamp"]
    assert kept.state == InboxState.NEW
    assert door.lanes == {ANNA: 1}


@pytest.mark.parametrize(
    ("body", "signature", "kind", "status"),
    [
        (GOOD, "", "application/json", 400),
        (GOOD, "bm90IGEgc2lnbmF0dXJl", "application/json", 400),
        (GOOD, None, "text/plain", 415),
        (GOOD, None, "application/x-www-form-urlencoded", 415),
        (GOOD, None, "", 415),
        (b"", None, "application/json", 400),
        (b"{", None, "application/json", 400),
        (b"null", None, "application/json", 400),
        (b"[]", None, "application/json", 400),
        (b"{}", None, "application/json", 400),
        (b'{"events": {}}', None, "application/json", 400),
        (b'{"events": "all"}', None, "application/json", 400),
        (b'\xff\xfe{"events": []}', None, "application/json", 400),
        (b"[" * 100_000, None, "application/json", 400),
        (b'{"events": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}", None, "application/json", 400),
        (b'{"events": [], "more": "' + b"x" * 2 * 1024 * 1024 + b'"}', None, "application/json", 413),
        (b"x" * (LARGEST_BODY + 1), "", "application/json", 413),
    ],
)
def test_what_is_no_call_is_refused_and_leaves_nothing(
    door: WebClient, body: bytes, signature: str | None, kind: str, status: int
) -> None:
    assert door.post(body, signature, kind).status_code == status
    assert door.kept == []


def test_a_missing_signature_is_refused(door: WebClient) -> None:
    assert door.client.post("/callback", data=GOOD, content_type="application/json").status_code == 400
    assert door.kept == []


def test_a_body_without_a_length_is_measured_as_it_comes(door: WebClient) -> None:
    answer = door.client.post(
        "/callback",
        input_stream=io.BytesIO(b"x" * (LARGEST_BODY + 1)),
        content_type="application/json",
        headers={"Transfer-Encoding": "chunked", "X-Line-Signature": "x"},
    )
    assert answer.status_code in (400, 413)
    assert door.kept == []


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
def test_json_may_name_its_charset_and_be_spelled_large(door: WebClient, kind: str) -> None:
    assert door.post(GOOD, kind=kind).status_code == 200


@pytest.mark.parametrize("name", ["X-Line-Signature", "x-line-signature", "X-LINE-SIGNATURE"])
def test_the_headers_case_does_not_matter(door: WebClient, name: str) -> None:
    headers = {name: sign(SECRET, GOOD)}
    answer = door.client.post("/callback", data=GOOD, content_type="application/json", headers=headers)
    assert answer.status_code == 200


def test_only_post_opens_the_door(door: WebClient) -> None:
    assert {door.client.open("/callback", method=method).status_code for method in ("GET", "PUT", "DELETE")} == {405}


def test_the_consoles_verify_button_is_answered(door: WebClient) -> None:
    assert door.call() == 200
    assert door.kept == []


def test_a_call_of_the_largest_size_is_taken(door: WebClient) -> None:
    filler = LARGEST_BODY - len(json.dumps({"destination": "", "events": [an_event()]}))
    body = json.dumps({"destination": "x" * filler, "events": [an_event()]}).encode()
    assert len(body) == LARGEST_BODY
    assert door.post(body).status_code == 200


def test_a_standby_event_is_kept_and_handled_by_nobody(door: WebClient) -> None:
    assert door.call(an_event(mode="standby")) == 200
    assert [kept.state for kept in door.kept] == [InboxState.UNHANDLED]
    assert door.lanes == {}


def test_types_and_fields_nobody_knows_are_taken(door: WebClient) -> None:
    odd = an_event(1, type="telepathy", thoughts=[{"deep": True}], mode="dreaming")
    assert door.call(odd, an_event(2, aura="blue")) == 200
    assert [(kept.type, kept.state) for kept in door.kept] == [("telepathy", "new"), ("message", "new")]
    assert json.loads(door.kept[0].raw or "") == odd


def test_the_same_event_again_is_stored_once_and_wakes_nobody(door: WebClient) -> None:
    assert door.call(an_event()) == 200
    assert door.call(an_event(deliveryContext={"isRedelivery": True})) == 200
    assert door.call(an_event(), an_event()) == 200
    assert len(door.kept) == 1
    assert door.lanes == {ANNA: 1}


@pytest.mark.parametrize(
    "bad",
    [
        None,
        1,
        "event",
        [],
        {},
        without("type"),
        without("source"),
        without("webhookEventId"),
        without("timestamp"),
        an_event(webhookEventId=None),
        an_event(webhookEventId=7),
        an_event(webhookEventId=""),
        an_event(source="me"),
        an_event(source={"type": "user"}),
        an_event(source={"type": "user", "userId": 12}),
        an_event(source={"type": "group"}),
        an_event(timestamp="yesterday"),
        an_event(timestamp=-1),
        an_event(timestamp=10**30),
        an_event(timestamp=True),
        an_event(message=None),
        an_event(message={"type": "text", "text": 5}),
        an_event(type="unsend", unsend="it"),
        an_event(webhookEventId="\x00"),
        an_event(webhookEventId="a\x00b"),
        an_event(webhookEventId="\ud800"),
        an_event(source={"type": "user", "userId": "\x00\udfff"}),
        an_event(message={"type": "text", "id": "1", "text": "NUL \x00, lone \ud83d and \udc00"}),
        an_event(webhookEventId="".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(5_000))),
        an_event(source={"type": "user", "userId": "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(5_000))}),
    ],
    ids=lambda bad: json.dumps(bad)[:60],
)
def test_one_senseless_event_spoils_none_of_the_good_ones(door: WebClient, bad: object) -> None:
    assert door.call(an_event(11), bad, an_event(12)) == 200
    states = {kept.webhook_event_id: kept.state for kept in door.kept}
    assert len(states) == 3
    assert states[an_event(11)["webhookEventId"]] == states[an_event(12)["webhookEventId"]] == InboxState.NEW


def test_an_event_without_an_id_is_known_again_by_its_content(door: WebClient) -> None:
    assert door.call(without("webhookEventId")) == 200
    assert door.call(without("webhookEventId")) == 200
    assert len(door.kept) == 1


@pytest.mark.parametrize("depth", [50, 500, 900])
def test_what_was_taken_can_be_read_again_however_deep_it_is(door: WebClient, depth: int) -> None:
    nested = '{"a":' * depth + "1" + "}" * depth
    whole = json.dumps(an_event()).removesuffix("}") + f', "deep": {nested}}}'
    assert door.post(f'{{"events":[{whole}]}}'.encode()).status_code == 200
    assert event_from_json(door.kept[0].raw or "").id == an_event()["webhookEventId"]


def test_at_no_depth_does_a_call_do_anything_but_pass_or_be_refused() -> None:
    outcomes = set()
    for depth in range(850, 1100):
        body = f'{{"events":[{{"x":{"[" * depth}{"]" * depth}}}]}}'.encode()
        try:
            outcomes.add(read_call(body)[0].state)
        except NotACall:
            outcomes.add("refused")
    assert outcomes == {InboxState.UNHANDLED, "refused"}


def test_what_cannot_be_stored_is_not_acknowledged(door: WebClient) -> None:
    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    sql_event.listen(door.bot.database.engine, "before_cursor_execute", fails)
    assert door.call(an_event()) == 503
    sql_event.remove(door.bot.database.engine, "before_cursor_execute", fails)
    assert door.call(an_event()) == 200
    assert len(door.kept) == 1


def test_a_call_that_cannot_be_stored_spoils_none_that_came_with_it(
    door: WebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calls share a commit; the one that breaks it is refused alone."""
    really_store = inbox.store

    def store(session: Any, arrivals: Any, at: Any) -> int:
        if any(arrival.message_id == "bad" for arrival in arrivals):
            raise ValueError("not storable")
        return really_store(session, arrivals, at)

    monkeypatch.setattr("bot.inbound.webhook.inbox.store", store)
    calls = [
        _WebhookCall(
            read_call(json.dumps({"events": [an_event(n, message={"type": "text", "id": name, "text": "x"})]}).encode())
        )
        for n, name in enumerate(("a", "bad", "c"))
    ]
    door.client.application.extensions["inbox"]._commit(calls)
    assert [call.stored for call in calls] == [True, False, True]
    assert all(call.done.is_set() for call in calls)
    assert [kept.message_id for kept in door.kept] == ["a", "c"]


def test_calls_that_come_while_one_is_stored_share_the_next_commit(
    door: WebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = door.client.application.extensions["inbox"]
    really_store, commits, all_wait = inbox.store, list[int](), Event()

    def store(session: Any, arrivals: Any, at: Any) -> int:
        commits.append(len(arrivals))
        assert len(commits) > 1 or all_wait.wait(HANG)
        return really_store(session, arrivals, at)

    monkeypatch.setattr("bot.inbound.webhook.inbox.store", store)
    with ThreadPoolExecutor(6) as callers:
        acknowledged = [callers.submit(door.call, an_event(0))]
        until(lambda: commits == [1], "the first call is being stored")
        acknowledged += [callers.submit(door.call, an_event(number)) for number in range(1, 6)]
        until(lambda: len(writer._calls) == 5, "five more have come")
        all_wait.set()
        assert [call.result() for call in acknowledged] == [200] * 6
    assert commits == [1, 5]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
eventlike = st.fixed_dictionaries(
    {},
    optional={
        "type": anything,
        "mode": anything,
        "timestamp": anything,
        "source": anything | st.fixed_dictionaries({"type": st.sampled_from(["user", "group"]), "userId": anything}),
        "message": anything | st.fixed_dictionaries({"type": st.just("text"), "text": anything, "id": anything}),
        "webhookEventId": anything,
        "replyToken": anything,
    },
)


@given(events=st.lists(anything | eventlike, max_size=4))
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_any_signed_json_is_answered_with_200_and_kept(door: WebClient, events: list[Any]) -> None:
    assert door.call(*events) == 200
    for kept in door.kept:
        if isinstance(raw := json.loads(kept.raw or "{}"), dict):
            assert kept.chat_key == chat_key(read_event(raw))
