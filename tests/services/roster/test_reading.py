"""A roster is read the same however it was saved."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from locales.texts import Texts
from programmes import Programme
from services.roster import KnownPerson, RosterErrors, RosterScope, read_roster
from tests.services.roster.roster_lines import coordinator, mentor, participant

Save = Callable[..., Path]
THAI = {
    "id": "รหัส",
    "name": "ชื่อ - สกุล",
    "role": "บทบาท",
    "agency": "สังกัด",
    "position": "ตำแหน่ง",
    "pilot_district": "อำเภอนำร่อง",
    "target_district": "อำเภอเป้าหมาย",
    "phase3_province": "จังหวัด (ช่วงที่ ๓)",
    "area": "พื้นที่",
    "scope": "ขอบเขต",
    "deputy": "ทำหน้าที่แทน",
    "from": "ตั้งแต่วันที่",
    "to": "ถึงวันที่",
}
EVERYBODY = (participant(), mentor(), coordinator())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "tis-620", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_reads_the_same(
    save: Save, cast: Programme, encoding: str, separator: str
) -> None:
    roster = read_roster(save(*EVERYBODY, encoding=encoding, separator=separator), cast)
    assert [row.name for row in roster.rows] == ["กานดา ทุ่งทอง", "ณรงค์ ต้นกล้า", "นภา เมฆขาว"]
    first = roster.rows[0]
    assert first.placements == {"pilot": "5607", "target": "8015", "province": "80"}
    assert [row.line for row in roster.rows] == [2, 3, 4]


def test_thai_headings_roles_and_scopes_read_as_english_ones(save: Save, cast: Programme) -> None:
    english = read_roster(save(*EVERYBODY), cast).rows
    roles = {"participant": "ผู้เข้าร่วมโครงการ", "mentor": "ครูพี่เลี้ยง", "coordinator": "ผู้ประสานงาน"}
    thai = [{THAI[key]: roles.get(value, value) for key, value in row.items()} for row in EVERYBODY]
    thai[2][THAI["scope"]] = "ทั้งหมด"
    assert read_roster(save(*thai, columns=[*THAI.values()], encoding="cp874"), cast).rows == english


@pytest.mark.parametrize(
    ("written", "scope"),
    [
        ("all", RosterScope("all")),
        ("ทั้งโครงการ", RosterScope("all")),
        ("phase:2", RosterScope("phase", "2")),
        ("Phase: 3", RosterScope("phase", "3")),
        ("ช่วงที่ ๔", RosterScope("phase", "4")),
        ("agency:กรมที่ดิน", RosterScope("agency", "กรมที่ดิน")),
        ("หน่วยงาน: พช.", RosterScope("agency", "กรมการพัฒนาชุมชน")),
        ("province:พะเยา", RosterScope("province", "56")),
        ("จังหวัดพะเยา", RosterScope("province", "56")),
    ],
)
def test_a_scope_is_read_in_both_languages(save: Save, cast: Programme, written: str, scope: RosterScope) -> None:
    assert read_roster(save(coordinator(scope=written)), cast).rows[0].scope == scope


@pytest.mark.parametrize(
    "written",
    [
        *("2023-10-01", "2566-10-01", "1/10/2566", "01-10-2023", "๑/๑๐/๒๕๖๖", "1/10/66", "1/10/23", "1 ต.ค. 2566"),
        *("1 ตุลาคม พ.ศ. 2566", "1 Oct 2023", "1-Oct-23", "2023-10-01 00:00:00"),
    ],
)
def test_a_day_is_read_in_either_era(save: Save, cast: Programme, written: str) -> None:
    assert read_roster(save(mentor(from_=written)), cast).rows[0].from_day == date(2023, 10, 1)


def test_an_abbreviated_agency_gets_its_full_name(save: Save, cast: Programme) -> None:
    assert read_roster(save(participant(agency="ปภ.")), cast).rows[0].agency == "กรมป้องกันและบรรเทาสาธารณภัย"


def test_a_surname_in_its_own_column_joins_the_name(save: Save, cast: Programme) -> None:
    row = {"ชื่อ": "นภา", "นามสกุล": "เมฆขาว", "บทบาท": "ผู้ประสานงาน", "ขอบเขต": "all"}
    assert read_roster(save(row, columns=[*row]), cast).rows[0].name == "นภา เมฆขาว"


@pytest.mark.parametrize(
    ("area", "code"),
    [
        ("แม่ใจ พะเยา", "5607"),
        ("อ.แม่ใจ จ.พะเยา", "5607"),
        ("พะเยา", "56"),
        ("จ.พะเยา", "56"),
        ("อ.พระนครศรีอยุธยา", "1401"),
        ("จ.พระนครศรีอยุธยา", "14"),
    ],
)
def test_a_mentors_area_is_a_district_or_a_province(save: Save, cast: Programme, area: str, code: str) -> None:
    assert read_roster(save(mentor(area=area)), cast).rows[0].area == code


def test_a_deputy_gets_the_area_of_their_mentor(save: Save, cast: Programme) -> None:
    rows = read_roster(save(mentor(), mentor("วิรัช รวงข้าว", area="", deputy="ณรงค์ ต้นกล้า")), cast).rows
    assert (rows[1].area, rows[1].deputy) == ("5607", "ณรงค์ ต้นกล้า")


def test_a_deputy_may_stand_in_for_a_mentor_already_on_record(save: Save, cast: Programme) -> None:
    known = [KnownPerson("ณรงค์ ต้นกล้า", "mentor")]
    assert read_roster(save(mentor("วิรัช รวงข้าว", deputy="ณรงค์ ต้นกล้า")), cast, known=known).rows


def test_a_new_chief_in_october_follows_the_old_one(save: Save, cast: Programme) -> None:
    old, new = mentor(to="30/9/2566"), mentor("สุเมธ บึงบัว", from_="1/10/2566")
    rows = read_roster(save(participant(), old, new), cast).rows
    assert (rows[1].to_day, rows[2].from_day) == (date(2023, 9, 30), date(2023, 10, 1))


def test_a_withdrawn_participant_makes_room_for_a_replacement(save: Save, cast: Programme) -> None:
    small = cast.model_copy(update={"capacity": 1})
    leaves = participant(to="15/9/2566", phase3_province="")  # gone before phase 3: no province needed
    joins = participant("มาลี ดอนแก้ว", from_="16/9/2566", pilot_district="")  # came after the pilot district
    assert len(read_roster(save(leaves, joins), small).rows) == 2


def test_a_line_without_id_is_the_known_person_of_that_name(save: Save, cast: Programme) -> None:
    known = [KnownPerson("กานดา ทุ่งทอง", "participant", id="P01", agency="กรมที่ดิน")]
    row = read_roster(save(participant()), cast, known=known).rows[0]
    assert (row.id, row.person) == ("P01", ("P01",))


def test_unused_columns_and_unmentored_areas_are_mentioned(save: Save, cast: Programme) -> None:
    path = save({**participant(), "หมายเหตุ": "-"}, columns=[*participant(), "หมายเหตุ"])
    keys = [notice.key for notice in read_roster(path, cast).notices]
    assert keys == ["roster-column-ignored"] + ["roster-area-without-mentor"] * 3


def test_mentors_who_are_stored_look_after_their_areas_too(save: Save, cast: Programme) -> None:
    path = save(participant())
    placed = read_roster(path, cast).rows[0].placements
    stored = [KnownPerson(f"พี่เลี้ยง {number}", "mentor", area=area) for number, area in enumerate(placed.values())]
    gone = KnownPerson("ณรงค์ ต้นกล้า", "mentor", area=placed["target"], span=(date(2023, 1, 1), date(2023, 6, 1)))
    keys = [notice.key for notice in read_roster(path, cast, known=stored).notices]
    assert keys == []
    others = [one for one in stored if one.area != placed["target"]]
    assert [notice.key for notice in read_roster(path, cast, known=[*others, gone]).notices] == [
        "roster-area-without-mentor"
    ]


# ── Excel ──


def test_a_workbook_as_people_make_them(tmp_path: Path, cast: Programme) -> None:
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "ปก"
    cover["A1"] = "โครงการ CAST 2566"
    sheet = book.create_sheet("รายชื่อ")
    sheet.merge_cells("A1:M1")
    sheet["A1"] = "รายชื่อผู้เข้าร่วมโครงการ"
    sheet.append([])
    sheet.append([*THAI.values()])
    sheet.append([*_cells(participant(id="7", from_="1"))])
    sheet.append([*_cells(participant("มาลี ดอนแก้ว", id="8", agency=""))])
    sheet["A4"], sheet["A5"] = 7, 8.0
    sheet["A5"].number_format = "0000"
    sheet["L4"] = date(2566, 7, 3)  # typed as a Buddhist year into a Gregorian Excel
    sheet["L5"] = 45110  # 3 July 2023, the cell's format lost
    sheet.merge_cells("D4:D5")  # one agency for both lines
    book.save(tmp_path / "roster.xlsx")
    rows = read_roster(tmp_path / "roster.xlsx", cast).rows
    assert [row.id for row in rows] == ["7", "0008"]
    assert [row.agency for row in rows] == ["กรมที่ดิน"] * 2
    assert [row.from_day for row in rows] == [date(2023, 7, 3)] * 2
    assert [row.line for row in rows] == [4, 5]


NAME_IN_PARTS = ("นาย", "สมชาย", "ใจดี"), ("ว่าที่ ร.ต.", "มาลี", "ดอนแก้ว")


def _named_in_parts(parts: int, below: tuple[str, ...] = ()) -> Workbook:
    """A workbook with the heading ชื่อ-สกุล merged over so many columns; `below` are headings under it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ลำดับ", "ชื่อ-สกุล", *[None] * (parts - 1), "บทบาท", "ขอบเขต"])
    if below:
        sheet.append([None, *below])
        for column in ("A", "E", "F"):
            sheet.merge_cells(f"{column}1:{column}2")
    sheet.merge_cells(start_row=1, end_row=1, start_column=2, end_column=1 + parts)
    for number, name in enumerate(NAME_IN_PARTS, 1):
        sheet.append([number, *name[3 - parts :], "ผู้ประสานงาน", "all"])
    return book


@pytest.mark.parametrize(
    ("parts", "below", "names"),
    [
        (3, (), ["นายสมชาย ใจดี", "ว่าที่ ร.ต.มาลี ดอนแก้ว"]),
        (3, ("คำนำหน้า", "ชื่อ", "สกุล"), ["นายสมชาย ใจดี", "ว่าที่ ร.ต.มาลี ดอนแก้ว"]),
        (3, ("ยศ", "ชื่อตัว", "ชื่อรอง"), ["นายสมชาย ใจดี", "ว่าที่ ร.ต.มาลี ดอนแก้ว"]),  # headings we do not know
        (2, (), ["สมชาย ใจดี", "มาลี ดอนแก้ว"]),
    ],
)
def test_a_name_under_one_merged_heading_is_joined(
    tmp_path: Path, cast: Programme, parts: int, below: tuple[str, ...], names: list[str]
) -> None:
    _named_in_parts(parts, below).save(tmp_path / "roster.xlsx")
    assert [row.name for row in read_roster(tmp_path / "roster.xlsx", cast).rows] == names


def test_cells_beside_the_name_that_no_heading_claims_are_refused(tmp_path: Path, cast: Programme) -> None:
    book = _named_in_parts(3)
    assert book.active is not None
    book.active.unmerge_cells("B1:D1")
    book.save(tmp_path / "roster.xlsx")
    with pytest.raises(RosterErrors) as refused:
        read_roster(tmp_path / "roster.xlsx", cast)
    found = [(problem.line, problem.column, problem.value, problem.key) for problem in refused.value.problems]
    assert found == [
        (line, column, name, "roster-beside-name")
        for line, person in enumerate(NAME_IN_PARTS, 2)
        for column, name in zip("CD", person[1:], strict=True)
    ]


def test_hidden_lines_are_read_and_told_and_hidden_sheets_are_not(tmp_path: Path, cast: Programme) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*THAI.values()])
    for name in ("วิภา ไร่ชา", "นภา เมฆขาว", "สมศรี ทุ่งกว้าง"):
        sheet.append([*_cells(coordinator(name))])
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True  # as a filter leaves them
    old = book.create_sheet("ปีก่อน")
    old.sheet_state = "hidden"
    for row in ([*THAI.values()], *([*_cells(coordinator(f"คน {letter}"))] for letter in "กขคงจ")):
        old.append(row)
    book.save(tmp_path / "roster.xlsx")
    roster = read_roster(tmp_path / "roster.xlsx", cast)
    assert [row.line for row in roster.rows] == [2, 3, 4]
    assert [(notice.key, notice.args) for notice in roster.notices] == [
        ("roster-sheet-hidden", {"name": "ปีก่อน"}),
        ("roster-lines-hidden", {"lines": "3–4"}),
    ]


def _cells(row: dict[str, str]) -> list[str | None]:
    return [row.get(column) for column in THAI]


MENTORS = ("ชื่อ-สกุล", "บทบาท", "พื้นที่")


def _of_two_sheets(*mentors: tuple[str, ...], headings: tuple[str, ...] = MENTORS) -> Workbook:
    """Participants on the first sheet, mentors on the second, remarks on the third."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "ผู้เข้าร่วม"
    for row in ([*THAI.values()], [*_cells(participant())]):
        sheet.append(row)
    second = book.create_sheet("พี่เลี้ยง")
    for line in (headings, *mentors):
        second.append(line)
    book.create_sheet("หมายเหตุ").append(["ปรับปรุงแล้ว"])
    return book


def test_all_sheets_with_the_headings_are_read_and_others_are_named(tmp_path: Path, cast: Programme) -> None:
    _of_two_sheets(("ณรงค์ ต้นกล้า", "mentor", "อ.แม่ใจ จ.พะเยา")).save(tmp_path / "roster.xlsx")
    roster = read_roster(tmp_path / "roster.xlsx", cast)
    assert [(row.place, row.role) for row in roster.rows] == [("ผู้เข้าร่วม!2", "participant"), ("พี่เลี้ยง!2", "mentor")]
    unread = [notice.args for notice in roster.notices if notice.key == "roster-sheet-unread"]
    assert unread == [{"name": "หมายเหตุ"}]


def test_a_problem_of_one_of_several_sheets_is_told_with_its_sheet(tmp_path: Path, cast: Programme) -> None:
    mentors = ("ณรงค์ ต้นกล้า", "mentor", "แม่ใจ พะเยา"), ("สุเมธ บึงบัว", "mentor", "แม่ใจ พะเยา")
    _of_two_sheets(*mentors).save(tmp_path / "roster.xlsx")
    _of_two_sheets(*mentors, headings=("ชื่อ-สกุล", "ฝ่าย", "พื้นที่")).save(tmp_path / "no_roles.xlsx")
    with pytest.raises(RosterErrors) as refused:
        read_roster(tmp_path / "roster.xlsx", cast)
    (rivals,) = refused.value.problems
    assert (rivals.sheet, rivals.line, rivals.key, rivals.args["other"]) == (
        *("พี่เลี้ยง", 3, "roster-two-mentors", "พี่เลี้ยง!2"),
    )
    thai = Texts.load(Path(__file__).parents[3] / "locales").in_language("th")
    assert rivals.say(thai).startswith("แผ่นงาน “พี่เลี้ยง” แถว 3 คอลัมน์ “พื้นที่”")
    with pytest.raises(RosterErrors) as refused:
        read_roster(tmp_path / "no_roles.xlsx", cast)
    assert [(one.sheet, one.key) for one in refused.value.problems] == [("พี่เลี้ยง", "roster-heading-missing")]


def test_formulas_without_values_and_excel_errors_are_refused(tmp_path: Path, cast: Programme) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*THAI])
    sheet.append([*_cells(coordinator())])
    sheet.append([*_cells(coordinator("วิภา ไร่ชา"))])
    sheet["B2"], sheet["J3"] = '=CONCATENATE("นภา"," เมฆขาว")', "#N/A"
    book.save(tmp_path / "roster.xlsx")
    with pytest.raises(RosterErrors) as refused:
        read_roster(tmp_path / "roster.xlsx", cast)
    found = [(problem.line, problem.column, problem.key) for problem in refused.value.problems]
    assert found == [(2, "name", "roster-formula"), (3, "scope", "roster-excel-error")]


def test_the_example_roster_is_whole(cast: Programme) -> None:
    path = Path(__file__).parents[3] / "programmes" / "cast-2566" / "roster.example.csv"
    roster = read_roster(path, cast)
    participants = [row for row in roster.rows if row.role == "participant"]
    assert roster.notices == ()
    assert len(participants) == 76
    assert {row.placements["pilot"] for row in participants} == {area.code for area in cast.stage("pilot").areas}
    assert all(row.placements["province"] == row.placements["target"][:2] for row in participants)
    assert len({row.placements["province"] for row in participants}) == 76
    scopes = {row.scope.kind for row in roster.rows if row.scope}
    assert scopes == {"all", "phase", "agency", "province"}


def test_a_stage_s_column_is_called_as_the_programme_says(save: Save, cast: Programme) -> None:
    renamed = {"roster_column": "home_district", "roster_headings": ("อำเภอที่ตั้ง", "district of origin")}
    own = cast.model_copy(update={"stages": (cast.stages[0].model_copy(update=renamed),)})
    for heading in ("home_district", "Home District", "อำเภอ ที่ตั้ง", "District of origin"):
        line = {"name": "กานดา ทุ่งทอง", "role": "participant", "agency": "กรมที่ดิน", heading: "แม่ใจ พะเยา"}
        (row,) = read_roster(save(line, columns=[*line]), own).rows
        assert row.placements == {"pilot": "5607"}


def test_without_headings_of_its_own_a_stage_s_column_is_headed_by_its_name(save: Save, cast: Programme) -> None:
    own = cast.model_copy(update={"stages": (cast.stages[2].model_copy(update={"roster_headings": ()}),)})
    for heading in ("phase3_province", "Provincial office", "สำนักงานจังหวัด"):
        line = {"name": "กานดา ทุ่งทอง", "role": "participant", "agency": "กรมที่ดิน", heading: "พะเยา"}
        assert read_roster(save(line, columns=[*line]), own).rows[0].placements == {"province": "56"}
