"""What came of a rehearsal: pushes a month, messages by rule and role, and what each role would read on which day."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from locales.texts import Text
from programmes import Programme

LARGEST: Final = 64 * 1024 * 1024  # bytes of a result
ROLES: Final = ("participant", "mentor", "coordinator")


@dataclass(frozen=True, slots=True)
class RehearsedMonth:
    """A month: `first` is its first day. `verdict` is `fits`, `reserve` or `over`; `plan` the quota."""

    first: str
    pushes: int
    rides: int
    plan: int
    left: int
    percent: int
    verdict: str
    roles: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RehearsedRule:
    """Messages by rule: pushes that begin with it, those that it goes along with, and replies that take it along."""

    rule: str
    first: int
    along: int
    rides: int


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """Equal messages of a day: when, by which rules, to which role, as a `push` or with a reply, to how many people,
    and what one of them reads."""

    time: str
    rules: tuple[str, ...]
    role: str
    way: str
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class RehearsalResult:
    """A rehearsal of the days from `first` to `last` (ISO)."""

    first: str
    last: str
    people: int
    months: tuple[RehearsedMonth, ...]
    rules: tuple[RehearsedRule, ...]
    days: Mapping[str, tuple[ReadMessage, ...]]

    @property
    def pushes(self) -> int:
        return sum(month.pushes for month in self.months)

    @property
    def rides(self) -> int:
        return sum(month.rides for month in self.months)

    @property
    def worst(self) -> RehearsedMonth | None:
        return max(self.months, key=lambda month: month.pushes, default=None)

    def of_month(self, month: str, role: str | None) -> list[tuple[date, Sequence[ReadMessage]]]:
        """Return the messages of a month ("2023-07") by day; of a role, or all."""
        found: list[tuple[date, Sequence[ReadMessage]]] = []
        for iso, messages in sorted(self.days.items()):
            shown = [one for one in messages if role in (None, one.role)]
            if iso.startswith(month) and shown:
                found.append((date.fromisoformat(iso), shown))
        return found


def packed(result: RehearsalResult) -> bytes:
    """Return a result as it is stored."""
    return gzip.compress(json.dumps(asdict(result), ensure_ascii=False).encode(), mtime=0)


def unpacked(stored: bytes) -> RehearsalResult:
    """Return what `packed` has written."""
    said: dict[str, Any] = json.loads(gzip.decompress(stored))
    days = {
        day: tuple(ReadMessage(**{**one, "rules": tuple(one["rules"])}) for one in messages)
        for day, messages in said["days"].items()
    }
    months = tuple(RehearsedMonth(**one) for one in said["months"])
    rules = tuple(RehearsedRule(**one) for one in said["rules"])
    return RehearsalResult(said["first"], said["last"], said["people"], months, rules, days)


def digest_of(programme: Path) -> str:
    """Return a hash of a programme's file or folder. A rehearsal is of one such hash."""
    files = sorted(path for path in programme.rglob("*") if path.is_file()) if programme.is_dir() else [programme]
    found = hashlib.sha256()
    for path in files:
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def rule_name(rule: str, programme: Programme, text: Text) -> str:
    """Return the name of a rule: as the programme says, else as our texts do, else its key."""
    name = next((one.name for one in programme.reminders if one.rule == rule), None)
    if name is not None:
        return name(text.language)
    key = f"rehearsal-rule-{rule}"
    return text(key) if key in text.messages else rule
