"""The conditions of reminder rules: which of many people a rule concerns now, and the facts for their message."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from models.activities import coverage, reporting
from models.coordination import read_summaries, scopes
from models.coordination.scopes import AccessScope
from models.forms import submissions
from models.people import leave
from models.reminders import reminders
from models.reviews import reviews, terms
from models.reviews.reviews import WaitingActivity
from programmes import Programme, ProgrammeForm
from programmes.bangkok import BANGKOK
from programmes.moments import last_moment_before
from programmes.reminders import Condition, Reminder
from programmes.when import Moment
from services.mentor_changes import MentorChanges, changes_between, coming_changes
from services.reminders import calls_due, development_due, plans_due, raters_due, selections_due, steps_due, units_due
from services.reminders.recipients import Recipient, Recipients
from services.summaries import expected_people, summarise
from services.summaries.summary import SilentPerson

Facts = dict[str, str | int | tuple[str, ...]]
NAMES: Final = "names"  # a fact that is a list of names, which are joined in the text
LOOKED_BACK: Final = timedelta(days=30)  # for the days that somebody has recorded
RARELY_DUE: Final = timedelta(days=31)  # longer than any rule about changes of mentors is not due


@dataclass(frozen=True, slots=True)
class Due:
    """A rule at one of its moments; `place` is the rule's position in the programme file. `over` is the end of what it
    speaks of, if that has one."""

    reminder: Reminder
    moment: Moment
    place: int = 0
    over: datetime | None = None

    @property
    def order(self) -> tuple[int, int]:
        """The order in one message: the most urgent first, then the first in the file."""
        return self.reminder.rank, self.place

    @property
    def until(self) -> datetime:
        ends = self.reminder.ends(self.moment.at)
        return min(ends, self.over) if self.over else ends

    def rides_until(self, programme: Programme) -> datetime:
        """Return until when it waits for a reply before it is pushed: within its window and the last day of what it
        is about. If there is no such time it is pushed at its own."""
        last = min(self.until.astimezone(BANGKOK).date(), self._last_day(programme))
        until = self.reminder.rides_until(programme.expected_days(self.moment.day, last))
        return self.moment.at if until is None or until > self.until else max(self.moment.at, until)

    def _last_day(self, programme: Programme) -> date:
        kind, _, key = self.moment.subject.partition(":")
        if kind == "phase":
            return programme.phase(int(key)).end
        if kind == "stage":
            return programme.stage(key).end
        if kind == "nomination":
            return programme.round(key).nominate_by or programme.end
        if kind == "call":
            return programme.call(key).closes
        if kind == "selection":
            return programme.selection(key).closes
        form = _asked_form(programme, self)
        return form.closes if form is not None else programme.end

    @property
    def about_day(self) -> date:
        """The day it is about; for a reminder on the next morning it is the day before."""
        kind, _, key = self.moment.subject.partition(":")
        return date.fromisoformat(key) if kind == "day" else self.moment.day

    def span(self, programme: Programme) -> tuple[date, date]:
        """Return the days that a summary is about."""
        kind, _, key = self.moment.subject.partition(":")
        if kind == "phase":
            phase = programme.phase(int(key))
            return phase.start, phase.end
        first = date.fromisoformat(key)
        return (first, first + timedelta(days=6)) if kind == "week" else (first, first)


Look = Callable[[Recipients, Due, Sequence[Recipient]], Mapping[int, Facts]]


def still_to_do(recipients: Recipients, due: Due, people: Sequence[Recipient]) -> Mapping[int, Facts]:
    """Return those of these people whom the rule concerns now, each with the facts for the message."""
    if due.reminder.condition is None:
        return {one.person_id: {} for one in people}
    return LOOKS[due.reminder.condition](recipients, due, people)


def _not_reported(recipients: Recipients, due: Due, people: Sequence[Recipient]) -> Mapping[int, Facts]:
    """Return the people without an entry for the day it is about who were not on leave."""
    day, ids = due.about_day, [one.person_id for one in people if one.holds("participant", due.about_day)]
    away = recipients.away(day)
    done = reporting.reported(recipients.session, ids, day)
    return {person_id: {} for person_id in ids if person_id not in away and person_id not in done}


def regular(recipients: Recipients, due: Due, person_ids: Iterable[int]) -> frozenset[int]:
    """Return those of these people who recorded each of the last `spares` reporting days before; days of leave do not
    count. Who has not taken part for so long is not among them."""
    session, programme, wanted = recipients.session, recipients.programme, due.reminder.spares or 0
    since, until = due.about_day - LOOKED_BACK, due.about_day - timedelta(days=1)
    recorded = reporting.days_reported(session, person_ids, since, until)
    often = {person_id: days for person_id, days in recorded.items() if len(days) >= wanted}
    if not often:
        return frozenset()
    expected, away = programme.expected_days(since, until), leave.days_off(session, often, since, until)
    theirs = {one: [day for day in expected if day not in away.get(one, ())] for one in often}
    return frozenset(
        one for one, days in theirs.items() if len(days) >= wanted and often[one].issuperset(days[-wanted:])
    )


def _sectors_unmet(recipients: Recipients, due: Due, people: Sequence[Recipient]) -> Mapping[int, Facts]:
    """Return the people who have not met a sector for so many days, if they have taken part for so many days."""
    since = due.moment.day - timedelta(days=due.reminder.days or 0)
    programme = recipients.programme
    begun = min((phase.start for phase in programme.phases if phase.reports == "expected"), default=programme.end)
    if since < begun:
        return {}
    ids = [one.person_id for one in people]
    met = coverage.sectors_met_since(recipients.session, ids, since, programme.sector_questions)
    return {
        person_id: {"sectors": unmet, "days": due.reminder.days or 0}
        for person_id in ids
        if (unmet := tuple(one.key for one in programme.sectors if one.key not in met.get(person_id, {})))
    }


def _form_missing(recipients: Recipients, due: Due, people: Sequence[Recipient]) -> Mapping[int, Facts]:
    """Return the people who have not handed a form in often enough, or not about everybody they look after."""
    form, ids = _asked_form(recipients.programme, due), [one.person_id for one in people]
    if form is None or form.role not in due.reminder.to:
        return {}
    if form.about is None:
        done = submissions.finished(
            recipients.session, form.key, ids, form.begins, form.closes, wanted=form.wanted, distinct=form.distinct
        )
        return {person_id: {"closes": form.closes.isoformat()} for person_id in ids if person_id not in done}
    return _unanswered(recipients, due, form, ids, form.begins, form.closes)


def _unanswered(
    recipients: Recipients, due: Due, form: ProgrammeForm, ids: Sequence[int], first: date, last: date
) -> dict[int, Facts]:
    stage = recipients.programme.stage_on(due.moment.day)
    if stage is None:
        return {}
    mine = recipients.looked_after(stage, due.moment.day)
    answered = submissions.rated(recipients.session, form.key, ids, first, last)
    found: dict[int, Facts] = {}
    for mentor_id in ids:
        left = [one.name for one in mine.get(mentor_id, ()) if one.person_id not in answered.get(mentor_id, ())]
        if left:
            found[mentor_id] = {"count": len(left), NAMES: tuple(left), "closes": last.isoformat()}
    return found


def _asked_form(programme: Programme, due: Due) -> ProgrammeForm | None:
    """Return the form that a due rule is about; for an evaluation round it is the round's form."""
    kind, _, key = due.moment.subject.partition(":")
    if kind == "evaluation":
        key = next(turn.form or "" for turn in programme.evaluation.rounds if turn.key == key)
    return next((form for form in programme.forms if form.key == key), None)


def _looks_after_somebody(recipients: Recipients, due: Due, people: Sequence[Recipient]) -> Mapping[int, Facts]:
    """Return the mentors of somebody, with the authors of waiting entries and open weekly questions."""
    stage = recipients.programme.stage_on(due.moment.day)
    if stage is None:
        return {}
    mine = recipients.looked_after(stage, due.moment.day)
    waiting = recipients.waiting(due.moment.day)
    return {
        one.person_id: {
            "count": len(mine[one.person_id]),
            NAMES: tuple(each.name for each in mine[one.person_id]),
            "waiting": len(waiting.get(one.person_id, ())),
        }
        for one in people
        if one.person_id in mine
    }


def _nudge_due(recipients: Recipients, due: Due, people: Sequence[Recipient]) -> Mapping[int, Facts]:
    """Return the mentors whose oldest entry reaches the limit today. It is told once, not again on later days."""
    waiting, wake = recipients.waiting(due.moment.day), recipients.programme.reviews.nudge_after
    theirs = {one.person_id: waiting.get(one.person_id, []) for one in people}
    return {
        person_id: _long_waiting(entries, wake) for person_id, entries in theirs.items() if _comes_to(entries, wake)
    }


def _deputy_due(recipients: Recipients, due: Due, people: Sequence[Recipient]) -> Mapping[int, Facts]:
    """Return the deputies of mentors whose oldest entry reaches the limit today."""
    long = recipients.programme.reviews.deputy_after
    stuck = {
        mentor: entries for mentor, entries in recipients.waiting(due.moment.day).items() if _comes_to(entries, long)
    }
    deputies = reviews.deputies_by_mentor(recipients.session, due.moment.day) if stuck else {}
    here = {one.person_id for one in people}
    return {
        deputy: _long_waiting(entries, long)
        for mentor, entries in stuck.items()
        for deputy in deputies.get(mentor, ())
        if deputy in here
    }


def _sees_somebody(recipients: Recipients, due: Due, people: Sequence[Recipient]) -> Mapping[int, Facts]:
    """Return the coordinators with somebody in their scope on these days; people placed there later do not count. Who
    has read the same summary on that day, and nothing that needs them has changed, gets no second one."""
    session, programme, day = recipients.session, recipients.programme, due.moment.day
    sights = {one.person_id: scopes.of_coordinator(session, programme, one.person_id, day) for one in people}
    read = read_summaries.digests(session, list(sights), *due.span(programme), day)
    return {
        person_id: {}
        for person_id, access in sights.items()
        if expected_people.expected_people(session, access, *due.span(programme)).people
        and (person_id not in read or read[person_id] != _digest(recipients, due, access))
    }


def _digest(recipients: Recipients, due: Due, access: AccessScope) -> str:
    """Return the digest of a summary as it would be sent now."""
    first, last = due.span(recipients.programme)
    return summarise(recipients.session, recipients.programme, access, first, last, due.moment.day).digest


def _hands_on_soon(recipients: Recipients, due: Due, people: Sequence[Recipient]) -> Mapping[int, Facts]:
    """Return the mentors from whom participants with waiting entries will soon move. It is told once."""
    day = due.moment.day
    coming = coming_changes(recipients.session, recipients.programme, day)
    ids = [one.person_id for one in people if one.person_id in coming]
    if not ids:
        return {}
    since = terms.midnight(min(coming[one].told_from for one in ids))
    told = reminders.told_between(recipients.session, due.reminder.rule, ids, since, due.moment.at)
    found: dict[int, Facts] = {}
    for mentor_id in ids:
        change = coming[mentor_id]
        left = [one for one in recipients.waiting(day).get(mentor_id, ()) if one.person_id in change.person_ids]
        if left and mentor_id not in told:
            found[mentor_id] = {
                "count": len(change.person_ids),
                "waiting": len(left),
                "from_day": change.day.isoformat(),
                "days": recipients.programme.reviews.former_answers,
            }
    return found


def _by_mentor_change(facts: Callable[[MentorChanges], Mapping[int, Facts]]) -> Look:
    """Return the condition that a change of mentor since the rule was due before concerns a person."""

    def look(recipients: Recipients, due: Due, people: Sequence[Recipient]) -> Mapping[int, Facts]:
        only = recipients.ids[0] if len(recipients.ids) == 1 else None
        known, key = recipients.told_of_change, (due.reminder.rule, due.moment.at, only)
        if key not in known:  # it is found for everybody, also for the recipients who follow; in a chat for its person
            known[key] = concerned(recipients, due, only)
        return {one.person_id: dict(known[key][one.person_id]) for one in people if one.person_id in known[key]}

    def concerned(recipients: Recipients, due: Due, only: int | None) -> Mapping[int, Facts]:
        if not terms.any_between(recipients.session, due.moment.at - RARELY_DUE, due.moment.at):
            return {}  # there are nearly never any
        before = last_moment_before(recipients.programme, due.reminder, due.moment.at)
        after = before or due.moment.at - RARELY_DUE
        return facts(changes_between(recipients.session, recipients.programme, after, due.moment.at, only))

    return look


def _silent(recipients: Recipients, due: Due, people: Sequence[Recipient]) -> Mapping[int, Facts]:
    """Return whom to tell of a silence that still lasts: those silent since a day, or who must hear of one of them."""
    _, since, *others = due.moment.subject.split(":")
    if not others:
        only = people[0].person_id if len(people) == 1 else None
        silent = _silences(recipients, due, only)
        mine = {one.person_id: silent[one.person_id] for one in people if one.person_id in silent}
        return {person_id: {"days": one.days} for person_id, one in mine.items() if one.since.isoformat() == since}
    person_id = int(others[0])
    one = _silences(recipients, due, person_id).get(person_id)
    if one is None or one.since.isoformat() != since:
        return {}
    told = recipients.concerned_by(person_id, due.reminder.to[0], due.moment.day)
    return {each.person_id: {"days": one.days, "name": one.name} for each in people if each.person_id in told}


def each_silence(recipients: Recipients, due: Due) -> list[Due]:
    """Return a rule about silences that is due once for each of them that concerns these people, and one that is told
    the silent themselves once for each first day; another rule as it is."""
    if due.reminder.condition != "silent":
        return [due]
    audience, silent = due.reminder.to[0], _silences(recipients, due).values()
    if audience == "participant":
        here = set(recipients.ids)
        keys = sorted({f"{one.since}" for one in silent if one.person_id in here})
    else:
        told = [one for one in silent if recipients.concerned_by(one.person_id, audience, due.moment.day)]
        keys = [f"{one.since}:{one.person_id}" for one in told]
    return [replace(due, moment=Moment(due.moment.at, f"silence:{key}")) for key in keys]


def _silences(recipients: Recipients, due: Due, only: int | None = None) -> Mapping[int, SilentPerson]:
    """Return who has been silent for the rule's days, up to the last day that is over. Who is heard of while it may
    still be sent is not silent any more."""
    due_by = recipients.programme.reporting.due_by
    over = due.moment.day if due.moment.at.time() >= due_by else due.moment.day - timedelta(days=1)
    return recipients.silent(over, due.reminder.days or 1, due.until.date(), only)


def _plan_missing(recipients: Recipients, _: Due, people: Sequence[Recipient]) -> Mapping[int, Facts]:
    return plans_due.without_a_plan(recipients, people)


def _by_rule(find: Callable[..., Mapping[int, Facts]]) -> Look:
    """Return a condition that needs the moment, and the rule, because it is told seldom."""
    return lambda recipients, due, people: find(recipients, due.moment, due.reminder.rule, people)


def _by_audience(find: Callable[..., Mapping[int, Facts]]) -> Look:
    """Return a condition that is another one for each audience of a rule: each person's first that they hold."""

    def look(recipients: Recipients, due: Due, people: Sequence[Recipient]) -> Mapping[int, Facts]:
        found: dict[int, Facts] = {}
        day = recipients.day_of(due.moment)
        for audience in due.reminder.to:
            theirs = [one for one in people if one.person_id not in found and one.holds(audience, day)]
            found |= find(recipients, due.moment, audience, theirs) if theirs else {}
        return found

    return look


def _by_moment(find: Callable[..., Mapping[int, Facts]]) -> Look:
    """Return a condition that needs the moment, and not the rule."""
    return lambda recipients, due, people: find(recipients, due.moment, people)


def _comes_to(entries: Sequence[WaitingActivity], days: int) -> bool:
    return max((entry.days for entry in entries), default=-1) == days


def _long_waiting(entries: Sequence[WaitingActivity], at_least: int) -> Facts:
    long = [entry.days for entry in entries if entry.days >= at_least]
    return {"waiting": len(long), "days": max(long)}


LOOKS: Final[dict[Condition, Look]] = {
    "not_reported": _not_reported,
    "sectors_unmet": _sectors_unmet,
    "form_missing": _form_missing,
    "looks_after_somebody": _looks_after_somebody,
    "nudge_due": _nudge_due,
    "deputy_due": _deputy_due,
    "sees_somebody": _sees_somebody,
    "hands_on_soon": _hands_on_soon,
    "handed_on": _by_mentor_change(MentorChanges.handed_on),
    "took_over": _by_mentor_change(MentorChanges.taken_over),
    "new_mentor": _by_mentor_change(MentorChanges.new_mentors),
    "silent": _silent,
    "plan_missing": _plan_missing,
    "plan_asked": _by_audience(plans_due.asked),
    "nominations_missing": _by_moment(raters_due.without_nominations),
    "rating_missing": _by_moment(raters_due.still_to_rate),
    "raters_to_call": _by_moment(raters_due.to_call),
    "forums_wanted": _by_moment(units_due.forums_wanted),
    "posts_vacant": _by_moment(units_due.posts_vacant),
    "training_wanted": _by_rule(development_due.training_wanted),
    "courses_next": _by_rule(development_due.courses_next),
    "staff_gaps": _by_rule(development_due.staff_gaps),
    "trainings_wait": _by_moment(development_due.trainings_wait),
    "steps_late": _by_moment(steps_due.steps_late),
    "steps_next": _by_rule(steps_due.steps_next),
    "call_unanswered": _by_moment(calls_due.call_unanswered),
    "calls_awaited": _by_moment(calls_due.calls_awaited),
    "marks_missing": _by_moment(selections_due.marks_missing),
    "plan_waits": _by_audience(plans_due.waiting),
}
