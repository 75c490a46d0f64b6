"""Scores messages by aspects: what each is marked with (its kind, a name, a day) against what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from thai.normalise import tidy


@dataclass
class AspectScore:
    """How many are right by aspect, of how many messages that have it; `mistakes` are (message, aspect, what was read).
    Spaces and the kind of digits do not count."""

    aspects: Sequence[str]
    right: dict[str, int] = field(default_factory=dict)
    of: dict[str, int] = field(default_factory=dict)
    mistakes: list[tuple[Mapping[str, Any], str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.right, self.of = dict.fromkeys(self.aspects, 0), dict.fromkeys(self.aspects, 0)

    def add(self, marked: Mapping[str, Any], read: Mapping[str, Any]) -> None:
        """Compare what was read in a message with what it is marked with."""
        for aspect in self.aspects:
            if aspect not in marked:
                continue
            self.of[aspect] += 1
            if _bare(read.get(aspect)) == _bare(marked[aspect]):
                self.right[aspect] += 1
            else:
                self.mistakes.append((marked, aspect, read.get(aspect)))

    def said(self, what: str, half: str) -> list[str]:
        """Return the score in words."""
        shares = (f"{aspect} {self.right[aspect]}/{self.of[aspect]}" for aspect in self.aspects)
        return [f"{what}, {half}: " + ", ".join(shares)]


def read_rows(folder: Path, half: str) -> list[dict[str, Any]]:
    """Return the lines of a half, none if it is not there."""
    path = folder / f"{half}.jsonl"
    return [orjson.loads(line) for line in path.read_bytes().splitlines() if line.strip()] if path.exists() else []


def _bare(value: object) -> object:
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return "".join(tidy(value).split()) if isinstance(value, str) else value
