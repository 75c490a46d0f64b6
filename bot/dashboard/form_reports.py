"""`/app/forms/<key>/report`: what was answered to each question, drawn by its type, compared by groups."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Final

from flask import request

from bot.dashboard import charts
from bot.dashboard.forms import asked_form
from bot.dashboard.pages import COORDINATORS, Dashboard
from bot.dashboard.visitor import Visitor
from locales.texts import Text
from services.dashboard import form_report
from services.dashboard.form_report import PlacedAnswers, QuestionReport
from thai import centres
from thai.dates import month_year, short_day
from thai.places import display

GROUPINGS: Final = ("sector", "agency", "province", "district")
PLACES_SHOWN: Final = 12


def add_form_reports(pages: Dashboard) -> None:
    @pages.get("/app/forms/<key>/report", COORDINATORS)
    def report(visitor: Visitor, key: str) -> str:
        columns, lines, more = asked_form(visitor, key)
        offered = [one for one in GROUPINGS if one != "sector" or key in visitor.programme.sector_questions]
        by = request.args.get("by") if request.args.get("by") in offered else None
        groups = form_report.grouped(visitor.session, visitor.programme, visitor.text, lines, by, key)
        questions = form_report.report(visitor.text, columns, groups)
        labels = {one.path: _labels(one, visitor.text) for one in questions}
        return pages.page(
            "form_report.html",
            visitor,
            questions=questions,
            count=len(lines),
            by=by,
            groupings=[(one, visitor.text(f"web-form-by-{one}")) for one in offered],
            names=groups.names,
            sizes=[len(those) for those in groups.lines],
            labels=labels,
            drawn={one.path: _drawn(one, labels[one.path], groups.names) for one in questions},
            near={one.path: _near(one.places, visitor.language) for one in questions},
            **more,
        )


def _drawn(one: QuestionReport, labels: list[str], names: tuple[str, ...]) -> Any:
    if one.kind in ("columns", "time") and one.bars:
        brief = [said.rpartition(" ")[0] if one.kind == "time" else said for said in labels]  # without the year
        return charts.column_chart(one.bars, brief, names)
    return charts.place_chart(one.places) if one.places else None


def _labels(one: QuestionReport, text: Text) -> list[str]:
    """Return what stands below each column: days and months as people write them."""
    if one.kind != "time":
        return [bar.label for bar in one.bars]
    return [_said(bar.label, text.language) for bar in one.bars]


def _said(iso: str, language: str) -> str:
    if len(iso) == len("2023-07"):
        return month_year(date.fromisoformat(f"{iso}-01"), language)
    return short_day(date.fromisoformat(iso), language)


def _near(places: Iterable[PlacedAnswers], language: str) -> list[tuple[str, int]]:
    """Return the districts to whose towns locations lie nearest, with how many, the most first."""
    found: dict[str, int] = {}
    for one in places:
        code = _nearest(round(one.latitude, 2), round(one.longitude, 2))
        found[code] = found.get(code, 0) + one.count
    often = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:PLACES_SHOWN]
    return [(display(code, language), count) for code, count in often]


@cache
def _nearest(latitude: float, longitude: float) -> str:
    return centres.nearest_town(latitude, longitude)
