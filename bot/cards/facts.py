"""The facts of an activity on its cards: number of people, sectors, places, tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.line.text_length import shorten
from locales.texts import Text

BETWEEN: Final = " · "


@dataclass(frozen=True, slots=True)
class Fact:
    """The stored value of one part of an activity: a `count`, or things `said` in the reader's language, or neither if
    it is not known. `in_lines`: each thing has a line of its own because it is long; otherwise all share one line."""

    part: str
    count: int | None = None
    said: tuple[str, ...] = ()
    in_lines: bool = False

    @property
    def is_known(self) -> bool:
        return self.count is not None or bool(self.said)

    def things(self, text: Text) -> tuple[str, ...]:
        """Return one text for each stored value."""
        return self.said if self.count is None else (text(f"record-{self.part}", count=self.count),)

    def lines(self, text: Text, most: int, units: int) -> tuple[str, ...]:
        """Return the facts as a card shows them, with at most so many lines, each cut at so many UTF-16 units."""
        things = self.things(text)
        if self.in_lines:
            return tuple(shorten(one, units, "utf16") for one in things[:most])
        return (BETWEEN.join(things),) if things else ()
