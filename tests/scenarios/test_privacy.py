"""My data: seeing what is kept, taking consent back, a newer notice, and having everything erased."""

from secrets import token_hex

import pytest

from bot.postback import Consent, ForgetMe
from models.messaging import chats
from models.people import people
from models.people.audit import AuditEntry
from models.people.people import Person
from scheduler.housekeeping import Housekeeping
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from simulator.driver import Someone
from tests.placements import placements
from tests.running_bot import NAMED_PEOPLE, SOMCHAI, RunningBot
from tests.scenarios.many_people import (
    ManyPeople,
    entries_of,
    eventually,
    everything_in,
    only_entry,
    photo,
    settled,
    words_of,
)
from tests.scenarios.traces import gone, traces

WORK = "วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


@pytest.fixture
def canary() -> str:
    """Words nobody else says."""
    return f"นกขมิ้น{token_hex(4)}"


def change_notice(running: RunningBot, version: str) -> None:
    """The programme's file has a newer notice (the bot reads it at boot; the tests do not restart for it)."""
    object.__setattr__(running.bot.programme.retention, "notice_version", version)


def with_a_life(village: ManyPeople, canary: str) -> tuple[Someone, bytes]:
    """A participant with words, a photo, a pin, a correction, an offer and an open question, all with a canary."""
    phone, body = village.participant(), photo("crimson", (150 + len(village.names), 41))
    phone.says(f"{WORK} {canary}")
    phone.hears(1)
    phone.sends_image(body)
    phone.hears(1)
    phone.sends_location(19.35, 99.81, canary, f"{canary} ต.แม่ใจ อ.แม่ใจ จ.พะเยา")
    phone.hears(1)
    phone.says("แก้ข้อความ")
    phone.hears(1)
    phone.says(f"ประชุมเรื่องใหม่ {canary}")
    phone.hears(1)
    phone.says(f"เอ่อ {canary}")
    phone.hears(1)
    running = village.running
    eventually(lambda: len(list(running.bot.settings.media_dir.rglob("*.thumb.jpg"))) and traces(running, body))
    return phone, body


def test_my_data_says_what_is_kept_of_whom_and_since_when(village: ManyPeople) -> None:
    phone = village.participant()
    phone.says(WORK)
    phone.hears(1)
    phone.sends_image(photo())
    phone.hears(1)
    phone.says("ข้อมูลของฉัน")
    said = everything_in(phone.hears(1)[0])
    for part in (phone.name, "กรมการพัฒนาชุมชน", "ยินยอมเมื่อวันพุธ 12 ก.ค. 2566", "บันทึก 1 รายการ", "รูป 1 รูป", "ลบข้อมูลของฉัน"):
        assert part in said


@pytest.mark.parametrize("how", ["tap", "type"])
def test_everything_of_a_person_is_erased_when_they_confirm(village: ManyPeople, how: str, canary: str) -> None:
    running = village.running
    phone, body = with_a_life(village, canary)
    person_id = running.person_id(phone.name)
    phone.says("ลบข้อมูลของฉัน")
    (asked,) = phone.hears(1)
    assert "บันทึก 1 รายการ" in everything_in(asked)
    phone.taps_label("ยืนยันลบทั้งหมด") if how == "tap" else phone.says("ยืนยันลบทั้งหมด")
    assert "ลบข้อมูลทั้งหมดแล้ว" in words_of(phone.hears(1)[0])
    Housekeeping(running.bot).remove_leftovers()
    assert gone(running, canary)
    assert gone(running, body)
    with running.database.read() as session:
        person = session.get_one(Person, person_id)
        assert (person.state, person.agency, person.position) == ("erased", None, None)
        assert phone.name not in person.key + person.name
        assert chats.by_line_ids(session, [phone.user_id])[phone.user_id].person_id is None


def test_what_is_said_of_an_erasure_is_said_while_an_earlier_answer_is_still_being_recorded(
    running_on_sqlite: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite gives the id of an erased delivery away at once: the record of that one must not be taken for this one."""
    phone = running_on_sqlite.joined(SOMCHAI)
    monkeypatch.setattr("bot.outbound.recorder.GROUP_COMMIT_WAIT", 1.0)  # what LINE took is recorded a second later
    for words in ("ลบข้อมูลของฉัน", "ยืนยันลบทั้งหมด"):
        phone.says(words)
        (said,) = phone.hears(1)
    assert "ลบข้อมูลทั้งหมดแล้ว" in words_of(said)


def test_the_erased_are_strangers_and_may_be_welcomed_anew(village: ManyPeople, canary: str) -> None:
    phone, _ = with_a_life(village, canary)
    phone.says("ลบข้อมูลของฉัน")
    phone.hears(1)
    phone.says("ยืนยันลบทั้งหมด")
    phone.hears(1)
    phone.says(WORK)
    assert "ยินยอม" in everything_in(phone.hears(1)[0])


def test_a_name_without_an_id_leaves_no_trace_in_the_key(running_on_sqlite: RunningBot) -> None:
    running, name = running_on_sqlite, "ประสิทธิ์ นามเฉพาะตัว"
    row = RosterRow(2, None, name, "participant", "กรมที่ดิน", "นักวิชาการ", placements("5607", "5601", "56"))
    with running.database.write() as session:
        apply_roster(session, [row], running.bot.programme, running.bot.clock.now())
    phone = running.joined(name)
    phone.says(WORK)
    phone.hears(1)
    phone.says("ลบข้อมูลของฉัน")
    phone.hears(1)
    phone.says("ยืนยันลบทั้งหมด")
    phone.hears(1)
    assert gone(running, name)
    with running.database.write() as session:
        changes = apply_roster(session, [row], running.bot.programme, running.bot.clock.now())
    assert (changes.erased, changes.added) == (1, [])
    assert gone(running, name)


@pytest.mark.parametrize("answer", ["เก็บไว้", "ไม่", "ยกเลิก"])
def test_without_the_clear_words_nothing_is_erased(hamlet: ManyPeople, answer: str) -> None:
    phone = hamlet.participant()
    phone.says(WORK)
    phone.hears(1)
    phone.says("ลบข้อมูลของฉัน")
    phone.hears(1)
    phone.says(answer)
    phone.hears(1)
    assert only_entry(hamlet.running, phone).words == WORK
    phone.says("ยืนยันลบทั้งหมด")  # the question is closed: these words alone erase nothing
    phone.hears(1)
    assert only_entry(hamlet.running, phone).words == WORK


def test_a_plain_yes_is_asked_again(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says("ลบข้อมูลของฉัน")
    phone.hears(1)
    phone.says("ใช่")
    assert "ยืนยันลบทั้งหมด" in everything_in(phone.hears(1)[0])
    assert hamlet.running.person_id(phone.name)


def test_work_told_while_the_question_is_open_is_recorded_not_lost(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says("ลบข้อมูลของฉัน")
    phone.hears(1)
    phone.says(WORK)
    phone.hears(1)
    assert only_entry(hamlet.running, phone).words == WORK


def test_the_button_of_an_older_question_asks_again_and_erases_nothing(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says(WORK)
    phone.hears(1)
    for stale in (ForgetMe("confirm"), ForgetMe("confirm", conversation=1)):
        phone.taps(stale.pack())
        phone.hears(1)
    assert only_entry(hamlet.running, phone).words == WORK


def test_a_stranger_sees_that_nothing_is_kept_and_can_have_their_consent_erased(village: ManyPeople) -> None:
    phone = village.running.stranger("คนรักสงบ")
    phone.says("ยินยอม")
    phone.hears(1)
    phone.says("ข้อมูลของฉัน")
    assert "ยังไม่ได้ลงทะเบียน" in everything_in(phone.hears(1)[0])
    phone.says("ลบข้อมูลของฉัน")
    phone.hears(1)
    phone.says("ยืนยันลบทั้งหมด")
    phone.hears(1)
    with village.running.database.read() as session:
        assert chats.by_line_ids(session, [phone.user_id])[phone.user_id].consent_version is None


def test_taking_consent_back_stops_recording_and_leaves_ways_to_see_and_erase(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says(WORK)
    phone.hears(1)
    phone.taps(Consent(hamlet.running.bot.programme.retention.notice_version, False).pack())
    assert "ยืนยันถอนความยินยอม" in everything_in(phone.hears(1)[0])
    phone.says("ใช่")
    assert "จะไม่บันทึก" in words_of(phone.hears(1)[0])
    phone.says("บ่ายประชุมกับพระ 4 รูป")
    phone.hears(1)
    assert len(entries_of(hamlet.running, phone)) == 1
    phone.says("ข้อมูลของฉัน")
    assert "ยังไม่ได้ให้ความยินยอม" in everything_in(phone.hears(1)[0])
    phone.says("ลบข้อมูลของฉัน")
    phone.hears(1)
    phone.says("ยืนยันลบทั้งหมด")
    assert "ลบข้อมูลทั้งหมดแล้ว" in words_of(phone.hears(1)[0])


def test_consent_given_twice_is_given_once(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    for _ in range(2):
        phone.taps(Consent(hamlet.running.bot.programme.retention.notice_version, True).pack())
        assert phone.name in everything_in(phone.hears(1)[0])


def test_a_newer_notice_is_asked_about_and_nothing_sent_meanwhile_is_lost(running: RunningBot) -> None:
    phone = running.joined(SOMCHAI)
    change_notice(running, "2")
    phone.says(WORK)
    told, welcome = phone.hears(2)
    assert "ฉบับใหม่" in words_of(told)
    assert "ฉบับที่ 2" in everything_in(welcome)
    phone.sends_image(photo())
    phone.hears(2)
    assert entries_of(running, phone) == []
    phone.says("ยินยอม")
    heard = eventually(lambda: [one for one in phone.hears(1) if "25 คน" in words_of(one)])
    assert heard
    settled(running)
    entry = only_entry(running, phone)
    assert (entry.words, entry.photos) == (WORK, 1)
    with running.database.read() as session:
        assert people.by_name(session, SOMCHAI)[0].consent_version == "2"


def test_who_refuses_the_newer_notice_is_not_recorded(running_on_sqlite: RunningBot) -> None:
    phone = running_on_sqlite.joined(SOMCHAI)
    change_notice(running_on_sqlite, "2")
    phone.says(WORK)
    phone.hears(2)
    phone.says("ไม่ยินยอม")
    assert "จะไม่บันทึก" in words_of(phone.hears(1)[0])
    settled(running_on_sqlite)
    assert entries_of(running_on_sqlite, phone) == []


def test_what_was_unsent_before_consent_is_not_taken_up(running_on_sqlite: RunningBot, canary: str) -> None:
    phone = running_on_sqlite.joined(SOMCHAI)
    change_notice(running_on_sqlite, "2")
    said = phone.says(f"{WORK} {canary}")
    phone.hears(2)
    phone.unsends(said.message_id)
    phone.says("ยินยอม")
    phone.hears(1)
    assert gone(running_on_sqlite, canary)
    assert entries_of(running_on_sqlite, phone) == []


@pytest.mark.parametrize("how", ["tap", "type"])
def test_a_newcomer_is_asked_about_work_told_before_registering(hamlet: ManyPeople, how: str) -> None:
    running, name = hamlet.running, hamlet.names.pop()
    phone = running.line.person(name, friend=False)
    phone.follows()
    phone.hears(1)
    phone.says(WORK)
    phone.hears(1)
    phone.says("ยินยอม")
    phone.hears(1)
    phone.says(running.code_for(name))
    _, asked = phone.hears(2)
    assert "ก่อนลงทะเบียน" in words_of(asked)
    assert entries_of(running, phone) == []
    phone.taps_label("บันทึกเป็นกิจกรรม") if how == "tap" else phone.says("บันทึกเป็นกิจกรรม")
    assert "25 คน" in words_of(phone.hears(1)[0])
    assert only_entry(running, phone).words == WORK


def test_erasure_reaches_the_phone_a_person_had_before(village: ManyPeople, canary: str) -> None:
    running = village.running
    phone, body = with_a_life(village, canary)
    new = running.line.person(f"{phone.name} (เครื่องใหม่)", friend=False)
    new.follows()
    new.hears(1)
    new.says("ยินยอม")
    new.hears(1)
    new.says(running.code_for(phone.name))
    new.hears(1)
    new.says("ลบข้อมูลของฉัน")
    new.hears(1)
    new.says("ยืนยันลบทั้งหมด")
    new.hears(1)
    Housekeeping(running.bot).remove_leftovers()
    assert gone(running, canary)
    assert gone(running, body)


def test_erasing_is_audited_without_a_name(village: ManyPeople) -> None:
    running, phone = village.running, village.participant()
    person_id = running.person_id(phone.name)
    phone.says("ลบข้อมูลของฉัน")
    phone.hears(1)
    phone.says("ยืนยันลบทั้งหมด")
    phone.hears(1)
    with running.database.read() as session:
        entries = session.query(AuditEntry).filter_by(person_id=person_id).all()
        assert [one.action for one in entries][-1] == "erase"
        assert phone.name not in str([(one.actor, one.ids) for one in entries])


def test_a_roster_does_not_bring_the_erased_back(running_on_sqlite: RunningBot) -> None:
    running = running_on_sqlite
    phone = running.joined(SOMCHAI)
    phone.says("ลบข้อมูลของฉัน")
    phone.hears(1)
    phone.says("ยืนยันลบทั้งหมด")
    phone.hears(1)
    with running.database.write() as session:
        changes = apply_roster(session, NAMED_PEOPLE, running.bot.programme, running.bot.clock.now())
    assert changes.erased == 1
    with running.database.read() as session:
        assert people.by_name(session, SOMCHAI) == []
