"""`/m/<token>`: a photo, by a token that can be revoked. `?full` returns the original, else a phone-sized copy.

Recordings and files that answer a form are always sent as downloads, so that a browser neither shows nor runs them."""

from datetime import timedelta
from threading import Event as Signal
from typing import Final

from flask import Blueprint, Response, abort, request, send_file
from sqlalchemy.orm import Session

from models.activities import media
from models.activities.activities import Activity
from models.activities.media import Media, MediaKind, MediaState
from models.forms.submissions import Submission, SubmissionState
from models.storage.database import Database
from services.media.store import MediaStore

# A card may reach the phone before the bot has fetched the photo from LINE; after a short wait the picture is there.
WAIT_FOR_FETCH: Final = timedelta(seconds=4)
LOOK_EVERY: Final = timedelta(seconds=0.25)
UNKNOWN: Final = "application/octet-stream"


def photos_blueprint(database: Database, store: MediaStore) -> Blueprint:
    blueprint = Blueprint("photos", __name__)

    def found(token: str) -> Media | None:
        with database.read() as session:
            kept = media.by_token(session, token)
            return kept if kept is not None and _is_shown(session, kept) else None

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
        is_photo = kept.kind == MediaKind.PHOTO
        full = "full" in request.args or not is_photo
        path = store.original(kept.sha256) if full else store.thumbnail(kept.sha256)
        if not path.exists():
            abort(404)
        kind = kept.content_type or UNKNOWN if full else "image/jpeg"
        response = send_file(path, mimetype=kind, etag=kept.sha256, as_attachment=not is_photo)
        # "no-cache": a browser may keep the photo but must ask each time, so that a revoked token stops working
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return blueprint


def _is_shown(session: Session, kept: Media) -> bool:
    """Return whether a photo may be shown: not if its entry was deleted or its draft cancelled."""
    if kept.activity_id is not None:
        entry = session.get(Activity, kept.activity_id)
        return entry is not None and not entry.is_deleted
    answered = session.get(Submission, kept.submission_id)
    return answered is not None and answered.state != SubmissionState.CANCELLED
