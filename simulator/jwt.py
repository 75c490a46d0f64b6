"""ID tokens: JWTs signed with HS256 and the channel secret (LINE Login docs, "ID tokens")."""

import base64
import hashlib
import hmac
from typing import Any

import orjson

ISSUER = "https://access.line.me"


class BadTokenError(ValueError):
    """The token is not a JWT, or was not signed by the simulator."""


def sign(claims: dict[str, Any], secret: str) -> str:
    head = _encode(orjson.dumps({"typ": "JWT", "alg": "HS256"}))
    body = f"{head}.{_encode(orjson.dumps(claims))}"
    return f"{body}.{_encode(_digest(body, secret))}"


def verify(token: str, secret: str) -> dict[str, Any]:
    """Return the claims of a token. Raises BadTokenError. The caller checks times and audience."""
    body, _, signature = token.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _encode(_digest(body, secret)).encode()):
        raise BadTokenError("bad signature")
    return claims_of(token)


def claims_of(token: str) -> dict[str, Any]:
    """Return the claims without checking the signature. Raises BadTokenError."""
    parts = token.split(".")
    if len(parts) != 3:
        raise BadTokenError("not a JWT")
    try:
        claims = orjson.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError as error:
        raise BadTokenError("not a JWT") from error
    if not isinstance(claims, dict):
        raise BadTokenError("not a JWT")
    return claims


def challenge_of(verifier: str) -> str:
    """Return the S256 code challenge of a verifier (RFC 7636)."""
    return _encode(hashlib.sha256(verifier.encode()).digest())


def _digest(body: str, secret: str) -> bytes:
    return hmac.new(secret.encode(), body.encode(), hashlib.sha256).digest()


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
