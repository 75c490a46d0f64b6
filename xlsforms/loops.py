"""Finds calculations and relevance conditions that depend on their own result."""

from xlsforms.form import Form, Group, inputs_of


def loops(form: Form) -> list[str]:
    """Return the paths that depend on themselves, in the form's order. If there are none, the form can be evaluated."""
    items = form.items
    reads = {path: {read for read in inputs_of(item, items) if read in items} for path, item in items.items()}
    for path, item in items.items():
        if isinstance(item, Group):  # reading a group counts it, which needs only its relevance
            reads[path].discard(path)
    left = _unresolved(reads)
    return [path for path in items if path and path in left and _reaches(path, path, left)]


def _unresolved(reads: dict[str, set[str]]) -> dict[str, set[str]]:
    """Leave out, again and again, what reads nothing that is left: without loops nothing remains."""
    readers: dict[str, list[str]] = {}
    for path, found in reads.items():
        for read in found:
            readers.setdefault(read, []).append(path)
    waiting = {path: len(found) for path, found in reads.items()}
    resolved = [path for path, count in waiting.items() if not count]
    for path in resolved:
        for reader in readers.get(path, ()):
            waiting[reader] -= 1
            if not waiting[reader]:
                resolved.append(reader)
    done = set(resolved)
    return {path: found - done for path, found in reads.items() if path not in done}


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
