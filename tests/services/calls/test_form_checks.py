"""A form that cannot send what its call needs is told by file, key and reason, and stops the boot."""

from pathlib import Path
from shutil import copytree

import pytest

from bot.settings import ROOT
from locales.texts import Texts
from programmes import ProgrammeError, load
from services.calls.form_checks import call_form_problems
from tests.scenarios.test_calls_by_form import FORM, TERMS

TALENT = ROOT / "programmes" / "talent-2561"
NAME = "| text | name | ชื่อโครงการ | Name of the project | yes |"
DONE = "| date | done | แล้วเสร็จวันใด | Done by | yes |"
GROUP = f"| begin_repeat | works | งาน | works | |\n{DONE}\n| end_repeat | | | | |"


def by_form(folder: Path, form: str, more: str = "") -> Path:
    copytree(TALENT, folder)
    (folder / "forms").mkdir()
    (folder / "forms" / "proposal.md").write_text(form, "utf-8")
    file = folder / "programme.toml"
    said = file.read_text("utf-8").replace('of = "projects"', 'of = "projects"\nform = "proposal"')
    file.write_text(said.replace('of = "people"', f'of = "people"{more}') + TERMS, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "kind", "why"),
    [
        (NAME, NAME, None, ""),
        (NAME, NAME.replace("name", "title", 1), "call-question-missing", "has no question named name"),
        (NAME, NAME.replace("yes", ""), "criterion-optional", "name may be left empty; make it required"),
        (DONE, DONE.replace("done", "finished"), "call-question-missing", "has no question named done"),
        (DONE, DONE.replace("date", "text"), "call-question-type", "done is text, and the call's field is a day"),
        (DONE, f"{DONE}\n{DONE}", "criterion-many", "has 2 questions named done"),
        (DONE, GROUP, "criterion-hidden", "done is in a repeat"),
        ("| topics | law |", "| topics | laws |", "call-question-choice", "the choice laws of topic is none of"),
    ],
)
def test_a_question_that_the_call_needs_is_named(
    tmp_path: Path, old: str, new: str, kind: str | None, why: str
) -> None:
    assert old in FORM
    folder = by_form(tmp_path / "mine", FORM.replace(old, new))
    found = list(call_form_problems(load(folder), folder))
    assert [one[2] for one in found] == ([kind] if kind else [])
    for where, said, told, values in found:
        assert (where, said.startswith(f"forms/proposal.md: {why}")) == ("calls[1].form", True), said
        for language in ("th", "en"):
            text = Texts.load(ROOT / "locales").in_language(language)
            assert "forms/proposal.md" in text(f"programme-fault-{told}", **values)
            assert text(f"programme-remedy-{told}", **values)


def test_two_calls_cannot_share_a_form(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeError, match=r"calls\[1\]\.form: proposal is the form of the call team already"):
        load(by_form(tmp_path / "mine", FORM, '\nform = "proposal"'))
