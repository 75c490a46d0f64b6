"""Finds which of our labels a person has typed, because every button can also be typed."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from locales.texts import Text
from thai.normalise import normalise

LONGEST_LABEL: Final = 60  # characters; no label is longer
NO_LABEL: Final = frozenset[str]()


def plain_words(text: str) -> str:
    """Return a short text for comparing: normalised, lower case, without particles and blanks."""
    return normalise(text).replace(" ", "").casefold()


def labels_typed(words: str, text: Text) -> frozenset[str]:
    """Return the keys of the texts that equal `words`, apart from particles and spelling."""
    return NO_LABEL if len(words) > LONGEST_LABEL else _labels(text).get(plain_words(words), NO_LABEL)


@lru_cache(maxsize=8)
def _labels(text: Text) -> Mapping[str, frozenset[str]]:
    """Return the keys of a language's texts by their plain words, for texts without arguments."""
    found = defaultdict[str, set[str]](set)
    for key, message in text.messages.items():
        if not message.variables:
            found[plain_words(text(key))].add(key)
    return MappingProxyType({words: frozenset(keys) for words, keys in found.items()})
