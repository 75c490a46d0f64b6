"""Works out the instants at which a reminder is due, from the words of its rule and the dates of the programme."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from programmes.bangkok import BANGKOK
from programmes.definition import Programme
from programmes.reminders import Reminder
from programmes.when import Dated, Moment, Recurring, When


def moments_of(programme: Programme, reminder: Reminder) -> list[Moment]:
    """Return every instant at which a rule is due, in order."""
    found = {moment for when in reminder.whens for moment in moments_when(programme, when)}
    return sorted(found, key=lambda moment: (moment.at, moment.subject))


def last_moment_before(programme: Programme, reminder: Reminder, at: datetime) -> datetime | None:
    """Return the last instant before another one at which a rule is due."""
    return max((moment.at for moment in moments_of(programme, reminder) if moment.at < at), default=None)


def moments_when(programme: Programme, when: When) -> Iterator[Moment]:
    """Yield every instant that one time of a rule means, in no order."""
    return _dated(programme, when) if isinstance(when, Dated) else _recurring(programme, when)


def end_of(programme: Programme, subject: str) -> datetime | None:
    """Return until when a phase, stage, form, evaluation, the time for its nominations, a call or a selection lasts;
    other subjects have no end."""
    kind = subject.partition(":")[0]
    if kind not in ("phase", "stage", "form", "evaluation", "nomination", "call", "selection"):
        return None
    edge = {"phase": "ends", "stage": "ends"}.get(kind, "closes")
    last = next((day for found, day in _edges(programme, kind, edge) if found == subject), None)
    return datetime.combine(last + timedelta(days=1), time(), BANGKOK) if last else None


def unknown_in(programme: Programme, when: When) -> str | None:
    """Return what the words of a time name but the programme does not have, or None."""
    if isinstance(when, Recurring) or when.key is None:
        return None
    return f"{when.kind} {when.key}" if f"{when.kind}:{when.key}" not in known_to(programme, when.kind) else None


def known_to(programme: Programme, kind: str) -> list[str]:
    """Return what a time of this kind can be counted from, such as `phase:2`. The programme may still contradict
    itself."""
    rounds, plan = programme.evaluation.rounds, programme.plan is not None
    keys: dict[str, Iterable[object]] = {
        "phase": (phase.number for phase in programme.phases),
        "stage": (stage.key for stage in programme.stages),
        "form": _plain_forms(programme),
        "evaluation": (turn.key for turn in rounds),
        "nomination": (turn.key for turn in rounds if turn.nominate_by is not None),
        "check-in": (month for month, _ in programme.check_ins) if plan else (),
        "follow-up": (months for months, _ in programme.follow_ups) if plan else (),
        "call": (call.key for call in programme.calls),
        "selection": (one.key for one in programme.selections),
    }
    return [f"{kind}:{key}" for key in keys[kind]]


def _dated(programme: Programme, when: Dated) -> Iterator[Moment]:
    for subject, day in _edges(programme, when.kind, when.edge):
        if when.key is None or subject == f"{when.kind}:{when.key}":
            due = day + when.offset
            before = due - timedelta(days=1)
            if when.earlier and programme.is_working_day(before) and not programme.is_working_day(due):
                due = before
            yield Moment(datetime.combine(due, when.at, BANGKOK), subject)


def _recurring(programme: Programme, when: Recurring) -> Iterator[Moment]:
    for count in range((programme.end - programme.start).days + 1):
        day = programme.start + timedelta(count)
        if programme.is_working_day(day) and _falls_on(programme, when, day):
            subject = _subject(programme, when, day)
            if subject is not None:
                yield Moment(datetime.combine(day, when.at, BANGKOK), subject)


def _falls_on(programme: Programme, when: Recurring, day: date) -> bool:
    """Return whether a working day is the rule's weekday, or the working day that replaces it."""
    late = day.weekday() - (day.weekday() if when.weekday is None else when.weekday)
    if late <= 0 or when.rest != "after a reporting week":
        return late == 0
    return not any(programme.is_working_day(day - timedelta(back)) for back in range(1, late + 1))


def _subject(programme: Programme, when: Recurring, day: date) -> str | None:
    monday = day - timedelta(days=day.weekday())
    if when.rest == "after a reporting day":
        before = _working_day_before(programme, day)
        return f"day:{before}" if before and programme.is_expected(before) else None
    if when.rest == "after a reporting week":
        week = programme.expected_days(monday - timedelta(days=7), monday - timedelta(days=1))
        return f"week:{monday - timedelta(days=7)}" if week else None
    if when.rest == "while reporting" and not programme.is_expected(day):
        return None
    if programme.gap_on(day):
        return None
    return f"day:{day}" if when.weekday is None else f"week:{monday}"


def _edges(programme: Programme, kind: str, edge: str) -> Iterator[tuple[str, date]]:
    """Yield (what it is about, day) for everything that has such an edge."""
    if kind == "phase":
        for phase in programme.phases:
            yield f"phase:{phase.number}", phase.start if edge == "starts" else phase.end
    elif kind == "stage":
        for stage in programme.stages:
            if edge != "changes":
                yield f"stage:{stage.key}", stage.start if edge == "starts" else stage.end
            elif stage.start != programme.phase(stage.phase).start:  # otherwise the phase begins on that day
                yield f"stage:{stage.key}", stage.start
    elif kind == "check-in":
        for month, day in programme.check_ins:
            yield f"check-in:{month}", day
    elif kind == "nomination":
        for turn in programme.evaluation.rounds:
            if turn.nominate_by is not None:
                yield f"nomination:{turn.key}", turn.nominate_by
    elif kind == "call":
        for call in programme.calls:
            yield f"call:{call.key}", call.opens if edge == "opens" else call.closes
    elif kind == "selection":
        for one in programme.selections:
            yield f"selection:{one.key}", one.opens if edge == "opens" else one.closes
    elif kind == "follow-up":
        for months, day in programme.follow_ups:
            yield f"follow-up:{months}", day
    else:
        for key, opens, closes in _forms(programme, kind):
            halfway = opens + (closes - opens) // 2
            yield f"{kind}:{key}", {"opens": opens, "is half over": halfway, "closes": closes}[edge]


def _forms(programme: Programme, kind: str) -> Iterator[tuple[str, date, date]]:
    """Yield the evaluation rounds, or the forms that are neither evaluations nor asked every week."""
    rounds = programme.evaluation.rounds
    if kind == "evaluation":
        for turn in rounds:
            yield turn.key, *programme.round_days(turn)
        return
    for key in _plain_forms(programme):
        form = programme.form(key)
        yield form.key, form.opens, form.closes


def _plain_forms(programme: Programme) -> list[str]:
    """Return the keys of the forms that are neither evaluations nor asked every week."""
    of_round = {turn.form for turn in programme.evaluation.rounds}
    return [form.key for form in programme.forms if form.key not in of_round and not form.each_week]


def _working_day_before(programme: Programme, day: date) -> date | None:
    """Return the last working day before `day`, or None if there is none in two weeks."""
    before = (day - timedelta(days=back) for back in range(1, 15))
    return next((candidate for candidate in before if programme.is_working_day(candidate)), None)
