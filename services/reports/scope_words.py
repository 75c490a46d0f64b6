"""A scope in the words of papers."""

from __future__ import annotations

from models.coordination.scopes import ALL
from services.reports.asked import PaperSource
from thai.places import display


def scope_said(source: PaperSource) -> str:
    """Return whom a paper is about: the whole programme, a phase, an agency, a place."""
    access, text = source.access, source.text
    limited = access.agency is not None or access.place is not None
    said = [] if limited else [_one(source, scope) for scope in access.scopes]
    if access.agency is not None:
        said.append(access.agency)
    if access.place is not None:
        said.append(display(access.place))
    return " · ".join(dict.fromkeys(said)) or text("scope-mentor")


def _one(source: PaperSource, scope: str) -> str:
    kind, _, value = scope.partition(":")
    if scope == ALL:
        return source.text("scope-all")
    if kind == "phase":
        return next((one.name("th") for one in source.programme.phases if str(one.number) == value), value)
    if kind == "unit" and source.programme.units is not None and source.programme.units.knows(value):
        return source.programme.units.unit(value).called("th")
    return display(value) if kind == "province" else value
