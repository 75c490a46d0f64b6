"""Rich menus: whole, legal, drawn as committed, and named so that publishing them twice changes nothing."""

import pytest
from linebot.v3.messaging import RichMenuRequest
from PIL import Image, ImageChops, ImageStat

from bot.line.limits import check_rich_menu
from bot.line.menus import LOCALES, menus
from bot.line.menus.draw import picture
from bot.line.menus.icons import ICONS
from bot.postback import Say, unpack
from locales.texts import Texts
from thai.intents import MENUS

RICH_MENUS = menus()
BY_NAME = {f"{menu.role}-{menu.language}": menu for menu in RICH_MENUS}


def test_every_role_has_a_menu_in_both_languages():
    assert sorted(BY_NAME) == sorted(f"{role}-{language}" for role in MENUS for language in ("th", "en"))


@pytest.mark.parametrize("menu", RICH_MENUS, ids=list(BY_NAME))
def test_a_menu_and_its_picture_are_what_line_takes(menu):
    data = menu.image.read_bytes()
    assert check_rich_menu(menu.body, data) == []
    with Image.open(menu.image) as image:
        assert image.format == "PNG"
        assert image.size == (menu.body["size"]["width"], menu.body["size"]["height"])
    assert RichMenuRequest.from_dict(menu.body).to_dict()["name"] == menu.name


@pytest.mark.parametrize("menu", RICH_MENUS, ids=list(BY_NAME))
def test_the_areas_cover_the_menu_and_say_commands_of_that_role(menu):
    size = menu.body["size"]
    covered = sum(area["bounds"]["width"] * area["bounds"]["height"] for area in menu.body["areas"])
    assert covered == size["width"] * size["height"]
    said = {unpack(area["action"]["data"]) for area in menu.body["areas"]}
    assert said == {Say(intent) for row in MENUS[menu.role] for intent in row}


def test_names_are_all_different_and_the_same_each_time():
    names = [menu.name for menu in RICH_MENUS]
    assert len(set(names)) == len(names)
    assert names == [menu.name for menu in menus()]


def test_every_intent_of_a_menu_has_its_drawing():
    assert {intent for rows in MENUS.values() for row in rows for intent in row} == set(ICONS)


@pytest.mark.parametrize("role", ["participant", "stranger"])
def test_the_committed_picture_is_what_the_script_draws(role):
    drawn = picture(role, Texts.load(LOCALES).in_language("th")).convert("RGB")
    with Image.open(BY_NAME[f"{role}-th"].image) as image:
        difference = ImageStat.Stat(ImageChops.difference(drawn, image.convert("RGB"))).mean
    assert max(difference) < 0.5  # of 255: another FreeType may smooth an edge otherwise
