"""Whatever is wrong with a roster is said at once: line, column as in the file, value, what would be right."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from locales.texts import Text, Texts
from programmes import Programme
from services.roster import KnownPerson, RosterErrors, RosterProblem, read_roster
from tests.services.roster.roster_lines import coordinator, mentor, participant

Save = Callable[..., Path]


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.load(Path(__file__).parents[3] / "locales")


def problems(path: Path, cast: Programme, **more: object) -> list[RosterProblem]:
    with pytest.raises(RosterErrors) as refused:
        read_roster(path, cast, **more)  # type: ignore[arg-type]
    return list(refused.value.problems)


def brief(found: list[RosterProblem]) -> list[tuple[int, str | None, str]]:
    return [(problem.line, problem.column, problem.key.removeprefix("roster-")) for problem in found]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([participant("")], [(2, "name", "name-missing")]),
        ([participant("นางสาว")], [(2, "name", "name-only-title")]),
        ([participant("12345")], [(2, "name", "name-wrong")]),
        ([participant(role="ผู้ใหญ่บ้าน")], [(2, "role", "role-unknown")]),
        ([participant(agency="")], [(2, "agency", "agency-missing")]),
        ([participant(agency="กรมประมง")], [(2, "agency", "agency-unknown")]),
        ([participant(pilot_district="")], [(2, "pilot_district", "district-missing")]),
        ([participant(pilot_district="แม่จ๋าย พะเยา")], [(2, "pilot_district", "district-unknown")]),
        ([participant(pilot_district="เมืองพะเยา")], [(2, "pilot_district", "not-in-stage")]),
        ([participant(target_district="เฉลิมพระเกียรติ")], [(2, "target_district", "district-ambiguous")]),
        ([participant(phase3_province="พะเหยา")], [(2, "phase3_province", "province-unknown")]),
        ([participant(phase3_province="")], [(2, "phase3_province", "province-missing")]),
        ([participant(scope="all")], [(2, "scope", "not-for-role")]),
        ([participant(from_="31/6/2566")], [(2, "from", "day-impossible")]),
        ([participant(from_="ต้นเดือนหน้า")], [(2, "from", "day-unreadable")]),
        ([participant(from_="1/1/1066")], [(2, "from", "day-year")]),
        ([participant(from_="1/8/2566", to="1/7/2566")], [(2, "to", "days-reversed")]),
        ([participant(), participant()], [(3, "name", "duplicate")]),
        ([participant(id="1"), participant("มาลี ดอนแก้ว", id="1")], [(3, "id", "id-of-another")]),
        ([mentor(area="")], [(2, "area", "area-missing")]),
        ([mentor(area="ดาวอังคาร")], [(2, "area", "area-unknown")]),
        ([mentor(area="พระนครศรีอยุธยา")], [(2, "area", "area-either")]),
        ([mentor(), mentor("สุเมธ บึงบัว")], [(3, "area", "two-mentors")]),
        ([mentor(deputy="ใครก็ไม่รู้")], [(2, "deputy", "deputy-of-nobody")]),
        ([mentor(deputy="ณรงค์ ต้นกล้า")], [(2, "deputy", "deputy-of-nobody")]),
        ([coordinator(scope="")], [(2, "scope", "scope-missing")]),
        ([coordinator(scope="everything")], [(2, "scope", "scope-malformed")]),
        ([coordinator(scope="agency:")], [(2, "scope", "scope-malformed")]),
        ([coordinator(scope="phase:5")], [(2, "scope", "scope-phase")]),
        ([coordinator(scope="agency:กรมประมง")], [(2, "scope", "agency-unknown")]),
        ([coordinator(scope="province:พะเหยา")], [(2, "scope", "province-unknown")]),
        ([coordinator("น" * 300)], [(2, "name", "too-long")]),
    ],
)
def test_each_fault_is_found_at_its_line_and_column(
    save: Save, cast: Programme, texts: Texts, rows: list[dict[str, str]], expected: list[tuple[int, str, str]]
) -> None:
    found = problems(save(*rows), cast)
    assert brief(found) == expected
    for language in texts:
        assert all(expected[0][1] in line for line in RosterErrors(found).say(language))


def test_an_unknown_district_is_told_with_the_nearest_names(save: Save, cast: Programme, texts: Texts) -> None:
    found = problems(save(participant(target_district="แม่ใจ๋ พะเยา")), cast)
    assert "แม่ใจ" in found[0].say(texts.in_language("th"))
    assert found[0].value == "แม่ใจ๋ พะเยา"


def test_all_faults_are_said_at_once_in_the_files_order(save: Save, cast: Programme) -> None:
    path = save(mentor(), participant(agency="", from_="?"), mentor("สุเมธ บึงบัว"), coordinator(scope="x"))
    assert brief(problems(path, cast)) == [
        (3, "from", "day-unreadable"),
        (3, "agency", "agency-missing"),
        (4, "area", "two-mentors"),
        (5, "scope", "scope-malformed"),
    ]


def test_what_is_wrong_between_lines_is_found_where_a_line_has_other_faults(save: Save, cast: Programme) -> None:
    path = save(mentor(area="ดาวอังคาร", deputy="ใครก็ไม่รู้"), mentor(scope="all"), mentor("สุเมธ บึงบัว"))
    assert brief(problems(path, cast)) == [
        (2, "area", "area-unknown"),
        (2, "deputy", "deputy-of-nobody"),
        (3, "scope", "not-for-role"),
        (4, "area", "two-mentors"),
    ]


def test_a_person_is_one_however_their_lines_write_the_title(save: Save, cast: Programme) -> None:
    lines = [
        mentor(f"{title}ณรงค์ ต้นกล้า", agency="พช.", area=area) for title, area in [("", "พะเยา"), ("นาย ", "แม่ใจ พะเยา")]
    ]
    assert {row.name for row in read_roster(save(*lines), cast).rows} == {"นาย ณรงค์ ต้นกล้า"}
    twins = [*lines, mentor("น.ส.ณรงค์ ต้นกล้า", agency="พช.", area="จ.เชียงใหม่")]
    assert brief(problems(save(*twins), cast)) == [(2, "id", "id-needed")]


def test_the_column_is_named_as_the_file_heads_it(save: Save, cast: Programme) -> None:
    row = {"ชื่อ-สกุล": "นภา เมฆขาว", "บทบาท": "ผู้ประสานงาน", "ขอบเขตการดูแล": "?"}
    assert brief(problems(save(row, columns=[*row]), cast)) == [(2, "ขอบเขตการดูแล", "scope-malformed")]


def test_one_more_participant_than_there_is_room_for_is_named(save: Save, cast: Programme) -> None:
    rows = [participant(f"คน {'กขคงจ'[n % 5] * (n // 5 + 1)}") for n in range(cast.capacity + 1)]
    assert brief(problems(save(*rows), cast)) == [(cast.capacity + 2, "name", "over-capacity")]


def test_a_name_that_several_known_people_bear_needs_an_id(save: Save, cast: Programme) -> None:
    known = [KnownPerson("กานดา ทุ่งทอง", "participant", id=i, agency="กรมที่ดิน") for i in ("1", "2")]
    assert brief(problems(save(participant()), cast, known=known)) == [(2, "id", "id-needed")]


def test_a_deputy_of_a_mentor_whose_line_is_wrong_is_no_second_fault(save: Save, cast: Programme) -> None:
    path = save(mentor(area="ดาวอังคาร"), mentor("วิรัช รวงข้าว", deputy="ณรงค์ ต้นกล้า"))
    assert brief(problems(path, cast)) == [(2, "area", "area-unknown")]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["name", "rolle"], [(1, "rolle", "heading-unknown")]),
        (["name", "ชื่อ", "role"], [(1, "ชื่อ", "heading-twice")]),
        (["name", "scope"], [(1, None, "heading-missing")]),
        (["foo", "bar"], [(0, None, "no-headings")]),
    ],
)
def test_headings_that_cannot_be_used_are_named(
    save: Save, cast: Programme, columns: list[str], expected: list[tuple[int, str | None, str]]
) -> None:
    assert brief(problems(save({"name": "นภา เมฆขาว"}, columns=columns), cast)) == expected


def test_a_missing_stage_column_is_said_once(save: Save, cast: Programme) -> None:
    path = save(participant(), participant("มาลี ดอนแก้ว"), columns=["name", "role", "agency", "pilot_district"])
    assert brief(problems(path, cast)) == [(0, None, "heading-missing")] * 2


def test_files_that_hold_no_roster_are_told_apart(tmp_path: Path, cast: Programme) -> None:
    def key_of(content: bytes) -> str:
        (tmp_path / "file").write_bytes(content)
        return problems(tmp_path / "file", cast)[0].key

    assert key_of(b"") == "roster-no-headings"
    assert key_of(b"name,role\n") == "roster-nobody"
    assert key_of(b"\x81\x82\xff\xdb") == "roster-encoding"
    assert key_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == "roster-broken-excel"
    assert key_of(b"PK\x03\x04 no workbook") == "roster-broken-excel"
    assert problems(tmp_path / "nowhere.csv", cast)[0].key == "roster-unreadable"


def test_a_heading_that_the_programme_gives_to_two_columns_is_the_programme_s_fault(
    save: Save, cast: Programme, texts: Texts
) -> None:
    stage = cast.stages[0].model_copy(update={"roster_headings": ("พื้นที่", "pilot")})
    found = problems(save(participant()), cast.model_copy(update={"stages": (stage,)}))
    assert brief(found) == [(0, None, "heading-taken")]
    said = found[0].say(texts.in_language("en"))
    assert "pilot_district" in said
    assert "“พื้นที่”" in said
    assert "programme.toml" in said


def with_quota(cast: Programme, quota: int) -> Programme:
    """CAST with so many people of กรมที่ดิน at one time."""
    agencies = [one.model_copy(update={"quota": quota if one.key == "dol" else None}) for one in cast.agencies]
    return cast.model_copy(update={"agencies": tuple(agencies)})


def test_more_of_an_agency_than_its_quota_is_said_with_agency_quota_and_number(
    save: Save, cast: Programme, texts: Texts
) -> None:
    rows = [participant(f"คน {letter}") for letter in "กขคง"]
    found = problems(save(*rows, participant("คน จ", agency="พช.")), with_quota(cast, 2))
    assert brief(found) == [(4, "agency", "over-quota")]
    for language in ("th", "en"):
        said = found[0].say(texts.in_language(language))
        assert [part for part in ("กรมที่ดิน", "4", "2") if part not in said] == []


def test_a_quota_counts_people_at_one_time_and_only_those_of_its_agency(save: Save, cast: Programme) -> None:
    gone = participant("คน ก", to="15/9/2566")
    came = participant("คน ข", from_="16/9/2566")
    both = (gone, came, participant("คน ค", agency="พช."), mentor(agency="กรมที่ดิน"))
    assert len(read_roster(save(*both), with_quota(cast, 1)).rows) == 4
    assert brief(problems(save(*both), with_quota(cast, 0))) == [(2, "agency", "over-quota")]


def test_every_reason_is_written_in_both_languages(texts: Texts) -> None:
    used = set()
    for module in (Path(__file__).parents[3] / "services" / "roster").glob("*.py"):
        used |= {
            word for word in module.read_text("utf-8").split('"') if word.startswith("roster-") and "{" not in word
        }
    for level in ("district", "province"):
        used |= {f"roster-{level}-{reason}" for reason in ("missing", "unknown", "ambiguous")}
    thai, english = (_keys(texts.in_language(language)) for language in ("th", "en"))
    assert thai == english == used


def _keys(text: Text) -> set[str]:
    of_the_chat = ("roster-chat-", "roster-card-")
    return {key for key in text.messages if key.startswith("roster-") and not key.startswith(of_the_chat)}


ANYTHING = settings(max_examples=80)
HEAD = b"name,role,area,scope,deputy,from,to,agency,pilot_district\n"


@ANYTHING
@given(content=st.binary(max_size=400), start=st.sampled_from([b"", HEAD, b"PK\x03\x04", b"\xff\xfe"]))
def test_any_bytes_are_a_roster_or_refused_in_words(
    tmp_path: Path, cast: Programme, texts: Texts, content: bytes, start: bytes
) -> None:
    _read_or_refused(tmp_path / "file.csv", start + content, cast, texts)


COLUMNS = (
    *("id", "name", "role", "agency", "position", "pilot_district", "target_district", "phase3_province"),
    *("area", "scope", "deputy", "from", "to"),
)
WORDS = (
    *(
        "participant",
        "mentor",
        "coordinator",
        "แม่ใจ พะเยา",
        "พะเยา",
        "all",
        "phase:2",
        "agency:x",
        "ช่วงที่",
        "จ.",
        "อ.",
        ":",
    ),
    *("1/10/2566", "29/2/2566", "99999999999", "-1", "กรมที่ดิน", "ชื่อ สกุล", "=1+1", "พ.ศ. 2566", "๑๒", "0", "²"),
)
NUMBERS = st.integers() | st.floats() | st.booleans()
CELLS = st.sampled_from(WORDS) | st.text(max_size=12) | st.none() | NUMBERS | st.dates() | st.datetimes()


@ANYTHING
@given(rows=st.lists(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS) + 1), max_size=4))
def test_any_cells_are_a_roster_or_refused_in_words(
    tmp_path: Path, cast: Programme, texts: Texts, rows: list[list[object]]
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(COLUMNS)
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            with suppress(ValueError, OverflowError, IllegalCharacterError):  # what no Excel file can hold
                sheet.cell(number, column).value = value  # type: ignore[assignment]
    path = tmp_path / "file.xlsx"
    try:
        book.save(path)
    except (ValueError, OverflowError):
        return
    _read_or_refused(path, path.read_bytes(), cast, texts)


def _read_or_refused(path: Path, content: bytes, cast: Programme, texts: Texts) -> None:
    path.write_bytes(content)
    refusal = None
    try:
        read_roster(path, cast)
    except RosterErrors as refused:
        refusal = refused
    if refusal:
        assert all(line for language in texts for line in refusal.say(language))
