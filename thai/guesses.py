"""Decides what a message is if no command matches: a question, an activity, a misspelt command, or two guesses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from thai.command_rules import rules
from thai.context import ANYBODY, ProgrammeWords
from thai.data import read
from thai.intents import INTENTS
from thai.lexicon import WordToken
from thai.normalise import normalise
from thai.sentence import Sentence

CLOSE = 84
CLOSE_TO_ACT = 88
SHORTEST_TYPO = 4
LONGEST_TYPO = 30
READ_FOR_GUESSES = 100

ENOUGH_EVIDENCE = 3
SOME_LENGTH = 20
LONG = 40
SHORTEST_ENDING = 3


def asks(tokens: Sequence[WordToken]) -> bool:
    """Return whether a message asks: it begins or ends with a question word, or ends with a question mark."""
    said = [token for token in tokens if not token.blank]
    while said and not _has(said[-1], "question") and _has(said[-1], "particle", "filler"):
        said.pop()
    if not said:
        return False
    opening = next((token for token in said if not _has(token, "particle", "polite", "filler")), said[0])
    return (
        said[-1].text.endswith(("?", *_question_endings()))
        or any(_has(token, "question") for token in said[-2:])
        or _has(opening, "why")
    )


@cache
def _question_endings() -> tuple[str, ...]:
    """Return question words that longer words also end with: ครบไหม, ถึงไหน."""
    return tuple(word for word in read("speech")["question"] if len(word) >= SHORTEST_ENDING)


def asks_how(tokens: Sequence[WordToken]) -> bool:
    """Return whether the question asks how something is done."""
    return any(_has(token, "how") for token in tokens)


def tells_of_work(sentence: Sentence) -> bool:
    """Return whether a message tells of work done: what, with whom, where, how many people, or at some length."""
    done = moved = undone = letters = 0
    denied = False
    for token in sentence.tokens:
        if not token.senses:
            if not token.text.isspace():
                letters += len(token.text)
                denied = False
            continue
        letters += len(token.text)
        deed = token.key("fieldwork")
        done += deed == "activity" and not denied
        moved += deed == "movement" and not denied
        undone += deed is not None and denied
        if _has(token, "request"):
            return False
        denied = _has(token, "negation") or (denied and _has(token, "filler"))
    if undone and not done:
        return False
    deeds = 2 if done else bool(moved)
    told = sentence.kinds_of_slots + (len(sentence.sectors) > 1)
    length = 2 * (letters >= LONG) + (letters >= SOME_LENGTH)
    return deeds + told + length >= ENOUGH_EVIDENCE


def misspelt(text: str, role: str | None, words: ProgrammeWords | None = None) -> str | None:
    """Return the command from which a short message differs by one or two letters; commands that act allow less."""
    if not SHORTEST_TYPO <= len(text) <= LONGEST_TYPO:
        return None
    phrases = _phrases(role, words)
    best = process.extractOne(text, phrases.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE)
    if best is None:
        return None
    intent = phrases[best[0]]
    return intent if best[1] >= (CLOSE_TO_ACT if intent in INTENTS.acting else CLOSE) else None


def speaks_of_lack(sentence: Sentence) -> bool:
    """Return whether a message says that something was not done, or speaks of somebody who is behind."""
    if any(_has(token, "negation", "absent", "did_not_come") for token in sentence.tokens):
        return True
    return any(word in sentence.text for word in read("overseeing")["behind"])


def says_but(tokens: Sequence[WordToken]) -> bool:
    """Return whether a message takes back a part of what it says (แต่)."""
    return any(_has(token, "but") for token in tokens)


def _has(token: WordToken, *keys: str) -> bool:
    for kind, key in token.senses:  # noqa: SIM110 - asked of every word, and any() costs twice as much
        if kind == "speech" and key in keys:
            return True
    return False


@lru_cache(maxsize=32)
def _phrases(role: str | None, words: ProgrammeWords | None) -> Mapping[str, str]:
    """Return the words that are commands by themselves for a role, with their intents."""
    tables, besides = read("commands"), words.commands if words else {}
    phrases: dict[str, str] = {}
    for rule in rules():
        if len(rule.needs) == 1 and (not rule.roles or role == ANYBODY or role in rule.roles):
            for word in (*tables[rule.needs[0]], *map(normalise, besides.get(rule.needs[0], ()))):
                if len(word) >= SHORTEST_TYPO:
                    phrases.setdefault(word, rule.intent)
    return phrases
