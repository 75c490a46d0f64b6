"""What all pages share: the base template, style sheets and scripts, and the security headers."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from flask import Blueprint, Response, render_template, send_from_directory

from locales.texts import Text
from programmes import Programme
from services.access import NotAllowed

STATIC: Final = Path(__file__).parent / "static"
POLICY: Final = "Content-Security-Policy"
HEADERS: Final = {
    POLICY: (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def pages_blueprint(name: str, module: str = __name__) -> Blueprint:
    """Return a blueprint whose templates stand beside `module`. Every response gets the headers above."""
    blueprint = Blueprint(name, module, template_folder="templates")

    @blueprint.after_request
    def guard(response: Response) -> Response:
        own = response.headers.get(POLICY)  # of a page that shows something from elsewhere
        response.headers.update(HEADERS)
        if own is not None:
            response.headers[POLICY] = own
        return response

    return blueprint


def refused_page(text: Text, programme: Programme, refusal: NotAllowed) -> str:
    """Return the page for a person who may not go on: why, and what to do next."""
    said = text(f"refused-{refusal}", contact=programme.contact.name(text.language))
    return render_template("refused.html", t=text, said=said, title=text("page-gone-title"))


def assets_blueprint() -> Blueprint:
    """Return the blueprint that serves the style sheets and scripts of all pages."""
    blueprint = pages_blueprint("assets")

    @blueprint.get("/f/assets/<path:name>")
    def asset(name: str) -> Response:
        return send_from_directory(STATIC, name)

    return blueprint
