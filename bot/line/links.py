"""Makes LINE's links, which open the chat with the bot on a phone."""

from urllib.parse import quote


def invite_link(basic_id: str, words: str) -> str:
    """Return a link that opens the chat with the words already typed."""
    return f"https://line.me/R/oaMessage/{quote(basic_id, safe='')}/?{quote(words, safe='')}"
