"""Finds commands: the rules of data/rules.toml combine the ideas that occur in a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from thai.context import ANYBODY
from thai.data import read
from thai.intents import INTENTS
from thai.lexicon import WordToken

_ASIDE = frozenset(("particle", "polite", "filler", "address"))


@dataclass(frozen=True, slots=True)
class CommandRule:
    """One way to say a command; see data/rules.toml."""

    intent: str
    needs: tuple[str, ...]
    needed: frozenset[str]  # the same
    allows: frozenset[str]
    unless: frozenset[str]
    free: bool
    keeps: bool
    later: bool
    chatty: bool
    roles: frozenset[str]
    example: str


@dataclass(frozen=True, slots=True)
class WordIdea:
    """An idea at a token. `negator` is the index of the negation before it, if there is one."""

    index: int
    negator: int | None


@dataclass(frozen=True, slots=True)
class CommandReading:
    """A rule that matches a message.

    `said` is the number of letters that the command explains, `rest` of those it does not. Free text begins at `tail`.
    `complete`: it explains the whole message; `slots`: this includes days, places or names.
    """

    rule: CommandRule
    said: int
    rest: int
    tail: int | None
    complete: bool
    slots: bool

    @property
    def share(self) -> float:
        return self.said / (self.said + self.rest)


@cache
def rules() -> tuple[CommandRule, ...]:
    """Return the rules in the order of their file."""
    return tuple(
        CommandRule(
            intent=rule["intent"],
            needs=tuple(rule["needs"]),
            needed=frozenset(rule["needs"]),
            allows=frozenset((*rule["needs"], *rule.get("allows", ()))),
            unless=frozenset(rule.get("unless", ())),
            free=rule.get("free", False),
            keeps=rule.get("keeps", False),
            later=rule.get("later", False),
            chatty=rule.get("chatty", False),
            roles=frozenset(rule.get("roles", ())),
            example=rule["example"],
        )
        for rule in read("rules")["rule"]
    )


@lru_cache(maxsize=8)
def _rules_for(role: str | None) -> tuple[CommandRule, ...]:
    return tuple(rule for rule in rules() if not rule.roles or role == ANYBODY or role in rule.roles)


def readings(
    tokens: Sequence[WordToken], explained: Sequence[bool], days: Iterable[int], role: str | None
) -> list[CommandReading]:
    """Return every rule that matches, the best first.

    `explained` says which tokens are slots (days, places, names); `days` are the tokens at which days begin.
    """
    ideas = _ideas(tokens)
    for index in days:
        ideas.setdefault("day", []).append(WordIdea(index, None))
    found = []
    for rule in _rules_for(role):
        if rule.needed <= ideas.keys() and rule.unless.isdisjoint(ideas):
            needed = _distinct(rule.needs, ideas)
            if needed:
                found.append(_reading(rule, needed, ideas, tokens, explained))
    found.sort(key=lambda reading: (reading.rule.chatty, not reading.complete, reading.rest - reading.said))
    return found


def _ideas(tokens: Sequence[WordToken]) -> dict[str, list[WordIdea]]:
    """Return where each table of commands.toml occurs; `partner` is any word of partners.toml, `but` is แต่."""
    ideas: dict[str, list[WordIdea]] = {}
    negator: int | None = None
    for index, token in enumerate(tokens):
        if not token.senses:
            if not token.blank:
                negator = None
            continue
        keys = set()
        for kind, key in token.senses:
            if kind == "commands":
                ideas.setdefault(key, []).append(WordIdea(index, negator))
            elif kind == "speech":
                keys.add(key)
                if key == "but":
                    ideas.setdefault(key, []).append(WordIdea(index, None))
            elif kind == "partners":
                ideas.setdefault("partner", []).append(WordIdea(index, None))
        if "negation" in keys:
            negator = index
        elif not keys & _ASIDE:
            negator = None
    return ideas


def _distinct(needs: Sequence[str], ideas: Mapping[str, list[WordIdea]]) -> set[int] | None:
    """Return one token for each need: none twice, and none negated by a word outside the command."""
    taken: set[int] = set()
    negators: set[int] = set()
    for need in sorted(needs, key=lambda need: len(ideas[need])):
        idea = next((idea for idea in ideas[need] if idea.index not in taken), None)
        if idea is None:
            return None
        taken.add(idea.index)
        if idea.negator is not None:
            negators.add(idea.negator)
    return taken if negators <= taken else None


def _reading(
    rule: CommandRule,
    needed: set[int],
    ideas: Mapping[str, list[WordIdea]],
    tokens: Sequence[WordToken],
    explained: Sequence[bool],
) -> CommandReading:
    mine = needed | {idea.index for allowed in rule.allows for idea in ideas.get(allowed, ())}
    head = min(needed)
    said = before = after = 0
    slots = False
    for index, token in enumerate(tokens):
        if index in mine:
            said += len(token.text)
        elif explained[index]:
            slots = True
        elif _counts(token, rule):
            if index < head:
                before += len(token.text)
            else:
                after += len(token.text)
    tail = None
    if rule.free and (not before or (rule.later and head and tokens[head - 1].blank)):
        before = 0
        tail = _request_start(tokens, head) if rule.keeps else tokens[head if len(needed) == 1 else max(needed)].end
    complete = not (before or after)
    return CommandReading(rule, said, before if tail is not None else before + after, tail, complete, slots)


def _request_start(tokens: Sequence[WordToken], head: int) -> int:
    """Return where a request begins, including polite words before it: ขอให้·เพิ่มรายละเอียด."""
    while head and any(kind == "speech" and key == "polite" for kind, key in tokens[head - 1].senses):
        head -= 1
    return tokens[head].start


def _counts(token: WordToken, rule: CommandRule) -> bool:
    """Return whether a token has a meaning that the command does not explain."""
    if not token.senses:
        return token.text[0].isalnum()
    for kind, key in token.senses:
        if kind == "speech" and (key in _ASIDE or (key == "question" and rule.intent not in INTENTS.acting)):
            return False
        if kind == "commands" and key in INTENTS.courtesy and rule.intent not in INTENTS.yes_or_no:
            return False
    return True
