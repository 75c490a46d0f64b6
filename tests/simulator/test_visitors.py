"""Pages of other sites reach nothing of the simulator, though it has no passwords."""

import json
from collections.abc import Iterator

import pytest
import urllib3

from simulator.driver import Simulator
from simulator.visitors import refused

OWN = "127.0.0.1:9000"


@pytest.fixture(scope="module")
def line() -> Iterator[Simulator]:
    with Simulator.start(webhook="http://127.0.0.1:9/callback") as platform:
        yield platform


@pytest.mark.parametrize(
    ("called", "origin", "host"),
    [
        (OWN, None, "127.0.0.1"),
        (OWN, "http://127.0.0.1:9000", "127.0.0.1"),
        ("localhost:9000", "http://localhost:9000", "127.0.0.1"),
        ("LOCALHOST:9000", None, "127.0.0.1"),
        ("[::1]:9000", "http://[::1]:9000", "::1"),
        ("192.168.1.5:9000", None, "0.0.0.0"),
        ("simulator:9000", None, "simulator"),
        ("simulator", "https://simulator", "simulator"),
    ],
)
def test_programs_and_the_own_page_are_answered(called: str, origin: str | None, host: str) -> None:
    assert refused(called, origin, host) is None


@pytest.mark.parametrize("called", ["rebound.example:9000", "127.0.0.1.example", "localhost.example", "", "[::1", "@"])
def test_a_name_that_is_not_ours_is_refused(called: str) -> None:
    assert "answers calls to an IP address" in (refused(called, None, "127.0.0.1") or "")


@pytest.mark.parametrize(
    "origin", ["https://other.example", "http://127.0.0.1:8000", "http://localhost:9000", "null", "", "file://"]
)
def test_a_page_that_is_not_ours_is_refused(origin: str) -> None:
    assert "not a page of" in (refused(OWN, origin, "127.0.0.1") or "")


@pytest.mark.parametrize("path", ["/sim/people", "/v2/bot/message/push", "/nothing"])
@pytest.mark.parametrize("header", [{"Origin": "https://other.example"}, {"Host": "other.example"}])
def test_whatever_they_call_nothing_happens_and_the_reason_is_said(
    line: Simulator, path: str, header: dict[str, str]
) -> None:
    body = json.dumps({"displayName": "ใครก็ไม่รู้"}).encode()
    answer = urllib3.request("POST", f"{line.url}{path}", body=body, headers=header)
    assert answer.status == 403
    assert "other.example" in answer.json()["error"]
    assert urllib3.request("GET", f"{line.url}/sim/people").json() == []


def test_their_pages_read_nothing(line: Simulator) -> None:
    assert urllib3.request("GET", f"{line.url}/sim/state", headers={"Host": "other.example"}).status == 403
