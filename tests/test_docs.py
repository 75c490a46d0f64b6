"""The documents say what the code says, and the other way round: settings, commands, routes, packages, links."""

import argparse
import re
import shlex
from collections.abc import Iterator
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

import orjson
import pytest
from flask import Flask
from pydantic_core import PydanticUndefined

from bot.__main__ import parser
from bot.app import close_app, create_app
from bot.resources import Bot
from bot.settings import Settings
from models import schema
from programmes import load
from services.roster import read_roster
from thai.context import BANGKOK, Context
from thai.understand import understand

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.th.md")
NOT_OURS = ("vendor", "node_modules", ".git", *re.findall(r"^([^*\n]+)/$", (ROOT / ".gitignore").read_text(), re.M))
BINARY = {".png", ".jpg", ".ico", ".ttf", ".woff2", ".xlsx"}


def files() -> Iterator[Path]:
    """Every file of the project's own: not vendored, not ignored."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and not set(path.relative_to(ROOT).parts) & set(NOT_OURS):
            yield path


DOCUMENTS = [path for path in files() if path.suffix == ".md"]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def rows(document: str, heading: str) -> list[list[str]]:
    """The cells of the first table whose heading line contains `heading`."""
    lines = document.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("|") and heading in line)
    found = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return found


def code(cell: str) -> str:
    """The first thing in backticks; a cell that begins with none has none."""
    found = re.match(r"`([^`]+)`", cell)
    return found[1] if found else cell


def mentioned(document: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, document))


def in_backticks(document: str) -> set[str]:
    return mentioned(without_code(document), r"`([^`\n]+)`")


def without_code(document: str) -> str:
    return re.sub(r"^```.*?^```", "", document, flags=re.M | re.S)


# ── settings ──


def default_of(name: str) -> str:
    value = Settings.model_fields[name].default
    if value is None or value is PydanticUndefined:
        return "–"
    if isinstance(value, Path) and value.is_absolute():
        value = value.relative_to(ROOT)
    return str(value)


@pytest.mark.parametrize(("readme", "heading"), [("README.md", "| variable |"), ("README.th.md", "| ตัวแปร |")])
def test_every_setting_stands_in_the_readme_with_its_default_and_no_other(readme, heading):
    told = {code(cells[0]): code(cells[1]) for cells in rows(read(readme), heading)}
    assert told == {name.upper(): default_of(name) for name in Settings.model_fields}


# ── commands and targets ──

WITH_WORDS = {"backup verify", "report check", "report template"}  # the first word may be something else, too


def commands(of: argparse.ArgumentParser, before: str = "") -> Iterator[tuple[str, list[str]]]:
    """(words of a command, its options), such as ("roster codes", ["--reissue"])."""
    options = []
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, under in action.choices.items():
                yield from commands(under, f"{before} {name}".strip())
            return
        options += [option for option in action.option_strings if option not in ("-h", "--help")]
    yield before, options


@pytest.mark.parametrize("readme", READMES)
def test_every_command_stands_in_the_readme_with_its_options(readme):
    table = [line for line in read(readme).splitlines() if line.startswith("| `python -m")]
    for command, options in commands(parser()):
        told = [line for line in table if f"`python -m bot {command}" in line]
        assert told, command
        assert all(option in told[0] for option in options), (command, options)


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_command_a_document_names_exists(document):
    known = {command for command, _ in commands(parser())} | WITH_WORDS
    text = document.read_text("utf-8")
    under = {command.partition(" ")[2] for command in known} - {""}
    for said in mentioned(text, rf"-m bot ([a-z]+(?: (?:{'|'.join(sorted(under))}))?)"):
        assert said in known, said
    for module in mentioned(text, r"-m ([a-z_]+(?:\.[a-z_]+)*)"):
        assert find_spec(module), module


def test_what_the_procfile_starts_exists_and_stands_in_the_readme():
    for line in read("Procfile").splitlines():
        process, _, command = line.partition(": ")
        assert [process, f"`{command}`"] in [cells[:2] for cells in rows(read("README.md"), "| process |")]
        words = shlex.split(command)
        assert words[:2] == ["python", "-m"]
        if words[2] == "bot":
            parser().parse_args(words[3:])
        else:
            assert find_spec(words[2])


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*##", read("Makefile"), re.M))


@pytest.mark.parametrize("readme", READMES)
def test_every_make_target_stands_in_the_readme_and_no_other(readme):
    table = {code(line.strip("| ")) for line in read(readme).splitlines() if line.startswith("| `make ")}
    assert table == {f"make {target}" for target in targets()}


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_make_target_a_document_names_exists(document):
    assert mentioned(document.read_text("utf-8"), r"`make ([a-z-]+)`") <= targets()


# ── routes ──


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    secrets = {"line_channel_secret": "secret", "line_channel_access_token": "token"}
    login = {"line_login_channel_id": "1", "line_login_channel_secret": "secret", "public_url": "https://bot.example"}
    simulated = {"line_api_url": "http://127.0.0.1:9", "database_url": f"sqlite:///{tmp_path / 'castbot.db'}"}
    bot = Bot(Settings(media_dir=tmp_path, **secrets, **simulated, **login))
    schema.migrate(bot.database)
    app = create_app(bot)
    yield app
    close_app(app)
    bot.close()


DASHBOARD = ("/app", "/odata", "/feed")  # the beginnings of the routes that docs/dashboard.md lists


def routes_served(app: Flask, *, of_dashboard: bool) -> set[str]:
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith(DASHBOARD) == of_dashboard
    }


@pytest.mark.parametrize("readme", READMES)
def test_every_route_of_the_web_process_stands_in_the_readme_and_no_other(readme, app):
    assert mentioned(read(readme), r"\| `((?:GET|POST) [^`]+)`") == routes_served(app, of_dashboard=False)


def test_every_route_of_the_dashboard_stands_in_its_document_and_no_other(app):
    document = read("docs/dashboard.md")
    assert mentioned(document, r"\| `((?:GET|POST) [^`]+)`") == routes_served(app, of_dashboard=True)


# ── packages and licences ──


@pytest.mark.parametrize(("readme", "heading"), [("README.md", "| package |"), ("README.th.md", "| แพ็กเกจ |")])
def test_every_dependency_is_named_with_what_it_is_for_and_no_other(readme, heading):
    wanted = {re.split(r"[\[=<>~ ]", line)[0] for line in read("requirements.in").splitlines() if line[:1].isalpha()}
    told = {code(cells[0]): cells[1] for cells in rows(read(readme), heading)}
    assert set(told) == wanted
    assert all(told.values())


def test_everything_vendored_is_named_with_a_licence_that_lies_beside_it():
    told = rows(read("THIRD_PARTY.md"), "| where |")
    folders = [ROOT / code(cells[0]) for cells in told]
    vendored = [path for path in ROOT.glob("**/static/vendor/*") if path.is_dir()]
    fonts = [path.parent for folder in ("bot", "services") for path in ROOT.glob(f"{folder}/**/*.ttf")]
    assert set(folders) == {*vendored, *fonts}
    for folder, cells in zip(folders, told, strict=True):
        licence = re.search(r"\(([^)]+)\)$", cells[-1])
        assert licence, cells
        assert (ROOT / licence[1]).parent == folder


def test_the_licence_is_apache_2():
    assert read("LICENSE").split("\n", 3)[:2] == [f"{'':33}Apache License", f"{'':27}Version 2.0, January 2004"]


# ── links, examples, translation ──


def anchor(heading: str) -> str:
    """As GitHub makes it of a heading."""
    bare = re.sub(r"[`*]|\[([^]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- \u0e00-\u0e7f]", "", bare).replace(" ", "-")


def anchors(path: Path) -> set[str]:
    return {anchor(heading) for heading in re.findall(r"^#+ (.+)$", without_code(path.read_text("utf-8")), re.M)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_relative_link_leads_somewhere(document):
    text = without_code(document.read_text("utf-8"))
    for link in re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|href)="([^"]+)"', text):
        if re.match(r"https?:", link):
            continue
        name, _, place = link.partition("#")
        target = (document.parent / name).resolve() if name else document
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        assert not place or place in anchors(target), link


@pytest.mark.parametrize("readme", READMES)
def test_the_roster_of_the_readme_can_be_imported(readme, tmp_path):
    lines = re.search(r"^(id,name,.*?)^```", read(readme), re.M | re.S)
    assert lines
    (tmp_path / "roster.csv").write_text(lines[1], "utf-8")
    roster = read_roster(tmp_path / "roster.csv", load(ROOT / "programmes" / "cast-2566"))
    assert [row.role for row in roster.rows] == ["participant", "mentor", "mentor", "coordinator"]


@pytest.mark.parametrize("readme", READMES)
def test_the_message_of_the_readme_is_understood_as_it_says(readme):
    shown = re.search(r'-m bot understand "([^"]+)" --at (\S+)\n(.+)', read(readme))
    assert shown
    now = datetime.fromisoformat(shown[2]).replace(tzinfo=BANGKOK)
    said = understand(shown[1], Context(now, "participant", programme=load(ROOT / "programmes" / "cast-2566")))
    assert said.to_json() == orjson.loads(shown[3])


def test_the_thai_readme_has_the_same_sections_and_names_the_same_things():
    english, thai = (without_code(read(name)) for name in READMES)
    links, levels = r"\]\(([^#)][^)]*)\)", r"(?m)^(#+) "
    assert re.findall(levels, english) == re.findall(levels, thai)
    assert in_backticks(english) == in_backticks(thai)
    assert mentioned(english, links) - {"README.th.md"} == mentioned(thai, links) - {"README.md"}


# ── promises ──

PROMISES = 29


def promises() -> list[list[str]]:
    """The cells of every promise in docs/reliability.md: number, promise, numbers, what breaks it, test."""
    found = [line.strip("|").split(" | ") for line in read("docs/reliability.md").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in cells] for cells in found if cells[0].strip().isdigit()]


def test_every_promise_stands_once_with_its_numbers_and_what_breaks_it():
    assert sorted(int(cells[0]) for cells in promises()) == list(range(1, PROMISES + 1))
    for cells in promises():
        assert len(cells) == 5, cells
        assert all(cells), cells


def test_a_promise_names_its_test_or_says_that_it_has_none():
    for number, *_, shown_by in promises():
        named_here = [name for name in mentioned(shown_by, r"`([^`]+)`") if name.startswith(("tests/", "bench/"))]
        assert named_here or "No test yet" in shown_by, number


def test_every_test_of_promises_is_named_with_its_promise():
    of_number = {int(cells[0]): cells[4] for cells in promises()}
    document = read("docs/reliability.md")
    for path in sorted((ROOT / "tests" / "promises").glob("test_*.py")):
        numbered = re.match(r"test_(\d\d)_", path.name)
        assert f"`{named(path)}`" in (of_number[int(numbered[1])] if numbered else document), path.name


# ── what no file may say ──

MACHINE = re.compile(
    r"(?<![\w.])/(?!root/item\b)(?:work|root|home|Users)/\w"  # a path of a machine, none into a list of choices
    r"|\b(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|proxy\.golang\.org)\b"
    r"|--(?:extra-)?index-url|--trusted-host|\.\./shared"
)


def test_no_file_names_a_machine_s_paths_or_a_package_registry():
    found = []
    for path in files():
        if path.suffix in BINARY or path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if MACHINE.search(line):
                found.append(f"{named(path)}:{number}")
    assert found == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_path_a_document_names_exists(document):
    folders = tuple(f"{path.name}/" for path in ROOT.iterdir() if path.is_dir() and path.name not in NOT_OURS)
    for said in in_backticks(document.read_text("utf-8")):
        if said.startswith(folders) and re.fullmatch(r"[\w./-]+", said):
            assert (ROOT / said).exists() or (ROOT / f"{said}.py").exists(), said
