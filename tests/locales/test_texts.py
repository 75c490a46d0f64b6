"""Texts: loud about mistakes, plain about numbers, and the shipped languages say the same things."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from locales.texts import Text, TextError, Texts

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "handlers", "services", "models", "scheduler", "xlsforms", "thai", "programmes", "locales", "demo")
SAMPLE = """
plain = สวัสดี
named = { $name } พบ { $count } คน
brace = {"{"}x{"}"}
plural = { $count ->
    [one] { $count } photo
   *[other] { $count } photos
}
chosen = { $who ->
    [mentor] ครูพี่เลี้ยง { $name }
   *[other] { $name }
}
-term = CAST
with-term = บอต { -term }
"""


@pytest.fixture
def text() -> Text:
    return Text("en", {"sample.ftl": SAMPLE})


def test_a_text_is_said_by_key(text):
    assert text("plain") == "สวัสดี"
    assert text("with-term") == "บอต CAST"
    assert text("brace") == "{x}"


def test_numbers_are_printed_without_grouping_and_still_choose_the_plural(text):
    assert text("named", name="แดง", count=12345) == "แดง พบ 12345 คน"
    assert [text("plural", count=n) for n in (1, 2, 1250)] == ["1 photo", "2 photos", "1250 photos"]


def test_people_s_words_are_never_remembered(text):
    assert text("chosen", who="mentor", name="ลับมาก") == "ครูพี่เลี้ยง ลับมาก"
    text("plural", count=2)
    assert "ลับมาก" not in repr(text._remembered)
    assert len(text._remembered) == 1


def test_remembered_texts_are_bounded(text, monkeypatch):
    monkeypatch.setattr("locales.texts.REMEMBERED", 10)
    for count in range(100):
        assert text("plural", count=count).startswith(str(count))
    assert len(text._remembered) <= 10


@pytest.mark.parametrize(
    ("key", "args"),
    [
        ("nothing-of-the-kind", {}),
        ("named", {"name": "แดง"}),
        ("plural", {}),
        ("chosen", {"who": "mentor"}),
        ("named", {"name": None, "count": 1}),
        ("named", {"name": "แดง", "count": 1.5}),
        ("plural", {"count": True}),
        ("chosen", {"who": "mentor", "name": None}),
    ],
)
def test_a_missing_key_or_argument_or_a_wrong_one_raises_naming_the_key_and_no_value(text, key, args):
    with pytest.raises(TextError, match=key) as caught:
        text(key, **args)
    assert "แดง" not in str(caught.value)


@pytest.mark.parametrize(
    "broken", ["no equals sign", "a = 1\na = 2", "a = { $x", "a =\n  .title = x", "a = b\n  .c = d"]
)
def test_a_broken_file_does_not_load_and_is_named(tmp_path, broken):
    (tmp_path / "th").mkdir()
    (tmp_path / "th" / "bad.ftl").write_text(broken, encoding="utf-8")
    with pytest.raises(TextError, match=r"th/bad\.ftl"):
        Texts.load(tmp_path)


def test_an_unknown_language_and_an_empty_folder_are_errors(tmp_path, text):
    with pytest.raises(TextError, match="fr"):
        Texts({"en": text}).in_language("fr")
    with pytest.raises(TextError, match="language"):
        Texts.load(tmp_path)


def test_one_language_alone_can_be_read():
    texts = Texts.load(ROOT / "locales", "th")
    assert [one.language for one in texts] == ["th"]
    with pytest.raises(TextError):
        texts.in_language("en")


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("a = one { $x } two{$y}", (("one ", False), ("x", True), (" two", False), ("y", True))),
        ("a =   spaces around   ", (("spaces around", False),)),
        ("a = { $x }  ", (("x", True),)),
        ("a = one\n\n  two", (("one\n\ntwo", False),)),
        ("a = one # no comment\n# a comment\n\n", (("one # no comment", False),)),
        ("a = \N{NO-BREAK SPACE}one\r\n", (("\N{NO-BREAK SPACE}one", False),)),
        ("a = {\n$x }", (("x", True),)),
    ],
)
def test_lines_are_read_as_fluent_reads_them(source, parts):
    assert Text("en", {"a.ftl": source}).messages["a"].parts == parts


def test_a_line_can_be_said_in_another_text():
    text = Text("en", {"a.ftl": "who = { $name }\nsaid = { $n ->\n *[other] { who }: { -us } { $n }\n }", "b.ftl": US})
    assert text("said", name="Dang", n=2) == "Dang: CAST 2"


US = "cast = CAST\n-us = { cast }"


def test_what_is_not_left_to_fluent_is_what_fluent_reads(monkeypatch):
    read = {text.language: text.messages for text in Texts.load(ROOT / "locales")}
    monkeypatch.setattr("locales.texts._ONE_LINE", re.compile("(?!)"))
    fluent = {text.language: text.messages for text in Texts.load.__wrapped__(Texts, ROOT / "locales")}
    assert read == fluent


# ---- the shipped texts ----


@pytest.fixture(scope="module")
def shipped() -> Texts:
    return Texts.load(ROOT / "locales")


def test_both_languages_have_the_same_keys_and_variables(shipped):
    thai, english = shipped.in_language("th").messages, shipped.in_language("en").messages
    assert sorted(thai) == sorted(english)
    different = [key for key in thai if thai[key].variables != english[key].variables]
    assert different == []


def test_the_thai_voice_is_neutral(shipped):
    thai = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "locales/th").glob("*.ftl"))
    assert re.findall(r"ครับ|ค่ะ|นะคะ|ดิฉัน|กระผม", thai) == []


def python_files() -> list[Path]:
    return [file for package in PRODUCT for file in sorted((ROOT / package).rglob("*.py"))]


@pytest.fixture(scope="module")
def python() -> list[tuple[Path, ast.Module, list[ast.AST]]]:
    """The product's files with their trees, and all that stands in each: they are read once for the tests below."""
    read = ((file, ast.parse(file.read_text(encoding="utf-8"))) for file in python_files())
    return [(file, tree, list(ast.walk(tree))) for file, tree in read]


def test_every_key_said_in_python_exists(shipped, python):
    known = shipped.in_language("th").messages
    missing = []
    for file, tree, nodes in python:
        if _imports_sqlalchemys_text(tree):
            continue
        for node in nodes:
            if isinstance(node, ast.Call) and node.args and _is_text(node.func):
                keys = _keys(node.args[0])
                missing += [f"{file.name}:{node.lineno} {key}" for key in keys if not _matches(key, known)]
    assert missing == []


def test_every_text_is_said_somewhere_in_python_or_on_a_page(shipped, python):
    whole: set[str] = set()  # texts that stand as they are
    said: set[str] = set()
    for _, _, nodes in python:
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                said.add(_pattern(node))
    for page in [page for of in ("bot", "services") for page in (ROOT / of).glob("**/templates/**/*.html")]:
        for key, and_more in re.findall(r"\bt\([\"']([a-z0-9_-]+)[\"'](\s*~)?", page.read_text(encoding="utf-8")):
            if and_more:
                said.add(re.escape(key) + ".+")
            else:
                whole.add(key)
    anything = {pattern for pattern in said if not re.search(r"[a-z]", pattern.replace(".+", ""))}
    spoken = re.compile("|".join(sorted(said - anything)))
    unused = [key for key in shipped.in_language("th").messages if key not in whole and not spoken.fullmatch(key)]
    assert unused == []


def _imports_sqlalchemys_text(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "sqlalchemy"
        and any(name.name == "text" for name in node.names)
        for node in tree.body
    )


def _is_text(called: ast.expr) -> bool:
    return (isinstance(called, ast.Name) and called.id == "text") or (
        isinstance(called, ast.Attribute)
        and called.attr == "text"
        and isinstance(called.value, ast.Name)
        and called.value.id in ("turn", "self")
    )


def _keys(argument: ast.expr) -> list[str]:
    if isinstance(argument, ast.IfExp):
        return _keys(argument.body) + _keys(argument.orelse)
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    return [_pattern(argument)] if isinstance(argument, ast.JoinedStr) else []


def _pattern(joined: ast.JoinedStr) -> str:
    return "".join(re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in joined.values)


def _matches(said: str, known: Mapping[str, object]) -> bool:
    """Whether this is a key or, of one that is put together, what some key looks like."""
    return said in known or (".+" in said and any(map(re.compile(said).fullmatch, known)))
