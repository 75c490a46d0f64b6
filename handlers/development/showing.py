"""What the chat shows of the development plan: to staff their own part, to supervisors and committee that of others."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sqlalchemy import or_, select

from bot.cards.unit_list import UnitLine
from bot.inbound.router import on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import Postback, ShowDevelopment, unpack
from handlers.activities.recording import how_to_record
from handlers.conversation import is_fresh, leave_question
from handlers.development import plan_changes, spending
from handlers.development.cards import card_to_confirm, own_card
from handlers.development.confirming import show_waiting
from handlers.development.lists import LISTED, listed
from handlers.development.seen import (
    courses_in_force,
    length_said,
    months_said,
    none_here,
    number_said,
    oversight,
    own_membership,
    sees_all,
    stale,
    terms_of,
)
from handlers.roles import WITH_A_ROLE
from models.activities.activities import IS_COUNTED, Activity
from models.coordination import scopes
from models.development import trainings
from models.messaging.deliveries import About
from programmes.bangkok import bangkok_day
from programmes.development import PlanYear, StaffCompetency, year_said
from services.development.courses import Course, budgets, courses, of_year
from services.development.gaps import MemberProgress, gaps_by_group, progress_of, staff_progress
from thai.dates import short_day
from thai.development_asked import DevelopmentAsked
from thai.verdicts import read_numbers

SOME: Final = 3  # courses and names that a line names


def answer(turn: Turn, asked: DevelopmentAsked) -> Reply:
    """Answer what is asked about the plan."""
    number = asked.year if asked.year in {year.number for year in terms_of(turn).years} else None
    return show(turn, ShowDevelopment(asked.view, None, number))


def show_tapped(turn: Turn, button: ShowDevelopment) -> Reply:
    return stale(turn) if turn.programme.development is None else show(turn, button)


def show(turn: Turn, view: ShowDevelopment) -> Reply:
    """Show a view; what of others is out of scope does not exist."""
    leave_question(turn)
    return VIEWS[view.plan_view](turn, view)


def turn_page(turn: Turn) -> Reply:
    """Show the next page of a list or the one before, after the label was typed."""
    view = unpack(str(turn.conversation.data.get("view", "")))
    if not isinstance(view, ShowDevelopment):
        return stale(turn)
    page = max(1, int(turn.conversation.data["page"]) + (1 if turn.says("missing-next") else -1))
    return show_tapped(turn, ShowDevelopment(view.plan_view, view.person, view.number, page))


# ── one's own ──


def show_own(turn: Turn, view: ShowDevelopment) -> Reply:
    """Show the speaker's own plan: what they need and have, and what is planned for them this year."""
    member, text = own_membership(turn), turn.text
    if member is None:
        return show_year(turn, view) if oversight(turn) else none_here(turn)
    terms = terms_of(turn)
    one = progress_of(turn.session, terms, [member], turn.day)[0]
    year = _year(turn, view.number)
    mine = [each for each in of_year(courses_in_force(turn), year.number) if each.is_for(member.group)]
    places = (terms.group_of.get(member.group or ""), terms.line_of.get(member.line or ""))
    of = " · ".join(each.name(text.language) for each in places if each) or "–"
    return listed(
        turn,
        view,
        title=text("dev-own-title", year=year_said(year.number, text.language)),
        below=_below(turn, one),
        lines=[_course_line(turn, each) for each in mine],
        notes=[text("dev-own-note", group=of)],
        others=_views(turn, "gaps", "mine"),
    )


def show_gaps(turn: Turn, view: ShowDevelopment) -> Reply:
    """Show what the speaker lacks; to who oversees others, what each group of staff lacks."""
    member = own_membership(turn)
    if oversight(turn) is not None and view.person is None and (member is None or view.number != 1):
        return _gaps_of_groups(turn, view)
    return none_here(turn) if member is None else _gaps_of(turn, view, progress_of_one(turn, member.person_id))


def show_person(turn: Turn, view: ShowDevelopment) -> Reply:
    """Show what somebody in the speaker's scope lacks and learned."""
    seen = oversight(turn)
    person = scopes.person(turn.session, seen, view.person) if seen and view.person else None
    found = progress_of_one(turn, person.id) if person else None
    if person is None or found is None:
        return stale(turn)
    turn.looks_at(person.id)
    return _gaps_of(turn, view, found, name=person.name)


def progress_of_one(turn: Turn, person_id: int) -> MemberProgress | None:
    members = trainings.staff_on(turn.session, turn.day, person_ids=[person_id])
    return progress_of(turn.session, terms_of(turn), members, turn.day)[0] if members else None


def _gaps_of(turn: Turn, view: ShowDevelopment, one: MemberProgress | None, name: str | None = None) -> Reply:
    if one is None:
        return none_here(turn)
    text = turn.text
    key = "dev-gaps-of-title" if name else "dev-gaps-title"
    below = _below(turn, one)
    if not one.lacking:
        return say(text("dev-gaps-none", below=below))
    lines = [_lacking_line(turn, each, one) for each in one.lacking]
    title = text(key, count=len(one.lacking), name=name or "")
    return listed(turn, view, title=title, below=below, lines=lines, others=() if name else _views(turn, "own", "mine"))


def _below(turn: Turn, one: MemberProgress) -> str:
    """Return how far somebody is: what confirmed training has served, and apart from it what waits."""
    return turn.text(
        "dev-own-below", had=len(one.needed) - len(one.lacking), needed=len(one.needed),
        waiting=len(one.waiting), hours=number_said(one.hours),
    )  # fmt: skip


def _lacking_line(turn: Turn, one: StaffCompetency, whose: MemberProgress) -> UnitLine:
    """Return a line for a competency that is lacking: whether training in it waits to be confirmed, and the planned
    courses that serve it."""
    waits = one in whose.waiting
    language = turn.text.language
    serve = [
        each
        for each in courses_in_force(turn)
        if one.key in each.competencies and each.is_for(whose.member.group) and each.last >= turn.day
    ]
    details = [turn.text("dev-serves", name=each.name, months=months_said(turn, each)) for each in serve[:1]]
    details = [turn.text("dev-waits-confirmed"), *details] if waits else details
    return UnitLine(one.name(language), turn.text(f"dev-kind-{one.kind}"), tuple(details), good=waits)


def show_mine(turn: Turn, view: ShowDevelopment) -> Reply:
    """Show the speaker's own trainings, the newest first."""
    text, terms = turn.text, terms_of(turn)
    found = trainings.done(turn.session, terms.first, turn.day, person_ids=[turn.me.id])
    if not found:
        return say(text("dev-mine-none", how=how_to_record(turn)))
    lines = [
        UnitLine(
            text("dev-course-line", number=number, name=one.training.topic or text("dev-no-topic")),
            short_day(one.activity.day, text.language),
            tuple(
                filter(
                    None,
                    (
                        " · ".join(filter(None, (_way(turn, one.training.way), length_said(turn, one)))),
                        text(f"dev-state-{one.standing}"),
                    ),
                )
            ),
            good=one.confirmed,
            button=ShowDevelopment("training", None, one.activity.id),
        )
        for number, one in enumerate(found, 1)
    ]
    hours = number_said(math.fsum(one.hours(terms.hours_a_day) for one in found))
    title, below = text("dev-mine-title", count=len(found)), text("dev-mine-below", hours=hours)
    return listed(
        turn, view, title=title, below=below, lines=lines, notes=[text("dev-mine-open")],
        others=_views(turn, "own", "gaps"), entries=[one.activity.id for one in found],
    )  # fmt: skip


# ── what is planned ──


def show_year(turn: Turn, view: ShowDevelopment) -> Reply:
    """Show the courses of a year; everybody may see what is planned."""
    text, year = turn.text, _year(turn, view.number)
    found = of_year(courses_in_force(turn), year.number)
    cost = sum(one.budget for one in found)
    others = [
        (text("dev-year-button", year=year_said(one.number, text.language)), ShowDevelopment("year", None, one.number))
        for one in terms_of(turn).years
        if one is not year
    ]
    return listed(
        turn,
        ShowDevelopment("year", None, year.number, view.page),
        title=text("dev-year-title", year=year_said(year.number, text.language)),
        below=text("dev-year-below", count=len(found), budget=f"{cost:,}"),
        lines=[_course_line(turn, one) for one in found],
        notes=[text("dev-change-how")] if sees_all(turn) else [],
        others=[*others, *_views(turn, "revisions")],
    )


def _course_line(turn: Turn, one: Course) -> UnitLine:
    text, language, terms = turn.text, turn.text.language, terms_of(turn)
    groups = [terms.group_of[key].name(language) for key in one.groups if key in terms.group_of]
    details = [
        " · ".join(filter(None, (_way(turn, one.way), ", ".join(groups) or text("dev-everybody")))),
        text("dev-budget-line", budget=f"{one.budget:,}", owner=_owner(turn, one)),
    ]
    label = text("dev-course-line", number=one.number, name=one.name)
    return UnitLine(label, months_said(turn, one), tuple(details), good=one.last >= turn.day)


def show_budget(turn: Turn, view: ShowDevelopment) -> Reply:
    """Show what each year has, plans and has spent; to the committee and whoever oversees others."""
    if oversight(turn) is None:
        return none_here(turn)
    text, terms = turn.text, terms_of(turn)
    found = budgets(turn.session, terms, courses(turn.session, terms, text.language, dropped=True))
    lines = [
        UnitLine(
            text("dev-year", year=year_said(one.year, text.language)),
            text("dev-spent", spent=f"{one.spent:,}"),
            (text("dev-budget-year", allotted=f"{(one.planned if one.allotted is None else one.allotted):,}",
                  planned=f"{one.planned:,}", left=f"{one.left:,}"),),
            good=one.left >= 0 and (one.allotted is None or one.planned <= one.allotted),
            share=one.share,
        )
        for one in found
    ]  # fmt: skip
    spent = sum(one.spent for one in found)
    notes = [text("dev-spent-how")] if sees_all(turn) else []
    return listed(
        turn, view, title=text("dev-budget-title"), below=text("dev-budget-below", spent=f"{spent:,}"), lines=lines,
        notes=notes, others=_views(turn, "year", *(("spendings",) if sees_all(turn) else ())),
    )  # fmt: skip


# ── to supervisors and committee ──


def show_untrained(turn: Turn, view: ShowDevelopment) -> Reply:
    """Show the staff in scope who have learned nothing in a year of the plan."""
    seen = oversight(turn)
    if seen is None:
        return none_here(turn)
    text, year = turn.text, _year(turn, view.number)
    found = staff_progress(turn.session, terms_of(turn), seen, turn.day, year.number)
    without = [one for one in found if not one.count]
    turn.looks_at(*(one.member.person_id for one in without))
    lines = [
        UnitLine(
            one.member.name,
            one.member.agency or "",
            (text("dev-lacks", count=len(one.lacking)),) + (() if one.member.joined else (text("dev-not-joined"),)),
            good=False,
        )
        for one in without
    ]
    done = len(found) - len(without)
    below = text("dev-untrained-below", done=done, staff=len(found), year=year_said(year.number, text.language))
    title = text("dev-untrained-title", count=len(without))
    return listed(turn, view, title=title, below=below, lines=lines, others=_views(turn, "gaps", "waiting"))


def _gaps_of_groups(turn: Turn, view: ShowDevelopment) -> Reply:
    seen, text, terms = oversight(turn), turn.text, terms_of(turn)
    found = staff_progress(turn.session, terms, seen, turn.day) if seen else []
    lines = []
    for group, gaps in gaps_by_group(terms, found):
        people = sum(one.member.group == group for one in found)
        lacking = sum(one.lacking for one in gaps)
        needed = sum(one.needed for one in gaps)
        known = terms.group_of.get(group or "")
        name = known.name(text.language) if known else text("dev-no-group")
        worst = [
            text("dev-gap-line", name=one.competency.name(text.language), lacking=one.lacking, needed=one.needed)
            for one in gaps[:SOME]
            if one.lacking
        ]
        share = round(100 * (needed - lacking) / needed) if needed else 100
        lines.append(UnitLine(name, text("dev-people", count=people), tuple(worst), good=share >= 50, share=share))
    lacking_most = [one for one in found if one.lacking][:SOME]
    turn.looks_at(*(one.member.person_id for one in lacking_most))
    others: list[tuple[str, Postback]] = [
        (one.member.name[:20], ShowDevelopment("person", one.member.person_id)) for one in lacking_most
    ]
    if own_membership(turn) is not None:
        others.append((text("dev-view-own"), ShowDevelopment("own")))
    return listed(
        turn,
        view,
        title=text("dev-groups-title"),
        below=text("dev-groups-below", staff=len(found)),
        lines=lines,
        others=[*_views(turn, "untrained", "waiting"), *others],
    )


def show_training(turn: Turn, view: ShowDevelopment) -> Reply:
    """Show the training of an entry (`number`): one's own, or somebody's in scope."""
    seen = oversight(turn)
    mine = Activity.person_id == turn.me.id
    visible = or_(mine, seen.records(Activity.person_id, Activity.day)) if seen is not None else mine
    entry = turn.session.scalar(select(Activity).where(Activity.id == (view.number or 0), IS_COUNTED, visible))
    if entry is None or trainings.of_entry(turn.session, entry.id) is None:
        return stale(turn)
    card = own_card(turn, entry) if entry.person_id == turn.me.id else card_to_confirm(turn, entry)
    return Reply([card], About("activity", entry.id))


def show_revisions(turn: Turn, view: ShowDevelopment) -> Reply:
    """Show how the plan was revised, the newest first: what changed, and why."""
    text, found = turn.text, plan_changes.revisions_of(turn)
    if not found:
        return say(text("dev-revisions-none"))
    lines = [
        UnitLine(
            text("dev-revision", number=one.number, year=year_said(one.year, text.language)),
            short_day(bangkok_day(one.at), text.language),
            (*plan_changes.changes_said(turn, one, changed), text("dev-reason", words=one.reason or "–")),
        )
        for one, changed in found
    ]
    return listed(
        turn, view, title=text("dev-revisions-title", count=len(found)), below="", lines=lines,
        others=_views(turn, "year"),
    )  # fmt: skip


VIEWS: Final[Mapping[str, Callable[[Turn, ShowDevelopment], Reply]]] = {
    "own": show_own,
    "gaps": show_gaps,
    "mine": show_mine,
    "person": show_person,
    "year": show_year,
    "budget": show_budget,
    "untrained": show_untrained,
    "waiting": lambda turn, _: show_waiting(turn),
    "training": show_training,
    "revisions": show_revisions,
    "spendings": spending.show_spendings,
    "spending": spending.show_spending,
    "how": lambda turn, _: say(how_to_record(turn)),
}


def open_numbered(turn: Turn, entry: int) -> Reply:
    """Show the training, or the sum, whose number in the list was typed."""
    shown = unpack(str(turn.conversation.data.get("view", "")))
    is_sum = isinstance(shown, ShowDevelopment) and shown.plan_view == "spendings"
    return show(turn, ShowDevelopment("spending" if is_sum else "training", None, entry))


def _entry_numbered(turn: Turn) -> int | None:
    entries: list[int] = turn.conversation.data.get("entries", []) if is_fresh(turn) else []
    number = next(iter(read_numbers(turn.event.text or "")), 0)
    return entries[number - 1] if 0 < number <= len(entries) else None


def _year(turn: Turn, number: int | None) -> PlanYear:
    """Return the year that is asked for, else that of today, else the nearest."""
    terms = terms_of(turn)
    if number in {year.number for year in terms.years}:
        return terms.year(number)
    return terms.year_on(turn.day) or (terms.years[0] if turn.day < terms.first else terms.years[-1])


def _views(turn: Turn, *views: str) -> Sequence[tuple[str, Postback]]:
    return [(turn.text(f"dev-view-{view}"), ShowDevelopment(view)) for view in views]


def _way(turn: Turn, key: str) -> str:
    terms = terms_of(turn)
    return terms.way_of[key].name(turn.text.language) if key in terms.way_of else key


def _owner(turn: Turn, one: Course) -> str:
    names = {body.key: body.name(turn.text.language) for body in turn.programme.owners}
    return names.get(one.owner, one.owner)


def _is_listed(turn: Turn) -> bool:
    return turn.conversation.open == LISTED


routes = [
    on_postback(ShowDevelopment, WITH_A_ROLE)(show_tapped),
    on_label("missing-next", "missing-before", roles=WITH_A_ROLE, when=_is_listed)(turn_page),
    on_open(LISTED, roles=WITH_A_ROLE).reading(_entry_numbered)(open_numbered),
]
