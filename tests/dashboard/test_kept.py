"""What took long is shown again for half a minute, what was quick never, and nothing of another scope."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.dashboard import kept
from bot.dashboard.kept import KEPT_FOR, MOST, KeptValues

NOON = datetime(2023, 7, 12, 5, tzinfo=UTC)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LONG", 0.0)


def test_what_was_quick_to_work_out_is_worked_out_each_time() -> None:
    values, asked = KeptValues(), iter(range(9))
    assert [values.get("a", NOON, lambda: next(asked))[1] for _ in range(2)] == [0, 1]


@pytest.mark.usefixtures("slow")
def test_what_took_long_is_shown_again_for_half_a_minute_with_its_instant() -> None:
    values, asked = KeptValues(), iter(range(9))
    found = [values.get("a", NOON + after, lambda: next(asked)) for after in (0 * KEPT_FOR, KEPT_FOR / 2, KEPT_FOR)]
    assert found == [(NOON, 0), (NOON, 0), (NOON + KEPT_FOR, 1)]


@pytest.mark.usefixtures("slow")
def test_another_key_has_its_own_value_and_the_oldest_go_first() -> None:
    values = KeptValues()
    for number in range(MOST + 1):
        assert values.get(number, NOON, lambda number=number: number)[1] == number
    assert values.get(0, NOON + timedelta(seconds=1), lambda: "again")[1] == "again"
    assert values.get(MOST, NOON + timedelta(seconds=1), lambda: "again")[1] == MOST
