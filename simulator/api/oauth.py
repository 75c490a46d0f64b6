"""Calls that issue, verify and revoke channel access tokens: short-lived, v2.1 and stateless ones."""

from typing import Any

from simulator.api.incoming import ApiError, ApiRequest, ApiResponse
from simulator.jwt import BadTokenError, claims_of
from simulator.tokens import LONG_LIVED, MONTH, STATELESS, AccessToken

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
    """Issue a v2.1 token for a JWT assertion. Only its issuer is checked; LINE has the public key of its signature."""
    _needs_assertion(call, form)
    token = call.platform.keys.issue(MONTH, with_id=True)
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
    tokens = call.platform.keys.tokens.values()
    return ApiResponse(
        body={"kids": [one.key_id for one in tokens if one.key_id and call.platform.keys.good(one.value)]}
    )


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


def _needs_assertion(call: ApiRequest, form: dict[str, str]) -> None:
    if form.get("client_assertion_type") != _ASSERTION:
        raise refused("invalid_request", "invalid client_assertion_type")
    try:
        claims = claims_of(form.get("client_assertion", ""))
    except BadTokenError:
        raise refused("invalid_client", "Invalid client assertion") from None
    if claims.get("iss") != call.platform.settings.channel_id or claims.get("sub") != claims.get("iss"):
        raise refused("invalid_client", "Invalid client assertion")
