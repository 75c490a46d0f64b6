"""Reads the answer to "correct this part" by the type of the part, or returns what to say if it cannot be read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from bot.inbound.turn import Turn
from handlers.activities.days_allowed import day_trouble, day_trouble_text
from handlers.activities.showing import innermost
from handlers.conversation import context
from models.activities.details import PlaceSaid
from models.activities.parts import Part, PartType
from thai.single_answers import read_date, read_number, read_places


@dataclass(frozen=True, slots=True)
class ParsedAnswer:
    """The value of an answer, or in `trouble` what to say if it cannot be read."""

    value: Any = None
    trouble: str | None = None


def _read_words(turn: Turn, _: Part) -> ParsedAnswer:
    return ParsedAnswer(turn.event.text)


def _read_number(turn: Turn, part: Part) -> ParsedAnswer:
    if turn.says("answer-none", "answer-nobody"):
        return ParsedAnswer(None)
    count = read_number(turn.event.text or "", turn.programme.words)
    return (
        ParsedAnswer(trouble=turn.text(f"ask-{part.key}-again")) if count is None or count < 0 else ParsedAnswer(count)
    )


def _read_day(turn: Turn, part: Part) -> ParsedAnswer:
    day = read_date(turn.event.text or "", context(turn))
    if day is None:
        return ParsedAnswer(trouble=turn.text(f"ask-{part.key}-again"))
    trouble = day_trouble(turn, day)
    return ParsedAnswer(trouble=day_trouble_text(turn, trouble, day)) if trouble else ParsedAnswer(day)


def _read_places(turn: Turn, _: Part) -> ParsedAnswer:
    """Read places. Words without a known place are kept as written, because the author knows the place."""
    words = (turn.event.text or "").strip()
    read = read_places(words, context(turn))
    found = innermost(PlaceSaid(place.level, place.name, place.code) for place in read)
    return ParsedAnswer(found or (PlaceSaid("village", words, None),))


READERS: Final[dict[PartType, Callable[[Turn, Part], ParsedAnswer]]] = {
    PartType.WORDS: _read_words,
    PartType.NUMBER: _read_number,
    PartType.DAY: _read_day,
    PartType.PLACES: _read_places,
}
