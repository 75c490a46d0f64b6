"""The rich menus by role and language: the areas with their entries, and the picture.

A menu has what the programme has, and first what it is for (`bot/cards/entries.py`). Pictures are drawn beforehand
(`draw.py`) for every programme of this repository; those of another folder are drawn when its menus are published.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import orjson

from bot.cards.commands import EVERYTHING, Offered
from bot.cards.entries import MenuEntry, entry_of, rows_of
from bot.line.client import RichMenu
from bot.line.numbers import RICH_MENU_WIDTH
from locales.texts import Text, Texts
from thai.intents import MENUS

HERE: Final = Path(__file__).parent
LOCALES: Final = HERE.parents[2] / "locales"
WIDTH: Final = RICH_MENU_WIDTH[-1]  # the widest that LINE takes
ROW_HEIGHT: Final = 843
TOLD_APART: Final = 10  # hexadecimal digits of the entries' hash in the name of a picture

MenuRows = tuple[tuple[MenuEntry, ...], ...]


@dataclass(frozen=True, slots=True)
class MenuArea:
    entry: MenuEntry
    x: int
    y: int
    width: int
    height: int


def entries_of(role: str, text: Text, there: Offered = EVERYTHING) -> MenuRows:
    """Return the entries of a role's menu by its rows."""
    return tuple(tuple(entry_of(key, role, there, text) for key in row) for row in rows_of(role, there))


def areas_of(rows: MenuRows) -> list[MenuArea]:
    """Return the tappable areas of a menu, in pixels, without gaps."""
    areas = []
    for line, entries in enumerate(rows):
        edges = [round(WIDTH * number / len(entries)) for number in range(len(entries) + 1)]
        for entry, left, right in zip(entries, edges, edges[1:], strict=False):
            areas.append(MenuArea(entry, left, line * ROW_HEIGHT, right - left, ROW_HEIGHT))
    return areas


def image_of(role: str, language: str, rows: MenuRows) -> Path:
    """Return the picture of a menu with these rows, whether it is drawn or not. That of another shape than a role's
    whole menu is named by a hash of its entries and words."""
    keys = tuple(tuple(entry.key for entry in row) for row in rows)
    words = orjson.dumps([[(entry.key, entry.word) for entry in row] for row in rows])
    other = "" if keys == MENUS[role] else f"-{sha256(words).hexdigest()[:TOLD_APART]}"
    return HERE / "images" / f"{role}{other}-{language}.png"


def rich_menus(texts: Texts | None = None, there: Offered = EVERYTHING) -> dict[tuple[str, str], RichMenu]:
    """Return the menu of every (role, language). It reads the pictures, and the texts if they are not given:
    0.2 s, measured 21 November 2026.

    A menu's name ends in a hash of its body and picture, or of its body alone if its picture is still to be drawn. A
    menu with this name at LINE is therefore the same menu.
    """
    texts = texts or Texts.load(LOCALES)
    return {(role, text.language): _menu(role, text, there) for role in MENUS for text in texts}


def _menu(role: str, text: Text, there: Offered) -> RichMenu:
    rows = entries_of(role, text, there)
    image = image_of(role, text.language, rows)
    body: dict[str, Any] = {
        "size": {"width": WIDTH, "height": ROW_HEIGHT * len(rows)},
        "selected": True,
        "chatBarText": text("command-menu"),
        "areas": [_area(area) for area in areas_of(rows)],
    }
    drawn = image.read_bytes() if image.exists() else b""
    content = sha256(orjson.dumps(body) + drawn).hexdigest()[:12]
    name = f"{role} {text.language} {content}"
    return RichMenu({"name": name, **body}, image)


def _area(area: MenuArea) -> dict[str, Any]:
    entry = area.entry
    action: dict[str, Any] = {
        "type": "postback",
        "label": entry.word,
        "data": entry.button.pack(),
        "displayText": entry.word,
    }
    if entry.opens_keyboard:
        action["inputOption"] = "openKeyboard"
    bounds = {"x": area.x, "y": area.y, "width": area.width, "height": area.height}
    return {"bounds": bounds, "action": action}
