"""What every page of the dashboard goes through: who asks, whether they may, and what the answer carries.

A page is a function `(visitor) -> answer`, added with `Dashboard.get` or `Dashboard.post` and the roles it is for. It
gets a visitor whose session, consent, role and scope were looked up for this very request. What a visitor may not see
gets the answer of what does not exist.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import wraps
from typing import Any, Final

from flask import Blueprint, Response, after_this_request, make_response, redirect, render_template, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from werkzeug.datastructures import FileStorage

from bot.clock import Clock
from bot.dashboard import notices
from bot.dashboard.assets import Assets
from bot.dashboard.navigation import menus_of, places_of
from bot.dashboard.people_shown import people_in
from bot.dashboard.visitor import Visitor
from bot.dashboard.words import form_start, spoken
from bot.settings import Settings
from bot.web.pages import pages_blueprint, refused_page
from locales.texts import Text, Texts
from models.people import web_sessions
from models.people.people import Role
from models.storage.batch import BatchSession, end_reading
from models.storage.database import Database
from programmes.bangkok import bangkok_day
from services.access import person_access
from services.current_programme import CurrentProgramme
from services.evaluations.signing import SigningKey
from services.media.store import MediaStore
from services.personal_data.viewing_log import ViewingLog

Roles = frozenset[Role]
Page = Callable[..., Any]
EVERYBODY: Final = frozenset(Role)
OVERSEERS: Final = frozenset((Role.MENTOR, Role.COORDINATOR))
COORDINATORS: Final = frozenset((Role.COORDINATOR,))
REQUESTS_A_MINUTE: Final = 240  # of one session: a person cannot click as fast, a script can
FIELDS_BESIDE: Final = 100_000  # bytes of a form beside its file
WITHOUT_A_SESSION: Final = "/app"  # where somebody signs in
AFTERWARDS: Final = "castbot-afterwards"  # the cookie with the page that was asked for without a session
ASKED_FOR: Final = timedelta(minutes=30)
LONGEST_ADDRESS: Final = 2000  # characters
_OWN_PAGE: Final = re.compile(r"/app/[a-z0-9_/-]+(?:\?[!-\[\]-~]*)?")  # no host, no backslash, no space
_NOT_AFTERWARDS: Final = ("/app/in/", "/app/line", "/app/assets/", "/app/map/")


def is_own_page(address: str) -> bool:
    """Return whether an address is a page of the dashboard to which somebody may be led after signing in."""
    if len(address) > LONGEST_ADDRESS or _OWN_PAGE.fullmatch(address) is None or "//" in address.partition("?")[0]:
        return False
    return not address.startswith(_NOT_AFTERWARDS)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a form: the name of its field, its bytes at most, and how it is read. Reading may take a while, so it
    is done before the act's transaction begins."""

    name: str
    largest: int
    read: Callable[[FileStorage | None], Any]


class NotFoundHere(Exception):
    """What was asked for is not there, or not for this visitor; both get the same page."""


@dataclass(frozen=True)
class Dashboard:
    """The parts of the bot that pages need, and the blueprint to which they are added."""

    database: Database
    clock: Clock
    texts: Texts
    calendar: CurrentProgramme
    settings: Settings
    media: MediaStore
    assets: Assets
    viewings: ViewingLog
    signing: SigningKey | None = None  # signs results of rating rounds
    blueprint: Blueprint = field(default_factory=lambda: pages_blueprint("dashboard", __name__))
    _pace: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))

    def get(self, rule: str, roles: Roles = EVERYBODY) -> Callable[[Page], Page]:
        """Add a page that only shows. Its transaction cannot write."""
        return self._add(rule, roles, "GET")

    def post(self, rule: str, roles: Roles = EVERYBODY, upload: Upload | None = None) -> Callable[[Page], Page]:
        """Add an act. Its form must have been made for the visitor's session; its transaction commits at the end. What
        an `upload` has read is given to the page as `uploaded`."""
        return self._add(rule, roles, "POST", upload)

    def _add(self, rule: str, roles: Roles, method: str, upload: Upload | None = None) -> Callable[[Page], Page]:
        def add(page: Page) -> Page:
            @wraps(page)
            def answer(**parts: Any) -> Any:
                if upload is not None:
                    parts["uploaded"] = self._uploaded(upload, roles)
                return self._answer(page, roles, parts, writes=method == "POST")

            self.blueprint.add_url_rule(rule, f"{method} {rule}", answer, methods=[method])
            return page

        return add

    def _answer(self, page: Page, roles: Roles, parts: dict[str, Any], *, writes: bool) -> Any:
        token = request.cookies.get(self.cookie)
        if token is None:
            return self._sign_in_page()
        with self.database.write() if writes else self.database.read() as session:
            found = web_sessions.by_token(session, token, self.clock.real())
            if found is None:
                return self._sign_in_page()
            visitor = self._visitor(session, found.row, hold=writes)
            if not isinstance(visitor, Visitor):
                return visitor
            if not self._pace.hit(RateLimitItemPerMinute(REQUESTS_A_MINUTE), str(found.row.id)):
                return self._say(visitor.text, "web-too-fast", 429)
            if visitor.role not in roles:
                return self.not_found(visitor)
            if writes and not hmac.compare_digest(request.form.get("form_token", ""), visitor.web.form_token):
                return self._say(visitor.text, "web-form-old", 400, visitor)
            try:
                response = make_response(page(visitor, **parts))
            except NotFoundHere:
                session.rollback()
                return self.not_found(visitor)
        if found.is_due and not writes:
            self._renew(response, found.row.id)
        return response

    def _uploaded(self, upload: Upload, roles: Roles) -> Any:
        """Read the file of a form, outside the transaction that writes, or None if its sender may not send one."""
        token = request.cookies.get(self.cookie)
        with self.database.read() as session:
            found = web_sessions.by_token(session, token, self.clock.real()) if token is not None else None
            visitor = self._visitor(session, found.row, hold=False) if found is not None else None
            if not isinstance(visitor, Visitor) or visitor.role not in roles:
                return None
        request.max_content_length = upload.largest + FIELDS_BESIDE
        return upload.read(request.files.get(upload.name))

    def _visitor(self, session: BatchSession, row: web_sessions.WebSession, *, hold: bool) -> Any:
        """Return the visitor of a session, or the page that says why they may not go on."""
        now, programme = self.clock.now(), self.calendar.current(session)
        access = person_access(session, programme, row.person_id, bangkok_day(now), hold=hold)
        person = access.person
        if access.refusal is not None or person is None or access.chat is None or access.role is None:
            text = self.texts.in_language(person.language if person else "th")
            return (refused_page(text, programme, access.refusal), 403) if access.refusal else self._sign_in_page()
        text = self.texts.in_language(person.language)
        return Visitor(session, row, person, access.chat, access.role, text, programme, now, self.clock.real())

    # ── what pages answer with ──

    def page(self, template: str, visitor: Visitor, **values: Any) -> str:
        """Return a page with the frame of the dashboard. `values` must have the `title`.

        Whose records are among them is noted: the visitor looks at these people. All has been read by now: the page is
        written without a transaction."""
        self.viewings.note(visitor.person.id, people_in(values), visitor.now)
        end_reading(visitor.session)
        return render_template(
            f"app/{template}",
            t=visitor.text,
            visitor=visitor,
            places=places_of(visitor.role, visitor.programme),
            menus=menus_of(visitor.role, visitor.programme),
            here=request.path,
            form_start=form_start(visitor.web.form_token),
            asset=self.assets.address,
            programme_name=visitor.programme.short_name(visitor.language),
            said_before=self._said_before(visitor),
            **spoken(visitor.text, visitor.programme),
            **values,
        )

    def done(self, visitor: Visitor, path: str, said: str) -> Response:
        """Lead from an act to a page that shows what the act has said."""
        response = make_response(redirect(path, 303))
        packed = notices.pack(said, visitor.web.form_token)
        response.set_cookie(
            notices.COOKIE,
            packed,
            max_age=notices.LASTS,
            secure=self._is_secure,
            httponly=True,
            samesite="Lax",
            path="/app",
        )
        return response

    def _said_before(self, visitor: Visitor) -> str | None:
        """Return what the act before this page has said, once."""
        kept = request.cookies.get(notices.COOKIE)
        if kept is None:
            return None

        @after_this_request
        def forget(response: Response) -> Response:
            response.delete_cookie(notices.COOKIE, path="/app", secure=self._is_secure, httponly=True, samesite="Lax")
            return response

        return notices.unpack(kept, visitor.web.form_token)

    def not_found(self, visitor: Visitor) -> tuple[str, int]:
        """Return the one page for what is not there and for what is not for this visitor."""
        return self._say(visitor.text, "web-not-found", 404, visitor)

    def _say(self, text: Text, key: str, status: int, visitor: Visitor | None = None) -> tuple[str, int]:
        if visitor is not None:
            return self.page("said.html", visitor, title=text(f"{key}-title"), said=text(key)), status
        return self.outside("said_outside.html", text, title=text(f"{key}-title"), said=text(key)), status

    def outside(self, template: str, text: Text, **values: Any) -> str:
        """Return a page for somebody who is not signed in."""
        name = self.calendar.file.short_name(text.language)
        return render_template(f"app/{template}", t=text, asset=self.assets.address, programme_name=name, **values)

    def _sign_in_page(self) -> Any:
        """Return the page on which somebody signs in; an act asked for without a session is not done."""
        if request.method == "GET" and request.path != WITHOUT_A_SESSION:
            led = make_response(redirect(WITHOUT_A_SESSION, 303))
            if is_own_page(wanted := request.full_path.rstrip("?")):
                led.set_cookie(
                    AFTERWARDS,
                    wanted,
                    max_age=ASKED_FOR,
                    secure=self._is_secure,
                    httponly=True,
                    samesite="Lax",
                    path="/app",
                )
            return led
        text = self.texts.in_language("th")
        with_line = self.settings.line_login is not None
        page = self.outside("sign_in.html", text, title=text("web-sign-in-title"), with_line=with_line)
        return page, 200 if request.method == "GET" else 401

    # ── the cookie ──

    @property
    def cookie(self) -> str:
        """The name of the cookie. Behind https no other host can set it, and it never travels without."""
        return "__Host-castbot" if self._is_secure else "castbot"

    def sign_in(self, session: BatchSession, person_id: int, device: str) -> Response:
        """Begin a session on this device and return the answer that leads to the page that was asked for before, else
        to the first one."""
        _, token = web_sessions.begin(session, person_id, device, self.clock.real())
        wanted = request.cookies.get(AFTERWARDS, "")
        response = make_response(redirect(wanted if is_own_page(wanted) else WITHOUT_A_SESSION, 303))
        if wanted:
            response.delete_cookie(AFTERWARDS, secure=self._is_secure, httponly=True, samesite="Lax", path="/app")
        self._set_cookie(response, token, web_sessions.SESSION_LASTS)
        return response

    def sign_out(self, response: Response) -> Response:
        """Take the cookie away."""
        response.delete_cookie(self.cookie, secure=self._is_secure, httponly=True, samesite="Lax")
        return response

    def _renew(self, response: Response, session_id: int) -> None:
        with self.database.write() as session:
            token = web_sessions.renew(session, session_id, self.clock.real())
        if token is not None:
            self._set_cookie(response, token, web_sessions.SESSION_LASTS)

    def _set_cookie(self, response: Response, token: str, lasts: timedelta) -> None:
        # Lax, not Strict: whoever comes by an address that was sent in LINE stays signed in.
        response.set_cookie(
            self.cookie, token, max_age=lasts, secure=self._is_secure, httponly=True, samesite="Lax", path="/"
        )

    @property
    def _is_secure(self) -> bool:
        return (self.settings.public_url or "").startswith("https://")
