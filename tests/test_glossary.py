"""The glossary says what the code says: its names exist, each name is one thing, and given-up words stay away."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "handlers", "services", "models", "scheduler", "xlsforms", "thai", "programmes", "locales")
GIVEN_UP = """
    around bell company desk door fate gathering hearsay house lane letter mailbox notebook nursery odd office pace
    play roll sealed seat share sight standing told tombstone turnstile voice wire
"""


@pytest.fixture(scope="module")
def classes() -> list[tuple[Path, ast.ClassDef]]:
    """Every class of the product at the top of a module, with its file; migrations are history and left out."""
    return list(read_classes())


def read_classes() -> Iterator[tuple[Path, ast.ClassDef]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "versions" in path.parts:
                continue
            for node in ast.parse(path.read_text("utf-8")).body:
                if isinstance(node, ast.ClassDef):
                    yield path, node


def members(node: ast.ClassDef) -> set[str]:
    """The names that a class body defines: fields, constants, methods."""
    found = set()
    for part in node.body:
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(part.name)
        elif isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            found.add(part.target.id)
        elif isinstance(part, ast.Assign):
            found |= {target.id for target in part.targets if isinstance(target, ast.Name)}
    return found


def glossary_rows() -> list[list[str]]:
    """The four cells of each row of the glossary."""
    lines = (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("|")]
    return [row for row in rows if row[0] != "Thai" and not row[0].startswith("---")]


NAMES = sorted(name for row in glossary_rows() for name in re.findall(r"`([^`]+)`", row[2]))


def test_every_row_has_a_thai_and_an_english_term_a_name_and_one_sentence():
    for row in glossary_rows():
        assert len(row) == 4, row
        assert all(row), row
        assert re.fullmatch(r"`[^`]+`(, `[^`]+`)*", row[2]), row
        assert row[3].endswith("."), row


@pytest.mark.parametrize("column", [0, 1])
def test_every_term_stands_once(column):
    terms = [row[column] for row in glossary_rows()]
    assert sorted(terms) == sorted(set(terms))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_the_glossary_is_a_public_class_or_something_in_one(classes, name):
    by_name = {node.name: node for _, node in classes}
    of_class, _, member = name.partition(".")
    assert of_class in by_name
    assert not of_class.startswith("_")
    assert not member or member in members(by_name[of_class])


def test_every_public_class_name_stands_for_one_thing(classes):
    places = defaultdict(list)
    for path, node in classes:
        if not node.name.startswith("_"):
            places[node.name].append(str(path.relative_to(ROOT)))
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_no_class_name_uses_a_word_that_was_given_up(classes):
    def words(name: str) -> set[str]:
        return {word.lower() for word in re.findall(r"[A-Z][a-z]+|[A-Z]+(?![a-z])", name)}

    assert {node.name: str(path) for path, node in classes if words(node.name) & set(GIVEN_UP.split())} == {}
