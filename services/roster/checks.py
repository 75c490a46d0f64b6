"""Checks lines of a roster against each other: one id per person, one mentor per area, no more people than allowed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from programmes import Programme
from services.roster.names import are_alike, full_name
from services.roster.rows import Argument, KnownPerson, RosterRow
from services.roster.spelling import bare


@dataclass(frozen=True, slots=True)
class RowConflict:
    """A contradiction between lines: the later row, our column, and message key and arguments of roster.ftl."""

    row: RosterRow
    column: str
    key: str
    args: dict[str, Argument] = field(default_factory=dict)


def identified(rows: Sequence[RosterRow], known: Sequence[KnownPerson]) -> tuple[list[RosterRow], list[RowConflict]]:
    """Return the rows with ids added if name and agency identify a person, and a finding if they are ambiguous."""
    ids: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)  # to id and name
    people: list[KnownPerson | RosterRow] = [*known, *rows]
    for person in people:
        if person.id:
            ids[full_name(person.name).own, bare(person.agency or "")][person.id] = person.name
    filled: list[RosterRow] = []
    doubtful: list[RowConflict] = []
    for row in rows:
        namesakes = ids.get((full_name(row.name).own, bare(row.agency or "")), {})
        candidates = [id for id, name in namesakes.items() if are_alike(name, row.name)]
        if row.id is None and len(candidates) == 1:
            row = replace(row, id=candidates[0])
        elif row.id is None and candidates:
            doubtful.append(RowConflict(row, "id", "roster-id-needed"))
        filled.append(row)
    return filled, doubtful


def spelt_alike(rows: Sequence[RosterRow]) -> tuple[list[RosterRow], list[RowConflict]]:
    """Return the rows with one spelling of the name for each person without an id, with the title if a line has one.
    If people of several titles have the name, a line without any title is a finding."""
    spellings: dict[tuple[str, str], dict[tuple[str, ...], str]] = defaultdict(dict)
    for row in rows:
        name = full_name(row.name)
        if row.id is None:
            spellings[name.own, bare(row.agency or "")].setdefault(name.titles, row.name)
    spelt: list[RosterRow] = []
    doubtful: list[RowConflict] = []
    for row in rows:
        name = full_name(row.name)
        if row.id is None:
            titled = spellings[name.own, bare(row.agency or "")]
            others = [titles for titles in titled if titles]
            if not name.titles and len(others) > 1:
                doubtful.append(RowConflict(row, "id", "roster-id-needed"))
            meant = others[0] if not name.titles and len(others) == 1 else name.titles
            row = replace(row, name=titled[meant])
        spelt.append(row)
    return spelt, doubtful


def names_of_ids(rows: Sequence[RosterRow]) -> Iterator[RowConflict]:
    """Yield a finding for each id with several names."""
    first: dict[str, RosterRow] = {}
    for row in rows:
        if row.id is None:
            continue
        other = first.setdefault(row.id, row)
        if full_name(other.name).own != full_name(row.name).own:
            yield RowConflict(row, "id", "roster-id-of-another", {"name": other.name, "other": other.place})


def duplicates(rows: Sequence[RosterRow]) -> Iterator[RowConflict]:
    """Yield a finding if a person has the same membership twice at a time, or a participant any two."""
    earlier: dict[tuple[object, ...], list[RosterRow]] = defaultdict(list)
    for row in rows:
        if row.role != "participant" and not (row.area or row.scope or row.deputy):
            continue  # it could not be read, which is a problem already
        what = () if row.role == "participant" else (row.area, row.scope, bare(row.deputy or ""))
        same = earlier[(*map(bare, row.person), full_name(row.name).own, row.role, *what)]
        if twin := next((other for other in same if other.overlaps(row)), None):
            moved = row.role == "participant" and row.placements != twin.placements
            yield (
                _two_places(twin, row) if moved else RowConflict(row, "name", "roster-duplicate", {"other": twin.place})
            )
        same.append(row)


def _two_places(one: RosterRow, other: RosterRow) -> RowConflict:
    """Return the finding that a participant works in two places at a time, with the cells that would tell of a move."""
    first, then = sorted((one, other), key=lambda row: (row.span[0], row.line))
    last = then.from_day - timedelta(days=1) if then.from_day and then.from_day > first.span[0] else None
    args: dict[str, Argument] = {"first": first.place, "then": then.place, "last": last or ""}
    return RowConflict(other, "from", "roster-two-places", args | {"known": "yes" if last else "no"})


def gaps(rows: Sequence[RosterRow], programme: Programme) -> Iterator[tuple[RosterRow, date, date]]:
    """Yield the line of a participant before which the person has days without any, of which a record is expected, and
    the first and last of these days."""
    lines: dict[tuple[str, ...], list[RosterRow]] = defaultdict(list)
    for row in rows:
        if row.role == "participant":
            lines[row.person].append(row)
    for own in lines.values():
        for before, row in pairwise(sorted(own, key=lambda one: one.span)):
            if (
                before.to_day
                and row.from_day
                and programme.expected_days(
                    first := before.to_day + timedelta(days=1), last := row.from_day - timedelta(days=1)
                )
            ):
                yield row, first, last


def rival_mentors(rows: Sequence[RosterRow]) -> Iterator[RowConflict]:
    """Yield a finding if an area has two mentors at a time. Deputies do not count."""
    earlier: dict[str, list[RosterRow]] = defaultdict(list)
    for row in rows:
        if row.role != "mentor" or row.deputy or row.area is None:
            continue
        others = (other for other in earlier[row.area] if other.person != row.person and other.overlaps(row))
        if rival := next(others, None):
            yield RowConflict(row, "area", "roster-two-mentors", {"name": rival.name, "other": rival.place})
        earlier[row.area].append(row)


def deputies(rows: Sequence[RosterRow], mentors: Sequence[str]) -> tuple[list[RosterRow], list[RowConflict]]:
    """Return the rows, deputies with their mentor's area, and a finding for each deputy whose mentor is unknown."""
    names = {full_name(name).own for name in mentors}
    areas: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.role == "mentor" and row.area and not row.deputy:
            areas[full_name(row.name).own].add(row.area)
    placed: list[RosterRow] = []
    unnamed: list[RowConflict] = []
    for row in rows:
        if row.deputy:
            whom = full_name(row.deputy).own
            if whom not in names or whom == full_name(row.name).own:
                unnamed.append(RowConflict(row, "deputy", "roster-deputy-of-nobody"))
            own = areas[whom]
            if row.area is None and len(own) == 1:
                row = replace(row, area=next(iter(own)))
        placed.append(row)
    return placed, unnamed


def over_capacity(rows: Sequence[RosterRow], programme: Programme) -> Iterator[RowConflict]:
    """Yield a finding for the line with which there are more participants at a time than the programme allows."""
    participants = [row for row in rows if row.role == "participant"]
    if past := _goes_past(participants, programme.capacity):
        yield RowConflict(past.row, "name", "roster-over-capacity", {"capacity": programme.capacity})


def over_quota(rows: Sequence[RosterRow], programme: Programme) -> Iterator[RowConflict]:
    """Yield a finding for the line with which an agency has more participants at a time than its quota."""
    for agency in programme.agencies:
        own = [row for row in rows if row.role == "participant" and row.agency == agency.name.th]
        if agency.quota is not None and (past := _goes_past(own, agency.quota)):
            args: dict[str, Argument] = {"agency": agency.name.th, "quota": agency.quota, "count": past.most}
            yield RowConflict(past.row, "agency", "roster-over-quota", args)


def over_seated(rows: Sequence[RosterRow], programme: Programme) -> Iterator[RowConflict]:
    """Yield a finding for the line with which a seat of a team has more people at a time than it has room for."""
    if programme.units is None:
        return
    seated: dict[tuple[str, str], list[RosterRow]] = defaultdict(list)
    for row in rows:
        if row.unit is not None and row.seat is not None:
            seated[row.unit, row.seat].append(row)
    for (_, key), own in seated.items():
        seat = programme.units.seat(key)
        if past := _goes_past(own, seat.many):
            others = ", ".join(dict.fromkeys(one.name for one in own if one.person != past.row.person))
            args: dict[str, Argument] = {"seat": seat.name.th, "many": seat.many, "others": others}
            yield RowConflict(past.row, "seat", "roster-seat-taken", args)


@dataclass(frozen=True, slots=True)
class _Past:
    """The first row with which a number of people is exceeded, and the highest number."""

    row: RosterRow
    most: int


def _goes_past(participants: Sequence[RosterRow], room: int) -> _Past | None:
    """Return where there are more people at one time than there is room for."""
    changes: list[tuple[date, int, RosterRow]] = []
    for row in participants:
        changes.append((row.span[0], 1, row))
        if row.to_day and row.to_day < date.max:
            changes.append((row.to_day + timedelta(days=1), 0, row))
    present: set[tuple[str, ...]] = set()
    first, most = None, 0
    for _, comes, row in sorted(changes, key=lambda change: (change[0], change[1], change[2].line)):
        if not comes:
            present.discard(row.person)
            continue
        present.add(row.person)
        most = max(most, len(present))
        if first is None and len(present) > room:
            first = row
    return _Past(first, most) if first else None


def without_mentor(rows: Sequence[RosterRow], programme: Programme, known: Sequence[KnownPerson] = ()) -> list[str]:
    """Return the codes of areas where participants work on days of a stage without a mentor. Stored mentors who are not
    in the file stay as they are."""
    named = {full_name(row.name).own for row in rows}
    mentored: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for row in rows:
        if row.role == "mentor" and row.area and not row.deputy:
            mentored[row.area].append(row.span)
    for person in known:
        if person.area and full_name(person.name).own not in named:
            mentored[person.area].append(person.span)
    missing: list[str] = []
    for stage in programme.stages:
        used = {
            (row.placements[stage.key], max(stage.start, row.span[0]), min(stage.end, row.span[1]))
            for row in rows
            if stage.key in row.placements
        }
        for area, first, last in sorted(used):
            spans = sorted(mentored[area])
            if first <= last and not _covers(spans, first, last):
                missing.append(area)
    return list(dict.fromkeys(missing))


def _covers(spans: Sequence[tuple[date, date]], start: date, end: date) -> bool:
    day = start
    for first, last in spans:
        if first <= day <= last:
            if last >= end:
                return True
            day = last + timedelta(days=1)
    return False
