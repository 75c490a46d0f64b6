"""The types and columns that a form may use, and those that the bot refuses because a chat cannot do them."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any, Final

from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from xlsforms.files_beside import FROM_FILE
from xlsforms.languages import is_known
from xlsforms.problems import CHOICES, SETTINGS, SURVEY, FormProblem
from xlsforms.xlsform_file import Workbook, WorkbookRow, WorkbookSheet

TYPES: Final[Mapping[str, str]] = {  # name in the file -> our name
    **{
        name: name
        for name in (
            "text",
            "integer",
            "decimal",
            "range",
            "date",
            "time",
            "dateTime",
            "geopoint",
            "geotrace",
            "geoshape",
            "barcode",
            "note",
            "hidden",
        )
    },
    **{name: name for name in ("audio", "file", "acknowledge", "calculate", "select_one", "select_multiple", "rank")},
    **{name: name for name in ("start", "end", "today", "username", "email", "phonenumber", "deviceid")},
    "string": "text",
    "int": "integer",
    "datetime": "dateTime",
    "image": "image",
    "photo": "image",
    "trigger": "acknowledge",
    "location": "geopoint",
    "select one": "select_one",
    "select1": "select_one",
    "select one from": "select_one",
    "select multiple": "select_multiple",
    "select multiple from": "select_multiple",
    "select all that apply from": "select_multiple",
    "select all that apply": "select_multiple",
    "select_one_from_file": "select_one",
    "select one from file": "select_one",
    "select_multiple_from_file": "select_multiple",
    "select multiple from file": "select_multiple",
    "csv-external": "hidden",
    "xml-external": "hidden",
}
METADATA: Final = frozenset({"start", "end", "today", "username", "email", "phonenumber", "deviceid"})
_UPLOADS: Final = {"image/*": "image", "audio/*": "audio", "application/*": "file"}
_INPUTS: Final = {
    "string": "text", "int": "integer", "decimal": "decimal", "date": "date", "time": "time", "dateTime": "dateTime",
    "geopoint": "geopoint", "geotrace": "geotrace", "geoshape": "geoshape", "barcode": "barcode",
}  # fmt: skip
STRUCTURE: Final = re.compile(r"^(begin|end)[ _](group|repeat)$")
CHOOSING: Final = frozenset({"select_one", "select_multiple", "rank"})
MOST_NESTED: Final = 50  # groups inside each other; each takes a part of the depth that Python allows

REFUSED_TYPES: Final = frozenset({
    "video", "select_one_external", "osm", "begin loop",
    "begin_loop", "end loop", "end_loop",
})  # fmt: skip
REFUSED_APPEARANCES: Final = re.compile(r"^search\(")  # others say how a phone would show it
REFUSED_COLUMNS: Final = frozenset({"query", "bind::jr:preload", "body::intent"})
REFUSED_SETTINGS: Final = frozenset({"public_key", "instance_xmlns"})

_OR_OTHER = re.compile(r"\s+or[_ ](specify[_ ])?other\s*$", re.IGNORECASE)
_REFERENCE = re.compile(r"\$\{\s*[^{}]+\s*\}")
_LANGUAGE = re.compile(r"::\s*(.+?)\s*$")


def refusals(book: Workbook) -> Iterator[FormProblem]:
    """Yield a problem for everything in `book` that a conversation cannot do."""
    survey = book.sheet(SURVEY)
    lists = {row[heading] for row in book.sheet(CHOICES).rows for heading in ("list_name", "list name")}
    unseen = {row["name"] for row in survey.rows if type_of(row)[0] in METADATA | {"calculate", "hidden"}}
    for row in survey.rows:
        yield from _row(row)
        yield from _lacking(row, lists)
        yield from _unseen_triggers(row, unseen)
    yield from _too_deep(survey)
    yield from _columns(survey, SURVEY, REFUSED_COLUMNS)
    yield from _columns(book.sheet(SETTINGS), SETTINGS, REFUSED_SETTINGS)


def type_of(row: WorkbookRow) -> tuple[str, str, bool]:
    """Return (our name of the type, choice list, or_other?) of a survey row; the name is "" when it is unknown."""
    plain = _OR_OTHER.sub("", row["type"])
    words, other = plain.split(), plain != row["type"]
    for length in range(len(words), 0, -1):
        written = " ".join(words[:length])
        name = next(
            (known[kind] for known in (TYPES, _aliases()) for kind in (written, written.lower()) if kind in known), ""
        )
        if name and (length == len(words)) != (name in CHOOSING):
            return name, " ".join(words[length:]), other
    return "", "", other


@cache
def _aliases() -> Mapping[str, str]:
    """Return our name for each of pyxform's many names of a type, such as "gps" or "phone number"."""
    found = {name: _of_pyxform(what) for name, what in QUESTION_TYPE_DICT.items()}
    return {name: ours for name, ours in found.items() if ours and name not in REFUSED_TYPES}


def _of_pyxform(what: Mapping[str, Any]) -> str:
    bind, control = what.get("bind", {}), what.get("control", {})
    if "jr:preload" in bind:
        return "deviceid"  # of the phone or the person, never asked
    match control.get("tag"):
        case "input":
            return "note" if bind.get("readonly") else _INPUTS.get(bind.get("type", ""), "")
        case "upload":
            return _UPLOADS.get(control["mediatype"], "")
        case "trigger" if bind.get("type") == "string":
            return "acknowledge"
        case "select1" | "select":
            return {"select1": "select_one", "select": "select_multiple"}[control["tag"]]
        case _:
            return ""


def _row(row: WorkbookRow) -> Iterator[FormProblem]:
    written = row["type"]
    if not written:
        yield FormProblem("form-problem-no-type", SURVEY, row.number, "type")
    elif not STRUCTURE.match(" ".join(written.lower().split())):
        yield from _type(row, written)
    for word in row["appearance"].split():
        if REFUSED_APPEARANCES.match(word):
            yield FormProblem("form-problem-appearance", SURVEY, row.number, "appearance", {"appearance": word})
    if re.search(r"\brandomize\s*=\s*true", row["parameters"]) and not re.search(r"\bseed\s*=", row["parameters"]):
        yield FormProblem("form-problem-randomize", SURVEY, row.number, "parameters")


def _type(row: WorkbookRow, written: str) -> Iterator[FormProblem]:
    words = written.lower().split()
    refused = next((name for name in (" ".join(words), " ".join(words[:2]), words[0]) if name in REFUSED_TYPES), "")
    if refused:
        yield FormProblem("form-problem-type-refused", SURVEY, row.number, "type", {"type": refused})
    elif not type_of(row)[0] or (FROM_FILE.match(written) and type_of(row)[2]):
        yield FormProblem("form-problem-type-unknown", SURVEY, row.number, "type", {"type": written})
    elif not _is_said(row) and type_of(row)[0] not in METADATA | {"calculate", "hidden"} and not _is_calculated(row):
        yield FormProblem("form-problem-no-label", SURVEY, row.number, "label")


def _too_deep(survey: WorkbookSheet) -> Iterator[FormProblem]:
    """Yield a problem for the first group that has too many others around it."""
    depth = 0
    for row in survey.rows:
        if found := STRUCTURE.match(" ".join(row["type"].lower().split())):
            depth += 1 if found[1] == "begin" else -1
            if depth > MOST_NESTED:
                yield FormProblem("form-problem-nested", SURVEY, row.number, "type", {"most": MOST_NESTED})
                return


def _lacking(row: WorkbookRow, lists: Collection[str]) -> Iterator[FormProblem]:
    """Yield a problem for everything that a question of this type needs and does not have, except its label."""
    kind, choices, _ = type_of(row)
    begins = row["type"].lower().startswith("begin")
    if (begins or (kind and kind != "note")) and not (row["name"] or row["value"]):
        yield FormProblem("form-problem-no-name", SURVEY, row.number, "name")
    if kind == "calculate" and not (row["calculation"] or row["calculate"] or row["default"] or row["trigger"]):
        yield FormProblem("form-problem-no-calculation", SURVEY, row.number, "calculation")
    if _REFERENCE.fullmatch(choices):  # the answers to a question of a repeat
        if kind != "select_one":  # whose answers are joined by spaces
            yield FormProblem("form-problem-repeat-choices", SURVEY, row.number, "type", {"type": kind})
    elif kind in CHOOSING and choices not in lists and not FROM_FILE.match(row["type"]):
        yield FormProblem("form-problem-list-unknown", SURVEY, row.number, "type", {"list": choices})


def _unseen_triggers(row: WorkbookRow, unseen: Collection[str]) -> Iterator[FormProblem]:
    """Yield a problem for each trigger that nobody answers."""
    for name in (found[2:-1].strip() for found in _REFERENCE.findall(row["trigger"])):
        if name in unseen:
            yield FormProblem("form-problem-trigger", SURVEY, row.number, "trigger", {"name": name})


def _is_calculated(row: WorkbookRow) -> bool:
    """Return whether a row without a text is a calculation, whatever its type."""
    return bool(row["calculation"] or row["calculate"] or row["trigger"])


def _is_said(row: WorkbookRow) -> bool:
    """Return whether a question has a label or a picture, in any language."""
    return any(heading.partition("::")[0].lower() in ("label", "hint", "caption", "image") for heading in row.cells)


def _columns(sheet: WorkbookSheet, name: str, refused: frozenset[str]) -> Iterator[FormProblem]:
    for heading in sheet.headings:
        if heading.lower() in refused:
            users = [row.number for row in sheet.rows if row[heading]]
            for number in users:
                yield FormProblem("form-problem-column", name, number, heading, {"heading": heading})


def unknown_languages(book: Workbook) -> Iterator[FormProblem]:
    """Yield a problem for each heading whose language has no code; only the default language may have none."""
    for name in (SURVEY, CHOICES):
        sheet = book.sheet(name)
        for heading in sheet.headings:
            found = _LANGUAGE.search(heading)
            if found and not heading.startswith(("bind::", "body::", "instance::")) and not is_known(found[1]):
                yield FormProblem("form-problem-language", name, sheet.line, heading, {"heading": heading})
