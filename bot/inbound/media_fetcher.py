"""Fetches photos and files of messages from LINE in the background, and tries again for about an hour.

A photo whose fetch cannot succeed is settled and its author is told once, with what to do instead. A fetch that ends
the process counts as a try too, so no picture is fetched for ever; trouble of our own, such as a full disk, does not.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Event as Signal
from threading import Thread
from typing import Final, Protocol

import structlog

from bot import metrics
from bot.clock import Clock
from bot.inbound.file_events import store_codes, store_roster
from bot.inbound.lost_photos import GONE, GONE_AGAIN, tell_lost
from bot.line.client import FetchedContent
from bot.wakeups import Wakeups
from locales.texts import Texts
from models.activities import media
from models.activities.media import Media, MediaKind, MediaState, Picture
from models.storage.database import Database
from services.media.codes import read_codes
from services.media.pictures import NotAPhoto, WhyNot, keep_picture, take_picture
from services.media.store import LARGEST_PHOTO, MediaStore
from services.roster.sheet import LARGEST_IN_CHAT

log = structlog.get_logger()
TYPE_OF_KIND: Final = {  # LINE records m4a
    MediaKind.AUDIO: "audio/mp4",
    MediaKind.FILE: "application/octet-stream",
    MediaKind.ROSTER: "application/octet-stream",
}
MOST_BYTES: Final = {MediaKind.ROSTER: LARGEST_IN_CHAT}  # of other kinds LARGEST_PHOTO
THREADS: Final = 2
ATTEMPTS: Final = 12
PAUSES: Final = (1, 2, 4, 8, 15, 30, 60, 120, 300, 600, 1800)  # seconds; about 50 minutes in total


class ContentSource(Protocol):
    """The source of a photo's bytes."""

    def content(self, message_id: str, most_bytes: int) -> FetchedContent: ...


class MediaFetcher:
    """Fetches wanted photos. A fetch that fails is tried again for about an hour."""

    def __init__(
        self,
        database: Database,
        line: ContentSource,
        store: MediaStore,
        clock: Clock,
        texts: Texts,
        wakeups: Wakeups,
    ) -> None:
        self._database, self._line, self._store, self._clock, self._texts = database, line, store, clock, texts
        self._wakeups = wakeups
        self._stopping = Signal()
        self._threads = [Thread(target=self._work, name=f"photos-{n}", daemon=True) for n in range(THREADS)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._wakeups.wake(media.WANTED)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while not self._stopping.is_set():
            due, now = None, self._clock.real()
            try:
                due = self._next_due()
                found = self.fetch_due() if due is not None and due <= now else 0
            except Exception as error:
                log.error("photos.trouble", error=type(error).__name__)
                found = 0
            if not found:
                self._wakeups.wait_until_due(media.WANTED, due, now)

    def _next_due(self) -> datetime | None:
        with self._database.read() as session:
            return media.next_due(session, self._clock.real())

    def fetch_due(self) -> int:
        """Fetch a photo that is due. Return how many there were. One at a time, so that one does not wait, held, for
        another."""
        with self._database.write() as session:
            wanted = media.claim_wanted(session, self._clock.real(), 1)  # the time may have passed in waiting
        for photo in wanted:
            try:
                self._fetch(photo)
            except Exception as error:
                log.error("photo.trouble", media=photo.id, error=type(error).__name__)
                self._try_later(photo, type(error).__name__, attempts=min(photo.attempts, len(PAUSES)))
        return len(wanted)

    def _fetch(self, photo: Media) -> None:
        if photo.attempts > ATTEMPTS:  # whoever tried it did not live to say how it ended
            self._settle(photo, MediaState.REFUSED, error=f"{photo.attempts} tries", tell=WhyNot.UNREADABLE)
            return
        content = self._line.content(photo.message_id, MOST_BYTES.get(MediaKind(photo.kind), LARGEST_PHOTO))
        match content.status:
            case 200:
                self._keep(photo, content.data)
            case 410:  # its author has unsent it and need not be told
                self._settle(photo, MediaState.GONE, error=media.UNSENT)
            case 404:
                self._settle(photo, MediaState.GONE, error="404", tell=GONE)
            case 413:
                self._settle(photo, MediaState.REFUSED, error=WhyNot.TOO_LARGE, tell=WhyNot.TOO_LARGE)
            case status if photo.attempts >= ATTEMPTS:
                self._settle(photo, MediaState.GONE, error=f"{status}, {photo.attempts} tries", tell=GONE)
            case status:
                self._try_later(photo, str(status))

    def _try_later(self, photo: Media, error: str, attempts: int | None = None) -> None:
        pause = timedelta(seconds=PAUSES[min(photo.attempts, len(PAUSES)) - 1])
        with self._database.write() as session:
            media.try_later(session, photo, self._clock.real() + pause, error, attempts)

    def _keep(self, photo: Media, data: bytes) -> None:
        if photo.kind not in (MediaKind.PHOTO, MediaKind.CODE):
            file = Picture(self._store.put(data), TYPE_OF_KIND[MediaKind(photo.kind)], len(data))
            if self._settle(photo, MediaState.STORED, picture=file) and not self._store.has(file.sha256):
                self._store.put(data)
            return
        try:
            taken = take_picture(data)
            codes = read_codes(taken.data) if photo.kind == MediaKind.CODE else ()
        except NotAPhoto as error:
            self._settle(photo, MediaState.REFUSED, error=str(error), tell=error.why)
            return
        picture = keep_picture(self._store, taken)
        is_kept = self._settle(photo, MediaState.STORED, picture=picture, codes=codes)
        if is_kept and not self._store.has(picture.sha256):  # the same, of somebody else, was just erased
            keep_picture(self._store, taken)

    def _settle(
        self,
        photo: Media,
        state: MediaState,
        *,
        picture: Picture | None = None,
        error: str | None = None,
        tell: str | None = None,
        codes: Sequence[str] = (),
    ) -> bool:
        """Return whether the photo was still wanted, so that this is how it ended."""
        with self._database.write() as session:
            kept = media.settle(session, photo, state, picture=picture, error=error)
            if kept and photo.kind == MediaKind.CODE:  # the answer says what was read, or that nothing was
                store_codes(session, photo, codes, self._clock.real())
            elif (
                kept and photo.kind == MediaKind.ROSTER
            ):  # the answer is what it would change, or why it cannot be read
                store_roster(session, photo, self._clock.real())
            elif tell and kept:
                if tell == GONE and media.was_lost_before(session, photo):
                    tell = GONE_AGAIN
                tell_lost(session, self._texts, photo, tell, self._clock.real())
            orphaned = picture is not None and not kept and not media.is_kept(session, picture.sha256)
        if orphaned and picture is not None:  # it was unsent while we fetched it
            self._store.delete(picture.sha256)
        metrics.PHOTOS.labels(state.value).inc()
        log.info("photo.settled", media=photo.id, state=state.value, error=error)
        return kept
