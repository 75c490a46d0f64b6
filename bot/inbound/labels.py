"""Every button can also be typed: which of our texts somebody's words are, in one look-up."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from locales.texts import Text
from thai.normalise import normalise

LONGEST_LABEL: Final = 60  # characters; nobody types a button's words longer than that
NO_LABEL: Final = frozenset[str]()


def plain_words(text: str) -> str:
    """A short text for comparing: one spelling, no particles, no blanks, lower case."""
    return normalise(text).replace(" ", "").casefold()


def labels_typed(words: str, text: Text) -> frozenset[str]:
    """The keys of the texts that `words` are, particles and typing aside."""
    return NO_LABEL if len(words) > LONGEST_LABEL else _labels(text).get(plain_words(words), NO_LABEL)


@lru_cache(maxsize=8)
def _labels(text: Text) -> Mapping[str, frozenset[str]]:
    """The keys of a language's texts by their plain words: of those that are always the same words."""
    found = defaultdict[str, set[str]](set)
    for key, message in text.messages.items():
        if not message.variables:
            found[plain_words(text(key))].add(key)
    return MappingProxyType({words: frozenset(keys) for words, keys in found.items()})
