"""Reads a whole roster file. If anything is wrong, it reports all problems at once."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from programmes import Programme
from services.roster import checks
from services.roster.columns import Columns, columns_of
from services.roster.memberships import RowDraft, draft_of
from services.roster.rows import Argument, KnownPerson, Roster, RosterErrors, RosterProblem, RosterRow
from services.roster.sheet import RosterFile, read_file
from spreadsheets.tables import in_runs
from thai.places import display


def read_roster(
    file: Path | bytes, programme: Programme, *, known: Sequence[KnownPerson] = (), most: int | None = None
) -> Roster:
    """Read the CSV (UTF-8, UTF-16, TIS-620) or Excel file at a path, or in memory, headings Thai or English.

    `known` are people who are already stored: a deputy may stand in for one of them, and a line without an id may
    mean one of them. Raises RosterErrors with every problem, by line and column, or if there are more than `most`
    lines.
    """
    columns = columns_of(programme)
    read = read_file(file, columns)
    lines = [(sheet, line) for sheet in read.sheets for line in sheet.lines]
    if not lines:
        raise RosterErrors([RosterProblem(0, None, "", "roster-nobody")])
    if most is not None and len(lines) > most:
        raise RosterErrors([RosterProblem(0, None, "", "roster-too-many", {"count": len(lines), "most": most})])
    drafts = {(sheet.name, line.number): draft_of(sheet, line, programme) for sheet, line in lines}
    rows, doubtful = checks.identified([row for draft in drafts.values() if (row := draft.row())], known)
    rows, several = checks.spelt_alike(rows)
    rows, unnamed = checks.deputies(rows, _mentors(drafts.values(), known))
    findings = [
        *doubtful,
        *several,
        *unnamed,
        *checks.names_of_ids(rows),
        *checks.duplicates(rows),
        *checks.rival_mentors(rows),
        *checks.over_capacity(rows, programme),
        *checks.over_quota(rows, programme),
        *checks.over_seated(rows, programme),
    ]
    for finding in findings:
        drafts[finding.row.sheet, finding.row.line].wrong(finding.column, finding.key, **finding.args)

    problems = [*_missing_columns(drafts.values(), programme, columns)]
    problems += [problem for draft in drafts.values() for problem in draft.problems]
    if problems:
        raise RosterErrors(problems)
    return Roster(tuple(rows), tuple(_notices(read, rows, programme, known)))


def _missing_columns(drafts: Iterable[RowDraft], programme: Programme, columns: Columns) -> Iterator[RosterProblem]:
    """Yield a problem for each stage without a column, once a sheet and not for each participant."""
    sheets = {draft.sheet.name: draft.sheet for draft in drafts if draft.values.get("role") == "participant"}
    for sheet in sheets.values():
        for column in [stage.roster_column for stage in programme.stages]:
            if column not in sheet.headings:
                heading = {"heading": columns.in_both_languages(column)}
                yield RosterProblem(0, None, "", "roster-heading-missing", heading, sheet.name)


def _mentors(drafts: Iterable[RowDraft], known: Sequence[KnownPerson]) -> list[str]:
    """Return the names of all mentors, also of those whose line has another problem."""
    in_file = [
        draft.values["name"]
        for draft in drafts
        if draft.values.get("role") == "mentor" and "name" in draft.values and not draft.values.get("deputy")
    ]
    return in_file + [person.name for person in known if person.role == "mentor"]


def _notices(
    file: RosterFile, rows: Sequence[RosterRow], programme: Programme, known: Sequence[KnownPerson]
) -> list[RosterProblem]:
    notices = [RosterProblem(0, None, "", "roster-sheet-unread", {"name": name}) for name in file.without_headings]
    notices += [RosterProblem(0, None, "", "roster-sheet-hidden", {"name": name}) for name in file.not_shown]
    for sheet in file.sheets:
        for heading in sheet.ignored:
            notices.append(RosterProblem(0, None, "", "roster-column-ignored", {"heading": heading}, sheet.name))
        if sheet.hidden:
            lines = {"lines": in_runs(sheet.hidden)}
            notices.append(RosterProblem(0, None, "", "roster-lines-hidden", lines, sheet.name))
    for row, first, last in checks.gaps(rows, programme):
        days: dict[str, Argument] = {"name": row.name, "first": first, "last": last}
        notices.append(RosterProblem(row.line, None, "", "roster-gap", days, row.sheet))
    return notices + [
        RosterProblem(0, None, "", "roster-area-without-mentor", {"area": display(code)})
        for code in checks.without_mentor(rows, programme, known)
    ]
