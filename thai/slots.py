"""Chooses the slots of a message that belong to its intent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from thai.almanac import either
from thai.chosen_day import choose_day
from thai.command_rules import CommandReading
from thai.data import read
from thai.intents import INTENTS
from thai.lexicon import WordToken
from thai.meaning import Doubt, Place, Slots
from thai.sentence import Sentence

_AROUND = " :;,-\n"


def slots_of(
    sentence: Sentence, intent: str, reading: CommandReading | None, tidied: str, code: str | None
) -> tuple[Slots, tuple[Doubt, ...]]:
    """Return the slots of an intent, and what is in doubt of them. `tidied` is the message with its case and emoji."""
    chosen = choose_day(sentence, intent)
    told = intent in INTENTS.of_work_done
    slots = Slots(
        activity_date=chosen.day,
        time=_time(sentence, intent),
        period=chosen.period,
        people_count=sentence.people.count if told else None,
        sectors=_sectors(sentence, intent),
        places=_places(sentence, intent),
        tags=tuple(cause.value for cause in sentence.tags) if told else (),
        person=sentence.person[2] if sentence.person and intent in INTENTS.about_somebody else None,
        code=code,
        message=_message(sentence, reading, tidied) if intent in INTENTS.with_message and reading else None,
        language=_language(sentence.tokens) if intent == "set_language" else None,
        problem=chosen.problem,
    )
    doubts = [*chosen.doubts]
    if told and sentence.people.doubt:
        doubts.append(sentence.people.doubt)
    return slots, tuple(doubts)


def _time(sentence: Sentence, intent: str) -> str | None:
    """Return the first time, a span before times alone (8.30 เคารพธงชาติ 10.00-12.00 ประชาคม); of a correction the one
    that is right after all: ลงไว้ 9.00 น. ความจริง 10.30 น."""
    said = sentence.times
    if intent == "edit_activity" and len(said) > 1:
        said = [found for found in said if _corrects().search(sentence.text, 0, found[0])] or said
    said = sorted(said, key=lambda found: "-" not in found[2])
    return said[0][2] if said else None


def _places(sentence: Sentence, intent: str) -> tuple[Place, ...]:
    """Return the places; of a correction only those that are right: ที่บอก ต.ศรีถ้อย ผิด เป็น ต.เจริญราษฎร์."""
    said = sentence.places
    if intent == "edit_activity" and len(said) > 1:
        right = [found for found in said if _corrects().search(sentence.text, 0, found[0])]
        said = right or [found for found in said if not _denies().search(sentence.text, 0, found[0])]
    return tuple(dict.fromkeys(place for _, _, place in said))


@cache
def _corrects() -> re.Pattern[str]:
    return re.compile(rf"{either(read('numbers')['corrected'])}\s*$|{either(read('numbers')['becomes'])}\s*$")


@cache
def _denies() -> re.Pattern[str]:
    return re.compile(rf"{either(read('numbers')['withdrawn'])}\s*$")


def _sectors(sentence: Sentence, intent: str) -> tuple[str, ...]:
    """Return the sectors met, or those that are asked about: ยังไม่ได้เจอสื่อใช่ไหม is about the media."""
    if intent in INTENTS.asks_about_sectors:
        return tuple(cause.value for cause in sentence.partners)
    return tuple(cause.value for cause in sentence.sectors) if intent in INTENTS.of_work_done else ()


def _message(sentence: Sentence, reading: CommandReading, tidied: str) -> str | None:
    """Return the free text after the command, without the person's name, ว่า and particles before it."""
    if reading.tail is None:
        return None
    start = reading.tail
    if not reading.rule.keeps:
        start = _after_address(sentence, start)
    source = tidied if len(tidied) == len(sentence.text) else sentence.text
    command = frozenset() if reading.rule.keeps else reading.rule.allows
    if not any(_says(token, command) for token in sentence.tokens if token.start >= start):
        return None
    return source[start:].strip(_AROUND) or None


def _after_address(sentence: Sentence, start: int) -> int:
    person = sentence.person
    for token in sentence.tokens:
        if token.start < start:
            continue
        if (
            (person and person[0] <= token.start < person[1])
            or token.blank
            or token.key("commands") == "people_word"
            or _addresses(token)
            or token.text.strip(_AROUND) == ""
        ):
            start = token.end
        else:
            break
    return start


def _addresses(token: WordToken) -> bool:
    return any(kind == "speech" and key in ("address", "particle") for kind, key in token.senses)


def _says(token: WordToken, command: frozenset[str]) -> bool:
    """Return whether a token is more than a particle, filler, question word or another word of the command."""
    if not token.senses:
        return token.text[0].isalnum()
    return not any(
        (kind == "speech" and key in ("particle", "question", "filler")) or (kind == "commands" and key in command)
        for kind, key in token.senses
    )


def _language(tokens: Sequence[WordToken]) -> str | None:
    """Return the last language that is named: in เปลี่ยนจากไทยเป็นอังกฤษ it is English."""
    named = None
    for token in tokens:
        for kind, key in token.senses:
            if kind == "commands" and key in _LANGUAGES:
                named = _LANGUAGES[key]
    return named


_LANGUAGES = {"thai": "th", "english": "en"}
