"""Units answer calls in the chat: people and projects are named, completed, sent with a number, withdrawn, counted."""

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot.postback import ChooseForCandidate, HandleCandidate, PutInPlace, ShowCall, ShowCalls
from models.calls.candidates import CallCandidate, CandidateState
from models.coordination import scopes
from models.coordination.downloads import Download, ExportRequest
from models.people import people, web_sessions
from models.privacy import erasure
from services.exports.making import ExportMaker
from simulator.driver import Someone
from tests.patience import HANG, until
from tests.running_bot import RunningBot
from tests.scenarios import pilot_districts
from tests.scenarios.conftest import programme_running
from tests.scenarios.many_people import everything_in

TALENT = Path(__file__).parents[2] / "programmes" / "talent-2561"
THURSDAY = datetime.fromisoformat("2018-02-22T10:00:00+07:00")
HEADINGS = "รหัส,ชื่อ-สกุล,บทบาท,หน่วยงาน,ตำแหน่ง,หน่วย,ที่นั่งในทีม,ขอบเขต"
GENERAL, SUPPORT, LAW = "สมชาย ใจดี", "มาลี แสงทอง", "ประยูร ศรีสุข"
EVERYTHING, OF_LAW, OF_PHASE = "กานดา รักไทย", "ธนา ใจงาม", "อำนาจ ทองดี"
ROWS = (
    f"P1,{GENERAL},participant,สป.มท.,นักจัดการงานทั่วไป,กองกลาง สป.มท.,ผู้ประสานงาน,",
    f"P2,{SUPPORT},participant,สป.มท.,,กลุ่มงานสนับสนุนปลัดกระทรวง,ผู้ประสานงาน,",
    f"P3,{LAW},participant,สป.มท.,,สำนักกฎหมาย,ผู้ติดต่อ,",
    f"C1,{EVERYTHING},coordinator,สถาบันดำรงราชานุภาพ สป.มท.,,,,all",
    f"C2,{OF_LAW},coordinator,สป.มท.,,,,unit:law",
    f"C3,{OF_PHASE},coordinator,สป.มท.,,,,phase:1",
)
PILOT_ROSTER = (pilot_districts.HEADINGS, *pilot_districts.ROWS)
NAMED = "เสนอชื่อ นางสาวกมลชนก ทองแท้ ตำแหน่งนิติกรปฏิบัติการ โทร ๐๘๑-๒๓๔-๕๖๗๘"
SECOND = "ขอส่งชื่อ นายวิทยา ทองดี นักวิชาการคอมพิวเตอร์ปฏิบัติการ 0891112222"
PROJECT = "เสนอโครงการ ระบบนัดหมายออนไลน์ ด้านรัฐบาลดิจิทัล แล้วเสร็จ ธ.ค. 61"


@pytest.fixture
def talent(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBot]:
    with programme_running(request, tmp_path, TALENT, (HEADINGS, *ROWS), THURSDAY) as opened:
        yield opened


def says(phone: Someone, words: str, count: int = 1) -> str:
    phone.says(words)
    return everything_in(phone.hears(count))


def taps(phone: Someone, data: str, count: int = 1) -> str:
    phone.taps(data)
    return everything_in(phone.hears(count))


def candidates_of(talent: RunningBot) -> list[CallCandidate]:
    with talent.database.read() as session:
        return list(session.scalars(select(CallCandidate).order_by(CallCandidate.id)))


def test_who_is_named_whole_in_one_message_is_sent_with_a_number(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    said = says(phone, NAMED)
    expected = ("เลขรับ 1/2561", "นางสาวกมลชนก ทองแท้", "นิติกรปฏิบัติการ", "0812345678", "1 จาก 2", "28 กุมภาพันธ์ 2561")
    assert [part for part in expected if part not in said] == []
    assert "เลขรับ 2/2561" in says(phone, SECOND)
    assert [(one.state, one.unit, one.is_late) for one in candidates_of(talent)] == [("sent", "general", False)] * 2


def test_what_is_missing_is_asked_one_part_after_the_other(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    assert "ขอตำแหน่งของ นายวิทยา ทองดี" in says(phone, "เสนอชื่อ นายวิทยา ทองดี")
    assert [one.state for one in candidates_of(talent)] == ["draft"]  # stored before anything is asked
    asked = says(phone, "ส่งชื่อได้ถึงวันไหน", 2)  # a question is no position; it is answered, and the other remains
    assert "ส่งได้ถึง" in asked
    assert "ขอตำแหน่งของ นายวิทยา" in asked
    assert "นายวิทยา ทองดี ยังไม่ครบ" in says(phone, "เราเสนอใครไปแล้วบ้าง", 3)
    for no_post in ("ไม่รู้", "เดี๋ยวถามก่อน", "อยู่กองกลางค่ะ"):
        assert "ยังอ่านไม่ได้" in says(phone, no_post), no_post
    assert "ขอเบอร์โทรศัพท์" in says(phone, "นักวิชาการคอมพิวเตอร์")
    assert "ยังไม่พบเบอร์โทรศัพท์" in says(phone, "เดี๋ยวถามก่อน")
    assert "ขอเบอร์โทรศัพท์" in says(phone, "กองคลังส่งชื่อหรือยัง", 2)
    for words in ("สถานะ", "วันนี้ประชุมกับผู้ใหญ่บ้าน 5 คน"):  # is answered as well, and the other remains
        assert "ขอเบอร์โทรศัพท์" in says(phone, words, 2), words
    assert "ขอเบอร์โทรศัพท์ของ นายวิทยา ทองดีเลิศ" in says(phone, "แก้ชื่อ นายวิทยา ทองดี เป็น นายวิทยา ทองดีเลิศ")
    assert "เลขรับ 1/2561" in says(phone, "๐๘๙ ๑๑๑ ๒๒๒๒")
    assert candidates_of(talent)[0].facts == {"position": "นักวิชาการคอมพิวเตอร์", "phone": "0891112222"}


def test_two_people_in_one_message_are_two_and_the_second_is_asked_about_too(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    both = says(phone, "ขอส่งรายชื่อ 1. นายธนา ศรีสุข นิติกร 0891112222 2. น.ส.ปิยะดา มั่นคง", 2)
    assert "เลขรับ 1/2561" in both
    assert "ขอตำแหน่งของ น.ส.ปิยะดา มั่นคง" in both
    says(phone, "นักทรัพยากรบุคคล")
    assert "เลขรับ 2/2561" in says(phone, "0623334444")


def test_a_unit_sends_no_more_than_its_share_but_may_replace_and_withdraw_until_the_last_day(
    talent: RunningBot,
) -> None:
    phone = talent.joined(SUPPORT)
    says(phone, NAMED)
    full = says(phone, SECOND)
    assert "แทน นางสาวกมลชนก" in full
    assert "เลขรับ" not in full
    first, second = candidates_of(talent)
    assert "เลขรับ 2/2561" in taps(phone, PutInPlace(second.id, first.id).pack())
    assert [one.state for one in candidates_of(talent)] == [CandidateState.REPLACED, CandidateState.SENT]
    assert "เลขรับ 3/2561" in says(phone, "เปลี่ยนจากนายวิทยา ทองดี เป็น นายอื่น ใจกล้า นิติกร 0812223333")
    assert "ถอน นายอื่น ใจกล้า แล้ว" in says(phone, "ขอถอนชื่อ นายอื่น ใจกล้า")
    assert [one.state for one in candidates_of(talent)][1:] == [CandidateState.REPLACED, CandidateState.WITHDRAWN]
    says(phone, NAMED)
    talent.line.clock(set="2018-03-02T10:00:00+07:00")
    assert "ติดต่อผู้ดูแลโครงการ" in says(phone, "ขอถอนชื่อ นางสาวกมลชนก ทองแท้")
    assert candidates_of(talent)[-1].state == CandidateState.SENT


def test_what_comes_after_the_last_day_is_taken_and_marked_late(talent: RunningBot) -> None:
    phone, whole = talent.joined(LAW), talent.joined(EVERYTHING)
    talent.line.clock(set="2018-03-02T10:00:00+07:00")
    assert "บันทึกว่าล่าช้า" in says(phone, NAMED)
    assert candidates_of(talent)[0].is_late
    assert "ล่าช้า" in says(whole, "สำนักกฎหมายส่งชื่อใครมาบ้าง").partition("กมลชนก")[2]
    assert "ส่งหลังกำหนด 1 รายการ" in says(whole, "หน่วยไหนส่งชื่อแล้วบ้าง")


def test_a_project_has_a_topic_and_a_day_and_one_that_takes_longer_is_refused_with_the_rule(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    whole = says(phone, PROJECT)
    for part in ("เลขรับ 1/2561", "การปฏิรูประบบราชการ · การเป็นรัฐบาลดิจิทัล", "31 ธ.ค. 2561"):
        assert part in whole
    assert "เลือกประเด็นของ" in says(phone, "เสนอโครงการ คลังความรู้กฎหมาย")
    one = candidates_of(talent)[-1]
    assert "วันใด" in taps(phone, ChooseForCandidate(one.id, "topic", "law").pack())
    late = says(phone, "31 ธ.ค. 2563")
    assert "ภายใน 1 ปี" in late
    assert "เลขรับ" not in late
    assert "เลขรับ 2/2561" in says(phone, "30 ก.ย. 2561")
    assert candidates_of(talent)[-1].facts == {"topic": "law", "done": "2018-09-30"}


def test_a_question_or_something_told_is_never_a_nomination(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    for words, answer in (
        ("ส่งชื่อได้ถึงวันไหน", "28 กุมภาพันธ์ 2561"),
        ("ใครยังไม่ส่ง", "ส่งแล้ว 0 จาก 2 คน"),
        ("ส่งไปหรือยัง", "ส่งแล้ว 0 จาก 2 คน"),
        ("เสนอชื่อนางสาวอรทัย ใจดี ได้ไหม", "พิมพ์เช่น"),
        ("เสนอชื่อกี่คน", "2 คน"),
    ):
        phone.says(words)
        assert answer in everything_in(phone.hears(2 if words in ("ใครยังไม่ส่ง", "ส่งไปหรือยัง") else 1)), words
    for words in ("เมื่อวานเสนอชื่อนายภูมิ สว่าง ให้หัวหน้าดู", "พรุ่งนี้จะส่งชื่อนายธนา ศรีสุข", "วันนี้ประชุมการเสนอชื่อนายธนา ศรีสุข 5 คน"):
        phone.says(words)
        phone.hears(1)
    assert candidates_of(talent) == []


def test_only_a_contact_sends_and_others_see_no_names(talent: RunningBot) -> None:
    phone, other = talent.joined(GENERAL), talent.joined(LAW)
    whole, of_law, of_phase = talent.joined(EVERYTHING), talent.joined(OF_LAW), talent.joined(OF_PHASE)
    says(phone, NAMED)
    (one,) = candidates_of(talent)
    assert "บอกชื่อหน่วยด้วย" in says(whole, NAMED)
    assert "ใช้ไม่ได้" in taps(other, HandleCandidate(one.id, "withdraw").pack()) or candidates_of(talent)[0].is_sent
    taps(other, PutInPlace(one.id, one.id).pack())
    taps(other, ShowCall("team", "general").pack())
    assert candidates_of(talent)[0].state == CandidateState.SENT
    listed = says(whole, "หน่วยไหนยังไม่ส่งชื่อ")
    assert "ยังไม่ส่งเลย 16" in listed
    assert "ผู้ประสานงาน: ประยูร ศรีสุข" in listed
    assert "หน่วยละ 1–2 เรื่อง" in says(whole, "เสนอโครงการได้กี่โครงการ")
    assert "กมลชนก" in says(whole, "กองกลางส่งชื่อใครมาบ้าง")
    assert "ครบ 0 จาก 1 หน่วย" in says(of_law, "หน่วยไหนยังไม่ส่งชื่อ")
    for blind in (of_law, of_phase, other):
        seen = says(blind, "กองกลางส่งชื่อใครมาบ้าง") + taps(blind, ShowCall("team", "general").pack())
        assert "กมลชนก" not in seen


def test_the_file_and_the_page_have_what_was_sent_and_who_has_not(talent: RunningBot) -> None:
    phone, other = talent.joined(GENERAL), talent.joined(LAW)
    whole, of_law = talent.joined(EVERYTHING), talent.joined(OF_LAW)
    says(phone, NAMED)
    says(phone, PROJECT)
    assert "ลิงก์ดาวน์โหลด" in says(whole, "ส่งออกรายชื่อที่เสนอ")  # this bot has no address for one
    heading, *lines = table(talent, "all")
    assert [str(one) for one in heading][:6] == ["เรื่อง", "หน่วย", "เลขรับ", "ชื่อ", "วันที่ส่ง", "ล่าช้า"]
    assert len(lines) == 34  # 17 units in each of two calls
    assert [line[2] for line in lines if line[3]] == [1, 1]
    assert {line[1] for line in table(talent, "unit:law")[1:]} == {"สำนักกฎหมาย"}
    assert len(table(talent, "phase:1")) == 1
    page = read(talent, EVERYTHING, "/app/calls")
    for part in ("นางสาวกมลชนก ทองแท้", "1/2561", "0812345678", "ประยูร ศรีสุข", "ระบบนัดหมายออนไลน์"):
        assert part in page
    assert "/app/calls" in read(talent, EVERYTHING, "/app")
    assert "กมลชนก" not in read(talent, OF_LAW, "/app/calls")
    assert "กมลชนก" not in read(talent, LAW, "/app/calls")
    assert "กมลชนก" in read(talent, GENERAL, "/app/calls")
    own = read(talent, GENERAL, "/app")
    assert "ข้อมูล" in own
    assert "ปฏิทินการบันทึก" not in own  # nobody reports days here
    assert "ภาคีเครือข่าย" not in own
    del other, of_law


def test_the_day_of_a_summary_above_is_none_of_what_was_sent(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    rows = (HEADINGS, *ROWS)
    with programme_running(request, tmp_path, TALENT, rows, THURSDAY, "https://bot.example.go.th") as opened:
        whole = opened.joined(EVERYTHING)
        for words in ("ส่งออกรายชื่อที่เสนอ", "ส่งออกรายชื่อที่เสนอ 20-21 ก.พ. 61"):
            says(whole, "สรุปวันนี้")
            says(whole, words)
        says(whole, "สรุปวันนี้")
        whole.says("ส่งออก")
        (offered,) = whole.hears(1)
        labels = [str(item["action"]["label"]) for item in offered["quickReply"]["items"]]
        assert labels == ["รายชื่อและโครงการที่เสนอ", "รายชื่อ"]  # nothing of which this programme has none
        assert "“ส่งออกรายชื่อและโครงการที่เสนอ excel”" in everything_in(offered)
        data = next(
            str(item["action"]["data"])
            for item in offered["quickReply"]["items"]
            if "ที่เสนอ" in str(item["action"]["label"])
        )
        taps(whole, data)
        with opened.database.read() as session:
            made = session.scalars(select(Download).order_by(Download.id)).all()
            assert [(str(one.first), str(one.last)) for one in made] == [
                ("None", "None"), ("2018-02-20", "2018-02-21"), ("None", "None"),
            ]  # fmt: skip


def test_who_is_erased_or_unsends_is_in_no_answer_any_more(talent: RunningBot) -> None:
    phone, law = talent.joined(GENERAL), talent.joined(LAW)
    says(phone, f"เสนอชื่อ นาย{LAW} นิติกร 0812345678")
    message = phone.says(SECOND).message_id
    phone.hears(1)
    phone.unsends(message)
    until(lambda: candidates_of(talent)[1].name is None, "what was unsent is withdrawn")
    with talent.database.write() as session:
        erasure.erase(session, people.by_name(session, LAW)[0], talent.bot.clock.now(), actor="command")
    assert [(one.name, one.facts, one.state) for one in candidates_of(talent)] == [(None, {}, "withdrawn")] * 2
    assert "เลขรับ 3/2561" in says(phone, NAMED)  # no number is given twice
    says(phone, "เสนอชื่อ นายชาย ใจดี นิติกร 0819998888")  # another name ends alike
    with talent.database.write() as session:
        erasure.erase(session, people.by_name(session, GENERAL)[0], talent.bot.clock.now(), actor="command")
    left = [(one.name, one.sent_by_id, one.message_ids) for one in candidates_of(talent)[2:]]
    assert left == [("นางสาวกมลชนก ทองแท้", None, ","), ("นายชาย ใจดี", None, ",")]
    del law


def test_the_menu_and_the_first_card_invite_what_the_programme_is_for(talent: RunningBot) -> None:
    phone, whole = talent.joined(GENERAL), talent.joined(EVERYTHING)
    menu = says(phone, "เมนู")
    assert menu.index("เสนอชื่อ") < menu.index("เสนอโครงการ") < menu.index("📊")
    assert "บันทึกวันนี้" not in menu  # who answers calls reports no days
    assert "กองกลาง" in taps(phone, ShowCalls("people").pack())
    assert taps(phone, ShowCalls("mine").pack(), 2).count("กองกลาง") >= 2  # what was sent of people, and of projects
    assert taps(phone, ShowCalls("deadline").pack()).count("28 กุมภาพันธ์ 2561") == 2
    assert "ครบ 0 จาก 17 หน่วย" in taps(whole, ShowCalls("projects").pack())
    assert [word for word in ("ทีม", "ภาคไหนยังขาด", "ถามพี่เลี้ยง") if word in menu.replace("Talent Team", "")] == []
    assert "เสนอชื่อ" in says(phone, "ช่วยเหลือ")
    assert "หน่วยไหนยังขาดรายชื่อ" in says(whole, "เมนู")
    assert "พิมพ์เช่น" in says(phone, "เสนอชื่อ")
    talent.line.clock(set="2018-03-05T10:00:00+07:00")
    assert "💡" in says(phone, "เมนู").partition("📊")[0]  # late answers are still taken
    talent.line.clock(set="2018-04-05T10:00:00+07:00")
    assert "🙋" not in says(phone, "เมนู")  # but after a month nothing invites them


def table(talent: RunningBot, scope: str) -> list[list[object]]:
    """The rows of the file as somebody with this scope gets it."""
    out = io.BytesIO()
    with talent.database.read() as session:
        text = talent.bot.texts.in_language("th")
        access = scopes.of_scopes([scope], talent.bot.programme)
        maker = ExportMaker(session, talent.bot.programme, access, text, talent.bot.clock.now().date())
        maker.make(ExportRequest("candidates", "xlsx"), out)
    sheet = load_workbook(io.BytesIO(out.getvalue())).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def read(talent: RunningBot, name: str, path: str) -> str:
    """A page as somebody who has joined reads it."""
    with talent.database.write() as session:
        _, token = web_sessions.begin(session, people.by_name(session, name)[0].id, "Android", talent.bot.clock.real())
    asked = Request(f"{talent.url}{path}", headers={"Cookie": f"castbot={token}"})
    with urlopen(asked, timeout=HANG) as answer:
        return str(answer.read().decode())


def test_a_summary_says_how_many_units_have_not_sent_what_is_asked(talent: RunningBot) -> None:
    kanda, thana = talent.joined(EVERYTHING), talent.joined(OF_LAW)
    assert "ยังไม่ครบ 17 หน่วย" in says(kanda, "สรุป")
    assert "ยังไม่ครบ 1 หน่วย" in says(thana, "สรุป")


def test_a_district_that_asks_to_apply_hears_how_and_its_members_are_offered_nothing_to_send(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    may = datetime.fromisoformat("2022-05-30T10:00:00+07:00")
    with programme_running(request, tmp_path, pilot_districts.PILOT, PILOT_ROSTER, may) as pilot:
        chief, member = pilot.joined(pilot_districts.CHIEF), pilot.joined(pilot_districts.WOMEN)
        for words in ("ขอสมัครอำเภอนำร่อง", "สมัครยังไง", "อำเภอเราขอสมัครเข้าร่วมโครงการ"):
            said = says(chief, words)
            assert ("10 มิถุนายน 2565" in said, "เรียบร้อยอยู่แล้ว" in said) == (True, False), words
        assert "เรียบร้อยอยู่แล้ว" in says(chief, "ลงทะเบียน")
        assert "เสนอโครงการ" in says(chief, "เมนู")
        assert "เสนอโครงการ" not in says(member, "เมนู") + says(member, "ช่วยเหลือ")
        assert "เลขรับ 1/2565" in says(chief, "ส่งใบสมัคร ขุดลอกหนองน้ำ พื้นที่ ต.แม่ใจ")
        assert [(one.unit, one.name) for one in candidates_of(pilot)] == [("5607", "ขุดลอกหนองน้ำ")]
