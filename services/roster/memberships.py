"""Reads one line of a roster as one membership, with the columns that its role needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final

from programmes import Programme
from services.roster.cell_values import (
    BadValue,
    nearest_agencies,
    read_agency,
    read_area,
    read_day,
    read_id,
    read_listed,
    read_name,
    read_place,
    read_role,
    read_scope,
    read_seat,
    read_text,
    read_unit,
)
from services.roster.names import joined
from services.roster.rows import Argument, RosterProblem, RosterRow
from services.roster.sheet import RosterSheet, SheetLine, Unreadable

ONLY_FOR: Final = {  # besides the columns of stages, which are for participants
    "area": "mentor",
    "deputy": "mentor",
    "scope": "coordinator",
}
_SAME_NAME: Final = ("id", "name", "role", "agency", "position")
USUAL_AGE: Final = 40  # years
_SHOWN: Final = 60  # letters of a wrong value that a message repeats


@dataclass(slots=True)
class RowDraft:
    """A line that is being read: the values that could be read, and the problems of the others."""

    sheet: RosterSheet
    line: SheetLine
    programme: Programme
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[RosterProblem] = field(default_factory=list)

    def read(self, column: str, how: Callable[[Any], Any]) -> None:
        """Read the cell of `column` with `how`, and keep the value or the problem."""
        try:
            self.values[column] = how(self.sheet.cell(self.line, column))
        except BadValue as wrong:
            self.wrong(column, wrong.key, **wrong.args_of_text)

    def wrong(self, column: str, key: str, **args: Argument) -> None:
        """Note a problem of `column`, with the heading in the file."""
        cell = self.sheet.cell(self.line, column)
        shown = "" if cell is None else cell.shown if isinstance(cell, Unreadable) else str(cell)
        heading = self.sheet.headings.get(column, column)
        self.problems.append(
            RosterProblem(self.line.number, heading, shown.strip()[:_SHOWN], key, args, self.sheet.name)
        )

    def row(self) -> RosterRow | None:
        """Return the membership, which is compared with others even if some values could not be read and are
        None. Return None if its person or its days could not be read."""
        if not {"id", "name", "role", "from", "to"} <= self.values.keys():
            return None
        read: dict[str, Any] = {name: self.values.get(name) for name in (*_SAME_NAME, *ONLY_FOR)}
        areas = {stage.key: self.values.get(stage.roster_column) for stage in self.programme.stages}
        return RosterRow(
            sheet=self.sheet.name,
            line=self.line.number,
            placements={key: area for key, area in areas.items() if area},
            from_day=self.values["from"],
            to_day=self.values["to"],
            unit=self.values.get("unit"),
            seat=self.values.get("seat"),
            group=self.values.get("group"),
            line_of_work=self.values.get("line"),
            level=self.values.get("level"),
            born=self.values.get("born"),
            appointed=self.values.get("appointed"),
            **read,
        )


def draft_of(sheet: RosterSheet, line: SheetLine, programme: Programme) -> RowDraft:
    """Read `line` as one membership of `programme`."""
    draft = RowDraft(sheet, line, programme)
    draft.read("id", read_id)
    draft.read("name", lambda _: _full_name(sheet, line))
    draft.read("role", read_role)
    draft.read("position", lambda cell: read_text(cell) or None)
    for stage in programme.stages:
        draft.read(stage.roster_column, partial(read_place, level=stage.area_level))
    draft.read("area", read_area)
    draft.read("scope", lambda cell: read_scope(cell, programme))
    draft.read("deputy", lambda cell: read_text(cell) or None)
    draft.read("from", lambda cell: read_day(cell, programme.start))
    draft.read("to", lambda cell: read_day(cell, programme.start))
    if programme.units is not None:
        draft.read("unit", partial(read_unit, units=programme.units))
        draft.read("seat", partial(read_seat, units=programme.units))
    if programme.development is not None:
        draft.read("group", partial(read_listed, known=programme.development.groups))
        draft.read("line", partial(read_listed, known=programme.development.lines))
    _facts(draft, programme)
    _agency(draft, programme)
    _days(draft)
    _columns_of_role(draft, programme)
    return draft


def _facts(draft: RowDraft, programme: Programme) -> None:
    """Read what rules of a call ask about: of every participant but those who answer calls, each of these columns that
    the file has needs a value."""
    answering = {seat for call in programme.calls for seat in call.answered_by}
    named = draft.values.get("role") == "participant" and draft.values.get("seat") not in answering
    for column in programme.roster_facts:
        if column == "level":
            draft.read(column, lambda cell: read_text(cell) or None)
        else:
            years = USUAL_AGE if column == "born" else 0  # of which century two digits are
            near = programme.start.replace(year=programme.start.year - years, day=1)
            draft.read(column, partial(read_day, near=near))
        value = draft.values.get(column, "")
        if isinstance(value, date) and value > programme.end:
            draft.wrong(column, "roster-day-to-come")
        if value is None and named and column in draft.sheet.headings:
            draft.wrong(column, "roster-fact-missing")


def _full_name(sheet: RosterSheet, line: SheetLine) -> str:
    """Return title, name and surname as one, from one column or several."""
    parts = [read_text(part) for column in ("title", "name", "surname") for part in sheet.parts(line, column)]
    if not sheet.parts(line, "name"):
        raise BadValue("roster-name-missing")
    return read_name(joined(parts))


def _agency(draft: RowDraft, programme: Programme) -> None:
    """Read the agency. A participant's must be one of the programme; others may have any."""

    def how(cell: Any) -> str | None:
        text = read_text(cell)
        known = read_agency(text, programme)
        if known or draft.values.get("role") != "participant":
            return known or text or None
        if not text:
            raise BadValue("roster-agency-missing")
        if programme.agencies:
            raise BadValue("roster-agency-unknown", nearest=nearest_agencies(text, programme))
        return text

    draft.read("agency", how)


def _days(draft: RowDraft) -> None:
    first, last = draft.values.get("from"), draft.values.get("to")
    if first and last and last < first:
        draft.wrong("to", "roster-days-reversed", start=first)


def _columns_of_role(draft: RowDraft, programme: Programme) -> None:
    values, role = draft.values, draft.values.get("role")
    if role is None:
        return
    of_stages = dict.fromkeys((stage.roster_column for stage in programme.stages), "participant")
    of_teams = dict.fromkeys(("unit", "seat", "group", "line"), "participant")
    for column, wanted in {**of_stages, **of_teams, **ONLY_FOR}.items():
        if values.get(column) is not None and role != wanted:
            draft.wrong(column, "roster-not-for-role", role=role, wanted=wanted)
    if role == "coordinator" and "scope" in values and values["scope"] is None:
        draft.wrong("scope", "roster-scope-missing")
    if role == "mentor" and values.get("area", "") is None and values.get("deputy", "") is None:
        draft.wrong("area", "roster-area-missing")
    if role == "participant":
        _placements(draft, programme)
        if programme.units is not None:
            for column, missing in (("unit", "roster-unit-missing"), ("seat", "roster-seat-missing")):
                if values.get(column, "") is None:
                    draft.wrong(column, missing)
        if programme.development is not None and values.get("group", "") is None:
            draft.wrong("group", "roster-group-missing")


def _placements(draft: RowDraft, programme: Programme) -> None:
    """Read a participant's areas: one for every stage in which they take part, which the stage allows."""
    first, last = draft.values.get("from"), draft.values.get("to")
    for stage in programme.stages:
        code = draft.values.get(stage.roster_column, "")
        gone = (last and last < stage.start) or (first and first > stage.end)
        if code is None and not gone and stage.roster_column in draft.sheet.headings:
            draft.wrong(stage.roster_column, f"roster-{stage.area_level}-missing")
        if code and stage.areas and code not in {area.code for area in stage.areas}:
            allowed = ", ".join(area.name.th for area in stage.areas)
            draft.wrong(stage.roster_column, "roster-not-in-stage", allowed=allowed)
