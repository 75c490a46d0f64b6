"""Ids that pages read from addresses and fields: whole numbers that a column of ids can hold.

A larger number names nothing, and a database refuses it with an error.
"""

from werkzeug.routing import IntegerConverter

MOST_DIGITS = 18  # ids have 64 bits


class StoredIdConverter(IntegerConverter):
    """`<int:…>` in a route: another number is no page of ours (404)."""

    regex = rf"[0-9]{{1,{MOST_DIGITS}}}"


def stored_id(said: str) -> int:
    """Return the id that was said. Raises ValueError if it is none, so it can be the `type` of a field."""
    if not (said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS):
        raise ValueError("no id")
    return int(said)
