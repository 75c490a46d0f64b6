"""`python -m bot evaluation …`: an operator sees a round, closes it, and proves a file of its results."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from models.storage.database import Database
from services.evaluations.signing import new_key, read_key
from tests.running_bot import MALEE, SOMCHAI
from tests.services.evaluations.rated_people import FOLDER, RatedPeople, settle
from tests.services.evaluations.test_ledger import all_rate

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def rated(database: Database) -> RatedPeople:
    return settle(database)


@pytest.fixture
def command(
    rated: RatedPeople, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:  # fmt: skip
    """`python -m bot evaluation …` on 6 December 2566; returns (exit code, what it printed, what it complained of)."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "media"))
    monkeypatch.setenv("EVALUATION_KEY", new_key())
    clock = tmp_path / "clock"
    clock.write_text(rated.now.isoformat())
    monkeypatch.setattr("bot.clock.Clock.now", lambda _: rated.now)

    def run(*words: object) -> tuple[int, str, str]:
        code = main(["evaluation", *(str(word) for word in words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_status_says_how_each_round_stands_and_of_one_whom_to_call(command: Command, rated: RatedPeople) -> None:
    all_rate(rated)
    rated.asks(rated.rater("นายยังไม่ทำ", phone="0899999999"), MALEE)
    code, out, _ = command("status")
    assert code == 0
    assert [line.split(" ")[0] for line in out.splitlines()] == ["phase_2", "phase_3", "final"]
    assert "ครบแล้ว 1 จาก 2 คน" in out
    code, out, _ = command("status", "final")
    assert code == 0
    assert f"{SOMCHAI} · คะแนนเฉลี่ย 4.33 (ร้อยละ 86.53) · ผลชั่วคราว" in out
    assert "นายยังไม่ทำ · 1 คน · กลุ่มสตรีแม่ใจ · 0899999999" in out
    assert "ยังไม่มีคะแนนจากผู้บริหารกระทรวงมหาดไทย (ต้องมีอย่างน้อย 1 คน น้ำหนักร้อยละ 20)" in out
    code, _, err = command("status", "last")
    assert code == 1
    assert "phase_2, phase_3, final" in err


def test_closing_is_shown_first_refused_while_somebody_is_missing_and_then_signed(
    command: Command, rated: RatedPeople, tmp_path: Path
) -> None:
    all_rate(rated)
    code, out, _ = command("close", "final")
    assert code == 0
    assert "ผลสุดท้าย 1 คน ผลชั่วคราว 1 คน" in out
    code, _, err = command("close", "final", "--yes")
    assert code == 1
    assert "--although-missing" in err
    assert command("status", "final", "--out", tmp_path / "final.json")[0] == 1  # nothing is signed yet
    assert command("close", "final", "--yes", "--although-missing")[0] == 0
    assert command("close", "final", "--yes", "--although-missing")[0] == 1
    assert command("close", "final", "--yes", "--although-missing", "--reason", "แก้ไข")[0] == 0
    code, out, _ = command("status", "final", "--out", tmp_path / "one.json", "--person", SOMCHAI)
    assert code == 0
    code, out, _ = command("verify", tmp_path / "one.json")
    assert code == 0
    assert f"{SOMCHAI} · คะแนนเฉลี่ย 4.33 (ร้อยละ 86.53) · ผลสุดท้าย" in out
    assert "2 ฉบับต่อเนื่องกันครบ" in out


def test_a_forged_file_is_refused_and_another_key_is_told_apart(
    command: Command, rated: RatedPeople, tmp_path: Path
) -> None:
    all_rate(rated)
    command("close", "final", "--yes", "--although-missing")
    file = tmp_path / "final.json"
    command("status", "final", "--out", file)
    said = json.loads(file.read_text("utf-8"))
    forged = {**said, "results": [one.replace("4.33", "4.93") for one in said["results"]]}
    file.write_text(json.dumps(forged), "utf-8")
    code, _, err = command("verify", file)
    assert code == 1
    assert "ไม่ตรงกับผลที่ลงนามไว้" in err
    file.write_text(json.dumps(said), "utf-8")
    code, _, err = command("verify", file, "--public-key", read_key(new_key()).public)
    assert code == 1
    assert "กุญแจอื่น" in err
    file.write_bytes(b"\xff[")
    assert command("verify", file)[0] == 1
    assert command("verify", tmp_path / "nowhere.json")[0] == 1


def test_a_round_without_a_key_is_not_closed_and_says_how_to_make_one(
    command: Command, rated: RatedPeople, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    all_rate(rated)
    monkeypatch.delenv("EVALUATION_KEY")
    code, _, err = command("close", "final", "--yes", "--although-missing")
    assert code == 1
    assert "python -m bot evaluation key" in err
    code, made, _ = command("key")
    monkeypatch.setenv("EVALUATION_KEY", made.strip())
    code, out, _ = command("key")
    assert code == 0
    assert out.split() == [read_key(made).id, read_key(made).public]
    monkeypatch.setenv("EVALUATION_KEY", "no key")
    code, _, err = command("close", "final", "--yes", "--although-missing")
    assert code == 2
    assert err.startswith("EVALUATION_KEY: ")


def test_a_changed_file_is_shown_with_its_effect_and_applies_with_a_reason(
    command: Command, rated: RatedPeople, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_rate(rated)
    folder = tmp_path / "mine"
    folder.mkdir()
    for part in ("forms", "words"):
        (folder / part).symlink_to(FOLDER / part)
    text = (FOLDER / "programme.toml").read_text("utf-8")
    changed = text.replace("weight = 20\n", "weight = 50\n").replace("weight = 80\n", "weight = 50\n")
    (folder / "programme.toml").write_text(changed, "utf-8")
    assert command("revise", "final")[1].startswith("เงื่อนไขของรอบ final ตรงกับ")
    monkeypatch.setenv("PROGRAMME", str(folder))
    _, out, _ = command("status")
    assert "น้ำหนักของผู้บริหารกระทรวงมหาดไทย: 20 เป็น 50" in out
    assert "จากคะแนนที่นับอยู่ 6 รายการ จะไม่นับ 0 รายการ และผลของผู้เข้าร่วม" in out
    assert "4.33" in command("status", "final")[1]
    code, out, _ = command("revise", "final", "--reason", "มติคณะกรรมการ")
    assert code == 0
    assert "ฉบับที่ 2" in out
    assert "คะแนนเฉลี่ย 4.27" in command("status", "final")[1]
