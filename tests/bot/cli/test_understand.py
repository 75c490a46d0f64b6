"""The `understand` command: one message, or one a line."""

import io
import json

import pytest

from bot.cli.understand import main


@pytest.fixture
def printed(capfdbinary):
    def lines():
        return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]

    return lines


def test_one_message_is_one_object(printed):
    assert main(["ใครไม่ส่งบ้าง", "--role", "coordinator"]) == 0
    assert printed() == [{"text": "ใครไม่ส่งบ้าง", "intent": "who_is_missing", "guesses": [], "slots": {}}]


def test_at_says_when_it_was_sent_in_bangkok_unless_it_says_otherwise(printed):
    main(["เมื่อวานประชุมกับชาวบ้าน 20 คน", "--at", "2023-07-12T00:30"])
    main(["เมื่อวานประชุมกับชาวบ้าน 20 คน", "--at", "2023-07-11T17:30+00:00"])
    assert [line["slots"]["activity_date"] for line in printed()] == ["2023-07-11", "2023-07-11"]


def test_without_a_role_it_may_be_anybody(printed):
    for text in ("วันนี้ประชุมกับชาวบ้าน 20 คน", "ประกาศ พรุ่งนี้ประชุม 9 โมง", "ใครไม่ส่งบ้าง", "ยังไม่ส่ง", "อนุมัติ"):
        main([text, "--at", "2023-07-12"])
    intents = [line["intent"] for line in printed()]
    assert intents == ["log_activity", "broadcast", "who_is_missing", "who_is_missing", "approve"]


def test_with_a_role_it_is_that_one_s(printed):
    for role in ("participant", "mentor"):
        main(["วันนี้ประชุมกับชาวบ้าน 20 คน", "--at", "2023-07-12", "--role", role])
    assert [line["intent"] for line in printed()] == ["log_activity", "unknown"]


def test_weeks_and_phases_are_the_programme_s(printed):
    main(["สรุปสัปดาห์ที่ 5", "--at", "2023-07-12", "--role", "coordinator"])
    assert printed()[0]["slots"]["period"] == {"from": "2023-07-31", "to": "2023-08-06"}


def test_a_dash_reads_a_message_a_line(printed, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("เมนู\n\nขอบคุณครับ\n".encode())))
    main(["-"])
    assert [line["intent"] for line in printed()] == ["menu", "unknown", "thanks"]


def test_bytes_that_are_no_text_do_no_harm(printed, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n")))
    main(["-"])
    main(["\udcff"])
    assert [line["intent"] for line in printed()] == ["unknown", "unknown"]


def test_a_wrong_time_or_role_is_refused(capsys):
    for arguments in (["เมนู", "--at", "tomorrow"], ["เมนู", "--role", "king"]):
        with pytest.raises(SystemExit):
            main(arguments)
    assert "--at" in capsys.readouterr().err
