"""The development plan of an organisation is a folder: staff record what they learned, supervisors confirm it."""

import io
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from sqlalchemy import select

from bot.postback import ChooseCompetency, ConfirmTraining, DropTraining, ShowDevelopment, ShowUnits, TakeSpendingBack
from models.activities.activities import ActivityState
from models.coordination import scopes
from models.coordination.downloads import ExportRequest
from models.coordination.scopes import AccessScope, Grant
from models.development.revisions import CourseSpending, DevelopmentRevision
from models.people import people, web_sessions
from models.privacy import erasure
from services.exports.making import ExportMaker
from services.reports.asked import PaperAsked, PaperSource
from services.reports.kinds import KINDS
from services.reports.making import make
from tests.patience import HANG, until
from tests.running_bot import RunningBot
from tests.scenarios.local_office import BUYER, CLERK, FEBRUARY, HEAD, HR, LOCAL, OTHER, TOLD, says, taps, trainings_of
from tests.scenarios.many_people import everything_in, photo


def test_training_is_recorded_from_one_message_chosen_for_and_confirmed_by_the_head_of_the_division(
    office: RunningBot,
) -> None:
    clerk, head = office.joined(CLERK), office.joined(HEAD)
    card = says(clerk, TOLD)
    for part in ("การบริหารพัสดุภาครัฐ", "ฝึกอบรม", "3 วัน", "ขอนแก่น", "3. การจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ"):
        assert part in card, part
    [(training, entry, served)] = trainings_of(office)
    assert (training.days, str(training.first), str(entry.day)) == (3, "2024-02-05", "2024-02-07")
    assert training.course == "procurement_2567"
    assert set(served) == {"rules", "accuracy"}  # as the planned course has them
    says(clerk, "5")  # การทำงานเป็นทีม, the fifth of those that are asked
    assert "teamwork" in trainings_of(office)[0][2]
    taps(clerk, ChooseCompetency(entry.id, "teamwork"))
    assert "teamwork" not in trainings_of(office)[0][2]
    waiting = says(head, "รอยืนยัน")
    assert CLERK in waiting
    assert "การบริหารพัสดุภาครัฐ" in waiting
    assert CLERK in taps(head, ConfirmTraining(entry.id, True), 2)
    assert trainings_of(office)[0][1].state == ActivityState.APPROVED
    assert "ยืนยันแล้ว" in taps(clerk, DropTraining(entry.id))
    assert trainings_of(office)[0][1].state == ActivityState.APPROVED


def test_a_training_that_was_taken_back_or_is_another_division_s_is_shown_to_nobody(office: RunningBot) -> None:
    clerk, head, other = office.joined(CLERK), office.joined(HEAD), office.joined(OTHER)
    says(clerk, TOLD)
    entry = trainings_of(office)[0][1].id
    look = ShowDevelopment("training", None, entry)
    assert "การบริหารพัสดุภาครัฐ" in taps(head, look)
    assert "การบริหารพัสดุภาครัฐ" not in taps(other, look)
    says(other, TOLD)
    elsewhere = next(one.id for _, one, _ in trainings_of(office) if one.id != entry)
    assert "การบริหารพัสดุภาครัฐ" not in taps(head, ShowDevelopment("training", None, elsewhere))
    taps(clerk, DropTraining(entry))
    assert "การบริหารพัสดุภาครัฐ" not in taps(clerk, look) + taps(head, look)


@pytest.mark.parametrize(
    "words", ["พรุ่งนี้จะไปอบรมระบบ e-GP 2 วัน", "อบรมจริยธรรมวันไหนคะ", "ไม่ได้ไปอบรมที่จังหวัด ติดงาน", "ขออนุญาตไปอบรม 3 วัน"]
)
def test_a_plan_a_question_and_what_did_not_happen_are_no_training(office: RunningBot, words: str) -> None:
    says(office.joined(CLERK), words)
    assert trainings_of(office) == []


def test_what_may_be_over_or_to_come_is_asked_about_before_it_is_stored(office: RunningBot) -> None:
    clerk = office.joined(CLERK)
    assert "เสร็จแล้วใช่หรือไม่" in says(clerk, "อบรมการเขียนหนังสือราชการ")
    assert trainings_of(office) == []
    clerk.taps_label("อบรมแล้ว บันทึก")
    assert "การเขียนหนังสือราชการ" in everything_in(clerk.hears())
    assert len(trainings_of(office)) == 1


def test_the_same_training_told_twice_is_one(office: RunningBot) -> None:
    clerk = office.joined(CLERK)
    says(clerk, TOLD)
    assert "ไม่บันทึกซ้ำ" in says(clerk, TOLD)
    assert len(trainings_of(office)) == 1


def test_nobody_confirms_their_own_or_that_of_another_division(office: RunningBot) -> None:
    head, other = office.joined(HEAD), office.joined(OTHER)
    says(head, "เรียนออนไลน์ เรื่องจริยธรรม 6 ชั่วโมง")
    says(other, "อบรมการสำรวจ 2 วัน มาแล้ว")
    [(_, own, _), (_, foreign, _)] = trainings_of(office)
    for entry in (own, foreign):
        taps(head, ConfirmTraining(entry.id, True))
        taps(other, ConfirmTraining(entry.id, True))
    assert {entry.state for _, entry, _ in trainings_of(office)} == {ActivityState.SUBMITTED}
    assert "ไม่มีการอบรมที่รอ" in says(head, "รอยืนยัน")
    assert "ไม่มี" in says(other, "งบใช้ไปเท่าไร")
    for words in ("หลักสูตรที่ 3 ใช้งบ 5,000 บาท", "ปรับแผน: หลักสูตรที่ 3 งบ 30,000 บาท เพราะแพง"):
        for phone in (head, other):  # the committee's acts
            assert "เฉพาะคณะกรรมการ" in says(phone, words), words


def test_what_is_lacking_is_shown_to_oneself_and_by_group_to_who_oversees(office: RunningBot) -> None:
    clerk, hr = office.joined(CLERK), office.joined(HR)
    before = says(clerk, "ยังขาดสมรรถนะอะไรบ้าง")
    assert "ยังขาด 8 สมรรถนะ" in before  # five for everybody, three of the line
    says(clerk, "เรียนออนไลน์ เรื่องจริยธรรม 6 ชั่วโมง เมื่อวาน")
    after = says(clerk, "ยังขาดสมรรถนะอะไรบ้าง")
    assert "ยังขาด 8 สมรรถนะ" in after  # what waits to be confirmed is shown apart
    assert "รอยืนยัน 1 · 6 ชั่วโมง" in after
    taps(hr, ConfirmTraining(trainings_of(office)[0][1].id, True), 2)
    assert "ยังขาด 7 สมรรถนะ" in says(clerk, "ยังขาดสมรรถนะอะไรบ้าง", 2)
    groups = says(hr, "สมรรถนะที่ยังขาด")
    assert "มีประสบการณ์" in groups
    assert "2 คน" in groups
    assert "ยังไม่ได้อบรม 3 คน" in says(hr, "ใครยังไม่ได้อบรม")
    assert "ผู้นำการเปลี่ยนแปลง" not in says(clerk, "แผนพัฒนาของฉัน")  # for other groups
    assert "แผนพัฒนาบุคลากร ปี 2568" in says(clerk, "ขอดูแผนปี 2568")


def test_the_committee_revises_the_plan_with_a_reason_and_says_what_was_spent(office: RunningBot) -> None:
    hr, clerk = office.joined(HR), office.joined(CLERK)
    assert "ปรับเพราะเหตุใด" in says(hr, "ปรับแผน: หลักสูตรที่ 3 งบ 50,000 บาท")
    stored = says(hr, "วิทยากรขึ้นราคา")
    assert "ครั้งที่ 1" in stored
    assert "42,000 เป็น 50,000" in stored
    assert "ยังไม่ทราบว่าจัดเดือนใด" in says(hr, "เพิ่มหลักสูตร การปฐมพยาบาล งบ 20,000 บาท เพราะมีเหตุบ่อย")
    assert "ครั้งที่ 2" in says(hr, "เพิ่มหลักสูตร การปฐมพยาบาล เดือนมีนาคม งบ 20,000 บาท เพราะมีเหตุบ่อย")
    year = says(hr, "แผนปี 2567")
    assert "50,000 บาท" in year
    assert "การปฐมพยาบาล" in year
    assert "20,000 บาท" in says(hr, "หลักสูตรที่ 3 ใช้งบ 20,000 บาท")
    assert "ใช้ 20,000 บาท" in says(hr, "งบใช้ไปเท่าไร")
    with office.database.read() as session:
        spent = session.scalars(select(CourseSpending)).one()
    taps(hr, TakeSpendingBack(spent.id))
    assert "ใช้ไปแล้ว 0 บาท" in says(hr, "งบใช้ไปเท่าไร")
    assert "มีเหตุบ่อย" in says(hr, "ประวัติการปรับแผน")
    dropped = says(hr, "ยกเลิกหลักสูตรที่ 4 และ 5 เพราะงบไม่พอ")
    assert [part for part in ("ครั้งที่ 3", "ครั้งที่ 4", "4. ", "5. ") if part not in dropped] == []
    says(clerk, "ปรับแผน: หลักสูตรที่ 3 งบ 1 บาท เพราะอยากลด")
    with office.database.read() as session:
        assert len(list(session.scalars(select(DevelopmentRevision)))) == 4


@pytest.mark.parametrize("first", ["ประกาศ พรุ่งนี้ขอให้ทุกท่านส่งใบประกาศ", "ลบข้อมูลของฉัน", "ลา สมชาย วันที่ 15-16 ก.พ. 67"])
def test_the_plan_is_spoken_of_while_something_else_is_to_be_chosen(office: RunningBot, first: str) -> None:
    hr = office.joined(HR)
    for words, answer in (
        ("แผนปี 2567", "391,000"),
        ("หลักสูตรที่ 3 ใช้งบ 5,000 บาท", "5,000 บาท บันทึกแล้ว"),
        ("กิจกรรมไปถึงไหนแล้ว", "16 ข้อ"),
    ):
        says(hr, first)
        assert answer in says(hr, words), words


def test_who_is_erased_leaves_no_training_and_no_words_in_the_plan(office: RunningBot) -> None:
    hr, clerk = office.joined(HR), office.joined(CLERK)
    says(clerk, TOLD)
    says(hr, "ปรับแผน: หลักสูตรที่ 3 งบ 50,000 บาท เพราะวิทยากรขึ้นราคา")
    with office.database.write() as session:
        for name in (CLERK, HR):
            erasure.erase(session, people.by_name(session, name)[0], FEBRUARY, actor="test")
    assert trainings_of(office) == []
    with office.database.read() as session:
        revision = session.scalars(select(DevelopmentRevision)).one()
        assert (revision.number, revision.reason) == (1, None)


def test_a_person_out_of_scope_does_not_exist(office: RunningBot) -> None:
    head = office.joined(HEAD)
    with office.database.read() as session:
        mine, other = (people.by_name(session, name)[0].id for name in (CLERK, OTHER))
    assert CLERK in taps(head, ShowDevelopment("person", mine))
    assert OTHER not in taps(head, ShowDevelopment("person", other))


def test_the_page_shows_what_one_may_see_confirms_and_revises_as_the_chat_does(office: RunningBot) -> None:
    clerk = office.joined(CLERK)
    for name in (HEAD, HR, OTHER):
        office.joined(name)
    says(clerk, TOLD)
    own = read(office, CLERK, "/app/development")
    assert [part for part in ("การบริหารพัสดุภาครัฐ", "รอผู้บังคับบัญชายืนยัน") if part not in own] == []
    assert [part for part in (OTHER, "คงเหลือ", "ปรับแผน</h2>") if part in own] == []
    head = read(office, HEAD, "/app/development?year=2568")
    assert [part for part in (CLERK, "ยืนยันการอบรม", "คงเหลือ", "ปี 2568") if part not in head] == []
    assert [part for part in (OTHER, "ปรับแผน</h2>") if part in head] == []
    entry = trainings_of(office)[0][1]
    for name, state in ((OTHER, ActivityState.SUBMITTED), (HEAD, ActivityState.APPROVED)):
        post(office, name, f"/app/development/trainings/{entry.id}")
        assert trainings_of(office)[0][1].state == state
    with pytest.raises(HTTPError):
        post(office, HEAD, "/app/development/courses", number="3", budget="1", reason="ลด")
    post(office, HR, "/app/development/courses", number="3", budget="50,000", reason="วิทยากรขึ้นราคา", act="change")
    page = read(office, HR, "/app/development")
    assert [part for part in ("42,000 เป็น 50,000", "วิทยากรขึ้นราคา", OTHER) if part not in page] == []


def test_on_the_page_a_training_is_sent_back_and_spending_reported_and_taken_back(office: RunningBot) -> None:
    clerk = office.joined(CLERK)
    for name in (HEAD, HR, OTHER):
        office.joined(name)
    says(clerk, TOLD)
    entry = trainings_of(office)[0][1]
    head = read(office, HEAD, "/app/development")
    assert [part for part in ("3 วัน", "5–7 ก.พ. 2567", "ฝึกอบรม", "ส่งกลับให้แก้ไข") if part not in head] == []
    back = f"/app/development/trainings/{entry.id}/return"
    for name, words, state in (
        (OTHER, "ขาดใบประกาศ", ActivityState.SUBMITTED),
        (HEAD, "", ActivityState.SUBMITTED),
        (HEAD, "ขาดใบประกาศ", ActivityState.RETURNED),
    ):
        post(office, name, back, words=words)
        assert trainings_of(office)[0][1].state == state
    assert "ขาดใบประกาศ" in everything_in(clerk.hears(2))
    with pytest.raises(HTTPError):
        post(office, HEAD, "/app/development/spending", number="3", amount="25,000")
    for amount in ("25,000", "99999999999999", "มาก"):
        post(office, HR, "/app/development/spending", number="3", amount=amount)
    page = read(office, HR, "/app/development")
    assert "25,000" in page
    with office.database.read() as session:
        [spent] = session.scalars(select(CourseSpending))
    with pytest.raises(HTTPError):
        post(office, HEAD, f"/app/development/spending/{spent.id}/back")
    post(office, HR, f"/app/development/spending/{spent.id}/back")
    assert "ยังไม่มีการแจ้งใช้งบ" in read(office, HR, "/app/development")


def test_in_english_years_are_of_the_common_era(office: RunningBot) -> None:
    hr = office.joined(HR)
    says(hr, "English")
    assert "Development plan 2024" in says(hr, "แผนปี 2567")
    assert "2025" in says(hr, "งบใช้ไปเท่าไร")
    says(hr, "ปรับแผน: หลักสูตรที่ 3 งบ 50,000 บาท เพราะวิทยากรขึ้นราคา")
    assert "Revision 1 · 2024" in says(hr, "ประวัติการปรับแผน")
    page = read(office, HR, "/app/development")
    assert "Development plan 2024" in page
    assert "2567" not in page.split('id="courses"')[0]


def test_files_have_the_trainings_and_what_is_lacking_of_who_may_be_seen(office: RunningBot) -> None:
    says(office.joined(CLERK), TOLD)
    says(office.joined(OTHER), "อบรมการสำรวจ 2 วัน มาแล้ว")
    with office.database.read() as session:
        text, today = office.bot.texts.in_language("th"), FEBRUARY.date()
        head = people.by_name(session, HEAD)[0].id
        access = scopes.of_coordinator(session, office.bot.programme, head, today)
        maker = ExportMaker(session, office.bot.programme, access, text, today)
        written = {}
        for kind in ("trainings", "gaps"):
            out = io.BytesIO()
            maker.make(ExportRequest(kind, "csv"), out)
            written[kind] = out.getvalue().decode("utf-8-sig")
    assert [part for part in (CLERK, "การบริหารพัสดุภาครัฐ", "18") if part not in written["trainings"]] == []
    assert [part for part in (CLERK, BUYER, HEAD, "มุ่งผลสัมฤทธิ์") if part not in written["gaps"]] == []
    assert OTHER not in written["trainings"] + written["gaps"]


def test_a_photo_after_the_card_is_the_certificate_also_of_a_head(office: RunningBot) -> None:
    for number, name in enumerate((CLERK, HEAD), 1):
        phone = office.joined(name)
        says(phone, "เรียนออนไลน์ เรื่องจริยธรรม 6 ชั่วโมง เมื่อวาน")
        phone.sends_image(photo())
        card = everything_in(phone.hears())
        assert "จริยธรรม" in card
        assert "รูป 1 รูป" in card
        assert [entry.photos for _, entry, _ in trainings_of(office)] == [1] * number


def test_a_photo_before_the_words_belongs_to_the_same_training(office: RunningBot) -> None:
    clerk = office.joined(CLERK)
    clerk.sends_image(photo())
    clerk.hears()
    assert "รูป 1 รูป" in says(clerk, TOLD)
    [(_, entry, _)] = trainings_of(office)
    assert (str(entry.day), entry.photos) == ("2024-02-07", 1)


def test_an_unsent_message_takes_its_topic_back_and_the_certificate_stays(office: RunningBot) -> None:
    clerk = office.joined(CLERK)
    clerk.sends_image(photo())
    clerk.hears()
    sent = clerk.says(TOLD)
    clerk.hears()
    clerk.unsends(sent.message_id)
    until(lambda: trainings_of(office)[0][1].words is None, "the words are taken back")
    [(training, entry, _)] = trainings_of(office)
    assert (training.topic, entry.photos) == (None, 1)


def test_who_has_confirmed_a_training_is_told_that_its_message_was_unsent(office: RunningBot) -> None:
    clerk, head = office.joined(CLERK), office.joined(HEAD)
    sent = clerk.says(TOLD)
    clerk.hears()
    taps(head, ConfirmTraining(trainings_of(office)[0][1].id, True), 2)
    clerk.unsends(sent.message_id)
    assert f"{CLERK} ถอนข้อความของการอบรม" in everything_in(head.hears(3))
    assert "ไม่นับอีก" in everything_in(head.hears(3))
    assert trainings_of(office) == []


def test_who_joins_is_told_what_the_programme_is_for(office: RunningBot) -> None:
    phone = office.joins(CLERK)
    said = " ".join(str(one["message"]) for one in phone.chat() if one["from"] == "bot")
    assert "เรียนออนไลน์ เรื่องจริยธรรม 6 ชั่วโมง" in said


def opened(office: RunningBot, name: str) -> tuple[str, str]:
    """The cookie and the form token of a new session of somebody who has joined."""
    with office.database.write() as session:
        person = people.by_name(session, name)[0].id
        made, token = web_sessions.begin(session, person, "Android", office.bot.clock.real())
        return f"castbot={token}", made.form_token


def read(office: RunningBot, name: str, path: str) -> str:
    cookie, _ = opened(office, name)
    with urlopen(Request(f"{office.url}{path}", headers={"Cookie": cookie}), timeout=HANG) as answer:
        return str(answer.read().decode())


def post(office: RunningBot, name: str, path: str, **fields: str) -> None:
    cookie, form = opened(office, name)
    body = urlencode({**fields, "form_token": form}).encode()
    with urlopen(Request(f"{office.url}{path}", data=body, headers={"Cookie": cookie}), timeout=HANG):
        pass


def test_the_plan_is_a_paper_with_its_years_budget_results_and_revisions(office: RunningBot) -> None:
    says(office.joined(CLERK), TOLD)
    hr = office.joined(HR)
    says(hr, "ปรับแผน: หลักสูตรที่ 3 งบ 50,000 บาท เพราะวิทยากรขึ้นราคา 2 เท่า")
    says(hr, "หลักสูตรที่ 2 ใช้งบ 20,000 บาท")
    assert "ส่งไฟล์ทางนี้ไม่ได้" in says(hr, "ขอแผนพัฒนาบุคลากรเป็น pdf")  # here is no address; it is no view of the plan
    with office.database.read() as session:
        bot = office.bot
        text = bot.texts.in_language("th")
        source = PaperSource(session, bot.programme, LOCAL, AccessScope((Grant(),)), text, FEBRUARY, bot.media)
        made = KINDS["development"].gather(source, PaperAsked("development"), 0)
        written = make(source, PaperAsked("development"), "docx").file
    year = made["years"][0]
    assert (year["year"], year["spent"], year["left"]) == ("๒๕๖๗", "๒๐,๐๐๐", "๔๐๐,๐๐๐")
    assert [one["number"] for one in year["courses"]] == list("๑๒๓๔๕๖๗๘")
    assert [one["budget"] for one in year["courses"] if one["number"] == "๓"] == ["๕๐,๐๐๐"]
    assert [one["trained"] for one in made["results"]] == ["๐", "๑", "๐"]
    assert made["revisions"][0]["reason"] == "วิทยากรขึ้นราคา ๒ เท่า"
    assert written[:2] == b"PK"


def test_steps_are_shown_and_reported_without_units(office: RunningBot) -> None:
    hr, clerk = office.joined(HR), office.joined(CLERK)
    assert "วิเคราะห์ความต้องการพัฒนา ปี 2567" in says(clerk, "กิจกรรมไปถึงไหนแล้ว")
    assert "วิเคราะห์ความต้องการพัฒนา ปี 2567" in taps(clerk, ShowUnits("steps"))
    assert "เสร็จ 14 ก.พ. 2567" in says(hr, "กิจกรรมที่ 1 เสร็จแล้ว")


def test_a_summary_says_how_many_trainings_wait_to_be_confirmed(office: RunningBot) -> None:
    clerk, hr = office.joined(CLERK), office.joined(HR)
    assert "การอบรมรอยืนยัน" not in says(hr, "สรุป")
    clerk.says(TOLD)
    clerk.hears(1)
    assert "การอบรมรอยืนยัน 1 รายการ" in says(hr, "สรุป")


def test_half_a_day_and_parts_of_hours_are_stored_shown_and_added_up(office: RunningBot) -> None:
    clerk = office.joined(CLERK)
    assert "0.5 วัน" in says(clerk, "อบรมคุณธรรม ครึ่งวัน เมื่อวาน")
    assert "1.5 ชั่วโมง" in says(clerk, "เรียนออนไลน์ เรื่องการใช้ AI 1.5 ชม.")
    assert "4.5 ชั่วโมง" in says(clerk, "ประวัติการอบรม")
    assert [(one.days, one.hours) for one, _, _ in trainings_of(office)] == [(0.5, None), (None, 1.5)]


def test_two_trainings_of_one_message_are_offered_and_each_is_recorded_by_its_own_words(office: RunningBot) -> None:
    clerk = office.joined(CLERK)
    clerk.says("วันที่ 5 ก.พ. อบรมวินัย 1 วัน และเรียนออนไลน์ PDPA 2 ชม.")
    [card] = clerk.hears(1)
    offered = [part["action"]["text"] for part in card["contents"]["body"]["contents"] if "action" in part]
    assert trainings_of(office) == []
    for words in offered:
        says(clerk, words)
    stored = [(one.topic, one.days, one.hours, str(entry.day)) for one, entry, _ in trainings_of(office)]
    assert stored == [("วินัย", 1, None, "2024-02-05"), ("PDPA", None, 2, "2024-02-05")]
