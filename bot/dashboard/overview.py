"""`/app`: how the programme is going, for whoever oversees it. Participants are led to their own page."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from flask import redirect

from bot.dashboard.kept import KeptValues
from bot.dashboard.pages import Dashboard
from bot.dashboard.visitor import Visitor
from models.people.people import Role
from services.calls.progress import AllAnswers, answers
from services.calls.progress import together as all_answers
from services.dashboard.days import days_of_people
from services.dashboard.forms import open_forms
from services.dashboard.heat import heat_of_everybody
from services.dashboard.rounds import open_rounds
from services.dashboard.sectors import last_met
from services.dashboard.weeks import weeks_of
from services.summaries import counting, summarise
from services.summaries import expected_people as rolls
from services.summaries.comparing import compare
from services.summaries.summary import ComparedGroup
from services.units.progress import AllForums, forum_progress, together
from services.units.seeing import units_seen
from thai.places import display

NAMES_SHOWN: Final = 8
GROUPS_SHOWN: Final = 8
PEOPLE_SHOWN: Final = 12
DAYS_SHOWN: Final = 14
WEEKS_SHOWN: Final = 8
DAY: Final = timedelta(days=1)


def add_overview(pages: Dashboard) -> None:
    kept = KeptValues()

    @pages.get("/app")
    def overview(visitor: Visitor) -> Any:
        if visitor.role is Role.PARTICIPANT:
            return redirect(f"/app/people/{visitor.person.id}", 303)
        key = (visitor.access, visitor.day, visitor.language, id(visitor.programme))
        as_of, values = kept.get(key, visitor.real_now, lambda: _values(visitor))
        title = visitor.text("web-overview")
        return pages.page("overview.html", visitor, title=title, names_shown=NAMES_SHOWN, as_of=as_of, **values)


def _values(visitor: Visitor) -> dict[str, Any]:
    """Return what the page shows."""
    session, programme, access, day = visitor.session, visitor.programme, visitor.access, visitor.day
    today = summarise(session, programme, access, day, day, day, open_day=day)
    days = [day - (DAYS_SHOWN - 1 - number) * DAY for number in range(DAYS_SHOWN)]
    mentors = compared(visitor, "mentor", "reviews", day, day) if today.unreviewed.total else ()
    return {
        "today": today,
        "daily": programme.expects_days,
        "mentored": bool(programme.stages),
        "forums": _forums_of_units(visitor),
        "calls": _calls_of_units(visitor),
        "forum_name": programme.forums.name(visitor.language) if programme.forums else "",
        "phase": programme.phase_on(day),
        "week": programme.week_on(day),
        "holiday": programme.holiday_name(day, visitor.language),
        "weeks": weeks_of(session, programme, access, day, WEEKS_SHOWN),
        "stuck_after": programme.reviews.coordinator_after,
        "shown_days": days,
        "provinces": compared(visitor, "province", "worst", days[0], day)[:GROUPS_SHOWN],
        "mentors": [one for one in mentors if one.waiting][:GROUPS_SHOWN],
        "rounds": open_rounds(session, programme, access, day),
        "forms": open_forms(session, programme, access, day),
        **_most_missing(visitor, days),
    }


def _forums_of_units(visitor: Visitor) -> AllForums | None:
    """Return how far the forums of all units are that the visitor sees, or None where none are wanted."""
    tree, terms, day = visitor.programme.units, visitor.programme.forums, visitor.day
    if tree is None or terms is None:
        return None
    seen = units_seen(visitor.session, tree, visitor.access, visitor.role, visitor.person.id, day)
    return together(terms, forum_progress(visitor.session, visitor.programme, seen, day))


def _calls_of_units(visitor: Visitor) -> list[tuple[str, AllAnswers]]:
    """Return the name of each call, and how far the units are that the visitor sees."""
    tree, session, day = visitor.programme.units, visitor.session, visitor.day
    if tree is None or not visitor.programme.calls:
        return []
    seen = units_seen(session, tree, visitor.access, visitor.role, visitor.person.id, day)
    calls = visitor.programme.calls
    return [(call.name(visitor.language), all_answers(answers(session, call, tree, seen))) for call in calls]


def compared(visitor: Visitor, group: str, order: str, first: date, last: date) -> tuple[ComparedGroup, ...]:
    """Return the groups of a kind in an order (as in the chat's comparison), with their names in words."""
    without = "summary-no-mentor" if group == "mentor" else f"compare-without-{group}"

    def name(key: str | None) -> str:
        return visitor.text(without) if key is None else display(key, visitor.language)

    return compare(
        visitor.session, visitor.programme, visitor.access, group, order, first, last, name, open_day=visitor.day
    )


def _most_missing(visitor: Visitor, days: Sequence[date]) -> dict[str, Any]:
    """Return the people with the most missing days of these, marked day by day, and the sectors they have ever met."""
    session, programme, access = visitor.session, visitor.programme, visitor.access
    roll = rolls.expected_people(session, access, days[0], days[-1])
    judged = counting.last_judged(programme, days[0], days[-1], visitor.day)
    attended = counting.attendance(session, programme, access, roll, days[0], judged)
    worst = sorted(attended.expected, key=lambda one: (-attended.missing(one), roll.people[one].name, one))
    ids = worst[:PEOPLE_SHOWN]
    marked = days_of_people(session, programme, access, roll, ids, days, visitor.day)
    return {
        "people": len(attended.expected),
        "marked": marked,
        "named": [(one.person_id, one.name) for one in marked],
        "heat": heat_of_everybody(session, programme, access, roll, worst, days),
        "met": last_met(session, access, ids, programme.start, visitor.day),
        "sectors": programme.sectors,
    }
