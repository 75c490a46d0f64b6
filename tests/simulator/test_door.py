"""What every call has in common: the token, the content type, the size, JSON, unknown paths."""

import pytest

from simulator.driver import Simulator
from tests.simulator.bots import Api, text

PUSH = "/v2/bot/message/push"


def test_a_wrong_token_is_answered_401(line: Simulator) -> None:
    answer = Api(line.url, token="stolen").get("/v2/bot/info")
    assert answer.status == 401
    assert answer.message.startswith("Authentication failed due to the following reason: invalid token.")


@pytest.mark.parametrize("header", ["", "Bearer", "Basic dXNlcjpwYXNz"])
def test_a_missing_token_is_answered_401(api: Api, header: str) -> None:
    answer = api.get("/v2/bot/info", Authorization=header)
    assert answer.status == 401
    assert answer.message.startswith("Authentication failed.")


def test_an_expired_token_is_answered_401(line: Simulator, api: Api) -> None:
    line.dials(token_expired=True)
    assert api.get("/v2/bot/info").status == 401


def test_broken_json_is_located(api: Api) -> None:
    answer = api.post(PUSH, b'{"to": "U1",\n "messages": [}')
    assert answer.status == 400
    assert answer.message == "The request body could not be parsed as JSON (line: 2, column: 15)"


def test_json_that_is_no_object_is_refused(api: Api) -> None:
    assert api.post(PUSH, b"[]").status == 400


def test_another_content_type_is_answered_415(api: Api) -> None:
    answer = api.post(PUSH, b"to=U1", Content_Type="application/x-www-form-urlencoded")
    assert answer.closed() == (
        415,
        {"message": "The content type, application/x-www-form-urlencoded, is not supported"},
    )


def test_a_body_over_two_megabytes_is_answered_413(api: Api) -> None:
    assert api.push("U" + "0" * 32, text("ก" * 700_000)).status == 413


def test_an_unknown_path_is_answered_404(api: Api) -> None:
    assert api.get("/v2/bot/nothing").closed() == (404, {"message": "Not found"})


def test_every_answer_carries_a_request_id_that_stands_in_the_journal(line: Simulator, api: Api) -> None:
    answers = [api.get("/v2/bot/info"), api.push("nobody", text())]
    noted = [entry["requestId"] for entry in line.journal(kind="api")]
    assert noted == [answer.headers["X-Line-Request-Id"] for answer in answers]
    assert len(set(noted)) == 2
