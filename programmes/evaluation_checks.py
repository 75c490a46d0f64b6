"""Checks that the rating rounds of a programme file agree with themselves and with its forms, phases and sectors."""

from collections.abc import Hashable, Iterable, Iterator

from programmes.definition import Programme
from programmes.evaluations import RATERS_OF_FORM, EvaluationRound

FileProblem = tuple[str, str]  # where in the file, why
WHOLE = 100  # what the weights of a round make


def evaluation_problems(programme: Programme) -> Iterator[FileProblem]:
    """Yield every contradiction of the rounds as (key path, reason)."""
    yield from repeated("evaluation.judged", "key", [criterion.key for criterion in programme.evaluation.judged])
    yield from repeated("evaluation.rounds", "key", [turn.key for turn in programme.evaluation.rounds])
    numbers = {phase.number for phase in programme.phases}
    taken: dict[str, str] = {}
    for place, turn in enumerate(programme.evaluation.rounds):
        where = f"evaluation.rounds[{place}]"
        if turn.phase not in numbers:
            yield f"{where}.phase", f"there is no phase {turn.phase}"
        if other := taken.get(turn.form):
            yield f"{where}.form", f"{turn.form} is the form of the round {other} already"
        taken[turn.form] = turn.key
        yield from _form(programme, turn, where)
        yield from _kinds(programme, turn, where)


def _form(programme: Programme, turn: EvaluationRound, where: str) -> Iterator[FileProblem]:
    form = next((form for form in programme.forms if form.key == turn.form), None)
    if form is None:
        yield f"{where}.form", f"no [[forms]] has the key {turn.form!r}"
        return
    if form.about != turn.about:
        yield f"{where}.form", f"{form.key} says about whom it is with about = {turn.about!r}"
    if form.role not in ("mentor", RATERS_OF_FORM):
        yield (
            f"{where}.form",
            f"{form.key} is for a {form.role}; raters are mentors, or whoever has a link ({RATERS_OF_FORM})",
        )
    if form.role == "mentor" and len(turn.raters) != 1:
        yield (
            f"{where}.raters",
            f"{form.key} is for mentors, who are one kind; another kind rates by link on a form for a {RATERS_OF_FORM}",
        )
    opens, closes = turn.opens or form.begins, turn.closes or form.closes
    if closes <= opens:
        yield f"{where}.closes", f"the round closes on {closes}, not after it opens, {opens}"
    for edge, day in (("opens", opens), ("closes", closes)):
        if programme.outside(day):
            yield f"{where}.{edge}", f"{day} is outside the programme, {programme.start} to {programme.end}"
        elif not form.open_on(day):
            yield f"{where}.{edge}", f"{form.key} is not open on {day}, but from {form.begins} to {form.closes}"

    if turn.nominate_by is not None:
        if not programme.start <= turn.nominate_by <= closes:
            yield (
                f"{where}.nominate_by",
                f"{turn.nominate_by} is not between {programme.start} and the last day, {closes}",
            )
        if turn.wanted is None:
            yield f"{where}.nominate_by", "no kind has wanted_sectors and participants who nominate it"


def _kinds(programme: Programme, turn: EvaluationRound, where: str) -> Iterator[FileProblem]:
    total = sum(kind.weight for kind in turn.raters)
    if total != WHOLE:
        yield f"{where}.raters", f"the weights make {total}, not {WHOLE}"
    yield from repeated(f"{where}.raters", "key", [kind.key for kind in turn.raters])
    for place, kind in enumerate(turn.raters):
        at = f"{where}.raters[{place}]"
        if kind.least_sectors > len(programme.sectors):
            yield (
                f"{at}.least_sectors",
                f"{kind.least_sectors} is more than there are sectors, {len(programme.sectors)}",
            )
        if kind.wanted_sectors > len(programme.sectors):
            yield (
                f"{at}.wanted_sectors",
                f"{kind.wanted_sectors} is more than there are sectors, {len(programme.sectors)}",
            )
        if kind.least_sectors > kind.least:
            yield f"{at}.least_sectors", f"{kind.least_sectors} sectors need as many raters, but least is {kind.least}"
        if kind.weight == 0:
            yield f"{at}.weight", "a kind that stands for nothing is no kind of raters"


def repeated(where: str, key: str, values: Iterable[Hashable]) -> Iterator[FileProblem]:
    """Yield a problem for each value that stands a second time."""
    seen: set[Hashable] = set()
    for place, value in enumerate(values):
        if value in seen:
            yield f"{where}[{place}].{key}", f"{value} stands here a second time"
        seen.add(value)
