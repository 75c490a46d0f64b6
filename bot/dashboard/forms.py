"""`/app/forms`: submissions of forms as a table, and one record with its history."""

from datetime import date, datetime
from typing import Any, Final

from flask import request

from bot.dashboard.address import asked
from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere
from bot.dashboard.paging import paging
from bot.dashboard.people import choices
from bot.dashboard.visitor import Visitor
from models.people import people
from services.dashboard import forms
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
        columns, lines, more = asked_form(visitor, key)
        headings = [one.heading for one in columns]
        chosen = request.args.getlist("column", type=int)
        shown = [one for one in chosen if 0 <= one < len(columns)] or _first_columns(len(columns))
        if words := more["limits"].words:  # in all columns, also those that are not shown
            lines = [line for line in lines if any(words in str(one.cell(line)) for one in columns)]
        cells = [[_said(columns[place].cell(line), visitor.language) for place in shown] for line in lines]
        told = list(zip(lines, cells, strict=True))
        sort = request.args.get("sort", type=int)
        if sort is not None and sort in shown:
            told.sort(key=lambda one: one[1][shown.index(sort)])
        part = paging(len(told), PAGE)
        return pages.page(
            "form_table.html",
            visitor,
            headings=headings,
            shown=shown,
            rows=told[part.skipped : part.skipped + PAGE],
            paging=part,
            **more,
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
    title = next((one.title for one in forms.published(visitor.session, visitor.access) if one.key == key), None)
    if title is None:
        raise NotFoundHere
    access = limits.within(visitor.access)
    columns, lines = forms.rows(visitor.session, key, visitor.text, access, limits.first, limits.last)
    return columns, lines, {"title": title, "key": key, "limits": limits, "choices": choices(visitor)}


def _first_columns(count: int) -> list[int]:
    """Return the author, the day, and the first questions."""
    return [place for place in (2, 7, *range(9, count)) if place < count][:SHOWN_FIRST]


def _said(value: Any, language: str) -> str:
    if isinstance(value, datetime):
        return f"{short_day(value.date(), language)} {value:%H:%M}"
    if isinstance(value, date):
        return short_day(value, language)
    return "" if value is None else str(value)
