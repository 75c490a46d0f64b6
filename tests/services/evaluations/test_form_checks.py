"""A round whose form does not ask for every criterion as a number of one scale stops the boot, by file, key, reason."""

import shutil
from pathlib import Path

import pytest

from bot.resources import Bot
from bot.settings import ROOT, SettingsError, read_settings
from programmes import load
from services.evaluations.form_checks import round_form_problems

FOLDER = ROOT / "programmes" / "cast-2566"
VISION = "| select_one scale | vision |"


def problems_of(folder: Path, *changes: tuple[str, str]) -> list[str]:
    copied = folder / "mine"
    shutil.copytree(FOLDER, copied)
    form = copied / "forms" / "eval_final.md"
    text = form.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    form.write_text(text, "utf-8")
    found = list(round_form_problems(load(copied), copied))
    assert {where for where, _, _, _ in found} <= {"evaluation.rounds[2].form"}
    assert all(why.startswith("forms/eval_final.md: ") for _, why, _, _ in found)
    return [why.removeprefix("forms/eval_final.md: ") for _, why, _, _ in found]


def test_the_forms_of_the_programme_ask_for_every_criterion() -> None:
    assert not list(round_form_problems(load(FOLDER), FOLDER))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (VISION, "| select_one scale | visions |", "has no question named vision"),
        (VISION, "| select_one scale | ability |", "has 2 questions named ability"),
        (VISION, "| text | vision |", "vision is text, not a select_one or range of numbers"),
        (VISION, "| select_multiple scale | vision |", "vision is select_multiple scale, not"),
        ("| scale | 5 |", "| scale | five |", "vision is not a choice between numbers"),
        ("| scale | 5 |", "| scale | NaN |", "vision is not a choice between numbers"),
        ("begin_group", "begin_repeat", "vision is in a repeat"),
        ("| yes | likert |", "| | likert |", "ability may be left empty"),
        ("| scale | 5 | 5 ดีมาก | 5 very good |",
         "| scale | 5 | 5 ดีมาก | 5 very good |\n| ten | 1 | 1 | 1 |\n| ten | 10 | 10 | 10 |", ""),
        ("## survey", "## questions", "cannot be read (form-problem-no-survey)"),
    ],
)  # fmt: skip
def test_a_criterion_that_is_not_asked_as_a_number_is_named(tmp_path: Path, old: str, new: str, why: str) -> None:
    further = [] if why else [(VISION, "| select_one ten | vision |")]
    found = problems_of(tmp_path, (old, new), *further)
    assert any((why or "vision is on another scale than ability") in line for line in found), found


def test_a_criterion_asked_only_on_a_condition_is_named(tmp_path: Path) -> None:
    heading = "| required | appearance |\n|---|---|---|---|---|---|---|---|"
    changed = (heading, "| required | relevant |\n|---|---|---|---|---|---|---|---|")
    assert "ability is only asked on a condition" in problems_of(tmp_path, changed)


def test_the_bot_does_not_start_with_such_a_form(tmp_path: Path) -> None:
    copied = tmp_path / "mine"
    shutil.copytree(FOLDER, copied)
    form = copied / "forms" / "eval_final.md"
    form.write_text(form.read_text("utf-8").replace(VISION, "| text | vision |"), "utf-8")
    settings = read_settings(programme=copied, database_url=f"sqlite:///{tmp_path / 'castbot.db'}")
    with pytest.raises(
        SettingsError, match=r"PROGRAMME: .*evaluation\.rounds\[2\]\.form: forms/eval_final\.md: vision is text"
    ):
        Bot(settings)
