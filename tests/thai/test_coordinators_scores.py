"""The announcements and questions of the bench are written well, and are scored by what the bot would do."""

import pytest

from bench.thai.coordinators_scores import ANSWERS, read_half, score_coordinators
from bench.thai.messages import HALVES


@pytest.mark.parametrize("half", HALVES)
def test_each_line_is_an_announcement_with_its_words_or_a_question_that_wants_something(half):
    rows = read_half(half)
    assert rows
    for row in rows:
        if row["kind"] == "announcement":
            assert row["audience"], "an announcement is to somebody"
        else:
            assert row["wants"] in ANSWERS


def test_no_line_stands_in_both_halves():
    dev, unseen = ({row["text"] for row in read_half(half)} for half in HALVES)
    assert not dev & unseen


def announcement(text, audience, body):
    return {"kind": "announcement", "role": "coordinator", "text": text, "audience": audience, "body": body}


@pytest.mark.parametrize(
    ("row", "result"),
    [
        (announcement("แจ้งครูพี่เลี้ยงว่าพรุ่งนี้หยุด", "mentors", "พรุ่งนี้หยุด"), "routed"),
        (announcement("แจ้งครูพี่เลี้ยงว่าพรุ่งนี้หยุด", "participants", "พรุ่งนี้หยุด"), "misrouted"),
        (announcement("แจ้งครูพี่เลี้ยงว่าพรุ่งนี้หยุด", "mentors", "วันนี้หยุด"), "misrouted"),
        (announcement("ประกาศถึงคุณมาลี ว่าพรุ่งนี้หยุด", {"person": "คุณมาลี"}, "พรุ่งนี้หยุด"), "asked"),
        (announcement("สรุปเมื่อวาน", "all", "สรุปเมื่อวาน"), "misrouted"),
    ],
)
def test_an_announcement_is_routed_asked_about_or_misrouted(row, result):
    assert score_coordinators([row]).announcements == {result: 1}


def question(text, wants, days=(None, None), area=None):
    return {"kind": "question", "role": "coordinator", "text": text, "wants": wants, "area": area} | dict(
        zip(("from", "to"), days, strict=True)
    )


@pytest.mark.parametrize(
    ("row", "result"),
    [
        (question("สรุปเมื่อวาน", "summary", ("2023-07-11", "2023-07-11")), "answered"),
        (question("สรุปเมื่อวาน", "summary", ("2023-07-10", "2023-07-10")), "something else"),
        (question("สรุปเมื่อวาน", "summary", ("2023-07-11", "2023-07-11"), "พะเยา"), "something else"),
        (question("สรุปเดือนนี้", "summary", ("2023-07-01", "2023-07-12")), "answered"),
        (question("สรุปเมื่อวาน", "photos"), "something else"),
        (question("ขอดูของ สมชาย", "person"), "answered"),
        (question("ยกเลิกการลาของ สมชาย", "cancel_leave"), "answered"),
        (question("กขคง จฉช", "map"), "not understood"),
    ],
)
def test_a_question_is_answered_with_its_days_and_place_or_not(row, result):
    assert score_coordinators([row]).questions == {result: 1}
