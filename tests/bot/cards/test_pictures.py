"""Every card drawn at phone width, as the simulator's page draws it: nothing is clipped, and the pictures are kept.

The pictures lie in var/pictures/cards afterwards, to be looked at by people.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from locales.texts import Text
from tests.bot.cards.examples import EXAMPLES
from tests.bot.cards.test_cards import ENGLISH, ROOT, THAI

VENDOR = ROOT / "simulator" / "static" / "vendor"
PICTURES = ROOT / "var" / "pictures" / "cards"
PAGE = """<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="/flex-render/flex-render.css">
<style>
  @font-face { font-family: Sarabun; src: url(/sarabun/sarabun-thai-400-normal.woff2); unicode-range: U+0E00-0E7F }
  @font-face { font-family: Sarabun; src: url(/sarabun/sarabun-latin-400-normal.woff2); unicode-range: U+0000-02FF }
  @font-face { font-family: Sarabun; font-weight: 700; src: url(/sarabun/sarabun-thai-700-normal.woff2);
               unicode-range: U+0E00-0E7F }
  @font-face { font-family: Sarabun; font-weight: 700; src: url(/sarabun/sarabun-latin-700-normal.woff2);
               unicode-range: U+0000-02FF }
  body { margin: 0; padding: 12px; width: 366px; background: #8cabd8 }
  #card, #card * { font-family: Sarabun, sans-serif !important }
  #card > div > div { max-width: 300px }
</style>
<div id="card"></div>
<script type="module">
  import { render } from "/flex-render/flex-render.js";
  window.show = async contents => {
    document.getElementById("card").innerHTML = render(contents);
    await document.fonts.ready;
  };
</script>"""
CLIPPED = """() => {
  return [...document.querySelectorAll(".MdTxt")].filter(text => {
    const said = text.querySelector("p"), box = said.getBoundingClientRect();
    const card = text.closest(".T1").getBoundingClientRect();  // of a row of cards, its own
    return said.scrollWidth > said.clientWidth + 1 || box.right > card.right + 1 || box.left < card.left - 1;
  }).map(text => text.textContent);
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 390, "height": 600}, device_scale_factor=2)
    page.route("http://cards.example/**", serve)
    page.route("https://bot.example/**", lambda route: route.fulfill(content_type="image/svg+xml", body=PHOTO))
    page.goto("http://cards.example/")
    page.wait_for_function("() => Boolean(window.show)")
    yield page
    page.close()


PHOTO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#7fae7a"/></svg>'


def serve(route: Route) -> None:
    path = route.request.url.removeprefix("http://cards.example/")
    if path == "":
        route.fulfill(content_type="text/html", body=PAGE)
    else:
        route.fulfill(path=VENDOR / path)


@pytest.mark.browser
@pytest.mark.parametrize("text", [THAI, ENGLISH], ids=["th", "en"])
def test_no_card_clips_its_words_at_phone_width(page: Page, text: Text):
    PICTURES.mkdir(parents=True, exist_ok=True)
    clipped = {}
    for name, example in EXAMPLES.items():
        message = example(text)
        if message["type"] == "flex":
            page.evaluate("contents => window.show(contents)", message["contents"])
            page.locator("#card").screenshot(path=Path(PICTURES, f"{name}-{text.language}.png"))
            if found := page.evaluate(CLIPPED):
                clipped[name] = found
    assert clipped == {}
