"""What people uploaded: photos, videos, voices, files; ready at once or after a while, gone after unsend."""

import time
from dataclasses import dataclass


@dataclass(slots=True)
class Content:
    """``ready`` is a moment of the monotonic clock; ``failed`` means it never will be."""

    body: bytes
    mime: str
    ready: float
    preview: bytes | None = None
    gone: bool = False
    failed: bool = False

    @property
    def state(self) -> str:
        """processing, succeeded or failed (reference, "Verify the preparation status of a video or audio file")."""
        if self.failed:
            return "failed"
        return "succeeded" if time.monotonic() >= self.ready else "processing"


class Contents:
    """By message id."""

    def __init__(self) -> None:
        self._contents: dict[str, Content] = {}

    def put(self, message_id: str, content: Content) -> None:
        self._contents[message_id] = content

    def get(self, message_id: str) -> Content | None:
        return self._contents.get(message_id)

    def unsend(self, message_id: str) -> None:
        """Nobody can fetch it again, and its bytes are dropped."""
        if content := self._contents.get(message_id):
            content.gone, content.body, content.preview = True, b"", None
