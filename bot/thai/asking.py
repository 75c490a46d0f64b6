"""Whether words about the mentor want to ask them something, or only to know who they are."""

from functools import cache

from bot.thai.data import read
from bot.thai.normalise import normalise


def asks(text: str) -> bool:
    """Whether a message begins with a word of asking: ถามพี่เลี้ยง, not ครูพี่เลี้ยงเป็นใคร."""
    said = normalise(text)
    return any(said.startswith(word) for word in _words())


@cache
def _words() -> tuple[str, ...]:
    return tuple(read("asking")["asks"])
