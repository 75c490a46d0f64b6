"""Understands a message: returns its intent and slots. The other modules of this package are used through this one."""

from __future__ import annotations

import re
from dataclasses import replace

from thai import command_rules, guesses
from thai.command_rules import CommandReading
from thai.context import Context
from thai.intents import INTENTS, UNKNOWN
from thai.meaning import Cause, Place, Slots, Understood
from thai.normalise import folded, retyped, tidy
from thai.sentence import Sentence, read
from thai.slots import slots_of

__all__ = ["Cause", "Context", "Place", "Slots", "Understood", "understand"]

# The share of a message's letters a command must explain before it is carried out, shown, or shown to
# somebody whose long messages are activities.
ENOUGH_TO_ACT = 0.85
ENOUGH_TO_SHOW = 0.65
ENOUGH_FROM_PARTICIPANTS = 0.75
ENOUGH_FOR_COURTESY = 0.25

# If so many letters about work follow a question, it is a request to record them.
NARRATIVE_TAIL = 25

# Invite codes: groups of four without look-alikes, or one run of capitals and digits.
_CODE = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:[A-Za-z0-9]{4}[- ]){2,5}[A-Za-z0-9]{4}|(?=[A-Z]*\d)[A-Z0-9]{12,24})(?![A-Za-z0-9])"
)
_WORDS_AROUND_CODE = 80

# People notice sooner or later that they type on the wrong keyboard layout.
LONGEST_RETYPED = 80

# The number of best readings that are considered.
READINGS = 3


def understand(text: str, context: Context) -> Understood:
    """Return what the message means from this speaker now. It accepts any str and never raises."""
    tidied = tidy(text)
    result = _understood(text, tidied, read(folded(tidied), context), context)
    if result.intent != UNKNOWN:
        return result
    other = retyped(tidied) if len(tidied) <= LONGEST_RETYPED else None
    if other:
        sentence = read(other, context)
        again = _understood(text, other, sentence, context)
        if again.intent != UNKNOWN and (again.exact or sentence.known_share >= 0.8):
            return again
    return result


def _understood(original: str, tidied: str, sentence: Sentence, context: Context) -> Understood:
    found = command_rules.readings(sentence.tokens, sentence.explained, sentence.day_tokens, context.role)

    def meaning(intent: str, reading: CommandReading | None = None, *, exact: bool = False) -> Understood:
        slots, doubts = slots_of(sentence, intent, reading, tidied, code)
        because = _causes(sentence, intent) if reading or intent == "log_activity" else ()
        return Understood(original, intent, exact and not slots.message, (), slots, because, doubts)

    code = _code(tidied, found)
    if code:
        return meaning("register")
    asks = guesses.asks(sentence.tokens)
    reading = next((reading for reading in found[:READINGS] if _sure(reading, sentence, context, asks)), None)
    if reading is None and context.tells_activities and not asks and guesses.tells_of_work(sentence):
        return meaning("log_activity")
    reading = reading or next((reading for reading in found[:READINGS] if _likely(reading)), None)
    if reading:
        return meaning(reading.rule.intent, reading, exact=_exact(reading, sentence, context))
    typo = guesses.misspelt(sentence.text, context.role, context.words)
    if typo:
        return meaning(typo, exact=True)
    if guesses.asks_how(sentence.tokens):
        return meaning("help")
    two = guesses.two_best([reading.rule.intent for reading in found], sentence.text, context.role, context.words)
    unknown = replace(meaning(UNKNOWN), guesses=two)
    if not asks:
        return unknown
    return replace(unknown, slots=replace(unknown.slots, sectors=(), tags=(), people_count=None), doubts=())


def _code(tidied: str, found: list[CommandReading]) -> str | None:
    """Return the invite code in a message that is about nothing else."""
    match = _CODE.search(tidied)
    if not match:
        return None
    about_it = any(reading.rule.intent == "register" for reading in found)
    alone = len(tidied) - len(match[0]) <= 8
    return match[0] if alone or (about_it and len(tidied) - len(match[0]) <= _WORDS_AROUND_CODE) else None


def _sure(reading: CommandReading, sentence: Sentence, context: Context, asks: bool) -> bool:
    """Return whether it is certain that the command was meant."""
    intent = reading.rule.intent
    if context.people and sentence.person and intent in INTENTS.for_oneself:
        return False
    if reading.rule.chatty:
        return (
            reading.share >= ENOUGH_FOR_COURTESY and not (asks and not reading.complete) and sentence.kinds_of_slots < 2
        )
    if reading.tail is not None:
        told = len(sentence.text) - reading.tail
        most = INTENTS[intent].most_slots
        if most is not None and sentence.kinds_of_slots > most and not sentence.person:
            return False
        return not asks or intent not in INTENTS.never_asked or (intent == "log_activity" and told >= NARRATIVE_TAIL)
    if intent in INTENTS.acting:
        return reading.share >= ENOUGH_TO_ACT and (not asks or reading.complete)
    return reading.share >= (ENOUGH_FROM_PARTICIPANTS if context.tells_activities else ENOUGH_TO_SHOW)


def _likely(reading: CommandReading) -> bool:
    """Return whether showing it is the best answer to a message that is neither a clear command nor an activity."""
    return reading.rule.intent not in INTENTS.acting and not reading.rule.chatty and reading.share >= ENOUGH_TO_SHOW


def _exact(reading: CommandReading, sentence: Sentence, context: Context) -> bool:
    """Return whether the message has nothing but the command; วันนี้ adds nothing to it."""
    only_today = all(day.first == context.today and not day.last for day in sentence.days)
    return reading.complete and (not reading.slots or (only_today and not (sentence.places or sentence.person)))


def _causes(sentence: Sentence, intent: str) -> tuple[Cause, ...]:
    return (*sentence.sectors, *sentence.tags) if intent == "log_activity" else ()
