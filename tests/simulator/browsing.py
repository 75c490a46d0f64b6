"""A browser on the simulator's page; screenshots are kept under var/screenshots/."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.patience import HANG

# The shell draws pages and no browser around them: tests take half of the time with it.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for found in map(shutil.which, BROWSERS) if found), None)
SHOTS = Path(__file__).parents[2] / "var" / "screenshots"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
expect.set_options(timeout=HANG * 1000)


@dataclass
class Browsing:
    """A browser and what broke on its pages."""

    chromium: Browser
    broken: list[str] = field(default_factory=list)

    def close(self) -> None:
        for context in self.chromium.contexts:
            context.close()


def open_page(browser: Browsing, url: str, who: str, size: dict[str, int] = PHONE, more: str = "") -> Page:
    """These people's phones."""
    page = browser.chromium.new_context(viewport=size, locale="th-TH").new_page()  # type: ignore[arg-type]
    page.set_default_timeout(HANG * 1000)
    page.on("pageerror", lambda error: browser.broken.append(str(error)))
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
