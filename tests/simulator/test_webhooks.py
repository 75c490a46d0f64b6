"""How the bot is told: signed, once, or as a test wants it."""

import base64
import hashlib
import hmac
import re
import threading

import pytest

from simulator.driver import DriverError, Simulator
from tests.simulator.bots import Api, RecordingBot


def test_a_webhook_is_signed_over_its_raw_body(line: Simulator, bot: RecordingBot) -> None:
    line.person("สมชาย").says("สวัสดี 👋")
    headers, body = bot.calls[0]
    digest = hmac.new(b"secret", body, hashlib.sha256).digest()
    assert headers["x-line-signature"] == base64.b64encode(digest).decode()
    assert headers["user-agent"] == "LineBotWebhook/2.0"
    assert headers["content-type"] == "application/json; charset=utf-8"


def test_a_message_event_has_every_field_of_lines(line: Simulator, bot: RecordingBot) -> None:
    somchai = line.person("สมชาย")
    somchai.says("สวัสดี")
    (body,) = bot.bodies
    (event,) = body["events"]
    assert body["destination"] == line.platform.bot_id
    assert event["type"] == "message"
    assert event["mode"] == "active"
    assert event["source"] == {"type": "user", "userId": somchai.user_id}
    assert event["deliveryContext"] == {"isRedelivery": False}
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{26}", event["webhookEventId"])
    assert re.fullmatch(r"[0-9a-f]{32}", event["replyToken"])
    assert abs(event["timestamp"] - line.clock()["virtual"] * 1000) < 60_000
    assert {"id", "type", "text", "quoteToken", "markAsReadToken"} == set(event["message"])


def test_event_times_are_virtual(line: Simulator, bot: RecordingBot) -> None:
    line.clock(rate=0)
    now = line.clock(travel="week")["virtual"]
    line.person("สมชาย").says("สวัสดี")
    assert bot.events[0]["timestamp"] == int(now * 1000)


def test_every_act_of_a_person_becomes_its_event(line: Simulator, bot: RecordingBot) -> None:
    malee = line.person("มาลี", friend=False)
    malee.follows()
    first = malee.says("สวัสดี")
    malee.says("ตอบข้อความก่อน", quoting=first.message_id)
    malee.sends_sticker("ขอบคุณ", "thanks")
    malee.sends_location(19.336, 99.81, "ที่ว่าการอำเภอ", "แม่ใจ")
    malee.sends_image()
    malee.does("video", duration=1500)
    malee.does("audio")
    malee.does("file", fileName="แผน.pdf", base64="JVBERg==")
    malee.taps("a=1", {"date": "2023-07-12"}, "เลือกวัน")
    malee.does("watched", trackingId="clip")
    malee.does("beacon", hwid="abc")
    malee.unsends(first.message_id)
    malee.blocks()
    malee.follows()

    kinds = [event.get("message", event)["type"] for event in bot.events]
    assert kinds == [
        "follow",
        "text",
        "text",
        "sticker",
        "location",
        "image",
        "video",
        "audio",
        "file",
        "postback",
        "videoPlayComplete",
        "beacon",
        "unsend",
        "unfollow",
        "follow",
    ]
    by_kind = dict(zip(kinds, bot.events, strict=True))
    assert bot.events[0]["follow"] == {"isUnblocked": False}
    assert bot.events[-1]["follow"] == {"isUnblocked": True}
    assert bot.events[2]["message"]["quotedMessageId"] == first.message_id
    assert by_kind["sticker"]["message"]["keywords"] == ["ขอบคุณ", "thanks"]
    assert by_kind["file"]["message"]["fileName"] == "แผน.pdf"
    assert by_kind["file"]["message"]["fileSize"] == 4
    assert by_kind["video"]["message"]["duration"] == 1500
    assert by_kind["postback"]["postback"] == {"data": "a=1", "params": {"date": "2023-07-12"}}
    assert by_kind["unsend"]["unsend"] == {"messageId": first.message_id}
    without_token = [kind for kind, event in by_kind.items() if "replyToken" not in event]
    assert without_token == ["unsend", "unfollow"]


def test_an_album_is_numbered_pictures_of_one_set(line: Simulator, bot: RecordingBot) -> None:
    line.person("สมชาย").sends_album([(b"one", "image/jpeg"), (b"two", "image/jpeg")])
    sets = sorted((event["message"]["imageSet"] for event in bot.events), key=lambda one: one["index"])
    assert [one["index"] for one in sets] == [1, 2]
    assert {one["total"] for one in sets} == {2}
    assert len({one["id"] for one in sets}) == 1


def test_a_blocked_bot_cannot_be_written_to(line: Simulator, bot: RecordingBot) -> None:
    somchai = line.person("สมชาย")
    somchai.blocks()
    with pytest.raises(DriverError, match="blocked"):
        somchai.says("สวัสดี")


def test_nobody_unsends_what_the_bot_said_or_what_is_gone(line: Simulator) -> None:
    somchai = line.person("สมชาย")
    said = somchai.says("ผิด")
    somchai.unsends(said.message_id)
    with pytest.raises(DriverError):
        somchai.unsends(said.message_id)
    assert somchai.chat()[0]["message"] is None


def test_nothing_is_delivered_again_by_default(line: Simulator, bot: RecordingBot) -> None:
    bot.status = 500
    said = line.person("สมชาย").says("สวัสดี")
    assert said.delivered[0]["status"] == 500
    assert not said.acknowledged
    assert len(bot.calls) == 1


def test_redelivery_repeats_ids_and_tokens_and_says_so(line: Simulator, bot: RecordingBot) -> None:
    line.webhook(again_after=[0, 0])
    bot.status = 503
    said = line.person("สมชาย").says("สวัสดี")
    assert [event["deliveryContext"]["isRedelivery"] for event in bot.events] == [False, True, True]
    assert len({event["webhookEventId"] for event in bot.events}) == 1
    assert len({event["replyToken"] for event in bot.events}) == 1
    assert [one["attempt"] for one in line.journal(kind="webhook")] == [1, 2, 3]
    assert said.delivered[0]["status"] == 503


def test_a_bot_that_is_slow_has_not_answered(line: Simulator, bot: RecordingBot) -> None:
    assert line.webhook()["timeout"] == 2.0
    line.webhook(timeout=0.05)
    bot.slow = threading.Event()
    said = line.person("สมชาย").says("สวัสดี")
    assert said.delivered[0]["reason"] == "REQUEST_TIMEOUT"


def test_a_bot_that_is_not_there_cannot_be_connected_to(line: Simulator) -> None:
    line.webhook(url="http://127.0.0.1:9/callback")
    assert line.person("สมชาย").says("สวัสดี").delivered[0]["reason"] == "COULD_NOT_CONNECT"


def test_held_events_come_mixed_reordered_and_twice(line: Simulator, bot: RecordingBot) -> None:
    somchai, malee = line.person("สมชาย"), line.person("มาลี")
    line.webhook(hold=True)
    for number in range(2):
        somchai.says(f"ส{number}")
        malee.says(f"ม{number}")
    assert bot.calls == []
    assert line.webhook()["held"] == 4

    line.release(order="reversed", batch=4, copies=2)
    assert [len(body["events"]) for body in bot.bodies] == [4, 4]
    assert [event["message"]["text"] for event in bot.events] == ["ม1", "ส1", "ม0", "ส0"] * 2
    assert len({event["webhookEventId"] for event in bot.events}) == 4


def test_a_shuffle_is_repeatable_by_its_seed(line: Simulator, bot: RecordingBot) -> None:
    somchai = line.person("สมชาย")
    orders = []
    for _ in range(2):
        line.webhook(hold=True)
        for number in range(6):
            somchai.says(str(number))
        line.release(order="shuffled", batch=6, seed=7)
        orders.append([event["message"]["text"] for event in bot.bodies[-1]["events"]])
    assert orders[0] == orders[1] != sorted(orders[0])


def test_any_webhook_of_the_journal_can_be_sent_again(line: Simulator, bot: RecordingBot) -> None:
    seq = line.person("สมชาย").says("สวัสดี").delivered[0]["seq"]
    line.redeliver(seq)
    line.redeliver(seq, duplicate=True)
    assert [event["deliveryContext"]["isRedelivery"] for event in bot.events] == [False, True, False]
    assert bot.calls[0][1] == bot.calls[2][1]


def test_standby_events_have_no_reply_token(line: Simulator, bot: RecordingBot) -> None:
    line.dials(mode="standby")
    line.person("สมชาย").says("สวัสดี")
    assert bot.events[0]["mode"] == "standby"
    assert "replyToken" not in bot.events[0]


def test_the_verify_button_sends_no_events(line: Simulator, bot: RecordingBot) -> None:
    assert line.verify()["status"] == 200
    assert bot.bodies[0]["events"] == []


def test_raw_bytes_go_as_they_are(line: Simulator, bot: RecordingBot) -> None:
    line.raw("{ broken", {"Content-Type": "text/plain"}, signed=False)
    headers, body = bot.calls[0]
    assert body == b"{ broken"
    assert "x-line-signature" not in headers
    assert headers["content-type"] == "text/plain"


def test_a_switched_off_webhook_tells_nothing(line: Simulator, bot: RecordingBot) -> None:
    line.webhook(active=False)
    line.person("สมชาย").says("สวัสดี")
    assert bot.calls == []
    assert line.journal(kind="webhook")[0]["reason"] == "webhook off"


def test_the_address_is_read_set_and_tested_through_the_api(line: Simulator, bot: RecordingBot) -> None:
    api = Api(line.url)
    endpoint = "/v2/bot/channel/webhook/endpoint"
    assert api.get(endpoint).json == {"endpoint": bot.url, "active": True}
    tested = api.post("/v2/bot/channel/webhook/test", {}).json
    assert (tested["success"], tested["statusCode"], tested["reason"]) == (True, 200, "OK")
    assert api.call("PUT", endpoint, {"endpoint": "http://127.0.0.1:9/"}).closed() == (200, {})
    assert api.post("/v2/bot/channel/webhook/test", {}).json["success"] is False
    assert api.call("PUT", endpoint, {"endpoint": "ftp://x"}).status == 400
