"""Checks that the development plan of a programme file agrees with the rest of it."""

from collections.abc import Iterator
from datetime import timedelta

from programmes.definition import Programme
from programmes.plans import MOST_CHOICES
from programmes.problems import FileProblem, outside, repeated


def plan_problems(programme: Programme) -> Iterator[FileProblem]:
    """Yield what contradicts itself in [plan]: keys, days outside the programme, more choices than LINE shows."""
    plan = programme.plan
    if plan is None:
        return
    yield from repeated("plan.competencies", "key", [one.key for one in plan.competencies])
    yield from repeated("plan.methods", "key", [one.key for one in plan.methods])
    count = len(programme.competencies)
    if count > MOST_CHOICES:
        why = f"with the criteria there are {count}, {MOST_CHOICES} can be chosen from"
        yield "plan.competencies", why, "too-many", {"value": count, "most": MOST_CHOICES}
    judged = {criterion.key for criterion in programme.evaluation.judged}
    for place, competency in enumerate(plan.competencies):
        if competency.key in judged:
            why = f"{competency.key} is a criterion of [evaluation], and one already"
            yield f"plan.competencies[{place}].key", why, "is-criterion", {"value": competency.key}
    for edge, day in (("opens", plan.opens), ("results_from", plan.results_from)):
        if programme.outside(day):
            yield outside(f"plan.{edge}", day, programme.start, programme.end, "the programme")
    if plan.results_from < plan.opens:
        values = {"value": f"{plan.results_from}", "other": f"{plan.opens}", "what": "opens"}
        yield "plan.results_from", f"{plan.results_from} is before the plan opens, {plan.opens}", "before", values
    kept = programme.end + timedelta(days=programme.retention.records_days)
    for months, day in programme.follow_ups:
        if day > kept:
            why = f"{months} months after the end is {day}, when nothing is kept any more"
            yield "plan.follow_up_months", why, "follow-up-late", {"value": int(months), "last": f"{kept}"}
