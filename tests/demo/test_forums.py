"""The demo of a programme with forums begins among them, with what its teams have told, the same every time."""

from datetime import datetime

import pytest

from bot.settings import ROOT
from demo.beginning import began_of
from demo.forums import forums_of
from programmes import load
from services.roster import read_roster
from thai.context import Context
from thai.forums import forum_in

PILOT = ROOT / "programmes" / "pilot-2565"


def test_a_demo_begins_on_a_working_day_of_what_the_programme_is_for() -> None:
    assert began_of(load(ROOT / "programmes" / "cast-2566")) == datetime.fromisoformat("2023-07-12T09:00:00+07:00")
    assert began_of(load(PILOT)) == datetime.fromisoformat("2022-08-09T09:00:00+07:00")
    may = began_of(load(PILOT), "2022-05-28")  # a Saturday
    assert may == datetime.fromisoformat("2022-05-30T09:00:00+07:00")
    for said, key, why in (
        ("2022-04-30", "pilot-2565", "from 2022-05-01"),
        ("พรุ่งนี้", "pilot-2565", "isoformat"),
        ("2023-08-01", "cast-2566", "begins on 2023-07-12"),
    ):
        with pytest.raises(ValueError, match=why):
            began_of(load(ROOT / "programmes" / key), said)


def test_its_teams_have_told_of_forums_that_are_read_whole() -> None:
    programme = load(PILOT)
    people = read_roster(PILOT / "roster.example.csv", programme).rows
    told = forums_of(people, programme, began_of(programme), 2565)
    assert told == forums_of(people, programme, began_of(programme), 2565)
    assert len({message.row.unit for message in told}) == 15  # of 18 units three have held none
    said = programme.forums.said if programme.forums else ()
    for message in told:
        found = forum_in(message.text, Context(message.at, "participant", programme=programme), said)
        assert found is not None, message.text
        assert len(found.heads) == 4, message.text
        assert found.agenda, message.text
        assert found.decided, message.text
