"""The simulator and the product never import each other; the page's two languages say the same things."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "simulator" / "static"
PRODUCT = {"bot", "handlers", "models", "scheduler", "programmes", "migrations"}


def imported(path: Path) -> set[str]:
    """The top-level packages a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_the_simulator_imports_nothing_of_the_product() -> None:
    for path in (ROOT / "simulator").rglob("*.py"):
        assert not imported(path) & (PRODUCT | {"demo", "tests", "linebot"}), path


def test_the_product_never_imports_the_simulator() -> None:
    for package in PRODUCT:
        for path in (ROOT / package).rglob("*.py"):
            assert "simulator" not in imported(path), path


def words(language: str) -> set[str]:
    return set(re.findall(r'"([\w.-]+)":', (STATIC / "js" / "i18n" / f"{language}.js").read_text(encoding="utf-8")))


def test_every_word_of_the_page_stands_in_both_languages() -> None:
    assert words("th") == words("en")


def test_every_word_the_page_asks_for_exists() -> None:
    pages = [path.read_text(encoding="utf-8") for path in [*STATIC.glob("js/*.js"), STATIC / "index.html"]]
    asked = {key for page in pages for key in re.findall(r'(?:\bt\(|data-text=|data-label=)"([\w.-]+)"', page)}
    assert asked - words("th") == set()
    assert len(asked) > 100


def test_nothing_of_the_page_is_loaded_from_elsewhere() -> None:
    for path in [*STATIC.glob("*.html"), *STATIC.glob("css/*.css"), *STATIC.glob("js/**/*.js")]:
        page = path.read_text(encoding="utf-8")
        assert not re.search(r"""(?:src|href)=["']https?:|url\(["']?https?:|from ["']https?:|@import""", page), path


def test_vendored_work_carries_its_licence() -> None:
    for folder in (STATIC / "vendor").iterdir():
        assert not folder.is_dir() or (folder / "LICENSE").is_file(), folder
