"""The journal: every call and webhook, in order, with its outcome."""

import threading

from simulator.driver import Simulator
from simulator.journal import Journal, JournalLine
from tests.patience import HANG
from tests.simulator.bots import Api, text


def test_calls_and_webhooks_stand_in_order_with_cost_and_receiver(line: Simulator, api: Api) -> None:
    somchai = line.person("สมชาย")
    token = somchai.says("สวัสดี").events[0]["replyToken"]
    api.reply(token, text("ตอบ"))
    api.push(somchai.user_id, text("ผลัก"))
    api.push(somchai.user_id, text(""))

    lines = line.journal()
    assert [(one["name"], one["status"], one["cost"]) for one in lines] == [
        ("message", 200, 0), ("reply", 200, 0), ("push", 200, 1), ("push", 400, 0),
    ]  # fmt: skip
    assert lines[1]["to"] == [somchai.user_id]
    assert lines[2]["request"]["messages"] == [text("ผลัก")]
    assert lines[3]["reason"] == "The request body has 1 error(s) · messages[0].text: May not be empty"
    assert [one["name"] for one in line.sent()] == ["reply", "push"]
    assert [one["seq"] for one in line.journal(since=lines[1]["seq"])] == [3, 4]
    assert [one["seq"] for one in line.journal(about=token)] == [1, 2]


def test_one_can_wait_for_the_next_line(line: Simulator, api: Api) -> None:
    timer = threading.Timer(0.05, lambda: api.get("/v2/bot/info"))
    timer.start()
    (entry,) = line.journal(since=line.journal_end, wait=HANG)
    timer.join()
    assert entry["name"] == "bot_info"


def test_secrets_of_forms_and_uploads_are_not_written_down(line: Simulator, api: Api) -> None:
    api.form("/v2/oauth/accessToken", grant_type="client_credentials", client_id="1", client_secret="hush")
    assert "hush" not in str(line.journal())


def test_a_cleared_journal_counts_on() -> None:
    journal = Journal()
    for _ in range(3):
        journal.add(JournalLine("api", "push", 0.0))
    journal.clear()
    assert journal.add(JournalLine("api", "push", 0.0)).seq == 4
    assert [one.seq for one in journal.since(0)] == [4]


def test_old_lines_go_and_numbers_stay_true() -> None:
    journal = Journal()
    for _ in range(260_000):
        journal.add(JournalLine("api", "push", 0.0, request=b"{}"))
    assert journal.last == 260_000
    assert journal.since(259_998)[0].seq == 259_999
    assert journal.get(1) is None
    oldest = journal.since(0)[0]
    assert oldest.request == b""
    assert journal.get(oldest.seq) is oldest
