"""A message becomes an intent and slots: the one door to everything in this package."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.thai import commands, guesses
from bot.thai.commands import ACTING, Reading
from bot.thai.context import Context
from bot.thai.days import Said, days_in
from bot.thai.meaning import Cause, Place, Slots, Understood
from bot.thai.mentions import places_in
from bot.thai.names import person_in
from bot.thai.normalise import folded, retyped, tidy
from bot.thai.numbers import in_digits, numbers_in, people_in
from bot.thai.partners import sectors_in, tags_in
from bot.thai.times import times_in
from bot.thai.words import Token, tokens_of

__all__ = ["Context", "Place", "Slots", "Understood", "understand"]

# How much of a message a command must explain before it is carried out.
ENOUGH_TO_ACT = 0.85
ENOUGH_TO_SHOW = 0.6
ENOUGH_FOR_A_WRITER = 0.75

NARRATIVE = frozenset(("log_activity", "leave"))
ABOUT_SOMEBODY = frozenset(
    ["approve", "praise", "return_entry", "summary", "who_is_missing", "list_activities", "contact_mentor", "pending_reviews", "export"]
)
WITH_MESSAGE = frozenset(("broadcast", "praise", "return_entry", "contact_mentor"))
FORWARD = frozenset(("leave", "my_schedule", "broadcast"))

_CODE = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z0-9]{4}[- ]){2,5}[A-Za-z0-9]{4}(?![A-Za-z0-9])|(?<![A-Za-z0-9])[A-Z0-9]{12,24}(?![A-Za-z0-9])"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One message, read once: its tokens and everything said in it."""

    text: str
    tokens: list[Token]
    days: list[Said]
    times: list[tuple[int, int, str]]
    people_count: int | None
    places: list[tuple[int, int, Place]]
    sectors: list[Cause]
    tags: list[Cause]
    person: tuple[int, int, str] | None
    explained: list[bool] = field(default_factory=list)


def understand(text: str, context: Context) -> Understood:
    """What the message means to this speaker now. Pure; any str is accepted and never raises."""
    tidied = tidy(text)
    sentence = read(folded(tidied), context)
    result = _understood(text, tidied, sentence, context)
    if result.intent == "unknown":
        other = retyped(tidied)
        if other:
            again = _understood(text, other, read(other, context), context)
            if again.exact or (again.intent != "unknown" and len(other) > 6):
                return again
    return result


def read(text: str, context: Context) -> Sentence:
    """A normalised message with everything it says about days, people and places."""
    tokens = tokens_of(text)
    numbers = numbers_in(tokens)
    digits, offsets = in_digits(tokens, numbers)
    days = days_in(digits, tokens, offsets, context)
    times = [(offsets[start], offsets[end], time) for start, end, time in times_in(digits)]
    places = places_in(text, tokens, context)
    person = person_in(text, tokens, context.people)
    sentence = Sentence(
        text, tokens, days, times, people_in(tokens, numbers), places, sectors_in(tokens), tags_in(tokens), person
    )
    spans = [(day.start, day.end) for day in days] + [(start, end) for start, end, _ in (*times, *places)]
    if person:
        spans.append(person[:2])
    sentence.explained.extend(
        any(start <= token.start and token.end <= end for start, end in spans) for token in tokens
    )
    return sentence


def _understood(original: str, tidied: str, sentence: Sentence, context: Context) -> Understood:
    code = _CODE.search(tidied)
    found = commands.readings(sentence.tokens, sentence.explained, context.role)
    best = found[0] if found else None
    question = guesses.is_question(sentence.tokens)
    intent = None
    if code and (best is None or best.rule.intent == "register") and _alone(tidied, code, best):
        intent = "register"
    elif best and _accepted(best, context, question):
        intent = best.rule.intent
    elif context.role == "participant" and not question and guesses.is_activity(sentence.tokens, _evidence(sentence)):
        intent = "log_activity"
        best = None
    elif not best or best.rest > best.said:
        typo = guesses.misspelt(sentence.text)
        if typo:
            return Understood(original, typo, True, (), Slots())
    if intent is None:
        two = guesses.two_best([reading.rule.intent for reading in found], sentence.text, context.role)
        return Understood(original, "unknown", False, two, _slots(sentence, "unknown", None, tidied, None), ())
    slots = _slots(sentence, intent, best, tidied, code[0] if code and intent == "register" else None)
    exact = bool(best and best.bare and best.rule.intent == intent and not best.rest and _no_tail(best, sentence))
    return Understood(original, intent, exact, (), slots, _causes(sentence, intent))


def _no_tail(best: Reading, sentence: Sentence) -> bool:
    return best.bare


def _alone(tidied: str, code: re.Match[str], best: Reading | None) -> bool:
    return best is not None or len(tidied) - len(code[0]) <= 8


def _accepted(best: Reading, context: Context, question: bool) -> bool:
    if best.tail is not None:
        return True
    acting = best.rule.intent in ACTING
    if question and acting:
        return best.share >= 1
    if acting:
        return best.share >= ENOUGH_TO_ACT
    return best.share >= (ENOUGH_FOR_A_WRITER if context.role == "participant" else ENOUGH_TO_SHOW)


def _evidence(sentence: Sentence) -> int:
    return (
        bool(sentence.days)
        + bool(sentence.places)
        + bool(sentence.sectors)
        + bool(sentence.tags)
        + (sentence.people_count is not None)
    )


def _slots(sentence: Sentence, intent: str, best: Reading | None, tidied: str, code: str | None) -> Slots:
    day, span, problem = _chosen_day(sentence.days, intent)
    narrative = intent in ("log_activity", "unknown")
    message = None
    if intent in WITH_MESSAGE and best and best.tail is not None:
        message = tidied[best.tail :].strip(" :;,-\n") or None if len(tidied) == len(sentence.text) else None
    return Slots(
        activity_date=day,
        time=sentence.times[0][2] if sentence.times else None,
        period=span,
        people_count=sentence.people_count if narrative else None,
        sectors=tuple(cause.value for cause in sentence.sectors) if narrative else (),
        places=tuple(place for _, _, place in sentence.places),
        tags=tuple(cause.value for cause in sentence.tags) if narrative else (),
        person=sentence.person[2] if sentence.person and intent in ABOUT_SOMEBODY else None,
        code=code,
        message=message,
        language=_language(sentence.tokens) if intent == "set_language" else None,
        problem=problem,
    )


def _chosen_day(days: Sequence[Said], intent: str) -> tuple[date | None, tuple[date, date] | None, str | None]:
    """The day or period meant: the first one said, for plans its reading ahead."""
    for said in days:
        if said.problem:
            return None, None, said.problem
        if said.first and said.last:
            return None, (said.first, said.last), None
        if said.first:
            ahead = said.ahead if intent in FORWARD else None
            return ahead or said.first, None, None
    return None, None, None


def _language(tokens: Sequence[Token]) -> str | None:
    for token in tokens:
        for sense in token.senses:
            if sense.kind == "commands" and sense.key in ("thai", "english"):
                return {"thai": "th", "english": "en"}[sense.key]
    return None


def _causes(sentence: Sentence, intent: str) -> tuple[Cause, ...]:
    return (*sentence.sectors, *sentence.tags) if intent == "log_activity" else ()
