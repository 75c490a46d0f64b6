"""Uploaded photos, videos, voice messages and files. They are ready at once or later, and gone after unsend."""

import time
from dataclasses import dataclass


@dataclass(slots=True)
class MessageContent:
    """One upload. ``ready`` is a time of the monotonic clock; if ``failed`` is true, it never becomes ready."""

    body: bytes
    mime: str
    ready: float
    preview: bytes | None = None
    gone: bool = False
    failed: bool = False

    @property
    def state(self) -> str:
        """The state: processing, succeeded or failed (reference, "Verify the preparation status of a video …")."""
        if self.failed:
            return "failed"
        return "succeeded" if time.monotonic() >= self.ready else "processing"


class Contents:
    """All uploads, by message id."""

    def __init__(self) -> None:
        self._contents: dict[str, MessageContent] = {}

    def put(self, message_id: str, content: MessageContent) -> None:
        self._contents[message_id] = content

    def get(self, message_id: str) -> MessageContent | None:
        return self._contents.get(message_id)

    def unsend(self, message_id: str) -> None:
        """Delete the bytes of an upload; nobody can fetch it any more."""
        if content := self._contents.get(message_id):
            content.gone, content.body, content.preview = True, b"", None
