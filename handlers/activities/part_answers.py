"""Reads the answer to "correct this part" by the type of the part, or returns what to say if it cannot be read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from bot.inbound.turn import Turn
from handlers.activities.recording import day_trouble, day_trouble_text
from handlers.activities.showing import innermost
from handlers.conversation import context
from models.activities.details import PlaceSaid
from models.activities.parts import Part, PartType
from thai.parts import read_date, read_number, read_places


@dataclass(frozen=True, slots=True)
class Answer:
    """The value of an answer, or in `trouble` what to say if it cannot be read."""

    value: Any = None
    trouble: str | None = None


def _read_words(turn: Turn, _: Part) -> Answer:
    return Answer(turn.event.text)


def _read_number(turn: Turn, part: Part) -> Answer:
    if turn.says("answer-none", "answer-nobody"):
        return Answer(None)
    count = read_number(turn.event.text or "", turn.programme.words)
    return Answer(trouble=turn.text(f"ask-{part.key}-again")) if count is None or count < 0 else Answer(count)


def _read_day(turn: Turn, part: Part) -> Answer:
    day = read_date(turn.event.text or "", context(turn))
    if day is None:
        return Answer(trouble=turn.text(f"ask-{part.key}-again"))
    trouble = day_trouble(turn, day)
    return Answer(trouble=day_trouble_text(turn, trouble, day)) if trouble else Answer(day)


def _read_places(turn: Turn, _: Part) -> Answer:
    """Read places. Words without a known place are kept as written, because the author knows the place."""
    words = (turn.event.text or "").strip()
    read = read_places(words, context(turn))
    found = innermost(PlaceSaid(place.level, place.name, place.code) for place in read)
    return Answer(found or (PlaceSaid("village", words, None),))


READERS: Final[dict[PartType, Callable[[Turn, Part], Answer]]] = {
    PartType.WORDS: _read_words,
    PartType.NUMBER: _read_number,
    PartType.DAY: _read_day,
    PartType.PLACES: _read_places,
}
