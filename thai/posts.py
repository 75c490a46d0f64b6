"""Knows the posts of officials as they stand behind a name: where one begins, and what is none."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from thai.almanac import either
from thai.data import read

LONGEST_POST: Final = 80  # characters
MOST_WORDS: Final = 8  # in English
_THAI: Final = r"[\u0e01-\u0e4e]"


def is_post(word: str) -> bool:
    """Return whether a word that follows a name is a post: นิติกร, นิติกรปฏิบัติการ, but not the surname นิติกรณ์."""
    return _post().match(word) is not None


def post_in(words: str) -> re.Match[str] | None:
    """Return where a post begins in words, at the beginning of one of them."""
    return _post_somewhere().search(words)


def is_post_in_english(words: str) -> bool:
    """Return whether a few words are a post in English, such as legal officer."""
    low = words.lower().strip(" .,").split()
    return bool(low) and len(low) <= MOST_WORDS and any(one in low for one in read("formal_names")["posts_in_english"])


@cache
def _begins() -> str:
    names = read("formal_names")
    goes_on, level = either(names["posts_go_on"]), rf"\s?{either(names['posts_go_on'])}"
    with_more = rf"{either(names['posts_with'])}(?:{goes_on}|{level}|(?!{_THAI}))"
    return rf"(?:{either(names['posts'])}|{with_more})"


@cache
def _post() -> re.Pattern[str]:
    return re.compile(_begins())


@cache
def _post_somewhere() -> re.Pattern[str]:
    return re.compile(rf"(?<!{_THAI}){_begins()}")
