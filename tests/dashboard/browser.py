"""A real browser on the dashboard: signed in, at the width of a phone and of a desk, looked at by axe-core."""

from playwright.sync_api import Page

from tests.patience import HANG
from tests.simulator.browsing import SHOTS, Browsing

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 900}
SMALLEST_TAP = 24  # pixels: WCAG 2.2 AA, 2.5.8
SERIOUS = ("serious", "critical")


def open_signed_in(
    browser: Browsing, address: str, token: str, size: dict[str, int] = PHONE, *, scripts: bool = True
) -> Page:
    """A page of a person's browser; without `scripts` it runs no JavaScript."""
    context = browser.chromium.new_context(viewport=size, locale="th-TH", java_script_enabled=scripts)  # type: ignore[arg-type]
    context.add_cookies([{"name": "castbot", "value": token, "url": address}])
    page = context.new_page()
    page.set_default_timeout(HANG * 1000)
    page.on("pageerror", lambda error: browser.broken.append(str(error)))
    page.on(
        "console",
        lambda said: browser.broken.append(said.text) if "Content Security Policy" in said.text else None,
    )
    return page


def looked_at(page: Page, name: str) -> None:
    """Keep a picture of the page; nothing is wider than the screen, and axe-core finds nothing serious."""
    from axe_playwright_python.sync_playwright import Axe

    SHOTS.mkdir(parents=True, exist_ok=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.screenshot(path=SHOTS / f"app-{name}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} is too wide"
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in SERIOUS] == []
