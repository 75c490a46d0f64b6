"""`python -m bot programme new`: answers become a folder that passes the check and is rehearsed, by whichever way."""

import io
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.__main__ import main
from programmes import load
from services.programme_folders.answer_files import read_answers
from services.programme_folders.questions import ASKED, answer
from services.roster.cell_values import BadValue
from tests.conftest import empty_database
from tests.running_bot import start_running_bot
from tests.scenarios.interviewing import say_all
from tests.scenarios.many_people import everything_in, only_entry
from tests.services.programme_folders.test_schema import takes

ANSWERS = """
key = "watershed-2570"
name = 'พี่เลี้ยงลุ่มน้ำ "ชุมชน"'
name_en = "Watershed guides"
owner = "สำนักงานลุ่มน้ำสมมติ"
people = 7
start = "1 ก.พ. 2570"
end = 2027-04-30
{more}
[[phases]]
name = "ช่วงที่ 1 อบรม"
start = "1 ก.พ. 2570"
end = "5/2/2570"
work = "ฝึกอบรม"

[[phases]]
name = "ช่วงที่ 2 ลงพื้นที่"
name_en = "Phase 2"
start = "2570-02-08"
end = "31 มีนาคม 2570"
work = "อำเภอ"
mentor = "นายอำเภอ"

[[phases]]
name = "ช่วงที่ 3 จังหวัด"
start = 2027-04-01
end = 2027-04-30
work = "province"
"""


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "PROGRAMME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))


def made(folder: Path, more: str = "") -> int:
    answers = folder / "answers.toml"
    answers.write_text(ANSWERS.format(more=more), "utf-8")
    return main(["programme", "new", str(folder / "mine"), "--from", "field", "--answers", str(answers)])


def test_answers_become_a_folder_that_passes_the_check_and_is_rehearsed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made(tmp_path) == 0
    out = capsys.readouterr().out
    assert "ไม่มีข้อผิด" in out
    assert "ช่วง 3" in out
    text = (tmp_path / "mine" / "programme.toml").read_text("utf-8")
    assert takes(tomllib.loads(text)), "editors would underline something"
    assert "# ต้องรายงานทุกวันทำการ" not in text
    assert 'reports = "expected": ต้องรายงานทุกวันทำการ' in text
    programme = load(tmp_path / "mine")
    assert programme.name("th") == 'พี่เลี้ยงลุ่มน้ำ "ชุมชน"'
    assert programme.short_name("en") == 'พี่เลี้ยงลุ่มน้ำ "ชุมชน"'  # what is not answered is said as in Thai
    assert [stage.area_level for stage in programme.stages] == ["district", "province"]
    assert [stage.name("th") for stage in programme.stages] == ["อำเภอที่รับผิดชอบ ช่วงที่ 2", "จังหวัดที่รับผิดชอบ ช่วงที่ 3"]
    assert [one.key for one in programme.evaluation.rounds] == ["phase_2", "phase_3"]
    assert len(programme.sectors) == 7
    monkeypatch.setenv("PROGRAMME", str(tmp_path / "mine"))
    assert main(["rehearse", "--from", "2570-02-08", "--to", "2570-02-12", "--reporting", "50%"]) == 0
    assert "ผู้เข้าร่วมโครงการ   7" in capsys.readouterr().out


def test_somebody_of_the_new_programme_records_an_entry(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made(tmp_path) == 0
    folder = tmp_path / "mine"
    with empty_database(request, "sqlite", tmp_path) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setenv("PROGRAMME", str(folder))
        assert main(["roster", "import", str(folder / "roster.example.csv")]) == 0
        begins = datetime.fromisoformat("2027-02-10T09:00:00+07:00")
        name = (folder / "roster.example.csv").read_text("utf-8-sig").splitlines()[1].split(",")[1]
        with start_running_bot(url, tmp_path, start=begins, programme=folder) as running:
            phone = running.joined(name)
            card = everything_in(say_all(phone, "วันนี้ประชุมกับพระเรื่องถังขยะเปียก 25 คน"))
            assert "ภาคผู้นำศาสนา" in card
            assert "ถังขยะเปียกลดโลกร้อน" in card
            assert "25 คน" in card
            assert only_entry(running, phone).people == 25


NAMED = """
key = "other-2570"
name = "โครงการแบบอื่น"
owner = "กรมสมมติ"
start = "1 มี.ค. 2570"
end = "30 ก.ย. 2571"
"""
UNITS = """
[[units]]
name = "อำเภอแม่ใจ จังหวัดพะเยา"
[[units]]
name = "ศูนย์สมมติ"
[[units]]
name = "ต.ศรีถ้อย อ.แม่ใจ จ.พะเยา"
[[units]]
name = "ตำบลในเมือง อำเภอเมืองขอนแก่น จังหวัดขอนแก่น"
[[units]]
name = "ตำบลในเมือง อำเภอพิมาย จังหวัดนครราชสีมา"
"""
OTHERS = {
    "call": """of = "รายชื่อ"
call_name = "รายชื่อเยาวชน"
wanted = "เยาวชนที่ทอผ้าได้"
closes = "31 มี.ค. 2570"
most = 2
chosen = 3
"""
    + UNITS,
    "teams": """seats = "นายอำเภอ, ผู้แทนชุมชน"
forum_people = "2,000 คน"
chosen = 1
judged_from = "1 ส.ค. 2570"
"""
    + UNITS
    + """[[steps]]
name = "อบรมทีม"
first = "1 มี.ค. 2570"
last = "31 มี.ค. 2570"
people = 6
""",
    "development": """people = 12
budget = "900,000"
[[divisions]]
name = "กองคลัง"
[[courses]]
name = "การทำงานเป็นทีม"
way = "สัมมนา"
first = "1 ก.พ. 2571"
last = "2571-02-28"
budget = 50000
""",
}


@pytest.mark.parametrize("kind", OTHERS)
def test_a_programme_of_another_kind_passes_the_check_with_what_was_answered(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "answers.toml").write_text(NAMED + OTHERS[kind], "utf-8")
    wanted = ["programme", "new", str(tmp_path / "mine"), "--from", kind, "--answers", str(tmp_path / "answers.toml")]
    assert main(wanted) == 0, capsys.readouterr()
    text = (tmp_path / "mine" / "programme.toml").read_text("utf-8")
    assert takes(tomllib.loads(text)), "editors would underline something"
    programme = load(tmp_path / "mine")
    if kind == "development":
        assert programme.development is not None
        assert [year.number for year in programme.development.years] == [2570, 2571]
        assert [one.competencies for one in programme.development.courses] == [("teamwork",)]
        assert len(programme.steps) == 8
        return
    assert programme.units is not None
    assert [one.called("th") for one in programme.units.teams][:2] == ["อำเภอแม่ใจ", "ศูนย์สมมติ"]
    said = {
        words: [one.code for one in programme.units.called(words)] for words in ("ตำบลศรีถ้อย", "ต.ศรีถ้อย", "ต.ในเมือง")
    }
    assert said == {"ตำบลศรีถ้อย": ["u03"], "ต.ศรีถ้อย": ["u03"], "ต.ในเมือง": []}  # two have the last name
    assert [one.chosen for one in programme.selections] == [{"call": 3, "teams": 1}[kind]]
    if kind == "call":
        assert [(one.most, one.becomes, one.late) for one in programme.calls] == [(2, "member", "mark")]
    else:
        assert programme.forums is not None
        assert (programme.forums.people, programme.forums.chosen_in, programme.steps[0].people) == (
            2000,
            "selection",
            6,
        )


def test_a_jury_chooses_one_of_each_district_in_two_rounds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rounds = 'jurors = 7\nfirst_round = 2\nchosen_in = "อำเภอ"\n'
    answers = NAMED + OTHERS["call"].replace("chosen = 3\n", f"chosen = 1\n{rounds}")
    (tmp_path / "answers.toml").write_text(answers, "utf-8")
    wanted = ["programme", "new", str(tmp_path / "mine"), "--from", "call", "--answers", str(tmp_path / "answers.toml")]
    assert main(wanted) == 1
    said = capsys.readouterr().err
    assert [f"units[{place}].name: ชื่อต้องบอกอำเภอ" in said for place in range(5)] == [True, True, False, False, False]
    assert not (tmp_path / "mine").exists()
    places = answers.replace("อำเภอแม่ใจ จังหวัดพะเยา", "ตำบลแม่ใจ อำเภอแม่ใจ จังหวัดพะเยา")
    (tmp_path / "answers.toml").write_text(places.replace("ศูนย์สมมติ", "ศูนย์สมมติ อ.งาว จ.ลำปาง"), "utf-8")
    assert main(wanted) == 0, capsys.readouterr()
    programme = load(tmp_path / "mine")
    assert programme.units is not None
    assert [(one.code, one.parent) for one in programme.units.teams[:3]] == [
        ("u01", "5607"),
        ("u02", "5205"),
        ("u03", "5607"),
    ]
    first, last = programme.selections
    assert [(one.chosen, one.group, one.least_jurors) for one in (first, last)] == [
        (2, "district", 4),
        (1, "district", 4),
    ]
    assert (first.call, last.after, last.opens > first.closes) == ("answers", "first_round", True)
    assert (tmp_path / "mine" / "roster.example.csv").read_text("utf-8-sig").count("คณะกรรมการคัดเลือก") == 7


@pytest.mark.parametrize("kind", ASKED)
def test_a_blank_file_of_each_kind_has_its_questions_and_lists(tmp_path: Path, kind: str) -> None:
    asked = ASKED[kind]
    for name in ("blank.toml", "blank.xlsx"):
        assert main(["programme", "new", "--from", kind, "--blank", str(tmp_path / name)]) == 0
    keys = {one.key for one in (*asked.programme, *asked.lists)}
    assert set(tomllib.loads((tmp_path / "blank.toml").read_text("utf-8"))) == keys
    sheets = openpyxl.load_workbook(tmp_path / "blank.xlsx").worksheets
    assert [[cell.value for cell in sheet[1]] for sheet in sheets[1:]] == [
        [one.key for one in listed.questions] for listed in asked.lists
    ]
    assert read_answers(tmp_path / "blank.xlsx", kind) == {listed.key: [] for listed in asked.lists}


def test_units_are_asked_for_until_there_is_no_further_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = [
        *("call-2570", "โครงการทดลอง", "", "", "", "สำนักงานสมมติ", "", "", "1 ก.พ. 2570", "26 ก.พ. 2570"),
        *("โครงการ", "โครงการใหม่", "", "ที่ช่วยชุมชน", "", "", "10 ก.พ. 2570", "ไม่รับ", "", "", "", "", "", ""),
        *("กองคลัง", "", "yes", "กองช่าง", "", "no"),
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n"))
    assert main(["programme", "new", str(tmp_path / "mine"), "--from", "call"]) == 0
    programme = load(tmp_path / "mine")
    assert programme.units is not None
    assert [one.code for one in programme.units.teams] == ["u01", "u02"]
    assert [(one.of, one.least, one.most, one.late) for one in programme.calls] == [("projects", 1, 1, "refuse")]


@pytest.mark.parametrize("more", ['sectors = "ไม่"', 'contact_phone = "0 0000 0000"'])
def test_without_sectors_or_with_a_phone_number_it_is_right_as_well(tmp_path: Path, more: str) -> None:
    assert made(tmp_path, more) == 0
    programme = load(tmp_path / "mine")
    assert len(programme.sectors) == (0 if "sectors" in more else 7)
    assert (tmp_path / "mine" / "words" / "sectors.toml").exists() is bool(programme.sectors)
    feedback = [form.key for form in programme.forms if form.role == "participant"]
    assert feedback == (["feedback7"] if programme.sectors else ["feedback"])
    assert programme.contact.phone == ("0 0000 0000" if "phone" in more else None)


def test_a_programme_only_of_trainings_is_right_as_well(tmp_path: Path) -> None:
    answers = ANSWERS.replace('work = "อำเภอ"', 'work = "training"').replace('work = "province"', 'work = "closing"')
    (tmp_path / "answers.toml").write_text(answers.format(more=""), "utf-8")
    assert main(["programme", "new", str(tmp_path / "mine"), "--answers", str(tmp_path / "answers.toml")]) == 0
    assert load(tmp_path / "mine").stages == ()


def test_a_blank_file_of_excel_is_filled_in_and_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank = tmp_path / "blank.xlsx"
    assert main(["programme", "new", "--blank", str(blank)]) == 0
    book = openpyxl.load_workbook(blank)
    given: dict[str, Any] = tomllib.loads(ANSWERS.format(more=""))
    for row in book.worksheets[0].iter_rows():
        row[1].value = given.get(str(row[0].value))
    heads = [cell.value for cell in book.worksheets[1][1]]
    for number, phase in enumerate(given["phases"], 3):
        for column, head in enumerate(heads, 1):
            book.worksheets[1].cell(number, column, phase.get(str(head)))
    book.save(blank)
    assert main(["programme", "new", str(tmp_path / "mine"), "--answers", str(blank)]) == 0

    assert load(tmp_path / "mine").phase(2).name("en") == "Phase 2"
    capsys.readouterr()


def test_a_blank_file_of_toml_asks_each_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank = tmp_path / "blank.toml"
    assert main(["programme", "new", "--blank", str(blank)]) == 0
    assert set(tomllib.loads(blank.read_text("utf-8"))) >= {"key", "name", "people", "phases"}
    assert main(["programme", "new", str(tmp_path / "mine"), "--answers", str(blank)]) == 1
    err = capsys.readouterr().err
    assert "key: ข้อนี้ต้องตอบ" in err
    assert "phases: ต้องมี 1 ถึง 12 รายการ" in err
    assert not (tmp_path / "mine").exists()


def test_typed_answers_are_asked_again_until_they_can_be_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = [
        *("Bad Key", "typed-2570", "โครงการทดลอง", "", "", "", "สำนักงานสมมติ", "", "", "many", "5"),
        *("30 ก.พ. 2570", "1 ก.พ. 2570", "26 ก.พ. 2570", "", "วันดี", "วันพุธ และวันจันทร์"),
        *("ช่วงเดียว", "", "1 ก.พ. 2570", "26 ก.พ. 2570", "ทะเล", "อำเภอ", "", "", "no"),
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n"))
    assert main(["programme", "new", str(tmp_path / "mine")]) == 0
    out = capsys.readouterr().out
    for said in ("ใช้ a–z", "เขียนตัวเลขตั้งแต่ 1", "ไม่มีวันที่นี้ในปฏิทิน", "เลือกจาก training, district, province, closing"):
        assert said in out
    assert "เขียนชื่อวันของสัปดาห์" in out
    programme = load(tmp_path / "mine")
    assert (programme.capacity, programme.reporting.working_days) == (5, ("monday", "wednesday"))
    assert "each Wednesday 09:00" in (tmp_path / "mine" / "programme.toml").read_text("utf-8")
    assert (programme.reviews.nudge_after, programme.reviews.coordinator_after) == (1, 3)


def test_everything_wrong_with_the_answers_is_told_at_once_and_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text('key = "A"\nnmae = "x"\nname = "{x}"\npeople = 0\nphases = [{ work = "sea" }, 3]\n', "utf-8")
    assert main(["programme", "new", str(tmp_path / "mine"), "--answers", str(answers)]) == 1
    err = capsys.readouterr().err
    for where in ("nmae", "key", "name", "people", "owner", "start", "phases[0].work", "phases[0].name", "phases[1]"):
        assert f"{where}: " in err, where
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("mine", "--from", "sea"), 2, "ไม่มีโครงการแบบ sea เลือกจาก call, development, field, teams"),
        (("mine", "--answers", "a.txt"), 2, ".toml หรือ .xlsx"),
        (("mine", "--answers", "none.toml"), 1, "none.toml"),
        (("mine",), 1, "ไม่มีใครตอบคำถามที่นี่"),
        ((), 2, "ระบุโฟลเดอร์"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_do(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["programme", "new", *words]) == code
    assert said in capsys.readouterr().err


def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x", "utf-8")
    assert made(tmp_path) == 1
    assert "มีอยู่แล้ว" in capsys.readouterr().err
    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("said", "people"), [("1,800 คน", 1800), ("๗๖ คน", 76), ("20,000", 20000), ("200.0", 200), (15, 15)]
)
def test_how_many_people_there_are_is_read_as_it_is_written(said: object, people: int) -> None:
    question = next(one for one in ASKED["field"].programme if one.key == "people")
    assert answer(question, said) == people


@pytest.mark.parametrize("said", ["1,80", "20001", "0", "สองร้อย"])
def test_a_number_of_people_that_is_none_is_asked_for_again(said: str) -> None:
    with pytest.raises(BadValue):
        answer(next(one for one in ASKED["field"].programme if one.key == "people"), said)
