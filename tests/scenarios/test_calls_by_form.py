"""A call that is answered with a form of the folder: sent with a number, refused with the rule's reason, within the
unit's share, corrected after sending, in the chat and on the web."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
import urllib3
from sqlalchemy import select

from bot.postback import CorrectCandidate, EditAnswer, HandleCandidate
from models.forms import submissions
from models.people import people
from models.people.people import Membership
from tests.patience import HANG
from tests.running_bot import RunningBot
from tests.scenarios.conftest import programme_running
from tests.scenarios.interviewing import say_all
from tests.scenarios.many_people import everything_in
from tests.scenarios.test_calls import (
    GENERAL,
    HEADINGS,
    LAW,
    OF_LAW,
    ROWS,
    SUPPORT,
    TALENT,
    THURSDAY,
    candidates_of,
    says,
    taps,
)

FORM = """# ใบเสนอโครงการ

## survey

| type | name | label::ไทย (th) | label::English (en) | required |
|---|---|---|---|---|
| text | name | ชื่อโครงการ | Name of the project | yes |
| select_one topics | topic | ประเด็น | Topic | yes |
| date | done | แล้วเสร็จวันใด | Done by | yes |

## choices

| list_name | name | label::ไทย (th) | label::English (en) |
|---|---|---|---|
| topics | digital | รัฐบาลดิจิทัล | Digital government |
| topics | law | ปฏิรูปกฎหมาย | Law reform |

## settings

| form_title | form_id | version | default_language |
|---|---|---|---|
| ใบเสนอโครงการ | proposal | 1 | ไทย (th) |
"""
TERMS = """
[[forms]]
key = "proposal"
file = "forms/proposal.md"
for = "participant"
name = { th = "ใบเสนอโครงการ", en = "Proposal" }
opens = 2018-02-20
closes = 2018-03-31
wanted = 2
"""
MEMBER, BOTH = "วิทยา ทองดี", "สุดา รอบคอบ"
MORE = (
    f"P9,{MEMBER},participant,สป.มท.,,กองกลาง,สมาชิก Talent Team,",
    f"C9,{BOTH},participant,สป.มท.,,กลุ่มพัฒนาระบบบริหาร,ผู้ประสานงาน,",
    f"C9,{BOTH},coordinator,สป.มท.,,,,unit:law",
)


@pytest.fixture
def talent(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBot]:
    folder = tmp_path / "by-form"
    copytree(TALENT, folder)
    (folder / "forms").mkdir()
    (folder / "forms" / "proposal.md").write_text(FORM, "utf-8")
    file = folder / "programme.toml"
    said = file.read_text("utf-8").replace('of = "projects"', 'of = "projects"\nform = "proposal"')
    file.write_text(said + TERMS, "utf-8")
    rows = (HEADINGS, *ROWS, *MORE)
    with programme_running(request, tmp_path, folder, rows, THURSDAY) as opened:
        yield opened


def test_a_form_is_sent_with_a_number_refused_by_a_rule_and_corrected(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    asked = everything_in(say_all(phone, "เสนอโครงการ ระบบนัดหมายออนไลน์"))
    assert "ชื่อโครงการ" in asked
    assert "ระบบนัดหมายออนไลน์" in asked
    assert candidates_of(talent) == []  # nothing is sent before the form is handed in
    say_all(phone, "ระบบนัดหมายออนไลน์", "รัฐบาลดิจิทัล", "1 เม.ย. 2562")
    refused = says(phone, "ส่งแบบฟอร์ม", 2)
    assert "ส่งไม่ได้: โครงการต้องแล้วเสร็จ" in refused  # the folder's own words
    assert candidates_of(talent) == []
    say_all(phone, "3", "30 ธ.ค. 2561")
    assert "เลขรับ 1/2561" in says(phone, "ส่งแบบฟอร์ม", 2)
    (one,) = candidates_of(talent)
    assert (one.state, one.unit, one.name, one.facts) == (
        "sent", "general", "ระบบนัดหมายออนไลน์", {"topic": "digital", "done": "2018-12-30"},
    )  # fmt: skip

    review = taps(phone, CorrectCandidate(one.id, "topic").pack())  # a part is corrected where it was said
    assert "ใบเสนอโครงการ" in review
    say_all(phone, "แก้ข้อ 3")
    assert "ส่งไม่ได้: โครงการต้องแล้วเสร็จ" in says(phone, "1 เม.ย. 2562", 2)
    assert candidates_of(talent)[0].facts["done"] == "2018-12-30"  # what a rule refuses is not taken
    for number, said in (("แก้ข้อ 3", "30 พ.ย. 2561"), ("แก้ข้อ 1", "ระบบนัดหมาย")):
        say_all(phone, number)
        assert "แก้ไขแล้ว" in says(phone, said, 2)
    (one,) = candidates_of(talent)
    assert (one.number, one.name, one.facts["done"]) == (1, "ระบบนัดหมาย", "2018-11-30")
    with talent.database.read() as session:
        person = people.by_name(session, GENERAL)[0].id
        form = submissions.latest_of(session, person, "proposal")
        assert form is not None
    taps(phone, HandleCandidate(one.id, "withdraw").pack())
    assert [one.state for one in candidates_of(talent)] == ["withdrawn"]
    taps(phone, EditAnswer(form.id, 2).pack())
    assert "ถูกถอน" in says(phone, "ปฏิรูปกฎหมาย", 2)
    assert candidates_of(talent)[0].facts["topic"] == "digital"
    member = everything_in(say_all(talent.joined(MEMBER), "แบบฟอร์ม"))
    assert "ชื่อโครงการ" not in member  # who does not answer for the unit


def test_who_coordinates_answers_by_form_for_a_unit_in_scope_whose_contact_is_told(talent: RunningBot) -> None:
    contact, office = talent.joined(LAW), talent.joined(OF_LAW)
    assert "บอกชื่อหน่วยด้วยว่าส่งแทนหน่วยใด พิมพ์เช่น “สำนักกฎหมาย เสนอโครงการ" in says(office, "เสนอโครงการ ระบบคิวออนไลน์")
    assert "ไม่อยู่ในหน่วยที่ท่านดูแล" in says(office, "กองกลาง เสนอโครงการ ระบบคิวออนไลน์")
    asked = everything_in(say_all(office, "สำนักกฎหมาย เสนอโครงการ ระบบคิวออนไลน์"))
    assert [part for part in ("สำนักกฎหมาย", "ชื่อโครงการ") if part not in asked] == []
    say_all(office, "ระบบคิวออนไลน์", "ปฏิรูปกฎหมาย", "30 พ.ย. 2561")
    assert "เลขรับ 1/2561" in says(office, "ส่งแบบฟอร์ม", 2)
    told = everything_in(contact.hears(1))
    assert [part for part in ("ระบบคิวออนไลน์", "แทนหน่วยของท่าน", "เลขรับ 1/2561") if part not in told] == []
    say_all(office, "แก้ข้อ 1")
    assert "แก้ไขแล้ว" in says(office, "ระบบคิว", 2)
    (one,) = candidates_of(talent)
    assert (one.unit, one.name, one.number) == ("law", "ระบบคิว", 1)
    assert "ไม่พบ" not in says(office, "สำนักกฎหมาย เสนอโครงการ ทบทวนระเบียบ")  # its draft waits on the web, too
    with talent.database.write() as session:
        person = people.by_name(session, OF_LAW)[0]
        draft = submissions.drafts_of(session, person.id)[0]
        token = submissions.new_link(session, draft, talent.bot.clock.now())
        held = session.scalars(select(Membership).where(Membership.person_id == person.id)).one()
        held.scope = "unit:general"
    page = urllib3.request("GET", f"{talent.url}/f/{token}", timeout=HANG)
    assert (page.status, "ชื่อโครงการ" in page.data.decode()) == (404, False)  # the unit is another's now
    assert "ทบทวนระเบียบ" not in everything_in(say_all(office, "แบบฟอร์ม"))


def test_a_contact_who_coordinates_too_answers_for_their_own_unit_without_naming_it(talent: RunningBot) -> None:
    phone = talent.joined(BOTH)
    assert "กลุ่มพัฒนาระบบบริหาร" in everything_in(say_all(phone, "เสนอโครงการ ระบบคิวออนไลน์"))
    say_all(phone, "ระบบคิวออนไลน์", "ปฏิรูปกฎหมาย", "30 พ.ย. 2561")
    assert "เลขรับ 1/2561" in says(phone, "ส่งแบบฟอร์ม", 2)
    assert [one.unit for one in candidates_of(talent)] == ["system"]
    assert "ชื่อโครงการ" in everything_in(say_all(phone, "แบบฟอร์ม"))


def test_on_the_web_a_rule_and_the_share_of_a_unit_hold_as_well(talent: RunningBot) -> None:
    phone = talent.joined(SUPPORT)

    def hands_in(*answers: str) -> tuple[int, str]:
        say_all(phone, "แบบฟอร์ม", *answers)
        with talent.database.write() as session:
            person = people.by_name(session, SUPPORT)[0].id
            draft = submissions.drafts_of(session, person)[0]
            token = submissions.new_link(session, draft, talent.bot.clock.now())
        answered = urllib3.request(
            "POST",
            f"{talent.url}/f/{token}",
            body="hand_in=1",
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            timeout=HANG,
        )
        return answered.status, answered.data.decode()

    status, page = hands_in("ระบบคิวออนไลน์", "รัฐบาลดิจิทัล", "1 เม.ย. 2562")
    assert (status, candidates_of(talent)) == (422, [])
    assert "โครงการต้องแล้วเสร็จ" in page
    say_all(phone, "ยกเลิกแบบฟอร์ม")
    for name in ("ระบบคิวออนไลน์", "ทบทวนระเบียบพัสดุ"):
        assert hands_in(name, "ปฏิรูปกฎหมาย", "30 พ.ย. 2561")[0] == 200
    assert [(one.number, one.unit, one.state) for one in candidates_of(talent)] == [
        (1, "support", "sent"), (2, "support", "sent"),
    ]  # fmt: skip
    status, page = hands_in("ระบบที่สาม", "ปฏิรูปกฎหมาย", "30 พ.ย. 2561")
    assert (status, len(candidates_of(talent))) == (422, 2)
    assert "หน่วยส่งครบจำนวนแล้ว" in page
