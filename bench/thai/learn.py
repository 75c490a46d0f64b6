"""`python -m bench.thai.learn`: learns the classifier's weights from the examples and writes them into thai/data.

It needs scikit-learn (requirements-learn.txt), which neither the bot nor its tests need. The same examples and rules
give the same weights. The unseen halves are no examples: they judge.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import orjson

from bench.thai import coordinators_scores
from bench.thai.messages import CAST, PEOPLE, MarkedMessage, messages
from bench.thai.strangers_scores import SETS, strangers
from thai import command_rules
from thai.classifier import WEIGHTS
from thai.context import BANGKOK, Context
from thai.data import FOLDER as DATA
from thai.features import features
from thai.normalise import folded, tidy
from thai.sentence import read

EXAMPLES: Final = Path(__file__).parent / "examples"
AT: Final = datetime(2023, 7, 12, 18, 0, tzinfo=BANGKOK)
DISTRICT: Final = "5607"
LEAST_EXAMPLES: Final = 3  # examples with a feature; a rarer one says nothing about others
STRENGTH: Final = 0.1  # of the weights against their shrinking (scikit-learn's C)
SHARPNESS: Final = 4.0  # by which margins become likelihoods: with it held-out messages were likeliest
SMALLEST: Final = 0.5  # steps; smaller weights are left out
MOST: Final = 127  # steps up or down that a byte can hold


@dataclass(frozen=True, slots=True)
class Example:
    """A message as somebody wrote it, with what it wants."""

    intent: str
    text: str
    context: Context


def examples() -> Iterator[Example]:
    """Yield the examples of all files, and the messages of the halves that are for development.

    A line has role, intent and text, separated by tabs; `\\n` in a text is a line break. A text that also stands in an
    unseen half is left out, because it judges.
    """
    judges = {message.text for message in (*messages("unseen"), *_of_strangers("unseen"))}
    for half in ("unseen", "strangers_unseen"):
        judges |= {row["text"] for row in coordinators_scores.read_half(half)}
    for path in sorted(EXAMPLES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            role, intent, written = line.split("\t")
            text = written.replace("\\n", "\n")
            if text not in judges:
                yield Example(intent, text, _speaker(role))
    for message in (*messages("dev"), *_of_strangers("dev")):
        yield Example(message.intent, message.text, message.context)


def _of_strangers(half: str) -> list[MarkedMessage]:
    return [one.marked for name in SETS for one in strangers(name, half)]


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
    found = command_rules.readings(sentence.tokens, sentence.explained, sentence.day_tokens, context.role)
    return features(sentence, found, context)


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
    model = LinearSVC(C=STRENGTH, random_state=0)
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
