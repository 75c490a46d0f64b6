"""The tables of units: a line for each forum with its heads by sector, and a line for each seat of each team."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.activities import details
from models.activities.activities import Activity
from models.people import people
from models.units import forums, teams
from models.units.forums import HeldForum
from programmes.units import TeamPost, Unit, Units
from services.activities.in_words import place_name
from services.exports.columns import WORDS
from services.exports.records import ExportSource
from services.exports.table import CellType, Column, Summing, Table
from services.units.chosen_teams import chosen_teams
from services.units.seats import waiting_in
from services.units.seeing import members_seen

TEXT, NUMBER, DAY = CellType.TEXT, CellType.NUMBER, CellType.BUDDHIST_DAY


@dataclass(frozen=True, slots=True)
class ForumLine:
    """One forum with its unit and who recorded it."""

    held: HeldForum
    unit: Unit
    above: tuple[str, ...]
    place: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class PostLine:
    """One seat of a team: who holds it, or is nominated; nobody if it is vacant."""

    unit: Unit
    above: tuple[str, ...]
    post: TeamPost
    name: str | None
    joined: bool
    nominated: bool


def forums_table(source: ExportSource) -> Table[ForumLine]:
    """Return the forums of the source's days whose entries may be seen."""
    text, language = source.text, source.text.language
    columns: list[Column[ForumLine]] = [
        Column(text("export-unit-day"), lambda line: line.held.activity.day, DAY, Summing.WEEKLY),
        Column(text("web-unit"), lambda line: line.unit.called(language), TEXT, Summing.COUNTED),
        Column(text("export-unit-above"), lambda line: " · ".join(line.above), TEXT),
        Column(text("export-unit-place"), lambda line: line.place, TEXT),
        Column(text("forum-agenda"), lambda line: line.held.forum.agenda, TEXT, width=WORDS),
        Column(text("forum-decided"), lambda line: line.held.forum.decided, TEXT, width=WORDS),
        Column(text("export-unit-people"), lambda line: line.held.forum.people, NUMBER, Summing.ADDED),
    ]
    for sector in source.programme.sectors:
        columns.append(_heads(sector.key, sector.label(language)))
    columns += [
        Column(text("export-unit-photos"), lambda line: line.held.activity.photos, NUMBER, Summing.ADDED),
        Column(text("export-unit-by"), lambda line: line.by, TEXT),
    ]
    return Table(text("export-forums"), columns, _forums(source))


def _heads(key: str, label: str) -> Column[ForumLine]:
    return Column(label, lambda line: line.held.heads.get(key), NUMBER, Summing.ADDED)


def _forums(source: ExportSource) -> Iterator[ForumLine]:
    units = source.programme.units
    if units is None:
        return
    seen = source.access.records(Activity.person_id, Activity.day)
    held = forums.held(source.session, [unit.code for unit in units.teams], source.first, source.last, seen)
    told = details.details_of(source.session, [one.activity.id for one in held])
    names = people.by_ids(source.session, [one.activity.person_id for one in held])
    for one in reversed(held):
        places = told[one.activity.id].places
        by = names.get(one.activity.person_id)
        yield ForumLine(
            one,
            units.unit(one.forum.unit),
            _above(units, one.forum.unit, source),
            place_name(places[0], source.text.language) if places else None,
            by.name if by else None,
        )


def teams_table(source: ExportSource) -> Table[PostLine]:
    """Return each seat of each team, on the source's last day; names only of people who may be seen."""
    text, language = source.text, source.text.language
    columns: list[Column[PostLine]] = [
        Column(text("web-unit"), lambda line: line.unit.called(language), TEXT),
        Column(text("export-unit-above"), lambda line: " · ".join(line.above), TEXT),
        Column(text("web-unit-seat"), lambda line: line.post.name(language), TEXT, Summing.COUNTED),
        Column(text("web-unit-who"), lambda line: line.name, TEXT),
        Column(text("export-seat-joined"), lambda line: line.joined, CellType.FLAG, Summing.ADDED),
        Column(text("export-seat-nominated"), lambda line: line.nominated, CellType.FLAG, Summing.ADDED),
    ]
    return Table(text("export-teams"), columns, _seats(source))


def _seats(source: ExportSource) -> Iterator[PostLine]:
    units = source.programme.units
    if units is None:
        return
    wanted = chosen_teams(source.session, source.programme) or units.teams
    codes = [unit.code for unit in wanted if _is_seen(source, unit)]
    members = members_seen(source.session, source.access, teams.members_of(source.session, codes, source.last))
    named = waiting_in(source.session, codes)
    for code in codes:
        unit, above = units.unit(code), _above(units, code, source)
        for post in units.seats:
            holders = [one for one in members if (one.unit, one.seat) == (code, post.key)]
            yield from (PostLine(unit, above, post, one.name, one.joined, False) for one in holders)
            left = max(0, post.many - len(holders))
            waiting = [one for one in named if (one.unit, one.seat) == (code, post.key)][:left]
            yield from (PostLine(unit, above, post, one.name, False, True) for one in waiting)
            for _ in range(left - len(waiting)):
                yield PostLine(unit, above, post, None, False, False)


def _is_seen(source: ExportSource, unit: Unit) -> bool:
    access = source.access
    return access.is_whole or any(grant.units is None or unit.code in grant.units for grant in access.grants)


def _above(units: Units, code: str, source: ExportSource) -> tuple[str, ...]:
    return tuple(one.called(source.text.language) for one in units.above(code))
