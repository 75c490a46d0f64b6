"""How far units are: their forums against what is wanted, their teams against their seats, the steps of the plan."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sqlalchemy.orm import Session

from models.units import forums, nominations, steps, teams
from programmes import Programme
from programmes.forums import Forums
from programmes.steps import ProgrammeStep
from programmes.units import TeamPost, Unit
from services.units.chosen_teams import chosen_teams
from services.units.forum_holders import forum_holders

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ForumProgress:
    """The forums of one unit up to a day: how many, how many people came of how many, and the day of the last."""

    unit: Unit
    forums: int
    people: int
    wanted: int
    last: date | None

    @property
    def share(self) -> int:
        """How many per cent of the people came."""
        return HUNDRED * self.people // self.wanted


@dataclass(frozen=True, slots=True)
class AllForums:
    """The forums of several units together: how many were held, how many people came of how many that are wanted, and
    how many of the units have held none."""

    held: int
    people: int
    wanted: int
    without: int


@dataclass(frozen=True, slots=True)
class TeamProgress:
    """The team of one unit on a day. `vacant`: seats with room, for which nobody is nominated either."""

    unit: Unit
    held: int
    nominated: int
    seats: int
    vacant: tuple[TeamPost, ...]


@dataclass(frozen=True, slots=True)
class StepProgress:
    """One step up to a day. `people` is None if nobody is counted; `reached`: as many seats or heads of forums are
    counted as the step is to have, and nobody need say that it is done."""

    step: ProgrammeStep
    state: Literal["coming", "open", "late", "reached", "done"]
    people: int | None
    done_on: date | None
    reported_on: date | None = None  # the last report, and by whom
    reported_by: int | None = None

    @property
    def share(self) -> int | None:
        if self.step.people is None or self.people is None:
            return None
        return HUNDRED * self.people // self.step.people


def forum_progress(session: Session, programme: Programme, seen: Collection[str], day: date) -> list[ForumProgress]:
    """Return the forums of each unit of which some are wanted or that has held one, the worst first."""
    terms, units = programme.forums, programme.units
    if terms is None or units is None:
        return []
    holders = forum_holders(session, programme, day)
    wanted = {unit.code for unit in holders if unit.code in seen}
    held = forums.by_unit(session, [unit.code for unit in units.teams if unit.code in seen], terms.first, day)
    share = terms.share(holders)
    listed: Iterable[Unit] = [unit for unit in units.teams if unit.code in wanted or unit.code in held]
    found = []
    for unit in listed:
        own = held.get(unit.code)
        if own is None:
            found.append(ForumProgress(unit, 0, 0, share, None))
        else:
            found.append(ForumProgress(unit, own.forums, own.people, share, own.last))
    return sorted(found, key=lambda one: (one.people, one.forums))


def together(terms: Forums, found: Sequence[ForumProgress]) -> AllForums:
    """Return the forums of these units as one. Shares are rounded up, so the programme's own number is the most."""
    return AllForums(
        held=sum(one.forums for one in found),
        people=sum(one.people for one in found),
        wanted=min(terms.people, sum(one.wanted for one in found)),
        without=sum(not one.forums for one in found),
    )


def team_progress(session: Session, programme: Programme, seen: Collection[str], day: date) -> list[TeamProgress]:
    """Return the team of each unit, those with most vacant seats first; when units are chosen, of those alone."""
    units = programme.units
    if units is None:
        return []
    wanted = [unit for unit in chosen_teams(session, programme) or units.teams if unit.code in seen]
    codes = [unit.code for unit in wanted]
    held = teams.seats_held(session, codes, day)
    waiting = nominations.waiting_by_seat(session, codes)
    found = []
    for unit in wanted:
        seated = {seat.key: min(held.get((unit.code, seat.key), 0), seat.many) for seat in units.seats}
        named = {
            seat.key: min(waiting.get((unit.code, seat.key), 0), seat.many - seated[seat.key]) for seat in units.seats
        }
        vacant = tuple(seat for seat in units.seats if seated[seat.key] + named[seat.key] < seat.many)
        found.append(TeamProgress(unit, sum(seated.values()), sum(named.values()), units.seats_a_team, vacant))
    return sorted(found, key=lambda one: (one.held, one.held + one.nominated))


def step_progress(session: Session, programme: Programme, day: date) -> list[StepProgress]:
    """Return how far each step of the programme is, in the programme's order."""
    told = steps.reports(session)
    found = []
    for step in programme.steps:
        reported = [one for one in told.get(step.number, []) if one.day <= day]
        last = reported[-1] if reported else None
        progress = _step(session, programme, step, reported, day)
        found.append(replace(progress, reported_on=last.day, reported_by=last.by_person_id) if last else progress)
    return found


def _step(
    session: Session, programme: Programme, step: ProgrammeStep, reported: list[steps.StepReport], day: date
) -> StepProgress:
    done = next((one.day for one in reversed(reported) if one.done), None)
    people: int | None = sum(one.people or 0 for one in reported) if any(one.people for one in reported) else None
    units, terms = programme.units, programme.forums
    if step.counts == "seats" and units is not None:
        codes = [unit.code for unit in chosen_teams(session, programme) or ()]
        people = sum(teams.seats_held(session, codes, day).values())
    elif step.counts == "forums" and units is not None and terms is not None:
        codes = [unit.code for unit in units.teams]
        people = sum(one.people for one in forums.by_unit(session, codes, terms.first, day).values())
    elif step.people is not None and people is None:
        people = 0
    if done is not None:
        return StepProgress(step, "done", people, done)
    if step.counts != "reports" and step.people is not None and (people or 0) >= step.people:
        return StepProgress(step, "reached", people, None)
    state: Literal["coming", "open", "late"] = "coming" if day < step.first else "late" if day > step.last else "open"
    return StepProgress(step, state, people, None)
