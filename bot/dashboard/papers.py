"""`/app/papers`: papers that an office files, as Word or PDF, by a link that works for one device."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from flask import redirect, request

from bot.dashboard.pages import EVERYBODY, Dashboard, NotFoundHere
from bot.dashboard.people import choices
from bot.dashboard.visitor import Visitor
from bot.inbound.turn import OUTSIDE_LINE
from bot.web.stored_ids import stored_id
from models.coordination import downloads, scopes
from models.coordination.downloads import PAPER, ExportRequest
from models.people import audit
from models.people.people import Role
from services.reports.access import kinds_for, limited, person_of_paper
from services.reports.asked import NothingToReport, PaperAsked, days_of, round_of
from services.reports.codes import SIZES
from services.reports.kinds import KINDS, PaperKind
from thai.context import Context
from thai.enquiries import day_said
from thai.papers import SUFFIXES
from thai.places import display

PERIODS: Final = ("this-month", "last-month", "last-week", "season", "between")
SHOWN_PEOPLE: Final = 1000
MOST_LETTERS: Final = 40  # of a day


def add_papers(pages: Dashboard) -> None:
    @pages.get("/app/papers")
    def papers(visitor: Visitor) -> str:
        return _page(pages, visitor)

    @pages.post("/app/papers", EVERYBODY)
    def make(visitor: Visitor) -> Any:
        try:
            wanted = _wanted(visitor)
        except NothingToReport as nothing:
            return pages.done(visitor, "/app/papers", nothing.said(visitor.text))
        if isinstance(wanted, str):
            return pages.done(visitor, "/app/papers", visitor.text(wanted))
        made, token = downloads.offer(visitor.session, visitor.person.id, wanted, visitor.real_now)
        actor = f"person:{visitor.person.id}"
        audit.record(
            visitor.session, visitor.now, actor, "offer_download", visitor.person.id, download=made.id, kind=wanted.kind
        )
        return redirect(f"/d/{token}?{OUTSIDE_LINE}", 303)


def _page(pages: Dashboard, visitor: Visitor) -> str:
    kinds = kinds_for(visitor.role, visitor.programme)
    is_own = visitor.role is Role.PARTICIPANT
    people = [] if is_own else scopes.names(visitor.session, visitor.access, (Role.PARTICIPANT,))[:SHOWN_PEOPLE]
    chosen = request.args.get("kind", "")
    return pages.page(
        "papers.html",
        visitor,
        title=visitor.text("web-papers"),
        kinds=kinds,
        chosen=chosen if chosen in KINDS else None,
        person=request.args.get("person", type=stored_id),
        people=people,
        rounds=[(one.key, one.name(visitor.language)) for one in visitor.programme.evaluation.rounds],
        with_people=any(one.of_person for one in kinds) and not is_own,
        with_rounds=any(one.of_round for one in kinds),
        periods=PERIODS,
        suffixes=SUFFIXES,
        sizes=sorted(SIZES, reverse=True),
        with_codes=any(one.issues for one in kinds),
        choices=None if is_own else choices(visitor),
    )


def _wanted(visitor: Visitor) -> ExportRequest | str:
    """Return what the form asks for, or the key of the sentence that says what is missing."""
    form = request.form
    kind, suffix = KINDS.get(form.get("kind", "")), form.get("suffix", "")
    if kind is None or visitor.role not in kind.roles or suffix not in SUFFIXES:
        raise NotFoundHere
    first, last = _days(visitor, form.get("period", ""))
    if first and last and first > last:
        first, last = last, first
    if kind.of_days and form.get("period") == "between" and first is None and last is None:
        return "web-paper-needs-days"
    if kind.of_days:
        days_of(visitor.programme, PaperAsked(kind.key, first, last), visitor.day)
    about = _about(visitor, kind)
    if isinstance(about, str):
        return about
    key = form.get("round", "")
    if kind.issues:
        return _codes(visitor, kind, suffix, key)
    if kind.of_round and key not in {one.key for one in visitor.programme.evaluation.rounds}:
        return "web-paper-needs-round"
    if kind.of_round:
        round_of(visitor.programme, key, visitor.day)
    wanted = ExportRequest(f"{PAPER}{kind.key}", suffix, key if kind.of_round else None, first, last)
    if kind.of_person:
        return replace(wanted, about_person_id=about)
    within = _within(visitor, wanted)
    return within if limited(visitor.access, within.agency, within.area).grants else "web-paper-outside"


def _codes(visitor: Visitor, kind: PaperKind, suffix: str, round_key: str) -> ExportRequest | str:
    """Return the sheet of codes that the form asks for; raters' codes are of a round that has opened."""
    chosen = request.form.get("codes") == "raters"
    if chosen and round_key not in {one.key for one in visitor.programme.evaluation.rounds}:
        return "web-paper-needs-round"
    if chosen:
        round_of(visitor.programme, round_key, visitor.day)
    size = request.form.get("a_page", 0, type=int)
    asked = PaperAsked(kind.key, round_key=round_key if chosen else None, a_page=size if size in SIZES else max(SIZES))
    within = _within(visitor, ExportRequest(f"{PAPER}{kind.key}", suffix, asked.form_key))
    return within if limited(visitor.access, within.agency, within.area).grants else "web-paper-outside"


def _about(visitor: Visitor, kind: PaperKind) -> int | str | None:
    """Return the person whose paper it is, None if it is about many, or the sentence that asks for one."""
    if not kind.of_person:
        return None
    if visitor.role is kind.own:
        return visitor.person.id
    person_id = request.form.get("person", type=stored_id)
    if person_id is None:
        return "web-paper-needs-person"
    person = person_of_paper(visitor.session, visitor.access, visitor.person.id, person_id)
    if person is None:
        raise NotFoundHere
    return person.id


def _within(visitor: Visitor, wanted: ExportRequest) -> ExportRequest:
    """Limit a paper to a place and an agency, if they are chosen and there are such."""
    place, agency = request.form.get("place", ""), request.form.get("agency", "")
    known = {one.name.th for one in visitor.programme.agencies}
    return replace(wanted, area=place if _is_place(place) else None, agency=agency if agency in known else None)


def _is_place(code: str) -> bool:
    try:
        return len(code) in (2, 4) and code.isascii() and code.isdigit() and bool(display(code))
    except KeyError:
        return False


def _days(visitor: Visitor, period: str) -> tuple[date | None, date | None]:
    day = visitor.day
    match period:
        case "last-month":
            last = day.replace(day=1) - timedelta(days=1)
            return last.replace(day=1), last
        case "last-week":
            monday = day - timedelta(days=day.weekday() + 7)
            return monday, monday + timedelta(days=6)
        case "season":
            return visitor.programme.start, day
        case "between":
            return _day(visitor, "from"), _day(visitor, "to")
    return day.replace(day=1), day


def _day(visitor: Visitor, name: str) -> date | None:
    """Return a day of the form, in either era: not every browser has a calendar to choose it from."""
    return day_said(request.form.get(name, "")[:MOST_LETTERS], Context(visitor.now))
