"""Every reminder that each role of the other folders reads: day, hour, rule, what it is about, whether it must arrive;
the rehearsal beside tables that are written by hand from the programmes' documents (`messages_by_role/`)."""

import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.settings import ROOT
from locales.texts import Texts
from programmes import load
from programmes.bangkok import BANGKOK
from scheduler.rehearsal.simulation import rehearse

TABLES = sorted((Path(__file__).parent / "messages_by_role").glob("*.toml"))
WEEK = timedelta(weeks=1)


def instants_of(row: dict[str, Any]) -> Iterator[datetime]:
    """The instants of a row: each that it names, or the weeks between the first and the last but those of `but`."""
    said = [
        datetime.strptime(one, "%Y-%m-%d %H:%M").replace(tzinfo=BANGKOK) for one in row.get("on", row.get("weekly"))
    ]
    if "on" in row:
        yield from said
        return
    at, last = said
    while at <= last:
        if at.date() not in row.get("but", ()):
            yield at
        at += WEEK


@pytest.mark.parametrize("file", TABLES, ids=lambda one: one.stem)
def test_every_message_of_every_role_is_the_tables(file: Path, tmp_path: Path) -> None:
    table = tomllib.loads(file.read_text("utf-8"))
    span, rows = table.pop("span"), table.pop("roster")
    roster = tmp_path / "roster.csv"
    roster.write_text("\n".join(rows), "utf-8")
    programme = load(ROOT / "programmes" / file.stem)
    told: dict[tuple[str, datetime, str], str] = {}
    for line in rehearse(programme, Texts.load(ROOT / "locales"), None, *span, roster=roster, with_texts=True):
        told |= {(line.person, line.at, rule): line.text for rule in line.rule.split("+")}
    by_hand = {(who, at, row["rule"]): row for who, some in table.items() for row in some for at in instants_of(row)}
    assert sorted(told) == sorted(by_hand)
    for key, row in by_hand.items():
        rule = programme.reminder(row["rule"])
        assert (rule.urgency, str(rule.rides or "")) == (row["urgency"], row.get("rides", "")), key
        assert [words for words in row["about"] if words not in told[key]] == [], (key, told[key])


def test_each_folder_but_the_first_has_its_table() -> None:
    folders = {file.parent.name for file in (ROOT / "programmes").glob("*/programme.toml")}
    assert {file.stem for file in TABLES} == folders - {"cast-2566"}  # whose table is whole_programme.toml
