"""Words to and from mentors are gone when they are unsent or their author is erased; a byte search finds nothing."""

from secrets import token_hex

import pytest

from tests.running_bot import PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import only_entry
from tests.scenarios.mentoring import asks, hears_later, message_id, records, reviews_of, told
from tests.scenarios.traces import gone, traces


@pytest.fixture
def canary() -> str:
    return f"นกกางเขน{token_hex(4)}"


@pytest.fixture
def pair(running: RunningBot):
    author, mentor = running.joined(SOMCHAI), running.joined(PRAYUN)
    records(author)
    asks(mentor, "รอตรวจ", 2)
    return author, mentor


def test_an_unsent_comment_is_gone_and_so_is_the_act(running: RunningBot, pair, canary: str) -> None:
    author, mentor = pair
    said = mentor.says(canary, quoting=message_id(running, mentor, f"1 · {SOMCHAI}"))
    mentor.hears(1)
    hears_later(author, canary)
    assert traces(running, canary)
    mentor.unsends(said.message_id)
    assert gone(running, canary)
    assert reviews_of(running, only_entry(running, author).id) == []


def test_an_unsent_reason_is_gone_but_the_entry_stays_returned(running: RunningBot, pair, canary: str) -> None:
    author, mentor = pair
    said = mentor.says(f"ส่งกลับ 1 ขาดรูป {canary}")
    mentor.hears(1)
    hears_later(author, canary)
    mentor.unsends(said.message_id)
    assert gone(running, canary)
    entry = only_entry(running, author)
    assert (entry.state, reviews_of(running, entry.id)) == ("returned", [("return", None, ["photo"])])


def test_an_unsent_question_and_an_unsent_answer_are_gone(running: RunningBot, pair, canary: str) -> None:
    author, mentor = pair
    asked = author.says(f"ถามพี่เลี้ยง {canary}ก")
    author.hears(1)
    hears_later(mentor, canary)
    answered = mentor.says(f"{canary}ข", quoting=message_id(running, mentor, canary))
    mentor.hears(1)
    hears_later(author, f"{canary}ข")
    mentor.unsends(answered.message_id)
    assert gone(running, f"{canary}ข")
    assert f"{canary}ก" in told(mentor, "คำถาม")
    author.unsends(asked.message_id)
    assert gone(running, f"{canary}ก")
    assert "ยังไม่มีคำถาม" in told(mentor, "คำถาม")


def test_erasing_a_participant_takes_their_questions_and_what_was_said_of_their_entries(running, pair, canary) -> None:
    author, mentor = pair
    asks(author, f"ถามพี่เลี้ยง {canary}")
    hears_later(mentor, canary)
    asks(mentor, "ชื่นชม 1")
    asks(author, "ลบข้อมูลของฉัน", 1)
    asks(author, "ยืนยันลบทั้งหมด")
    assert gone(running, canary)
    assert gone(running, SOMCHAI)
    assert "ไม่มีรายการรอตรวจ" in told(mentor, "รอตรวจ") or "ยังไม่มีผู้เข้าร่วม" in told(mentor, "รอตรวจ")


def test_erasing_a_mentor_takes_their_words_and_leaves_what_they_did(running: RunningBot, pair, canary: str) -> None:
    author, mentor = pair
    asks(mentor, f"ชื่นชม 1 {canary}")
    hears_later(author, canary)
    asks(author, "ถามพี่เลี้ยง นัดกี่โมง")
    hears_later(mentor, "นัดกี่โมง")
    asks(mentor, canary, quoting=message_id(running, mentor, "นัดกี่โมง"))
    hears_later(author, "นัดกี่โมง")
    asks(mentor, "ลบข้อมูลของฉัน")
    asks(mentor, "ยืนยันลบทั้งหมด")
    assert gone(running, canary)
    entry = only_entry(running, author)
    assert (entry.state, reviews_of(running, entry.id)) == ("approved", [("praise", None, None)])
    assert "นัดกี่โมง" in told(author, "คำถาม")
