"""Calls that are refused for their signature say that the secret is wrong, unless LINE's own are taken."""

import pytest

from bot.inbound import refusals
from bot.inbound.refusals import SAY_SOMETHING, Refusals


class HandTime:
    """A monotonic clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> HandTime:
    moved = HandTime()
    monkeypatch.setattr(refusals, "monotonic", moved)
    return moved


def refused(noted: Refusals, times: int = SAY_SOMETHING) -> Refusals:
    for _ in range(times):
        noted.refused()
    return noted


def test_several_in_a_row_name_the_setting(time: HandTime) -> None:
    noted = refused(Refusals(), SAY_SOMETHING - 1)
    assert noted.trouble() is None
    noted.refused()
    assert "LINE_CHANNEL_SECRET" in (noted.trouble() or "")


def test_one_that_is_taken_ends_it_and_those_of_others_say_nothing_for_a_while(time: HandTime) -> None:
    noted = refused(Refusals())
    noted.taken()
    assert noted.trouble() is None
    refused(noted)
    assert noted.trouble() is None  # LINE's own were taken just now
    time.now += refusals.TAKEN_LATELY + 1
    assert noted.trouble()


def test_old_ones_are_forgotten(time: HandTime) -> None:
    noted = refused(Refusals())
    time.now += refusals.FORGOTTEN_AFTER + 1
    assert noted.trouble() is None
