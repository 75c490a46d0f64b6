"""`/app/selections`: the selections; one with what jurors give, the ranking when its days are over, and its closing."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Response, make_response, redirect, request

from bot.dashboard.navigation import EVERYBODY
from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere
from bot.dashboard.visitor import Visitor
from bot.dashboard.web_turn import carry_out, typed
from bot.inbound.turn import OUTSIDE_LINE, Turn
from bot.outbound.reply import Reply
from handlers.selections.closing import close_and_tell
from handlers.selections.showing import called, group_called
from models.coordination import downloads
from models.coordination.downloads import ExportRequest
from models.people import audit
from models.people.people import Role
from models.selections import marks
from programmes.selections import Selection
from services.calls.seeing import units_named
from services.selections.judging import (
    LONGEST_REASON,
    NO_ORDER,
    NotClosed,
    SelectionState,
    give,
    is_juror,
    judged,
    ranking,
    state_of,
)
from services.selections.typed import as_seen, read_marks, read_order

PLACE: Final = "/app/selections"
SUFFIXES: Final = ("xlsx", "csv")
NOTHING: Final[Mapping[str, Mapping[str, str]]] = {}


def add_selections(pages: Dashboard) -> None:
    @pages.get(PLACE, EVERYBODY)
    def selections(visitor: Visitor) -> Any:
        if not visitor.programme.selections or visitor.role is Role.MENTOR:
            raise NotFoundHere
        known = [(one, state_of(visitor.session, one, visitor.day)) for one in visitor.programme.selections]
        return pages.page(
            "selections.html",
            visitor,
            title=visitor.text("web-selections"),
            selections=known,
            places_said=_places_said(visitor),
        )

    @pages.get(f"{PLACE}/<key>", EVERYBODY)
    def selection(visitor: Visitor, key: str) -> Any:
        return _show(pages, visitor, _named(visitor, key))

    @pages.post(f"{PLACE}/<key>", COORDINATORS)
    def act(visitor: Visitor, key: str) -> Any:
        found, back = _named(visitor, key), f"{PLACE}/{key}"
        state = state_of(visitor.session, found, visitor.day)
        if request.form.get("act") == "close":
            if not visitor.access.is_whole:
                raise NotFoundHere
            try:
                return pages.done(visitor, back, _close(pages, visitor, found, state))
            except NotClosed as refused:
                said = visitor.text(f"selection-not-closed-{refused.why}", count=refused.count)
                return _show(pages, visitor, found, said, order=read_order(request.form), reason=typed("reason"))
        if request.form.get("act") == "file":
            return _file(visitor)
        if state is not SelectionState.OPEN or not is_juror(visitor.programme, found, visitor.person, visitor.role):
            raise NotFoundHere
        marked = read_marks(request.form, found)
        changed = give(visitor.session, visitor.programme, found, marked.given, visitor.now, by=visitor.person)
        said = visitor.text("web-marks-stored", count=changed, emptied=marked.emptied)
        if not marked.broken:
            return pages.done(visitor, back, said)
        broken = visitor.text("web-marks-broken", count=len(marked.broken))
        return _show(pages, visitor, found, f"{said} {broken}", broken=marked.broken)


def _file(visitor: Visitor) -> Response:
    """Lead to a link to a file with all selections."""
    suffix = request.form.get("suffix", "")
    if suffix not in SUFFIXES:
        raise NotFoundHere
    wanted = ExportRequest("selections", suffix)
    made, token = downloads.offer(visitor.session, visitor.person.id, wanted, visitor.real_now)
    actor, whose = f"person:{visitor.person.id}", visitor.person.id
    audit.record(visitor.session, visitor.now, actor, "offer_download", whose, download=made.id, kind=wanted.kind)
    return make_response(redirect(f"/d/{token}?{OUTSIDE_LINE}", 303))


def _show(
    pages: Dashboard,
    visitor: Visitor,
    found: Selection,
    problem: str | None = None,
    *,
    broken: Mapping[str, Mapping[str, str]] = NOTHING,
    order: Mapping[str, int] = NO_ORDER,
    reason: str | None = None,
) -> str:
    """Return the page of a selection. `problem`: what was not taken; then what was typed stands there again."""
    state = state_of(visitor.session, found, visitor.day)
    there = judged(visitor.session, visitor.programme, found)
    whole = visitor.role is Role.COORDINATOR and visitor.access.is_whole
    units, language = visitor.programme.units, visitor.language
    named = units_named(units, visitor.access) if units is not None and visitor.role is Role.COORDINATOR else ()
    juror = is_juror(visitor.programme, found, visitor.person, visitor.role)
    if not (whole or juror or state is SelectionState.CLOSED):
        there = []
    given = marks.of_selection(visitor.session, found.key)
    over = state is SelectionState.OVER and whole
    closed = marks.closing(visitor.session, found.key)
    mine = {one.candidate: one.marks for one in given if one.juror_id == visitor.person.id}
    return pages.page(
        "selection.html",
        visitor,
        title=found.name(language),
        found=found,
        state=state,
        problem=problem,
        judged={one.key: called(one, language, by_name=juror or one.unit.code in named) for one in there},
        groups={one.in_group: group_called(visitor.programme, one.in_group, language) for one in there},
        marking=juror and state is SelectionState.OPEN,
        shown={**mine, **broken},
        seen={key: as_seen(row, found) for key, row in mine.items()},
        broken=broken,
        jurors=_jurors(given),
        ranked=ranking(visitor.session, visitor.programme, found) if over else [],
        order=order,
        reason=reason,
        although=request.form.get("although") == "1",
        suffixes=SUFFIXES if visitor.role is Role.COORDINATOR else (),
        results=marks.results(visitor.session, found.key) if closed else [],
        closed=closed,
        whole=whole,
        places_said=_places_said(visitor),
    )


def _named(visitor: Visitor, key: str) -> Selection:
    found = next((one for one in visitor.programme.selections if one.key == key), None)
    if found is None or visitor.role is Role.MENTOR:
        raise NotFoundHere
    return found


def _close(pages: Dashboard, visitor: Visitor, found: Selection, state: SelectionState) -> str:
    """Close a selection and return what is said of it. Raises NotClosed."""
    if state is not SelectionState.OVER:
        raise NotClosed("early" if state is not SelectionState.CLOSED else "already")
    order, reason = read_order(request.form), typed("reason", LONGEST_REASON)

    def do(turn: Turn) -> Reply:
        although = request.form.get("although") == "1"
        return close_and_tell(turn, found, reason, order, although_missing=although)

    return carry_out(pages, visitor, do)


def _places_said(visitor: Visitor) -> Callable[[Selection], str]:
    """Return what says how many are chosen: of each group, or of all together."""
    units, language = visitor.programme.units, visitor.language
    levels = {one.key: one.name(language) for one in units.levels} if units is not None else {}

    def said(one: Selection) -> str:
        if one.group is None:
            return visitor.text("selection-places-of-all", count=one.places)
        return visitor.text("selection-places", count=one.places, group=levels[one.group])

    return said


def _jurors(given: list[marks.JurorMarks]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for one in given:
        counted[one.candidate] = counted.get(one.candidate, 0) + 1
    return counted
