"""Who is told what of a change of mentor: the mentor who leaves, the one who comes, and the participant.

A change that came with a stage was planned: participants and new mentors hear of it by the rules of stages and phases,
and mentors here only of what waits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models.activities.activities import Activity
from models.people import people
from models.reminders import reminders
from models.reviews import mentoring, reviews, terms
from models.reviews.mentoring import day_of
from models.reviews.terms import MentorChange
from programmes import Programme
from programmes.moments import last_moment_before
from programmes.reminders import MENTOR_CHANGES

ChangeFacts = dict[str, str | int | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class MentorChanges:
    """The changes of mentors after an instant up to another one, with the entries that wait for a review."""

    programme: Programme
    after: datetime
    until: datetime
    changes: Sequence[MentorChange]
    waiting: dict[int, list[Activity]]  # by participant
    names: dict[int, str]
    roles_until: dict[int, date]  # of mentors who have or had a role lately

    def handed_on(self) -> dict[int, ChangeFacts]:
        """Return what mentors are told of those whom they looked after: who looks after them now, what moved, and until
        when they may still answer it."""
        theirs: dict[int, list[MentorChange]] = {}
        for one in self.changes:
            if one.before is not None and one.before.ends_at is not None and one.before.ends_at > self.after:
                theirs.setdefault(one.before.mentor_id, []).append(one)
        found: dict[int, ChangeFacts] = {}
        for mentor_id, mine in theirs.items():
            moved = [entry for one in mine for entry in self._waiting_of(one) if _was_submitted_in(entry, one)]
            if moved or not self._all_planned(mine):
                over = [one.before for one in mine if one.before]
                until = terms.answers_until(self.programme, over, self.roles_until.get(mentor_id))
                may_answer = until is not None and until >= day_of(self.until)
                heirs = dict.fromkeys(self.names.get(one.after.mentor_id, "") for one in mine if one.after)
                found[mentor_id] = self._people(mine) | {
                    "waiting": len(moved),
                    "to": tuple(name for name in heirs if name),
                    "heirs": len(heirs),
                    "answers": "yes" if may_answer else "no",
                    "until_day": (until or day_of(self.until)).isoformat(),
                }
        return found

    def taken_over(self) -> dict[int, ChangeFacts]:
        """Return what mentors are told of those whom they look after now: who they are, and what waited before."""
        theirs: dict[int, list[MentorChange]] = {}
        for one in self.changes:
            if one.after is not None:
                theirs.setdefault(one.after.mentor_id, []).append(one)
        found: dict[int, ChangeFacts] = {}
        for mentor_id, mine in theirs.items():
            came = [entry for one in mine for entry in self._waiting_of(one) if _submitted_at(entry) < one.at]
            planned = self._all_planned(mine)
            if came or not planned:
                waits = reviews.waits(self.programme, came, day_of(self.until))
                before = dict.fromkeys(self.names.get(one.before.mentor_id, "") for one in mine if one.before)
                found[mentor_id] = self._people(mine) | {
                    "waiting": len(came),
                    "days": max(waits.values(), default=0),
                    "before": tuple(name for name in before if name),
                    "mentors_before": len(before),
                    "planned": "yes" if planned else "no",
                }
        return found

    def new_mentors(self) -> dict[int, ChangeFacts]:
        """Return for participants who their mentor is, if it did not change with the stage."""
        return {
            one.person_id: {
                "mentor": self.names.get(one.after.mentor_id, ""),
                "former": self.names.get(one.before.mentor_id, "") if one.before else "",
                "known": "former" if one.before and self.names.get(one.before.mentor_id) else "new",
            }
            for one in self.changes
            if one.after is not None and not self._all_planned([one])
        }

    def _people(self, mine: Sequence[MentorChange]) -> ChangeFacts:
        named = sorted(self.names.get(one.person_id, "") for one in mine)
        return {"count": len(mine), "names": tuple(name for name in named if name)}

    def _waiting_of(self, change: MentorChange) -> list[Activity]:
        return self.waiting.get(change.person_id, [])

    def _all_planned(self, mine: Iterable[MentorChange]) -> bool:
        starts = {terms.midnight(stage.start) for stage in self.programme.stages}
        return all(one.at in starts for one in mine)


def _was_submitted_in(entry: Activity, change: MentorChange) -> bool:
    term = change.before
    return term is not None and term.begins_at <= _submitted_at(entry) < (term.ends_at or change.at)


def _submitted_at(entry: Activity) -> datetime:
    """Return when an entry was sent, sent again or last commented on."""
    return entry.waits_since or entry.created_at


def changes_between(
    session: Session, programme: Programme, after: datetime, until: datetime, concerning: int | None = None
) -> MentorChanges:
    """Return the changes of mentors after an instant up to another one; of people who no longer take part only those
    whose entries wait. `concerning` limits them to what one person, participant or mentor, is told of."""
    changes = terms.changes_between(session, after, until, concerning)
    ids = {one.person_id for one in changes}
    mentors = {term.mentor_id for one in changes for term in (one.before, one.after) if term}
    known = people.by_ids(session, sorted(ids | mentors)) if ids else {}
    names = {person_id: person.name for person_id, person in known.items() if person.erased_at is None}
    waiting: dict[int, list[Activity]] = {}
    for entry in reviews.waiting_of_each(session, programme, ids):
        waiting.setdefault(entry.person_id, []).append(entry)
    concerned = set(waiting)
    if ids:
        concerned |= mentoring.taking_part(session, ids, day_of(until))
    changes = [one for one in changes if one.person_id in concerned]
    roles = terms.roles_until(session, programme, mentors) if mentors else {}
    return MentorChanges(programme, after, until, changes, waiting, names, roles)


def after_what_is_told(session: Session, programme: Programme, now: datetime) -> datetime:
    """Return the instant, now or a little later, at which a change of mentors counts, so that somebody is told of it:
    after each instant of which people are told already. Until the end of the transaction nobody is told more."""
    rules = {one.rule: one for one in programme.reminders if one.condition in MENTOR_CHANGES}
    at = now
    for rule in reminders.hold_rules(session, rules):
        if rule.next_at is not None:  # at which it may have been done for some people
            begun = last_moment_before(programme, rules[rule.key], rule.next_at)
            told = rule.next_at if rule.done_to else begun
            at = max(at, told + timedelta(microseconds=1)) if told else at
    return at


@dataclass(frozen=True, slots=True)
class ComingChange:
    """The next day on which a mentor hands participants on, and the earliest day on which that is told."""

    day: date
    told_from: date
    person_ids: frozenset[int]


def coming_changes(session: Session, programme: Programme, today: date) -> dict[int, ComingChange]:
    """Return for each mentor of today the next change by which they hand participants on, if it comes within the
    programme's number of working days."""
    notice = programme.reviews.change_notice
    last = _last_of_notice(programme, today, notice)
    days = terms.days_of_change(session, programme, today + timedelta(days=1), last)
    if not days:
        return {}
    now = _firsts(session, programme, today)
    found: dict[int, ComingChange] = {}
    for day in days:
        then = _firsts(session, programme, day)
        leaving: dict[int, set[int]] = {}
        for person_id, mentor_id in now.items():
            if then.get(person_id) != mentor_id:
                leaving.setdefault(mentor_id, set()).add(person_id)
        for mentor_id, ids in leaving.items():
            if mentor_id not in found:
                found[mentor_id] = ComingChange(day, _first_of_notice(programme, day, notice), frozenset(ids))
    return found


def _firsts(session: Session, programme: Programme, day: date) -> dict[int, int]:
    return {person_id: mentor_id for person_id, mentor_id, first in terms.held_on(session, programme, day) if first}


def _last_of_notice(programme: Programme, today: date, notice: int) -> date:
    """Return the last day before which there are, from today on, at most so many working days."""
    day = today
    while notice or not programme.is_working_day(day):
        notice -= programme.is_working_day(day)
        day += timedelta(days=1)
    return day


def _first_of_notice(programme: Programme, day: date, notice: int) -> date:
    """Return the earliest day from which there are at most so many working days before `day`."""
    first = day
    while notice or not programme.is_working_day(first - timedelta(days=1)):
        first -= timedelta(days=1)
        notice -= programme.is_working_day(first)
    return first
