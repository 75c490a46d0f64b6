"""Selections in rounds: which units, or what units have sent, are judged by a jury, and how many of each group are
chosen."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pydantic import Field

from programmes.calls import Call
from programmes.problems import FileProblem, outside, repeated, unknown
from programmes.sections import Day, Key, Label, Section
from programmes.units import Units

MOST_MARK: Final = 1000


class MarkedAspect(Section):
    """One of the things that jurors mark, from nothing to `most`."""

    key: Key
    label: Label
    most: int = Field(ge=1, le=MOST_MARK)


class Award(Section):
    """What the next `many` by rank get, the best first: ดีเลิศ, ดีเด่น, ดี."""

    key: Key
    label: Label
    many: int = Field(ge=1)


class Selection(Section):
    """One round of selecting. Judged are the units that have a team, with `answered` those that have answered that
    call; or what was sent in answer to `call`; or whom the selection `after` has chosen. `jury`: keys of [[owners]], of
    which coordinators give marks, as their roster says, between `opens` and `closes`; each candidate needs marks of
    `least_jurors`. Of each unit of the level `group` (without it of all together) `chosen` are chosen; with `awards`
    their number is that of the awards together."""

    key: Key
    name: Label
    call: Key | None = None
    answered: Key | None = None
    after: Key | None = None
    jury: tuple[Key, ...] = Field(min_length=1)
    criteria: tuple[MarkedAspect, ...] = Field(min_length=1)
    opens: Day
    closes: Day
    least_jurors: int = Field(default=1, ge=1)
    group: Key | None = None
    chosen: int | None = Field(default=None, ge=1)
    awards: tuple[Award, ...] = ()

    @property
    def places(self) -> int:
        """How many are chosen in each group."""
        return self.chosen or sum(award.many for award in self.awards)

    @property
    def most(self) -> int:
        """The best sum of a juror's marks."""
        return sum(one.most for one in self.criteria)

    def award_at(self, place: int) -> Award | None:
        """Return the award of a place, counted from 0."""
        for award in self.awards:
            if place < award.many:
                return award
            place -= award.many
        return None


def selection_problems(
    selections: Sequence[Selection],
    calls: Sequence[Call],
    owners: Iterable[str],
    units: Units | None,
    days: tuple[Day, Day],
) -> Iterator[FileProblem]:
    """Yield every contradiction of the section as (key path, reason)."""
    yield from repeated("selections", "key", [one.key for one in selections])
    known_owners, first, last = sorted(owners), *days
    for place, one in enumerate(selections):
        where = f"selections[{place}]"
        if units is None:
            yield where, "judges units or what they send: the programme needs [units]"
            continue
        if one.closes < one.opens:
            yield f"{where}.closes", f"{one.closes} is before it opens, {one.opens}"
        for edge, day in (("opens", one.opens), ("closes", one.closes)):
            if not first <= day <= last:
                yield outside(f"{where}.{edge}", day, first, last, "the programme")
        if sum(named is not None for named in (one.call, one.answered, one.after)) > 1:
            yield where, "judges either what was sent in call, or who has answered, or whom after has chosen"
        for edge, named in (("call", one.call), ("answered", one.answered)):
            if named is not None and named not in (call.key for call in calls):
                yield unknown(f"{where}.{edge}", "[[calls]]", named, [call.key for call in calls])
        before = [other.key for other in selections[:place]]
        if one.after is not None and one.after not in before:
            yield unknown(f"{where}.after", "selection before this one", one.after, before)
        levels = [level.key for level in units.levels]
        if one.group is not None and one.group not in levels:
            yield unknown(f"{where}.group", "level of [units]", one.group, levels)
        if (one.chosen is None) == (not one.awards):
            yield f"{where}.chosen", "how many are chosen is said by chosen, or by the awards"
        for number, key in enumerate(one.jury):
            if key not in known_owners:
                yield unknown(f"{where}.jury[{number}]", "[[owners]]", key, known_owners)
        yield from repeated(f"{where}.criteria", "key", [each.key for each in one.criteria])
        yield from repeated(f"{where}.awards", "key", [each.key for each in one.awards])
