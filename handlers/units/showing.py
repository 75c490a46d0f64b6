"""Shows how far units are: forums and teams of all in scope, the worst first; one team, and what it has recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sqlalchemy import select

from bot.cards import quick_replies as quick
from bot.cards.unit_list import PAGE, UnitLine
from bot.inbound.router import Roles, on_label, on_postback
from bot.inbound.turn import Turn
from bot.line.text_length import shorten
from bot.outbound.reply import Reply, say
from bot.postback import HandleNomination, Postback, ShowUnits
from handlers.conversation import leave_question
from handlers.coordination.access import access_of
from handlers.roles import coordinates
from handlers.units import plans, steps
from handlers.units.listed import LISTED, listed, where
from handlers.units.naming import unit_asked
from handlers.units.seen import own_unit, seen, units_of
from handlers.units.waiting import show_waiting
from models.activities.activities import IS_COUNTED, Activity
from models.people import people
from models.people.people import Membership, Role, held_on
from models.units import forums, teams
from programmes.units import Unit
from services.units.forum_holders import forum_holders
from services.units.progress import ForumProgress, forum_progress, team_progress, together
from services.units.seats import waiting_in
from services.units.seeing import members_seen
from thai.dates import short_day

SEES_UNITS: Final[Roles] = frozenset((Role.PARTICIPANT, Role.COORDINATOR))
WORDS_UNITS: Final = 120
SEATS_SAID: Final = 10
OWN_FIRST: Final = ("forums", "teams", "plan")  # a member's tap on these shows their own unit


def answer(turn: Turn, what: str) -> Reply:
    """Answer what is asked about units: of the unit that is named, of the speaker's own, or of all in scope."""
    leave_question(turn)
    if what == "steps":  # of the whole programme, for everybody
        return steps.show_steps(turn)
    if not seen(turn):
        return say(turn.text("units-none"), quick_replies=[quick.command(turn.text, "menu")])
    unit = unit_asked(turn, "team" if what == "teams" else what)
    if isinstance(unit, Reply):
        return unit
    if unit is None and not coordinates(turn):
        unit = own_unit(turn)
    return VIEWS["team" if what == "teams" and unit else what](turn, unit, 1)


def show_tapped(turn: Turn, button: ShowUnits) -> Reply:
    """Show what a button names; a unit out of scope does not exist."""
    leave_question(turn)
    if button.unit_view == "steps" and turn.programme.steps:  # they need no units
        return steps.show_steps(turn, button.page)
    if turn.programme.units is None:  # a button of another programme
        return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])
    unit = units_of(turn).unit(button.unit) if button.unit is not None and button.unit in seen(turn) else None
    if (button.unit is not None and unit is None) or not seen(turn):
        return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])
    if button.unit_view not in VIEWS:
        return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])
    if unit is None and button.unit_view in OWN_FIRST and not coordinates(turn):
        unit = own_unit(turn)
    return VIEWS[button.unit_view](turn, unit, button.page)


def turn_page(turn: Turn) -> Reply:
    """Show the next page of a list or the one before, after the label was typed."""
    data = turn.conversation.data
    page = max(1, data["page"] + (1 if turn.says("missing-next") else -1))
    return show_tapped(turn, ShowUnits(data["view"], data.get("unit"), page))


# ── forums ──


def show_forums(turn: Turn, unit: Unit | None, page: int) -> Reply:
    """Show the forums of the units in scope, the worst first; of one unit, each of its forums."""
    terms = turn.programme.forums
    if terms is None:
        return say(turn.text("units-none"))
    if unit is not None:
        return _forums_of(turn, unit, page)
    text, language = turn.text, turn.text.language
    found = forum_progress(turn.session, turn.programme, seen(turn), turn.day)
    whole = together(terms, found)
    sectors = forums.heads_by_sector(turn.session, seen(turn), terms.first, turn.day)
    notes = [
        " · ".join(
            text("forum-heads-line", sector=sector.label(language), count=f"{sectors[sector.key]:,}")
            for sector in turn.programme.sectors
            if sector.key in sectors
        )
    ]
    return listed(
        turn,
        "forums",
        title=text("forums-title", name=terms.name(language), count=whole.held),
        below=text("forums-below", people=f"{whole.people:,}", wanted=f"{whole.wanted:,}", without=whole.without),
        lines=[_forum_line(turn, one) for one in found],
        notes=[one for one in notes if one],
        page=page,
    )


def _forum_line(turn: Turn, one: ForumProgress) -> UnitLine:
    text, language = turn.text, turn.text.language
    last = text("forum-last", day=short_day(one.last, language)) if one.last else text("forum-none-yet")
    return UnitLine(
        label=where(one.unit, turn),
        figure=text("forum-figure", people=f"{one.people:,}", wanted=f"{one.wanted:,}"),
        details=(text("forum-count", count=one.forums, last=last),),
        good=one.share >= 100,
        share=one.share,
    )


def _forums_of(turn: Turn, unit: Unit, page: int) -> Reply:
    terms = turn.programme.forums
    if terms is None:
        return say(turn.text("units-none"))
    text, language = turn.text, turn.text.language
    among = None if not coordinates(turn) else access_of(turn).records(Activity.person_id, Activity.day)
    held = forums.held(turn.session, [unit.code], terms.first, turn.day, among)
    people_came = sum(one.forum.people or 0 for one in held)
    share = terms.share(forum_holders(turn.session, turn.programme, turn.day))
    lines = [
        UnitLine(
            label=short_day(one.activity.day, language),
            figure=text("forum-people", count=f"{one.forum.people:,}") if one.forum.people is not None else "",
            details=tuple(
                text(f"forum-told-{part}", words=shorten(words, WORDS_UNITS, "utf16"))
                for part in ("agenda", "decided")
                if (words := getattr(one.forum, part))
            ),
        )
        for one in held
    ]
    if coordinates(turn):
        turn.looks_at(*{one.activity.person_id for one in held})
    return listed(
        turn,
        "forums",
        title=unit.called(language),
        below=text("forums-of-below", count=len(held), people=f"{people_came:,}", wanted=f"{share:,}"),
        lines=lines,
        notes=[] if held and coordinates(turn) else [text("forum-how", said=terms.said[0])],
        page=page,
        unit=unit,
        others=((text("team-button"), ShowUnits("team", unit.code)),),
    )


# ── teams ──


def show_teams(turn: Turn, unit: Unit | None, page: int) -> Reply:
    """Show of every team in scope which seats are vacant, those with most first."""
    if unit is not None:
        return show_team(turn, unit)
    text, language = turn.text, turn.text.language
    found = team_progress(turn.session, turn.programme, seen(turn), turn.day)
    whole = sum(one.held == one.seats for one in found)
    held, seats = sum(one.held for one in found), sum(one.seats for one in found)
    lines = [
        UnitLine(
            label=where(one.unit, turn),
            figure=text("team-figure", held=one.held, seats=one.seats),
            details=tuple(
                said
                for said in (
                    text("team-vacant", seats=" · ".join(seat.name(language) for seat in one.vacant[:SEATS_SAID]))
                    if one.vacant
                    else "",
                    text("team-nominated", count=one.nominated) if one.nominated else "",
                )
                if said
            ),
            good=one.held == one.seats,
        )
        for one in found
        if one.held < one.seats or len(found) == 1
    ]
    waiting = len(waiting_in(turn.session, seen(turn)))
    return listed(
        turn,
        "teams",
        title=text("teams-title", name=units_of(turn).team_name(language)),
        below=text("teams-below", held=held, seats=seats, whole=whole, teams=len(found)),
        lines=lines,
        notes=[] if lines else [text("teams-whole-but", count=waiting) if waiting else text("teams-whole")],
        page=page,
        main=(text("waiting-button", count=waiting), ShowUnits("waiting")) if waiting and coordinates(turn) else None,
    )


def show_team(turn: Turn, unit: Unit, page: int = 1) -> Reply:
    """Show who holds which seat of a team, who is nominated, and which seats are vacant."""
    text, language, units = turn.text, turn.text.language, units_of(turn)
    members = _members(turn, unit)
    named = waiting_in(turn.session, [unit.code])
    lines = []
    for seat in units.seats:
        own = [one for one in members if one.seat == seat.key]
        come = [one for one in named if one.seat == seat.key][: seat.many - len(own)]
        said = [one.name if one.joined else text("team-not-joined", name=one.name) for one in own]
        said += [text("team-named", name=one.name) for one in come]
        left = seat.many - len(said)
        lines.append(
            UnitLine(
                label=seat.name(language),
                figure="" if left <= 0 else text("team-vacant-seat", count=left),
                details=tuple(said),
                good=left <= 0,
            )
        )
    if coordinates(turn):
        turn.looks_at(*(one.person_id for one in members))
    held = sum(min(seat.many, sum(one.seat == seat.key for one in members)) for seat in units.seats)
    others: list[tuple[str, Postback]] = [(text("record-button"), ShowUnits("record", unit.code))]
    if turn.programme.forums is not None:
        others.append((text("forums-button"), ShowUnits("forums", unit.code)))
    mine = [one for one in named if one.nominated_by_id == turn.me.id]
    others += [(text("nomination-back", name=one.name)[:20], HandleNomination(one.id, "back")) for one in mine[:3]]
    return listed(
        turn,
        "team",
        title=text("team-title", name=units.team_name(language), unit=unit.called(language)),
        below=text("team-below", held=held, seats=units.seats_a_team),
        lines=lines,
        notes=[text("seat-how", seat=_lacking(lines))] if held < units.seats_a_team and not coordinates(turn) else [],
        page=page,
        unit=unit,
        others=tuple(others),
        size=len(lines),
    )


def _lacking(lines: Sequence[UnitLine]) -> str:
    """Return the name of the first seat that is vacant."""
    return next((line.label for line in lines if not line.good), "")


def _members(turn: Turn, unit: Unit) -> list[teams.TeamMember]:
    """Return the members of a team whom the speaker may see: a member all of them, a coordinator those in scope."""
    found = teams.members_of(turn.session, [unit.code], turn.day)
    if not coordinates(turn):
        return found
    return members_seen(turn.session, access_of(turn), found)


# ── what a team has recorded ──


def show_record(turn: Turn, unit: Unit | None, page: int) -> Reply:
    """Show what the members of a team have recorded, the newest first, whoever of them it was."""
    if unit is None:
        return show_teams(turn, None, page)
    text, language = turn.text, turn.text.language
    ids = select(Membership.person_id).where(
        Membership.role == Role.PARTICIPANT, Membership.unit == unit.code, held_on(Activity.day)
    )
    recorded = select(Activity).where(Activity.person_id.in_(ids), IS_COUNTED, Activity.day <= turn.day)
    if coordinates(turn):
        recorded = recorded.where(access_of(turn).records(Activity.person_id, Activity.day))
    entries = list(turn.session.scalars(recorded.order_by(Activity.day.desc(), Activity.id.desc()).limit(PAGE * 10)))
    shown = entries[(page - 1) * PAGE : page * PAGE]
    names = people.by_ids(turn.session, [one.person_id for one in shown])
    turn.looks_at(*names)
    lines = [_entry_line(turn, one, names[one.person_id].name) for one in shown]
    return listed(
        turn,
        "record",
        title=text("record-title", unit=unit.called(language)),
        below=text("record-below", count=len(entries)),
        lines=lines,
        notes=[] if entries else [text("record-none")],
        page=page,
        unit=unit,
        others=((text("team-button"), ShowUnits("team", unit.code)),),
        pages=max(1, -(-len(entries) // PAGE)),
    )


def _entry_line(turn: Turn, one: Activity, name: str) -> UnitLine:
    text = turn.text
    words = " ".join((one.words or text("record-photo-only")).split())
    return UnitLine(
        label=short_day(one.day, text.language),
        figure=text("forum-people", count=f"{one.people_count:,}") if one.people_count else "",
        details=(shorten(words, WORDS_UNITS, "utf16"), text("record-by", name=name)),
    )


VIEWS: Final[Mapping[str, Callable[[Turn, Unit | None, int], Reply]]] = {
    "forums": show_forums,
    "teams": show_teams,
    "team": show_teams,
    "record": show_record,
    "waiting": lambda turn, unit, page: (
        show_waiting(turn, unit, page) if coordinates(turn) else show_teams(turn, own_unit(turn), page)
    ),
    "steps": lambda turn, _, page: steps.show_steps(turn, page),
    "plan": plans.show_plans,
}


def _is_listed(turn: Turn) -> bool:
    return turn.conversation.open == LISTED


routes = [
    on_postback(ShowUnits, SEES_UNITS)(show_tapped),
    on_label("missing-next", "missing-before", roles=SEES_UNITS, when=_is_listed)(turn_page),
]
