"""The demo of a programme with selections has one to close, with a tie to decide, the same every time."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.settings import ROOT
from demo.make_teams import to_be_chosen
from demo.selections import give_marks, marks_of, selections_to_try
from locales.texts import Texts
from models import schema
from models.calls.candidates import CallCandidate, CandidateState
from models.selections import marks
from models.storage.database import Database
from programmes import load
from services.roster import read_roster
from services.roster.applying import apply_roster
from services.selections.judging import lines_of, units_chosen
from services.selections.ranking import ranked
from services.units.progress import step_progress
from tests.pilot_districts_chosen import choose_provincial_pilots

PILOT = load(ROOT / "programmes" / "pilot-2565")


def test_its_jurors_have_marked_everybody_and_two_of_a_group_are_equal() -> None:
    selection, units = PILOT.selection("cluster"), PILOT.units
    assert units is not None
    keys = [unit.code for unit in to_be_chosen(PILOT, units)]
    given = marks_of(keys, selection, 2565, keys[:2])
    assert given == marks_of(keys, selection, 2565, keys[:2])
    assert all(row.keys() == {"strategy", "water"} for row in given.values())
    groups: dict[str, list[str]] = {}
    for unit in to_be_chosen(PILOT, units):
        cluster = next(one.code for one in units.above(unit.code) if one.level == selection.group)
        groups.setdefault(cluster, []).append(unit.code)
    found = ranked(groups, {key: [row] for key, row in given.items()}, lines_of(selection))
    assert [one.candidate for one in found if one.in_group == "north-upper-1" and one.tied] == keys[:2]
    assert {one.rank for one in found if one.rank == 1} == {1}


@pytest.mark.parametrize(("day", "said"), [(date(2022, 7, 20), "แล้วให้คะแนน"), (date(2022, 8, 10), "ตัดสินแล้วปิด")])
def test_a_juror_is_named_with_what_there_is_to_try(tmp_path: Path, day: date, said: str) -> None:
    database = Database(f"sqlite:///{tmp_path / 'demo.db'}")
    schema.migrate(database)
    with database.write() as session:
        rows = read_roster(ROOT / "programmes" / "pilot-2565" / "roster.example.csv", PILOT).rows
        overseers = [row for row in rows if row.role == "coordinator"]
        apply_roster(session, overseers, PILOT, datetime.fromisoformat("2022-05-10T10:00:00+07:00"))
        choose_provincial_pilots(session, PILOT, datetime.fromisoformat("2022-06-27T10:00:00+07:00"))
        (tip,) = selections_to_try(session, PILOT, Texts.load(ROOT / "locales").in_language("th"), day).values()
    database.close()
    assert said in tip
    assert "คัดเลือกอำเภอนำร่องระดับกลุ่มจังหวัด" in tip


def test_a_round_whose_next_one_has_begun_is_closed_with_one_chosen_of_each_group(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'demo.db'}")
    schema.migrate(database)
    august = datetime.fromisoformat("2022-08-09T09:00:00+07:00")
    with database.write() as session:
        rows = read_roster(ROOT / "programmes" / "pilot-2565" / "roster.example.csv", PILOT).rows
        team = [row for row in rows if row.role == "coordinator" or row.unit == "5004"]
        apply_roster(session, team, PILOT, august)
        session.add_all(
            CallCandidate(
                call="join",
                unit=code,
                name="ฝายชะลอน้ำ",
                facts={},
                is_late=False,
                message_ids=",",
                state=CandidateState.SENT,
                at=august,
            )
            for code in ("5004", "5002", "5106")
        )
        session.flush()
        assert _recruited(session, august) == 0  # a team's seats count when its district is chosen
        assert give_marks(session, PILOT, august, 2566) == 3 + 2  # of the round that is over, and of the next one
        assert units_chosen(session, PILOT, PILOT.selection("province")) == {"5004", "5106"}
        assert units_chosen(session, PILOT, PILOT.selection("cluster")) == set()
        closed = marks.closing(session, "province")
        assert closed is not None
        assert closed.at == datetime.fromisoformat("2022-06-27T10:00:00+07:00")  # the Monday after its last day
        assert _recruited(session, august) == 10
    database.close()


def _recruited(session: Session, at: datetime) -> int | None:
    """How many seats count towards the recruitment of districts."""
    return next(one.people for one in step_progress(session, PILOT, at.date()) if one.step.counts == "seats")
