"""The export of raters: one row for each rater of each participant, with how they stand and what to look at."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from locales.texts import Text
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from models.evaluations.ratings import RatingState
from models.people.people import Role
from programmes import Programme
from services.evaluations import nominations
from services.evaluations.nominations import RaterOf
from services.exports.table import CellType, Column, Summing, Table
from thai.places import display


def raters_table(session: Session, programme: Programme, access: AccessScope, text: Text) -> Table[RaterOf]:
    """Return the raters of all rounds of the participants in an access scope."""
    sectors = {sector.key: sector.label(text.language) for sector in programme.sectors}
    rounds = {turn.key: turn.name(text.language) for turn in programme.evaluation.rounds}
    few, many = Summing.COUNTED, Summing.NOT
    columns: list[Column[RaterOf]] = [
        Column(text(key), value, CellType.TEXT, summing)
        for key, value, summing in (
            ("export-rater-round", lambda row: rounds.get(row.rating.round_key), few),
            ("export-rater-kind", lambda row: row.rating.kind, few),
            ("export-rater-about", lambda row: row.about.name, many),
            ("export-rater-name", lambda row: row.person.name, many),
            ("rater-fact-organisation", lambda row: row.rater.organisation, many),
            ("rater-fact-sector", lambda row: sectors.get(row.rater.sector or ""), few),
            ("rater-fact-area", lambda row: display(row.rater.area) if row.rater.area else None, few),
            ("rater-fact-phone", lambda row: row.rater.phone, many),
            ("rater-fact-line", lambda row: row.rater.line_id, many),
            ("rater-fact-worked", lambda row: row.rating.worked_together, many),
            ("export-rater-state", lambda row: text(f"rater-state-{_state(row)}"), few),
            ("rater-fact-reason", lambda row: row.rating.reason, many),
        )
    ]
    columns.append(Column(text("rater-fact-link"), lambda row: row.has_link, CellType.FLAG, Summing.ADDED))
    columns.append(Column(text("export-rater-flags"), lambda row: _flags(row, text), CellType.LIST))
    return Table(text("export-raters"), columns, _rows(session, programme, access))


def _state(row: RaterOf) -> str:
    given = row.rating.state == RatingState.ACCEPTED and row.rating.is_given
    return "given" if given else row.rating.state.value


def _flags(row: RaterOf, text: Text) -> list[str]:
    return [text(f"rater-flag-{flag}") for flag in row.flags]


def _rows(session: Session, programme: Programme, access: AccessScope) -> Iterator[RaterOf]:
    ids = [person_id for person_id, _ in scopes.names(session, access, (Role.PARTICIPANT,))]
    for turn in programme.evaluation.rounds:
        yield from nominations.raters_of(session, turn.key, ids)
