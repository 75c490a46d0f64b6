"""A programme's folder is checked whole: file, words, forms, texts, roster, dates; and nothing in it raises."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.settings import ROOT
from locales.texts import Texts
from programmes.problems import FolderProblem
from services.forms.compiling_apart import read
from services.programme_folders.checking import FolderCheck, check_folder, said, within

CAST = ROOT / "programmes" / "cast-2566"
TEXTS = Texts.load(ROOT / "locales")
BEFORE, AFTER = date(2023, 6, 1), date(2026, 11, 30)

Change = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of CAST's folder."""
    copy = tmp_path / "mine"
    shutil.copytree(CAST, copy)
    return copy


@pytest.fixture
def change(folder: Path) -> Change:
    def changed(name: str, old: str, new: str) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    return changed


def checked(folder: Path, today: date = BEFORE, *, forms: bool = False) -> FolderCheck:
    found = check_folder(folder, TEXTS, today, read if forms else None)
    for problem in (*found.problems, *found.notices):
        for language in ("th", "en"):
            assert all(said(problem, TEXTS.in_language(language)))
    return found


def told(found: tuple[FolderProblem, ...], folder: Path) -> list[tuple[str, str, str]]:
    return [(within(one.file, folder), one.where, one.kind) for one in found]


@pytest.mark.parametrize("name", ["programmes/cast-2566", "tests/programmes/pilots-2565"])
def test_the_folders_of_this_repository_have_no_fault(name: str) -> None:
    found = checked(ROOT / name, date(2022, 1, 1), forms=True)
    assert found.programme is not None
    assert found.problems == ()


def test_everything_is_told_at_once_with_file_line_and_the_nearest_right_word(folder: Path, change: Change) -> None:
    change("programme.toml", "capacity = 76", "capacty = 76")
    change("programme.toml", 'file = "forms/eval_phase_3.md"', 'file = "forms/eval_phase3.md"')
    change("programme.toml", 'owner = "dopa"', 'owner = "dop"')
    change("programme.toml", "end = 2023-06-11", "end = 2023-06-01")
    change("programme.toml", 'text = "phase-end"', 'text = "phase-ends"')
    change("programme.toml", 'buttons = ["my_status", "my_schedule"]', 'buttons = ["my_statu"]')
    change("programme.toml", 'th = "ช่วงที่ 1 ฝึกอบรม"', 'th = "ช่วงที่ {number} ฝึกอบรม"')
    change("words/tags.toml", "[drugs]", "[drug]")
    change("words/commands.toml", "[", '[sumary]\n"รวม" = "ขอรวม"\n[')
    change("words/stages.toml", "]", ']\n"ถิ่น" = "ไม่มีคำนั้น"')
    change("forms/feedback7.md", "select_one", "select_oen")
    found = checked(folder, forms=True)
    assert found.programme is None
    kinds = told(found.problems, folder)
    assert set(kinds) >= {
        ("programme.toml", "capacty", "unknown-key"),
        ("programme.toml", "capacity", "missing"),
        ("programme.toml", "forms[3].file", "missing-file"),
        ("programme.toml", "phases[1].owner", "unknown"),
        ("programme.toml", "phases[0].end", "before"),
        ("programme.toml", "reminders[0].text[0]", "reminder-no-text"),
        ("programme.toml", "reminders[0].buttons[0]", "reminder-button"),
        ("programme.toml", "phases[0].name.th", "placeholder"),
        ("words/tags.toml", "drug", "words-tags"),
        ("words/commands.toml", "sumary", "words-commands"),
    }
    assert {kind for file, _, kind in kinds if file == "words/stages.toml"} == {"words-not-in-example"}
    assert any(file == "forms/feedback7.md" and kind.startswith("form-problem-") for file, _, kind in kinds)
    assert len(set(kinds)) == len(kinds)
    nearest = {one.where: one.nearest for one in found.problems}
    assert nearest["capacty"] == "capacity"
    assert nearest["forms[3].file"] == "forms/eval_phase_3.md"
    assert nearest["reminders[0].text[0]"] == "phase-end"
    assert nearest["reminders[0].buttons[0]"] == "my_status"
    assert nearest["drug"] == "drugs"
    lines = (folder / "programme.toml").read_text("utf-8").splitlines()
    owner = next(one for one in found.problems if one.where == "phases[1].owner")
    assert lines[(owner.line or 0) - 1] == 'owner = "dop"'
    form = next(one for one in found.problems if one.file.endswith("feedback7.md"))
    assert form.line is not None


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("programme.toml", b"[[phases", "not-toml"),
        ("programme.toml", "name = 'ไทย'".encode("tis-620"), "not-utf8"),
        ("programme.toml", b"", "missing"),
        ("programme.toml", b"phases = 1\nforms = [1, {file = 2}]\ndimensions = [{tags = 3}]", "missing"),
        ("programme.toml", b"a = " + b"[" * 5000 + b"]" * 5000, "not-toml"),
        ("programme.toml", b"a = 99999-01-01", "not-toml"),
        ("programme.toml", b"end = 9999-12-31\nstart = 0001-01-01", "too-large"),
        ("words/tags.toml", b"\xff", "not-utf8"),
        ("words/tags.toml", b"drugs = [1]", "words-table"),
        ("words/notes.txt", b"", "words-file"),
        ("forms/feedback7.md", b"\xff\x00", "form-problem-not-text"),
        ("forms/eval_final.md", b"", "form-unreadable"),
        ("roster.example.csv", b"id,name\n1,x\n", "roster-heading-missing"),
    ],
)  # fmt: skip
def test_what_no_file_should_have_is_told_and_raises_nothing(folder: Path, name: str, raw: bytes, kind: str) -> None:
    (folder / name).write_bytes(raw)
    found = checked(folder, forms=True)
    kinds = {one.kind for one in found.problems}
    assert "unchecked" not in kinds
    assert kind in kinds or (kind.startswith("form-problem") and any(one.startswith("form-problem") for one in kinds))


def test_a_folder_without_a_file_and_no_folder_at_all_are_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "nowhere.toml"):
        assert [one.kind for one in checked(folder).problems] == ["no-file"]


def test_a_form_outside_of_the_folder_is_refused_and_not_read(folder: Path, change: Change, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("x", "utf-8")
    change("programme.toml", 'file = "forms/feedback7.md"', 'file = "../secret.md"')
    found = checked(folder, forms=True)
    assert ("programme.toml", "forms[0].file", "outside-folder") in told(found.problems, folder)
    assert not [one for one in found.problems if "secret" in one.file]


def test_dates_that_were_copied_and_not_changed_are_noticed(folder: Path, change: Change) -> None:
    found = checked(folder, AFTER)
    assert found.programme is not None
    assert {one.kind for one in found.notices} == {"over", "same-key", "same-dates"}
    same = next(one for one in found.notices if one.kind == "same-dates")
    assert same.values["value"] == same.values["all"]
    change("programme.toml", 'key = "cast-2566"', 'key = "cast-2570"')
    text = (folder / "programme.toml").read_text("utf-8")
    (folder / "programme.toml").write_text(text.replace("= 2023-", "= 2027-"), "utf-8")
    assert {one.kind for one in checked(folder, AFTER).notices} == {"calendar"}
    change("programme.toml", "closes = 2027-12-20\nlate", "closes = 2023-12-20\nlate")
    found = checked(folder, AFTER)
    noticed = {(one.kind, one.where) for one in found.notices}
    where = "evaluation.rounds[2].closes"
    assert {("round-over", where), ("same-dates", where)} <= noticed
    assert (where, "outside") in {(one.where, one.kind) for one in found.problems}
    assert checked(CAST, AFTER).notices[0].kind == "over"  # the folder itself is no copy
