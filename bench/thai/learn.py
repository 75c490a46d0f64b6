"""`python -m bench.thai.learn`: learns the classifier's weights from the examples and writes them into thai/data.

It needs scikit-learn (requirements-learn.txt), which neither the bot nor its tests need. The same examples and rules
give the same weights. The unseen halves are no examples: they judge.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import orjson

from bench.thai import coordinators_scores
from bench.thai.messages import CAST, PEOPLE, MarkedMessage, messages
from bench.thai.strangers_scores import strangers
from thai.classifier import ABOUT, ALSO_QUESTIONS, WEIGHTS
from thai.command_rules import rules
from thai.context import BANGKOK, Context
from thai.data import FOLDER as DATA
from thai.enquiries import subjects
from thai.features import features
from thai.intents import INTENTS, STRANGER, UNKNOWN
from thai.normalise import folded, tidy
from thai.sentence import read

LEARNED: Final = ("strangers", "kinds")  # the sets of strangers whose development halves teach
EXAMPLES: Final = Path(__file__).parent / "examples"
AT: Final = datetime(2023, 7, 12, 18, 0, tzinfo=BANGKOK)
DISTRICT: Final = "5607"
LEAST_EXAMPLES: Final = 3  # examples with a feature; a rarer one says nothing about others
STRENGTH: Final = 0.1  # of the weights against their shrinking (scikit-learn's C)
SHARPNESS: Final = 4.0  # by which margins become likelihoods: with it held-out messages were likeliest
SMALLEST: Final = 0.5  # steps; smaller weights are left out
MOST: Final = 127  # steps up or down that a byte can hold
# What the questions of coordinators want, by the marks of their set.
WANTED: Final[Mapping[str, str]] = {
    "photos": "about_photos",
    "least_reporting": "about_comparison",
    "table": "about_comparison",
    "obstacles": "about_difficulties",
    "who_is_away": "about_leave",
    "cancel_leave": "about_leave_back",
    "not_registered": "about_not_registered",
    "form_status": "about_form_status",
    "map": "about_map",
    "received": "about_comparison",
    "announce_status": "about_received",
    "schedule": "about_schedule",
    "deputy": "about_deputy",
    "missing": "who_is_missing",
    "person": "list_activities",
    "nothing": UNKNOWN,
}
ANNOUNCES: Final = "broadcast"


@dataclass(frozen=True, slots=True)
class Example:
    """A message as somebody wrote it, with what it wants: an intent, or `about_…` of data/enquiries.toml."""

    intent: str
    text: str
    context: Context


def examples() -> Iterator[Example]:
    """Yield the examples of all files, of the rules and of the ways to ask, and the messages of the halves that are for
    development. A text that also stands in an unseen half is left out, because it judges.
    """
    judges = {message.text for message in (*messages("unseen"), *_of_strangers("unseen"))}
    for half in ("unseen", "strangers_unseen"):
        judges |= {row["text"] for row in coordinators_scores.read_half(half)}
    yield from (example for example in (*_of_files(), *_of_data()) if example.text not in judges)
    for message in (*messages("dev"), *_of_strangers("dev")):
        yield Example(message.intent, message.text, message.context)
    for half in ("dev", "strangers_dev"):
        for row in coordinators_scores.read_half(half):
            wants = row.get("wants", ANNOUNCES)
            yield Example(WANTED.get(wants, wants), row["text"], _speaker(row["role"]))


def _of_files() -> Iterator[Example]:
    """Yield the lines of the files: role, what is wanted and text, separated by tabs; `\\n` is a line break."""
    for path in sorted(EXAMPLES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            role, wanted, written = line.split("\t")
            yield Example(wanted, written.replace("\\n", "\n"), _speaker(role))


def _of_data() -> Iterator[Example]:
    for rule in rules():
        roles = rule.roles or (role for role in INTENTS[rule.intent].roles if role != STRANGER)
        yield from (Example(rule.intent, rule.example, _speaker(role)) for role in sorted(roles))
    for subject in subjects():
        about = subject.about
        wanted = about if about in ALSO_QUESTIONS else f"{ABOUT}{about}"
        yield Example(wanted, subject.example, _speaker("coordinator"))


def _of_strangers(half: str) -> list[MarkedMessage]:
    return [one.marked for name in LEARNED for one in strangers(name, half)]


def _speaker(role: str) -> Context:
    """Return somebody of a role in the middle of the programme."""
    return Context(AT, role, DISTRICT, DISTRICT[:2], CAST, () if role == "participant" else PEOPLE)


def fingerprint() -> str:
    """Return the SHA-256 of all examples, by which a test sees that the weights were learned from them."""
    known = "\n".join(f"{one.context.role}\t{one.intent}\t{one.text}" for one in examples())
    return hashlib.sha256(known.encode()).hexdigest()


def features_of(example: Example) -> set[str]:
    context = example.context
    sentence = read(folded(tidy(example.text)), context)
    return features(sentence, context)


def learned(known: list[tuple[set[str], str]]) -> dict[str, Any]:
    """Return the stored form of the weights: intents, starts, step and pairs, as thai/classifier.py reads them."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-not-found]
    from sklearn.svm import LinearSVC  # type: ignore[import-not-found]

    counts = Counter(feature for found, _ in known for feature in found)
    rows = [{feature: 1.0 for feature in found if counts[feature] >= LEAST_EXAMPLES} for found, _ in known]
    vectorizer = DictVectorizer(sort=True)
    table = vectorizer.fit_transform(rows)
    table.indices, table.indptr = (
        table.indices.astype("int32"),
        table.indptr.astype("int32"),
    )  # liblinear takes no other
    model = LinearSVC(C=STRENGTH, class_weight="balanced", random_state=0)
    model.fit(table, [intent for _, intent in known])
    weights, starts = model.coef_ * SHARPNESS, model.intercept_ * SHARPNESS
    step = float(abs(weights).max()) / MOST
    pairs: dict[str, str] = {}
    for at, feature in enumerate(vectorizer.feature_names_):
        steps = {index: round(float(weight) / step) for index, weight in enumerate(weights[:, at])}
        packed = bytes(byte for index, count in steps.items() if abs(count) > SMALLEST for byte in (index, 128 + count))
        if packed:
            pairs[feature] = packed.hex()
    return {
        "intents": [str(intent) for intent in model.classes_],
        "starts": [round(float(start), 4) for start in starts],
        "step": step,
        "pairs": pairs,
    }


def main() -> None:
    known = [(features_of(example), example.intent) for example in examples()]
    stored = learned(known) | {"examples": fingerprint()}
    (DATA / WEIGHTS).write_bytes(orjson.dumps(stored, option=orjson.OPT_INDENT_2))
    print(f"{len(known)} examples, {len(stored['pairs'])} features")


if __name__ == "__main__":
    main()
