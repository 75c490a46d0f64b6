"""The columns of a programme's roster: those of every roster and one for each stage, with their possible headings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process

from programmes import Programme
from services.roster.rows import RosterErrors, RosterProblem
from services.roster.spelling import bare, spellings, words

OF_UNITS = frozenset(("unit", "seat"))  # columns that only rosters of programmes with units have
OF_DEVELOPMENT = frozenset(("group", "line"))  # … with a development plan of the organisation
OF_RULES = frozenset(("level", "born", "appointed"))  # and that are read only where a call asks for them
_ALIKE = 80  # per cent of similarity at which an unknown heading counts as misspelt
_SHORTEST_MEANT = 4  # letters; shorter words are too similar to others


@dataclass(frozen=True)
class Columns:
    """`headings` maps a column to the headings that a file may use for it."""

    headings: Mapping[str, tuple[str, ...]]

    def headed(self, heading: str) -> str | None:
        """Return the column with this heading, or None if no column has it."""
        return self._by_heading.get(bare(heading))

    def meant(self, heading: str) -> str | None:
        """Return the spelling of the heading that a misspelt one was probably meant to be."""
        if len(bare(heading)) < _SHORTEST_MEANT:
            return None
        written = {bare(spelling): spelling for known in self.headings.values() for spelling in known}
        found = process.extractOne(bare(heading), list(written), score_cutoff=_ALIKE)
        return written[found[0]] if found else None

    def in_both_languages(self, column: str) -> str:
        """Return a column's name with its first Thai heading in brackets."""
        thai = next((heading for heading in self.headings[column] if not heading.isascii()), None)
        return f"{column} ({thai})" if thai else column

    @cached_property
    def _by_heading(self) -> Mapping[str, str]:
        return {bare(heading): column for column, known in self.headings.items() for heading in known}


def columns_of(programme: Programme) -> Columns:
    """Return the columns of a programme's roster. Raises RosterErrors if two columns have the same heading."""
    headings = {column: spellings("headings", column) for column in dict.fromkeys(words("headings").values())}
    if programme.units is None:
        headings = {column: known for column, known in headings.items() if column not in OF_UNITS}
    if programme.development is None:
        headings = {column: known for column, known in headings.items() if column not in OF_DEVELOPMENT}
    unasked = OF_RULES.difference(programme.roster_facts)
    headings = {column: known for column, known in headings.items() if column not in unasked}
    headings |= {stage.roster_column: (stage.roster_column, *stage.headings) for stage in programme.stages}
    if problems := list(_taken_twice(headings)):
        raise RosterErrors(problems)
    return Columns(headings)


def _taken_twice(headings: Mapping[str, tuple[str, ...]]) -> Iterator[RosterProblem]:
    """Yield a problem for each heading of two columns. The programme file must be changed, not the roster."""
    owners: dict[str, str] = {}
    for column, known in headings.items():
        for heading in known:
            other = owners.setdefault(bare(heading), column)
            if other != column:
                args = {"heading": heading, "column": column, "other": other}
                yield RosterProblem(0, None, "", "roster-heading-taken", args)
