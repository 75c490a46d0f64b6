"""Quick replies: buttons under a message. Only phones show them, so each can also be typed as a word or number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.cards import look
from bot.cards.commands import word_key
from bot.cards.look import Piece
from bot.line.numbers import QUICK_REPLIES
from bot.postback import Postback, Say
from locales.texts import Text


def choice(label: str, postback: Postback, said: str | None = None) -> Piece:
    """Return a quick reply with a postback; the chat shows `said` (default: the label). One too long is cut."""
    short = look.fitting(label, "quick_reply")
    return {"type": "action", "action": {**look.tap(label, postback, said), "label": short}}


def typed(label: str) -> Piece:
    """Return a quick reply that types its label."""
    return {"type": "action", "action": {"type": "message", "label": look.fitting(label, "quick_reply"), "text": label}}


def command(text: Text, intent: str) -> Piece:
    """Return a quick reply that sends a command of the menu."""
    return choice(text(word_key(intent)), Say(intent))


def camera(text: Text) -> Piece:
    return _phone("camera", text("quick-camera"))


def camera_roll(text: Text) -> Piece:
    return _phone("cameraRoll", text("quick-camera-roll"))


def location(text: Text) -> Piece:
    return _phone("location", text("quick-location"))


def with_quick_replies(message: Piece, items: Sequence[Piece]) -> Piece:
    """Return `message` with the first 13 of `items` (LINE's limit); without items it is unchanged."""
    return {**message, "quickReply": {"items": list(items[:QUICK_REPLIES])}} if items else message


def text_message(said: str, items: Sequence[Piece] = ()) -> dict[str, Any]:
    """Return a text message, with quick replies if there are any."""
    return with_quick_replies({"type": "text", "text": said}, items)


def _phone(kind: str, label: str) -> Piece:
    return {"type": "action", "action": {"type": kind, "label": label}}
