"""Questions that wait for themselves: a calculation or relevance that depends on its own result."""

from xlsforms.form import Form, Group, inputs_of


def loops(form: Form) -> list[str]:
    """Return the paths on a circle of dependencies, in the form's order; empty when the form can be evaluated."""
    items = form.items
    reads = {path: {read for read in inputs_of(item, items) if read in items} for path, item in items.items()}
    for path, item in items.items():
        if isinstance(item, Group):  # reading a group is counting it: that needs only its own relevance
            reads[path].discard(path)
    return [path for path in items if path and _reaches(path, path, reads)]


def _reaches(start: str, goal: str, reads: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(reads[start])
    while waiting:
        path = waiting.pop()
        if path == goal:
            return True
        if path not in seen:
            seen.add(path)
            waiting += reads[path]
    return False
