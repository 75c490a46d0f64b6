"""How likely each intent is, by all the features of a message together: linear weights learned from examples.

`python -m bench.thai.learn` writes the weights (data/intent_weights.json) from the examples in bench/thai/examples.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import repeat
from typing import Final

import orjson

from thai.context import ANYBODY, Context
from thai.intents import INTENTS, OVERSEEING, UNKNOWN

LARGEST: Final = 60.0  # exponents above it would only make the largest larger
WEIGHTS: Final = "intent_weights.json"
ABOUT: Final = "about_"  # begins what overseers ask about many people: "about_photos"; see data/enquiries.toml
ALSO_QUESTIONS: Final = frozenset(("coverage",))  # intents that overseers ask about many people
OF_SOMEBODY: Final = "list_activities"  # of overseers: the entries of somebody who is named
# The intents of which questions are a kind, where nothing answers the question itself.
KIND_OF: Final[Mapping[str, str]] = {
    f"{ABOUT}{about}": intent
    for about, intent in (
        ("photos", "list_activities"),
        ("comparison", "summary"),
        ("difficulties", "summary"),
        ("leave", "who_is_missing"),
        ("not_registered", "who_is_missing"),
        ("form_status", "who_is_missing"),
        ("schedule", "my_schedule"),
    )
}
LEAST_OFFERED: Final = 0.15  # probability from which a button is worth its place
LIKELY_QUESTION: Final = 0.6  # from which a question about many people is answered that no rule finds
UNLIKELY_QUESTION: Final = 0.2  # below which a rule that finds one is not believed
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
    """(intent or question, probability) of everything that a role may want, the likeliest first."""

    ranked: list[tuple[str, float]]

    @property
    def best(self) -> tuple[str, float]:
        return self.ranked[0]

    @property
    def best_of_kinds(self) -> tuple[str, float]:
        """The likeliest intent, each together with the questions that are a kind of it."""
        shares: dict[str, float] = {}
        for wanted, share in self.ranked:
            kind = KIND_OF.get(wanted, wanted)
            shares[kind] = shares.get(kind, 0.0) + share
        return max(shares.items(), key=lambda pair: pair[1])

    def of(self, intent: str) -> float:
        """Return the probability of an intent, 0 if the role may not use it."""
        return next((share for known, share in self.ranked if known == intent), 0.0)

    def of_question(self, about: str) -> float:
        """Return the probability of a question about many people, together with that of the intent of which it is a
        kind: that a table is wanted and no summary, a rule knows better."""
        wanted = f"{ABOUT}{about}"
        also = about if about in ALSO_QUESTIONS else KIND_OF.get(wanted)
        return self.of(wanted) + (self.of(also) if also else 0.0)

    def with_questions(self, intent: str) -> float:
        """Return the probability of an intent together with the questions that are a kind of it."""
        return self.of(intent) + sum(share for known, share in self.ranked if KIND_OF.get(known) == intent)

    @property
    def question(self) -> tuple[str, float] | None:
        """The question that is the likeliest of all, as data/enquiries.toml calls it, with its probability."""
        wanted, share = self.best
        if wanted.startswith(ABOUT):
            return wanted.removeprefix(ABOUT), share
        return (wanted, share) if wanted in ALSO_QUESTIONS else None

    def two_to_offer(self, context: Context, found: Iterable[str] = ()) -> tuple[str, str]:
        """Return the two likeliest intents that a button can begin, then those that rules `found`; a participant can
        always record."""
        tells = context.tells_activities
        likely = [wanted for wanted, share in self.ranked if _may_be_offered(wanted) and share >= LEAST_OFFERED][:2]
        likely = [*likely, *(intent for intent in found if intent in OFFERED)][:2]
        if tells and "log_activity" not in likely:
            likely.insert(1, "log_activity")
        first, second = list(dict.fromkeys((*likely, *(("log_activity", "menu") if tells else ("menu", "help")))))[:2]
        return first, second


def _may_be_offered(wanted: str) -> bool:
    return wanted in OFFERED or wanted.startswith(ABOUT)


def _may_be_wanted(wanted: str, role: str | None) -> bool:
    if wanted.startswith(ABOUT):
        return role in OVERSEEING
    if wanted == OF_SOMEBODY and role in OVERSEEING:
        return True
    return wanted == UNKNOWN or role == ANYBODY or role in INTENTS[wanted].roles


@lru_cache(maxsize=8)
def _wanted(role: str | None) -> tuple[tuple[int, str], ...]:
    """Return (index, intent or question) of everything that a role may want."""
    return tuple((index, wanted) for index, wanted in enumerate(weights().intents) if _may_be_wanted(wanted, role))


@cache
def _middles() -> int:
    """Return the sum of no weights, with MIDDLE in every field."""
    return sum(MIDDLE << (FIELD * index) for index in range(len(weights().intents)))


def likelihoods(features: Iterable[str], role: str | None) -> list[tuple[str, float]]:
    """Return (intent, probability) of the intents that a role may use and of "unknown", the likeliest first; of those
    who look after others, also of what they ask about many people."""
    learned = weights()
    fields = sum(map(learned.sums.get, features, repeat(0)), _middles())
    powers = {}
    for index, intent in _wanted(role):
        steps = (fields >> (FIELD * index) & (2 * MIDDLE - 1)) - MIDDLE
        powers[intent] = math.exp(min(learned.starts[index] + steps * learned.step, LARGEST))
    total = sum(powers.values())
    return sorted(((intent, power / total) for intent, power in powers.items()), key=lambda pair: -pair[1])
