"""Workbooks to fill in and send back: a roster, a list of raters. Cells offer what they take, say what belongs in them,
and Excel asks when something else is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Final

import xlsxwriter
from sqlalchemy.orm import Session

from locales.texts import Text
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from models.people.people import Role
from programmes import Programme, Stage
from programmes.evaluations import EvaluationRound
from services.evaluations.importing import EVERYBODY, HEADINGS
from services.exports.row_xml import BUDDHIST, letters_of
from services.exports.sheets import Sheet
from services.roster.columns import columns_of
from services.roster.spelling import spellings
from thai.gazetteer import gazetteer
from thai.places import bare_name

LINES: Final = 2_500  # that offer their lists, as many as a roster in the chat may have
WIDTH: Final = 26
FIRST_DAY: Final = date(2000, 1, 1)
LONGEST_TITLE: Final = 32  # letters, Excel's limits
LONGEST_ADVICE: Final = 255
DAYS: Final = ("from", "to")


@dataclass(frozen=True, slots=True)
class BlankColumn:
    """A column to be filled in: its heading, what belongs in it, and what it offers. `only` refuses anything else;
    else Excel asks whether what was typed is meant."""

    heading: str
    about: str
    offered: Sequence[str] = ()
    only: bool = False
    is_day: bool = False


def roster_blank(programme: Programme, text: Text, out: IO[bytes]) -> None:
    """Write the empty roster of a programme, with Thai headings."""
    stages = {stage.roster_column: stage for stage in programme.stages}
    columns = []
    for key, headings in columns_of(programme).headings.items():
        stage = stages.get(key)
        columns.append(
            BlankColumn(
                heading=next((one for one in headings if not one.isascii()), headings[0]),
                about=text("blank-roster-stage", stage=stage.name("th")) if stage else text(f"blank-roster-{key}"),
                offered=_areas_of(stage) if stage else _offered(key, programme),
                only=key == "role" or bool(stage and stage.areas),
                is_day=key in DAYS,
            )
        )
    _write(text("blank-roster"), columns, text, out)


def raters_blank(
    session: Session, programme: Programme, access: AccessScope, turn: EvaluationRound, text: Text, out: IO[bytes]
) -> None:
    """Write the empty list of raters of a round; whom they rate is offered from the access scope."""
    offered: dict[str, Sequence[str]] = {
        "kind": [kind.label("th") for kind in turn.raters if kind.nominated_by or kind.decided_by],
        "sector": [sector.label("th") for sector in programme.sectors],
        "district": _areas("district"),
        "about": [EVERYBODY[2], *(name for _, name in scopes.names(session, access, (Role.PARTICIPANT,)))],
    }
    columns = [
        BlankColumn(headings[1], text(f"blank-raters-{key}"), offered.get(key, ()), only=key in ("kind", "sector"))
        for key, headings in HEADINGS.items()
    ]
    _write(text("blank-raters"), columns, text, out)


def _offered(key: str, programme: Programme) -> Sequence[str]:
    agencies = [agency.name.th for agency in programme.agencies]
    if key == "role":
        return [spellings("roles", role.value)[1] for role in (Role.PARTICIPANT, Role.MENTOR, Role.COORDINATOR)]
    if key == "agency":
        return agencies
    if key == "area":
        return [*_areas("district"), *_areas("province")]
    if key == "scope":
        kinds = {kind: spellings("scopes", kind)[1] for kind in ("all", "phase", "agency", "province")}
        return [
            kinds["all"],
            *(f"{kinds['phase']}: {phase.number}" for phase in programme.phases),
            *(f"{kinds['agency']}: {name}" for name in agencies),
            *(f"{kinds['province']}: {name}" for name in _areas("province")),
        ]
    return ()


def _areas_of(stage: Stage) -> Sequence[str]:
    """Return the names of the areas in which people may work in a stage."""
    return [_name(area.code) for area in stage.areas] or _areas(stage.area_level)


def _name(code: str) -> str:
    """Return the name of an area as a roster has it: a district with its province."""
    return bare_name(code) if len(code) == 2 else f"{bare_name(code)} {bare_name(code[:2])}"


def _areas(level: str) -> Sequence[str]:
    """Return the names of all areas of a level, province by province."""
    children = gazetteer().children
    provinces = sorted((code for code in children if len(code) == 2), key=bare_name)
    if level == "province":
        return [_name(code) for code in provinces]
    return [_name(one) for code in provinces for one in sorted(children[code], key=bare_name)]


def _write(name: str, columns: Sequence[BlankColumn], text: Text, out: IO[bytes]) -> None:
    with xlsxwriter.Workbook(out) as book:
        sheet = Sheet(book, name, [WIDTH] * len(columns))
        sheet.head([column.heading for column in columns])
        lists = Sheet(book, text("blank-lists"), [WIDTH] * len(columns))
        day = sheet.format(num_format=BUDDHIST, align="left")
        for at, column in enumerate(columns):
            _column(lists, at, column.offered)
            if column.is_day:
                sheet.sheet.set_column(at, at, WIDTH, day)
            sheet.sheet.data_validation(1, at, LINES, at, _validation(lists, at, column, text))
        sheet.row = LINES
        sheet.filter_and_freeze(len(columns))
        lists.sheet.hide()


def _column(lists: Sheet, at: int, offered: Iterable[str]) -> None:
    for row, one in enumerate(offered):
        lists.sheet.write_string(row, at, one)


def _validation(lists: Sheet, at: int, column: BlankColumn, text: Text) -> dict[str, object]:
    said: dict[str, object] = {
        "input_title": column.heading[:LONGEST_TITLE],
        "input_message": column.about[:LONGEST_ADVICE],
        "error_title": column.heading[:LONGEST_TITLE],
        "error_message": text("blank-refused" if column.only else "blank-doubted")[:LONGEST_ADVICE],
        "error_type": "stop" if column.only else "warning",
    }
    if column.offered:
        place = letters_of(at)
        return said | {"validate": "list", "source": f"='{lists.quoted}'!${place}$1:${place}${len(column.offered)}"}
    if column.is_day:
        return said | {"validate": "date", "criteria": ">=", "value": FIRST_DAY}
    return said | {"validate": "any"}
