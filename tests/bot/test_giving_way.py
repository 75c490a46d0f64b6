"""Long work lets other threads go on often, and only as long as it is done."""

import sys

import pytest

from bot.giving_way import OFTEN, giving_way


def test_the_interval_is_short_until_the_last_work_is_done() -> None:
    before = sys.getswitchinterval()
    with giving_way():
        with pytest.raises(ValueError, match="broken"), giving_way():
            raise ValueError("broken")
        assert sys.getswitchinterval() == pytest.approx(OFTEN)
    assert sys.getswitchinterval() == pytest.approx(before)
    assert before > OFTEN
