"""Checks that the parts of a programme file agree: dates, references, weights, keys that must be unique."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from programmes.definition import Programme
from programmes.evaluation_checks import FileProblem, evaluation_problems, repeated
from programmes.moments import unknown_in
from programmes.plan_checks import plan_problems
from programmes.sections import ROSTER_COLUMNS, Phase, Stage


def problems(programme: Programme) -> list[FileProblem]:
    """Return every contradiction in `programme` as (key path, reason); empty if there is none."""
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
    )
    found = [problem for check in checks for problem in check(programme)]
    return found or list(_reminders(programme))  # the times of reminders depend on everything else


def _keys(programme: Programme) -> Iterator[FileProblem]:
    yield from repeated("phases", "number", [phase.number for phase in programme.phases])
    yield from repeated("sectors", "key", [sector.key for sector in programme.sectors])
    yield from repeated("dimensions", "key", [dimension.key for dimension in programme.dimensions])
    yield from _tags(programme)
    yield from repeated("owners", "key", [owner.key for owner in programme.owners])
    yield from repeated("agencies", "key", [agency.key for agency in programme.agencies])
    yield from repeated("holidays_extra", "day", [holiday.day for holiday in programme.holidays_extra])
    owners = {owner.key for owner in programme.owners}
    answering = [("owner", programme.owner)]
    answering += [(f"phases[{place}].owner", phase.owner) for place, phase in enumerate(programme.phases)]
    yield from ((where, f"no [[owners]] has the key {key!r}") for where, key in answering if key not in owners)


def _agencies(programme: Programme) -> Iterator[FileProblem]:
    together = sum(agency.quota or 0 for agency in programme.agencies)
    if together > programme.capacity:
        yield "agencies", f"the quotas make {together}, more than the capacity, {programme.capacity}"


def _sectors(programme: Programme) -> Iterator[FileProblem]:
    if programme.sectors and programme.coverage is None:
        yield "coverage", "says how [[sectors]] are called together; a programme that has some needs it"
    for place, form in enumerate(programme.forms):
        if form.sector_question is not None and not programme.sectors:
            yield f"forms[{place}].sector_question", "there are no [[sectors]]"


def _tags(programme: Programme) -> Iterator[FileProblem]:
    seen: set[str] = set()
    for outer, dimension in enumerate(programme.dimensions):
        for inner, tag in enumerate(dimension.tags):
            if tag.key in seen:
                yield f"dimensions[{outer}].tags[{inner}].key", f"{tag.key} stands here a second time"
            seen.add(tag.key)


def _phases(programme: Programme) -> Iterator[FileProblem]:
    if programme.end < programme.start:
        yield "end", f"{programme.end} is before the start, {programme.start}"
    for place, phase in enumerate(programme.phases):
        yield from _order(f"phases[{place}]", phase)
        if phase.start < programme.start:
            yield f"phases[{place}].start", f"{phase.start} is before the programme's start, {programme.start}"
        if phase.end > programme.end:
            yield f"phases[{place}].end", f"{phase.end} is after the programme's end, {programme.end}"
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
            yield f"{where}.phase", f"there is no phase {stage.phase}"
        else:
            for edge, day in (("start", stage.start), ("end", stage.end)):
                if not phase.start <= day <= phase.end:
                    yield f"{where}.{edge}", f"{day} is outside phase {phase.number}, {phase.start} to {phase.end}"
        if stage.roster_column in ROSTER_COLUMNS:
            yield f"{where}.roster_column", f"every roster has a column {stage.roster_column} of its own"
        for number, area in enumerate(stage.areas):
            if len(area.code) != stage.area_digits:
                yield f"{where}.areas[{number}].code", f"a {stage.area_level}'s code has {stage.area_digits} digits"
        yield from repeated(f"{where}.areas", "code", [area.code for area in stage.areas])


def _reviews(programme: Programme) -> Iterator[FileProblem]:
    reviews = programme.reviews
    if not reviews.nudge_after < reviews.deputy_after:
        yield "reviews.deputy_after", f"must be more than nudge_after, {reviews.nudge_after}"
    if not reviews.deputy_after < reviews.coordinator_after:
        yield "reviews.coordinator_after", f"must be more than deputy_after, {reviews.deputy_after}"


def _forms(programme: Programme) -> Iterator[FileProblem]:
    yield from repeated("forms", "key", [form.key for form in programme.forms])
    for place, form in enumerate(programme.forms):
        where = f"forms[{place}]"
        if form.closes < form.opens:
            yield f"{where}.closes", f"{form.closes} is before it opens, {form.opens}"
        if form.begins > form.opens:
            yield f"{where}.welcome", f"{form.begins} is after it opens, {form.opens}"
        for edge, day in (("opens", form.opens), ("welcome", form.begins), ("closes", form.closes)):
            if programme.outside(day):
                yield f"{where}.{edge}", f"{day} is outside the programme, {programme.start} to {programme.end}"


def _reminders(programme: Programme) -> Iterator[FileProblem]:
    yield from repeated("reminders", "rule", [reminder.rule for reminder in programme.reminders])
    rules = {reminder.rule for reminder in programme.reminders}
    for place, reminder in enumerate(programme.reminders):
        for unknown in sorted(set(reminder.instead_of) - rules):
            yield f"reminders[{place}].instead_of", f"there is no rule {unknown}"
        for number, when in enumerate(reminder.whens):
            where = f"reminders[{place}].at[{number}]"
            if missing := unknown_in(programme, when):
                yield where, f"there is no {missing}"
            if programme.quiet_hours.hold(when.at):
                yield where, f"{when.at:%H:%M} lies in the quiet hours, when nothing is pushed"


def _order(where: str, part: Phase | Stage) -> Iterator[FileProblem]:
    if part.end < part.start:
        yield f"{where}.end", f"{part.end} is before the start, {part.start}"


def _overlaps(where: str, spans: Sequence[tuple[str, date, date]]) -> Iterator[FileProblem]:
    for place, (name, start, end) in enumerate(spans):
        for other, other_start, other_end in spans[:place]:
            if start <= other_end and other_start <= end:
                yield f"{where}[{place}].start", f"{name} overlaps {other}, {other_start} to {other_end}"


def _certificate(programme: Programme) -> Iterator[FileProblem]:
    terms = programme.certificate
    if terms is None:
        return
    known = [one.key for one in programme.evaluation.rounds]
    if terms.round is not None and terms.round not in known:
        yield "certificate.round", f"no round of [evaluation] has the key {terms.round!r}"
    if terms.score is not None and terms.round is None:
        yield "certificate.score", "says no round: certificate.round is missing"
