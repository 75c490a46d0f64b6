"""Withdrawing the consent, in words or by a button: what follows is said first; erasing is another choice."""

import pytest
from sqlalchemy import select

from bot.outbound import outbox
from bot.outbound.reply import say
from bot.postback import Consent
from models.messaging import chats
from models.messaging.deliveries import Delivery, DeliveryState
from models.people.audit import AuditEntry
from models.people.people import Person
from simulator.driver import Json, Someone
from tests.running_bot import PRAYUN, RunningBot
from tests.scenarios.interviewing import publish, say_all, submissions_of
from tests.scenarios.many_people import (
    ManyPeople,
    all_said,
    entries_of,
    everything_in,
    labels_of,
    nothing_more,
    only_entry,
    photo,
    settled,
    words_of,
)

WORK = "วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


def version_of(running: RunningBot, phone: Someone) -> str | None:
    with running.database.read() as session:
        return chats.by_line_ids(session, [phone.user_id])[phone.user_id].consent_version


def state_of(running: RunningBot, phone: Someone) -> str:
    with running.database.read() as session:
        return session.get_one(Person, running.person_id(phone.name)).state


def asked(phone: Someone, words: str = "ถอนความยินยอม") -> Json:
    return say_all(phone, words)


def withdrawn(village: ManyPeople) -> Someone:
    """A participant with one entry who has withdrawn their consent."""
    phone = village.participant()
    say_all(phone, WORK, "ถอนความยินยอม", "ใช่")
    return phone


@pytest.mark.parametrize(
    "words",
    [
        "ถอนความยินยอม",
        "ไม่ยินยอม",
        "ขอยกเลิกความยินยอม",
        "ไม่ยินยอมแล้ว",
        "ผมไม่ยินยอมให้เก็บข้อมูลแล้วครับ",
        "ขอเพิกถอนความยินยอมตาม พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล",
        "เปลี่ยนใจ ไม่ยินยอมแล้วค่ะ",
        "ไม่ให้ใช้ข้อมูลส่วนตัวของผมแล้ว",
        "withdraw my consent",
        "I no longer agree",
    ],
)
def test_words_that_withdraw_are_answered_with_what_follows(hamlet: ManyPeople, words: str) -> None:
    phone = hamlet.participant()
    said = everything_in(asked(phone, words))
    for part in (
        "จะไม่บันทึก",
        "ไม่ส่งการเตือน",
        "ยังอยู่ถึงวัน",
        "“ยินยอม” ได้ทุกเมื่อ",
        "ยังไม่ลบอะไร",
        "ยืนยันถอนความยินยอม",
        "ยินยอมต่อไป",
    ):
        assert part in said
    assert version_of(hamlet.running, phone) is not None  # nothing has happened yet


@pytest.mark.parametrize("how", ["ใช่", "ยืนยันถอนความยินยอม", "ไม่ยินยอม", "ถอนความยินยอม", "tap"])
def test_a_yes_withdraws_and_erasing_is_another_choice(village: ManyPeople, how: str) -> None:
    running, phone = village.running, village.participant()
    say_all(phone, WORK)
    asked(phone)
    phone.taps_label("ยืนยันถอนความยินยอม") if how == "tap" else phone.says(how)
    (said,) = phone.hears(1)
    assert "ถอนความยินยอมแล้ว" in words_of(said)
    assert labels_of(said) == ["ยินยอม", "ข้อมูลของฉัน", "ลบข้อมูลของฉัน"]
    assert version_of(running, phone) is None
    assert state_of(running, phone) == "withdrawn"
    assert only_entry(running, phone).words == WORK  # what was sent before is still there
    with running.database.read() as session:
        mine = AuditEntry.person_id == running.person_id(phone.name)
        assert session.scalars(select(AuditEntry.action).where(mine)).all()[-1] == "consent_withdrawn"


@pytest.mark.parametrize("answer", ["ไม่", "ยินยอมต่อไป", "ยินยอม", "ยกเลิก"])
def test_without_a_yes_the_consent_stays(hamlet: ManyPeople, answer: str) -> None:
    phone = hamlet.participant()
    asked(phone)
    say_all(phone, answer)
    assert version_of(hamlet.running, phone) is not None
    say_all(phone, "ใช่")  # the question is closed
    assert version_of(hamlet.running, phone) is not None


def test_work_told_while_the_question_is_open_is_recorded(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    asked(phone)
    say_all(phone, WORK)
    assert only_entry(hamlet.running, phone).words == WORK


@pytest.mark.parametrize("command", ["เมนู", "ข้อมูลของฉัน"])
def test_the_menu_and_my_data_have_it_as_a_button(hamlet: ManyPeople, command: str) -> None:
    phone = hamlet.participant()
    say_all(phone, command)
    phone.taps_label("ถอนความยินยอม")
    assert "ยังอยู่ถึงวัน" in everything_in(phone.hears(1)[0])


def test_afterwards_only_the_way_to_consent_again_is_answered(village: ManyPeople) -> None:
    running, phone = village.running, withdrawn(village)
    for words in (WORK, "เมนู", "ช่วยเหลือ", "ใช่", "โอเค", "แบบฟอร์ม"):
        phone.says(words)
        said = " ".join(everything_in(one) for one in phone.hears(2))
        assert "ถอนความยินยอมไว้ จึงไม่ได้บันทึก" in said, words
        assert "แตะหรือพิมพ์ “ยินยอม”" in said, words
    phone.sends_image(photo("orchid"))
    settled(running)
    assert version_of(running, phone) is None
    assert len(entries_of(running, phone)) == 1


def test_what_was_sent_while_there_was_no_consent_is_not_taken_up_when_it_is_given_again(village: ManyPeople) -> None:
    running, phone = village.running, withdrawn(village)
    phone.says("บ่ายประชุมกับพระ 4 รูป")
    phone.hears(2)
    say_all(phone, "ยินยอม")
    assert version_of(running, phone) is not None
    assert state_of(running, phone) == "active"
    say_all(phone, "เมื่อวานประชุมกับ อสม. 12 คน เรื่องไข้เลือดออก")
    assert [entry.people for entry in entries_of(running, phone)] == [25, 12]


def test_one_s_data_can_be_seen_and_erased_without_consent(hamlet: ManyPeople) -> None:
    phone = withdrawn(hamlet)
    said = everything_in(say_all(phone, "ข้อมูลของฉัน"))
    assert "ยังไม่ได้ให้ความยินยอม" in said
    assert "บันทึก 1 รายการ" in said
    assert "ลบข้อมูลทั้งหมดแล้ว" in words_of(say_all(phone, "ลบข้อมูลของฉัน", "ยืนยันลบทั้งหมด"))


def test_withdrawing_twice_says_that_there_is_none(hamlet: ManyPeople) -> None:
    phone = withdrawn(hamlet)
    assert "ไม่มีความยินยอมอยู่" in words_of(asked(phone))
    phone.taps(Consent(hamlet.running.bot.programme.retention.notice_version, yes=False).pack())
    assert "ถอนความยินยอมไว้" in words_of(phone.hears(2)[0])


def test_a_draft_is_kept_and_gone_on_with_after_consenting_again(hamlet: ManyPeople) -> None:
    running, phone = hamlet.running, hamlet.participant()
    publish(running)
    say_all(phone, "แบบฟอร์ม", "2")
    phone.says("ถอนความยินยอม")
    assert "ยังอยู่ถึงวัน" in " ".join(everything_in(one) for one in phone.hears(2))
    say_all(phone, "ใช่", "ยินยอม")
    (draft,) = submissions_of(running, phone)
    assert draft.state == "draft"


def test_nothing_that_waited_is_sent_any_more(village: ManyPeople) -> None:
    running, phone = village.running, village.participant()
    say_all(phone, f"ถามพี่เลี้ยง {WORK}")
    mentor = running.joined(PRAYUN)
    all_said(running)
    phone.says("ถอนความยินยอม")
    phone.hears(1)
    phone.says("ใช่")
    phone.hears(1)
    say_all(mentor, "คำถาม")
    say_all(mentor, "ตอบ 1 ได้เลย")
    assert nothing_more(running, phone, heard=1)
    with running.database.read() as session:
        mine = (Delivery.chat_key == phone.user_id) & Delivery.state.in_((DeliveryState.DUE, DeliveryState.PARKED))
        assert session.scalars(select(Delivery).where(mine)).all() == []


def test_who_has_not_joined_withdraws_too(hamlet: ManyPeople) -> None:
    phone = hamlet.running.stranger("คนลังเล")
    say_all(phone, "ยินยอม")
    assert "ยืนยันถอนความยินยอม" in everything_in(asked(phone))
    assert "จะไม่เก็บข้อมูลใด" in words_of(say_all(phone, "ใช่"))
    assert version_of(hamlet.running, phone) is None


def test_it_can_be_done_in_english(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    say_all(phone, "English")
    said = everything_in(asked(phone, "I do not agree"))
    assert "What stops" in said
    assert "Your consent is withdrawn" in words_of(say_all(phone, "Yes, withdraw it"))
    assert "I agree" in words_of(say_all(phone, "hello"))


def test_a_verdict_after_the_withdrawal_is_told_to_nobody(village: ManyPeople) -> None:
    running = village.running
    phone, mentor = village.participant(), running.joined(PRAYUN)
    say_all(phone, WORK, "ถอนความยินยอม", "ใช่")
    settled(running)
    say_all(mentor, "รอตรวจ")
    say_all(mentor, "ส่งกลับ 1 ขาดรูป")
    assert nothing_more(running, phone, heard=1)
    with running.database.read() as session:
        mine = Delivery.chat_key == phone.user_id
        assert not any("ขาดรูป" in str(one.messages) for one in session.scalars(select(Delivery).where(mine)))


def test_a_shared_message_that_waits_leaves_out_who_has_withdrawn(village: ManyPeople) -> None:
    running, phone = village.running, village.participant()
    other = "U" + "0" * 32
    with running.database.write() as session:
        shared = outbox.new_delivery("multicast:1", say("ประกาศ"), running.bot.clock.real())
        shared.recipients, shared.state = [phone.user_id, other], DeliveryState.PARKED
        session.add(shared)
    say_all(phone, "ถอนความยินยอม", "ใช่")
    with running.database.read() as session:
        waiting = session.scalars(select(Delivery).where(Delivery.recipients.is_not(None))).one()
        assert waiting.recipients == [other]
