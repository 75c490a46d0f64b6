"""`/m/<token>`: a photo, by its revocable token. `?full` is the original; without it a phone-sized copy."""

from datetime import timedelta
from threading import Event as Signal
from typing import Final

from flask import Blueprint, Response, abort, request, send_file

from bot.photos import MediaStore
from models import media
from models.activities import Activity
from models.database import Database
from models.media import Media, MediaState

# A card reaches the phone before the photo has come from LINE; a short wait spares people a broken picture.
WAIT_FOR_FETCH: Final = timedelta(seconds=4)
LOOK_EVERY: Final = timedelta(seconds=0.25)


def photos_blueprint(database: Database, store: MediaStore) -> Blueprint:
    blueprint = Blueprint("photos", __name__)

    def found(token: str) -> Media | None:
        with database.read() as session:
            kept = media.by_token(session, token)
            entry = session.get(Activity, kept.activity_id) if kept else None
            return kept if entry is not None and not entry.is_deleted else None

    @blueprint.get("/m/<token>")
    def photo(token: str) -> Response:
        kept = found(token)
        waited = timedelta(0)
        while kept is not None and kept.state == MediaState.WANTED and waited < WAIT_FOR_FETCH:
            Signal().wait(LOOK_EVERY.total_seconds())
            waited += LOOK_EVERY
            kept = found(token)
        if kept is None or kept.sha256 is None:
            abort(404)
        full = "full" in request.args
        path = store.original(kept.sha256) if full else store.thumbnail(kept.sha256)
        if not path.exists():
            abort(404)
        response = send_file(path, mimetype=kept.content_type if full else "image/jpeg", etag=kept.sha256)
        # "no-cache": may be kept, must be asked for again, so that a revoked token shows nothing from then on
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return blueprint
