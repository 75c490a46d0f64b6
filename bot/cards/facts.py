"""The facts of an activity as its cards show them: how many people, who was met, where, what about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.line.counting import shorten
from locales.texts import Text

BETWEEN: Final = " · "


@dataclass(frozen=True, slots=True)
class Fact:
    """What is on record of one part of an activity: a `count`, or things `said` in the reader's words; neither when it
    is not known. `in_lines`: each thing stands on a line of its own, for they are long; else all stand on one."""

    part: str
    count: int | None = None
    said: tuple[str, ...] = ()
    in_lines: bool = False

    @property
    def is_known(self) -> bool:
        return self.count is not None or bool(self.said)

    def things(self, text: Text) -> tuple[str, ...]:
        """One text for each thing on record."""
        return self.said if self.count is None else (text(f"record-{self.part}", count=self.count),)

    def lines(self, text: Text, most: int, units: int) -> tuple[str, ...]:
        """As a card shows them: things in lines are cut at so many UTF-16 units, and there are at most so many."""
        things = self.things(text)
        if self.in_lines:
            return tuple(shorten(one, units, "utf16") for one in things[:most])
        return (BETWEEN.join(things),) if things else ()
