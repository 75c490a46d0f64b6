"""The platform misbehaves as told: how often, for whom, before or after acceptance."""

from contextlib import suppress
from uuid import uuid4

import pytest
import urllib3

from simulator.driver import DriverError, Simulator
from tests.simulator.bots import Api, text


@pytest.mark.parametrize(
    ("kind", "status", "said"),
    [
        ("429", 429, "The API rate limit has been exceeded. Try again later."),
        ("monthly_limit", 429, "You have reached your monthly limit."),
        ("500", 500, "Internal server error"),
        ("401", 401, "Authentication failed due to the following reason: invalid token."),
    ],
)
def test_a_fault_before_acceptance_does_nothing(line: Simulator, api: Api, kind: str, status: int, said: str) -> None:
    somchai = line.person("สมชาย")
    line.fault(kind, "push", times=1)
    answer = api.push(somchai.user_id, text())
    assert answer.status == status
    assert answer.message.startswith(said)
    assert somchai.chat() == []
    assert api.push(somchai.user_id, text()).status == 200


def test_an_error_after_acceptance_has_sent_and_the_key_shows_it(line: Simulator, api: Api) -> None:
    somchai, key = line.person("สมชาย"), str(uuid4())
    line.fault("500_after", "push", times=1)
    assert api.push(somchai.user_id, text(), X_Line_Retry_Key=key).status == 500
    assert api.push(somchai.user_id, text(), X_Line_Retry_Key=key).status == 409
    assert len(somchai.chat()) == 1
    assert len(line.sent()) == 1


@pytest.mark.parametrize("kind", ["500_after", "drop_after"])
def test_a_repeat_that_is_refused_while_a_fault_lasts_has_sent_nothing_more(
    line: Simulator, api: Api, kind: str
) -> None:
    somchai, key = line.person("สมชาย"), str(uuid4())
    assert api.push(somchai.user_id, text(), X_Line_Retry_Key=key).status == 200
    line.fault(kind, "push")
    with suppress(urllib3.exceptions.ProtocolError):
        assert api.push(somchai.user_id, text(), X_Line_Retry_Key=key).status == 409
    assert len(somchai.chat()) == 1
    assert len(line.sent()) == 1


@pytest.mark.parametrize(("kind", "sent"), [("drop", 0), ("drop_after", 1)])
def test_a_dropped_connection_is_really_dropped(line: Simulator, api: Api, kind: str, sent: int) -> None:
    somchai = line.person("สมชาย")
    line.fault(kind, "push", times=1)
    with pytest.raises(urllib3.exceptions.ProtocolError):
        api.push(somchai.user_id, text())
    assert len(somchai.chat()) == sent
    assert len(line.sent()) == sent


def test_a_fault_can_skip_calls_and_mean_one_person(line: Simulator, api: Api) -> None:
    somchai, malee = line.person("สมชาย"), line.person("มาลี")
    line.fault("500", "push", times=1, skip=1, to=somchai.user_id)
    statuses = [api.push(one.user_id, text()).status for one in (somchai, malee, somchai, somchai)]
    assert statuses == [200, 200, 500, 200]


def test_chances_are_repeatable_by_the_seed() -> None:
    runs = []
    for _ in range(2):
        with Simulator.start(seed=42) as line:
            api, somchai = Api(line.url), line.person("สมชาย")
            line.fault("429", "push", chance=0.5)
            runs.append([api.push(somchai.user_id, text()).status for _ in range(20)])
    assert runs[0] == runs[1]
    assert set(runs[0]) == {200, 429}


def test_latency_is_waited_for_without_holding_up_others(line: Simulator, api: Api) -> None:
    somchai = line.person("สมชาย")
    line.fault("latency", "push", latency_ms=60, times=1)
    api.push(somchai.user_id, text())
    assert line.journal(kind="api")[0]["took"] >= 60
    line.dials(latency_ms=40)
    api.get("/v2/bot/info")
    assert line.journal(name="bot_info")[0]["took"] >= 40


def test_faults_are_listed_removed_and_checked(line: Simulator) -> None:
    line.fault("500", "push")
    line.fault("429", "reply")
    assert [one["kind"] for one in line.call("GET", "/sim/faults")["faults"]] == ["500", "429"]
    line.call("DELETE", "/sim/faults?id=1")
    assert [one["kind"] for one in line.call("GET", "/sim/faults")["faults"]] == ["429"]
    line.no_faults()
    assert line.call("GET", "/sim/faults")["faults"] == []
    with pytest.raises(DriverError, match="kind must be one of"):
        line.fault("meteor")
    with pytest.raises(DriverError, match="unknown: odds"):
        line.fault("500", odds=1)


def test_the_journal_says_which_fault_struck(line: Simulator, api: Api) -> None:
    line.fault("500", "bot_info", times=1)
    api.get("/v2/bot/info")
    (entry,) = line.journal(kind="api")
    assert (entry["fault"], entry["status"]) == ("500", 500)
