"""`/m/<token>`: a photo, by a token that can be revoked. `?full` returns the original, else a phone-sized copy.

Recordings and files that answer a form are always sent as downloads, so that a browser neither shows nor runs them."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from threading import Event as Signal
from typing import Final

from flask import Blueprint, Response, render_template, request, send_file
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.line.event import storable
from locales.texts import Texts
from models.activities import media
from models.activities.activities import Activity
from models.activities.media import Media, MediaKind, MediaState
from models.coordination.broadcasts import Broadcast, BroadcastState
from models.forms.submissions import Submission, SubmissionState
from models.storage.database import Database
from programmes import Programme
from programmes.bangkok import bangkok_day
from services.access import shows_pictures
from services.media.store import MediaStore

# A card may reach the phone before the bot has fetched the photo from LINE; after a short wait the picture is there.
WAIT_FOR_FETCH: Final = timedelta(seconds=4)
LOOK_EVERY: Final = timedelta(seconds=0.25)
UNKNOWN: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class PhotoPages:
    """The parts of the bot that the addresses of photos need."""

    database: Database
    clock: Clock
    texts: Texts
    programme: Programme
    store: MediaStore


def photos_blueprint(pages: PhotoPages) -> Blueprint:
    blueprint, store = Blueprint("photos", __name__, template_folder="templates"), pages.store

    def found(token: str) -> Media | None:
        with pages.database.read() as session:
            kept = media.by_token(session, storable(token))
            return kept if kept is not None and _is_shown(pages, session, kept) else None

    @blueprint.get("/m/<token>")
    def photo(token: str) -> Response | tuple[str, int]:
        kept = found(token)
        waited = timedelta(0)
        while kept is not None and kept.state == MediaState.WANTED and waited < WAIT_FOR_FETCH:
            Signal().wait(LOOK_EVERY.total_seconds())
            waited += LOOK_EVERY
            kept = found(token)
        if kept is None or kept.sha256 is None:
            return _gone(pages)
        is_photo = kept.kind == MediaKind.PHOTO
        full = "full" in request.args or not is_photo
        try:
            data = store.original(kept.sha256) if full else store.thumbnail(kept.sha256)
        except FileNotFoundError:
            return _gone(pages)
        kind = kept.content_type or UNKNOWN if full else "image/jpeg"
        name = kept.sha256
        response = send_file(BytesIO(data), kind, not is_photo, download_name=name, etag=name)
        # "no-cache": a browser may keep the photo but must ask each time, so that a revoked token stops working
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return blueprint


def _gone(pages: PhotoPages) -> tuple[str, int]:
    """Return the page for a photo that is not shown, whatever the reason; who asks is not known."""
    text = pages.texts.in_language("th")
    return render_template("refused.html", t=text, said=text("photo-page-gone"), title=text("page-gone-title")), 404


def _is_shown(pages: PhotoPages, session: Session, kept: Media) -> bool:
    """Return whether a photo may be shown: not if its entry was deleted, its draft cancelled or its announcement put
    away, and not if the person who sent it does not allow it any more."""
    entry = session.get(Activity, kept.activity_id) if kept.activity_id is not None else None
    answered = session.get(Submission, kept.submission_id) if kept.submission_id is not None else None
    announced = session.get(Broadcast, kept.broadcast_id) if kept.broadcast_id is not None else None
    is_alive = (
        (entry is not None and not entry.is_deleted)
        or (answered is not None and answered.state != SubmissionState.CANCELLED)
        or (announced is not None and announced.state != BroadcastState.CANCELLED)
    )
    if not is_alive:
        return False
    day = bangkok_day(pages.clock.now())
    return shows_pictures(session, pages.programme, kept.person_id, day, entry, announced)
