"""What a look finds: how well something is, and the sentence that says so with its remedy."""

from dataclasses import dataclass, field
from enum import StrEnum


class Health(StrEnum):
    """How well it is."""

    WELL = "well"
    HINT = "hint"  # nobody can see from here whether it is well: a person has to look
    WARNING = "warning"  # the bot works, and somebody should do something
    WRONG = "wrong"  # something does not work


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found. `key` is a sentence in locales, `values` what it names; `about` is what was looked at."""

    about: str
    health: Health
    key: str
    values: dict[str, str | int] = field(default_factory=dict)


def well(about: str, key: str, **values: str | int) -> Finding:
    return Finding(about, Health.WELL, key, values)


def hint(about: str, key: str, **values: str | int) -> Finding:
    return Finding(about, Health.HINT, key, values)


def warning(about: str, key: str, **values: str | int) -> Finding:
    return Finding(about, Health.WARNING, key, values)


def wrong(about: str, key: str, **values: str | int) -> Finding:
    return Finding(about, Health.WRONG, key, values)
