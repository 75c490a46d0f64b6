"""`/d/<token>`: a download link of an export, for one device.

GET shows what the file contains and for whom it is, so that link previews do not use the link up, and gives the device
a cookie. POST returns the file, with what the person may see at that moment. Then the link is that device's until it
ends, because nobody can know here whether a small file has arrived; each use is audited (decision 0028)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from secrets import token_urlsafe
from tempfile import TemporaryFile
from typing import IO, Any, Final

import structlog
from flask import Blueprint, Response, make_response, render_template, request, send_file
from sqlalchemy import Select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.giving_way import giving_way
from bot.postback.fields import OWN
from bot.web.pages import pages_blueprint, refused_page
from bot.web.paper_files import PaperFiles, paper_kind
from locales.texts import Text, Texts
from models.coordination import downloads, scopes
from models.coordination.downloads import CHOSEN, PAPER, PERSONAL, RATER_CARDS, Download, ExportRequest
from models.coordination.scopes import AccessScope
from models.evaluations import links
from models.people import audit
from models.people.people import Person, Role
from models.privacy import viewings
from models.privacy.viewings import ViewingWay
from models.storage.database import Database
from programmes import Programme
from programmes.bangkok import BANGKOK, bangkok_day
from services.access import NotAllowed, PersonAccess, person_access
from services.current_programme import CurrentProgramme
from services.dashboard.entries import EntriesAsked, ids_of
from services.evaluations.inviting import cards, to_invite
from services.exports.files import MIME
from services.exports.making import ExportMaker, photo_address
from services.media.store import MediaStore
from services.papers.in_words import problems_said
from services.personal_data.file import PersonalFile
from services.reports.access import limited
from services.reports.asked import NothingToReport, PaperAsked, Undo
from services.reports.making import WrongTemplate
from thai.dates import day_span, short_day
from thai.places import display

log = structlog.get_logger()
PIECE: Final = 64 * 1024  # bytes of a file that are read at a time
COOKIE: Final = "device"
COOKIE_BYTES: Final = 24


@dataclass(frozen=True, slots=True)
class DownloadPages:
    """The parts of the bot that the download pages need."""

    database: Database
    clock: Clock
    texts: Texts
    calendar: CurrentProgramme
    public_url: str | None
    store: MediaStore
    papers: PaperFiles


@dataclass(frozen=True, slots=True)
class TakenLink:
    """A download link that was used, and its person."""

    download_id: int
    person_id: int
    wanted: ExportRequest
    language: str
    access: AccessScope
    issued: list[int] = field(default_factory=list)  # raters whose links are in the file
    undo: list[Undo] = field(default_factory=list)  # takes back what was issued for the file


def downloads_blueprint(pages: DownloadPages) -> Blueprint:
    blueprint = pages_blueprint("downloads")

    @blueprint.get("/d/<token>")
    def show(token: str) -> Any:
        with pages.database.read() as session:
            found = downloads.look(session, token, pages.clock.real(), _device())
            if found is None:
                return _gone(pages)
            holder = _holder(pages, session, found)
            if holder.person is None or holder.refusal is not None:
                return _refused(pages, session, holder)
            if "progress" in request.args:
                return {"said": _how_far(pages.texts.in_language(holder.person.language), found)}
            page = make_response(render_template("download.html", **_page(pages, session, found, holder.person)))
        if _device() is None:
            _give_cookie(pages, page, token)
        return page

    @blueprint.post("/d/<token>")
    def take(token: str) -> Any:
        with pages.database.write() as session:
            taken = _take(pages, session, token)
            if isinstance(taken, PersonAccess):
                return _refused(pages, session, taken)
        if taken is None:
            return _gone(pages)
        try:
            return _file(pages, taken)
        except WrongTemplate as wrong:
            return _to_be_mended(pages, taken, wrong)
        except NothingToReport as nothing:
            return _nothing(pages, taken, nothing)

    return blueprint


def _how_far(text: Text, found: Download) -> str | None:
    """Return in words how far a paper is that is being made, None if none is."""
    if not found.steps or found.steps_done is None:
        return None
    if found.steps == 1:
        return text("download-making")
    return text("download-making-step", done=found.steps_done, all=found.steps)


def _device() -> str | None:
    """Return the cookie by which the device is known, if it has one."""
    return request.cookies.get(COOKIE)


def _give_cookie(pages: DownloadPages, page: Response, token: str) -> None:
    page.set_cookie(
        COOKIE,
        token_urlsafe(COOKIE_BYTES),
        max_age=downloads.VALID_FOR,
        path=f"/d/{token}",
        secure=bool(pages.public_url and pages.public_url.startswith("https:")),
        httponly=True,
        samesite="Lax",
    )


def _take(pages: DownloadPages, session: Session, token: str) -> TakenLink | PersonAccess | None:
    """Take the link for this device and store an audit entry. Return None if there is no such link, or it is another's
    or ended, and the person's access if they may not use it; then it is not used up."""
    found = downloads.look(session, token, pages.clock.real(), _device())
    if found is None:
        return None
    holder = _holder(pages, session, found, hold=True)
    if holder.person is None or holder.refusal is not None:
        return holder
    again = found.taken_at is not None
    kind = paper_kind(found.kind)
    issues = found.kind == RATER_CARDS or (kind is not None and kind.issues)
    device = None if issues else _device()  # the codes in it are new and would not be in another
    if downloads.take(session, token, pages.clock.real(), device) is None:
        return None
    person = holder.person
    access = _access(pages, session, found, holder)
    audit.record(
        session,
        pages.clock.now(),
        f"person:{person.id}",
        "download_again" if again else "download",
        person.id,
        download=found.id,
        kind=found.kind,
        suffix=found.suffix,
    )
    return TakenLink(found.id, person.id, _wanted(found), person.language, access)


def _file(pages: DownloadPages, taken: TakenLink) -> Response:
    """Return the file as a response. It is written to disk, not to memory, and deleted after it has been sent. If it
    cannot be made or is not sent to its end, the link can be used again."""
    out = TemporaryFile()  # noqa: SIM115 - sending it closes it
    try:
        with giving_way():
            rows = _make(pages, taken, out)
    except BaseException:
        out.close()
        _give_back(pages, taken)
        raise
    size = out.tell()
    out.seek(0)
    log.info("download.taken", download=taken.download_id, person=taken.person_id, rows=rows)
    of_form = taken.wanted.form_key if taken.wanted.kind == "submissions" else None
    name = f"castbot-{of_form or taken.wanted.kind}.{taken.wanted.suffix}"
    response = send_file(out, mimetype=MIME[taken.wanted.suffix], as_attachment=True, download_name=name)
    response.content_length = size
    response.response = _pieces(pages, taken, out)
    return response


def _make(pages: DownloadPages, taken: TakenLink, out: IO[bytes]) -> int:
    if taken.wanted.kind == RATER_CARDS:
        return _make_cards(pages, taken, out)
    wanted = taken.wanted
    kind = paper_kind(wanted.kind)
    if kind is not None:
        asked = PaperAsked(kind.key, wanted.first, wanted.last, wanted.about_person_id).with_form_key(wanted.form_key)
        return pages.papers.write(
            asked, wanted.suffix, taken.access, taken.person_id, out, taken.undo, taken.download_id
        )
    with pages.database.read() as session:
        text = pages.texts.in_language(taken.language)
        programme = pages.calendar.current(session)
        today, photos = bangkok_day(pages.clock.now()), photo_address(pages.public_url)
        if taken.wanted.kind == PERSONAL:
            return PersonalFile(session, programme, pages.store, text, today).write(taken.person_id, out)
        chosen = _chosen(session, programme, taken) if taken.wanted.kind == CHOSEN else None
        maker = ExportMaker(session, programme, taken.access, text, today, photos, chosen)
        rows = maker.make(taken.wanted, out)
        fetched = maker.people(taken.wanted)
    with pages.database.write() as session:
        viewings.note(session, taken.person_id, fetched, ViewingWay.DOWNLOAD, today, pages.clock.now())
    return rows


def _chosen(session: Session, programme: Programme, taken: TakenLink) -> Select[Any]:
    """Return the query for the entries of a list on the web, as it was asked for, in what may be seen now."""
    stages = tuple(programme.stage_days(stage) for stage in programme.stages)
    asked = replace(EntriesAsked.read(taken.wanted.form_key or ""), waits_within=stages)
    return ids_of(session, taken.access, asked)


def _make_cards(pages: DownloadPages, taken: TakenLink, out: IO[bytes]) -> int:
    """Write the cards of the raters who have no link, with new ones."""
    text = pages.texts.in_language("th")  # it is for the raters
    with pages.database.write() as session:
        programme = pages.calendar.current(session)
        turn = programme.round(taken.wanted.form_key or "")
        kinds = [kind.key for kind in turn.raters if "coordinator" in kind.decided_by]
        ids = [person_id for person_id, _ in scopes.names(session, taken.access, (Role.PARTICIPANT,))]
        raters = to_invite(session, turn.key, ids, kinds=kinds)
        by = session.get(Person, taken.person_id)
        out.write(cards(session, programme, turn, raters, text, pages.public_url or "", pages.clock.now(), by=by))
        taken.issued.extend(rows[0].rater.id for rows in raters)
    return len(raters)


def _pieces(pages: DownloadPages, taken: TakenLink, out: IO[bytes]) -> Iterator[bytes]:
    """Yield the file piece by piece. Whoever stops before its end, because the phone is gone, closes this."""
    with out:
        try:
            while piece := out.read(PIECE):
                yield piece
        except GeneratorExit:
            _give_back(pages, taken)
            raise


def _give_back(pages: DownloadPages, taken: TakenLink) -> None:
    """Let a link be used again whose file did not arrive."""
    with pages.database.write() as session:
        downloads.give_back(session, taken.download_id)
        links.revoke(session, taken.issued, pages.clock.now())  # nobody has them
        for step in taken.undo:
            step(session, pages.clock.now())
        actor = f"person:{taken.person_id}"
        audit.record(
            session, pages.clock.now(), actor, "download_unfinished", taken.person_id, download=taken.download_id
        )
    log.info("download.unfinished", download=taken.download_id, person=taken.person_id)


def _holder(pages: DownloadPages, session: Session, found: Download, *, hold: bool = False) -> PersonAccess:
    """Return how the person of a link stands. Who is no coordinator any more is not told what the link was for."""
    day = bangkok_day(pages.clock.now())
    holder = person_access(session, pages.calendar.current(session), found.person_id, day, hold=hold)
    if found.kind == PERSONAL and holder.refusal is not NotAllowed.UNKNOWN:
        return replace(holder, person=session.get(Person, found.person_id), refusal=None)  # a right without a consent
    if holder.person is None or holder.refusal is not None or _access(pages, session, found, holder).grants:
        return holder
    return replace(holder, refusal=NotAllowed.UNKNOWN)


def _refused(pages: DownloadPages, session: Session, holder: PersonAccess) -> tuple[str, int]:
    """Return the page that says why a link does not work, and what to do next."""
    if holder.person is None or holder.refusal in (None, NotAllowed.UNKNOWN):
        return _gone(pages)
    text = pages.texts.in_language(holder.person.language)
    return refused_page(text, pages.calendar.current(session), holder.refusal), 404


def _access(pages: DownloadPages, session: Session, found: Download, holder: PersonAccess) -> AccessScope:
    """Return whose data the file may hold: one's own, or what a coordinator sees today; of papers as their kind has
    it."""
    day = bangkok_day(pages.clock.now())
    if found.kind in (OWN, PERSONAL):
        return scopes.of_oneself(found.person_id)
    if not found.kind.startswith(PAPER):
        return scopes.of_coordinator(session, pages.calendar.current(session), found.person_id, day)
    access = pages.papers.access(session, found, holder.role, day)
    return limited(access, found.agency, found.area)


def _wanted(found: Download) -> ExportRequest:
    days = found.first, found.last
    return ExportRequest(
        found.kind, found.suffix, found.form_key, *days, found.area, found.agency, found.about_person_id
    )


def _page(pages: DownloadPages, session: Session, found: Download, person: Person) -> dict[str, Any]:
    text = pages.texts.in_language(person.language)
    until = found.expires_at.astimezone(BANGKOK)
    days = text("download-all-days")
    if found.first and found.last:
        days = day_span(found.first, found.last, text.language)
    is_paper, kind = found.kind.startswith(PAPER), paper_kind(found.kind)
    what = text(found.kind if is_paper else f"export-{found.kind}")
    about = session.get(Person, found.about_person_id) if found.about_person_id else None
    facts = [
        (text("download-for"), person.name),
        *([(text("paper-about"), about.name)] if about else []),
        *([(text("download-days"), days)] if kind is None or kind.of_days else []),
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
    note = text("download-taken" if found.taken_at else "download-once")
    making = text("download-making") if is_paper else None
    if kind is not None and kind.issues:
        note = text("paper-codes-once")
    return {"t": text, "title": text("download-title", what=what), "facts": facts, "note": note, "making": making}


def _to_be_mended(pages: DownloadPages, taken: TakenLink, wrong: WrongTemplate) -> tuple[str, int]:
    """Return the page for a paper whose template, which the office has changed, has mistakes."""
    text: Text = pages.texts.in_language(taken.language)
    said = "\n".join(problems_said(wrong.file.name, wrong.problems, text))
    return render_template("refused.html", t=text, said=said, title=text("paper-template-title")), 409


def _nothing(pages: DownloadPages, taken: TakenLink, nothing: NothingToReport) -> tuple[str, int]:
    """Return the page for a paper that would have nothing in it, such as codes that everybody has."""
    text: Text = pages.texts.in_language(taken.language)
    return render_template("refused.html", t=text, said=nothing.said(text), title=text("paper-nothing-title")), 409


def _gone(pages: DownloadPages) -> tuple[str, int]:
    """Return the page for a link that was used, has expired or never existed; all three get the same answer."""
    text: Text = pages.texts.in_language("th")
    return render_template("download_gone.html", t=text, title=text("download-gone-title")), 404
