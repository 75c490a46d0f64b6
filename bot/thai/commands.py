"""Commands: ideas found in a message, put together by the rules of data/rules.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.thai.data import read
from bot.thai.words import Token

# Carrying one of these out by mistake changes something; the others only show something.
ACTING = frozenset(
    ["register", "log_activity", "delete_activity", "leave", "mute", "unmute", "approve", "praise", "return_entry", "broadcast", "forget_me", "set_language", "confirm", "deny", "cancel", "back", "skip", "park", "resume", "start_feedback"]
)

_ASIDE = frozenset(("particle", "polite", "filler"))
_SMALL = frozenset(("particle",))


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say a command; see data/rules.toml."""

    intent: str
    needs: tuple[str, ...]
    allows: frozenset[str]
    free: bool
    roles: frozenset[str]
    example: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule that fits. `said` counts the letters of the command, `rest` those it does not explain;
    `tail` is where free text begins; `bare` when there is nothing but the command."""

    rule: Rule
    said: int
    rest: int
    tail: int | None
    bare: bool

    @property
    def share(self) -> float:
        return self.said / (self.said + self.rest)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order of their file."""
    return tuple(
        Rule(
            intent=rule["intent"],
            needs=tuple(rule["needs"]),
            allows=frozenset((*rule["needs"], *rule.get("allows", ()))),
            free=rule.get("free", False),
            roles=frozenset(rule.get("roles", ())),
            example=rule["example"],
        )
        for rule in read("rules")["rule"]
    )


def ideas_in(tokens: Sequence[Token]) -> dict[str, list[int]]:
    """The ideas of commands.toml that occur, with the indexes of their tokens; negated ones are left out."""
    ideas: dict[str, list[int]] = {}
    negated = False
    for index, token in enumerate(tokens):
        keys = {sense.key for sense in token.senses if sense.kind == "speech"}
        for sense in token.senses:
            if sense.kind == "commands" and not (negated and "negation" not in keys):
                ideas.setdefault(sense.key, []).append(index)
        if not token.blank:
            negated = "negation" in keys or (negated and bool(keys & _ASIDE))
    return ideas


def readings(tokens: Sequence[Token], explained: Sequence[bool], role: str | None) -> list[Reading]:
    """Every rule that fits, the best first. `explained` tells which tokens are slots (days, places, names)."""
    ideas = ideas_in(tokens)
    found = []
    for rule in rules():
        if rule.roles and role not in rule.roles:
            continue
        if all(need in ideas for need in rule.needs):
            reading = _reading(rule, ideas, tokens, explained)
            if reading:
                found.append(reading)
    found.sort(key=lambda reading: (reading.rest - reading.said, -len(reading.rule.needs)))
    return found


def _reading(
    rule: Rule, ideas: Mapping[str, list[int]], tokens: Sequence[Token], explained: Sequence[bool]
) -> Reading | None:
    mine = {index for idea in rule.allows for index in ideas.get(idea, ())}
    needed = _distinct(rule.needs, ideas)
    if needed is None:
        return None
    head = min(needed)
    said = rest = 0
    bare = True
    clean_head = True
    for index, token in enumerate(tokens):
        letters = len(token.text) if token.text[0].isalnum() or token.senses else 0
        if index in needed or index in mine:
            said += letters
        elif explained[index]:
            bare = False
        elif letters:
            small = {sense.key for sense in token.senses if sense.kind == "speech"}
            if small & _ASIDE:
                bare = bare and bool(small & _SMALL)
            else:
                bare = False
                clean_head = clean_head and index > head
                rest += letters
    tail = None
    if rule.free and clean_head:
        tail = tokens[max(needed)].end
        rest = 0
    return Reading(rule, said, rest, tail, bare)


def _distinct(needs: Sequence[str], ideas: Mapping[str, list[int]]) -> set[int] | None:
    """One token for each need, no token twice."""
    taken: set[int] = set()
    for need in sorted(needs, key=lambda need: len(ideas[need])):
        free = [index for index in ideas[need] if index not in taken]
        if not free:
            return None
        taken.add(free[0])
    return taken
