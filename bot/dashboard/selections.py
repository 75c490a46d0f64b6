"""`/app/selections`: the selections; one with what jurors give, the ranking when its days are over, and its closing."""

from collections.abc import Mapping
from typing import Any, Final

from flask import request

from bot.dashboard.navigation import EVERYBODY
from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere
from bot.dashboard.visitor import Visitor
from bot.dashboard.web_turn import carry_out, typed
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from handlers.selections.closing import close_and_tell
from handlers.selections.showing import called, group_called
from models.people.people import Role
from models.selections import marks
from programmes.selections import Selection
from services.calls.seeing import units_named
from services.selections.judging import (
    LONGEST_REASON,
    NotClosed,
    SelectionState,
    give,
    is_juror,
    judged,
    ranking,
    state_of,
)

PLACE: Final = "/app/selections"
MOST_ORDER: Final = 9_999


def add_selections(pages: Dashboard) -> None:
    @pages.get(PLACE, EVERYBODY)
    def selections(visitor: Visitor) -> Any:
        if not visitor.programme.selections or visitor.role is Role.MENTOR:
            raise NotFoundHere
        known = [(one, state_of(visitor.session, one, visitor.day)) for one in visitor.programme.selections]
        return pages.page("selections.html", visitor, title=visitor.text("web-selections"), selections=known)

    @pages.get(f"{PLACE}/<key>", EVERYBODY)
    def selection(visitor: Visitor, key: str) -> Any:
        found = _named(visitor, key)
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
        return pages.page(
            "selection.html",
            visitor,
            title=found.name(language),
            found=found,
            state=state,
            judged={one.key: called(one, language, by_name=juror or one.unit.code in named) for one in there},
            groups={one.in_group: group_called(visitor.programme, one.in_group, language) for one in there},
            marking=juror and state is SelectionState.OPEN,
            mine={one.candidate: one.marks for one in given if one.juror_id == visitor.person.id},
            jurors=_jurors(given),
            ranked=ranking(visitor.session, visitor.programme, found) if over else [],
            results=marks.results(visitor.session, found.key) if closed else [],
            closed=closed,
            whole=whole,
        )

    @pages.post(f"{PLACE}/<key>", COORDINATORS)
    def act(visitor: Visitor, key: str) -> Any:
        found, back = _named(visitor, key), f"{PLACE}/{key}"
        state = state_of(visitor.session, found, visitor.day)
        if request.form.get("act") == "close":
            if not visitor.access.is_whole:
                raise NotFoundHere
            return pages.done(visitor, back, _close(pages, visitor, found, state))
        if state is not SelectionState.OPEN or not is_juror(visitor.programme, found, visitor.person, visitor.role):
            raise NotFoundHere
        given, broken = _given(found)
        changed = give(visitor.session, visitor.programme, found, given, visitor.now, by=visitor.person)
        key_said = "web-marks-stored-partly" if broken else "web-marks-stored"
        return pages.done(visitor, back, visitor.text(key_said, count=changed, broken=broken))


def _named(visitor: Visitor, key: str) -> Selection:
    found = next((one for one in visitor.programme.selections if one.key == key), None)
    if found is None or visitor.role is Role.MENTOR:
        raise NotFoundHere
    return found


def _close(pages: Dashboard, visitor: Visitor, found: Selection, state: SelectionState) -> str:
    if state is not SelectionState.OVER:
        return visitor.text("selection-not-closed-early")
    order = sorted((number, one) for one in request.form if (number := _order(one)) is not None)
    reason = typed("reason", LONGEST_REASON)

    def do(turn: Turn) -> Reply:
        return close_and_tell(
            turn,
            found,
            reason,
            [one.removeprefix("tie-") for _, one in order],
            although_missing=request.form.get("although") == "1",
        )

    try:
        return carry_out(pages, visitor, do)
    except NotClosed as refused:
        return visitor.text(f"selection-not-closed-{refused.why}", count=refused.count)


def _order(name: str) -> int | None:
    """Return which place among equals a field of the form gives, or None."""
    number = request.form.get(name, type=int) if name.startswith("tie-") else None
    return number if number is not None and 0 < number <= MOST_ORDER else None


def _given(found: Selection) -> tuple[dict[str, Mapping[str, int]], int]:
    """Return the marks of a form by candidate, and how many rows are not whole or out of range."""
    rows: dict[str, dict[str, str]] = {}
    for name, value in request.form.items():
        candidate, _, criterion = name.removeprefix("mark-").rpartition(".")
        if name.startswith("mark-") and value.strip():
            rows.setdefault(candidate, {})[criterion] = value.strip()
    most = {one.key: one.most for one in found.criteria}
    whole: dict[str, Mapping[str, int]] = {}
    for candidate, row in rows.items():
        numbers = {key: int(value) for key, value in row.items() if value.isascii() and value.isdecimal()}
        if numbers.keys() == most.keys() and all(number <= most[key] for key, number in numbers.items()):
            whole[candidate] = numbers
    return whole, len(rows) - len(whole)


def _jurors(given: list[marks.JurorMarks]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for one in given:
        counted[one.candidate] = counted.get(one.candidate, 0) + 1
    return counted
