"""Reads a form's sheets from a Markdown, Excel or CSV file, as rows of cells under headings."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import PurePath
from typing import Final

from spreadsheets import NEW_EXCEL, OLD_EXCEL, NotReadable, Table, TableCell, TableLine, Unreadable, read_tables
from xlsforms.problems import CHOICES, SETTINGS, SURVEY, FormErrors, FormProblem

BIGGEST_FILE: Final = 5_000_000  # bytes
BIGGEST_EXCEL: Final = 25_000_000  # a sheet that is formatted down to its last line is large, and read in seconds
MOST_ROWS: Final = 20_000  # a list of all subdistricts of Thailand has 7,436

_HEADING = re.compile(r"^##\s+(\w+)\s*$")
_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^:?-+:?$")
_IN_LANGUAGE = re.compile(r"([^:]*)(::?)?(.*)", re.DOTALL)
_SPACE = re.compile(r"[^\S\t\n\r ]")  # every other white space that Unicode knows, the no-break space first of all
_ENDS = " \t\r\n\u200b\ufeff"
_OURS = frozenset({SURVEY, CHOICES, SETTINGS})
_SHEETS = frozenset({*_OURS, "external_choices", "entities", "osm"})
_TEXTS = frozenset({"label", "hint", "guidance_hint", "image", "big-image", "audio", "video", "caption"})
_KNOWN: Final = {  # headings by which the line of headings is found, and whose cells must have a value
    SURVEY: _TEXTS | {
        "type", "command", "name", "value", "tag", "required", "required_message", "requiredmsg", "relevant",
        "relevance", "constraint", "constraint_message", "constraining_message", "default", "calculation", "calculate",
        "appearance", "parameters", "choice_filter", "repeat_count", "read_only", "readonly", "trigger", "disabled",
    },
    CHOICES: _TEXTS | {"list_name", "list name", "name", "value"},
    SETTINGS: frozenset({
        "form_title", "set_form_title", "title", "form_id", "set_form_id", "id_string", "version", "default_language",
        "instance_name", "name", "style", "public_key", "submission_url", "allow_choice_duplicates",
    }),
}  # fmt: skip

Cells = Sequence[str]


def spaced(text: str) -> str:
    """Return a cell's text with the white space that XML knows only, none at its ends, nor anything invisible."""
    return _SPACE.sub(" ", text).strip(_ENDS)


@dataclass(frozen=True, slots=True)
class WorkbookRow:
    """The filled cells of one line, by heading; `number` is the line's number in the file."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet: its headings as written, the line of the headings, and the rows that are not empty.

    `hidden` are the numbers of the rows that the spreadsheet does not show; they count like the others.
    """

    headings: tuple[str, ...] = ()
    line: int = 1
    rows: tuple[WorkbookRow, ...] = ()
    hidden: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets by name (lower case). `name` is the file's name without suffix."""

    name: str
    sheets: dict[str, WorkbookSheet]

    def sheet(self, name: str) -> WorkbookSheet:
        return self.sheets.get(name, WorkbookSheet())


def read_workbook(filename: str, raw: bytes) -> Workbook:
    """Read a file by its suffix: `.md`, Excel, or `.csv` with the survey alone or all sheets. Raises FormErrors."""
    path = PurePath(filename)
    suffix = path.suffix.lower()
    biggest = BIGGEST_FILE if suffix in (".md", ".csv") else BIGGEST_EXCEL
    if len(raw) > biggest:
        raise FormErrors([_too_big(biggest)])
    if suffix not in (".md", ".xlsx", ".xlsm", ".xls", ".csv"):
        raise FormErrors([FormProblem("form-problem-suffix", args={"suffix": path.suffix or "-"})])
    tables = _markdown(raw) if suffix == ".md" else _tables(raw)
    problems: list[FormProblem] = []
    sheets = {table.name: _under_headings(table, problems) for table in tables}
    if problems:
        raise FormErrors(problems)
    if not sheets.get(SURVEY, WorkbookSheet()).rows:
        is_what_it_says = suffix in (".md", ".csv") or raw.startswith((OLD_EXCEL, NEW_EXCEL))
        raise FormErrors([FormProblem("form-problem-no-survey" if is_what_it_says else "form-problem-not-xlsx")])
    return Workbook(path.stem, sheets)


def _too_big(biggest: int = BIGGEST_EXCEL) -> FormProblem:
    return FormProblem("form-problem-too-big", args={"megabytes": biggest // 1_000_000})


def _under_headings(table: Table, problems: list[FormProblem]) -> WorkbookSheet:
    top = table.headed_by(lambda line: _known_headings(table.name, line)) or next(iter(table.lines), None)
    if top is None:
        return WorkbookSheet()
    if len(table.lines) > MOST_ROWS:
        raise FormErrors([FormProblem("form-problem-too-many-rows", table.name, args={"rows": MOST_ROWS})])
    headings = [_heading(_shown(cell)) for cell in top.cells]
    known = _KNOWN.get(table.name, frozenset())
    for heading in sorted(heading for heading, times in Counter(headings).items() if times > 1):
        if heading.partition("::")[0] in known:
            args = {"header": heading, "other": heading}
            problems.append(FormProblem("form-problem-heading-twice", table.name, top.number, heading, args))
    rows: list[WorkbookRow] = []
    hidden: list[int] = []
    for line in table.lines:
        if line.number <= top.number:
            continue
        cells = {}
        for heading, cell in zip(headings, line.cells, strict=False):
            if isinstance(cell, Unreadable):
                if heading.partition("::")[0] in known:
                    why = "form-problem-formula" if cell.is_formula else "form-problem-excel-error"
                    problems.append(FormProblem(why, table.name, line.number, heading, {"shown": cell.shown}))
            elif heading and (shown := _shown(cell)):
                cells[heading] = shown
        if cells:
            rows.append(WorkbookRow(line.number, cells))
            hidden += [line.number] if line.hidden else []
    return WorkbookSheet(tuple(heading for heading in headings if heading), top.number, tuple(rows), tuple(hidden))


def _known_headings(sheet: str, line: TableLine) -> int:
    known = _KNOWN.get(sheet, frozenset())
    return len({_heading(cell).partition("::")[0] for cell in line.cells if isinstance(cell, str)} & known)


def _heading(written: str) -> str:
    """Return a heading as XLSForm writes it today: "Label : ไทย (th)" becomes label::ไทย (th)."""
    name, colons, language = _IN_LANGUAGE.match(written).groups()  # type: ignore[union-attr]
    plain = name.strip().lower()
    if plain in ("bind", "body", "instance", "jr", "media"):
        return written.strip()
    return f"{plain}::{language.strip()}" if colons else plain


# ── Markdown: a table below each `## sheet`; other words and headings are for readers ──


def _markdown(raw: bytes) -> Iterator[Table]:
    sheet, lines, loose = "", dict[str, list[TableLine]](), list[TableLine]()
    for number, line in enumerate(_decoded(raw).splitlines(), start=1):
        if heading := _HEADING.match(line):
            sheet = heading[1].lower()
        elif line.startswith("#"):
            sheet = ""
        elif line.lstrip().startswith("|"):
            cells = _cells(line)
            if not all(_RULE.match(cell) for cell in cells) and any(cells):
                into = lines.setdefault(sheet, []) if sheet in _OURS else loose
                into.append(TableLine(number, [*cells]))
    if lines:
        yield from (Table(name, found) for name, found in lines.items())
    else:
        yield from _stacked(Table("", loose)) or ()


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    parts = _CELLS.split(inner)
    if inner.endswith("|"):
        parts.pop()
    return [part.strip().replace(r"\|", "|").replace("<br>", "\n") for part in parts]


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig").replace("\x00", "")  # which neither XML nor a database can hold
    except UnicodeDecodeError as error:
        raise FormErrors([FormProblem("form-problem-not-utf8", args={"byte": error.start})]) from error


# ── Excel and CSV ──


def _tables(raw: bytes) -> Iterable[Table]:
    try:
        tables = read_tables(raw, wanted=lambda name: name.strip().lower() in _SHEETS)
        if not tables:
            tables = _only(read_tables(raw))
    except NotReadable as error:
        why = {"too-big": _too_big(), "encoding": FormProblem("form-problem-not-text")}
        raise FormErrors([why.get(error.why, FormProblem("form-problem-not-xlsx"))]) from error
    if not tables or any(table.name for table in tables):
        return [Table(table.name.strip().lower(), table.lines, table.shown) for table in tables]
    survey = max(tables, key=_headings_of_survey)
    if survey.broken:
        raise FormErrors([FormProblem("form-problem-csv", SURVEY, survey.broken)])
    return _stacked(survey) or [Table(SURVEY, survey.lines)]


def _only(tables: Sequence[Table]) -> Sequence[Table]:
    """Return a workbook's only sheet as the survey, whatever its name."""
    return [Table(SURVEY, table.lines) for table in tables] if len(tables) == 1 else ()


def _headings_of_survey(table: Table) -> int:
    stacked = _stacked(table)
    if stacked:
        return sum(len(sheet.lines) for sheet in stacked)
    top = table.headed_by(lambda line: _known_headings(SURVEY, line))
    return _known_headings(SURVEY, top) if top else 0


def _stacked(table: Table) -> list[Table] | None:
    """Return the sheets of one table that has them one below the other, each name in the first column, or None."""
    sheets: dict[str, list[TableLine]] = {}
    lines: list[TableLine] | None = None
    for line in table.lines:
        name, *cells = line.cells
        named = spaced(str(name or "")).lower()
        if named in _SHEETS:
            lines = sheets.setdefault(named, [])
        elif named or lines is None:
            return None
        if any(cells):
            lines.append(TableLine(line.number, cells, line.hidden))
    return [Table(name, lines) for name, lines in sheets.items()] or None


def _shown(value: TableCell) -> str:
    """Return a cell as text: 3.0 becomes 3, a date ISO, true TRUE."""
    if value is None or isinstance(value, Unreadable):
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return spaced(str(value))
