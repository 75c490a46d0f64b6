"""Decides whether a message answers what is asked about a forum, or is something of its own: other work, a command."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Final

from thai.context import Context
from thai.forum_heads import only_number, sector_words
from thai.forum_words import pattern
from thai.forums import ForumSaid
from thai.guesses import tells_of_work
from thai.intents import INTENTS, UNKNOWN
from thai.meaning import Understood
from thai.normalise import folded, tidy
from thai.sentence import Sentence
from thai.sentence import read as read_sentence

LONGEST_LEFT: Final = 20  # characters of an answer that leaves a part out
LONGEST_BESIDE: Final = 6  # letters besides sectors and heads
SEVERAL: Final = 2
_LETTERS: Final = re.compile(r"[\u0e01-\u0e2eA-Za-z]")
RECORD: Final = "log_activity"


class AnswerKind(StrEnum):
    """What a message is while a part of a forum is asked for."""

    PART = "part"  # the answer
    LEFT = "left"  # the part is left out: ไม่ระบุ
    OTHER = "other"  # a message of its own
    EITHER = "either"  # it may be both, so it is asked


def kind_of_answer(part: str, understood: Understood, said: ForumSaid, context: Context, held: date) -> AnswerKind:
    """Return what a message is while `part` (heads, agenda, decided) of a forum held on a day is asked for. `said` is
    what the message says of a forum (thai.forums.more_of_forum)."""
    low = folded(tidy(understood.text))
    if pattern(f"left_out_{part}").fullmatch(low.rstrip(" .")) and len(low) <= LONGEST_LEFT:
        return AnswerKind.LEFT
    if _is_command(understood):
        return AnswerKind.OTHER
    sentence = read_sentence(low, context)
    if part == "heads":
        return _of_heads(understood, said, sentence, held)
    if pattern("agenda").match(low) or pattern("decided").match(low):
        return AnswerKind.PART
    if _tells_of_a_day(understood, sentence):
        return AnswerKind.OTHER
    if pattern(f"begins_{part}").match(low):
        return AnswerKind.PART
    if understood.intent == RECORD:
        to_come = bool(sentence.days) and all(day.to_come for day in sentence.days)
        met = understood.slots.people_count is not None or bool(sentence.places)
        return AnswerKind.PART if to_come else AnswerKind.OTHER if met and _does(sentence) else AnswerKind.EITHER
    if understood.intent == UNKNOWN or not _is_theirs(understood.intent):
        past = any(day.first is not None and not day.to_come for day in sentence.days)
        return AnswerKind.EITHER if past and tells_of_work(sentence) else AnswerKind.PART
    return AnswerKind.EITHER


def says_only_heads(text: str, said: ForumSaid) -> bool:
    """Return whether a message says how many came from several sectors and nothing else: รัฐ 20 ศาสนา 5 ประชาชน 80."""
    if len(said.heads) < SEVERAL or said.agenda or said.decided:
        return False
    rest = pattern("people").sub("", sector_words().sub("", folded(tidy(text))))
    return len(_LETTERS.findall(rest)) <= LONGEST_BESIDE


def _of_heads(understood: Understood, said: ForumSaid, sentence: Sentence, held: date) -> AnswerKind:
    numbers = bool(said.heads) or said.people is not None or said.unsure or only_number(understood.text) is not None
    if not numbers:
        known = _is_theirs(understood.intent) or understood.intent == RECORD
        return AnswerKind.OTHER if known else AnswerKind.PART  # it is said that no number was read
    other_day = any(day.first is not None and day.first != held for day in sentence.days)
    if not _does(sentence):
        return AnswerKind.EITHER if other_day else AnswerKind.PART
    return AnswerKind.OTHER if understood.intent == RECORD else AnswerKind.EITHER


def _is_command(understood: Understood) -> bool:
    """Return whether a message is only a command of a participant, or asks for what they have recorded or a summary."""
    intent = understood.intent
    if intent in INTENTS.report:
        return True
    return understood.exact and _is_theirs(intent) and intent not in INTENTS.declines


def _is_theirs(intent: str) -> bool:
    """Return whether an intent is a command that participants have; a decision may be อนุมัติ or เห็นชอบ."""
    return intent not in (RECORD, UNKNOWN) and "participant" in INTENTS[intent].roles and intent not in INTENTS.verdict


def _tells_of_a_day(understood: Understood, sentence: Sentence) -> bool:
    day = understood.slots.activity_date
    return understood.intent == RECORD and day is not None and tells_of_work(sentence)


def _does(sentence: Sentence) -> bool:
    """Return whether a message names a deed, other than taking part."""
    return any(
        token.key("fieldwork") in ("activity", "movement") and not pattern("takes_part").fullmatch(token.text)
        for token in sentence.tokens
    )
