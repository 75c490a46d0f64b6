"""Calls that issue, verify and revoke channel access tokens: short-lived, v2.1 and stateless ones."""

import time
from typing import Any

import orjson
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from simulator.api.incoming import ApiError, ApiRequest, ApiResponse
from simulator.jwt import BadTokenError, claims_of
from simulator.tokens import LONG_LIVED, MONTH, MOST_CHANNEL_TOKENS, STATELESS, AccessToken

ASSERTED_AT_MOST = 30 * 60  # seconds
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def short_token(call: ApiRequest) -> ApiResponse:
    form = call.form()
    _needs_grant(form, "client_credentials")
    _needs_channel(call, form)
    return _issued(call.platform.keys.issue(MONTH))


def short_verify(call: ApiRequest) -> ApiResponse:
    """Verify a short-lived token, or the long-lived one, which has no end."""
    value = call.form().get("access_token", "")
    lives = LONG_LIVED if _is_long_lived(call, value) else _good(call, value).expires_in
    return ApiResponse(body={"client_id": call.platform.settings.channel_id, "expires_in": lives})


def short_revoke(call: ApiRequest) -> ApiResponse:
    call.platform.keys.revoke(call.form().get("access_token", ""))
    return ApiResponse(raw=b"")


def channel_token(call: ApiRequest, form: dict[str, str]) -> ApiResponse:
    """Issue a v2.1 token for a JWT assertion, for as long as it asks, at most 30 days and 30 at a time. A signature is
    checked if the channel has a key."""
    claims = _needs_assertion(call, form)
    lives = claims.get("token_exp", MONTH)
    if not isinstance(lives, int) or not 0 < lives <= MONTH:
        raise refused("invalid_client", "Invalid token_exp")
    if len(call.platform.keys.channel_tokens()) >= MOST_CHANNEL_TOKENS:
        raise refused("invalid_request", "too many channel access tokens")  # documented: it is blocked; "?": how
    token = call.platform.keys.issue(lives, with_id=True)
    return _issued(token, key_id=token.key_id)


def stateless_token(call: ApiRequest) -> ApiResponse:
    form = call.form()
    _needs_grant(form, "client_credentials")
    if "client_assertion" in form:
        _needs_assertion(call, form)
    else:
        _needs_channel(call, form)
    return _issued(call.platform.keys.issue(STATELESS))


def channel_verify(call: ApiRequest) -> ApiResponse:
    token = _good(call, call.query.get("access_token", ""))
    body = {"client_id": call.platform.settings.channel_id, "expires_in": token.expires_in, "scope": token.scope}
    return ApiResponse(body=body)


def channel_revoke(call: ApiRequest) -> ApiResponse:
    form = call.form()
    _needs_channel(call, form)
    call.platform.keys.revoke(form.get("access_token", ""))
    return ApiResponse(raw=b"")


def channel_kids(call: ApiRequest) -> ApiResponse:
    return ApiResponse(body={"kids": [one.key_id for one in call.platform.keys.channel_tokens()]})


def _is_long_lived(call: ApiRequest, value: str) -> bool:
    return value == call.platform.settings.token and call.platform.knows_token(value)


def refused(error: str, why: str, status: int = 400) -> ApiError:
    """Return an error in OAuth's form (RFC 6749), which these calls use instead of ``message``."""
    refusal = ApiError(status, why)
    refusal.answer.body = {"error": error, "error_description": why}
    return refusal


def _issued(token: AccessToken, **more: Any) -> ApiResponse:
    return ApiResponse(
        body={"access_token": token.value, "expires_in": token.expires_in, "token_type": "Bearer", **more}
    )


def _good(call: ApiRequest, value: str) -> AccessToken:
    token = call.platform.keys.good(value)
    if token is None:
        raise refused("invalid_request", "access token expired")
    return token


def _needs_grant(form: dict[str, str], grant: str) -> None:
    if form.get("grant_type") != grant:
        raise refused("unsupported_grant_type", "unsupported grant_type")


def _needs_channel(call: ApiRequest, form: dict[str, str]) -> None:
    settings = call.platform.settings
    if form.get("client_id") != settings.channel_id or form.get("client_secret") != settings.secret:
        raise refused("invalid_client", "invalid client_id or client_secret")


def _needs_assertion(call: ApiRequest, form: dict[str, str]) -> dict[str, Any]:
    if form.get("client_assertion_type") != _ASSERTION:
        raise refused("invalid_request", "invalid client_assertion_type")
    try:
        claims = claims_of(form.get("client_assertion", ""))
    except BadTokenError:
        raise refused("invalid_client", "Invalid client assertion") from None
    if claims.get("iss") != call.platform.settings.channel_id or claims.get("sub") != claims.get("iss"):
        raise refused("invalid_client", "Invalid client assertion")
    if call.platform.settings.assertion_key is not None:
        _needs_signature(call, form["client_assertion"], claims)
    return claims


def _needs_signature(call: ApiRequest, assertion: str, claims: dict[str, Any]) -> None:
    """Check an assertion as LINE's guide to JSON Web Tokens has it: RS256 by the registered key, for LINE, and over in
    at most 30 minutes."""
    settings, now = call.platform.settings, time.time()
    try:
        head = jwt.decode(assertion, RSAKey.import_key(orjson.loads(settings.assertion_key or "")), ["RS256"]).header
    except (JoseError, ValueError):
        raise refused("invalid_client", "Invalid client assertion") from None
    until = claims.get("exp")
    known = head.get("kid") == settings.assertion_key_id and claims.get("aud") == "https://api.line.me/"
    if not known or not isinstance(until, int) or not now < until <= now + ASSERTED_AT_MOST:
        raise refused("invalid_client", "Invalid client assertion")
