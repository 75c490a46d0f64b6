"""Fetches photos and files of messages from LINE in the background, and tries again for about an hour."""

from collections.abc import Sequence
from datetime import timedelta
from threading import Event as Signal
from threading import Thread
from typing import Final, Protocol

import structlog
from sqlalchemy.orm import Session

from bot import metrics
from bot.clock import Clock
from bot.inbound.code_events import store_codes
from bot.line.client import FetchedContent
from bot.outbound import outbox
from bot.outbound.reply import Reply, text_message
from locales.texts import Texts
from models.activities import media
from models.activities.media import Media, MediaKind, MediaState, Picture
from models.messaging import chats
from models.messaging.deliveries import About
from models.storage.database import Database
from services.media.codes import read_codes
from services.media.store import LARGEST_PHOTO, MediaStore, NotAPhoto, examine

log = structlog.get_logger()
TYPE_OF_KIND: Final = {MediaKind.AUDIO: "audio/mp4", MediaKind.FILE: "application/octet-stream"}  # LINE records m4a
THREADS: Final = 2
TOLD_WITHIN: Final = timedelta(days=1)
POLL_SECONDS: Final = 0.3
ATTEMPTS: Final = 12
PAUSES: Final = (1, 2, 4, 8, 15, 30, 60, 120, 300, 600, 1800)  # seconds; about 50 minutes in total


class ContentSource(Protocol):
    """The source of a photo's bytes."""

    def content(self, message_id: str, most_bytes: int) -> FetchedContent: ...


class MediaFetcher:
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
            wanted = media.claim_wanted(session, self._clock.real(), most)  # the time may have passed in waiting
        for photo in wanted:
            self._fetch(photo)
        return len(wanted)

    def _fetch(self, photo: Media) -> None:
        content = self._line.content(photo.message_id, LARGEST_PHOTO)
        match content.status:
            case 200:
                self._keep(photo, content.data)
            case 410:  # its author has unsent it and need not be told
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
                    media.try_later(session, photo, self._clock.real() + pause, str(status))

    def _keep(self, photo: Media, data: bytes) -> None:
        if photo.kind not in (MediaKind.PHOTO, MediaKind.CODE):
            kept = Picture(self._store.put(data), TYPE_OF_KIND[MediaKind(photo.kind)], len(data))
            self._settle(photo, MediaState.STORED, picture=kept)
            return
        try:
            kind, width, height, thumbnail = examine(data)
            codes = read_codes(data) if photo.kind == MediaKind.CODE else ()
        except NotAPhoto as error:
            self._settle(photo, MediaState.REFUSED, error=str(error), tell="photo-not-a-photo")
            return
        sha256 = self._store.put(data)
        self._store.put_thumbnail(sha256, thumbnail)
        picture = Picture(sha256, kind, len(data), width, height)
        self._settle(photo, MediaState.STORED, picture=picture, codes=codes)

    def _settle(
        self,
        photo: Media,
        state: MediaState,
        *,
        picture: Picture | None = None,
        error: str | None = None,
        tell: str | None = None,
        codes: Sequence[str] = (),
    ) -> None:
        with self._database.write() as session:
            kept = media.settle(session, photo, state, picture=picture, error=error)
            if kept and photo.kind == MediaKind.CODE:  # the answer says what was read, or that nothing was
                store_codes(session, photo, codes, self._clock.real())
            elif tell and kept:
                self._tell(session, photo, tell)
            orphaned = picture is not None and not kept and not media.is_kept(session, picture.sha256)
        if orphaned and picture is not None:  # it was unsent while we fetched it
            self._store.delete(picture.sha256)
        metrics.PHOTOS.labels(state.value).inc()
        log.info("photo.settled", media=photo.id, state=state.value, error=error)

    def _tell(self, session: Session, photo: Media, key: str) -> None:
        """Tell the author with their next free reply, or with a push if they do not write for a day."""
        chat = chats.by_line_ids(session, [photo.chat_key]).get(photo.chat_key)
        text = self._texts.in_language(chat.language if chat else "th")
        subjects = (("submission", photo.submission_id), ("broadcast", photo.broadcast_id))
        found = next((About(kind, subject_id) for kind, subject_id in subjects if subject_id), None)
        about = found or About("activity", photo.activity_id or 0)
        lost = Reply([text_message(text(key))], about, piggyback=True, wait=TOLD_WITHIN)
        outbox.queue(session, photo.chat_key, lost, self._clock.real(), token=None, token_at=None)
