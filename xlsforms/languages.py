"""Reads the languages of a form from its headings."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$")


def language_code(name: str) -> str:
    """Return the code in a language's name, such as "en" in "English (en)"; without a code, the name itself."""
    found = _CODE.search(name)
    plain = name.strip().lower()
    return found[1].lower() if found else _named().get(plain, plain)


def is_known(name: str) -> bool:
    """Return whether a language has a code. Only such a language is shown to people."""
    return _CODE.search(name) is not None or name.strip().lower() in _named()


@cache
def words() -> Mapping[str, Any]:
    """Return the content of words.toml."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


@cache
def _named() -> Mapping[str, str]:
    return {name: code for code, names in words()["languages"].items() for name in names}
