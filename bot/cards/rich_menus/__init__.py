"""The rich menus by role and language: the areas with their commands, and the picture.

A menu has only what the programme has. Its picture is drawn beforehand (`draw.py`) for every programme of this
repository; a programme of another shape has the menus with everything, whose commands say what is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import orjson

from bot.cards.commands import EVERYTHING, Offered, is_offered, word_key
from bot.line.client import RichMenu
from bot.line.numbers import RICH_MENU_WIDTH
from bot.postback import Say
from locales.texts import Text, Texts
from thai.intents import INTENTS, MENUS

HERE: Final = Path(__file__).parent
LOCALES: Final = HERE.parents[2] / "locales"
WIDTH: Final = RICH_MENU_WIDTH[-1]  # the widest that LINE takes
ROW_HEIGHT: Final = 843


@dataclass(frozen=True, slots=True)
class MenuArea:
    intent: str
    x: int
    y: int
    width: int
    height: int


Rows = tuple[tuple[str, ...], ...]


def rows_of(role: str, there: Offered = EVERYTHING) -> Rows:
    """Return the intents of a role's menu by its rows, without what is not there."""
    rows = (tuple(intent for intent in row if is_offered(intent, there)) for row in MENUS[role])
    return tuple(row for row in rows if row)


def areas_of(rows: Rows) -> list[MenuArea]:
    """Return the tappable areas of a menu, in pixels, without gaps."""
    areas = []
    for line, intents in enumerate(rows):
        edges = [round(WIDTH * number / len(intents)) for number in range(len(intents) + 1)]
        for intent, left, right in zip(intents, edges, edges[1:], strict=False):
            areas.append(MenuArea(intent, left, line * ROW_HEIGHT, right - left, ROW_HEIGHT))
    return areas


def image_of(role: str, language: str, rows: Rows) -> Path:
    """Return the picture of a menu with these rows. It is named by what it lacks."""
    shown = {intent for row in rows for intent in row}
    lacking = sorted(intent for row in MENUS[role] for intent in row if intent not in shown)
    without = f"-without-{'-'.join(lacking)}" if lacking else ""
    return HERE / "images" / f"{role}{without}-{language}.png"


def rich_menus(texts: Texts | None = None, there: Offered = EVERYTHING) -> dict[tuple[str, str], RichMenu]:
    """Return the menu of every (role, language). It reads the pictures, and the texts if they are not given:
    0.2 s, measured 21 November 2026.

    A menu's name ends in a hash of its body and picture. A menu with this name at LINE is therefore the same menu.
    """
    texts = texts or Texts.load(LOCALES)
    return {(role, text.language): _menu(role, text, there) for role in MENUS for text in texts}


def _menu(role: str, text: Text, there: Offered) -> RichMenu:
    rows = rows_of(role, there)
    if not image_of(role, text.language, rows).exists():
        rows = MENUS[role]
    image = image_of(role, text.language, rows)
    body: dict[str, Any] = {
        "size": {"width": WIDTH, "height": ROW_HEIGHT * len(rows)},
        "selected": True,
        "chatBarText": text("command-menu"),
        "areas": [_area(area, text) for area in areas_of(rows)],
    }
    content = sha256(orjson.dumps(body) + image.read_bytes()).hexdigest()[:12]
    name = f"{role} {text.language} {content}"
    return RichMenu({"name": name, **body}, image)


def _area(area: MenuArea, text: Text) -> dict[str, Any]:
    word = text(word_key(area.intent))
    action: dict[str, Any] = {"type": "postback", "label": word, "data": Say(area.intent).pack(), "displayText": word}
    if INTENTS[area.intent].opens_keyboard:
        action["inputOption"] = "openKeyboard"
    bounds = {"x": area.x, "y": area.y, "width": area.width, "height": area.height}
    return {"bounds": bounds, "action": action}
