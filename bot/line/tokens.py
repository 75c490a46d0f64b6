"""The access token of LINE's calls: the long-lived one, or short-lived ones (v2.1) that renew themselves.

A short-lived token is asked for with a JWT signed by the channel's key (LINE's reference, "Issue channel access token
v2.1"; "Issue channel access token v2.1" of its guides for the JWT). Each process has its own, in memory only: who reads
the database or a backup finds none (docs/decisions/0030). LINE gives 30 at a time to a channel, so one lives for half a
day and is revoked when its process ends.
"""

from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from time import time as wall_clock  # noqa: TID251 - the real time, as LINE has it
from typing import Any, Final, Protocol

import orjson
import structlog
import urllib3
from urllib3.exceptions import HTTPError

log = structlog.get_logger()
AUDIENCE: Final = "https://api.line.me/"
ASSERTION: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LIVES: Final = 12 * 3600  # seconds; LINE allows 30 days
RENEWED_AT: Final = LIVES / 2  # so that LINE's token endpoint may be away for half of it
ASSERTED_FOR: Final = 15 * 60  # seconds; LINE allows 30 minutes, and clocks differ
AGAIN_AFTER: Final = 30.0  # seconds, after LINE gave no token
ANSWERS_WITHIN: Final = 10.0


class NoToken(Exception):
    """LINE gave no access token. `status` is that of its answer, None if it gave none."""

    def __init__(self, status: int | None, reason: str) -> None:
        super().__init__(f"{status or 'no answer'}: {reason}")
        self.status = status


class WrongChannelKey(ValueError):
    """The channel's key is none that LINE would know: it must be an RSA private key of 2048 bits as a JWK."""


@dataclass(frozen=True, slots=True)
class ChannelKey:
    """The channel's id, and its assertion signing key: the private JWK, and the id that LINE's console gave it."""

    channel_id: str
    key_id: str
    private: str = field(repr=False)
    secret: str = field(repr=False)  # the channel secret, without which LINE revokes nothing


class AccessTokens(Protocol):
    """Where calls get their token."""

    def value(self) -> str:
        """Return a token for a call. Raises NoToken."""
        ...

    def instead_of(self, refused: str, /) -> str | None:
        """Return another token than the one that LINE refused, or None if there is none."""
        ...

    def close(self) -> None: ...


class LongLivedToken:
    """The token of the settings."""

    def __init__(self, value: str) -> None:
        self._value = value

    def value(self) -> str:
        return self._value

    def instead_of(self, _: str, /) -> str | None:
        return None

    def close(self) -> None:
        """Nothing: it lives on."""


class ShortLivedTokens:
    """The tokens of one process, one after the other. It is thread-safe."""

    def __init__(self, api_url: str, key: ChannelKey) -> None:
        self._api_url, self._key = api_url, key
        self._lock = Lock()
        self._pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(ANSWERS_WITHIN))
        self._value: str | None = None
        self._issued_at = 0.0
        self._not_before = 0.0
        self._failed: NoToken | None = None  # the last answer without a token

    def value(self) -> str:
        """Return the present token, which is renewed when half of its life is over. While LINE gives no other, it is
        used to its end."""
        with self._lock:
            age = monotonic() - self._issued_at
            if self._value is not None and (age < RENEWED_AT or (monotonic() < self._not_before and age < LIVES)):
                return self._value
            try:
                return self._renew()
            except NoToken:
                if self._value is not None and age < LIVES:
                    return self._value
                raise

    def instead_of(self, refused: str, /) -> str | None:
        """Return another token after a 401. A token that was asked for only now, because of another 401, is not
        replaced again: then the channel has a problem, and asking on would use up LINE's 30."""
        with self._lock:
            if self._value is not None and self._value != refused:
                return self._value  # another call has renewed it meanwhile
            if self._value is not None and monotonic() - self._issued_at < AGAIN_AFTER:
                return None
            self._value = None
            try:
                return self._renew()
            except NoToken:
                return None

    def close(self) -> None:
        """Revoke the present token: this process is over."""
        with self._lock:
            if self._value is not None:
                self._revoke(self._value)
            self._value = None
            self._pool.clear()

    def _renew(self) -> str:
        if self._failed is not None and monotonic() < self._not_before:
            raise self._failed
        before = self._value
        try:
            self._value = self._issue()
        except NoToken as error:
            self._failed, self._not_before = error, monotonic() + AGAIN_AFTER
            log.error("line.no_token", status=error.status, remedy="python -m bot doctor", channel=self._key.channel_id)
            raise
        self._issued_at, self._failed = monotonic(), None
        if before is not None:
            self._revoke(before)
        log.info("line.token_issued", channel=self._key.channel_id)
        return self._value

    def _issue(self) -> str:
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION,
            "client_assertion": assertion(self._key),
        }
        status, said = self._post("/oauth2/v2.1/token", form)
        token = said.get("access_token")
        if status != 200 or not isinstance(token, str):
            raise NoToken(status, str(said.get("error_description", said.get("error", "no token")))[:200])
        return token

    def _revoke(self, token: str) -> None:
        form = {"client_id": self._key.channel_id, "client_secret": self._key.secret, "access_token": token}
        try:
            status, _ = self._post("/oauth2/v2.1/revoke", form)
        except NoToken:
            status = 0
        if status != 200:
            log.warning("line.token_not_revoked", status=status)  # it ends within half a day

    def _post(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        try:
            answer = self._pool.request_encode_body("POST", self._api_url + path, fields=form, encode_multipart=False)
        except HTTPError as error:
            raise NoToken(None, type(error).__name__) from error
        try:
            said = orjson.loads(answer.data)
        except orjson.JSONDecodeError:
            said = {}
        return answer.status, said if isinstance(said, dict) else {}


def assertion(key: ChannelKey) -> str:
    """Return the signed JWT with which a token is asked for. Raises WrongChannelKey."""
    from joserfc import jwt  # only who has a channel key loads it

    head = {"alg": "RS256", "typ": "JWT", "kid": key.key_id}
    claims = {
        "iss": key.channel_id,
        "sub": key.channel_id,
        "aud": AUDIENCE,
        "exp": int(wall_clock()) + ASSERTED_FOR,
        "token_exp": LIVES,
    }
    return jwt.encode(head, claims, _private(key.private))


def check_key(private: str) -> None:
    """Raise WrongChannelKey if this is no key that LINE accepts."""
    _private(private)


def new_key() -> tuple[str, str]:
    """Return a new key as (private JWK, public JWK): one for LINE_CHANNEL_KEY, the other for LINE's console."""
    from joserfc.jwk import RSAKey

    key = RSAKey.generate_key(2048, {"alg": "RS256", "use": "sig"}, private=True, auto_kid=False)
    return orjson.dumps(key.as_dict(private=True)).decode(), orjson.dumps(key.as_dict(private=False)).decode()


def _private(said: str) -> Any:
    from joserfc.errors import JoseError
    from joserfc.jwk import RSAKey

    try:
        read = orjson.loads(said)
        key = RSAKey.import_key({name: value for name, value in read.items() if name not in ("use", "key_ops")})
        size = key.raw_value.key_size
    except (ValueError, AttributeError, TypeError, KeyError, JoseError):
        raise WrongChannelKey("no RSA key as a JWK") from None
    if not key.is_private or size != 2048:
        raise WrongChannelKey("not the private key, or not of 2048 bits")
    return key
