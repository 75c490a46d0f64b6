"""Development plans in the chat: drafted goal by goal, agreed by both sides, followed month by month, to the duties."""

import io
from datetime import date

from openpyxl import load_workbook
from sqlalchemy import select, update

from models.coordination import scopes
from models.coordination.downloads import ExportRequest
from models.people.people import Membership, Person
from models.plans.duties import PlanDuties
from models.plans.goals import PlanGoal
from models.plans.plans import Plan, PlanRevision
from models.plans.words import PlanWord
from models.privacy import erasure
from services.exports.making import ExportMaker
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, NAMED_PEOPLE, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import entries_of, eventually, everything_in, words_of
from tests.scenarios.mentoring import asks, audited, hears_later, told

WILAI, THANA, AMNAT = "วิไล บุญมา", "ธนา ใจงาม", "อำนาจ ทองดี"
WHAT, OTHER = "นำประชุมผู้นำชุมชนทุกเดือน", "เรียนการอ่านแผนที่ภาษีจากเทศบาล"
DUTIES = "หัวหน้ากลุ่มงานทะเบียนที่ดิน ถ่ายทอดการทำงานกับ ๗ ภาคี"


def drafts(phone: Someone, what: str = WHAT) -> str:
    """One goal, all its parts: buttons where there are buttons, words where words are asked for."""
    asks(phone, "เพิ่มเป้าหมาย")
    phone.taps_label("ภาวะผู้นำ")
    assert "จะทำอะไร" in words_of(phone.hears(1)[0])
    assert "วิธีใด" in told(phone, what)
    assert "ภายในวันใด" in told(phone, "3")  # สอนงาน
    assert "ร่วมกับใคร" in told(phone, "สิ้นเดือนกันยายน")
    return taps(phone, "ครูพี่เลี้ยง")


def taps(phone: Someone, label: str, heard: int = 2) -> str:
    phone.taps_label(label)
    return " ".join(everything_in(one) for one in phone.hears(heard))


def agreed(running: RunningBot, phone: Someone, *whats: str) -> None:
    """A plan with these goals, sent and agreed to by both sides, who say so in their chats."""
    for what in whats or (WHAT,):
        drafts(phone, what)
    taps(phone, "ส่งขอความเห็นชอบ")
    for name in (WILAI, THANA):
        other = running.joined(name)
        told(other, f"แผนพัฒนาของ{MALEE}")
        taps(other, "เห็นชอบแผน")
    hears_later(phone, "ได้รับความเห็นชอบครบแล้ว")


def plan_of(running: RunningBot, name: str = MALEE) -> Plan:
    with running.database.read() as session:
        return session.scalars(select(Plan).where(Plan.person_id == running.person_id(name))).one()


def on_record(running: RunningBot, asked: str) -> list[tuple[str, int, str, str | None, str | None]]:
    """(period, goal, side, said, words) of every word on record of a kind, in order."""
    with running.database.read() as session:
        found = session.scalars(select(PlanWord).where(PlanWord.asked == asked).order_by(PlanWord.id))
        return [(one.period, one.goal, str(one.side), one.said, one.words) for one in found]


# ── drafting and agreeing ──


@on_sqlite
def test_a_plan_is_drafted_sent_and_agreed_by_mentor_and_home_agency(running: RunningBot) -> None:
    malee, mentor, agency = running.joined(MALEE), running.joined(WILAI), running.joined(THANA)
    assert "ยังไม่มีแผน" in told(malee, "แผนของฉัน")
    card = drafts(malee)
    for part in (WHAT, "ภาวะผู้นำ", "สอนงาน", "ภายใน 30 ก.ย. 2566", "ร่วมกับ ครูพี่เลี้ยง", "ยังไม่ได้ส่ง"):
        assert part in card
    said = taps(malee, "ส่งขอความเห็นชอบ")
    for part in ("ส่งแผนฉบับที่ 1 แล้ว", WILAI, THANA):
        assert part in said
    for phone in (mentor, agency):
        hears_later(phone, f"{MALEE} ส่งแผนพัฒนาเฉพาะบุคคลฉบับที่ 1")
        assert MALEE in hears_later(phone, WHAT)
    assert "บันทึกความเห็นชอบ" in taps(mentor, "เห็นชอบแผน")
    assert plan_of(running).agreed == 0
    assert "บันทึกความเห็นชอบ" in taps(agency, "เห็นชอบแผน")
    assert plan_of(running).agreed == 1
    assert f"ท่านสุดท้ายคือ{THANA}" in hears_later(malee, "ได้รับความเห็นชอบครบแล้ว")
    mine = told(malee, "แผนของฉัน")
    assert "ฉบับที่ 1 · เห็นชอบแล้ว" in mine
    assert f"ครูพี่เลี้ยง {WILAI}: เห็นชอบ (12 ก.ค. 2566)" in mine
    assert f"ต้นสังกัด {THANA}: เห็นชอบ" in mine
    assert len(audited(running, "plan:agree")) == 2


@on_sqlite
def test_a_change_that_is_asked_for_becomes_the_next_revision_and_says_what_changed(running: RunningBot) -> None:
    malee, mentor = running.joined(MALEE), running.joined(WILAI)
    drafts(malee)
    drafts(malee, OTHER)
    taps(malee, "ส่งขอความเห็นชอบ")
    hears_later(mentor, WHAT)
    told(mentor, f"แผนพัฒนาของ{MALEE}")
    assert "แก้ไขเรื่องใด" in taps(mentor, "ขอให้แก้ไขแผน", 1)
    asks(mentor, "เป้าหมายแรกกว้างไป", 2)
    assert "เป้าหมายแรกกว้างไป" in hears_later(malee, "ขอให้แก้ไขแผนของท่านฉบับที่ 1")
    malee.taps("goaledit?goal=1&goal_part=what")
    malee.hears(1)
    asks(malee, "นำประชุมกรรมการหมู่บ้าน ๓ ตำบล", 2)
    malee.taps("goalout?goal=2&yes=1")
    assert "มีการแก้ไขที่ยังไม่ได้ส่ง" in " ".join(everything_in(one) for one in malee.hears(2))
    stale = f"planword?plan={plan_of(running).id}&revision=1&said=agree"
    assert "ฉบับที่ 2 แล้ว" in taps(malee, "ส่งขอความเห็นชอบ")
    second = hears_later(mentor, "นำประชุมกรรมการหมู่บ้าน")
    for part in ("เป้าหมายที่ 1 แก้สิ่งที่จะทำ", "นำเป้าหมายที่ 2 ออก"):
        assert part in second
    mentor.taps(stale)
    assert "แผนมีฉบับใหม่แล้ว" in " ".join(everything_in(one) for one in mentor.hears(2))
    with running.database.read() as session:
        assert [one.number for one in session.scalars(select(PlanRevision).order_by(PlanRevision.number))] == [1, 2]
        first = [one.what for one in session.scalars(select(PlanGoal).order_by(PlanGoal.id)) if one.is_in(1)]
    assert first == [WHAT, OTHER]  # what was sent stays as it was


@on_sqlite
def test_a_goal_without_all_parts_is_not_sent_and_goes_on_where_it_stopped(running: RunningBot) -> None:
    malee = running.joined(MALEE)
    asks(malee, "เพิ่มเป้าหมาย")
    assert "ไม่มีในรายการ" in told(malee, "เรื่องอื่น ๆ")
    assert "จะทำอะไร" in told(malee, "3")
    asks(malee, WHAT)
    assert "อยู่ในร่างแผน" in taps(malee, "ไว้ก่อน", 1)
    assert "ยังขาด: วิธีพัฒนา, กำหนดเสร็จ" in told(malee, "แผนของฉัน")
    assert "ยังขาด" in taps(malee, "ส่งขอความเห็นชอบ", 1)
    assert "วิธีใด" in taps(malee, "กรอกต่อ", 1)
    asks(malee, "ฝึกอบรม")
    assert "ต้องเป็นวันนี้ถึง 22 ธ.ค. 2566" in told(malee, "1 มิ.ย.")
    malee.taps("goalday?goal=1", params={"date": "2023-08-31"})
    assert "ร่วมกับใคร" in words_of(malee.hears(1)[0])
    assert "ภายใน 31 ส.ค. 2566" in told(malee, "ไม่มีผู้ร่วม", 2)


@on_sqlite
def test_work_told_while_a_part_is_asked_by_buttons_is_recorded(running: RunningBot) -> None:
    malee = running.joined(MALEE)
    asks(malee, "เพิ่มเป้าหมาย")
    asks(malee, "วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน ที่บ้านหนองบัว")
    assert len(entries_of(running, malee)) == 1


# ── overseers ──


def test_overseers_see_who_has_no_plan_whose_word_is_missing_and_nothing_of_drafts(running: RunningBot) -> None:
    malee, mentor, everybody = running.joined(MALEE), running.joined(WILAI), running.joined(KANDA)
    drafts(malee)
    seen = told(everybody, "ใครยังไม่มีแผนพัฒนา")
    assert "กำลังร่าง 1 คน" in seen
    assert "ยังไม่มีแผน 1 คน" in seen
    assert WHAT not in told(everybody, f"แผนพัฒนาของ{MALEE}")
    taps(malee, "ส่งขอความเห็นชอบ")
    hears_later(mentor, WHAT)
    mine = told(mentor, "แผนพัฒนา")
    assert "รอความเห็นของท่าน" in mine
    assert SOMCHAI not in mine
    assert WHAT in told(mentor, "1")
    other = running.joined(PRAYUN)
    other.taps(f"plan?person={running.person_id(MALEE)}")
    assert "ไม่พบแผนนี้" in words_of(other.hears(1)[0])


@on_sqlite
def test_the_next_mentor_sees_the_plan_with_the_word_of_the_one_before(running: RunningBot) -> None:
    malee = running.joined(MALEE)
    agreed(running, malee)
    running.line.clock(set="2023-07-17T10:00:00+07:00")
    following = running.joined(PRAYUN)  # Malee's target district is his
    shown = told(following, f"แผนพัฒนาของ{MALEE}")
    for part in (WHAT, f"ครูพี่เลี้ยง {WILAI}: เห็นชอบ"):
        assert part in shown
    assert "เห็นชอบแผน" not in shown


# ── month by month, to the end ──


@on_sqlite
def test_each_month_every_goal_is_asked_about_and_who_is_stuck_is_told_to_the_mentor(running: RunningBot) -> None:
    malee = running.joined(MALEE)
    agreed(running, malee, WHAT, OTHER)
    assert "ครั้งถัดไป 25 ก.ค. 2566" in told(malee, "ติดตามแผน", 2)
    running.line.clock(set="2023-07-25T10:00:00+07:00")
    mentor = running.joined(PRAYUN)
    assert "ข้อ 1 จาก 2" in told(malee, "ติดตามแผน")
    assert "เลือกคำตอบด้วย" in told(malee, "ได้นำประชุมแล้วหนึ่งครั้ง")
    assert "ข้อ 2 จาก 2" in told(malee, "2")
    assert "ติดขัดเรื่องใด" in taps(malee, "ติดขัด", 1)
    shown = told(malee, "เทศบาลยังไม่มีเจ้าหน้าที่สอน", 2)
    assert "บันทึกความก้าวหน้าครบทุกข้อแล้ว" in shown
    assert "ก.ค. 2566: กำลังทำ “ได้นำประชุมแล้วหนึ่งครั้ง”" in shown
    assert on_record(running, "check_in") == [
        ("2023-07", 1, "participant", "on_the_way", "ได้นำประชุมแล้วหนึ่งครั้ง"),
        ("2023-07", 2, "participant", "stuck", "เทศบาลยังไม่มีเจ้าหน้าที่สอน"),
    ]
    assert "กำลังทำ 1 ข้อ · ติดขัด 1 ข้อ" in told(malee, "รายการ")  # beside the month's days
    heard = " ".join(everything_in(one) for one in asks(mentor, "แผนพัฒนา", 3))  # what waited comes with the answer
    assert f"{MALEE} ติดขัดในแผนพัฒนา 1 ข้อ" in heard
    malee.taps(f"goalword?plan={plan_of(running).id}&asked=check_in&period=2023-06&said=done&goal=1")
    assert "คำถามนี้ปิดแล้ว" in " ".join(everything_in(one) for one in malee.hears(2))


def test_in_the_end_both_say_what_was_reached_and_the_duties_are_confirmed_and_followed_up(running: RunningBot) -> None:
    malee = running.joined(MALEE)
    agreed(running, malee)
    agency = running.joined(THANA)
    assert "กำหนดหน้าที่เมื่อกลับของ" in told(agency, f"หน้าที่เมื่อกลับ {MALEE}: {DUTIES}")
    assert "แจ้งเจ้าตัวแล้ว" in taps(agency, "บันทึกหน้าที่")
    assert DUTIES in hears_later(malee, "กำหนดหน้าที่เมื่อท่านกลับไปปฏิบัติงาน")
    assert "ยืนยันได้ตั้งแต่ 12 ธ.ค. 2566" in told(malee, "หน้าที่เมื่อกลับ")
    running.line.clock(set="2023-12-12T10:00:00+07:00")
    assert "บรรลุหรือไม่" in told(malee, "ติดตามแผน")
    assert "บันทึกผลครบทุกข้อแล้ว" in taps(malee, "บรรลุ")
    mentor = running.joined(AMNAT)
    told(mentor, f"แผนพัฒนาของ{MALEE}")
    taps(mentor, "สรุปผลเป้าหมาย", 1)
    both = taps(mentor, "บรรลุบางส่วน")
    for part in ("ผู้เข้าร่วมโครงการ: บรรลุ", "ครูพี่เลี้ยง: บรรลุบางส่วน"):
        assert part in both
    told(malee, "หน้าที่เมื่อกลับ")
    assert "บันทึกการยืนยัน" in taps(malee, "ยืนยันหน้าที่")
    assert on_record(running, "duties") == [("1", 0, "participant", "agree", None)]
    _months_later(running, malee, agency)


def _months_later(running: RunningBot, malee: Someone, agency: Someone) -> None:
    """Her part has ended with the programme: she is asked what became of it, and so is the agency; nothing else."""
    with running.database.write() as session:
        hers = Membership.person_id == running.person_id(MALEE)
        session.execute(update(Membership).where(hers).values(to_day=date(2023, 12, 22)))
    running.line.clock(set="2024-03-25T10:00:00+07:00")
    assert "สิ้นสุด" in told(malee, "วันนี้ประชุมกับพระ 25 คน")
    assert DUTIES in told(malee, "ติดตามแผน")
    assert "บันทึกการติดตามหน้าที่แล้ว" in taps(malee, "ปฏิบัติตามที่กำหนดทั้งหมด")
    told(agency, f"แผนพัฒนาของ{MALEE}")
    taps(agency, "ตอบการติดตามหน้าที่", 1)
    taps(agency, "ปฏิบัติบางส่วน")
    assert [one[:4] for one in on_record(running, "follow_up")] == [
        ("3", 0, "participant", "in_full"),
        ("3", 0, "agency", "in_part"),
    ]
    malee.taps("goaladd")
    malee.taps("goaladd?choice=leadership")
    assert "สิ้นสุด" in words_of(malee.hears(1)[0])


@on_sqlite
def test_who_left_before_the_end_is_not_followed_up(running: RunningBot) -> None:
    malee = running.joined(MALEE)
    with running.database.write() as session:
        hers = Membership.person_id == running.person_id(MALEE)
        session.execute(update(Membership).where(hers).values(to_day=date(2023, 9, 30)))
    running.line.clock(set="2024-03-25T10:00:00+07:00")
    for said in ("แผนของฉัน", "ติดตามแผน", "หน้าที่เมื่อกลับ"):
        assert "สิ้นสุด" in told(malee, said)


# ── files, erasing, unsending ──


def sheet(running: RunningBot, held: str) -> list[list[object]]:
    out = io.BytesIO()
    with running.database.read() as session:
        programme, text = running.bot.programme, running.bot.texts.in_language("th")
        access = scopes.of_scopes([held], programme)
        ExportMaker(session, programme, access, text, date(2023, 7, 25)).make(ExportRequest("plans", "xlsx"), out)
    return [list(row) for row in load_workbook(out).worksheets[0].iter_rows(values_only=True)]


def test_the_export_has_a_line_for_each_goal_within_the_scope_and_one_for_who_has_none(running: RunningBot) -> None:
    malee = running.joined(MALEE)
    agreed(running, malee, WHAT, OTHER)
    heading, *lines = sheet(running, "all")
    named = [dict(zip(heading, line, strict=True)) for line in lines]
    assert [(one["ชื่อ"], one["สิ่งที่จะทำ"]) for one in named] == [(MALEE, WHAT), (MALEE, OTHER), (SOMCHAI, None)]
    assert named[0]["ความเห็น: ครูพี่เลี้ยง"] == f"{WILAI}: เห็นชอบ (12 ก.ค. 2566)"
    assert named[2]["สถานะแผน"] == "ยังไม่มีแผน"
    assert len(sheet(running, "agency:กรมที่ดิน")) == 3
    assert len(sheet(running, "province:90")) == 1


def test_erasing_and_unsending_leave_no_words_of_a_plan(running: RunningBot) -> None:
    malee, mentor, agency = running.joined(MALEE), running.joined(WILAI), running.joined(THANA)
    drafts(malee)
    taps(malee, "ส่งขอความเห็นชอบ")
    for phone in (mentor, agency):
        hears_later(phone, WHAT)
    taps(mentor, "ขอให้แก้ไขแผน", 1)
    reason = mentor.says("ลับมาก ต้องแก้")
    mentor.hears(2)
    told(agency, f"หน้าที่เมื่อกลับ {MALEE}")
    written = agency.says("หน้าที่ลับ")
    agency.hears(2)
    mentor.unsends(reason.message_id)
    agency.unsends(written.message_id)
    eventually(lambda: on_record(running, "revision")[0][4] is None)
    assert on_record(running, "revision")[0][3] == "change"
    eventually(lambda: _duties(running) == [None])
    assert "ยังไม่ได้กำหนดหน้าที่" in told(malee, "หน้าที่เมื่อกลับ")
    with running.database.write() as session:
        erasure.erase(session, session.get_one(Person, running.person_id(MALEE)), running.bot.clock.now(), actor="test")
    with running.database.read() as session:
        for table in (Plan, PlanGoal, PlanWord, PlanDuties, PlanRevision):
            assert session.scalars(select(table)).all() == []


@on_sqlite
def test_duties_whose_button_is_tapped_again_are_written_once_and_stay_confirmed(running: RunningBot) -> None:
    malee = running.joined(MALEE)
    agreed(running, malee)
    agency = running.joined(THANA)
    told(agency, f"หน้าที่เมื่อกลับ {MALEE}: {DUTIES}")
    taps(agency, "บันทึกหน้าที่")
    hears_later(malee, "กำหนดหน้าที่เมื่อท่านกลับไปปฏิบัติงาน")
    running.line.clock(set="2023-12-12T10:00:00+07:00")
    malee.taps("dutiesword?number=1&said=agree")
    malee.hears(2)
    assert on_record(running, "duties") == [("1", 0, "participant", "agree", None)]
    assert "บันทึกเป็นหน้าที่" in taps(agency, "บันทึกหน้าที่")
    assert _duties(running) == [DUTIES]
    assert "ยืนยันแล้ว" in told(malee, "หน้าที่เมื่อกลับ")


def _duties(running: RunningBot) -> list[str | None]:
    with running.database.read() as session:
        return [one.words for one in session.scalars(select(PlanDuties))]


@on_sqlite
def test_of_two_with_the_same_name_it_is_asked_whose_plan(running: RunningBot) -> None:
    twin = RosterRow(30, "P9", MALEE, "participant", "กรมการปกครอง", "เจ้าพนักงาน", NAMED_PEOPLE[1].placements)
    with running.database.write() as session:
        apply_roster(session, [*NAMED_PEOPLE, twin], running.bot.programme, running.bot.clock.now())
    everybody = running.joined(KANDA)
    assert "1" in told(everybody, f"แผนพัฒนาของ{MALEE}")
    assert "ยังไม่ได้ส่งแผน" in told(everybody, "2")
