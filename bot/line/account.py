"""Asks LINE about the channel itself: its token, its secret, where it sends webhooks and whether they arrive."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson
import urllib3
from urllib3.exceptions import HTTPError

from bot.line.client import LineTrouble
from bot.line.tokens import ASSERTION

ANSWERS_WITHIN: Final = 20.0  # seconds; LINE's test of a webhook waits for the bot


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """What LINE knows of an access token: the channel's id, and for how many seconds it lives."""

    channel_id: str
    expires_in: int


@dataclass(frozen=True, slots=True)
class WebhookInfo:
    """Where LINE sends webhooks (empty: nowhere), and whether *Use webhook* is on."""

    url: str
    active: bool


@dataclass(frozen=True, slots=True)
class WebhookTest:
    """How LINE's own call of the webhook ended: the status of the bot's answer (0: none), and LINE's reason."""

    success: bool
    status: int
    reason: str
    detail: str


class ChannelAccount:
    """The calls. Each raises LineTrouble if LINE does not answer, or not as its reference says."""

    def __init__(self, api_url: str, access_token: str) -> None:
        self._api_url = api_url
        self._authorization = {"Authorization": f"Bearer {access_token}"}
        self._access_token = access_token
        self._pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(ANSWERS_WITHIN))

    def token(self) -> TokenInfo | None:
        """Return what LINE knows of our token; None if it is not valid (reference, "Verify the validity of short-lived
        and long-lived channel access tokens", and of v2.1)."""
        form = {"access_token": self._access_token}
        for method, path in (("POST", "/v2/oauth/verify"), ("GET", "/oauth2/v2.1/verify")):
            status, said = self._call(method, path, fields=form)
            if status == 200:
                return TokenInfo(str(said.get("client_id", "")), int(said.get("expires_in", 0)))
            if status not in (400, 401):
                raise LineTrouble(status, path)
        return None

    def tokens_at_once(self, assertion: str) -> int:
        """Return how many short-lived tokens of the channel are valid now ("Get all valid channel access token key IDs
        v2.1")."""
        form = {"client_assertion_type": ASSERTION, "client_assertion": assertion}
        status, said = self._call("GET", "/oauth2/v2.1/tokens/kid", fields=form)
        self._must_be(200, status, "token key ids")
        kids = said.get("kids")
        return len(kids) if isinstance(kids, list) else 0

    def is_secret_of(self, channel_id: str, secret: str) -> bool:
        """Return whether this is the channel's secret: LINE issues a stateless token for it, which nobody uses and
        which takes the place of no other."""
        form = {"grant_type": "client_credentials", "client_id": channel_id, "client_secret": secret}
        status, _ = self._call("POST", "/oauth2/v3/token", fields=form)
        if status not in (200, 400, 401):
            raise LineTrouble(status, "/oauth2/v3/token")
        return status == 200

    def webhook(self) -> WebhookInfo:
        status, said = self._call("GET", "/v2/bot/channel/webhook/endpoint")
        if status == 404:
            return WebhookInfo("", active=False)
        self._must_be(200, status, "webhook endpoint")
        return WebhookInfo(str(said.get("endpoint", "")), bool(said.get("active", False)))

    def set_webhook(self, url: str) -> None:
        status, _ = self._call("PUT", "/v2/bot/channel/webhook/endpoint", body=orjson.dumps({"endpoint": url}))
        self._must_be(200, status, "set webhook endpoint")

    def test_webhook(self, url: str) -> WebhookTest:
        """Let LINE call the webhook. LINE allows 60 of these an hour."""
        status, said = self._call("POST", "/v2/bot/channel/webhook/test", body=orjson.dumps({"endpoint": url}))
        self._must_be(200, status, "test webhook endpoint")
        code = int(said.get("statusCode") or 0)
        reason, detail = str(said.get("reason", "")), str(said.get("detail", ""))
        return WebhookTest(bool(said.get("success")), code, reason[:100], detail[:200])

    def default_menu(self) -> str | None:
        status, said = self._call("GET", "/v2/bot/user/all/richmenu")
        if status == 404:
            return None
        self._must_be(200, status, "default rich menu")
        return str(said.get("richMenuId", ""))

    def close(self) -> None:
        self._pool.clear()

    def _call(
        self, method: str, path: str, *, fields: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> tuple[int, dict[str, Any]]:
        url = self._api_url + path
        try:
            if fields is not None and method == "POST":
                answer = self._pool.request_encode_body(method, url, fields=dict(fields), encode_multipart=False)
            elif fields is not None:
                answer = self._pool.request_encode_url(method, url, fields=dict(fields))
            else:
                json = {"Content-Type": "application/json"} if body is not None else {}
                answer = self._pool.request(method, url, body=body, headers=self._authorization | json)
        except HTTPError as error:
            raise LineTrouble(None, type(error).__name__) from error
        try:
            said = orjson.loads(answer.data)
        except orjson.JSONDecodeError:
            said = {}
        return answer.status, said if isinstance(said, dict) else {}

    @staticmethod
    def _must_be(expected: int, status: int, what: str) -> None:
        if status != expected:
            raise LineTrouble(status, what)
