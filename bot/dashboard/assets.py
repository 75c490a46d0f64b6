"""Style sheets, scripts, typefaces: under an address with the hash of all of them, so that a browser keeps them for
good and a style sheet finds its typefaces beside it."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, abort, make_response, request

STATIC: Final = Path(__file__).parent / "static"
KEPT: Final = "public, max-age=31536000, immutable"
PACKED: Final = frozenset((".css", ".js", ".svg", ".json"))  # what becomes smaller; typefaces and pictures are packed
HASH_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent. `packed` is its gzip, None if that would not be smaller."""

    body: bytes
    packed: bytes | None
    mime: str


class Assets:
    """The files of `static/`, read when they are first asked for."""

    def address(self, name: str) -> str:
        """Return the address of a file. Raises FileNotFoundError, so that a page with a wrong name fails its test."""
        read(name)
        return f"/app/assets/{version()}/{name}"


@cache
def version() -> str:
    """Return the hash of all files."""
    found = hashlib.sha256()
    for path in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        found.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:HASH_DIGITS]


@cache
def read(name: str) -> Asset:
    """Return a file by its name under `static/`. Raises FileNotFoundError."""
    path = (STATIC / name).resolve()
    if not path.is_relative_to(STATIC.resolve()) or not path.is_file():
        raise FileNotFoundError(name)
    body = path.read_bytes()
    packed = gzip.compress(body, 9, mtime=0) if path.suffix in PACKED else None
    mime = guess_type(name)[0] or "application/octet-stream"
    return Asset(body, packed, mime)


def assets_blueprint() -> Blueprint:
    """Return the blueprint that serves the files."""
    blueprint = Blueprint("dashboard_assets", __name__)

    @blueprint.get("/app/assets/<of>/<path:name>")
    def asset(of: str, name: str) -> Response:
        try:
            found = read(name)
        except (FileNotFoundError, ValueError):
            abort(404)
        packs = found.packed is not None and request.accept_encodings["gzip"] > 0
        response = make_response(found.packed if packs and found.packed else found.body)
        response.mimetype = found.mime
        if packs:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = KEPT if of == version() else "no-store"
        return response

    return blueprint
