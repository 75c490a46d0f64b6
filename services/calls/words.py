"""The words by which a message answers a programme's calls, as the language's reader wants them."""

from programmes.calls import Call
from thai.call_parts import FieldWords
from thai.calls import CallWords
from thai.data import read
from thai.normalise import folded


def call_words(call: Call) -> CallWords:
    """Return a call as the reader of messages knows it."""
    fields = tuple(
        FieldWords(field.key, field.kind, field.said, tuple((one.key, one.words()) for one in field.choices))
        for field in call.fields
    )
    return CallWords(call.key, call.of, call.said, fields)


def asks(words: str) -> bool:
    """Return whether tidied words have anything of a question about a call in them."""
    low = folded(words)
    return any(word.lower() in low for word in read("calls")["question"])
