"""Leave, codes and deputies by a coordinator's chat: shown first, confirmed, audited, within their scope only."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from models.people import invites
from models.people.audit import AuditEntry
from models.people.leave import Leave
from models.people.people import Membership
from services.roster.applying import apply_roster
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, NAMED_PEOPLE, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import everything_in, nothing_more, settled, words_of

LAND, WILAI = "ธนา ใจงาม", "วิไล บุญมา"
STORY = "ประชุมกับผู้ใหญ่บ้านเรื่องถังขยะเปียก 25 คน"


def leaves(running: RunningBot) -> list[tuple[int, date, date, int]]:
    with running.database.read() as session:
        rows = session.scalars(select(Leave).where(Leave.cancelled_at.is_(None)).order_by(Leave.id))
        return [(one.person_id, one.from_day, one.to_day, one.said_by) for one in rows]


def acts(running: RunningBot) -> list[tuple[str, str, int | None]]:
    with running.database.read() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(one.actor, one.action, one.person_id) for one in rows]


@on_sqlite
def test_a_leave_is_shown_confirmed_noted_and_told_at_once(running: RunningBot) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    kanda.says("ลา สมชาย วันที่ 13-14 ก.ค.")
    shown = everything_in(kanda.hears(1)[0])
    assert SOMCHAI in shown
    assert "13–14 ก.ค. 2566" in shown
    assert "2 วัน" in shown
    assert leaves(running) == []
    kanda.says("ยืนยัน")
    assert "บันทึกการลาของ" in words_of(kanda.hears(1)[0])
    somchai_id, kanda_id = running.person_id(SOMCHAI), running.person_id(KANDA)
    assert leaves(running) == [(somchai_id, date(2023, 7, 13), date(2023, 7, 14), kanda_id)]
    assert (f"person:{kanda_id}", "take_leave", somchai_id) in acts(running)
    assert "บันทึกการลาให้ท่าน 13–14 ก.ค. 2566" in words_of(somchai.hears(1)[0])
    assert nothing_more(running, somchai)


def test_a_leave_takes_the_person_out_of_the_missing(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    kanda.says("ลา สมชาย วันนี้")
    kanda.hears(1)
    kanda.taps_label("ยืนยัน")
    kanda.hears(1)
    kanda.says("สรุปวันนี้")
    said = everything_in(kanda.hears(1)[0])
    assert "รายงานแล้ว 0 จาก 1 คน" in said
    assert f"ลา 1 คน: {SOMCHAI}" in said


@on_sqlite
def test_one_s_own_leave_stays_one_s_own(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    kanda.says("ลาพรุ่งนี้")
    kanda.hears(1)
    assert [row[0] for row in leaves(running)] == [running.person_id(KANDA)]
    kanda.says("ยกเลิกการลา")
    kanda.hears(1)
    assert leaves(running) == []


@on_sqlite
def test_who_names_somebody_else_changes_nothing_of_their_own(running: RunningBot) -> None:
    kanda, prayun = running.joined(KANDA), running.joined(PRAYUN)
    for phone, words, shown in (
        (kanda, "หยุดเตือนสมชาย", f"เฉพาะของตนเอง {SOMCHAI}"),
        (kanda, "ปิดเตือนทุกคน", "เฉพาะของตนเอง ผู้อื่น"),
        (kanda, "ลบข้อมูลของมาลี", f"เฉพาะของตนเอง {MALEE}"),
        (kanda, "มาลีขอลากิจวันศุกร์", MALEE),
        (kanda, "ลา มาลี วันที่ 13-14", "13–14 ก.ค. 2566"),
        (kanda, "ผมลาป่วยวันนี้ครับ ฝากมาลีดูงานแทน", "ท่านลา"),
        (prayun, "ลา สมชาย วันที่ 13", f"การลาของ {SOMCHAI}"),
        (prayun, "ลา สมศรี วันที่ 13", "ท่านลา"),
        (prayun, "สมศรี ใจงาม ลาป่วยวันนี้", "ไม่พบ “สมศรี ใจงาม”"),  # it was stored as his own
        (kanda, "น้องเมย์ป่วยค่ะ วันนี้ลา", "ไม่พบ “เมย์”"),
        (prayun, "ถ้าอนุมัติแล้วแก้ได้ไหม", "ยังไม่ได้ตรวจรายการใด"),
    ):
        phone.says(words)
        assert shown in everything_in(phone.hears(1)[0]), words
    assert leaves(running) == []
    prayun.says("ประยูรลาพรุ่งนี้ แม่ป่วย")  # it is he who says so
    assert "ท่านลา" in everything_in(prayun.hears(1)[0])
    kanda.says("หยุดเตือน")
    assert "จะไม่ส่งข้อความเตือน" in words_of(kanda.hears(1)[0])


def test_a_new_code_ends_the_old_line_and_lets_the_person_come_back_to_their_history(running: RunningBot) -> None:
    old, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    old.says(STORY)
    old.hears(1)
    kanda.says("ออกรหัสใหม่ สมชัย ใจดี")  # a typo
    assert "LINE เดิมจะใช้ไม่ได้" in everything_in(kanda.hears(1)[0])
    old.says("สถานะ")
    assert SOMCHAI in everything_in(old.hears(1)[0])  # nothing has happened yet
    kanda.says("ยืนยัน")
    said = words_of(kanda.hears(2)[0])
    code = next(word for word in said.split() if invites.hash_of(word))
    told = words_of(old.hears(2)[-1])
    assert "ไม่ได้ใช้กับบอตแล้ว" in told
    assert SOMCHAI not in told
    old.says("สถานะ")
    assert SOMCHAI not in everything_in(old.hears(1)[0])
    new = running.line.person("โทรศัพท์ใหม่", friend=True)
    new.says("ยินยอม")
    new.hears(1)
    new.says(f"ลงทะเบียน {code}")
    new.hears(1)
    new.says("ข้อมูลของฉัน")
    assert "บันทึก 1 รายการ" in everything_in(new.hears(1)[0])
    done = [
        (action, person) for actor, action, person in acts(running) if actor == f"person:{running.person_id(KANDA)}"
    ]
    assert ("revoke_chat", running.person_id(SOMCHAI)) in done
    assert ("issue_code", running.person_id(SOMCHAI)) in done


@on_sqlite
def test_a_deputy_and_the_mentor_are_told_at_once_and_who_cannot_be_told_is_named(running: RunningBot) -> None:
    kanda, wilai = running.joined(KANDA), running.joined(WILAI)
    kanda.says(f"ให้ {WILAI} ปฏิบัติแทน ประยูร ตั้งแต่ 12 ก.ค. ถึง 13 ก.ค.")
    kanda.hears(1)
    kanda.says("ยืนยัน")
    done = words_of(kanda.hears(1)[0])
    assert f"ยังไม่ได้แจ้ง {PRAYUN} " in done
    assert WILAI not in done.split("\n")[1]
    assert f"ปฏิบัติแทน {PRAYUN} 12–13 ก.ค. 2566" in words_of(wilai.hears(1)[0])
    mentor = running.joined(PRAYUN)
    kanda.says(f"ให้ {WILAI} ปฏิบัติแทน ประยูร ตั้งแต่ 17 ก.ค. ถึง 18 ก.ค.")
    kanda.hears(1)
    kanda.says("ยืนยัน")
    assert "ยังไม่ได้แจ้ง" not in words_of(kanda.hears(1)[0])
    assert f"{WILAI} จะปฏิบัติแทนท่าน 17–18 ก.ค. 2566" in words_of(mentor.hears(1)[0])


def test_a_deputy_reviews_from_the_first_to_the_last_day_and_survives_the_next_roster(running: RunningBot) -> None:
    somchai, kanda, wilai = running.joined(SOMCHAI), running.joined(KANDA), running.joined(WILAI)
    somchai.says(STORY)
    somchai.hears(1)
    kanda.says(f"ให้ {WILAI} ปฏิบัติแทน ประยูร ตั้งแต่ 12 ก.ค. ถึง 13 ก.ค.")
    shown = everything_in(kanda.hears(1)[0])
    assert "อ.แม่ใจ" in shown
    kanda.says("ยืนยัน")
    assert "ปฏิบัติแทน" in words_of(kanda.hears(1)[0])
    wilai.hears(1)  # that she is the deputy
    with running.database.write() as session:
        apply_roster(session, NAMED_PEOPLE, running.bot.programme, running.bot.clock.now())
    wilai.says("รอตรวจ")
    assert any(SOMCHAI in everything_in(message) for message in wilai.hears(1))
    running.line.clock(set="2023-07-14T09:00:00+07:00")
    wilai.says("รอตรวจ")
    assert all(SOMCHAI not in everything_in(message) for message in wilai.hears(1))
    prayun_id = running.person_id(PRAYUN)
    with running.database.read() as session:
        held = session.scalars(select(Membership).where(Membership.said_by.is_not(None))).all()
        assert [(one.area, one.deputy_for_id) for one in held] == [("5607", prayun_id)]


def test_those_out_of_scope_do_not_exist(running: RunningBot) -> None:
    land = running.joined(LAND)
    for typed in ("ลา {} พรุ่งนี้", "ออกรหัสใหม่ {}", "ขอดูของ {}"):
        answers = []
        for name in (SOMCHAI, "สมหวัง ใจกล้า"):
            land.says(typed.format(name))
            answers.append(words_of(land.hears(1)[0]).replace(name, "…"))
        assert answers[0] == answers[1]
        land.says("ยืนยัน")
        land.hears(1)
    assert leaves(running) == []
    assert [act for act in acts(running) if act[1] in ("issue_code", "revoke_chat", "take_leave")] == []
    land.says("ลา มาลี พรุ่งนี้")
    assert MALEE in everything_in(land.hears(1)[0])


@on_sqlite
def test_a_phase_s_owner_gives_no_leave_outside_the_phase(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    with running.database.write() as session:
        held = session.scalar(select(Membership).where(Membership.person_id == running.person_id(KANDA)))
        held.scope = "phase:2"
    kanda.says("ลา สมชาย 30 พ.ย. ถึง 4 ธ.ค.")
    assert "อยู่นอกช่วง" in words_of(kanda.hears(1)[0])
    kanda.says("ลา สมชาย 30 พ.ย. ถึง 1 ธ.ค.")
    assert "30 พ.ย." in everything_in(kanda.hears(1)[0])


@on_sqlite
def test_several_of_one_name_are_asked_about(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    with running.database.write() as session:
        twin = replace(NAMED_PEOPLE[0], id="P7", name="สมชาย รักเรียน", agency="กรมที่ดิน")
        apply_roster(session, [*NAMED_PEOPLE, twin], running.bot.programme, running.bot.clock.now())
    kanda.says("ลา สมชาย พรุ่งนี้")
    assert "หมายถึงคนไหน" in words_of(kanda.hears(1)[0])
    kanda.says("สมชาย รักเรียน")
    assert "สมชาย รักเรียน" in everything_in(kanda.hears(1)[0])
    kanda.says("ยืนยัน")
    kanda.hears(1)
    assert [row[0] for row in leaves(running)] == [running.person_id("สมชาย รักเรียน")]


@on_sqlite
def test_an_old_yes_decides_nothing(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    kanda.says("ออกรหัสใหม่ สมชาย")
    old = kanda.hears(1)[0]
    yes = next(i["action"]["data"] for i in old["quickReply"]["items"] if "yes=1" in i["action"]["data"])
    kanda.says("ลา มาลี พรุ่งนี้")
    kanda.hears(1)
    kanda.taps(yes)
    assert "ปุ่มนี้เป็นของเก่า" in words_of(kanda.hears(1)[0])
    settled(running)
    assert leaves(running) == []
    assert not [act for act in acts(running) if act[1] == "issue_code"]


@on_sqlite
def test_mentors_and_participants_do_none_of_it(running: RunningBot) -> None:
    running.joined(MALEE)
    for name in (PRAYUN, SOMCHAI):
        phone = running.joined(name)
        for words in ("ออกรหัสใหม่ มาลี", f"ให้ {WILAI} ปฏิบัติแทน ประยูร พรุ่งนี้", "ยืนยัน"):
            phone.says(words)
            phone.hears(1)
    assert not [act for act in acts(running) if act[1] in ("issue_code", "stand_in", "revoke_chat")]
