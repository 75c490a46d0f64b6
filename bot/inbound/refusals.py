"""Notices that the webhook's calls are refused because LINE_CHANNEL_SECRET is another channel's.

Anybody may send calls with a wrong signature, so such a call proves nothing: it is only the occasion to ask LINE whose
the secret is, and what LINE answers is said. Strangers can bring about a question every ten minutes, and no more.
"""

from collections.abc import Callable
from threading import Lock, Thread
from time import monotonic
from typing import Final

import structlog

from bot.line.client import LineTrouble
from bot.line.tokens import NoToken

log = structlog.get_logger()
TAKEN_LATELY: Final = 60.0  # seconds; while LINE's own calls are taken, there is nothing to ask
ASKED_AGAIN_AFTER: Final = 600.0  # seconds
WITHOUT_ANSWER_AFTER: Final = 60.0  # seconds, if LINE did not say


class Refusals:
    """The calls of one process that were refused for their signature. `is_ours` asks LINE whether the secret is the
    channel's; it raises LineTrouble or NoToken if LINE does not say."""

    def __init__(self, is_ours: Callable[[], bool]) -> None:
        self._is_ours = is_ours
        self._wrong = False
        self._taken_at: float | None = None
        self._next_question = 0.0
        self._asking = Lock()

    def taken(self) -> None:
        """Note a call with a right signature."""
        self._wrong, self._taken_at = False, monotonic()

    def refused(self) -> None:
        """Note a call with a wrong signature. LINE is asked in a thread, for which nobody waits."""
        now = monotonic()
        if self._taken_at is not None and now - self._taken_at < TAKEN_LATELY:
            return
        with self._asking:
            if now < self._next_question:
                return
            self._next_question = now + ASKED_AGAIN_AFTER
        Thread(target=self._ask, name="whose secret", daemon=True).start()

    def trouble(self) -> str | None:
        """Return what to tell the operator: LINE said that the secret is another channel's, and no call was taken
        since."""
        if not self._wrong:
            return None
        return (
            "LINE says that LINE_CHANNEL_SECRET is not the secret of this channel, so all its calls are refused: copy"
            " it from the LINE Developers console, then start the bot again"
        )

    def _ask(self) -> None:
        asked = monotonic()
        try:
            ours = self._is_ours()
        except (LineTrouble, NoToken) as error:
            log.warning("webhook.secret_not_checked", error=type(error).__name__)
            self._next_question = monotonic() + WITHOUT_ANSWER_AFTER
            return
        self._wrong = not ours and (self._taken_at is None or self._taken_at < asked)
        if self._wrong:
            log.error("webhook.secret_is_another_channels")
