"""Checks that the parts of a programme file agree: dates, references, weights, keys that must be unique."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from programmes.calls import call_problems
from programmes.definition import Programme
from programmes.development import development_problems
from programmes.evaluation_checks import evaluation_problems
from programmes.forums import forum_problems
from programmes.moments import known_to, unknown_in
from programmes.plan_checks import plan_problems
from programmes.problems import FileProblem, nearest, no_phase, outside, repeated, unknown
from programmes.sections import ROSTER_COLUMNS, Phase, Stage
from programmes.selections import selection_problems
from programmes.steps import step_problems
from programmes.unit_plans import unit_plan_problems
from programmes.units import unit_problems


def problems(programme: Programme) -> list[FileProblem]:
    """Return every contradiction in `programme` as (key path, reason, kind, values); empty if there is none."""
    checks: tuple[Callable[[Programme], Iterator[FileProblem]], ...] = (
        _keys,
        _agencies,
        _sectors,
        _phases,
        _stages,
        _reviews,
        evaluation_problems,
        plan_problems,
        _certificate,
        _forms,
        _units,
        _development,
        _reminders,
    )
    return [problem for check in checks for problem in check(programme)]


def _keys(programme: Programme) -> Iterator[FileProblem]:
    yield from repeated("phases", "number", [phase.number for phase in programme.phases])
    yield from repeated("sectors", "key", [sector.key for sector in programme.sectors])
    yield from repeated("dimensions", "key", [dimension.key for dimension in programme.dimensions])
    yield from _tags(programme)
    yield from repeated("owners", "key", [owner.key for owner in programme.owners])
    yield from repeated("agencies", "key", [agency.key for agency in programme.agencies])
    yield from repeated("holidays_extra", "day", [holiday.day for holiday in programme.holidays_extra])
    yield from repeated("reporting.working_days", "", programme.reporting.working_days)
    owners = [owner.key for owner in programme.owners]
    answering = [("owner", programme.owner)]
    answering += [(f"phases[{place}].owner", phase.owner) for place, phase in enumerate(programme.phases)]
    yield from (unknown(where, "[[owners]]", key, owners) for where, key in answering if key not in owners)


def _agencies(programme: Programme) -> Iterator[FileProblem]:
    together, most = sum(agency.quota or 0 for agency in programme.agencies), programme.capacity
    if together > most:
        why = f"the quotas make {together}, more than the capacity, {most}"
        yield "agencies", why, "quotas", {"value": together, "most": most}


def _sectors(programme: Programme) -> Iterator[FileProblem]:
    if programme.sectors and programme.coverage is None:
        why = "says how [[sectors]] are called together; a programme that has some needs it"
        yield "coverage", why, "coverage", {}
    for place, form in enumerate(programme.forms):
        if form.sector_question is not None and not programme.sectors:
            yield f"forms[{place}].sector_question", "there are no [[sectors]]", "no-sectors", {"what": "[[sectors]]"}


def _tags(programme: Programme) -> Iterator[FileProblem]:
    seen: set[str] = set()
    for outer, dimension in enumerate(programme.dimensions):
        for inner, tag in enumerate(dimension.tags):
            if tag.key in seen:
                where = f"dimensions[{outer}].tags[{inner}].key"
                yield where, f"{tag.key} stands here a second time", "repeated", {"value": tag.key}
            seen.add(tag.key)
            goals = programme.activities.sdgs
            for place, number in enumerate(tag.sdgs):
                if number not in goals:
                    yield unknown(f"dimensions[{outer}].tags[{inner}].sdgs[{place}]", "activities.sdgs", number, goals)


def _phases(programme: Programme) -> Iterator[FileProblem]:
    if programme.end < programme.start:
        yield _before("end", programme.end, programme.start, "the start")
    for place, phase in enumerate(programme.phases):
        yield from _order(f"phases[{place}]", phase)
        if phase.start < programme.start:
            yield _before(f"phases[{place}].start", phase.start, programme.start, "the programme's start")
        if phase.end > programme.end:
            yield _after(f"phases[{place}].end", phase.end, programme.end, "the programme's end")
    yield from _overlaps("phases", [(f"phase {p.number}", p.start, p.end) for p in programme.phases])


def _stages(programme: Programme) -> Iterator[FileProblem]:
    yield from repeated("stages", "key", [stage.key for stage in programme.stages])
    yield from repeated("stages", "roster_column", [stage.roster_column for stage in programme.stages])
    yield from _overlaps("stages", [(f"stage {s.key!r}", s.start, s.end) for s in programme.stages])
    phases = {phase.number: phase for phase in programme.phases}
    for place, stage in enumerate(programme.stages):
        where = f"stages[{place}]"
        yield from _order(where, stage)
        phase = phases.get(stage.phase)
        if phase is None:
            yield no_phase(f"{where}.phase", stage.phase, list(phases))
        else:
            for edge, day in (("start", stage.start), ("end", stage.end)):
                if not phase.start <= day <= phase.end:
                    yield outside(f"{where}.{edge}", day, phase.start, phase.end, f"phase {phase.number}")
        if stage.roster_column in ROSTER_COLUMNS:
            why = f"every roster has a column {stage.roster_column} of its own"
            yield f"{where}.roster_column", why, "column-taken", {"value": stage.roster_column}
        for number, area in enumerate(stage.areas):
            if len(area.code) != stage.area_digits:
                why, count = f"a {stage.area_level}'s code has {stage.area_digits} digits", stage.area_digits
                yield f"{where}.areas[{number}].code", why, "area-code", {"value": area.code, "digits": count}
        yield from repeated(f"{where}.areas", "code", [area.code for area in stage.areas])


def _reviews(programme: Programme) -> Iterator[FileProblem]:
    reviews = programme.reviews
    if not reviews.nudge_after < reviews.deputy_after:
        yield _not_more("reviews.deputy_after", "nudge_after", reviews.nudge_after)
    if not reviews.deputy_after < reviews.coordinator_after:
        yield _not_more("reviews.coordinator_after", "deputy_after", reviews.deputy_after)


def _forms(programme: Programme) -> Iterator[FileProblem]:
    yield from repeated("forms", "key", [form.key for form in programme.forms])
    for place, form in enumerate(programme.forms):
        where = f"forms[{place}]"
        if form.closes < form.opens:
            yield _before(f"{where}.closes", form.closes, form.opens, "it opens", "opens")
        if form.begins > form.opens:
            yield _after(f"{where}.welcome", form.begins, form.opens, "it opens", "opens")
        for edge, day in (("opens", form.opens), ("welcome", form.begins), ("closes", form.closes)):
            if programme.outside(day) and not (edge == "welcome" and form.welcome is None):
                yield outside(f"{where}.{edge}", day, programme.start, programme.end, "the programme")


def _units(programme: Programme) -> Iterator[FileProblem]:
    units, forums = programme.units, programme.forums
    found = list(unit_problems(units))
    yield from found
    if not found:
        results = [*(one.key for one in programme.selections), *(one.key for one in programme.calls)]
        yield from forum_problems(forums, units, results)
        theirs = [form.key for form in programme.forms if form.role == "participant" and form.about is None]
        yield from call_problems(programme.calls, units, programme.start, programme.end, theirs)
        days, bodies = (programme.start, programme.end), [owner.key for owner in programme.owners]
        yield from selection_problems(programme.selections, programme.calls, bodies, units, days)
        rounds = [one.key for one in programme.selections]
        if units is not None and units.chosen_in is not None and units.chosen_in not in rounds:
            yield unknown("units.chosen_in", "[[selections]]", units.chosen_in, rounds)
    yield from unit_plan_problems(programme.unit_plan, units)
    owners = [owner.key for owner in programme.owners]
    yield from step_problems(programme.steps, owners, units=units is not None, forums=forums is not None)


def _development(programme: Programme) -> Iterator[FileProblem]:
    yield from development_problems(programme.development, [owner.key for owner in programme.owners])


def _reminders(programme: Programme) -> Iterator[FileProblem]:
    yield from repeated("reminders", "rule", [reminder.rule for reminder in programme.reminders])
    rules = [reminder.rule for reminder in programme.reminders]
    for place, reminder in enumerate(programme.reminders):
        for lacking in sorted(set(reminder.instead_of) - set(rules)):
            values = {"what": "[[reminders]]", "value": lacking, "known": ", ".join(rules)}
            yield (
                f"reminders[{place}].instead_of",
                f"there is no rule {lacking}",
                "unknown",
                {**values, "nearest": nearest(lacking, rules)},
            )
        for number, when in enumerate(reminder.whens):
            where = f"reminders[{place}].at[{number}]"
            if missing := unknown_in(programme, when):
                kind, _, key = missing.partition(" ")
                known = [subject.partition(":")[2] for subject in known_to(programme, kind)]
                values = {"what": kind, "value": key, "known": ", ".join(known) or "–"}
                yield where, f"there is no {missing}", "unknown", {**values, "nearest": nearest(key, known)}
            if programme.quiet_hours.hold(when.at):
                why = f"{when.at:%H:%M} lies in the quiet hours, when nothing is pushed"
                yield where, why, "quiet", {"value": f"{when.at:%H:%M}"}


def _order(where: str, part: Phase | Stage) -> Iterator[FileProblem]:
    if part.end < part.start:
        yield _before(f"{where}.end", part.end, part.start, "the start")


def _overlaps(where: str, spans: Sequence[tuple[str, date, date]]) -> Iterator[FileProblem]:
    for place, (name, start, end) in enumerate(spans):
        for other, other_start, other_end in spans[:place]:
            if start <= other_end and other_start <= end:
                values = {"what": name, "other": other, "first": f"{other_start}", "last": f"{other_end}"}
                why = f"{name} overlaps {other}, {other_start} to {other_end}"
                yield f"{where}[{place}].start", why, "overlaps", values


def _certificate(programme: Programme) -> Iterator[FileProblem]:
    terms = programme.certificate
    if terms is None:
        return
    known = [one.key for one in programme.evaluation.rounds]
    if terms.round is not None and terms.round not in known:
        values = {"what": "[[evaluation.rounds]]", "value": terms.round, "known": ", ".join(known) or "–"}
        why = f"no round of [evaluation] has the key {terms.round!r}"
        yield "certificate.round", why, "unknown", {**values, "nearest": nearest(terms.round, known)}
    if terms.score is not None and terms.round is None:
        yield "certificate.score", "says no round: certificate.round is missing", "certificate-score", {}
    if terms.begins < programme.start:
        yield _before("certificate.begins", terms.begins, programme.start, "the programme's start")


# ── the problems of days and numbers ──


def _before(where: str, day: date, other: date, said: str, named: str = "start") -> FileProblem:
    return where, f"{day} is before {said}, {other}", "before", {"value": f"{day}", "other": f"{other}", "what": named}


def _after(where: str, day: date, other: date, said: str, named: str = "end") -> FileProblem:
    return where, f"{day} is after {said}, {other}", "after", {"value": f"{day}", "other": f"{other}", "what": named}


def _not_more(where: str, other: str, number: int) -> FileProblem:
    return where, f"must be more than {other}, {number}", "not-more", {"other": other, "least": number + 1}
