"""`/app/forms`: submissions of forms as a table, and one record with its history."""

from datetime import date, datetime
from typing import Any, Final

from flask import request

from bot.dashboard.address import asked
from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere
from bot.dashboard.paging import paging
from bot.dashboard.people import choices
from bot.dashboard.visitor import Visitor
from models.forms import forms as published_forms
from models.people import people
from services.dashboard import forms
from services.dashboard.form_table import FormTable, RowsAsked
from thai.dates import short_day

PAGE: Final = 50
SHOWN_FIRST: Final = 8  # columns, until others are chosen


def add_forms(pages: Dashboard) -> None:
    @pages.get("/app/forms", COORDINATORS)
    def forms_list(visitor: Visitor) -> str:
        found = forms.published(visitor.session, visitor.access)
        return pages.page("forms.html", visitor, title=visitor.text("web-forms"), forms=found)

    @pages.get("/app/forms/<key>", COORDINATORS)
    def table(visitor: Visitor, key: str) -> str:
        limits = asked(visitor)
        try:
            made = FormTable(visitor.session, key, visitor.text, limits.within(visitor))
        except KeyError:
            raise NotFoundHere from None
        columns = made.columns
        chosen = request.args.getlist("column", type=int)
        shown = [one for one in chosen if 0 <= one < len(columns)] or _first_columns(len(columns))
        sort = request.args.get("sort", type=int)
        # Words are looked for in all columns, also those that are not shown.
        rows_asked = RowsAsked(limits.first, limits.last, limits.words, sort if sort in shown else None)
        part = paging(made.count(rows_asked), PAGE)
        lines = made.page(rows_asked, part.skipped, PAGE)
        cells = [[_said(columns[place].cell(line), visitor.language) for place in shown] for line in lines]
        return pages.page(
            "form_table.html",
            visitor,
            title=_title(visitor, key),
            key=key,
            limits=limits,
            choices=choices(visitor),
            headings=[one.heading for one in columns],
            shown=shown,
            rows=list(zip(lines, cells, strict=True)),
            sort=rows_asked.sort,
            paging=part,
        )

    @pages.get("/app/forms/<key>/<int:submission_id>", COORDINATORS)
    def record(visitor: Visitor, key: str, submission_id: int) -> str:
        try:
            found = forms.one_row(visitor.session, key, visitor.text, visitor.access, submission_id)
        except KeyError:
            raise NotFoundHere from None
        if found is None:
            raise NotFoundHere
        columns, line = found
        answers = [(one.heading, _said(one.cell(line), visitor.language)) for one in columns]
        changes = forms.changes_of(visitor.session, submission_id)
        names = people.by_ids(visitor.session, sorted({one.by_person_id for one in changes}))
        return pages.page(
            "form_record.html",
            visitor,
            title=line.form.title,
            key=key,
            answers=[one for one in answers if one[1]],
            changes=changes,
            names={one: person.name for one, person in names.items()},
        )


def asked_form(visitor: Visitor, key: str) -> tuple[Any, Any, dict[str, Any]]:
    """Return columns, submissions and what both pages of many say. Raises NotFoundHere for an unknown form."""
    limits = asked(visitor)
    access = limits.within(visitor)
    try:
        columns, lines = forms.rows(visitor.session, key, visitor.text, access, limits.first, limits.last)
    except KeyError:
        raise NotFoundHere from None
    title = _title(visitor, key)
    return columns, lines, {"title": title, "key": key, "limits": limits, "choices": choices(visitor)}


def _title(visitor: Visitor, key: str) -> str:
    """Return the title of a form that was published."""
    newest = published_forms.newest(visitor.session, key)
    return newest.title if newest is not None else key


def _first_columns(count: int) -> list[int]:
    """Return the author, the day, and the first questions."""
    return [place for place in (2, 7, *range(9, count)) if place < count][:SHOWN_FIRST]


def _said(value: Any, language: str) -> str:
    if isinstance(value, datetime):
        return f"{short_day(value.date(), language)} {value:%H:%M}"
    if isinstance(value, date):
        return short_day(value, language)
    return "" if value is None else str(value)
