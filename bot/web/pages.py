"""What all pages have in common: the base template, the files pages are drawn with, and the headers that guard them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from flask import Blueprint, Response, send_from_directory

STATIC: Final = Path(__file__).parent / "static"
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def pages_blueprint(name: str) -> Blueprint:
    """A blueprint whose pages extend `templates/base.html`; every answer carries the headers above."""
    blueprint = Blueprint(name, __name__, template_folder="templates")

    @blueprint.after_request
    def guard(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    return blueprint


def assets_blueprint() -> Blueprint:
    """The style sheets and scripts of all pages."""
    blueprint = pages_blueprint("assets")

    @blueprint.get("/f/assets/<path:name>")
    def asset(name: str) -> Response:
        return send_from_directory(STATIC, name)

    return blueprint
