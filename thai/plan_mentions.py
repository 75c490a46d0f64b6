"""Reads whose plan or duties are meant: แผนพัฒนาของมาลี, ขอดู IDP คุณมาลี, หน้าที่เมื่อกลับ มาลี: ดูแลงานทะเบียน."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from thai.beginnings import word_at_beginning
from thai.data import read
from thai.normalise import folded, tidy

LONGEST_NAME: Final = 60  # characters
_AROUND: Final = " :,-–"


@dataclass(frozen=True, slots=True)
class PlanMention:
    """A name as typed; `duties`: the person's duties on return are meant, not the plan."""

    name: str
    duties: bool


def plan_mentioned(text: str) -> PlanMention | None:
    """Return whose plan or duties a message begins with, or None. The name may turn out to be none."""
    said = folded(tidy(text)).lower().strip()
    first = word_at_beginning(said, _words("view"))
    said = said[len(first or "") :].lstrip(_AROUND)
    for table in ("duties_word", "plan_word", "plan_return", "checkin"):
        opening = word_at_beginning(said, _words(table))
        if opening is not None:
            name = _name(said[len(opening) :])
            return PlanMention(name, table == "duties_word") if name else None
    return None


def _name(rest: str) -> str | None:
    """Return what stands before a colon or line break, without "of" and titles of address."""
    name = rest.partition("\n")[0].lstrip(_AROUND).partition(":")[0].strip(_AROUND)
    for word in ("ของ", "ให้", "of"):
        name = name.removeprefix(word).strip(_AROUND)
    for word in _before_names():
        if name.startswith(word) and len(name) > len(word):
            name = name[len(word) :].strip(_AROUND)
            break
    return name if 1 < len(name) <= LONGEST_NAME else None


@cache
def _words(table: str) -> tuple[str, ...]:
    return tuple(sorted(read("commands")[table], key=len, reverse=True))


@cache
def _before_names() -> tuple[str, ...]:
    return tuple(sorted(read("overseeing")["before_name"], key=len, reverse=True))
