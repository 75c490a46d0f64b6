"""A browser on the simulator's page; screenshots are kept under var/screenshots/."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SHOTS = Path(__file__).parents[2] / "var" / "screenshots"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


def open_page(browser: Browser, url: str, who: str, size: dict[str, int] = PHONE, more: str = "") -> Page:
    """These people's phones. A page that breaks fails the test."""
    page = browser.new_context(viewport=size, locale="th-TH").new_page()  # type: ignore[arg-type]
    page.set_default_timeout(8000)
    page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
    page.goto(f"{url}/?me={who}{more}")
    page.wait_for_selector("body[data-ready]")
    return page


def shoot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", animations="disabled")


def say(page: Page | Locator, words: str) -> None:
    box = page.get_by_role("textbox", name="พิมพ์ข้อความ")
    box.fill(words)
    box.press("Enter")


def choose_files(page: Page, button: str, *files: tuple[str, str, bytes]) -> None:
    """Attach (name, type, bytes) under this button of the + drawer."""
    page.get_by_role("button", name="แนบ", exact=True).click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button).click()
    payload: list[Any] = [{"name": name, "mimeType": mime, "buffer": body} for name, mime, body in files]
    chooser.value.set_files(payload)
