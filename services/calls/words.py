"""The words by which a message answers a programme's calls, as the language's reader wants them."""

from programmes.calls import Call
from thai.call_parts import FieldWords
from thai.call_said import CallWords


def call_words(call: Call) -> CallWords:
    """Return a call as the reader of messages knows it."""
    fields = tuple(
        FieldWords(field.key, field.kind, field.said, tuple((one.key, one.words()) for one in field.choices))
        for field in call.fields
    )
    return CallWords(call.key, call.of, call.said, fields)
