"""Rich menus: whole, legal, drawn as committed, and named so that publishing them twice changes nothing."""

import re
import shutil
from pathlib import Path

import pytest
from linebot.v3.messaging import RichMenuRequest
from PIL import Image, ImageChops, ImageStat

from bot.cards.commands import Offered, commands_of, had_by
from bot.cards.entries import OWN, own_keys
from bot.cards.rich_menus import LOCALES, entries_of, rich_menus
from bot.cards.rich_menus.draw import draw_missing, picture
from bot.cards.rich_menus.icons import ICONS
from bot.line.client import RichMenu
from bot.line.limits import check_rich_menu
from bot.postback import Postback, Say, ShowCalls, ShowDevelopment, ShowUnits, unpack
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
    said = [unpack(area["action"]["data"]) for area in menu.body["areas"]]
    offered = {Say(intent) for intent in (*commands_of(role, there), "menu")}
    assert offered.issuperset(one for one in said if isinstance(one, Say))
    if not own_keys(role, there):
        assert offered == set(said)
    assert len(said) == len(set(said))
    assert {Say("menu"), Say("help")} <= set(said)


@pytest.mark.parametrize(
    ("programme", "role", "first"),
    [
        ("cast-2566", "participant", [Say("log_activity"), Say("list_activities")]),
        (
            "pilot-2565",
            "participant",
            [ShowUnits("forums"), ShowUnits("teams"), ShowUnits("plan"), Say("log_activity")],
        ),
        ("pilot-2565", "coordinator", [ShowUnits("forums"), ShowUnits("teams"), ShowUnits("steps"), Say("summary")]),
        ("talent-2561", "participant", [ShowCalls(view) for view in ("people", "projects", "mine", "deadline")]),
        ("talent-2561", "coordinator", [ShowCalls("people"), ShowCalls("projects")]),
        ("local-2567", "participant", [ShowDevelopment(view) for view in ("how", "own", "gaps", "year")]),
        ("local-2567", "coordinator", [ShowDevelopment(view) for view in ("waiting", "untrained", "gaps", "budget")]),
    ],
)
def test_a_menu_invites_first_to_what_its_programme_is_for(programme: str, role: str, first: list[Postback]):
    areas = rich_menus(there=SHAPES[programme])[role, "th"].body["areas"]
    assert [unpack(area["action"]["data"]) for area in areas][: len(first)] == first
    assert (Say("log_activity") in [unpack(area["action"]["data"]) for area in areas]) is (
        role == "participant" and programme in ("cast-2566", "pilot-2565")
    )


def test_a_folder_of_another_shape_has_its_menu_whose_picture_is_drawn_when_it_is_published(tmp_path: Path):
    folder = tmp_path / "another"
    shutil.copytree(PROGRAMMES / "talent-2561", folder)
    file = folder / "programme.toml"
    parts = re.split(r"(?m)^(?=\[\[calls\]\])", file.read_text("utf-8"))
    rest = parts[2][parts[2].index("# ── Reporting") :]  # after the call of projects
    file.write_text(parts[0] + parts[1] + rest, "utf-8")
    there = had_by(load(folder))
    menu = rich_menus(there=there)["participant", "th"]
    assert unpack(menu.body["areas"][0]["action"]["data"]) == ShowCalls("people")
    assert not menu.image.exists()
    rows = entries_of("participant", Texts.load(LOCALES).in_language("th"), there)
    draw_missing(there, tmp_path, only=("participant", "th"))
    with Image.open(tmp_path / menu.image.name) as image:
        assert image.size == (menu.body["size"]["width"], menu.body["size"]["height"])
    assert check_rich_menu(menu.body, (tmp_path / menu.image.name).read_bytes()) == []
    assert len(rows[0]) == 4


def test_names_are_all_different_and_the_same_each_time():
    names = [menu.name for menu in RICH_MENUS.values()]
    assert len(set(names)) == len(names)
    assert names == [menu.name for menu in rich_menus().values()]


def test_every_intent_of_a_menu_has_its_drawing():
    keys = {intent for rows in MENUS.values() for row in rows for intent in row}
    assert keys | {key for own in OWN.values() for key in own} == set(ICONS)


@pytest.mark.parametrize("role", ["participant", "stranger"])
def test_the_committed_picture_is_what_the_script_draws(role):
    drawn = picture(entries_of(role, Texts.load(LOCALES).in_language("th"))).convert("RGB")
    with Image.open(RICH_MENUS[role, "th"].image) as image:
        difference = ImageStat.Stat(ImageChops.difference(drawn, image.convert("RGB"))).mean
    assert max(difference) < 0.5  # of 255: another FreeType may smooth an edge otherwise
