"""The access tokens and login codes that were issued, and whether they are still valid (in real time)."""

import time
from dataclasses import dataclass, field

from simulator.ids import IdMaker
from simulator.people import SimulatedPerson

MONTH = 30 * 24 * 3600  # short-lived and v2.1 channel access tokens (reference, "Channel access token")
LONG_LIVED = 10 * 365 * 24 * 3600  # the reference names no end; what it answers for one is not documented
STATELESS = 15 * 60  # "Issue stateless channel access token"
MOST_CHANNEL_TOKENS = 30  # v2.1, of a channel at a time ("Issue channel access token v2.1")
CODE = 10 * 60  # LINE Login, "authorization code"


@dataclass(slots=True)
class AccessToken:
    """An access token; ``person`` is None for the channel's own, ``key_id`` only for v2.1 ones."""

    value: str
    expires: float
    key_id: str | None = None
    person: SimulatedPerson | None = None
    scope: str = ""
    refresh: str | None = None

    @property
    def expires_in(self) -> int:
        return max(0, int(self.expires - time.time()))


@dataclass(slots=True)
class AuthorizationCode:
    """An authorization code, which can be exchanged once."""

    person: SimulatedPerson
    redirect_uri: str
    scope: str
    nonce: str | None
    challenge: str | None
    expires: float


@dataclass(slots=True)
class TokenStore:
    """All issued tokens and codes that are neither revoked nor expired."""

    ids: IdMaker
    tokens: dict[str, AccessToken] = field(default_factory=dict)
    codes: dict[str, AuthorizationCode] = field(default_factory=dict)

    def issue(
        self, life: float, person: SimulatedPerson | None = None, scope: str = "", with_id: bool = False
    ) -> AccessToken:
        token = AccessToken(self.ids.token(160), time.time() + life, person=person, scope=scope)
        token.key_id = self.ids.token(22) if with_id else None
        token.refresh = self.ids.token(40) if person else None
        self.tokens[token.value] = token
        return token

    def good(self, value: str) -> AccessToken | None:
        found = self.tokens.get(value)
        return found if found is not None and found.expires > time.time() else None

    def channel_tokens(self) -> list[AccessToken]:
        """Return the v2.1 tokens of the channel that are valid now."""
        return [one for one in self.tokens.values() if one.key_id and self.good(one.value)]

    def revoke(self, value: str) -> None:
        self.tokens.pop(value, None)

    def grant(
        self, person: SimulatedPerson, redirect_uri: str, scope: str, nonce: str | None, challenge: str | None
    ) -> str:
        code = self.ids.token(20)
        self.codes[code] = AuthorizationCode(person, redirect_uri, scope, nonce, challenge, time.time() + CODE)
        return code

    def exchange(self, code: str) -> AuthorizationCode | None:
        """Return the code, once; afterwards None."""
        found = self.codes.pop(code, None)
        return found if found is not None and found.expires > time.time() else None

    def by_refresh(self, refresh: str) -> AccessToken | None:
        return next((one for one in self.tokens.values() if one.refresh == refresh), None)
