"""LINE's numbers stand once: each is used by its name, and our margins lie within what LINE gives."""

import re
from pathlib import Path

from bot.line import numbers
from bot.settings import ROOT

NAMES = sorted(name for name in vars(numbers) if name.isupper())
SOURCES = [path for folder in ("bot", "handlers") for path in (ROOT / folder).rglob("*.py")]


def words_of(path: Path) -> list[str]:
    return re.findall(r"\b[A-Z][A-Z_]+\b", path.read_text("utf-8"))


def test_every_number_is_used_by_its_name():
    """Once where it stands; again there when a margin follows from it, or elsewhere."""
    said = [word for path in SOURCES for word in words_of(path)]
    assert [name for name in NAMES if said.count(name) < 2] == []


def test_our_margins_lie_within_what_line_gives():
    assert numbers.WEBHOOK_STORED_WITHIN < numbers.WEBHOOK_ANSWER_WITHIN
    assert numbers.REPLY_TOKEN_FRESH_FOR < numbers.REPLY_TOKEN_LIFE < numbers.REPLY_TOKEN_DEAD_AFTER
    assert numbers.RETRY_KEY_TRUSTED_FOR < numbers.RETRY_KEY_KEPT
    assert numbers.OUR_SHARE_OF_CALLS < 1
