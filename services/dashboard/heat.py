"""The days of everybody as a small picture: people × days, of many people some together in a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from models.activities import entry_counts
from models.coordination import summaries
from models.coordination.scopes import AccessScope
from programmes import Programme
from services.summaries import expected_people as rolls
from services.summaries.expected_people import ExpectedPeople

MOST_ROWS: Final = 32  # of more the page would weigh 70 bytes a cell more


@dataclass(frozen=True, slots=True)
class HeatCell:
    """On how many of some people's days a report was expected, and how many recorded; leave is not expected."""

    expected: int
    recorded: int

    @property
    def share(self) -> float:
        """The share that was recorded, 0 to 1."""
        return self.recorded / self.expected if self.expected else 0.0


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows of people, who misses most first, with a cell for each day; `days` are those of everybody. `a_row` is how
    many people a row has at most."""

    rows: tuple[tuple[HeatCell, ...], ...]
    days: tuple[HeatCell, ...]
    a_row: int


def heat_of_everybody(
    session: Session,
    programme: Programme,
    access: AccessScope,
    roll: ExpectedPeople,
    ids: Sequence[int],
    days: Sequence[date],
    most: int = MOST_ROWS,
) -> HeatMap | None:
    """Return the picture of these people of a roll, in the order of `ids` and in at most so many rows; None if there
    are none. `days` follow one another."""
    if not ids:
        return None
    off = rolls.days_off(session, access, days[0], days[-1])
    recorded = _recorded(session, access, ids, days)
    asked = [programme.is_expected(day) for day in days]
    a_row = -(-len(ids) // most)
    seen: dict[int, tuple[bool, ...]] = {}  # by the windows, which most people share
    rows = []
    for start in range(0, len(ids), a_row):
        expected, came = [0] * len(days), [0] * len(days)
        for person_id in ids[start : start + a_row]:
            one = roll.people[person_id]
            mine = seen.get(id(one.windows))
            if mine is None:
                shown = zip(days, asked, strict=True)
                mine = seen[id(one.windows)] = tuple(is_asked and one.sees(day) for day, is_asked in shown)
            signs, away = recorded.get(person_id, ""), off.get(person_id)
            for place, is_mine in enumerate(mine):
                if is_mine and not (away and days[place] in away):
                    expected[place] += 1
                    came[place] += signs[place : place + 1] > "0"
        rows.append(tuple(map(HeatCell, expected, came)))
    each = tuple(
        HeatCell(sum(row[place].expected for row in rows), sum(row[place].recorded for row in rows))
        for place in range(len(days))
    )
    return HeatMap(tuple(rows), each, a_row)


def _recorded(session: Session, access: AccessScope, ids: Sequence[int], days: Sequence[date]) -> Mapping[int, str]:
    """Return for each person who recorded a sign for each day: "0" for none."""
    counts = entry_counts.of_everybody(session) if access.is_whole else None
    first, last = days[0].toordinal(), days[-1].toordinal()
    if counts is not None:
        return {
            one: "0" * (mine.first - first) + mine.between(first, last)
            for one in ids
            if (mine := counts.get(one)) is not None and mine.first <= last
        }
    reported = summaries.days_of_each(session, access, days, ids)
    return {one: "".join("1" if day in theirs else "0" for day in days) for one, theirs in reported.items()}
