"""The demo of a programme with selections has one to close, with a tie to decide, the same every time."""

from bot.settings import ROOT
from demo.selections import marks_of
from programmes import load
from services.selections.judging import lines_of
from services.selections.ranking import ranked

PILOT = load(ROOT / "programmes" / "pilot-2565")


def test_its_jurors_have_marked_everybody_and_two_of_a_group_are_equal() -> None:
    selection, units = PILOT.selection("cluster"), PILOT.units
    assert units is not None
    keys = [unit.code for unit in units.teams]
    given = marks_of(keys, selection, 2565)
    assert given == marks_of(keys, selection, 2565)
    assert all(row.keys() == {"strategy", "water"} for row in given.values())
    groups: dict[str, list[str]] = {}
    for unit in units.teams:
        cluster = next(one.code for one in units.above(unit.code) if one.level == selection.group)
        groups.setdefault(cluster, []).append(unit.code)
    found = ranked(groups, {key: [row] for key, row in given.items()}, lines_of(selection))
    assert [one.candidate for one in found if one.in_group == "north-upper-1" and one.tied] == keys[:2]
    assert {one.rank for one in found if one.rank == 1} == {1}
