"""Whoever looks after the bot: importing a roster, printing codes, giving a person a new phone, erasing."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from bot.__main__ import main
from models.activities.media import Media, MediaState
from models.messaging import chats
from models.people import people
from models.people.people import Membership, Person, Placement
from models.storage.database import Database
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, SOMCHAI, RunningBot
from tests.scenarios.many_people import entries_of, eventually, everything_in, photo, settled, words_of
from tests.scenarios.mentoring import hears_later
from tests.scenarios.traces import gone, traces

Command = Callable[..., tuple[int, str, str]]
HEADINGS = "id,name,role,agency,position,pilot_district,target_district,phase3_province,area,scope,deputy,from,to"
ROWS = (
    "P1,สุดา แก้วมณี,participant,กรมการปกครอง,ปลัดอำเภอ,แม่ใจ พะเยา,เมืองพะเยา พะเยา,พะเยา,,,,,",
    "M1,บุญมี ศรีสวัสดิ์,mentor,กรมการปกครอง,นายอำเภอ,,,,แม่ใจ พะเยา,,,,",
    "C1,จันทร์เพ็ญ งามตา,coordinator,กรมการปกครอง,,,,,,all,,,",
)
WORK = "วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


@pytest.fixture
def command(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """`python -m bot …` on an empty database; returns (exit code, what it printed, what it complained of)."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "media"))
    monkeypatch.setenv("LINE_BOT_BASIC_ID", "@castbot")
    monkeypatch.setenv("LINE_CHANNEL_SECRET", "secret")  # nobody is erased without

    def run(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def roster(folder: Path, *rows: str, headings: str = HEADINGS, encoding: str = "utf-8") -> Path:
    path = folder / "roster.csv"
    path.write_bytes("\r\n".join([headings, *rows]).encode(encoding))
    return path


def count(database_url: str, table: type) -> int:
    database = Database(database_url)
    with database.read() as session:
        found = session.scalar(select(func.count()).select_from(table)) or 0
    database.close()
    return found


@on_sqlite
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_a_roster_is_imported_in_each_encoding_excel_saves(
    command: Command, database_url: str, tmp_path: Path, encoding: str
) -> None:
    code, said, _ = command("roster", "import", roster(tmp_path, *ROWS, encoding=encoding))
    assert (code, count(database_url, Person)) == (0, 3)
    assert "เพิ่ม 3 คน" in said
    assert "สุดา แก้วมณี" in said


def test_a_workbook_is_imported_too(command: Command, database_url: str, tmp_path: Path) -> None:
    book = Workbook()
    for row in (HEADINGS, *ROWS):
        book.active.append([cell or None for cell in row.split(",")])
    book.save(tmp_path / "roster.xlsx")
    assert command("roster", "import", tmp_path / "roster.xlsx")[0] == 0
    assert (count(database_url, Person), count(database_url, Placement)) == (3, 3)


def test_the_same_file_again_changes_nothing(command: Command, database_url: str, tmp_path: Path) -> None:
    path = roster(tmp_path, *ROWS)
    command("roster", "import", path)
    code, said, _ = command("roster", "import", path)
    assert code == 0
    assert "เพิ่ม 0 คน เปลี่ยน 0 คน คงเดิม 3 คน" in said
    assert (count(database_url, Person), count(database_url, Membership)) == (3, 3)


def test_a_changed_file_says_who_changed_and_in_what(command: Command, tmp_path: Path) -> None:
    command("roster", "import", roster(tmp_path, *ROWS))
    changed = [ROWS[0].replace("เมืองพะเยา พะเยา", "จุน พะเยา").replace("ปลัดอำเภอ", "ปลัดอาวุโส"), *ROWS[1:]]
    _, said, complaint = command("roster", "import", roster(tmp_path, *changed))
    assert complaint == ""
    assert "เปลี่ยน 1 คน" in said
    assert "~ สุดา แก้วมณี: ตำแหน่ง, อำเภอเป้าหมาย อ.เมืองพะเยา จ.พะเยา → อ.จุน จ.พะเยา" in said


def test_a_dry_run_shows_what_an_import_would_change_and_changes_nothing(
    command: Command, database_url: str, tmp_path: Path
) -> None:
    command("roster", "import", roster(tmp_path, *ROWS[:2]))
    changed = roster(tmp_path, ROWS[0].replace("ปลัดอำเภอ", "ปลัดอาวุโส"), *ROWS[1:])
    code, said, _ = command("roster", "import", changed, "--dry-run")
    assert code == 0
    assert "ยังไม่ได้นำเข้า ถ้านำเข้าจะ: เพิ่ม 1 คน เปลี่ยน 1 คน คงเดิม 1 คน" in said
    assert "~ สุดา แก้วมณี: ตำแหน่ง" in said
    assert (count(database_url, Person), count(database_url, Membership)) == (2, 2)
    assert "เพิ่ม 1 คน เปลี่ยน 1 คน" in command("roster", "import", changed)[1]


def test_an_import_is_listed_and_undone_and_everybody_is_as_before(
    command: Command, database_url: str, tmp_path: Path
) -> None:
    assert command("roster", "imports")[1].strip() == "ยังไม่เคยนำเข้ารายชื่อ"
    assert command("roster", "undo")[0] == 1
    command("roster", "import", roster(tmp_path, *ROWS[:2]))
    _, said, _ = command(
        "roster", "import", roster(tmp_path, ROWS[0].replace("เมืองพะเยา พะเยา", "จุน พะเยา"), *ROWS[1:])
    )
    assert "python -m bot roster undo 2" in said
    listed = command("roster", "imports")[1].splitlines()
    assert [line.split(" · ")[0] for line in listed] == ["2", "1"]
    assert listed[0].endswith("ผู้ดูแลระบบ · เพิ่ม 1 เปลี่ยน 1")
    code, said, _ = command("roster", "undo")
    assert (code, said.strip()) == (0, "ยกเลิกการนำเข้าครั้งที่ 2 แล้ว คืนค่าเดิม 1 คน นำออก 1 คน")
    assert (count(database_url, Person), count(database_url, Membership)) == (2, 2)
    assert "ยกเลิกแล้ว" in command("roster", "imports")[1].splitlines()[0]
    code, _, complaint = command("roster", "undo", "2")
    assert (code, complaint.strip()) == (1, "การนำเข้าครั้งนี้ยกเลิกไปแล้ว")
    assert "ไม่มีการนำเข้าครั้งที่ 9" in command("roster", "undo", "9")[2]
    assert command("roster", "undo", "1")[0] == 0
    assert count(database_url, Person) == 0


@on_sqlite
def test_one_wrong_cell_and_nothing_is_imported(command: Command, database_url: str, tmp_path: Path) -> None:
    wrong = ROWS[0].replace("แม่ใจ พะเยา", "แม่จาย พะเยา").replace("P1", "P9")
    code, _, complaint = command("roster", "import", roster(tmp_path, *ROWS[1:], wrong))
    assert (code, count(database_url, Person)) == (1, 0)
    assert "แถว 4" in complaint
    assert "แม่ใจ" in complaint  # the nearest name


def test_people_who_are_not_in_the_file_stay_and_are_named(command: Command, database_url: str, tmp_path: Path) -> None:
    command("roster", "import", roster(tmp_path, *ROWS))
    _, said, _ = command("roster", "import", roster(tmp_path, *ROWS[1:]))
    assert "สุดา แก้วมณี" in said
    assert count(database_url, Person) == 3


@on_sqlite
def test_a_file_that_is_not_there_or_is_no_roster_is_said(command: Command, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(photo())
    for path in (tmp_path / "absent.csv", tmp_path / "photo.png"):
        code, _, complaint = command("roster", "import", path)
        assert code == 1
        assert complaint


@on_sqlite
def test_codes_are_printed_once_with_a_link_that_fills_them_in(command: Command, tmp_path: Path) -> None:
    command("roster", "import", roster(tmp_path, *ROWS))
    code, said, _ = command("roster", "codes")
    printed = [json.loads(line) for line in said.splitlines()]
    assert code == 0
    assert [(one["name"], one["role"]) for one in printed] == [
        ("สุดา แก้วมณี", "participant"),
        ("บุญมี ศรีสวัสดิ์", "mentor"),
        ("จันทร์เพ็ญ งามตา", "coordinator"),
    ]
    for one in printed:
        assert one["link"].startswith("https://line.me/R/oaMessage/%40castbot/?")
        assert unquote(one["link"].split("?", 1)[1]) == f"ลงทะเบียน {one['code']}"
        assert len(one["code"].replace("-", "")) == 12
    assert command("roster", "codes")[1] == ""  # everybody has one that works


def test_a_code_is_reissued_for_one_person_only(command: Command, tmp_path: Path) -> None:
    command("roster", "import", roster(tmp_path, *ROWS))
    first = [json.loads(line)["code"] for line in command("roster", "codes")[1].splitlines()]
    (again,) = command("roster", "codes", "--reissue", "สุดา แก้วมณี")[1].splitlines()
    assert json.loads(again)["name"] == "สุดา แก้วมณี"
    assert json.loads(again)["code"] not in first


@on_sqlite
@pytest.mark.parametrize("words", [("erase",), ("roster", "codes", "--reissue")])
def test_a_person_nobody_knows_is_said_to_be_unknown(command: Command, words: tuple[str, ...]) -> None:
    command("migrate")
    code, said, complaint = command(*words, "ใครก็ไม่รู้")
    assert (code, said) == (1, "")
    assert "ใครก็ไม่รู้" in complaint


def test_namesakes_are_told_apart_by_number(command: Command, tmp_path: Path) -> None:
    twin = ROWS[0].replace("P1", "P2").replace("กรมการปกครอง", "กรมที่ดิน")
    command("roster", "import", roster(tmp_path, ROWS[0], twin))
    code, _, complaint = command("erase", "สุดา แก้วมณี")
    assert code == 1
    assert "1, 2" in complaint
    assert command("erase", "2")[0] == 0


def test_a_near_match_is_asked_about_and_nobody_erased_comes_back_with_a_title(
    command: Command, database_url: str, tmp_path: Path
) -> None:
    def file(name: str) -> Path:
        return roster(tmp_path, ROWS[0].replace("P1,สุดา แก้วมณี", f",{name}"))

    command("roster", "import", file("นางสุดา แก้วมณี"))
    assert command("roster", "import", file("นาง สุดา แก้วมณี"))[0] == 0
    code, _, complaint = command("roster", "import", file("นางสาวสุดา แก้วมณี"))
    assert code == 1
    assert '--same "นางสาวสุดา แก้วมณี=1"' in complaint
    assert command("roster", "import", file("นางสาวสุดา แก้วมณี"), "--same", "นางสาวสุดา แก้วมณี")[0] == 2
    assert command("roster", "import", file("นางสาวสุดา แก้วมณี"), "--same", "นางสาวสุดา แก้วมณี=1")[0] == 0
    assert count(database_url, Person) == 1
    command("erase", "1")
    for written in ("น.ส. สุดา แก้วมณี", "สุดา แก้วมณี"):
        _, said, _ = command("roster", "import", file(written))
        assert "1 คนได้ขอลบข้อมูลแล้ว" in said
    assert count(database_url, Person) == 1
    assert command("roster", "import", file("นายสุดา แก้วมณี"))[0] == 0  # somebody else
    assert count(database_url, Person) == 2


def serve(running: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands work on the house's database."""
    settings = running.bot.settings
    assert settings.line_channel_secret
    monkeypatch.setenv("LINE_CHANNEL_SECRET", settings.line_channel_secret.get_secret_value())
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("MEDIA_DIR", str(settings.media_dir))
    monkeypatch.setenv("LINE_API_URL", str(settings.line_api_url))
    monkeypatch.setenv("CLOCK_FILE", str(settings.clock_file))
    monkeypatch.setenv("LINE_CHANNEL_ACCESS_TOKEN", "test-token")


def test_a_new_phone_takes_over_the_history_and_the_old_one_is_a_strangers(
    running: RunningBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    serve(running, monkeypatch)
    old = running.joined(SOMCHAI)
    old.says(WORK)
    old.hears(1)
    first_code = running.code_for(SOMCHAI)
    assert main(["roster", "codes", "--reissue", SOMCHAI]) == 0
    issued = json.loads(next(line for line in capsys.readouterr().out.splitlines() if line.startswith('{"name"')))
    assert SOMCHAI not in hears_later(old, "บัญชี LINE นี้ไม่ได้ใช้กับบอตแล้ว")
    old.says("บ่ายประชุมกับพระ 4 รูป")
    assert "ยินยอม" in everything_in(old.hears(1)[0])
    new = running.line.person(f"{SOMCHAI} เครื่องใหม่", friend=False)
    new.follows()
    new.hears(1)
    new.says("ยินยอม")
    new.hears(1)
    new.says(first_code)  # revoked by the new one
    assert "ใช้ไม่ได้" in words_of(new.hears(1)[0])
    new.says(f"ลงทะเบียน {issued['code']}")
    assert SOMCHAI in everything_in(new.hears(1)[0])
    new.says("รายการวันนี้")
    assert WORK in everything_in(new.hears(1)[0])
    person_id = running.person_id(SOMCHAI)
    with running.database.read() as session:
        by_id = chats.by_line_ids(session, [old.user_id, new.user_id])
        assert (by_id[old.user_id].person_id, by_id[new.user_id].person_id) == (None, person_id)
    old.says(WORK)
    old.hears(1)
    new_entries = entries_of(running, _as(new, SOMCHAI))
    assert [entry.words for entry in new_entries] == [WORK]


def _as(phone: Someone, name: str) -> Someone:
    phone.name = name
    return phone


def test_a_person_erased_by_command_leaves_no_trace(
    running: RunningBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    serve(running, monkeypatch)
    canary, body = "นกกระเต็นหลากสี", photo("salmon", (181, 37))
    malee = running.joined(MALEE)
    malee.says(f"{WORK} {canary}")
    malee.hears(1)
    malee.sends_image(body)
    malee.hears(1)
    eventually(lambda: list(running.bot.settings.media_dir.rglob("*.thumb.jpg")))
    assert main(["erase", MALEE]) == 0
    assert MALEE in capsys.readouterr().out
    for trace in (canary, body, MALEE):
        assert gone(running, trace)
    malee.says("สวัสดี")
    assert "ยินยอม" in everything_in(malee.hears(1)[0])
    with running.database.read() as session:
        assert people.by_name(session, MALEE) == []
        assert people.by_name(session, KANDA)


def test_a_picture_that_somebody_else_has_sent_too_survives_the_command(
    running: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(running, monkeypatch)
    body = photo("plum", (191, 33))
    malee, somchai = running.joined(MALEE), running.joined(SOMCHAI)
    unsent = malee.sends_image(body)  # it is noted as to be deleted, and sent again before it is
    malee.hears(1)
    eventually(lambda: list(running.bot.settings.media_dir.rglob("*.thumb.jpg")))
    malee.unsends(unsent.message_id)
    settled(running)
    for phone in (malee, somchai):
        phone.sends_image(body)
        phone.hears(1)
    eventually(lambda: _stored_pictures(running) == 2)
    assert main(["erase", MALEE]) == 0
    assert _stored_pictures(running) == 1
    assert traces(running, body)
    assert main(["erase", SOMCHAI]) == 0
    assert gone(running, body)


def _stored_pictures(running: RunningBot) -> int:
    with running.database.read() as session:
        stored = select(func.count()).select_from(Media).where(Media.state == MediaState.STORED)
        return session.scalar(stored) or 0


def test_the_command_line_names_its_commands() -> None:
    shown = subprocess.run([sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=True)
    for name in ("run", "worker", "migrate", "roster", "erase", "understand"):
        assert name in shown.stdout
