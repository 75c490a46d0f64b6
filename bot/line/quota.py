"""The month's pushes: how many the plan has, how many are used."""

from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Final

import structlog
from linebot.v3.messaging import MessagingApi
from linebot.v3.messaging.exceptions import ApiException
from urllib3.exceptions import HTTPError

log = structlog.get_logger()
TRUSTED_FOR: Final = 60.0  # seconds
TIMEOUT: Final = (3, 10)


@dataclass(frozen=True, slots=True)
class Usage:
    """Pushes of this month; `limit` is None for a plan without one."""

    limit: int | None
    used: int

    @property
    def is_used_up(self) -> bool:
        return self.limit is not None and self.used >= self.limit


class PushQuota:
    """LINE's own count, asked at most once a minute."""

    def __init__(self, api: MessagingApi) -> None:
        self._api = api
        self._lock = Lock()
        self._asked_at = float("-inf")
        self._usage: Usage | None = None

    def is_used_up(self) -> bool:
        """Whether no push is left. When LINE does not say, we take it that there are some: a push will tell."""
        usage = self.usage()
        return usage is not None and usage.is_used_up

    def usage(self) -> Usage | None:
        with self._lock:
            if monotonic() - self._asked_at > TRUSTED_FOR:
                self._usage = self._ask()
                self._asked_at = monotonic()
            return self._usage

    def _ask(self) -> Usage | None:
        try:
            plan = self._api.get_message_quota(_request_timeout=TIMEOUT)
            used = self._api.get_message_quota_consumption(_request_timeout=TIMEOUT)
        except (ApiException, HTTPError) as error:
            log.warning("quota.unknown", error=type(error).__name__)
            return self._usage
        return Usage(plan.value if plan.type.value == "limited" else None, used.total_usage)
