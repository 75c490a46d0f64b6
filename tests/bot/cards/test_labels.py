"""Labels of buttons: LINE refuses a whole message with one that is too long, so texts are short and data are cut."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

import bot.postback
from bot.cards import look
from bot.cards import quick_replies as quick
from bot.line.numbers import LABEL_GRAPHEMES
from bot.line.text_length import graphemes
from bot.postback import ShowDevelopment
from bot.postback.fields import CALL_EXPORTS, DEVELOPMENT_EXPORTS, EXPORTS, REVIEW_ACTS, SELECTION_EXPORTS, UNIT_EXPORTS
from locales.texts import Text, Texts

ROOT = Path(__file__).parents[3]
TEXTS = Texts.load(ROOT / "locales")
PLACES = {"choice": "quick_reply", "typed": "quick_reply", "tap": "flex", "button": "flex", "link": "flex"}
BUTTONS = frozenset(bot.postback.__all__)
CUT = ("name", "topic", "day", "days", "span", "label", "said", "choice", "form", "group", "title", "sector", "place")
KNOWN = {  # what follows, where texts of other kinds begin alike
    "export-": (*EXPORTS, *UNIT_EXPORTS, *DEVELOPMENT_EXPORTS, *CALL_EXPORTS, *SELECTION_EXPORTS),
    "review-": REVIEW_ACTS,
    "review-sure-": ("approve", "praise"),
    "call-withdraw-": ("people", "projects"),
}
WORST = {"year": "2567", "phase": 9, "count": 999, "number": 999, "page": 99}


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_text_that_is_a_label_is_as_short_as_line_wants_it(language: str) -> None:
    text = TEXTS.in_language(language)
    long = {
        f"{key} ({where}): {said}"
        for key, place, where in labels()
        if (said := worst(text, key)) is not None and graphemes(said) > LABEL_GRAPHEMES[place]
    }
    assert "\n".join(sorted(long)) == ""
    assert len(labels()) > 300  # they are found


def worst(text: Text, key: str) -> str | None:
    """A label with its longest numbers; None if it speaks of names or days, which are cut."""
    named = text.messages[key].variables
    return None if named & set(CUT) else text(key, **{one: WORST.get(one, 999) for one in named})


@cache
def labels() -> tuple[tuple[str, str, str], ...]:
    """Each text that code makes a label of: its key, where it stands, and in which file."""
    keys = TEXTS.in_language("th").messages
    found = set()
    for file in sorted([*(ROOT / "handlers").rglob("*.py"), *(ROOT / "bot" / "cards").rglob("*.py")]):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            for said, place in labelled(node):
                found |= {(key, place, file.stem) for key in keys_of(said, keys)}
    return tuple(sorted(found))


def labelled(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """The labels in a piece of code: the first argument of what builds a button, a pair of label and button, and the
    label of an action written out."""
    if isinstance(node, ast.Call) and node.args:
        place = PLACES.get(name_of(node.func))
        if place is not None:
            yield node.args[0], place
    if isinstance(node, ast.Tuple) and len(node.elts) == 2:
        label, button = node.elts
        if isinstance(button, ast.Call) and name_of(button.func) in BUTTONS:
            yield label, "quick_reply"
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "label":
                yield value, "quick_reply"


def keys_of(said: ast.expr, keys: Iterable[str]) -> Iterator[str]:
    """The keys of the texts an expression may be."""
    if not isinstance(said, ast.Call) or name_of(said.func) != "text" or not said.args:
        return
    first = said.args[0]
    if isinstance(first, ast.Constant):
        yield str(first.value)
    elif isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
        begin = str(first.values[0].value)
        last = first.values[-1]
        end = str(last.value) if isinstance(last, ast.Constant) else ""
        known = KNOWN.get(begin)
        middle = re.compile(f"{re.escape(begin)}({'|'.join(known) if known else '[a-z0-9_]+'}){re.escape(end)}")
        yield from (key for key in keys if middle.fullmatch(key))


def name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


@pytest.mark.parametrize("name", ["ก" * 200, "เก้าอี้" * 40, "x" * 200, "👩‍🌾" * 90])
def test_a_label_made_of_people_s_words_is_cut_where_line_cuts(name: str) -> None:
    button = ShowDevelopment("own")
    for action, place in (
        (quick.choice(name, button)["action"], "quick_reply"),
        (quick.typed(name)["action"], "quick_reply"),
        (look.tap(name, button), "flex"),
        (look.link(name, "https://example.org")["action"], "flex"),
    ):
        assert graphemes(action["label"]) == LABEL_GRAPHEMES[place]
    assert quick.choice("เมนู", button)["action"]["label"] == "เมนู"
