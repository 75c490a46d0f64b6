"""Whom rules about units concern: teams without a forum for long, and coordinators of teams that lack people."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from models.coordination import scopes
from models.people.people import Role
from models.units import teams
from programmes.when import Moment
from services.reminders.recipients import Recipient, Recipients
from services.units.chosen_teams import chosen_teams
from services.units.forum_holders import forum_holders
from services.units.progress import forum_progress, team_progress
from services.units.seats import waiting_in
from services.units.seeing import units_seen

UnitFacts = dict[str, str | int | tuple[str, ...]]
QUIET: Final = timedelta(days=14)  # without a forum


def forums_wanted(recipients: Recipients, moment: Moment, people: Sequence[Recipient]) -> Mapping[int, UnitFacts]:
    """Return the members of teams of whose unit a forum is wanted, with how many people have come of how many."""
    units, terms = recipients.programme.units, recipients.programme.forums
    if units is None or terms is None or not terms.first <= moment.day <= terms.last:
        return {}
    session = recipients.session
    wanted = {unit.code for unit in forum_holders(session, recipients.programme, moment.day)}
    late = {
        one.unit.code: one
        for one in forum_progress(session, recipients.programme, sorted(wanted), moment.day)
        if one.people < one.wanted and (one.last is None or one.last <= moment.day - QUIET)
    }
    theirs = teams.units_of(session, [one.person_id for one in people], moment.day)
    return {
        person_id: {
            "unit": code,
            "people": late[code].people,
            "wanted": late[code].wanted,
            "held": late[code].forums,
        }
        for person_id, code in theirs.items()
        if code in late
    }


def posts_vacant(recipients: Recipients, moment: Moment, people: Sequence[Recipient]) -> Mapping[int, UnitFacts]:
    """Return the coordinators of teams with vacant seats, or of nominations that wait: how many of each. Before it is
    chosen of which units teams are wanted, nobody."""
    units = recipients.programme.units
    if units is None or chosen_teams(recipients.session, recipients.programme) is None:
        return {}
    session, found = recipients.session, {}
    known: dict[tuple[str, ...], UnitFacts] = {}
    for one in people:
        held = [row.scope or "" for row in one.held if row.role == Role.COORDINATOR and row.holds_on(moment.day)]
        access = scopes.of_scopes(held, recipients.programme)
        seen = units_seen(session, units, access, Role.COORDINATOR, one.person_id, moment.day)
        if seen not in known:
            lacking = [
                team
                for team in team_progress(session, recipients.programme, seen, moment.day)
                if team.held < team.seats
            ]
            missing = sum(team.seats - team.held for team in lacking)
            known[seen] = {"teams": len(lacking), "count": missing, "waiting": len(waiting_in(session, seen))}
        if known[seen]["teams"]:
            found[one.person_id] = known[seen]
    return found
