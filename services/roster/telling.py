"""Says in words what a roster would change, or has changed, of each person."""

from collections.abc import Iterable
from datetime import date

from programmes import Programme
from services.roster.placing import DatedPlace
from services.roster.planning import PersonPlan, RosterPlan
from services.roster.rows import Translate
from services.roster.undoing import Undone
from thai.dates import short_day
from thai.places import display


def change_lines(plan: RosterPlan, programme: Programme, text: Translate, language: str) -> list[str]:
    """Return a line for each person who is added or changed, the changed first: they are the ones to look at."""
    lines = [change_line(one, programme, text, language) for one in plan.changed]
    return lines + [text("import-added", name=one.row.name) for one in plan.added]


def change_line(one: PersonPlan, programme: Programme, text: Translate, language: str) -> str:
    """Return what changes of a stored person: "~ Name: position, Target: A → B from 1 September"."""
    said = [text(f"import-change-{part}") for part in one.what if part not in ("area", "role")]
    if "role" in one.what:
        last = one.after.last_day
        ended = last is not None and last != one.before.last_day
        said.append(
            text("import-change-ended", day=short_day(last, language)) if ended and last else text("import-change-role")
        )
    if "area" in one.what:
        said += _moves(one, programme, text, language)
    return text("import-changed", name=one.person.name if one.person else one.row.name, what=", ".join(said))


def _moves(one: PersonPlan, programme: Programme, text: Translate, language: str) -> Iterable[str]:
    """Yield for each stage in which a person works somewhere else than before: where, and from when."""
    for stage in programme.stages:
        before, after = (
            sorted(
                (place for place in places if place.stage == stage.key), key=lambda place: place.from_day or date.min
            )
            for places in (one.before.places, one.after.places)
        )
        if before != after:
            was, then = (_named(places, text, language) or text("import-nowhere") for places in (before, after))
            yield text("import-change-area", stage=stage.name(language), before=was, after=then)


def _named(places: Iterable[DatedPlace], text: Translate, language: str) -> str:
    return ", ".join(
        text("import-from-day", area=display(place.area, language), day=short_day(place.from_day, language))
        if place.from_day
        else display(place.area, language)
        for place in places
    )


def undone_lines(undone: Undone, number: int, text: Translate) -> list[str]:
    """Return what was undone: how many people are as before, who was removed and who stays."""
    lines = [text("import-undone", number=number, restored=undone.restored, removed=len(undone.removed))]
    if undone.kept:
        lines.append(text("import-undone-kept", names=", ".join(undone.kept)))
    return lines
