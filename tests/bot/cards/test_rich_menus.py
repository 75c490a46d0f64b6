"""Rich menus: whole, legal, drawn as committed, and named so that publishing them twice changes nothing."""

from pathlib import Path

import pytest
from linebot.v3.messaging import RichMenuRequest
from PIL import Image, ImageChops, ImageStat

from bot.cards.commands import Offered, commands_of, had_by
from bot.cards.rich_menus import LOCALES, rich_menus, rows_of
from bot.cards.rich_menus.draw import picture
from bot.cards.rich_menus.icons import ICONS
from bot.line.client import RichMenu
from bot.line.limits import check_rich_menu
from bot.postback import Say, unpack
from locales.texts import Texts
from programmes import load
from thai.intents import MENUS

PROGRAMMES = Path(__file__).parents[3] / "programmes"
SHAPES = {name: had_by(load(PROGRAMMES / name)) for name in ("cast-2566", "pilot-2565", "talent-2561", "local-2567")}
RICH_MENUS = rich_menus()
EACH = pytest.mark.parametrize(
    ("role", "menu", "there"),
    [
        pytest.param(role, menu, there, id=f"{name}-{role}-{language}")
        for name, there in SHAPES.items()
        for (role, language), menu in rich_menus(there=there).items()
    ],
)


def test_every_role_has_a_menu_in_both_languages():
    assert set(RICH_MENUS) == {(role, language) for role in MENUS for language in ("th", "en")}


@EACH
def test_a_menu_and_its_picture_are_what_line_takes(role: str, menu: RichMenu, there: Offered):
    data = menu.image.read_bytes()
    assert check_rich_menu(menu.body, data) == []
    with Image.open(menu.image) as image:
        assert image.format == "PNG"
        assert image.size == (menu.body["size"]["width"], menu.body["size"]["height"])
    assert RichMenuRequest.from_dict(menu.body).to_dict()["name"] == menu.name


@EACH
def test_the_areas_cover_the_menu_and_say_commands_of_that_role(role: str, menu: RichMenu, there: Offered):
    size = menu.body["size"]
    covered = sum(area["bounds"]["width"] * area["bounds"]["height"] for area in menu.body["areas"])
    assert covered == size["width"] * size["height"]
    said = {unpack(area["action"]["data"]) for area in menu.body["areas"]}
    assert said == {Say(intent) for intent in (*commands_of(role, there), "menu")}


def test_a_programme_of_another_shape_has_the_menus_with_everything():
    unheard = Offered(daily=False, sectors=False)
    assert rich_menus(there=unheard)["participant", "th"] == RICH_MENUS["participant", "th"]


def test_names_are_all_different_and_the_same_each_time():
    names = [menu.name for menu in RICH_MENUS.values()]
    assert len(set(names)) == len(names)
    assert names == [menu.name for menu in rich_menus().values()]


def test_every_intent_of_a_menu_has_its_drawing():
    assert {intent for rows in MENUS.values() for row in rows for intent in row} == set(ICONS)


@pytest.mark.parametrize("role", ["participant", "stranger"])
def test_the_committed_picture_is_what_the_script_draws(role):
    drawn = picture(rows_of(role), Texts.load(LOCALES).in_language("th")).convert("RGB")
    with Image.open(RICH_MENUS[role, "th"].image) as image:
        difference = ImageStat.Stat(ImageChops.difference(drawn, image.convert("RGB"))).mean
    assert max(difference) < 0.5  # of 255: another FreeType may smooth an edge otherwise
