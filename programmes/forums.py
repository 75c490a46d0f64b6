"""Forums that the units of a programme hold: by which words they are recognised, and how many people are to come."""

from collections.abc import Iterator, Sequence
from datetime import date

from pydantic import Field

from programmes.problems import FileProblem, unknown
from programmes.sections import Key, Label, NonEmptyText, Section
from programmes.units import Code, Unit, Units


class Forums(Section):
    """Forums from `first` to `last`. `said`: the words by which a message tells of one. `people`: how many are to come
    in all. `held_by`: the units of which some are wanted, without any all that have a team. `chosen_in`: the selection
    whose chosen units these are as soon as it is closed, or the call whose answering units these are after its last
    day."""

    name: Label
    said: tuple[NonEmptyText, ...] = Field(min_length=1)
    first: date
    last: date
    people: int = Field(ge=1)
    held_by: tuple[Code, ...] = ()
    chosen_in: Key | None = None

    def wanted_of(self, units: Units) -> tuple[Unit, ...]:
        """Return the units of which forums are wanted while nobody is chosen."""
        return tuple(units.unit(code) for code in self.held_by) if self.held_by else units.teams

    def share(self, wanted: Sequence[Unit]) -> int:
        """Return how many people are to come to the forums of one of the units of which some are wanted, rounded up."""
        return -(-self.people // len(wanted))


def forum_problems(forums: Forums | None, units: Units | None, results: Sequence[str]) -> Iterator[FileProblem]:
    """Yield every contradiction of the section as (key path, reason)."""
    if forums is None:
        return
    if units is None:
        yield "forums", "are held by units: the programme needs [units]"
        return
    if forums.last < forums.first:
        yield "forums.last", f"{forums.last} is before the first day, {forums.first}"
    if forums.chosen_in is not None and forums.chosen_in not in results:
        yield unknown("forums.chosen_in", "[[selections]] or [[calls]]", forums.chosen_in, sorted(results))
    teams = {unit.code for unit in units.teams}
    for place, code in enumerate(forums.held_by):
        if code not in teams:
            yield unknown(f"forums.held_by[{place}]", f"unit of the level {units.team}", code, sorted(teams))
        if code in forums.held_by[:place]:
            yield f"forums.held_by[{place}]", f"{code} stands here a second time"
