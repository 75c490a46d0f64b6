"""The schema for editors is current, takes the folders of this repository, and refuses what the check refuses."""

import json
import re
import tomllib
from collections.abc import Callable
from copy import deepcopy
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from bot.__main__ import main
from bot.settings import ROOT
from programmes.file_shape import where_of
from programmes.toml_lines import Place
from services.programme_folders.schema import FILE, written
from tests.programmes.test_every_key import GOOD, changed, each_kind, value_at, wrong_value

FOLDERS = sorted(one.parent for one in (ROOT / "programmes").glob("*/programme.toml"))


@cache
def validator() -> Callable[[Any], Any]:
    found: Callable[[Any], Any] = fastjsonschema.compile(json.loads(FILE.read_text("utf-8")), use_default=False)
    return found


def takes(content: Any) -> bool:
    try:
        validator()(as_json(content))
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


def as_json(value: Any) -> Any:
    """Return a value of TOML as editors hand it to a schema: dates and times are texts."""
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    if isinstance(value, date):
        return f"{value}"
    return f"{value}Z" if isinstance(value, time) else value


def test_the_schema_of_the_repository_is_that_of_the_definition() -> None:
    """If it is not: python -m bot programme schema --out programmes/programme.schema.json"""
    assert FILE.read_text("utf-8") == written()


def test_the_command_prints_it_and_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programme", "schema"]) == 0
    assert capsys.readouterr().out == written()
    assert main(["programme", "schema", "--out", str(tmp_path / "here.json")]) == 0
    assert (tmp_path / "here.json").read_text("utf-8") == written()
    assert main(["programme", "schema", "--out", str(tmp_path / "no" / "here.json")]) == 1
    assert "เลือกที่อื่น" in capsys.readouterr().err


@pytest.mark.parametrize("folder", [*FOLDERS, ROOT / "tests/programmes/pilots-2565"], ids=lambda one: one.name)
def test_it_takes_each_folder_of_the_repository_and_each_names_it(folder: Path) -> None:
    text = (folder / "programme.toml").read_text("utf-8")
    assert takes(tomllib.loads(text))
    named = re.match(r"#:schema (\S+)\n", text)
    assert named
    assert (folder / named[1]).resolve() == FILE


@pytest.mark.parametrize("how", ["type", "value"])
def test_it_refuses_a_wrong_value_at_any_key(how: str) -> None:
    assert takes(GOOD)
    taken = []
    for place in each_kind():
        value = value_at(GOOD, place)
        wrong = wrong_value(value, place) if how == "value" else "x" if isinstance(value, dict) else {"x": 1}
        if wrong is None or _is_reference(place, value, wrong):
            continue
        if takes(changed(GOOD, place, wrong)):
            taken.append((where_of(place), wrong))
    assert taken == []


def _is_reference(place: Place, value: Any, wrong: Any) -> bool:
    """Return whether a wrong value is one only because of what stands elsewhere, or because no text may be wrong."""
    free = place[0] in ("papers", "contact", "retention") and isinstance(value, str)
    return free and wrong == "Not One!"


def test_it_refuses_what_is_missing_unknown_and_said_twice() -> None:
    assert takes(GOOD)
    for place in each_kind():
        table = value_at(GOOD, place)
        if isinstance(table, dict):
            assert not takes(changed(GOOD, (*place, "unknown_key"), 1)), place
    for needed in ("start", "phases", "reporting", "retention"):
        content = deepcopy(GOOD)
        del content[needed]
        assert not takes(content), needed
    content = deepcopy(GOOD)
    content["reminders"][0]["card"] = "summary"  # besides its text
    assert not takes(content)
    content = deepcopy(GOOD)
    del content["evaluation"]["rounds"][2]["closes"]
    assert not takes(content)
