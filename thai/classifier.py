"""How likely each intent is, by all the features of a message together: linear weights learned from examples.

`python -m bench.thai.learn` writes the weights (data/intent_weights.json) from the examples in bench/thai/examples.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import orjson

from thai.context import ANYBODY, Context
from thai.intents import INTENTS, UNKNOWN

LARGEST: Final = 60.0  # exponents above it would only make the largest larger
WEIGHTS: Final = "intent_weights.json"
LEAST_OFFERED: Final = 0.15  # probability from which a button is worth its place
OFFERED: Final = frozenset(INTENTS) - INTENTS.courtesy - INTENTS.yes_or_no - INTENTS.form_way - {UNKNOWN, "questions"}


@dataclass(frozen=True, slots=True)
class Weights:
    """The learned numbers: `intents` by their index, and `starts`, one for each intent, in steps of `step`.

    `sums` has for each feature one integer, in which each intent has FIELD bits for its weight. So a feature costs one
    addition: with a list of pairs a message took 0.2 ms, so it takes 0.02 (29 November 2026).
    """

    intents: tuple[str, ...]
    starts: tuple[float, ...]
    step: float
    sums: Mapping[str, int]


FIELD: Final = 24  # bits
MIDDLE: Final = 1 << (FIELD - 1)  # added to every field in the end, because weights may be negative


@cache
def weights() -> Weights:
    """Return the learned numbers, loaded once in each process."""
    stored = orjson.loads(files("thai.data").joinpath(WEIGHTS).read_bytes())
    return Weights(
        intents=tuple(stored["intents"]),
        starts=tuple(stored["starts"]),
        step=stored["step"],
        sums={feature: _packed(bytes.fromhex(pairs)) for feature, pairs in stored["pairs"].items()},
    )


def _packed(pairs: bytes) -> int:
    """Return one integer of pairs of bytes: the index of an intent, and 128 more than its weight."""
    return sum((weight - 128) << (FIELD * index) for index, weight in zip(pairs[::2], pairs[1::2], strict=True))


def is_learned(intent: str) -> bool:
    """Return whether the examples have an intent. Of others only the rules know."""
    return intent in weights().intents


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """(intent, probability) of all intents that a role may use, the likeliest first."""

    ranked: list[tuple[str, float]]

    @property
    def best(self) -> tuple[str, float]:
        return self.ranked[0]

    def of(self, intent: str) -> float:
        """Return the probability of an intent, 0 if the role may not use it."""
        return next((share for known, share in self.ranked if known == intent), 0.0)

    def two_to_offer(self, context: Context) -> tuple[str, str]:
        """Return the two likeliest intents that a button can begin; a participant can always record."""
        tells = context.tells_activities
        likely = [intent for intent, share in self.ranked if intent in OFFERED and share >= LEAST_OFFERED][:2]
        if tells and "log_activity" not in likely:
            likely.insert(1, "log_activity")
        first, second = list(dict.fromkeys((*likely, *(("log_activity", "menu") if tells else ("menu", "help")))))[:2]
        return first, second


def likelihoods(features: Iterable[str], role: str | None) -> list[tuple[str, float]]:
    """Return (intent, probability) of the intents that a role may use and of "unknown", the likeliest first."""
    learned = weights()
    known = learned.sums
    fields = sum(known[feature] for feature in features if feature in known)
    fields += sum(MIDDLE << (FIELD * index) for index in range(len(learned.intents)))
    powers = {}
    for index, intent in enumerate(learned.intents):
        if intent == UNKNOWN or role == ANYBODY or role in INTENTS[intent].roles:
            steps = (fields >> (FIELD * index) & (2 * MIDDLE - 1)) - MIDDLE
            powers[intent] = math.exp(min(learned.starts[index] + steps * learned.step, LARGEST))
    total = sum(powers.values())
    return sorted(((intent, power / total) for intent, power in powers.items()), key=lambda pair: -pair[1])
