"""`/app/entries`: entries by words and filters, and one entry with its history."""

from datetime import date
from typing import Any, Final

from flask import Response, make_response, redirect, request

from bot.dashboard.address import AddressFilters, asked
from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere
from bot.dashboard.paging import paging
from bot.dashboard.people import choices
from bot.dashboard.visitor import Visitor
from bot.inbound.turn import OUTSIDE_LINE
from locales.texts import Text
from models.activities.parts import BY_KEY, PartType
from models.activities.revisions import ActivityRevision
from models.coordination import downloads, scopes
from models.coordination.downloads import CHOSEN, ExportRequest
from models.people import audit
from models.people.people import Role
from models.reviews import mentoring
from services.dashboard import entries
from services.dashboard.entries import COUNTED_UP_TO, EntriesAsked, EntryState
from thai.dates import short_day
from thai.places import display

PAGE: Final = 25
SUFFIXES: Final = ("xlsx", "csv")


def add_entries(pages: Dashboard) -> None:
    @pages.get("/app/entries")
    def entries_list(visitor: Visitor) -> str:
        limits = asked(visitor)
        found = entries.query(visitor.session, limits.within(visitor), entries_asked(visitor, limits))
        count = entries.count(visitor.session, found) if found is not None else 0
        part = paging(min(count, COUNTED_UP_TO), PAGE)
        ids = list(visitor.session.scalars(found.offset(part.skipped).limit(PAGE))) if found is not None else []
        programme, language = visitor.programme, visitor.language
        return pages.page(
            "entries.html",
            visitor,
            title=visitor.text("web-entries"),
            lines=entries.lines(visitor.session, ids, programme),
            chosen=chosen(visitor, limits),
            suffixes=SUFFIXES if visitor.role is Role.COORDINATOR else (),
            asked_for=request.query_string.decode("ascii", "ignore"),
            paging=part,
            is_more=count > COUNTED_UP_TO,
            limits=limits,
            states=[(one, visitor.text(f"web-entries-{one}")) for one in EntryState if visitor.programme.stages],
            subjects=subject_choices(visitor),
            sectors=[(one.key, one.label(language)) for one in programme.sectors],
            tags=[(one.key, one.label(language)) for one in programme.tags],
            choices=choices(visitor) if visitor.role is not Role.PARTICIPANT else {},
        )

    @pages.post("/app/entries/file", COORDINATORS)
    def file(visitor: Visitor) -> Response:
        """Lead to a link to a file with all that the list has."""
        suffix = request.form.get("suffix", "")
        if suffix not in SUFFIXES:
            raise NotFoundHere
        limits = asked(visitor)
        written = entries_asked(visitor, limits).written()
        days = limits.first, limits.last
        wanted = ExportRequest(CHOSEN, suffix, written, *days, limits.area, limits.agency)
        made, token = downloads.offer(visitor.session, visitor.person.id, wanted, visitor.real_now)
        actor, whose = f"person:{visitor.person.id}", visitor.person.id
        audit.record(visitor.session, visitor.now, actor, "offer_download", whose, download=made.id, kind=wanted.kind)
        return make_response(redirect(f"/d/{token}?{OUTSIDE_LINE}", 303))

    @pages.get("/app/entries/<int:entry_id>")
    def entry_page(visitor: Visitor, entry_id: int) -> str:
        found = entries.whole_entry(visitor.session, visitor.access, visitor.person.id, entry_id)
        if found is None:
            raise NotFoundHere
        changes = [(one, change_said(visitor, one)) for one in found.changes]
        return pages.page("entry.html", visitor, title=visitor.text("web-entry"), found=found, changes=changes)


def entries_asked(visitor: Visitor, limits: AddressFilters) -> EntriesAsked:
    """Return what the address asks for; a participant has only their own."""
    programme = visitor.programme
    return EntriesAsked(
        words=limits.words,
        first=limits.first,
        last=limits.last,
        person=limits.person,
        sector=limits.sector,
        tag=limits.tag,
        subjects=limits.subjects(programme),
        state=EntryState(limits.state) if limits.state in set(EntryState) else None,
        own=visitor.person.id if visitor.role is Role.PARTICIPANT else None,
        authors=None if limits.mentor is None else cared_for(visitor, limits.mentor),
        either=limits.either,
        waits_within=tuple(programme.stage_days(stage) for stage in programme.stages),
    )


def chosen(visitor: Visitor, limits: AddressFilters) -> list[str]:
    """Return what a list is limited to, in words, so that a number on it says what it counts."""
    text, language = visitor.text, visitor.language
    said = [f"“{limits.words}”"] if limits.words else []
    said += [f"{text('record-part-tags')} {visitor.programme.tag(limits.tag).label(language)}"] if limits.tag else []
    if len(said) > 1 and limits.either:
        said = [f" {text('web-or')} ".join(said)]
    if limits.unit and visitor.programme.units is not None:
        said.append(visitor.programme.units.unit(limits.unit).called(language))
    if limits.place:
        said.append(display(limits.place, language))
    if limits.agency:
        said.append(limits.agency)
    if limits.sector:
        said.append(visitor.programme.sector(limits.sector).label(language))
    if limits.dimension:
        said += [one.label(language) for one in visitor.programme.dimensions if one.key == limits.dimension]
    if limits.goal:
        said.append(goal_said(text, limits.goal))
    if limits.first:
        said.append(f"{text('web-from')} {short_day(limits.first, language)}")
    if limits.last:
        said.append(f"{text('web-to')} {short_day(limits.last, language)}")
    if limits.state in set(EntryState):
        said.append(text(f"web-entries-{limits.state}"))
    for person_id in (limits.person, limits.mentor):
        known = scopes.person(visitor.session, visitor.access, person_id) if person_id is not None else None
        said += [known.name] if known is not None else []
    return said


def goal_said(text: Text, number: int) -> str:
    """Return a goal of the UN as people say it."""
    return f"SDG {number} {text(f'sdg-{number}')}"


def subject_choices(visitor: Visitor) -> dict[str, list[tuple[object, str]]]:
    """Return the dimensions and goals that a list can be limited to."""
    programme, language = visitor.programme, visitor.language
    return {
        "dimensions": [(one.key, one.label(language)) for one in programme.dimensions],
        "goals": [(number, goal_said(visitor.text, number)) for number in programme.goals],
    }


def cared_for(visitor: Visitor, mentor_id: int) -> tuple[int, ...]:
    """Return the ids of those whose entries of now wait for a mentor or deputy; nobody, if the mentor may not be
    seen."""
    session, day = visitor.session, visitor.day
    if mentor_id != visitor.person.id and scopes.person(session, visitor.access, mentor_id) is None:
        return ()
    stage = mentoring.answering_stage(visitor.programme, day) or visitor.programme.next_stage(day)
    found = mentoring.looked_after(session, stage, [mentor_id], day, first_only=True, left_too=True)
    return tuple(one.person_id for one in found.get(mentor_id, ()))


def change_said(visitor: Visitor, change: ActivityRevision) -> tuple[str, str, str]:
    """Return a revision in words: what was changed, its value before and after ("" if it is not on record)."""
    text, bare = visitor.text, change.part.lstrip("+-")
    if change.part == "state":
        named = text("web-change-state")
        before, after = (text(f"web-entry-state-{one}") if one else "" for one in (change.before, change.after))
        return named, before, after
    if bare in BY_KEY:
        named = text(f"web-change-{bare}")
        sign = {"+": text("web-change-added"), "-": text("web-change-removed")}.get(change.part[0], "")
        before, after = (_value(visitor, bare, one) for one in (change.before, change.after))
        return f"{named} {sign}".strip(), before, after
    return text("web-change-split"), "", ""


def _value(visitor: Visitor, part: str, value: Any) -> str:
    if value is None:
        return ""
    match BY_KEY[part].type:
        case PartType.DAY:
            return short_day(date.fromisoformat(value), visitor.language)
        case PartType.KEYS:
            named = {one.key: one.label(visitor.language) for one in visitor.programme.sectors}
            named |= {one.key: one.label(visitor.language) for one in visitor.programme.tags}
            return ", ".join(named.get(key, key) for key in value)
        case PartType.PLACES:
            return ", ".join(display(one["code"], visitor.language) if one["code"] else one["name"] for one in value)
    return str(value)
