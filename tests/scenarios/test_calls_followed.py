"""What follows when a unit has sent somebody: who chooses, one's own page, a name corrected, a part that was unsent."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from sqlalchemy import select

from bot.postback import CorrectCandidate, HandleRoster, TakeIn
from models.people import imports, people, web_sessions
from models.people.people import Membership, Person
from programmes.forums import Forums
from programmes.sections import Label
from services.units.forum_holders import forum_holders
from tests.patience import HANG, until
from tests.running_bot import RunningBot
from tests.scenarios.conftest import programme_running
from tests.scenarios.test_calls import (
    EVERYTHING,
    GENERAL,
    HEADINGS,
    LAW,
    NAMED,
    OF_LAW,
    ROWS,
    SUPPORT,
    TALENT,
    THURSDAY,
    candidates_of,
    read,
    says,
    taps,
)


@pytest.fixture
def talent(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBot]:
    with programme_running(request, tmp_path, TALENT, (HEADINGS, *ROWS), THURSDAY) as opened:
        yield opened


def test_who_asks_for_the_result_hears_who_chooses_and_when_it_is_told(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    for asked in ("ประกาศผลเมื่อไหร่", "ใครเป็นคนคัดเลือก", "คนที่ส่งไปผ่านการคัดเลือกไหมครับ"):
        said = says(phone, asked)
        assert "แต่ละหน่วยงานเป็นผู้คัดเลือกเอง" in said, asked
        assert "ไม่มีการคัดเลือกหรือประกาศผล" in said, asked  # and of projects, too
    assert "ส่งได้ถึง" in says(phone, "หมดเขตส่งรายชื่อวันไหน")
    assert "2 คน" in says(phone, "ส่งได้กี่คน")


def test_a_contacts_own_page_says_what_was_sent_until_when_and_what_is_lacking(talent: RunningBot) -> None:
    phone, other = talent.joined(GENERAL), talent.joined(EVERYTHING)
    says(phone, NAMED)
    says(phone, "เสนอชื่อ นายวิทยา ทองดี")
    with talent.database.read() as session:
        path = f"/app/people/{people.by_name(session, GENERAL)[0].id}"
    page = read(talent, GENERAL, path)
    expected = ("กองกลาง", "<b>1</b>/2", "ขาด 1<", "นางสาวกมลชนก ทองแท้", "1/2561", "นายวิทยา ทองดี", "28 ก.พ. 2561")
    assert [part for part in expected if part not in page] == []
    assert "กมลชนก" not in read(talent, EVERYTHING, path)  # whose page it is not, finds it on the page of calls
    assert "สิ่งที่ติดขัดขณะนี้" in read(talent, EVERYTHING, "/app/whole")  # of a programme without sectors
    del other


def test_a_name_that_was_sent_is_corrected_and_keeps_its_number(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    says(phone, NAMED)
    assert "ชื่อที่ถูกต้อง" in says(phone, "แก้ชื่อ")
    said = says(phone, "นางสาวกมลชนก ทองแทน")
    assert [
        part for part in ("ทองแทน", "เลขรับ 1/2561", "เดิม นางสาวกมลชนก ทองแท้", "0812345678") if part not in said
    ] == []
    says(phone, "แก้ชื่อ นางสาวกมลชนก ทองแทน เป็น นางสาวกมลชนก ทองทิพย์")
    assert [(one.name, one.number, one.state) for one in candidates_of(talent)] == [("นางสาวกมลชนก ทองทิพย์", 1, "sent")]
    again = "กองกลาง แก้ชื่อ นางสาวกมลชนก ทองทิพย์ เป็น นางสาวกมลชนก ทองทาบ"
    assert "ท่านส่งได้เฉพาะของ สำนักกฎหมาย" in says(talent.joined(LAW), again)
    assert "เดิม นางสาวกมลชนก ทองทิพย์" in says(talent.joined(EVERYTHING), again)  # by who coordinates, and nobody twice
    assert [(one.name, one.number, one.state) for one in candidates_of(talent)] == [("นางสาวกมลชนก ทองทาบ", 1, "sent")]


def test_another_person_is_no_correction_and_a_name_is_not_taken_twice(talent: RunningBot) -> None:
    phone, other = talent.joined(GENERAL), talent.joined(SUPPORT)
    says(phone, NAMED)
    says(phone, "เสนอชื่อ นายวิทยา ทองดี ตำแหน่งนิติกร โทร 0891112222")
    first, second = candidates_of(talent)
    assert "จะแก้ชื่อของรายใด" in says(phone, "แก้ชื่อ")
    assert "ชื่อที่ถูกต้องของ นายวิทยา" in taps(phone, CorrectCandidate(second.id, "name").pack())
    assert "ส่งชื่อนี้ไว้แล้วในรายอื่น" in says(phone, "กมลชนก ทองแท้")
    assert "ใช้ไม่ได้แล้ว" in taps(other, CorrectCandidate(first.id, "name").pack())  # another unit's
    says(phone, "แก้ชื่อจาก นายวิทยา ทองดี เป็น นายมานพ แก้วกล้า", 1)
    assert [one.name for one in candidates_of(talent)][:2] == [
        "นางสาวกมลชนก ทองแท้",
        "นายวิทยา ทองดี",
    ]  # replaced, not renamed


def test_unsending_an_answered_part_takes_back_that_part_alone_which_is_asked_again(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    says(phone, "เสนอชื่อ นางสาวกมลชนก ทองแท้ ตำแหน่งนิติกรปฏิบัติการ")
    message = phone.says("081-234-5678").message_id
    assert "เลขรับ 1/2561" in str(phone.hears(1))
    phone.unsends(message)
    until(lambda: candidates_of(talent)[0].state == "draft", "the part is taken out")
    assert "รับแล้ว 0 รายการ" in says(talent.joined(EVERYTHING), "หน่วยไหนยังขาดรายชื่อ")
    (one,) = candidates_of(talent)
    assert (one.state, one.name, one.facts) == ("draft", "นางสาวกมลชนก ทองแท้", {"position": "นิติกรปฏิบัติการ"})
    assert "เลขรับ 1/2561" in says(phone, "0899998888")  # the next answer is taken for it, and the number stays
    (one,) = candidates_of(talent)
    assert (one.state, one.facts["phone"]) == ("sent", "0899998888")


def test_unsending_the_message_that_named_somebody_withdraws_them(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    message = phone.says("เสนอชื่อ นางสาวกมลชนก ทองแท้ ตำแหน่งนิติกรปฏิบัติการ").message_id
    phone.hears(1)
    says(phone, "0812345678")
    phone.unsends(message)
    until(lambda: candidates_of(talent)[0].name is None, "what was unsent is withdrawn")
    assert "ยังไม่ส่งเลย 17" in says(talent.joined(EVERYTHING), "หน่วยไหนยังขาดรายชื่อ")
    assert [(one.state, one.name, one.facts) for one in candidates_of(talent)] == [("withdrawn", None, {})]


def test_whom_a_call_chose_become_members_once_and_it_can_be_undone(talent: RunningBot) -> None:
    phone, kanda = talent.joined(GENERAL), talent.joined(EVERYTHING)
    says(phone, NAMED)
    says(phone, "เสนอชื่อ นายวิทยา ทองดี ตำแหน่งนิติกร โทร 0891112222")
    says(talent.joined(SUPPORT), f"เสนอชื่อ นาย{LAW} ตำแหน่งนิติกร โทร 0893334444")  # who is on the roster
    assert "ยังเปิดรับอยู่" in says(kanda, "รับเข้าโครงการ")
    assert "รับเข้าโครงการแล้ว" not in taps(kanda, TakeIn("team").pack())
    talent.line.clock(set="2018-03-05T10:00:00+07:00")
    assert "เปิดไม่ได้แล้ว" in taps(talent.joined(OF_LAW), TakeIn("team").pack())  # who does not coordinate everything
    shown = says(kanda, "รับเข้าโครงการ")
    assert [part for part in ("นางสาวกมลชนก ทองแท้ · กองกลาง", "2 คน", f"ยังไม่รับ: นาย{LAW}") if part not in shown] == []
    assert members_of(talent) == []  # nothing is stored before the tap
    assert "รับเข้าโครงการแล้ว" in taps(kanda, TakeIn("team").pack())
    assert members_of(talent) == [("นางสาวกมลชนก ทองแท้", "general"), ("นายวิทยา ทองดี", "general")]
    assert "ทุกคนเป็นสมาชิกแล้ว" in taps(kanda, TakeIn("team").pack())  # nobody twice
    with talent.database.read() as session:
        made = imports.last_of(session, f"person:{people.by_name(session, EVERYTHING)[0].id}")
        assert made is not None
        undo = HandleRoster(made.id, "undo").pack()
    taps(kanda, undo)
    assert members_of(talent) == []
    assert [one.state for one in candidates_of(talent)] == ["sent"] * 3  # what was sent stays
    with talent.database.read() as session:  # forums of those that answered, where a programme says so
        name = Label(th="เวที", en="forum")
        days = {"first": date(2018, 3, 1), "last": date(2018, 3, 31)}
        terms = Forums(name=name, said=("เวที",), people=100, chosen_in="team", **days)
        programme = talent.bot.programme.model_copy(update={"forums": terms})
        assert len(forum_holders(session, programme, date(2018, 2, 28))) == 17
        assert [one.code for one in forum_holders(session, programme, date(2018, 3, 1))] == ["general", "support"]
    assert "2 คน" in says(kanda, "รับผู้ได้รับคัดเลือกเข้าโครงการ")
    assert 'action="/app/calls/team/members"' in read(talent, EVERYTHING, "/app/calls")
    assert "/members" not in read(talent, OF_LAW, "/app/calls")
    assert posts(talent, OF_LAW, "/app/calls/team/members") == 404
    assert members_of(talent) == []
    assert posts(talent, EVERYTHING, "/app/calls/team/members") == 200
    assert [name for name, _ in members_of(talent)] == ["นางสาวกมลชนก ทองแท้", "นายวิทยา ทองดี"]


def posts(talent: RunningBot, name: str, path: str) -> int:
    """Send a page's form as somebody who has joined, follow where it leads, and return the status."""
    with talent.database.write() as session:
        made, token = web_sessions.begin(
            session, people.by_name(session, name)[0].id, "Android", talent.bot.clock.real()
        )
        body = urlencode({"form_token": made.form_token}).encode()
    try:
        with urlopen(Request(f"{talent.url}{path}", body, {"Cookie": f"castbot={token}"}), timeout=HANG) as answer:
            return int(answer.status)
    except HTTPError as refused:
        with refused:
            return refused.code


def members_of(talent: RunningBot) -> list[tuple[str, str | None]]:
    held = (
        select(Person.name, Membership.unit)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.seat == "member")
    )
    with talent.database.read() as session:
        return [(name, unit) for name, unit in session.execute(held.order_by(Person.name))]


def test_of_several_calls_that_make_members_it_is_asked_which_unless_the_words_name_one(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder = tmp_path / "two-calls"
    copytree(TALENT, folder)
    file = folder / "programme.toml"
    before, behind = file.read_text("utf-8").split('[[calls]]\nkey = "projects"')
    spare = before[before.index('[[calls]]\nkey = "team"') : before.index("\n[[calls.numbers]]")]
    for was, becomes in (
        ('"team"', '"spares"'),
        ("รายชื่อ MOI's 4.0 Talent Team", "รายชื่อสำรอง"),
        ('said = ["MOI\'s 4.0 Talent Team", "talent team", "talent", "ทีม 4.0", "ทีม"]', 'said = ["สำรอง"]'),
    ):
        assert was in spare
        spare = spare.replace(was, becomes)
    file.write_text(f'{before}{spare}[[calls]]\nkey = "projects"{behind}', "utf-8")
    with programme_running(request, tmp_path, folder, (HEADINGS, *ROWS), THURSDAY) as two:
        phone, kanda = two.joined(GENERAL), two.joined(EVERYTHING)
        says(phone, NAMED)
        two.line.clock(set="2018-03-05T10:00:00+07:00")
        asked = says(kanda, "รับเข้าโครงการ")
        assert "รับจากรายการใด" in asked
        assert "รายชื่อสำรอง: ทุกคนเป็นสมาชิกแล้ว หรือยังไม่มีผู้ที่ส่งมา" in asked
        assert "นางสาวกมลชนก" not in asked
        assert "นางสาวกมลชนก ทองแท้ · กองกลาง" in taps(kanda, TakeIn("team", yes=False).pack())
        assert members_of(two) == []
        assert "รายชื่อสำรอง: ทุกคนเป็นสมาชิกแล้ว" in says(kanda, "รับเข้าโครงการ รายชื่อสำรอง")
        assert "นางสาวกมลชนก ทองแท้ · กองกลาง" in says(kanda, "รับสมาชิก talent team")
