"""`/d/<token>`: a one-time download link of an export.

GET shows what the file contains and for whom it is, so that link previews do not use the link up. POST returns the
file, with what the person may see at that moment."""

from __future__ import annotations

from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

import structlog
from flask import Blueprint, Response, render_template, send_file
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.web.pages import pages_blueprint
from locales.texts import Text, Texts
from models.coordination import downloads, scopes
from models.coordination.downloads import Download, ExportRequest
from models.coordination.scopes import AccessScope
from models.people import audit
from models.people.people import Person, PersonState
from models.storage.database import Database
from programmes.bangkok import BANGKOK, bangkok_day
from services.current_programme import CurrentProgramme
from services.exports.files import MIME
from services.exports.making import ExportMaker
from thai.dates import day_span, short_day
from thai.places import display

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class DownloadPages:
    """The parts of the bot that the download pages need."""

    database: Database
    clock: Clock
    texts: Texts
    calendar: CurrentProgramme


@dataclass(frozen=True, slots=True)
class TakenLink:
    """A download link that was used, and its person."""

    download_id: int
    person_id: int
    wanted: ExportRequest
    language: str
    access: AccessScope


def downloads_blueprint(pages: DownloadPages) -> Blueprint:
    blueprint = pages_blueprint("downloads")

    @blueprint.get("/d/<token>")
    def show(token: str) -> Any:
        with pages.database.read() as session:
            found = downloads.look(session, token, pages.clock.real())
            person = _holder(pages, session, found) if found else None
            if found is None or person is None:
                return _gone(pages)
            return render_template("download.html", **_page(pages, found, person))

    @blueprint.post("/d/<token>")
    def take(token: str) -> Any:
        taken = _take(pages, token)
        if taken is None:
            return _gone(pages)
        return _file(pages, taken)

    return blueprint


def _take(pages: DownloadPages, token: str) -> TakenLink | None:
    """Use the link up and store an audit entry. Return None if the link does not work, or no longer works."""
    with pages.database.write() as session:
        found = downloads.take(session, token, pages.clock.real())
        person = _holder(pages, session, found) if found else None
        if found is None or person is None:
            return None
        access = _access(pages, session, person)
        audit.record(
            session,
            pages.clock.now(),
            f"person:{person.id}",
            "download",
            person.id,
            download=found.id,
            kind=found.kind,
            suffix=found.suffix,
        )
        return TakenLink(found.id, person.id, _wanted(found), person.language, access)


def _file(pages: DownloadPages, taken: TakenLink) -> Response:
    """Return the file as a response. It is written to disk, not to memory, and deleted after it has been sent."""
    out = TemporaryFile()  # noqa: SIM115 - sending it closes it
    with pages.database.read() as session:
        text = pages.texts.in_language(taken.language)
        programme = pages.calendar.current(session)
        maker = ExportMaker(session, programme, taken.access, text, bangkok_day(pages.clock.now()))
        rows = maker.make(taken.wanted, out)
    out.seek(0)
    log.info("download.taken", download=taken.download_id, person=taken.person_id, rows=rows)
    name = f"castbot-{taken.wanted.form_key or taken.wanted.kind}.{taken.wanted.suffix}"
    return send_file(out, mimetype=MIME[taken.wanted.suffix], as_attachment=True, download_name=name)


def _holder(pages: DownloadPages, session: Session, found: Download) -> Person | None:
    """Return the person of the link if they are still a coordinator; otherwise the link does not work."""
    person = session.get(Person, found.person_id)
    if person is None or person.state == PersonState.ERASED:
        return None
    return person if _access(pages, session, person).grants else None


def _access(pages: DownloadPages, session: Session, person: Person) -> AccessScope:
    day = bangkok_day(pages.clock.now())
    return scopes.of_coordinator(session, pages.calendar.current(session), person.id, day)


def _wanted(found: Download) -> ExportRequest:
    return ExportRequest(found.kind, found.suffix, found.form_key, found.first, found.last, found.area, found.agency)


def _page(pages: DownloadPages, found: Download, person: Person) -> dict[str, Any]:
    text = pages.texts.in_language(person.language)
    until = found.expires_at.astimezone(BANGKOK)
    days = text("download-all-days")
    if found.first and found.last:
        days = day_span(found.first, found.last, text.language)
    what = text(f"export-{found.kind}")
    facts = [
        (text("download-for"), person.name),
        (text("download-days"), days),
        (text("download-file"), f".{found.suffix}"),
        (
            text("download-until"),
            f"{short_day(until.date(), text.language)} {text('download-time', time=until.strftime('%H:%M'))}",
        ),
    ]
    if found.agency:
        facts.insert(2, (text("export-activity-agency"), found.agency))
    if found.area:
        facts.insert(2, (text("download-place"), display(found.area, text.language)))
    return {"t": text, "title": text("download-title", what=what), "facts": facts}


def _gone(pages: DownloadPages) -> tuple[str, int]:
    """Return the page for a link that was used, has expired or never existed; all three get the same answer."""
    text: Text = pages.texts.in_language("th")
    return render_template("download_gone.html", t=text, title=text("download-gone-title")), 404
