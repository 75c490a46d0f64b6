"""Finds calculations and relevance conditions that depend on their own result."""

from xlsforms.form import Form, Group, inputs_of


def loops(form: Form) -> list[str]:
    """Return the paths that depend on themselves, in the form's order. If there are none, the form can be evaluated."""
    items = form.items
    reads = {path: {read for read in inputs_of(item, items) if read in items} for path, item in items.items()}
    for path, item in items.items():
        if isinstance(item, Group):  # reading a group counts it, which needs only its relevance
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
