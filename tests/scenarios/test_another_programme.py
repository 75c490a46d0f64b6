"""Another programme is a folder: its roster, task forces, topics, stages and advisers work without a line of code."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.postback import OpenForm, unpack
from tests.conftest import empty_database
from tests.running_bot import RunningBot, start_running_bot
from tests.scenarios.interviewing import actions_of, newest_answers, say_all
from tests.scenarios.many_people import everything_in, only_entry
from tests.scenarios.mentoring import hears_later, told

PILOTS = Path(__file__).parents[1] / "programmes" / "pilots-2565"
AUGUST = datetime.fromisoformat("2022-08-10T09:00:00+07:00")
OCTOBER = datetime.fromisoformat("2022-10-12T09:00:00+07:00")
SUDA, BUNMEE, ORATHAI, CHAN = "สุดา แก้วมณี", "บุญมี ศรีสวัสดิ์", "อรทัย สายธาร", "จันทร์เพ็ญ งามตา"
HEADINGS = "รหัส,ชื่อ-สกุล,บทบาท,หน่วยงาน,ตำแหน่ง,อำเภอต้นสังกัด,cluster province,พื้นที่,ขอบเขต"
ROWS = (
    f"P1,{SUDA},participant,อปท.,นายก อบต.,แม่ใจ พะเยา,เชียงราย,,",
    f"M1,{BUNMEE},mentor,กรมการปกครอง,นายอำเภอ,,,แม่ใจ พะเยา,",
    f"M2,{ORATHAI},mentor,จังหวัดเชียงราย,รองผู้ว่าราชการจังหวัด,,,จ.เชียงราย,",
    f"C1,{CHAN},coordinator,ศูนย์อำนวยการ,,,,,all",
)
WORK = "วันนี้ประชุมกับคณะประสานงานเรื่องขุดสระที่บ้านหนองบัว 25 คน"


def roster(folder: Path, *rows: str) -> Path:
    path = folder / "roster.csv"
    path.write_text("\n".join([HEADINGS, *rows]), "utf-8")
    return path


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with an empty database, on which commands serve the pilots' programme."""
    with empty_database(request, "sqlite", tmp_path) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "media"))
        monkeypatch.setenv("PROGRAMME", str(PILOTS))
        yield tmp_path


@pytest.fixture
def pilots(request: pytest.FixtureRequest, folder: Path) -> Iterator[RunningBot]:
    """A house of the pilots' programme in which their roster was imported by the command."""
    start = getattr(request, "param", AUGUST)
    assert main(["roster", "import", str(roster(folder, *ROWS))]) == 0
    with start_running_bot(f"sqlite:///{folder / 'castbot.db'}", folder, start=start, programme=PILOTS) as opened:
        yield opened


def test_what_is_wrong_with_its_roster_is_said_with_its_own_columns_and_quotas(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    third = [
        f"P{n},คน {letter},participant,ที่ทำการปกครองอำเภอ,,แม่ใจ พะเยา,เชียงราย,," for n, letter in enumerate("กขค", 5)
    ]
    wrong = "P9,คน ง,participant,อปท.,,แม่จ๋าย พะเยา,,,"
    assert main(["roster", "import", str(roster(folder, *ROWS, *third, wrong))]) == 1
    said = capsys.readouterr().err
    assert "ที่ทำการปกครองอำเภอ มีผู้เข้าร่วมโครงการ 3 คนในเวลาเดียวกัน เกินโควตา 2 คน" in said
    assert "คอลัมน์ “อำเภอต้นสังกัด” ค่า “แม่จ๋าย พะเยา”: ไม่พบอำเภอนี้" in said
    assert "ต้องระบุจังหวัด" in said


def test_a_column_of_a_stage_that_is_missing_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "roster.csv"
    path.write_text(f"name,role,agency,home_district\n{SUDA},participant,อปท.,แม่ใจ พะเยา", "utf-8")
    assert main(["roster", "import", str(path)]) == 1
    assert "cluster_province (จังหวัดนำร่องของกลุ่มจังหวัด)" in capsys.readouterr().err


def test_an_entry_is_understood_with_its_task_forces_and_topics(pilots: RunningBot) -> None:
    phone = pilots.joined(SUDA)
    card = everything_in(say_all(phone, WORK))
    assert [part for part in ("ประสานงานภาคีเครือข่าย", "แหล่งน้ำชุมชน", "25 คน") if part not in card] == []
    entry = only_entry(pilots, phone)
    assert (entry.kept.sectors, entry.kept.tags) == (("coordination",), ("reservoir",))
    assert entry.places == ["บ้านหนองบัว"]


def test_coverage_counts_its_task_forces_by_entries_and_by_its_own_form(pilots: RunningBot) -> None:
    phone = pilots.joined(SUDA)
    say_all(phone, WORK)
    card = say_all(phone, "ครบกี่คณะ")
    said = everything_in(card)
    assert [part for part in ("5 คณะทำงาน", "พบแล้ว 1 จาก 5", "บูรณาการแผนงาน") if part not in said] == []
    button = actions_of(card, "form")[0]
    assert unpack(button["data"]) == OpenForm("forum", choice="plans")
    phone.takes(button)
    phone.hears(2)
    say_all(phone, "ขอให้ทำแผนเดียวกัน", "ส่งแบบฟอร์ม")
    assert newest_answers(pilots, phone) == {"force": "plans", "says": "ขอให้ทำแผนเดียวกัน"}
    assert "พบแล้ว 2 จาก 5" in everything_in(say_all(phone, "ความครอบคลุม"))


def test_a_form_is_answered_by_the_words_of_a_task_force(pilots: RunningBot) -> None:
    phone = pilots.joined(SUDA)
    say_all(phone, "แบบฟอร์ม", "ทีมสื่อสารสังคม", "ขอเสียงตามสายเพิ่ม", "ส่งแบบฟอร์ม")
    assert newest_answers(pilots, phone)["force"] == "outreach"


def test_its_participants_are_placed_and_mentored_by_its_first_stage(pilots: RunningBot) -> None:
    phone, adviser, other = pilots.joined(SUDA), pilots.joined(BUNMEE), pilots.joined(ORATHAI)
    say_all(phone, WORK)
    status = everything_in(say_all(phone, "สถานะของฉัน"))
    assert [part for part in ("แม่ใจ", BUNMEE) if part not in status] == []
    adviser.says("รอตรวจ")
    assert hears_later(adviser, SUDA)
    assert SUDA not in told(other, "รอตรวจ")


@pytest.mark.parametrize("pilots", [OCTOBER], indirect=True)
def test_in_its_second_stage_they_are_in_the_province_and_its_adviser_answers(pilots: RunningBot) -> None:
    phone, first, adviser = pilots.joined(SUDA), pilots.joined(BUNMEE), pilots.joined(ORATHAI)
    say_all(phone, WORK)
    status = everything_in(say_all(phone, "สถานะของฉัน"))
    assert [part for part in ("เชียงราย", ORATHAI) if part not in status] == []
    adviser.says("รอตรวจ")
    assert hears_later(adviser, SUDA)
    assert SUDA not in told(first, "รอตรวจ")


@pytest.mark.parametrize("pilots", [OCTOBER], indirect=True)
def test_a_time_of_its_own_is_summed_up_for_its_coordinator(pilots: RunningBot) -> None:
    assert "1 ส.ค. – 30 ก.ย. 2565" in told(pilots.joined(CHAN), "สรุปช่วงอำเภอของตน")
