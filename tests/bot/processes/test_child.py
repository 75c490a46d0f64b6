import os
import sys

import pytest

from bot.processes.child import in_child
from bot.settings import SettingsError


def test_work_in_a_child_returns_its_result_and_leaves_nothing_loaded_here() -> None:
    def work() -> tuple[int, bool]:
        import mailbox  # noqa: F401 - any module that nobody else loads

        return os.getpid(), "mailbox" in sys.modules

    pid, loaded = in_child(work)
    assert pid != os.getpid()
    assert loaded
    assert "mailbox" not in sys.modules


def test_a_wrong_setting_found_in_a_child_is_said_here() -> None:
    def work() -> None:
        raise SettingsError("DATABASE_URL: is not one")

    with pytest.raises(SettingsError, match="DATABASE_URL: is not one"):
        in_child(work)


def test_a_child_that_is_killed_is_not_taken_for_one_that_has_worked() -> None:
    with pytest.raises(RuntimeError, match="ended with -9"):
        in_child(lambda: os.kill(os.getpid(), 9))
