"""Reads the example roster of a programme's folder, with which the schedule is rehearsed before people are known."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from programmes import Programme
from programmes.problems import FolderProblem
from services.roster import RosterErrors, read_roster
from thai.dates import short_day

EXAMPLE: Final = "roster.example.csv"


def roster_problems(folder: Path, programme: Programme) -> Iterator[FolderProblem]:
    """Yield each problem of the example roster by line and column, or a notice that there is none."""
    file = folder / EXAMPLE
    if not file.is_file():
        why = "there is no example roster; without people nothing can be rehearsed"
        yield FolderProblem(str(file), "", why, "no-roster", {"value": EXAMPLE}, notice=True)
        return
    try:
        read_roster(file, programme)
    except RosterErrors as errors:
        for one in errors.problems:
            values = {
                name: short_day(said, "th") if isinstance(said, date) else said for name, said in one.args.items()
            }
            yield FolderProblem(str(file), one.column or "", one.key, one.key, values, one.line)
