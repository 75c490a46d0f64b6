"""Papers behind download links: made when they are taken, with what the person may see then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import IO, Final

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.line.links import invite_link
from locales.texts import Text, Texts
from models.coordination import downloads
from models.coordination.downloads import PAPER, Download
from models.coordination.scopes import AccessScope
from models.people.people import Role
from models.privacy import viewings
from models.privacy.viewings import ViewingWay
from models.storage.database import Database
from services.current_programme import CurrentProgramme
from services.media.store import MediaStore
from services.reports.access import paper_access, people_in, person_of_paper
from services.reports.asked import PaperAsked, PaperSource, Undo
from services.reports.kinds import KINDS, PaperKind
from services.reports.making import make, right_template

NOTED_EVERY: Final = 1.0  # seconds between two notes of how far a paper is


@dataclass(frozen=True, slots=True)
class PaperFiles:
    """The parts of the bot that papers are made with; `office` is the command of LibreOffice, if it makes PDFs."""

    database: Database
    clock: Clock
    texts: Texts
    calendar: CurrentProgramme
    folder: Path
    media: MediaStore
    office: str | None
    public_url: str | None
    basic_id: str | None = None

    def access(self, session: Session, found: Download, role: Role | None, day: date) -> AccessScope:
        """Return what a paper may hold today; nothing if its kind is not for this role, or its person is not seen."""
        kind = paper_kind(found.kind)
        if kind is None or role not in kind.roles:
            return AccessScope()
        access = paper_access(session, self.calendar.current(session), found.person_id, role, day)
        about = found.about_person_id
        if about is not None and person_of_paper(session, access, found.person_id, about) is None:
            return AccessScope()
        return access

    def write(
        self,
        found: PaperAsked,
        suffix: str,
        access: AccessScope,
        reader_id: int,
        out: IO[bytes],
        undo: list[Undo],
        download_id: int,
    ) -> int:
        """Write a paper, store whom its reader was shown, and return its bytes. What it issues is stored before, and
        `undo` takes it back; how far it is stands with its link. Raises WrongTemplate if the office's template is
        wrong, NothingToReport."""
        kind, fields = KINDS[found.kind], None
        if kind.issues:
            right_template(kind, self.folder)
            with self.database.write() as session:
                source = self._source(session, access, reader_id)
                fields = kind.gather(source, found, 0)
                undo += source.undo
        with self._progress(download_id) as told, self.database.read() as session:
            source = replace(self._source(session, access, reader_id), told=told)
            size = out.write(make(source, found, suffix, self.office, fields).file)
            about = [] if found.person_id is None else [found.person_id]
            day, seen = source.today, [] if kind.issues else [*people_in(source, found), *about]
        with self.database.write() as session:
            viewings.note(session, reader_id, seen, ViewingWay.DOWNLOAD, day, self.clock.now())
        return size

    @contextmanager
    def _progress(self, download_id: int) -> Iterator[Callable[[int, int], None]]:
        """Yield what notes how far a paper is, at most once in so many seconds; on SQLite without WAL, which stores
        nothing beside a session that reads, only that it is being made."""
        last, may_note = -NOTED_EVERY, self.database.writes_beside_readers

        def note(done: int | None, steps: int | None) -> None:
            with self.database.write() as session:
                downloads.note_step(session, download_id, done, steps, self.clock.real())

        def told(done: int, steps: int) -> None:
            nonlocal last
            if may_note and monotonic() - last >= NOTED_EVERY:
                note(done, steps)
                last = monotonic()

        note(0, 1)
        try:
            yield told
        finally:
            note(None, None)

    def _source(self, session: Session, access: AccessScope, reader_id: int) -> PaperSource:
        text = self.texts.in_language("th")
        return PaperSource(
            session,
            self.calendar.current(session),
            self.folder,
            access,
            text,
            self.clock.now(),
            self.media,
            reader_id,
            self.public_url,
            invite=address_of_invite(self.basic_id, text),
        )


def address_of_invite(basic_id: str | None, text: Text) -> Callable[[str], str]:
    """Return what makes of an invite code the address that opens the chat with it; the code alone, if it is not known
    which chat."""
    if basic_id is None:
        return str
    return lambda code: invite_link(basic_id, text("invite-words", code=code))


def paper_kind(kind: str) -> PaperKind | None:
    """Return the kind of paper of a link, None if the link is to something else."""
    return KINDS.get(kind.removeprefix(PAPER)) if kind.startswith(PAPER) else None
