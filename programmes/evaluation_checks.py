"""Checks that the rating rounds of a programme file agree with themselves and with its forms, phases and sectors."""

from collections.abc import Iterator

from programmes.definition import Programme
from programmes.evaluations import RATERS_OF_FORM, EvaluationRound
from programmes.problems import FileProblem, no_phase, outside, repeated, unknown

WHOLE = 100  # what the weights of a round make


def evaluation_problems(programme: Programme) -> Iterator[FileProblem]:
    """Yield every contradiction of the rounds as (key path, reason, kind, values)."""
    yield from repeated("evaluation.judged", "key", [criterion.key for criterion in programme.evaluation.judged])
    yield from repeated("evaluation.rounds", "key", [turn.key for turn in programme.evaluation.rounds])
    numbers = [phase.number for phase in programme.phases]
    taken: dict[str, str] = {}
    for place, turn in enumerate(programme.evaluation.rounds):
        where = f"evaluation.rounds[{place}]"
        if turn.phase not in numbers:
            yield no_phase(f"{where}.phase", turn.phase, numbers)
        if other := taken.get(turn.form):
            why = f"{turn.form} is the form of the round {other} already"
            yield f"{where}.form", why, "form-taken", {"value": turn.form, "other": other}
        taken[turn.form] = turn.key
        yield from _form(programme, turn, where)
        yield from _kinds(programme, turn, where)


def _form(programme: Programme, turn: EvaluationRound, where: str) -> Iterator[FileProblem]:
    form = next((form for form in programme.forms if form.key == turn.form), None)
    if form is None:
        yield unknown(f"{where}.form", "[[forms]]", turn.form, [form.key for form in programme.forms])
        return
    if form.about != turn.about:
        why = f"{form.key} says about whom it is with about = {turn.about!r}"
        yield f"{where}.form", why, "form-about", {"value": form.key, "about": turn.about}
    if form.role not in ("mentor", RATERS_OF_FORM):
        why = f"{form.key} is for a {form.role}; raters are mentors, or whoever has a link ({RATERS_OF_FORM})"
        yield f"{where}.form", why, "form-role", {"value": form.key, "role": form.role}
    if form.role == "mentor" and len(turn.raters) != 1:
        why = (
            f"{form.key} is for mentors, who are one kind; another kind rates by link on a form for a {RATERS_OF_FORM}"
        )
        yield f"{where}.raters", why, "form-mentors", {"value": form.key}
    opens, closes = turn.opens or form.begins, turn.closes or form.closes
    if closes <= opens:
        why = f"the round closes on {closes}, not after it opens, {opens}"
        yield f"{where}.closes", why, "before", {"value": f"{closes}", "other": f"{opens}", "what": "opens"}
    for edge, day in (("opens", opens), ("closes", closes)):
        if programme.outside(day):
            yield outside(f"{where}.{edge}", day, programme.start, programme.end, "the programme")
        elif not form.open_on(day):
            why = f"{form.key} is not open on {day}, but from {form.begins} to {form.closes}"
            values = {"value": f"{day}", "what": form.key, "first": f"{form.begins}", "last": f"{form.closes}"}
            yield f"{where}.{edge}", why, "form-closed", values

    if turn.nominate_by is not None:
        if not programme.start <= turn.nominate_by <= closes:
            why = f"{turn.nominate_by} is not between {programme.start} and the last day, {closes}"
            values = {"value": f"{turn.nominate_by}", "first": f"{programme.start}", "last": f"{closes}"}
            yield f"{where}.nominate_by", why, "outside", {**values, "what": "the round"}
        if turn.wanted is None:
            why = "no kind has wanted_sectors and participants who nominate it"
            yield f"{where}.nominate_by", why, "nobody-nominates", {}


def _kinds(programme: Programme, turn: EvaluationRound, where: str) -> Iterator[FileProblem]:
    total, there_are = sum(kind.weight for kind in turn.raters), len(programme.sectors)
    if total != WHOLE:
        yield f"{where}.raters", f"the weights make {total}, not {WHOLE}", "weights", {"value": f"{total}"}
    yield from repeated(f"{where}.raters", "key", [kind.key for kind in turn.raters])
    for place, kind in enumerate(turn.raters):
        at = f"{where}.raters[{place}]"
        for name, asked in (("least_sectors", kind.least_sectors), ("wanted_sectors", kind.wanted_sectors)):
            if asked > there_are:
                why = f"{asked} is more than there are sectors, {there_are}"
                yield f"{at}.{name}", why, "too-large", {"value": asked, "most": there_are, "what": "[[sectors]]"}
        if kind.least_sectors > kind.least:
            why = f"{kind.least_sectors} sectors need as many raters, but least is {kind.least}"
            yield f"{at}.least_sectors", why, "least-sectors", {"value": kind.least_sectors, "most": kind.least}
        if kind.weight == 0:
            yield f"{at}.weight", "a kind that stands for nothing is no kind of raters", "weight-nothing", {}
