"""Replies, pushes and their kin: who gets them, what they cost, when LINE refuses."""

from uuid import uuid4

import pytest

from simulator.driver import Simulator
from tests.simulator.bots import Api, RecordingBot, text

NOBODY = "U" + "f" * 32


def test_a_reply_reaches_the_person_once_and_costs_nothing(line: Simulator, api: Api, bot: RecordingBot) -> None:
    somchai = line.person("สมชาย")
    token = somchai.says("สวัสดี").events[0]["replyToken"]

    answer = api.reply(token, text("หนึ่ง"), text("สอง"))
    assert answer.status == 200
    assert len(answer.json["sentMessages"]) == 2
    assert all(one["id"].isdigit() and one["quoteToken"] for one in answer.json["sentMessages"])
    assert answer.headers["X-Line-Request-Id"]
    assert [one["text"] for one in somchai.hears(2)] == ["หนึ่ง", "สอง"]
    assert api.reply(token, text()).closed() == (400, {"message": "Invalid reply token"})
    assert api.get("/v2/bot/message/quota/consumption").json == {"totalUsage": 0}


def test_a_reply_token_dies_after_its_minute(line: Simulator, api: Api) -> None:
    assert line.dials()["reply_token_life"] == 60.0
    line.dials(reply_token_life=0)
    token = line.person("สมชาย").says("สวัสดี").events[0]["replyToken"]
    assert api.reply(token, text()).closed() == (400, {"message": "Invalid reply token"})


def test_a_refused_reply_leaves_the_token_good(line: Simulator, api: Api) -> None:
    token = line.person("สมชาย").says("สวัสดี").events[0]["replyToken"]
    assert api.reply(token, text("")).status == 400
    assert api.reply(token, text()).status == 200


def test_a_reply_with_a_retry_key_is_refused(line: Simulator, api: Api) -> None:
    token = line.person("สมชาย").says("สวัสดี").events[0]["replyToken"]
    assert api.reply(token, text(), X_Line_Retry_Key=str(uuid4())).status == 400


def test_a_push_costs_one_whatever_the_number_of_messages(line: Simulator, api: Api) -> None:
    somchai = line.person("สมชาย")
    assert api.push(somchai.user_id, *[text(str(number)) for number in range(5)]).status == 200
    assert len(somchai.hears(5)) == 5
    assert api.get("/v2/bot/message/quota/consumption").json == {"totalUsage": 1}


def test_a_repeated_retry_key_is_answered_409_and_sends_nothing(line: Simulator, api: Api) -> None:
    somchai, key = line.person("สมชาย"), str(uuid4())
    first = api.push(somchai.user_id, text(), X_Line_Retry_Key=key)
    again = api.push(somchai.user_id, text(), X_Line_Retry_Key=key)

    assert again.status == 409
    assert again.json == {
        "message": "The retry key is already accepted",
        "sentMessages": first.json["sentMessages"],
    }
    assert again.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    assert len(somchai.chat()) == 1


def test_a_retry_key_is_forgotten_after_its_life(line: Simulator, api: Api) -> None:
    somchai, key = line.person("สมชาย"), str(uuid4())
    api.push(somchai.user_id, text(), X_Line_Retry_Key=key)
    line.dials(retry_key_life=0)
    assert api.push(somchai.user_id, text(), X_Line_Retry_Key=key).status == 200
    assert len(somchai.chat()) == 2


def test_a_key_whose_request_was_refused_can_be_used_again(line: Simulator, api: Api) -> None:
    somchai, key = line.person("สมชาย"), str(uuid4())
    line.fault("500", "push", times=1)
    assert api.push(somchai.user_id, text(), X_Line_Retry_Key=key).status == 500
    assert api.push(somchai.user_id, text(), X_Line_Retry_Key=key).status == 200
    assert len(somchai.chat()) == 1


def test_a_retry_key_must_be_a_uuid(line: Simulator, api: Api) -> None:
    assert api.push(line.person("สมชาย").user_id, text(), X_Line_Retry_Key="once").status == 400


@pytest.mark.parametrize("to", ["somchai", "U123", "u" + "0" * 32])
def test_a_receiver_that_is_no_id_is_named_as_the_wrong_property(api: Api, to: str) -> None:
    answer = api.push(to, text())
    assert answer.status == 400
    assert answer.message == "The property, 'to', in the request body is invalid (line: -, column: -)"


def test_nobody_can_be_pushed_to(api: Api) -> None:
    assert api.push(NOBODY, text()).closed() == (400, {"message": "Failed to send messages"})


def test_who_has_blocked_the_bot_gets_nothing_and_costs_nothing(line: Simulator, api: Api) -> None:
    somchai = line.person("สมชาย")
    somchai.blocks()
    assert api.push(somchai.user_id, text()).status == 200
    assert somchai.chat() == []
    assert api.get("/v2/bot/message/quota/consumption").json == {"totalUsage": 0}
    line.dials(blocked_push=400)
    assert api.push(somchai.user_id, text()).closed() == (400, {"message": "Failed to send messages"})


def test_multicast_reaches_each_friend_once(line: Simulator, api: Api) -> None:
    people = [line.person(name) for name in ("หนึ่ง", "สอง", "สาม")]
    people[2].blocks()
    to = [one.user_id for one in people] + [people[0].user_id, NOBODY]
    assert api.post("/v2/bot/message/multicast", {"to": to, "messages": [text()]}).closed() == (200, {})
    assert [len(one.chat()) for one in people] == [1, 1, 0]
    assert api.get("/v2/bot/message/quota/consumption").json == {"totalUsage": 2}


def test_multicast_takes_at_most_500_people(api: Api) -> None:
    answer = api.post("/v2/bot/message/multicast", {"to": [NOBODY] * 501, "messages": [text()]})
    assert answer.json["details"] == [{"message": "Size must be between 1 and 500", "property": "to"}]


def test_broadcast_reaches_every_friend(line: Simulator, api: Api) -> None:
    friend, stranger = line.person("เพื่อน"), line.person("คนแปลกหน้า", friend=False)
    assert api.post("/v2/bot/message/broadcast", {"messages": [text()]}).closed() == (200, {})
    assert (len(friend.chat()), len(stranger.chat())) == (1, 0)


def test_narrowcast_is_accepted_and_its_progress_asked_for(line: Simulator, api: Api) -> None:
    line.person("เพื่อน")
    accepted = api.post("/v2/bot/message/narrowcast", {"messages": [text()], "limit": {"max": 1}})
    assert accepted.closed() == (202, {})
    request_id = accepted.headers["X-Line-Request-Id"]
    progress = api.get(f"/v2/bot/message/progress/narrowcast?requestId={request_id}")
    assert progress.json["phase"] == "waiting"
    line.platform.narrowcasts[request_id].at -= 10
    done = api.get(f"/v2/bot/message/progress/narrowcast?requestId={request_id}").json
    assert (done["phase"], done["successCount"], done["targetCount"]) == ("succeeded", 1, 1)
    assert api.get("/v2/bot/message/progress/narrowcast?requestId=none").status == 404


@pytest.mark.parametrize("way", ["reply", "push", "multicast", "narrowcast", "broadcast"])
def test_validating_sends_nothing_and_finds_what_sending_would(line: Simulator, api: Api, way: str) -> None:
    somchai = line.person("สมชาย")
    assert api.post(f"/v2/bot/message/validate/{way}", {"messages": [text()]}).closed() == (200, {})
    wrong = api.post(f"/v2/bot/message/validate/{way}", {"messages": [text("")]})
    assert wrong.json["details"] == [{"message": "May not be empty", "property": "messages[0].text"}]
    assert somchai.chat() == []


def test_the_month_ends_at_its_limit_with_a_429(line: Simulator, api: Api) -> None:
    somchai = line.person("สมชาย")
    line.limits(monthly=2, used=1)
    assert api.get("/v2/bot/message/quota").json == {"type": "limited", "value": 2}
    assert api.push(somchai.user_id, text()).status == 200
    assert api.push(somchai.user_id, text()).closed() == (429, {"message": "You have reached your monthly limit."})
    token = somchai.says("ยังตอบได้ไหม").events[0]["replyToken"]
    assert api.reply(token, text()).status == 200


def test_a_new_month_begins_at_zero(line: Simulator, api: Api) -> None:
    line.limits(monthly=1, used=1)
    line.clock(advance=32 * 86400)
    assert api.get("/v2/bot/message/quota/consumption").json == {"totalUsage": 0}
    assert api.push(line.person("สมชาย").user_id, text()).status == 200


def test_calls_beyond_the_rate_are_answered_429(line: Simulator, api: Api) -> None:
    somchai = line.person("สมชาย")
    line.limits(rates={"push": {"calls": 3, "seconds": 3600}})
    statuses = [api.push(somchai.user_id, text()).status for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    refused = api.push(somchai.user_id, text())
    assert refused.message == "The API rate limit has been exceeded. Try again later."
    assert "Retry-After" not in refused.headers
    assert len(somchai.chat()) == 3


def test_counts_of_a_day_are_ready_the_day_after(line: Simulator, api: Api) -> None:
    api.push(line.person("สมชาย").user_id, text())
    today = line.platform.quota.day()
    assert api.get(f"/v2/bot/message/delivery/push?date={today}").json == {"status": "unready"}
    line.clock(travel="day")
    assert api.get(f"/v2/bot/message/delivery/push?date={today}").json == {"status": "ready", "success": 1}
    assert api.get("/v2/bot/message/delivery/push?date=20180101").json == {"status": "out_of_service"}
    assert api.get("/v2/bot/message/delivery/push?date=today").status == 400
