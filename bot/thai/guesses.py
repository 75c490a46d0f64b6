"""When no command fits: is it an activity, a misspelt command, or what are the two best guesses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz, process

from bot.thai.commands import ACTING, rules
from bot.thai.data import read
from bot.thai.words import Token

CLOSE = 80
CLOSE_TO_ACT = 88
SHORTEST_TYPO = 4
LONGEST_TYPO = 30

ENOUGH_EVIDENCE = 3
LONG = 40


def is_question(tokens: Sequence[Token]) -> bool:
    """Whether the message asks: a question word among its last ones, or a question mark at its end."""
    last = [token for token in tokens if not token.blank]
    while last and last[-1].key("speech") in ("particle", "filler") and not _asks(last[-1]):
        last.pop()
    if not last:
        return False
    return last[-1].text.endswith("?") or any(_asks(token) for token in last[-2:])


def _asks(token: Token) -> bool:
    return any(sense.kind == "speech" and sense.key == "question" for sense in token.senses)


def is_activity(tokens: Sequence[Token], slots: int) -> bool:
    """Whether a narrative tells of work done: what was done, with whom, where, how many, or simply at length."""
    verbs = negated = 0
    denied = False
    letters = 0
    for token in tokens:
        letters += 0 if token.blank else len(token.text)
        if token.key("fieldwork"):
            verbs += not denied
            negated += denied
        if not token.blank:
            denied = any(sense.kind == "speech" and sense.key == "negation" for sense in token.senses)
    if negated and not verbs:
        return False
    evidence = 2 * bool(verbs) + slots + (letters >= LONG) * 2 + (letters >= LONG // 2)
    return evidence >= ENOUGH_EVIDENCE


def misspelt(text: str) -> str | None:
    """The command a short message is one or two letters away from; stricter for commands that act."""
    if not SHORTEST_TYPO <= len(text) <= LONGEST_TYPO:
        return None
    best = process.extractOne(text, list(_phrases()), scorer=fuzz.ratio, score_cutoff=CLOSE)
    if best is None:
        return None
    intent = _phrases()[best[0]]
    return intent if best[1] >= (CLOSE_TO_ACT if intent in ACTING else CLOSE) else None


def two_best(likely: Sequence[str], text: str, role: str | None) -> tuple[str, ...]:
    """Two intents to offer, the likelier first."""
    guesses = list(dict.fromkeys(likely))[:2]
    if len(guesses) < 2:
        near = process.extract(text[:200], list(_phrases()), scorer=fuzz.partial_ratio, limit=6)
        fallback = ["log_activity", "help"] if role == "participant" else ["menu", "help"]
        ordered = (
            fallback[:1] + [_phrases()[phrase] for phrase, _, _ in near]
            if role == "participant"
            else [_phrases()[phrase] for phrase, _, _ in near]
        )
        for intent in (*ordered, *fallback):
            if intent not in guesses:
                guesses.append(intent)
    return tuple(guesses[:2])


@cache
def _phrases() -> dict[str, str]:
    """Single words that are commands by themselves, with their intents."""
    tables = read("commands")
    phrases: dict[str, str] = {}
    for rule in rules():
        if len(rule.needs) == 1 and not (rule.roles and len(rule.roles) == 1):
            for word in tables[rule.needs[0]]:
                if len(word) >= SHORTEST_TYPO:
                    phrases.setdefault(word, rule.intent)
    return phrases
