"""Photos: fetched from LINE in the background, checked, kept by their hash, shown under a token."""

import hashlib
import io
import os
import warnings
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Event as Signal
from threading import Thread
from typing import Final, Protocol

import structlog
from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy.orm import Session

from bot import metrics, outbox
from bot.clock import Clock
from bot.line.client import Content
from bot.reply import Reply, text_message
from bot.texts import Texts
from models import chats, media
from models.database import Database
from models.deliveries import About
from models.media import Media, MediaKind, MediaState, Picture

log = structlog.get_logger()
LARGEST_PHOTO: Final = 10 * 1024 * 1024
LARGEST_SIDE: Final = 12_000  # pixels; more is a decompression bomb, not a photo of a phone
THUMBNAIL_SIDE: Final = 640
TYPE_OF_KIND: Final = {MediaKind.AUDIO: "audio/mp4", MediaKind.FILE: "application/octet-stream"}  # LINE records m4a
TYPES: Final = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
THREADS: Final = 2
POLL_SECONDS: Final = 0.3
ATTEMPTS: Final = 12
PAUSES: Final = (1, 2, 4, 8, 15, 30, 60, 120, 300, 600, 1800)  # seconds: about 50 minutes in all


class NotAPhoto(ValueError):
    """The bytes are not a picture we keep; the message says why."""


class MediaStore:
    """Bytes under their hash in a folder. Another kind of storage has these five methods."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep bytes and return their sha256; the same bytes are kept once."""
        name = hashlib.sha256(data).hexdigest()
        path = self._path(name)
        if not path.exists():
            _write(path, data)
        return name

    def put_thumbnail(self, sha256: str, data: bytes) -> None:
        _write(self._path(sha256, ".thumb.jpg"), data)

    def original(self, sha256: str) -> Path:
        return self._path(sha256)

    def thumbnail(self, sha256: str) -> Path:
        return self._path(sha256, ".thumb.jpg")

    def delete(self, sha256: str) -> None:
        for path in (self.original(sha256), self.thumbnail(sha256)):
            path.unlink(missing_ok=True)

    def _path(self, sha256: str, suffix: str = "") -> Path:
        return self._folder / sha256[:2] / f"{sha256}{suffix}"


def _write(path: Path, data: bytes) -> None:
    """Write whole or not at all, durably."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def examine(data: bytes) -> tuple[str, int, int, bytes]:
    """Return (content type, width, height, thumbnail as JPEG) of a photo; raises NotAPhoto."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
            if picture.format not in TYPES:
                raise NotAPhoto(f"format {picture.format}")
            if max(picture.size) > LARGEST_SIDE:
                raise NotAPhoto("too many pixels")
            kind = TYPES[picture.format]
            picture.draft("RGB", (THUMBNAIL_SIDE * 2, THUMBNAIL_SIDE * 2))
            width, height = picture.size
            small = ImageOps.exif_transpose(picture)
            small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
            out = io.BytesIO()
            small.convert("RGB").save(out, "JPEG", quality=82)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombWarning) as error:
        if isinstance(error, NotAPhoto):
            raise
        raise NotAPhoto(type(error).__name__) from None
    return kind, width, height, out.getvalue()


class ContentSource(Protocol):
    """Where a photo's bytes come from."""

    def content(self, message_id: str, most_bytes: int) -> Content: ...


class PhotoFetcher:
    """Fetches wanted photos. A fetch that fails is tried again for about an hour."""

    def __init__(self, database: Database, line: ContentSource, store: MediaStore, clock: Clock, texts: Texts) -> None:
        self._database, self._line, self._store, self._clock, self._texts = database, line, store, clock, texts
        self._stopping = Signal()
        self._threads = [Thread(target=self._work, name=f"photos-{n}", daemon=True) for n in range(THREADS)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                found = self.fetch_due()
            except Exception as error:
                log.error("photos.trouble", error=type(error).__name__)
                found = 0
            if not found:
                self._stopping.wait(POLL_SECONDS)

    def fetch_due(self, most: int = 4) -> int:
        """Fetch a few photos that are due. Return how many there were."""
        now = self._clock.real()
        with self._database.read() as session:
            if not media.any_wanted(session, now):
                return 0
        with self._database.write() as session:
            wanted = media.claim_wanted(session, now, most)
        for photo in wanted:
            self._fetch(photo)
        return len(wanted)

    def _fetch(self, photo: Media) -> None:
        content = self._line.content(photo.message_id, LARGEST_PHOTO)
        match content.status:
            case 200:
                self._keep(photo, content.data)
            case 410:  # unsent by its author, who need not be told
                self._settle(photo, MediaState.GONE, error="410")
            case 404:
                self._settle(photo, MediaState.GONE, error="404", tell="photo-gone")
            case 413:
                self._settle(photo, MediaState.REFUSED, error="too large", tell="photo-too-large")
            case _ if photo.attempts >= ATTEMPTS:
                self._settle(photo, MediaState.GONE, error=f"no answer to {photo.attempts} tries", tell="photo-gone")
            case status:
                pause = timedelta(seconds=PAUSES[min(photo.attempts, len(PAUSES)) - 1])
                with self._database.write() as session:
                    media.try_later(session, photo.id, self._clock.real() + pause, str(status))

    def _keep(self, photo: Media, data: bytes) -> None:
        if photo.kind != MediaKind.PHOTO:
            kept = Picture(self._store.put(data), TYPE_OF_KIND[MediaKind(photo.kind)], len(data))
            self._settle(photo, MediaState.STORED, picture=kept)
            return
        try:
            kind, width, height, thumbnail = examine(data)
        except NotAPhoto as error:
            self._settle(photo, MediaState.REFUSED, error=str(error), tell="photo-not-a-photo")
            return
        sha256 = self._store.put(data)
        self._store.put_thumbnail(sha256, thumbnail)
        self._settle(photo, MediaState.STORED, picture=Picture(sha256, kind, len(data), width, height))

    def _settle(
        self,
        photo: Media,
        state: MediaState,
        *,
        picture: Picture | None = None,
        error: str | None = None,
        tell: str | None = None,
    ) -> None:
        with self._database.write() as session:
            kept = media.settle(session, photo.id, state, picture=picture, error=error)
            if tell and kept:
                self._tell(session, photo, tell)
            orphaned = picture is not None and not kept and not media.is_kept(session, picture.sha256)
        if orphaned and picture is not None:  # unsent while we fetched it
            self._store.delete(picture.sha256)
        metrics.PHOTOS.labels(state.value).inc()
        log.info("photo.settled", media=photo.id, state=state.value, error=error)

    def _tell(self, session: Session, photo: Media, key: str) -> None:
        """Tell the author, with the next answer they get anyway."""
        chat = chats.by_line_ids(session, [photo.chat_key]).get(photo.chat_key)
        text = self._texts.in_language(chat.language if chat else "th")
        about = About(
            "submission" if photo.submission_id else "activity", photo.submission_id or photo.activity_id or 0
        )
        lost = Reply([text_message(text(key))], about, rides=True)
        outbox.queue(session, photo.chat_key, lost, self._clock.real(), token=None, token_at=None)
