"""Signing in by a link from the chat, signing out, and the list of devices.

A look at a link does not use it up: LINE and phones look at addresses before people do.
"""

from typing import Any

from flask import Response, make_response, redirect, request

from bot.dashboard.devices import device_named
from bot.dashboard.pages import Dashboard
from bot.dashboard.visitor import Visitor
from models.people import audit, web_sessions
from models.storage.batch import BatchSession
from programmes.bangkok import bangkok_day
from services.access import PersonAccess, person_access


def add_signing_in(pages: Dashboard) -> None:
    blueprint = pages.blueprint

    @blueprint.get("/app/in/<token>")
    def look(token: str) -> Any:
        with pages.database.read() as session:
            link = web_sessions.look(session, token, pages.clock.real())
            access = _access(pages, session, link.person_id) if link else None
        if access is None or access.person is None or access.refusal is not None:
            return _gone(pages)
        text = pages.texts.in_language(access.person.language)
        device = device_named(request.headers.get("User-Agent", ""), text)
        said = text("web-sign-in-as", name=access.person.name, device=device)
        return pages.outside("sign_in_as.html", text, title=text("web-sign-in-title"), said=said, token=token)

    @blueprint.post("/app/in/<token>")
    def take(token: str) -> Any:
        with pages.database.write() as session:
            person_id = web_sessions.take(session, token, pages.clock.real())
            access = _access(pages, session, person_id) if person_id else None
            if access is None or access.person is None or access.refusal is not None:
                return _gone(pages)
            return begin(pages, session, access, by="link")

    @pages.post("/app/out")
    def leave(visitor: Visitor) -> Response:
        web_sessions.end(visitor.session, visitor.person.id, visitor.web.id, visitor.real_now)
        return pages.sign_out(make_response(redirect("/app", 303)))

    @pages.get("/app/devices")
    def devices(visitor: Visitor) -> str:
        lasting = web_sessions.of_person(visitor.session, visitor.person.id, visitor.real_now)
        return pages.page("devices.html", visitor, title=visitor.text("web-devices"), devices=lasting)

    @pages.post("/app/devices/<int:session_id>/end")
    def end_one(visitor: Visitor, session_id: int) -> Any:
        web_sessions.end(visitor.session, visitor.person.id, session_id, visitor.real_now)
        return redirect("/app/devices", 303)

    @pages.post("/app/devices/end")
    def end_all(visitor: Visitor) -> Any:
        web_sessions.end_all(visitor.session, visitor.person.id, visitor.real_now)
        audit.record(visitor.session, visitor.now, f"person:{visitor.person.id}", "web_sign_out_all", visitor.person.id)
        return pages.sign_out(make_response(redirect("/app", 303)))


def begin(pages: Dashboard, session: BatchSession, access: PersonAccess, *, by: str) -> Response:
    """Begin a session for somebody who has shown who they are, and note it. `by` says how: "link" or "line"."""
    person = access.person
    if person is None:
        raise ValueError("nobody can be signed in without a person")
    device = device_named(request.headers.get("User-Agent", ""), pages.texts.in_language(person.language))
    audit.record(session, pages.clock.now(), f"person:{person.id}", "web_sign_in", person.id, by=by)
    return pages.sign_in(session, person.id, device)


def _access(pages: Dashboard, session: BatchSession, person_id: int) -> PersonAccess:
    return person_access(session, pages.calendar.current(session), person_id, bangkok_day(pages.clock.now()))


def _gone(pages: Dashboard) -> tuple[str, int]:
    """Return the page for a link that does not sign anybody in, whatever the reason."""
    text = pages.texts.in_language("th")
    return pages.outside("said_outside.html", text, title=text("web-link-gone-title"), said=text("web-link-gone")), 404
