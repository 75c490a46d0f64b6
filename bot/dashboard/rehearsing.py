"""`/app/rehearsal`: a rehearsal of the season is asked for, goes on by itself, and shows who would read what when."""

from datetime import date
from typing import Any, Final

from flask import request

from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere
from bot.dashboard.visitor import Visitor
from models.reminders import rehearsals
from models.reminders.rehearsals import Rehearsal, RehearsalState
from services.dashboard.rehearsals import ROLES, RehearsalResult, digest_of, rule_name, unpacked
from thai.dates import month_year

PLACE: Final = "/app/rehearsal"
SHARES: Final = (0, 60, 80, 100)  # of a hundred, who report each day
FIRST_SHARE: Final = 80


def add_rehearsing(pages: Dashboard) -> None:
    @pages.get(PLACE, COORDINATORS)
    def rehearsal(visitor: Visitor) -> str:
        _whole(visitor)
        session, text = visitor.session, visitor.text
        newest, done = rehearsals.newest(session), rehearsals.newest_done(session)
        is_current = done is not None and done.programme == digest_of(pages.settings.programme)
        shown = _result(visitor, done) if done is not None and is_current else {}
        return pages.page(
            "rehearsal.html",
            visitor,
            title=text("web-rehearsal"),
            newest=newest,
            is_open=newest is not None and newest.state in (RehearsalState.WAITING, RehearsalState.RUNNING),
            percent=_percent(visitor, newest),
            outdated=done is not None and not is_current,
            done=done if is_current else None,
            shares=SHARES,
            first_share=FIRST_SHARE,
            **shown,
        )

    @pages.post(PLACE, COORDINATORS)
    def ask(visitor: Visitor) -> Any:
        _whole(visitor)
        share = request.form.get("share", FIRST_SHARE, type=int)
        if share not in SHARES:
            raise NotFoundHere
        rehearsals.ask(visitor.session, visitor.person.id, share, visitor.real_now)
        return pages.done(visitor, PLACE, visitor.text("web-rehearsal-asked"))


def _whole(visitor: Visitor) -> None:
    """Raise NotFoundHere for who does not coordinate the whole programme."""
    if not visitor.access.is_whole:
        raise NotFoundHere


def _percent(visitor: Visitor, newest: Rehearsal | None) -> int:
    """Return how much of the season a rehearsal has gone through, of a hundred."""
    if newest is None or newest.day is None:
        return 0
    first, last = visitor.programme.start, visitor.programme.end
    return max(1, min(99, round(100 * (newest.day - first).days / max(1, (last - first).days))))


def _result(visitor: Visitor, done: Rehearsal) -> dict[str, Any]:
    """Return what the page shows of a rehearsal: its numbers, and the days of the month that is asked for."""
    stored = rehearsals.result_of(visitor.session, done.id)
    if stored is None:
        return {}
    result: RehearsalResult = unpacked(stored)
    programme, text = visitor.programme, visitor.text
    months = [month.first[:7] for month in result.months]
    month = request.args.get("month", "")
    role = request.args.get("role") if request.args.get("role") in ROLES else None
    month = month if month in months else next(iter(months), "")
    names = {one.rule: rule_name(one.rule, programme, text) for one in result.rules}
    said = {one.first[:7]: month_year(date.fromisoformat(one.first), text.language) for one in result.months}
    return {
        "result": result,
        "month": month,
        "role": role,
        "month_names": said,
        "rule_names": names,
        "role_names": {one: getattr(programme.roles, one)(text.language) for one in ROLES},
        "read": result.of_month(month, role),
    }
