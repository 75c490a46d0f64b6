"""Papers behind download links: made when they are taken, with what the person may see then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from sqlalchemy.orm import Session

from bot.clock import Clock
from locales.texts import Texts
from models.coordination.downloads import PAPER, Download
from models.coordination.scopes import AccessScope
from models.people.people import Role
from models.privacy import viewings
from models.privacy.viewings import ViewingWay
from models.storage.database import Database
from services.current_programme import CurrentProgramme
from services.media.store import MediaStore
from services.reports.access import paper_access, people_in, person_of_paper
from services.reports.asked import PaperAsked, PaperSource
from services.reports.kinds import KINDS, PaperKind
from services.reports.making import make


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

    def write(self, found: PaperAsked, suffix: str, access: AccessScope, reader_id: int, out: IO[bytes]) -> int:
        """Write a paper, store whom its reader was shown, and return its bytes. Raises WrongTemplate if the office's
        template is wrong."""
        with self.database.read() as session:
            source = PaperSource(
                session,
                self.calendar.current(session),
                self.folder,
                access,
                self.texts.in_language("th"),
                self.clock.now(),
                self.media,
                reader_id,
                self.public_url,
            )
            size = out.write(make(source, found, suffix, self.office).file)
            day, seen = source.today, people_in(source, found)
        with self.database.write() as session:
            viewings.note(session, reader_id, seen, ViewingWay.DOWNLOAD, day, self.clock.now())
        return size


def paper_kind(kind: str) -> PaperKind | None:
    """Return the kind of paper of a link, None if the link is to something else."""
    return KINDS.get(kind.removeprefix(PAPER)) if kind.startswith(PAPER) else None
