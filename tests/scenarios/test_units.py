"""The pilot districts of 2565 are a folder: teams with seats, nominations to them, steps, plans, files and pages."""

import io
import json
import re
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot.__main__ import main
from bot.postback import HandleNomination, ShowUnits, unpack
from models.activities.activities import Activity
from models.coordination import scopes
from models.coordination.downloads import ExportRequest
from models.people import people, web_sessions
from models.people.people import Membership
from models.privacy import erasure
from models.units.nominations import NominationState, TeamNomination
from services.exports.making import ExportMaker
from tests.patience import HANG, until
from tests.running_bot import RunningBot
from tests.scenarios.interviewing import actions_of
from tests.scenarios.many_people import everything_in
from tests.scenarios.mentoring import hears_later, told
from tests.scenarios.pilot_districts import (
    ABBOT,
    AUGUST,
    CHIEF,
    EVERYTHING,
    FORUM,
    NORTH,
    OTHER,
    OWNER,
    ROWS,
    SOUTH,
    WOMEN,
    newest,
    roster,
    says,
)


def test_everybody_of_the_team_sees_what_one_recorded_and_nobody_of_another_team(pilot: RunningBot) -> None:
    phone, team, other = pilot.joined(CHIEF), pilot.joined(WOMEN), pilot.joined(OTHER)
    says(phone, FORUM, 2)
    record = told(team, "บันทึกของทีม")
    assert [part for part in (CHIEF, "เวทีประชาคม ต.แม่ใจ") if part not in record] == []
    assert "หนองเล็งทราย" not in told(other, "บันทึกของทีม")
    other.taps(ShowUnits("record", "5607").pack())
    assert "หนองเล็งทราย" not in everything_in(other.hears(1))
    assert "หนองเล็งทราย" in told(pilot.joined(NORTH), "เวทีประชาคมอำเภอแม่ใจได้กี่คนแล้ว")
    assert "หนองเล็งทราย" not in told(pilot.joined(SOUTH), "เวทีประชาคมอำเภอแม่ใจได้กี่คนแล้ว")


def test_a_coordinator_sees_all_units_in_scope_the_worst_first(pilot: RunningBot) -> None:
    phone = pilot.joined(CHIEF)
    says(phone, FORUM, 2)
    table = told(pilot.joined(NORTH), "เวทีประชาคมไปถึงไหนแล้ว")
    assert "105/834 คน" in table
    assert "กลุ่มจังหวัดภาคเหนือตอนบน 1" not in table
    whole = pilot.joined(EVERYTHING)
    first = told(whole, "เวทีประชาคมไปถึงไหนแล้ว")
    assert [part for part in ("0/834 คน", "มาแล้ว 105 จาก 15,000 คน", "ยังไม่จัด 17 หน่วย") if part not in first] == []
    assert "105/834" not in first  # it has most, so it is last, on the next page
    assert "105/834" in told(whole, "หน้าถัดไป")
    summary, muted = told(whole, "สรุป"), told(whole, "งดเตือนวันนี้")
    assert "ใบสมัครอำเภอนำร่อง" not in summary  # it ended in June, and takes nothing more
    assert [part for part in ("วันที่ต้องรายงาน", "ตรวจครบ") if part in summary + muted] == []
    assert "ใบสมัครอำเภอนำร่อง" in told(whole, "อำเภอไหนยังไม่สมัคร")
    assert "ทีมอำเภอ อำเภอแม่ใจ" in told(phone, "ทีมของฉัน")


def test_whom_a_member_nominates_a_coordinator_gives_a_seat_and_a_code(pilot: RunningBot) -> None:
    phone, coordinator, elsewhere = pilot.joined(CHIEF), pilot.joined(NORTH), pilot.joined(SOUTH)
    assert "รอผู้ประสานงานรับรอง" in says(phone, "เสนอชื่อ ผู้แทน อส. นายเด่นชัย คงมั่น ๐๘๖ ๕๕๕ ๐๑๐๓")
    assert "นายเด่นชัย คงมั่น (รอรับรอง)" in told(phone, "ทีมของเรา")
    waiting = told(coordinator, "รายชื่อรอ")
    assert [part for part in ("นายเด่นชัย คงมั่น", "ผู้แทน อส.", "0865550103", "อำเภอแม่ใจ") if part not in waiting] == []
    assert "ไม่มีรายชื่อรอรับรอง" in told(elsewhere, "รายชื่อรอ")
    assert "ผู้ที่เสนอเข้าทีมรอรับรอง 1 คน" in told(coordinator, "สรุป")
    told(coordinator, "รายชื่อรอ")
    accept = next(one for one in actions_of(newest(coordinator), "nominated") if "accept" in one["data"])
    elsewhere.takes(accept)
    assert "รหัส" not in everything_in(elsewhere.hears(1))
    coordinator.takes(accept)
    done = everything_in(coordinator.hears(1))
    assert "รหัสลงทะเบียน" in done
    assert hears_later(phone, "รับ นายเด่นชัย คงมั่น เป็น “ผู้แทน อส.” แล้ว")
    with pilot.database.read() as session:
        held = session.scalars(select(Membership).where(Membership.seat == "volunteer")).one()
        one = session.scalars(select(TeamNomination)).one()
        assert (held.unit, one.state, one.person_id) == ("5607", NominationState.ACCEPTED, held.person_id)
    coordinator.takes(accept)
    assert "ได้รับการพิจารณาไปแล้ว" in everything_in(coordinator.hears(1))
    newcomer = pilot.joins("นายเด่นชัย คงมั่น")
    assert "มีแล้ว 4 จาก 10 คน" in told(newcomer, "ทีมของเรา")


def test_the_seat_is_asked_where_none_is_named_and_one_may_take_back_ones_own(pilot: RunningBot) -> None:
    phone, other = pilot.joined(CHIEF), pilot.joined(WOMEN)
    assert "เป็นผู้แทนตำแหน่งใด" in says(phone, "ขอเสนอ นางสาววิภา สุขใจ 0815550109")
    assert "3 จาก 10" in says(phone, "ทีมของเรา")
    says(phone, "ขอเสนอ นางสาววิภา สุขใจ 0815550109")
    says(phone, "ภาควิชาการ")
    button = next(one for one in actions_of(newest(phone), "nominated"))
    assert unpack(button["data"]) == HandleNomination(1, "back")
    other.takes(button)
    assert "รอรับรอง" in told(phone, "ทีมของเรา")
    phone.takes(button)
    assert "ถอนชื่อ นางสาววิภา สุขใจ แล้ว" in everything_in(phone.hears(1))
    assert "รอรับรอง" not in told(phone, "ทีมของเรา")


def test_a_nomination_says_who_holds_the_seat_and_whom_it_replaces(pilot: RunningBot) -> None:
    phone, coordinator = pilot.joined(WOMEN), pilot.joined(NORTH)
    assert f"ตำแหน่งนี้มี {CHIEF} อยู่แล้ว" in says(phone, "เสนอ นายอำเภอ นายเก่ง กล้าหาญ 0811111111")
    assert "ปรับการเสนอ นายเก่ง กล้าหาญ" in says(phone, "เสนอ นายอำเภอ นายเก่ง กล้าหาญ 0811111112")
    assert "แทน นายเก่ง กล้าหาญ" in says(phone, "เสนอ นายอำเภอ นายกล้า หาญสู้ 0811111113")
    assert f"มี {CHIEF} อยู่ในตำแหน่งนี้" in says(coordinator, "รายชื่อรอ")


def test_a_message_with_two_nominations_says_that_one_is_stored(pilot: RunningBot) -> None:
    phone = pilot.joined(CHIEF)
    both = "เสนอ ปลัดอำเภอ นายวีระ มั่นคง 081-555-0134 และ กำนัน นายบุญมี ศรีสุข 081-555-0135"
    assert "บันทึกเฉพาะ นายวีระ มั่นคง" in says(phone, both)
    assert "บันทึกเฉพาะ" not in says(phone, "เสนอ กำนัน นายบุญมี ศรีสุข 081-555-0135")
    assert "3 จาก 10" in says(phone, "ใครอยู่ในทีมบ้าง")
    assert "ยังไม่มีแผน" in says(phone, "แผนอำเภอของเรา")


def test_who_is_missing_is_listed_by_unit(pilot: RunningBot) -> None:
    assert "ว่าง 1" in told(pilot.joined(NORTH), "อำเภอแม่ใจขาดใครบ้าง")
    assert "อำเภอแม่ใจ" in told(pilot.joined(NORTH), "เวทีประชาคมแม่ใจ")
    said = told(pilot.joined(NORTH), "อำเภอไหนยังขาดคนในทีม")
    assert [part for part in ("มีแล้ว 3 จาก 40 ที่นั่ง", "3/10 คน", "0/10 คน", "ว่าง: นายอำเภอ") if part not in said] == []


def test_where_every_seat_is_held_the_nominations_that_wait_are_still_said(tmp_path: Path, pilot: RunningBot) -> None:
    units = pilot.bot.programme.units
    assert units is not None
    north = [unit for unit in units.teams if unit.code in units.within("north-upper-2")]
    taken = {("5607", key) for key in ("chief", "women", "religious")}
    held = [
        f"R{unit.code}{seat.key},คน {unit.code} {seat.key},participant,กรมการปกครอง,,{unit.code},{seat.name.th},"
        for unit in north
        for seat in units.seats
        if (unit.code, seat.key) not in taken
    ]
    assert main(["roster", "import", str(roster(tmp_path, *ROWS, *held))]) == 0
    coordinator = pilot.joined(NORTH)
    assert "ครบทุกทีมแล้ว" in says(coordinator, "อำเภอไหนยังขาดคนในทีม")
    says(pilot.joined(CHIEF), "เสนอ ผู้แทน อส. นายเด่นชัย คงมั่น 0865550103")
    said = says(coordinator, "อำเภอไหนยังขาดคนในทีม")
    assert ("ครบทุกทีมแล้ว" in said, "รอรับรอง 1 คน" in said) == (False, True)


def test_what_is_wrong_with_units_and_seats_of_a_roster_is_said_with_its_cell(
    pilot: RunningBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = (
        "P5,คน ก,participant,กรมการปกครอง,,แม่ใจ พะเยา,นายอำเภอ,",
        "P6,คน ข,participant,กรมการปกครอง,,แม่จ๋าย,นายอำเภอ,",
        "P7,คน ค,participant,กรมการปกครอง,,แม่ใจ พะเยา,นายกสมาคม,",
        "P8,คน ง,participant,กรมการปกครอง,,,,",
        "C9,คน จ,coordinator,สป.มท.,,,,unit:nowhere",
    )
    assert main(["roster", "import", str(roster(tmp_path, *ROWS, *wrong))]) == 1
    said = capsys.readouterr().err
    assert f"ที่นั่งนายอำเภอมีได้ 1 คนในเวลาเดียวกัน และมี {CHIEF} อยู่แล้ว" in said
    assert "คอลัมน์ “หน่วย” ค่า “แม่จ๋าย”: ไม่พบหน่วยนี้ในโครงการ" in said
    assert "ค่า “นายกสมาคม”: ไม่มีที่นั่งนี้ในทีม" in said
    assert "ต้องระบุหน่วยของทีม" in said
    assert "ค่า “unit:nowhere”: ไม่พบหน่วยนี้ในโครงการ" in said


def test_who_coordinates_everything_reports_steps_and_sees_them_the_latest_first(pilot: RunningBot) -> None:
    whole, north = pilot.joined(EVERYTHING), pilot.joined(NORTH)
    said = says(whole, "กิจกรรมที่ ๓ มา ๗๔๒ คน")
    assert [part for part in ("3. ", "742/856 คน", "เลยกำหนด") if part not in said] == []
    assert "เสร็จ 10 ส.ค. 2565" in says(whole, "กิจกรรมที่ 3 เสร็จแล้ว")
    button = actions_of(newest(whole), "step-back")[0]
    north.takes(button)
    assert "ถอน" not in everything_in(north.hears(1))
    assert "ผู้รายงานกิจกรรมนี้คือ" in says(north, "กิจกรรมที่ 4 เสร็จแล้ว")
    table = says(north, "กิจกรรมไปถึงไหนแล้ว")
    assert [
        part for part in ("เสร็จ 1 · เลยกำหนด 3", "742/856 คน", "4/760 คน", "0/15,000 คน") if part not in table
    ] == []
    assert table.index("เลยกำหนด 3") < table.index("1. ") < table.index("6. ") < table.index("3. ")
    whole.takes(button)
    assert "ถอนรายงานของกิจกรรมที่ 3 แล้ว" in everything_in(whole.hears(1))
    assert "เสร็จ 0 · เลยกำหนด 4" in says(whole, "กิจกรรมถึงไหนแล้ว")
    assert "นับจากบันทึกเวที" in says(whole, "กิจกรรมที่ 6 มา 500 คน")


def test_the_body_that_answers_for_a_step_reports_it_without_a_coordinator_of_everything(pilot: RunningBot) -> None:
    owner, phone = pilot.joined(OWNER), pilot.joined(CHIEF)
    assert "742/856 คน" in says(owner, "กิจกรรมที่ 3 มา 742 คน")  # อบรมผู้นำอำเภอ is กรมการปกครอง's
    assert "สถาบันดำรงราชานุภาพ" in says(owner, "กิจกรรมที่ 5 เสร็จแล้ว")  # another body's
    assert "ผู้รายงานกิจกรรมนี้คือ" in says(owner, "กิจกรรมที่ 3 และ 5 เสร็จแล้ว")
    says(phone, "กิจกรรมที่ 3 มา 10 คน")  # a district chief of the same body reports none
    said = says(phone, "กิจกรรมไปถึงไหนแล้ว")
    assert f"รายงานล่าสุด 10 ส.ค. 2565 โดย {OWNER}" in said
    assert "742/856" in said
    assert "0/1,800" in said  # nothing was stored of the others


def test_what_may_be_no_report_of_a_step_is_asked_about(pilot: RunningBot) -> None:
    whole = pilot.joined(EVERYTHING)
    assert "อยู่ระหว่างดำเนินการ" in says(whole, "กิจกรรมที่ 7 เสร็จไปครึ่งหนึ่ง")
    says(whole, "กิจกรรมที่ 3 มา 400 คน")
    assert "จะรวมเป็น 800 คน" in says(whole, "กิจกรรมที่ 3 มา 400 คน")
    says(whole, "ไม่")
    assert "เกินเป้าหมาย 856 คน" in says(whole, "กิจกรรมที่ 3 มา 500 คน")
    whole.taps_label("ยืนยันรายงาน")
    assert "900/856 คน" in everything_in(whole.hears(1))
    done = says(whole, "กิจกรรมที่หนึ่งและกิจกรรมที่สองเสร็จแล้ว")
    assert [done.count("เสร็จ 10 ส.ค. 2565"), "ถอนรายงานข้อ 2" in done] == [2, True]
    assert "ยืนยันว่าเสร็จแล้ว" in says(whole, "กิจกรรมที่ 5 จัดแล้ว")
    assert "เสร็จ 10 ส.ค. 2565" in says(whole, "ยืนยันรายงาน")


def test_the_one_plan_of_a_unit_is_numbered_revisions_that_its_team_and_coordinators_read(pilot: RunningBot) -> None:
    phone, team, other = pilot.joined(CHIEF), pilot.joined(WOMEN), pilot.joined(OTHER)
    assert "ฉบับที่ 1 ของอำเภอแม่ใจ" in says(phone, "One Plan: ขุดลอกหนองเล็งทราย และทำฝาย ๒ จุด")
    message = team.says("ปรับแผนอำเภอ ครั้งที่ 2\nเพิ่มบ่อบาดาลที่บ้านหนองบัว").message_id
    assert "ฉบับที่ 2 ของอำเภอแม่ใจ" in everything_in(team.hears(1))
    seen = says(phone, "ดูแผนอำเภอ")
    assert seen.index("เพิ่มบ่อบาดาลที่บ้านหนองบัว") < seen.index(WOMEN) < seen.index("ขุดลอกหนองเล็งทราย")
    assert "ยังไม่มีแผน" in says(other, "one plan")
    north = pilot.joined(NORTH)
    assert "มีแล้ว 1 จาก 4 หน่วย" in says(north, "แผนอำเภอไหนยังไม่มี")
    assert "บ้านหนองบัว" in says(north, "ดูแผนอำเภอแม่ใจ")
    assert "บ้านหนองบัว" not in says(pilot.joined(SOUTH), "ดูแผนอำเภอแม่ใจ")
    team.unsends(message)
    until(lambda: "บ้านหนองบัว" not in told(phone, "ดูแผนอำเภอ"), "what was unsent is not read")
    assert "ฉบับที่ 2" in told(phone, "ดูแผนอำเภอ")
    assert "ฉบับที่ 1" not in says(other, "วันนี้ประชุมทำแผนอำเภอกับปลัดอำเภอ 12 คน")
    for words in ("ปรับแผน เพิ่มถนน 1 สาย", "เพิ่มในแผน ขุดสระ 2 แห่ง"):  # after an entry's card, and correct no entry
        assert "ฉบับใหม่ของอำเภอเชียงดาวหรือไม่" in says(other, words), words
    assert "ฉบับใหม่" not in says(other, "ส่งแผนที่ให้หน่อย")


def test_menu_and_help_offer_what_the_programme_has_and_nothing_else(pilot: RunningBot) -> None:
    phone, whole = pilot.joined(CHIEF), pilot.joined(EVERYTHING)
    menu, help_said = says(phone, "เมนู"), says(phone, "ช่วยเหลือ")
    words = {
        "เวทีประชาคมถึงไหนแล้ว": "0/834",
        "รายชื่อทีม": "3 จาก 10",
        "ดู one plan": "ยังไม่มีแผน",
        "กิจกรรมไปถึงไหนแล้ว": "9 ข้อ",
    }
    for word, answer in words.items():
        assert word in menu
        assert answer in says(phone, word)
    assert [part for part in ("“ทีมของเรา”", "“เสนอ”", "ปรับ one plan:", "มติขุดสระ") if part not in help_said] == []
    lost = ("ถามพี่เลี้ยง", "แบบฟอร์ม", "แผนพัฒนาเฉพาะบุคคล", "หน้าที่เมื่อกลับ")
    assert [part for part in lost if part in menu + help_said] == []
    assert "สำรวจแหล่งน้ำหมู่ 3" in help_said
    missing = says(whole, "ใครยังไม่รายงาน")
    assert "ไม่กำหนดให้รายงานรายวัน" in missing
    assert "ใครยังไม่รายงาน" not in missing
    status = says(phone, "สถานะ")
    assert [part for part in (*lost, "ภาคไหนยังขาด", "ยังไม่พบ", "0 วัน") if part in status + menu] == []
    coordinating = says(whole, "ช่วยเหลือ") + says(whole, "เมนู")
    assert "ใครยังไม่รายงาน" not in coordinating
    for example, answer in (("เวทีประชาคมถึงไหนแล้ว", "ยังไม่จัด"), ("รายชื่อรอ", "ไม่มี"), ("กิจกรรมไปถึงไหนแล้ว", "กิจกรรม 9 ข้อ")):
        assert example in coordinating
        assert answer in says(whole, example)


def test_a_plan_without_words_is_none_and_its_number_is_not_given_again(pilot: RunningBot) -> None:
    phone, team, north = pilot.joined(CHIEF), pilot.joined(WOMEN), pilot.joined(NORTH)
    message = team.says("One Plan: ขุดลอกหนองเล็งทราย").message_id
    team.hears(1)
    team.unsends(message)
    until(lambda: "มีแล้ว 0 จาก 4 หน่วย" in told(north, "แผนอำเภอไหนยังไม่มี"), "what was unsent is no plan")
    assert "ฉบับที่ 2" in says(phone, "One Plan: ทำฝายชะลอน้ำ ๒ จุด")
    with pilot.database.write() as session:
        erasure.erase(session, people.by_name(session, CHIEF)[0], pilot.bot.clock.now(), actor="command")
    assert "ฉบับที่ 3" in says(team, "One Plan: ปลูกป่าต้นน้ำ")
    seen = told(team, "ดูแผนอำเภอ")
    assert [part for part in ("ทำฝาย", CHIEF, "หนองเล็งทราย") if part in seen] == []
    assert [f"ฉบับที่ {number}" in seen for number in (1, 2, 3)] == [True] * 3


def table(pilot: RunningBot, kind: str, scope: str) -> list[list[object]]:
    """The rows of an export as somebody with this scope gets it."""
    out = io.BytesIO()
    with pilot.database.read() as session:
        access = scopes.of_scopes([scope], pilot.bot.programme)
        text = pilot.bot.texts.in_language("th")
        maker = ExportMaker(session, pilot.bot.programme, access, text, AUGUST.date())
        maker.make(ExportRequest(kind, "xlsx"), out)
    return [list(row) for row in load_workbook(out).worksheets[0].iter_rows(values_only=True)]


def test_forums_and_teams_are_files_in_ones_scope(pilot: RunningBot, tmp_path: Path) -> None:
    phone = pilot.joined(CHIEF)
    says(phone, FORUM, 2)
    headings, *rows = table(pilot, "forums", "unit:north-upper-2")
    (row,) = [dict(zip(headings, row, strict=True)) for row in rows]
    assert (row["หน่วย"], row["วาระ"], row["มติ"]) == ("อำเภอแม่ใจ", "น้ำแล้ง", "ให้ขุดลอกหนองเล็งทราย")
    assert (row["ภาคราชการ"], row["ภาคประชาชน"], row["ผู้เข้าร่วมทั้งหมด"], row["ผู้บันทึก"]) == (20, 80, 105, CHIEF)
    assert len(table(pilot, "forums", "province:90")) == 1
    headings, *rows = table(pilot, "teams", "province:56")
    assert len(rows) == 10
    assert sorted(row[3] for row in rows if row[3]) == sorted((CHIEF, WOMEN, ABBOT))
    assert len(table(pilot, "teams", "all")) == 761
    assert main(["export", "teams", "--out", str(tmp_path / "teams.csv")]) == 0
    assert len((tmp_path / "teams.csv").read_text("utf-8-sig").splitlines()) == 761


def test_pages_show_units_to_who_sees_them_and_a_place_in_the_menu_only_where_there_are_any(pilot: RunningBot) -> None:
    phone = pilot.joined(CHIEF)
    says(phone, FORUM, 2)
    for name in (OTHER, NORTH, SOUTH, EVERYTHING):
        pilot.joined(name)
    north = read(pilot, NORTH, "/app/units")
    assert [part for part in ("อำเภอแม่ใจ", ">105</b>/834", "3/10", 'href="/app/units"') if part not in north] == []
    assert "อำเภอเชียงดาว" not in north
    first = read(pilot, NORTH, "/app")
    assert re.findall(r'<a href="/app/units"><b>([\d,]+)</b><small>([^<]+)', first) == [
        ("1", "เวทีประชาคม"),
        ("105", "ผู้ร่วมเวที จาก 834 คน"),
        ("0", "หน่วยที่ยังไม่จัดเวที"),
    ]
    assert [
        part for part in ("ขาดบันทึก", "บันทึกรอตรวจ", 'href="/app/reviews"', "<h2>วันนี้</h2>") if part in first
    ] == []  # nobody is expected to report each day here
    whole = read(pilot, NORTH, "/app/whole")
    assert 'href="/app/units/5607">อำเภอแม่ใจ</a></th><td class="number"><b>1</b>' in whole
    assert 'href="#where">หน่วย</a>' in whole
    never = ("วันที่ต้องรายงาน", "0 จังหวัด", "รอตรวจ", "ครูพี่เลี้ยง", "วันที่ขาด", "เงียบหาย", 'name="place"')
    for path in ("/app/whole", "/app/people", "/app/entries", "/app/leave"):
        page = read(pilot, EVERYTHING, path)
        assert [part for part in never if part in page] == [], path
        places = [part for part in ("/app/compare", "/app/certificates", "/app/reviews") if f'href="{part}"' in page]
        assert (places, 'href="/app/coverage"' in page) == ([], True)
    for path, shows in (
        ("/app/entries", "ให้ขุดลอกหนองเล็งทราย"),
        ("/app/people", f">{CHIEF}</a>"),
        ("/app/coverage", CHIEF),
    ):
        for code, has in (("5607", True), ("north-upper-2", True), ("5004", False), ("nowhere", True)):
            assert (shows in read(pilot, EVERYTHING, f"{path}?unit={code}")) is has, (path, code)
    assert "<b>1</b><small>บันทึก" in read(pilot, EVERYTHING, "/app/whole?unit=56")
    assert "<b>0</b><small>บันทึก" in read(pilot, EVERYTHING, "/app/whole?unit=north-upper-1")
    assert [json.loads(read(pilot, EVERYTHING, f"/app/map/data?unit={code}"))["total"] for code in ("56", "50")] == [
        1,
        0,
    ]
    with pilot.database.read() as session:
        programme, thai = pilot.bot.programme, pilot.bot.texts.in_language("th")
        everything = scopes.of_scopes(["all"], programme)
        maker = ExportMaker(session, programme, everything, thai, AUGUST.date(), chosen=select(Activity.id))
        files = [
            maker.make(ExportRequest("entries", "csv", area=code), io.BytesIO()) for code in ("north-upper-2", "50")
        ]
    assert files == [1, 0]
    offered = read(pilot, NORTH, "/app/people").partition('name="unit"')[2].partition("</select>")[0]
    assert ("กลุ่มจังหวัดภาคเหนือตอนบน 2" in offered, "อำเภอเชียงดาว" in offered) == (True, False)
    assert CHIEF not in read(pilot, SOUTH, "/app/people?unit=5607")
    papers = read(pilot, EVERYTHING, "/app/papers")
    assert [kind for kind in ("evaluation", "certificate", "plan") if f'value="{kind}"' in papers] == []
    assert "หน่วยที่มีบันทึก 0 หน่วย" in read(pilot, SOUTH, "/app/whole")
    one = read(pilot, NORTH, "/app/units/5607")
    assert [part for part in (CHIEF, "ให้ขุดลอกหนองเล็งทราย", "ภาคประชาชน 80", "ว่าง 1") if part not in one] == []
    says(phone, "One Plan: ขุดลอกหนองเล็งทราย")
    assert "ฉบับที่ 1" in read(pilot, NORTH, "/app/units/5607")
    for name in (OTHER, SOUTH):
        with pytest.raises(HTTPError):
            read(pilot, name, "/app/units/5607")
    assert "อำเภอแม่ใจ" not in read(pilot, OTHER, "/app/units")


def read(pilot: RunningBot, name: str, path: str) -> str:
    """A page as somebody who has joined reads it."""
    with pilot.database.write() as session:
        _, token = web_sessions.begin(session, people.by_name(session, name)[0].id, "Android", pilot.bot.clock.real())
    asked = Request(f"{pilot.url}{path}", headers={"Cookie": f"castbot={token}"})
    with urlopen(asked, timeout=HANG) as answer:
        return str(answer.read().decode())
