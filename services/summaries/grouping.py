"""Groups attendance by agency and by area, those with the most missing reports first."""

from collections.abc import Callable, Mapping

from services.summaries.counting import Attendance
from services.summaries.expected_people import ExpectedPeople
from services.summaries.summary import GroupFigures


def by_agency(roll: ExpectedPeople, attended: Attendance, without: str) -> tuple[GroupFigures, ...]:
    """Return attendance by agency; `without` is the name for people without an agency."""
    return _grouped(attended, lambda person_id: roll.people[person_id].agency or without, lambda label: label)


def by_area(attended: Attendance, areas: Mapping[int, str], name: Callable[[str], str]) -> tuple[GroupFigures, ...]:
    """Return attendance by the district or province where people work; people without one are left out."""
    return _grouped(attended, areas.get, name)


def _grouped(
    attended: Attendance, group_of: Callable[[int], str | None], name: Callable[[str], str]
) -> tuple[GroupFigures, ...]:
    sums: dict[str, list[int]] = {}
    for person_id, expected in attended.expected.items():
        group = group_of(person_id)
        if group is not None:
            reported = attended.reported[person_id]
            known = sums.setdefault(group, [0, 0, 0, 0])
            for place, more in enumerate((1, int(reported < expected), expected, reported)):
                known[place] += more
    groups = [GroupFigures(name(group), *counted) for group, counted in sums.items()]
    return tuple(sorted(groups, key=lambda one: (-one.missing, one.label)))
