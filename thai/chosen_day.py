"""Chooses the day or period that a message is about, of all that it mentions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thai.day_mentions import DayMention
from thai.intents import INTENTS
from thai.meaning import Doubt
from thai.sentence import Sentence


@dataclass(frozen=True, slots=True)
class ChosenDay:
    """The day or the period of a message, or the words of an impossible date, with what is in doubt."""

    day: date | None = None
    period: tuple[date, date] | None = None
    problem: str | None = None
    doubts: tuple[Doubt, ...] = ()


def choose_day(sentence: Sentence, intent: str) -> ChosenDay:
    """Return the day or period that belongs to an intent."""
    said = [day for day in sentence.days if not day.cycle or intent in INTENTS.report]
    if intent == "log_activity":
        said = _of_work(said, sentence)
    if not said or intent in INTENTS.courtesy:
        return ChosenDay()
    first = said[0]
    if first.problem:
        return ChosenDay(problem=first.problem)
    if first.first and first.last:
        return ChosenDay(period=(first.first, first.last))
    ahead = first.ahead if intent in INTENTS.of_days_to_come else None
    return ChosenDay(ahead or first.first)


def _of_work(said: list[DayMention], sentence: Sentence) -> list[DayMention]:
    """Return the days of work done. A future day is a plan, unless the message begins with it."""
    done = [day for day in said if day.problem or not day.to_come]
    if done or not said:
        return done
    opening = sentence.text[: said[0].start].strip()
    return said[:1] if not opening and not said[0].last else []
