"""The page of the programme says what is wrong with its folder as it is now, to whom it belongs to know."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from bot.settings import ROOT
from tests.dashboard.browser import DESK, PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Web, on_a_socket
from tests.databases import on_sqlite
from tests.running_bot import KANDA, PRAYUN, SOMCHAI
from tests.simulator.browsing import Browsing

CAST = ROOT / "programmes" / "cast-2566"
THANA = "ธนา ใจงาม"  # coordinates one agency


@pytest.fixture
def folder(web: Web, tmp_path: Path) -> Iterator[Path]:
    """A copy of the folder, which the bot has from now on."""
    copy = tmp_path / "mine"
    copytree(CAST, copy)
    settings, before = web.bot.settings, web.bot.settings.programme
    object.__setattr__(settings, "programme", copy)
    yield copy
    object.__setattr__(settings, "programme", before)


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "programme.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@on_sqlite
def test_it_tells_faults_with_what_to_do_and_that_the_folder_has_changed(web: Web, folder: Path) -> None:
    kanda = web.signed_in(KANDA)
    page = kanda.reads("/app/programme")
    assert "ไม่มีข้อผิด" in page
    assert "เปลี่ยนไปหลังจาก" not in page
    assert "key ยังเป็น cast-2566" in page  # the copy is noticed
    change(folder, "capacity = 76", "capacity = 77")
    assert "เปลี่ยนไปหลังจาก" in kanda.reads("/app/programme")
    change(folder, 'owner = "dopa"', 'owner = "dop<b>"')
    page = kanda.reads("/app/programme")
    assert "โฟลเดอร์มีข้อผิด 1 ข้อ" in page
    assert "<code>phases[1].owner</code>" in page
    assert "dop&lt;b&gt;" in page
    assert "<b>&#34;" not in page
    assert "เขียนไม่ถูกรูปแบบ" in page


@on_sqlite
def test_whoever_does_not_coordinate_everything_does_not_see_it(web: Web) -> None:
    for name in (THANA, PRAYUN, SOMCHAI):
        assert web.signed_in(name).get("/app/programme").status_code in (403, 404)


@on_sqlite
def test_the_page_of_the_programme_in_a_browser(web: Web, folder: Path, browser: Browsing) -> None:
    web.signed_in(KANDA)
    change(folder, 'owner = "dopa"', 'owner = "dop"')
    with on_a_socket(web) as address:
        for size in (PHONE, DESK):
            page = open_signed_in(browser, address, web.token_of(KANDA), size)
            page.goto(f"{address}/app/programme")
            page.get_by_text("ใกล้เคียงที่สุด: dopa").wait_for()
            looked_at(page, "programme")
    assert browser.broken == []
