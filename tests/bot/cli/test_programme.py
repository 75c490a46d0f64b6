"""`python -m bot programme`: what is wrong is printed with what to do, and monitoring reads how it ends."""

import json
import shutil
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import ROOT

CAST = ROOT / "programmes" / "cast-2566"


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "PROGRAMME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    shutil.copytree(CAST, folder)
    text = (folder / "programme.toml").read_text("utf-8").replace('owner = "dopa"', 'owner = "dop"')
    (folder / "programme.toml").write_text(text, "utf-8")
    return folder


def test_a_fault_is_printed_with_its_line_the_nearest_word_and_what_to_do(
    wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["programme", "check", str(wrong)]) == 1
    out = capsys.readouterr().out
    assert "✗ programme.toml บรรทัด 51 · phases[1].owner: ไม่มี [[owners]] ชื่อ dop\n" in out
    assert "  ใกล้เคียงที่สุด: dopa\n  แก้: ใช้ชื่อที่มี: personnel, damrong, dopa, provincial" in out
    assert "ต้องแก้ 1 ข้อ" in out


def test_json_is_an_object_a_line_and_a_notice_is_no_fault(
    wrong: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli.programme.read", None)  # forms are not compiled
    assert main(["programme", "check", str(wrong), "--json"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {key: rows[0][key] for key in ("health", "file", "key", "kind", "nearest")} == {
        "health": "wrong",
        "file": "programme.toml",
        "key": "phases[1].owner",
        "kind": "unknown",
        "nearest": "dopa",
    }
    assert {row["health"] for row in rows[1:]} == {"notice"}
    assert main(["programme", "check"]) == 0  # PROGRAMME's own
    assert "CAST 2566: ช่วง 4" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programme", "check", str(tmp_path / "nowhere")]) == 1
    assert "ไม่มีไฟล์ programme.toml" in capsys.readouterr().out
