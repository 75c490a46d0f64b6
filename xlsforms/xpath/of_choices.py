"""Functions about choices. The answer to a select_multiple is the chosen names, separated by spaces."""

from xlsforms.stored_values import names_in
from xlsforms.xpath.calls import FunctionCall, function


@function("selected", 2)
def selected(call: FunctionCall) -> bool:
    wanted, chosen = names_in(call.text(1)), names_in(call.text(0))
    return f" {' '.join(wanted)} " in f" {' '.join(chosen)} " if wanted else not chosen


@function("selected-at", 2)
def selected_at(call: FunctionCall) -> str:
    """Return the chosen name at a position, counted from 0; empty beyond the last."""
    chosen, place = names_in(call.text(0)), call.number(1)
    return chosen[int(place)] if 0 <= place < len(chosen) else ""


@function("count-selected", 1)
def count_selected(call: FunctionCall) -> float:
    return float(len(names_in(call.text(0))))


@function("jr:choice-name", 2)
def choice_name(call: FunctionCall) -> str:
    """Return the label of a choice. The second argument is the path of its question, as text."""
    named = call.text(1).strip()
    path = "/".join(part for part in named.split("/")[2:] if part) if named.startswith("/") else named
    if "." in path.split("/"):
        path = call.scope.around.path(call.scope.origin)
    elif ".." in path.split("/"):
        path = _relative(call.scope.around.path(call.scope.origin), path)
    return call.scope.around.choice_label(path, call.text(0).strip())


@function("pulldata", 4)
def pulldata(call: FunctionCall) -> str:
    """Return a cell of a file beside the form: file, column wanted, column to look in, value to look for."""
    row = call.scope.around.row_of(call.text(0), call.text(2), call.text(3))
    return row.get(call.text(1), "")


@function("jr:itext", 1)
def itext(call: FunctionCall) -> str:
    return call.scope.around.itext(call.text(0))


def _relative(at: str, path: str) -> str:
    here = at.split("/")
    for part in path.split("/"):
        if part == "..":
            here = here[:-1]
        elif part:
            here = [*here, part]
    return "/".join(here)
