"""The marked messages: dev.jsonl is used for development, unseen.jsonl only for reporting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from programmes import load
from thai.context import Context

FOLDER = Path(__file__).parent
HALVES = ("dev", "unseen")

# The people whom a mentor or coordinator of these messages may see.
PEOPLE = (
    "นายสมชาย ใจดี",
    "นางสาวมาลี ศรีสุข",
    "นายวิทยา คำแก้ว",
    "ว่าที่ร้อยตรีหญิง ปรียา บุญมา",
    "นางพรทิพย์ วงศ์ไชย",
    "ดร.อนันต์ สุขสวัสดิ์",
)

# The dates of CAST 2566, with which the messages were marked.
CAST = load(Path(__file__).parents[2] / "programmes" / "cast-2566")


@dataclass(frozen=True, slots=True)
class MarkedMessage:
    """A message with its meaning. `slots` are written as `understand` writes them; `problem` is only true or absent."""

    text: str
    intent: str
    slots: Mapping[str, Any]
    context: Context


def messages(half: str) -> list[MarkedMessage]:
    """Return the messages of a half, in the order of its file."""
    return [marked_message(orjson.loads(line)) for line in (FOLDER / f"{half}.jsonl").read_bytes().splitlines()]


def marked_message(row: dict[str, Any]) -> MarkedMessage:
    """Return the message of a line."""
    district = row["district"]
    context = Context(
        now=datetime.fromisoformat(row["at"]),
        role=row["role"],
        district=district,
        province=district[:2] if district else None,
        programme=CAST,
        people=() if row["role"] == "participant" or row["role"] is None else PEOPLE,
    )
    return MarkedMessage(row["text"], row["intent"], row["slots"], context)
