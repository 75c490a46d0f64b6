"""Signing in with LINE Login (OpenID Connect, authorization code with PKCE), where the deployment has a Login channel.

Source of the endpoints and claims: LINE Login v2.1 API reference. LINE signs the ID tokens of web logins with HS256 and
the channel's secret, although its discovery document names only ES256.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any, Final

import structlog
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from flask import make_response, redirect, request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from requests import RequestException

from bot.dashboard.pages import Dashboard
from bot.dashboard.signing_in import begin
from bot.log import of_error
from bot.settings import LineLogin
from models.messaging import chats
from programmes.bangkok import bangkok_day
from services.access import person_access

log = structlog.get_logger()
ISSUER: Final = "https://access.line.me"
SCOPE: Final = "openid"  # who it is, and nothing else: no name, no picture, no address
LASTS: Final = timedelta(minutes=10)  # from leaving for LINE until coming back
PATIENCE: Final = 10  # seconds for LINE to exchange a code
SECRET_BYTES: Final = 48
COOKIE: Final = "castbot-login"


class NotSignedIn(Exception):
    """LINE did not say who it is. The reason is a word for the log."""


@dataclass(frozen=True, slots=True)
class LoginAttempt:
    """What a browser keeps between leaving for LINE and coming back."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "LoginAttempt":
        return cls(*(token_urlsafe(SECRET_BYTES) for _ in range(3)))

    @classmethod
    def read(cls, kept: str | None) -> "LoginAttempt | None":
        parts = (kept or "").split(".")
        return cls(*parts) if len(parts) == 3 and all(parts) else None

    def written(self) -> str:
        return f"{self.state}.{self.nonce}.{self.verifier}"


def add_line_login(pages: Dashboard, login: LineLogin, public_url: str) -> None:
    """Add the two addresses: the one that leaves for LINE, and the one to which LINE sends back."""
    blueprint, back_to = pages.blueprint, f"{public_url}/app/line/back"

    @blueprint.get("/app/line")
    def leave() -> Any:
        attempt = LoginAttempt.new()
        address, _ = _client(login, back_to).create_authorization_url(
            login.authorize_url, state=attempt.state, nonce=attempt.nonce, code_verifier=attempt.verifier
        )
        response = make_response(redirect(address, 303))
        response.set_cookie(
            COOKIE,
            attempt.written(),
            max_age=LASTS,
            path="/app/line",
            secure=public_url.startswith("https://"),
            httponly=True,
            samesite="Lax",
        )
        return response

    @blueprint.get("/app/line/back")
    def come_back() -> Any:
        try:
            user_id = _who(login, back_to, LoginAttempt.read(request.cookies.get(COOKIE)))
        except NotSignedIn as reason:
            log.info("web.login_failed", reason=str(reason))
            return _said(pages, "web-line-failed", 400)
        with pages.database.write() as session:
            chat = chats.by_line_ids(session, [user_id]).get(user_id)
            person_id = chat.person_id if chat else None
            day, programme = bangkok_day(pages.clock.now()), pages.calendar.current(session)
            access = person_access(session, programme, person_id, day) if person_id else None
            if access is None or access.person is None or access.refusal is not None:
                return _said(pages, "web-line-unknown", 403)
            response = begin(pages, session, access, by="line")
        response.delete_cookie(COOKIE, path="/app/line")
        return response


def _who(login: LineLogin, back_to: str, attempt: LoginAttempt | None) -> str:
    """Return the LINE id of who has come back. Raises NotSignedIn."""
    if attempt is None or not hmac.compare_digest(request.args.get("state", ""), attempt.state):
        raise NotSignedIn("state")
    if "code" not in request.args:
        raise NotSignedIn("refused")
    try:
        token = _client(login, back_to).fetch_token(
            login.token_url, code=request.args["code"], code_verifier=attempt.verifier, timeout=PATIENCE
        )
    except (OAuthError, RequestException, ValueError) as error:
        raise NotSignedIn(of_error(error)) from None
    return claimed(str(token.get("id_token", "")), login, attempt.nonce)


def claimed(id_token: str, login: LineLogin, nonce: str) -> str:
    """Return whom an ID token names. Raises NotSignedIn if it is not LINE's, not for this channel, not of this attempt,
    or too old."""
    try:
        decoded = jwt.decode(id_token, OctKey.import_key(login.channel_secret), algorithms=["HS256"])
        jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": login.channel_id},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
        ).validate(decoded.claims)
    except (JoseError, ValueError) as error:
        raise NotSignedIn(type(error).__name__) from None
    return str(decoded.claims["sub"])


def _client(login: LineLogin, back_to: str) -> OAuth2Session:
    return OAuth2Session(
        login.channel_id,
        login.channel_secret,
        scope=SCOPE,
        redirect_uri=back_to,
        token_endpoint_auth_method="client_secret_post",  # noqa: S106 - the name of a method
        code_challenge_method="S256",
    )


def _said(pages: Dashboard, key: str, status: int) -> tuple[str, int]:
    text = pages.texts.in_language("th")
    return pages.outside("said_outside.html", text, title=text(f"{key}-title"), said=text(key)), status
