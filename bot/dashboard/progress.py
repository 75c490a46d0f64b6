"""`/app/days`, `/app/coverage`, `/app/compare`: everybody's days, the sectors they met, and groups side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from flask import request

from bot.dashboard.address import asked
from bot.dashboard.filters import day_asked, narrowed, place_asked
from bot.dashboard.kept import KeptValues
from bot.dashboard.navigation import OVERSEERS
from bot.dashboard.overview import compared
from bot.dashboard.pages import Dashboard
from bot.dashboard.paging import Paging, paging
from bot.dashboard.people import choices
from bot.dashboard.visitor import Visitor
from services.dashboard.days import days_of_people
from services.dashboard.sectors import last_met
from services.dashboard.whole import sectors_of_people
from services.summaries import counting
from services.summaries import expected_people as rolls
from services.summaries.expected_people import ExpectedPeople
from services.summaries.summary import ComparedGroup

PAGE: Final = 50
MOST_DAYS: Final = 31
GROUPS: Final = ("province", "district", "agency", "mentor", "person")
ORDERS: Final = ("worst", "best", "reviews")
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PeopleOfDays:
    """The participants of some days, and the part of them that a page shows, by name."""

    roll: ExpectedPeople
    ids: Sequence[int]
    paging: Paging


def add_progress(pages: Dashboard) -> None:
    kept = KeptValues()

    @pages.get("/app/days", OVERSEERS)
    def days(visitor: Visitor) -> Any:
        last = min(day_asked("to") or visitor.day, visitor.programme.end)
        first = max(day_asked("from") or last - 13 * DAY, last - (MOST_DAYS - 1) * DAY)
        first = min(first, last)
        shown = [first + number * DAY for number in range((last - first).days + 1)]
        access = narrowed(visitor)
        people = _people(visitor, first, last)
        marked = days_of_people(visitor.session, visitor.programme, access, people.roll, people.ids, shown, visitor.day)
        title = visitor.text("web-days")
        return pages.page(
            "days.html",
            visitor,
            title=title,
            marked=marked,
            shown_days=shown,
            paging=people.paging,
            where=place_asked(),
            agency=request.args.get("agency", "").strip(),
        )

    @pages.get("/app/coverage", OVERSEERS)
    def coverage(visitor: Visitor) -> Any:
        session, programme, access = visitor.session, visitor.programme, narrowed(visitor)
        key = ("coverage", access, visitor.day, id(programme))
        made = partial(sectors_of_people, session, programme, access, programme.start, visitor.day)
        as_of, every = kept.get(key, visitor.real_now, made)
        state, lacks = request.args.get("state", ""), request.args.get("sector", "")
        shown = [one for one in every if state != "lacking" or one.lacks]
        shown = [one for one in shown if state != "whole" or not one.lacks]
        if lacks in {one.key for one in programme.sectors}:
            shown = [one for one in shown if lacks in one.lacks]
        part = paging(len(shown), PAGE)
        lines = shown[part.skipped : part.skipped + PAGE]
        return pages.page(
            "coverage.html",
            visitor,
            title=visitor.text("web-coverage"),
            as_of=as_of,
            lines=lines,
            met=last_met(session, access, [one.person_id for one in lines], programme.start, visitor.day),
            met_by={one.key: sum(1 for line in every if one.key in line.times) for one in programme.sectors},
            met_all=sum(1 for one in every if not one.lacks),
            people=len(every),
            sectors=programme.sectors,
            sector_names=[(one.key, one.label(visitor.language)) for one in programme.sectors],
            paging=part,
            state=state,
            lacks=lacks,
            limits=asked(visitor),
            choices=choices(visitor),
        )

    @pages.get("/app/compare", OVERSEERS)
    def compare(visitor: Visitor) -> Any:
        group = request.args.get("group", "province")
        order = request.args.get("order", "worst")
        group, order = group if group in GROUPS else "province", order if order in ORDERS else "worst"
        last = min(day_asked("to") or visitor.day, visitor.day)
        first = min(day_asked("from") or last - 6 * DAY, last)
        key = (
            "compare",
            visitor.access,
            visitor.day,
            group,
            order,
            first,
            last,
            visitor.language,
            id(visitor.programme),
        )
        as_of, found = kept.get(key, visitor.real_now, lambda: compared(visitor, group, order, first, last))
        shown = paging(len(found), PAGE)
        roll = rolls.expected_people(visitor.session, visitor.access, first, last)
        until = counting.last_judged(visitor.programme, first, last, visitor.day)
        return pages.page(
            "compare.html",
            visitor,
            title=visitor.text("web-compare"),
            as_of=as_of,
            found=found[shown.skipped : shown.skipped + PAGE],
            total=_total(visitor, found, roll.count(first, last)),
            until=until if until < last else None,
            paging=shown,
            group=group,
            order=order,
            groups=GROUPS,
            orders=ORDERS,
            first=first,
            last=last,
        )


def _total(visitor: Visitor, found: Sequence[ComparedGroup], people: int) -> ComparedGroup:
    """Return all groups together. `people` is said, because who has moved stands in two groups."""
    return ComparedGroup(
        label=visitor.text("web-compare-total"),
        people=people,
        missing=sum(one.missing for one in found),
        expected=sum(one.expected for one in found),
        reported=sum(one.reported for one in found),
        waiting=sum(one.waiting for one in found),
        longest=max((one.longest for one in found), default=0),
    )


def _people(visitor: Visitor, first: date, last: date) -> PeopleOfDays:
    roll = rolls.expected_people(visitor.session, narrowed(visitor), first, last)
    ordered = sorted(roll.people, key=lambda one: (roll.people[one].name, one))
    shown = paging(len(ordered), PAGE)
    return PeopleOfDays(roll, ordered[shown.skipped : shown.skipped + PAGE], shown)
