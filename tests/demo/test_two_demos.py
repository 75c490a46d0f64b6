"""Two demos at the same time have a folder and ports of their own, or are told what to do."""

from pathlib import Path

import pytest

from demo.__main__ import _free_port, _own_folder, _page_port


def test_a_second_demo_takes_another_folder_and_the_first_is_free_again_when_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEMO_DIR", raising=False)
    first, kept = _own_folder()
    (first / "castbot.db").write_text("of the first")
    second, also_kept = _own_folder()
    assert [one.relative_to(tmp_path.resolve()).as_posix() for one in (first, second)] == ["var/demo", "var/demo-2"]
    assert (first / "castbot.db").exists()
    kept.close()
    again, kept = _own_folder()
    assert again == first
    assert not list(again.iterdir())  # every demo begins anew
    kept.close()
    also_kept.close()


def test_a_folder_that_was_asked_for_and_is_in_use_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMO_DIR", str(tmp_path / "mine"))
    _, kept = _own_folder()
    with pytest.raises(SystemExit, match="set DEMO_DIR to another folder"):
        _own_folder()
    kept.close()


def test_two_demos_that_start_at_once_are_not_given_the_same_port(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMO_DIR", str(tmp_path / "one"))
    _, first = _own_folder()
    monkeypatch.setenv("DEMO_DIR", str(tmp_path / "two"))
    _, second = _own_folder()
    wanted = _free_port(0, first)
    assert _free_port(wanted, first) == wanted
    assert _free_port(wanted, second) != wanted  # though nobody listens there yet
    monkeypatch.setenv("DEMO_PORT", str(wanted))
    with pytest.raises(SystemExit, match=r"Choose another, such as PORT=\d+"):
        _page_port(second)
    first.close()
    second.close()
