"""Draws the pictures of the rich menus. Run `python -m bot.cards.rich_menus.draw` when menus, words or look change.

With `--programme FOLDER --into FOLDER` it draws the pictures which that programme lacks: a process of its own, so that
the 200 MB which a picture needs are freed afterwards.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont, features

from bot.cards.commands import EVERYTHING, Offered, had_by
from bot.cards.look import INDIGO, INDIGO_SOFT, INK, PAPER, RULE, TEAL, TEAL_SOFT
from bot.cards.rich_menus import (
    HERE,
    LOCALES,
    ROW_HEIGHT,
    WIDTH,
    MenuArea,
    MenuRows,
    areas_of,
    entries_of,
    image_of,
)
from bot.cards.rich_menus.icons import ICONS, Pen
from locales.texts import Texts
from programmes import load
from thai.intents import MENUS

PROGRAMMES: Final = HERE.parents[2] / "programmes"
FONT: Final = HERE / "fonts" / "Sarabun-SemiBold.ttf"
FINER: Final = 2  # pictures are drawn this many times larger and then reduced, for smooth edges
LETTERS: Final = 112  # pixels; a phone shows the menu at about a sixth
NARROW: Final = 96
WORD_SHARE: Final = 0.92  # the share of an area's width that its word may take
GAP: Final = 22
COLOURS: Final = 64
TEAL_LIGHT: Final = "#1F7C77"


def picture(rows: MenuRows) -> Image.Image:
    """Return the picture of a menu. Raises RuntimeError if Pillow cannot stack Thai vowels and tones."""
    if not features.check("raqm"):
        raise RuntimeError("Pillow without raqm would misplace Thai marks")
    size = (WIDTH * FINER, ROW_HEIGHT * len(rows) * FINER)
    image = Image.new("RGB", size, INDIGO_SOFT)
    draw = ImageDraw.Draw(image)
    for area in areas_of(rows):
        _area(draw, area)
    reduced = image.resize((size[0] // FINER, size[1] // FINER), Image.Resampling.LANCZOS)
    return reduced.quantize(COLOURS, dither=Image.Dither.NONE)


def _area(draw: ImageDraw.ImageDraw, area: MenuArea) -> None:
    word, of_work = area.entry.word, area.entry.of_the_work
    main = (area.x, area.y) == (0, 0)  # the most frequent command of a role is first, and filled
    left, top = (area.x + GAP) * FINER, (area.y + GAP) * FINER
    right, bottom = (area.x + area.width - GAP) * FINER, (area.y + area.height - GAP) * FINER
    draw.rounded_rectangle(
        (left, top, right, bottom), 56 * FINER, fill=TEAL if main else PAPER, outline=TEAL if main else RULE, width=4
    )
    middle, side = (left + right) / 2, min(290 * FINER, (right - left) * 0.6)
    icon_middle = top + (bottom - top) * 0.4
    around = side * 0.71
    draw.ellipse(
        (middle - around, icon_middle - around, middle + around, icon_middle + around),
        fill=TEAL_LIGHT if main else TEAL_SOFT if of_work else INDIGO_SOFT,
    )
    color = PAPER if main else TEAL if of_work else INDIGO
    ICONS[area.entry.key](Pen(draw, middle - side / 2, icon_middle - side / 2, side, color))
    font = _font(word, area.width, (right - left) * WORD_SHARE)
    draw.text((middle, top + (bottom - top) * 0.87), word, font=font, fill=PAPER if main else INK, anchor="ms")


def _font(word: str, width: int, room: float) -> ImageFont.FreeTypeFont:
    """Return the largest font, up to the menu's own size, with which a word fits its area."""
    letters = LETTERS if width > 700 else NARROW
    font = ImageFont.truetype(FONT, letters * FINER, layout_engine=ImageFont.Layout.RAQM)
    while font.getlength(word) > room:
        letters -= 2
        font = ImageFont.truetype(FONT, letters * FINER, layout_engine=ImageFont.Layout.RAQM)
    return font


def draw_missing(there: Offered, into: Path, *, only: tuple[str, str] | None = None) -> None:
    """Draw into a folder the pictures of a programme's menus that are not in this repository; `only` one of them, by
    role and language."""
    for key, image, rows in _pictures([there]):
        if only in (None, key) and not image.exists():
            picture(rows).save(into / image.name)


def draw_all() -> None:
    """Draw every menu of every role and language, as each programme of this repository has it. Take out the others."""
    shapes = [EVERYTHING, *(had_by(load(file.parent)) for file in sorted(PROGRAMMES.glob("*/programme.toml")))]
    wanted = {image: rows for _, image, rows in _pictures(shapes)}
    (HERE / "images").mkdir(exist_ok=True)
    for old in set((HERE / "images").glob("*.png")) - set(wanted):
        old.unlink()
    for image, rows in wanted.items():
        picture(rows).save(image, optimize=True)


def _pictures(shapes: Iterable[Offered]) -> Iterator[tuple[tuple[str, str], Path, MenuRows]]:
    """Yield each menu of these shapes: (role, language), its picture, its rows."""
    for text in Texts.load(LOCALES):
        for role in MENUS:
            for there in shapes:
                rows = entries_of(role, text, there)
                yield (role, text.language), image_of(role, text.language, rows), rows


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--programme", type=Path)
    parser.add_argument("--into", type=Path)
    asked = parser.parse_args()
    if asked.programme and asked.into:
        draw_missing(had_by(load(asked.programme)), asked.into)
    else:
        draw_all()


if __name__ == "__main__":
    main()
