"""Checks that the development plan of a programme file agrees with the rest of it."""

from collections.abc import Iterator
from datetime import timedelta

from programmes.definition import Programme
from programmes.evaluation_checks import FileProblem, repeated
from programmes.plans import MOST_CHOICES


def plan_problems(programme: Programme) -> Iterator[FileProblem]:
    """Yield what contradicts itself in [plan]: keys, days outside the programme, more choices than LINE shows."""
    plan = programme.plan
    if plan is None:
        return
    yield from repeated("plan.competencies", "key", [one.key for one in plan.competencies])
    yield from repeated("plan.methods", "key", [one.key for one in plan.methods])
    count = len(programme.competencies)
    if count > MOST_CHOICES:
        yield "plan.competencies", f"with the criteria there are {count}, {MOST_CHOICES} can be chosen from"
    judged = {criterion.key for criterion in programme.evaluation.judged}
    for place, competency in enumerate(plan.competencies):
        if competency.key in judged:
            yield f"plan.competencies[{place}].key", f"{competency.key} is a criterion of [evaluation], and one already"
    for edge, day in (("opens", plan.opens), ("results_from", plan.results_from)):
        if programme.outside(day):
            yield f"plan.{edge}", f"{day} is outside the programme, {programme.start} to {programme.end}"
    if plan.results_from < plan.opens:
        yield "plan.results_from", f"{plan.results_from} is before the plan opens, {plan.opens}"
    kept = programme.end + timedelta(days=programme.retention.records_days)
    for months, day in programme.follow_ups:
        if day > kept:
            yield "plan.follow_up_months", f"{months} months after the end is {day}, when nothing is kept any more"
