"""Joining: welcome, consent and code, in whichever order they come; strangers, groups, and coming back."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.postback import Consent
from models.activities.activities import Activity
from models.messaging import chats
from models.messaging.chats import Chat
from models.messaging.inbox import InboxEvent
from models.people import invites, people
from models.people.people import Person
from simulator.driver import Someone
from tests.running_bot import RunningBot
from tests.scenarios.many_people import ManyPeople, everything_in, labels_of, settled, words_of

ACTIVITY = "วันนี้ลงพื้นที่ บ้านหนองบัว ประชุมกับผู้ใหญ่บ้าน 25 คน"


def newcomer(village: ManyPeople, name: str) -> Someone:
    phone = village.running.line.person(name, friend=False)
    phone.follows()
    phone.hears(1)
    return phone


def state_of(running: RunningBot, name: str) -> Person:
    with running.database.read() as session:
        return people.by_name(session, name)[0]


def chat_of(running: RunningBot, phone: Someone) -> Chat:
    with running.database.read() as session:
        return chats.by_line_ids(session, [phone.user_id])[phone.user_id]


def activities_in(running: RunningBot) -> int:
    with running.database.read() as session:
        return session.scalar(select(func.count()).select_from(Activity)) or 0


def test_the_welcome_says_what_is_kept_why_how_long_and_how_to_see_and_erase_it(hamlet: ManyPeople) -> None:
    phone = hamlet.running.line.person("ใหม่ 1", friend=False)
    phone.follows()
    (card,) = phone.hears(1)
    said = everything_in(card)
    for part in ("เก็บอะไร", "เพื่ออะไร", "เก็บนานเท่าไร", "ลบ", "ข้อมูลของฉัน", "ยินยอม", "ไม่ยินยอม"):
        assert part in said


def test_consent_then_code_registers(hamlet: ManyPeople) -> None:
    name = hamlet.names.pop()
    phone = newcomer(hamlet, "ใหม่ 2")
    phone.taps_label("ยินยอม")
    (asked,) = phone.hears(1)
    assert "รหัสเชิญ" in everything_in(asked)
    phone.says(f"ลงทะเบียน {hamlet.running.code_for(name)}")
    (card,) = phone.hears(1)
    assert name in everything_in(card)
    assert state_of(hamlet.running, name).state == "active"
    assert state_of(hamlet.running, name).consent_at is not None


def test_code_then_consent_registers_and_the_code_is_not_asked_for_again(village: ManyPeople) -> None:
    name = village.names.pop()
    phone = newcomer(village, "ใหม่ 3")
    phone.says(village.running.code_for(name).lower().replace("-", " "))
    remembered, _ = phone.hears(2)
    assert "ไม่ต้องส่งรหัสซ้ำ" in words_of(remembered)
    phone.says("ยินยอม")
    (card,) = phone.hears(1)
    assert name in everything_in(card)
    assert chat_of(village.running, phone).pending_code is None


def test_a_code_is_kept_as_a_hash_only(village: ManyPeople) -> None:
    name = village.names.pop()
    code = village.running.code_for(name)
    with village.running.database.read() as session:
        kept = session.scalars(select(invites.Invite.code_hash)).all()
    assert code not in kept
    assert code.replace("-", "") not in kept
    assert invites.hash_of(code) in kept


def test_a_code_works_once(village: ManyPeople) -> None:
    name = village.names.pop()
    code = village.running.code_for(name)
    first, second = newcomer(village, "ใหม่ 4"), newcomer(village, "ใหม่ 5")
    for phone in (first, second):
        phone.says("ยินยอม")
        phone.hears(1)
        phone.says(code)
        phone.hears(1)
    assert "ใช้ไม่ได้" in words_of(second.hears(1)[0])
    assert chat_of(village.running, first).person_id == village.running.person_id(name)
    assert chat_of(village.running, second).person_id is None


def test_of_two_people_with_one_code_at_the_same_moment_one_wins(village: ManyPeople) -> None:
    running, name = village.running, village.names.pop()
    code = running.code_for(name)
    rivals = [newcomer(village, f"คู่แข่ง {number}") for number in range(4)]
    for phone in rivals:
        phone.says("ยินยอม")
        phone.hears(1)
    running.line.webhook(hold=True)
    for phone in rivals:
        phone.says(code)
    running.line.webhook(hold=False)
    running.line.release(batch=1)
    heard = [words_of(phone.hears(1)[0]) for phone in rivals]
    assert sum("ใช้ไม่ได้" in words for words in heard) == 3
    assert sum(chat_of(running, phone).person_id is not None for phone in rivals) == 1


def test_a_wrong_code_is_said_kindly_with_whom_to_ask(hamlet: ManyPeople) -> None:
    phone = newcomer(hamlet, "ใหม่ 6")
    phone.says("ยินยอม")
    phone.hears(1)
    phone.says("ลงทะเบียน K7PM-3XQD-9RTW")
    (said,) = phone.hears(1)
    assert "ใช้ไม่ได้" in words_of(said)
    contact = hamlet.running.bot.programme.contact.name("th")
    assert contact in words_of(said)
    phone.says("ลงทะเบียน K7PM-3XQD-9RTX")
    (again,) = phone.hears(1)
    assert contact in words_of(again)
    assert len(words_of(again)) < len(words_of(said))


def test_a_code_with_a_letter_no_code_has_is_said_to_be_wrong(hamlet: ManyPeople) -> None:
    phone = newcomer(hamlet, "ใหม่ 7")
    phone.says("ยินยอม")
    phone.hears(1)
    phone.says("ลงทะเบียน K7PM-3XQD-9RT0")
    (said,) = phone.hears(1)
    assert "ใช้ไม่ได้" in words_of(said)


def test_after_five_wrong_codes_the_right_one_waits_an_hour(running_on_sqlite: RunningBot) -> None:
    running = running_on_sqlite
    phone = running.line.person("ใหม่ 8", friend=False)
    phone.follows()
    phone.hears(1)
    phone.says("ยินยอม")
    phone.hears(1)
    code = running.code_for("สมชาย ใจดี")
    for number in range(2, 7):
        phone.says(f"K7PM-3XQD-9RT{number}")
        assert "ใช้ไม่ได้" in words_of(phone.hears(1)[0])
    phone.says(code)
    assert "หนึ่งชั่วโมง" in words_of(phone.hears(1)[0])
    running.line.clock(advance=3601)
    phone.says(code)
    assert "สมชาย" in everything_in(phone.hears(1)[0])


def test_a_code_expires_and_a_used_one_is_not_revived(running_on_sqlite: RunningBot) -> None:
    running = running_on_sqlite
    phone = running.line.person("ใหม่ 9", friend=False)
    phone.follows()
    phone.hears(1)
    phone.says("ยินยอม")
    phone.hears(1)
    code = running.code_for("สมชาย ใจดี")
    running.line.clock(advance=(invites.VALID_FOR + timedelta(seconds=1)).total_seconds())
    phone.says(code)
    assert "ใช้ไม่ได้" in words_of(phone.hears(1)[0])


def test_a_stranger_is_told_what_this_is_and_nothing_they_write_is_recorded(hamlet: ManyPeople) -> None:
    before = activities_in(hamlet.running)
    phone = hamlet.running.stranger("คนผ่านมา")
    phone.says(ACTIVITY)
    (welcome,) = phone.hears(1)
    assert "ยินยอม" in everything_in(welcome)
    phone.says("ยินยอม")
    (told,) = phone.hears(1)
    assert hamlet.running.bot.programme.contact.name("th") in everything_in(told)
    phone.says(ACTIVITY)
    phone.hears(1)
    phone.sends_image()
    phone.hears(1)
    assert activities_in(hamlet.running) == before


def test_refusing_keeps_nothing_and_the_door_stays_open(hamlet: ManyPeople) -> None:
    name = hamlet.names.pop()
    phone = newcomer(hamlet, "ใหม่ 10")
    phone.taps_label("ไม่ยินยอม")
    (said,) = phone.hears(1)
    assert "24 ชั่วโมง" in words_of(said)
    assert chat_of(hamlet.running, phone).consent_version is None
    phone.says("ยินยอม")
    phone.hears(1)
    phone.says(hamlet.running.code_for(name))
    assert name in everything_in(phone.hears(1)[0])


def test_a_stranger_who_takes_consent_back_has_none(hamlet: ManyPeople) -> None:
    phone = newcomer(hamlet, "ใหม่ 11")
    phone.taps_label("ยินยอม")
    phone.hears(1)
    phone.taps_label("ไม่ยินยอม")
    phone.hears(1)
    assert chat_of(hamlet.running, phone).consent_version is None


def test_a_tap_on_an_older_notice_shows_the_one_that_holds(hamlet: ManyPeople) -> None:
    phone = newcomer(hamlet, "ใหม่ 12")
    phone.taps(Consent("2020-1", True).pack())
    (card,) = phone.hears(1)
    assert hamlet.running.bot.programme.retention.notice_version in everything_in(card)
    assert chat_of(hamlet.running, phone).consent_version is None


def test_a_registered_person_who_types_a_code_keeps_their_place(hamlet: ManyPeople) -> None:
    phone, other = hamlet.participant(), hamlet.names.pop()
    code = hamlet.running.code_for(other)
    phone.says(code)
    (said,) = phone.hears(1)
    assert phone.name in words_of(said)
    assert state_of(hamlet.running, other).state == "invited"


def test_blocking_makes_unreachable_and_unblocking_restores(village: ManyPeople) -> None:
    phone = village.participant()
    phone.blocks()
    settled(village.running)
    assert state_of(village.running, phone.name).state == "unreachable"
    phone.follows()
    (menu,) = phone.hears(1)
    assert phone.name in everything_in(menu)
    assert state_of(village.running, phone.name).state == "active"
    phone.says(ACTIVITY)
    assert "25 คน" in words_of(phone.hears(1)[0])


def test_a_group_is_told_once_and_nothing_said_in_it_is_recorded(village: ManyPeople) -> None:
    running, phone = village.running, village.participant()
    before, start = activities_in(running), running.line.journal_end
    source = {"type": "group", "groupId": "C" + "0" * 32, "userId": phone.user_id}
    running.line.events([{"type": "join", "source": source, "replyToken": "0" * 32}])
    for _ in range(2):
        message = {"type": "text", "id": str(datetime.now().timestamp()), "text": ACTIVITY}  # noqa: DTZ005
        running.line.events([{"type": "message", "source": source, "message": message}])
    settled(running)
    assert activities_in(running) == before
    with running.database.read() as session:
        group = chats.by_line_ids(session, [source["groupId"]])[source["groupId"]]
    assert group.told_about_groups_at is not None
    said = [one for one in running.line.journal(start, kind="api") if one["name"] in ("reply", "push")]
    assert len({one["request"]["messages"][0]["text"] for one in said}) == 1


def test_what_came_before_consent_is_kept_raw_at_most_until_it_is_scrubbed(village: ManyPeople) -> None:
    phone = village.running.stranger("คนผ่านมา 2")
    phone.says(ACTIVITY)
    phone.hears(1)
    with village.running.database.read() as session:
        kept = session.scalars(select(InboxEvent).where(InboxEvent.chat_key == phone.user_id)).all()
    assert all(event.state == "done" for event in kept)


def test_a_welcome_offers_both_answers_to_tap(hamlet: ManyPeople) -> None:
    phone = hamlet.running.line.person("ใหม่ 13", friend=False)
    phone.follows()
    (card,) = phone.hears(1)
    assert {"ยินยอม", "ไม่ยินยอม"} <= set(labels_of(card)) | set(everything_in(card).split())
