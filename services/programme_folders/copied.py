"""Notices dates that were copied and not changed: those of a programme that is over, or that came with the bot."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from programmes.problems import FileProblem, FolderProblem
from programmes.reading import FILE, FolderRead, place_of
from programmes.toml_files import read_toml

BUILT_IN: Final = Path(__file__).parents[2] / "programmes"


def notices(read: FolderRead, today: date) -> Iterator[FolderProblem]:
    """Yield what should be known about the dates of a folder."""
    content = read.file.content
    if content is None:
        return
    for place, notice in _found(read, content, today):
        told = read.file.told(place_of(place), notice)
        yield FolderProblem(told.file, told.where, told.why, told.kind, told.values, told.line, notice=True)


def _found(read: FolderRead, content: Mapping[str, Any], today: date) -> Iterator[tuple[str, FileProblem]]:
    end = content.get("end")
    if type(end) is date and end < today:
        yield "end", ("end", f"{end} is over: entries are kept as notes", "over", {"value": f"{end}"})
    else:
        for where, day in _rounds(content):
            if day < today:
                yield where, (where, f"{day} is over", "round-over", {"value": f"{day}"})
    if read.programme is not None and (unknown := read.programme.unknown_from):
        why = f"the calendar of days off is not complete from {unknown} on"
        yield "end", ("end", why, "calendar", {"value": f"{unknown}"})
    if not _is_built_in(read.file.file):
        yield from _same(content)


def _rounds(content: Mapping[str, Any]) -> Iterator[tuple[str, date]]:
    """Yield the last day of each rating round that says one."""
    evaluation = content.get("evaluation")
    rounds = evaluation.get("rounds") if isinstance(evaluation, dict) else None
    for place, one in enumerate(rounds if isinstance(rounds, list) else ()):
        if isinstance(one, dict) and type(one.get("closes")) is date:
            yield f"evaluation.rounds[{place}].closes", one["closes"]


def _same(content: Mapping[str, Any]) -> Iterator[tuple[str, FileProblem]]:
    """Yield the key, and each date, that is that of a folder which came with the bot."""
    mine = dict(_dates(content, ""))
    for name, (key, theirs) in _built_in().items():
        if content.get("key") == key:
            yield "key", ("key", f"{key} is the key of programmes/{name}", "same-key", {"value": key, "other": name})
        same = [where for where, day in mine.items() if theirs.get(where) == day]
        if same:
            why = f"{len(same)} dates are those of programmes/{name}, where {same[0]} is {mine[same[0]]}, too"
            values = {"value": len(same), "other": name, "all": len(mine), "where": ", ".join(same[:5])}
            yield same[0], (same[0], why, "same-dates", values)


def _dates(value: Any, where: str) -> Iterator[tuple[str, date]]:
    if type(value) is date:
        yield where, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _dates(one, f"{where}.{name}".lstrip("."))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _dates(one, f"{where}[{place}]")


def _is_built_in(file: Path) -> bool:
    return file.resolve().is_relative_to(BUILT_IN.resolve())


@cache
def _built_in() -> dict[str, tuple[str, dict[str, date]]]:
    """Return the key and the dates of each folder that came with the bot, by its name."""
    found = {}
    for folder in sorted(one.parent for one in BUILT_IN.glob(f"*/{FILE}")):
        content = read_toml(folder / FILE).content or {}
        found[folder.name] = (str(content.get("key")), dict(_dates(content, "")))
    return found
