"""LINE Login and LIFF, as far as signing in on a web page needs them, and account linking."""

import time
from urllib.parse import urlencode, urlsplit

from simulator.api.incoming import ApiError, ApiRequest, ApiResponse
from simulator.api.oauth import channel_token, refused
from simulator.jwt import ISSUER, BadTokenError, challenge_of, sign, verify
from simulator.people import SimulatedPerson
from simulator.phone import Phone
from simulator.platform import Platform
from simulator.tokens import MONTH, AccessToken, AuthorizationCode

_HOUR = 3600
CHOOSER = "/static/login.html"


def authorize(call: ApiRequest) -> ApiResponse:
    """Show the sign-in page. With ``person``, a parameter of ours, that person is signed in at once."""
    query = call.query
    target = query.get("redirect_uri", "")
    if query.get("client_id") != call.platform.settings.channel_id:
        raise refused("invalid_request", "invalid client_id")
    if urlsplit(target).scheme not in ("http", "https"):
        raise refused("invalid_request", "invalid redirect_uri")
    missing = [name for name in ("response_type", "state", "scope") if not query.get(name)]
    if missing or query.get("response_type") != "code":
        why = f"missing {', '.join(missing)}" if missing else "unsupported response_type"
        return _to(target, error="invalid_request", error_description=why, state=query.get("state", ""))
    if "code_challenge" in query and query.get("code_challenge_method") != "S256":
        return _to(target, error="invalid_request", error_description="S256 only", state=query["state"])
    if query.get("cancel"):
        return _to(target, error="access_denied", error_description="The resource owner denied", state=query["state"])
    if "person" not in query:
        return _to(CHOOSER, **dict(query))
    person = call.platform.people.find(query["person"])
    challenge = query.get("code_challenge")
    code = call.platform.keys.grant(person, target, query["scope"], query.get("nonce"), challenge)
    return _to(target, code=code, state=query["state"])


def token(call: ApiRequest) -> ApiResponse:
    """Issue a token. One address serves three grants: a login's code, a refresh, and the channel's own token."""
    form = call.form()
    grant = form.get("grant_type")
    if grant == "client_credentials":
        return channel_token(call, form)
    if form.get("client_id") != call.platform.settings.channel_id:
        raise refused("invalid_client", "invalid client_id")
    if grant == "authorization_code":
        return _by_code(call, form)
    if grant == "refresh_token":
        return _by_refresh(call, form)
    raise refused("unsupported_grant_type", "unsupported grant_type")


def id_verify(call: ApiRequest) -> ApiResponse:
    """Return the claims of an ID token (LINE Login reference, "Verify ID token")."""
    form, settings = call.form(), call.platform.settings
    try:
        claims = verify(form.get("id_token", ""), settings.secret)
    except BadTokenError:
        raise refused("invalid_request", "Invalid IdToken.") from None
    if claims.get("iss") != ISSUER:
        raise refused("invalid_request", "Invalid IdToken Issuer.")
    if claims.get("aud") != form.get("client_id"):
        raise refused("invalid_request", "Invalid IdToken Audience.")
    if claims.get("exp", 0) < time.time():
        raise refused("invalid_request", "IdToken expired.")
    if "nonce" in form and claims.get("nonce") != form["nonce"]:
        raise refused("invalid_request", "Invalid IdToken Nonce.")
    if "user_id" in form and claims.get("sub") != form["user_id"]:
        raise refused("invalid_request", "Invalid IdToken Subject Identifier.")
    return ApiResponse(body=claims)


def login_profile(call: ApiRequest) -> ApiResponse:
    person = _signed_in(call)
    more = {"pictureUrl": person.picture_url, "statusMessage": person.status_message}
    body = {"userId": person.user_id, "displayName": person.display_name}
    return ApiResponse(body=body | {name: value for name, value in more.items() if value})


async def account_link(call: ApiRequest) -> ApiResponse:
    """Finish account linking: the link token names the person, and the bot gets an event (docs, "Account link")."""
    platform = call.platform
    user_id = platform.link_tokens.pop(call.query.get("linkToken", ""), "")
    person, nonce = platform.people.get(user_id), call.query.get("nonce", "")
    if person is None or not nonce:
        raise ApiError(400, "Invalid link token")
    if delivery := platform.courier.dispatch(Phone(platform, person).links(nonce)):
        await delivery
    return ApiResponse(302, headers={"Location": f"/?me={user_id}"}, raw=b"")


def id_token(platform: Platform, person: SimulatedPerson, nonce: str | None = None, life: float = _HOUR) -> str:
    """Return an ID token of this person, as LIFF gives it to a page."""
    now = int(time.time())
    claims = {"iss": ISSUER, "sub": person.user_id, "aud": platform.settings.channel_id, "exp": int(now + life)}
    claims |= {"iat": now, "amr": ["linesso"], "name": person.display_name}
    more = {"nonce": nonce, "picture": person.picture_url}
    return sign(claims | {name: value for name, value in more.items() if value}, platform.settings.secret)


def _by_code(call: ApiRequest, form: dict[str, str]) -> ApiResponse:
    if form.get("client_secret") != call.platform.settings.secret:
        raise refused("invalid_client", "invalid client_secret")
    code = call.platform.keys.exchange(form.get("code", ""))
    if code is None:
        raise refused("invalid_grant", "invalid authorization code")
    if code.redirect_uri != form.get("redirect_uri"):
        raise refused("invalid_grant", "redirect_uri does not match")
    if code.challenge is not None and challenge_of(form.get("code_verifier", "")) != code.challenge:
        raise refused("invalid_grant", "invalid code_verifier")
    token = call.platform.keys.issue(MONTH, code.person, code.scope)
    return ApiResponse(body=_token_body(token) | _id_token_of(call.platform, code))


def _by_refresh(call: ApiRequest, form: dict[str, str]) -> ApiResponse:
    old = call.platform.keys.by_refresh(form.get("refresh_token", ""))
    if old is None:
        raise refused("invalid_grant", "invalid refresh_token")
    call.platform.keys.revoke(old.value)
    return ApiResponse(body=_token_body(call.platform.keys.issue(MONTH, old.person, old.scope)))


def _token_body(token: AccessToken) -> dict[str, object]:
    body = {"access_token": token.value, "expires_in": token.expires_in, "refresh_token": token.refresh}
    return {**body, "scope": token.scope, "token_type": "Bearer"}


def _id_token_of(platform: Platform, code: AuthorizationCode) -> dict[str, object]:
    if "openid" not in code.scope.split():
        return {}
    return {"id_token": id_token(platform, code.person, code.nonce)}


def _signed_in(call: ApiRequest) -> SimulatedPerson:
    value = call.headers.get("Authorization", "").partition(" ")[2]
    token = call.platform.keys.good(value)
    if token is None or token.person is None:
        raise ApiError(401, "invalid token")
    return token.person


def _to(address: str, **query: str) -> ApiResponse:
    mark = "&" if urlsplit(address).query else "?"
    return ApiResponse(302, headers={"Location": f"{address}{mark}{urlencode(query)}"}, raw=b"", mime="text/plain")
