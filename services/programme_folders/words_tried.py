"""Tries the words of a programme's folder: commands the language has, and examples that have the word they are for."""

from collections.abc import Iterator
from pathlib import Path

from programmes.problems import FolderProblem, nearest
from programmes.toml_files import read_toml
from programmes.words import FOLDER, KINDS
from thai.data import read
from thai.normalise import normalise


def word_problems(folder: Path) -> Iterator[FolderProblem]:
    """Yield tables of commands that the language does not have, and examples without the word they are for."""
    known = [name for name, table in read("commands").items() if isinstance(table, dict)]
    for kind in KINDS:
        file = read_toml(folder / FOLDER / f"{kind}.toml")
        for table, words in (file.content or {}).items():
            if not isinstance(words, dict):
                continue  # its shape is told
            if kind == "commands" and table not in known:
                values = {"value": table, "known": ", ".join(known), "nearest": nearest(table, known)}
                yield file.told((table,), (table, "is no table of commands", "words-commands", values))
            for word, example in words.items():
                if isinstance(example, str) and example.strip() and _plain(word) not in _plain(example):
                    why = f"“{example:.60}” has no “{word}”"
                    values = {"value": word, "example": example[:60]}
                    yield file.told((table, word), (f"{table}.{word}", why, "words-not-in-example", values))


def _plain(words: str) -> str:
    return normalise(words).casefold()
