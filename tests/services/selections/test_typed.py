"""What a juror types on a page changes the rows that were changed in this window, and no others."""

from types import SimpleNamespace
from typing import cast

import pytest

from programmes.selections import Selection
from services.selections.typed import read_marks, read_order

SELECTION = cast(
    "Selection", SimpleNamespace(criteria=[SimpleNamespace(key="plan", most=50), SimpleNamespace(key="water", most=50)])
)


@pytest.mark.parametrize(
    ("plan", "water", "seen", "given", "is_broken"),
    [
        ("40", "45", "", {"plan": 40, "water": 45}, False),
        ("๔๐", " ๔๕ ", "", {"plan": 40, "water": 45}, False),
        ("0", "0", "", {"plan": 0, "water": 0}, False),
        ("40", "", "", None, True),
        ("40", "51", "", None, True),
        ("40", "-1", "", None, True),
        ("40", "4.5", "", None, True),
        ("40", "²", "", None, True),
        ("", "", "", None, False),
        ("", "", "40/45", {}, False),  # emptied again
        ("40", "45", "40/45", None, False),  # as it was: another window may have changed it meanwhile
        ("41", "45", "40/45", {"plan": 41, "water": 45}, False),
    ],
)
def test_a_row_is_whole_half_filled_emptied_or_as_it_was(
    plan: str, water: str, seen: str, given: dict[str, int] | None, is_broken: bool
) -> None:
    found = read_marks({"mark-5607.plan": plan, "mark-5607.water": water, "seen-5607": seen}, SELECTION)
    assert found.given.get("5607") == given
    assert ("5607" in found.broken) is is_broken


def test_places_among_equals_may_be_thai_digits_and_nothing_else_is_a_place() -> None:
    assert read_order({"tie-a": "๒", "tie-b": "1", "tie-c": "", "tie-d": "0", "tie-e": "x", "reason": "1"}) == {
        "a": 2,
        "b": 1,
    }
