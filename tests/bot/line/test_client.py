"""The client: LINE's answers as values, and no answer at all told apart by whether LINE may have heard us."""

import json
import socket
from collections.abc import Iterator
from threading import Thread

import pytest

from bot.line.client import LineAnswer, LineClient, Outcome, read_answer
from simulator.driver import Simulator

SENT = json.dumps({"sentMessages": [{"id": "1", "quoteToken": "q"}, {"id": "2"}]}).encode()
PUSH = b'{"to": "U", "messages": []}'


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, LineAnswer.ACCEPTED),
        (409, LineAnswer.ACCEPTED),
        (429, LineAnswer.TOO_FAST),
        (401, LineAnswer.LOCKED_OUT),
        (403, LineAnswer.LOCKED_OUT),
        (400, LineAnswer.REFUSED),
        (404, LineAnswer.REFUSED),
        (410, LineAnswer.REFUSED),
        (413, LineAnswer.REFUSED),
        (500, LineAnswer.IN_DOUBT),
        (502, LineAnswer.IN_DOUBT),
        (503, LineAnswer.IN_DOUBT),
        (302, LineAnswer.IN_DOUBT),
        (204, LineAnswer.IN_DOUBT),
    ],
)
def test_every_status_has_its_answer(status: int, answer: LineAnswer) -> None:
    assert read_answer(status, b"{}").answer is answer


def test_message_ids_are_read_in_order_from_both_kinds_of_success() -> None:
    assert read_answer(200, SENT) == Outcome(LineAnswer.ACCEPTED, 200, ("1", "2"))
    assert read_answer(409, SENT) == Outcome(LineAnswer.ACCEPTED, 409, ("1", "2"), already=True)


@pytest.mark.parametrize(
    "data", [b"", b"OK", b"[]", b"null", b"\xff", b'{"sentMessages": 1}', b'{"sentMessages": [1, {}]}']
)
def test_an_odd_body_changes_no_verdict(data: bytes) -> None:
    assert read_answer(200, data) == Outcome(LineAnswer.ACCEPTED, 200)
    assert read_answer(400, data).answer is LineAnswer.REFUSED


def test_lines_reason_is_kept_short_and_with_its_properties() -> None:
    data = {
        "message": "The request body has 1 error(s)",
        "details": [{"message": "too long", "property": "messages[0].text"}],
    }
    assert (
        read_answer(400, json.dumps(data).encode()).error
        == "400 The request body has 1 error(s); messages[0].text: too long"
    )
    assert len(read_answer(400, json.dumps({"message": "x" * 9000}).encode()).error or "") < 600


@pytest.fixture
def line() -> Iterator[Simulator]:
    with Simulator.start(secret="s", token="t") as simulator:
        yield simulator


@pytest.fixture
def client(line: Simulator) -> Iterator[LineClient]:
    opened = LineClient(line.url, line.url, "t")
    yield opened
    opened.close()


def test_a_push_is_accepted_and_its_repeat_known(line: Simulator, client: LineClient) -> None:
    anna = line.person("Anna")
    body = json.dumps({"to": anna.user_id, "messages": [{"type": "text", "text": "1"}]}).encode()
    key = "123e4567-e89b-12d3-a456-426614174000"
    first, again = client.push(body, key), client.push(body, key)
    assert (first.status, again.status, again.already) == (200, 409, True)
    assert first.sent_ids == again.sent_ids != ()
    assert len(anna.chat()) == 1


@pytest.mark.parametrize("kind", ["drop", "drop_after", "500", "500_after"])
def test_a_lost_answer_is_doubt(line: Simulator, client: LineClient, kind: str) -> None:
    body = json.dumps({"to": line.person("Anna").user_id, "messages": [{"type": "text", "text": "1"}]}).encode()
    line.fault(kind, "push")
    assert client.push(body, "123e4567-e89b-12d3-a456-426614174000").answer is LineAnswer.IN_DOUBT
    assert len(line.journal(kind="api", name="push")) == 1  # the client itself never tries again


def test_a_lost_token_is_told(line: Simulator, client: LineClient) -> None:
    line.fault("401", "reply")
    assert client.reply(b'{"replyToken": "t", "messages": []}').answer is LineAnswer.LOCKED_OUT


def test_a_slow_answer_is_doubt(line: Simulator, client: LineClient) -> None:
    client._wire._answer_within = 0.2
    line.fault("latency", "push", latency_ms=2000)
    assert client.push(PUSH, "k").answer is LineAnswer.IN_DOUBT


def test_where_nobody_listens_nothing_was_sent() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        client = LineClient(url, url, "t")
        assert client.push(PUSH, "k").answer is LineAnswer.NOT_SENT
        assert client.content("1", 10).status == 0
        client.close()


def test_a_name_nobody_knows_is_nothing_sent() -> None:
    client = LineClient("http://no-such-host.invalid", "http://no-such-host.invalid", "t")
    assert client.reply(PUSH).answer is LineAnswer.NOT_SENT
    client.close()


def test_an_answer_that_is_no_http_is_doubt() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def babble() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(b"hello\r\n\r\n")

        Thread(target=babble, daemon=True).start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        client = LineClient(url, url, "t")
        assert client.push(PUSH, "k").answer is LineAnswer.IN_DOUBT
        client.close()


def test_a_photo_is_read_to_its_limit_and_no_further(line: Simulator, client: LineClient) -> None:
    line.webhook(hold=True)
    photo = line.person("Anna").sends_image(b"\x89PNG\r\n\x1a\n" + b"x" * 5000, "image/png").message_id
    whole = client.content(photo, 100_000)
    assert (whole.status, len(whole.data), whole.content_type) == (200, 5008, "image/png")
    assert client.content(photo, 5008).status == 200
    assert (client.content(photo, 5007).status, client.content(photo, 5007).data) == (413, b"")
    assert client.content("0", 10).status == 404
