"""Imports a list of raters (executives, partners) as offices write it: all of the file or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people.people import Membership, Person, PersonState, Role
from programmes import Programme
from programmes.evaluations import EvaluationRound, RaterKind
from services.evaluations import nominations
from services.evaluations.nominations import NominationRefused, RaterDetails
from services.roster.names import full_name
from services.roster.spelling import arabic, bare, clean
from spreadsheets.reading import read_tables
from spreadsheets.tables import NotReadable, Table, TableCell, TableLine, Unreadable, is_filled
from thai.districts_said import districts_named
from thai.nominations import sector_stated
from thai.phones import dialled

HEADINGS: Final = {
    "name": ("name", "ชื่อ", "ชื่อ-สกุล", "ชื่อผู้ประเมิน", "ผู้ประเมิน"),
    "kind": ("kind", "ประเภท", "ประเภทผู้ประเมิน"),
    "organisation": ("organisation", "organization", "หน่วยงาน", "ตำแหน่ง", "สังกัด"),
    "sector": ("sector", "ภาค", "ภาคส่วน", "ภาคี"),
    "district": ("district", "อำเภอ"),
    "phone": ("phone", "โทร", "โทรศัพท์", "เบอร์โทร", "เบอร์โทรศัพท์"),
    "line": ("line", "ไลน์", "ไอดีไลน์"),
    "about": ("about", "ประเมิน", "ผู้รับการประเมิน", "ผู้เข้าร่วมโครงการ"),
    "worked": ("worked together", "ทำงานร่วมกัน", "เรื่องที่ทำงานร่วมกัน"),
}
NEEDED: Final = ("name", "kind")
EVERYBODY: Final = ("", "all", "ทุกคน", "ทั้งหมด")
SEPARATORS: Final = (";", "\n", ",")
LARGEST: Final = 20_000_000  # bytes of a file


@dataclass(frozen=True, slots=True)
class RaterProblem:
    """What is wrong: in which line (0: the file) and column, which key of a text with which arguments says it."""

    line: int
    column: str
    key: str
    said: str = ""


class RaterFileErrors(ValueError):
    """A list cannot be imported; `problems` has all that is wrong."""

    def __init__(self, problems: Sequence[RaterProblem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)


@dataclass
class RaterImport:
    """What an import did: how many ratings are new, how many were there already."""

    added: int = 0
    same: int = 0
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    kind: RaterKind
    details: RaterDetails
    about: tuple[Person, ...]


def import_raters(
    session: Session, programme: Programme, turn: EvaluationRound, path: Path, now: datetime
) -> RaterImport:
    """Import a CSV or Excel file of raters, accepted as they are. The same file again changes nothing. Raises
    RaterFileErrors."""
    problems: list[RaterProblem] = []
    rows = list(_rows(session, programme, turn, _table(path), problems))
    if problems or not rows:
        raise RaterFileErrors(problems or [RaterProblem(0, "", "raters-file-empty")])
    done = RaterImport()
    for row in rows:
        for about in row.about:
            try:
                nominations.nominate(session, turn, row.kind, about, row.details, now, by=None, accepted=True)
            except NominationRefused as refused:
                if refused.why == "oneself":
                    problems.append(RaterProblem(row.line, "about", "raters-file-oneself", about.name))
                done.same += 1
                continue
            done.added += 1
            if row.details.name not in done.names:
                done.names.append(row.details.name)
    if problems:
        raise RaterFileErrors(problems)
    return done


def _table(path: Path) -> tuple[Table, TableLine]:
    """Return the table with these headings, and the line of them."""
    try:
        raw = path.read_bytes()
    except OSError:
        raise RaterFileErrors([RaterProblem(0, "", "raters-file-unreadable", path.name)]) from None
    if len(raw) > LARGEST:
        raise RaterFileErrors([RaterProblem(0, "", "raters-file-too-large")])
    try:
        tables = read_tables(raw, as_formatted=True)
    except NotReadable:
        raise RaterFileErrors([RaterProblem(0, "", "raters-file-unreadable", path.name)]) from None
    found = [(table, line) for table in tables if (line := table.headed_by(lambda line: len(_columns(line))))]
    if not found:
        raise RaterFileErrors([RaterProblem(0, "", "raters-file-no-headings")])
    return max(found, key=lambda one: len(_columns(one[1])))


def _columns(line: TableLine) -> dict[str, int]:
    known = {bare(word): key for key, words in HEADINGS.items() for word in words}
    found: dict[str, int] = {}
    for place, cell in enumerate(line.cells):
        key = known.get(bare(cell)) if isinstance(cell, str) else None
        if key is not None:
            found.setdefault(key, place)
    return found


def _rows(
    session: Session,
    programme: Programme,
    turn: EvaluationRound,
    found: tuple[Table, TableLine],
    problems: list[RaterProblem],
) -> Iterator[_Row]:
    table, headings = found
    columns = _columns(headings)
    missing = [key for key in NEEDED if key not in columns]
    if missing:
        problems += [
            RaterProblem(headings.number, key, "raters-file-heading-missing", HEADINGS[key][1]) for key in missing
        ]
        return
    everybody = _participants(session)
    for line in table.lines:
        if line.number <= headings.number:
            continue
        said = {key: _text(line.cells, place) for key, place in columns.items()}
        if not any(said.values()):
            continue
        before = len(problems)
        kind = _kind(turn, said["kind"])
        if kind is None:
            problems.append(RaterProblem(line.number, "kind", "raters-file-kind", said["kind"]))
        if not said["name"]:
            problems.append(RaterProblem(line.number, "name", "raters-file-name"))
        phone = dialled(arabic(said.get("phone", "")))
        if said.get("phone") and phone is None:
            problems.append(RaterProblem(line.number, "phone", "raters-file-phone", said["phone"]))
        sector = _sector(programme, said.get("sector", ""))
        if said.get("sector") and sector is None:
            problems.append(RaterProblem(line.number, "sector", "raters-file-sector", said["sector"]))
        districts = districts_named(_in_words(said.get("district", "")))
        if said.get("district") and not districts:
            problems.append(RaterProblem(line.number, "district", "raters-file-district", said["district"]))
        about = _about(everybody, said.get("about", ""), line.number, problems)
        if kind is not None and len(problems) == before:
            details = RaterDetails(
                name=said["name"],
                organisation=said.get("organisation") or None,
                sector=sector,
                phone=phone,
                line_id=said.get("line") or None,
                worked_together=said.get("worked") or None,
                districts=districts,
            )
            yield _Row(line.number, kind, details, about)


def _in_words(district: str) -> str:
    """Return a cell with the word for district, which the column may leave out."""
    return district if not district or district.startswith(("อ.", "อำเภอ")) else f"อ.{district}"


def _text(cells: Sequence[TableCell], place: int) -> str:
    cell = cells[place] if place < len(cells) else None
    if not is_filled(cell) or isinstance(cell, Unreadable):
        return ""
    return clean(f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell))


def _participants(session: Session) -> dict[str, list[Person]]:
    mine = select(Membership.person_id).where(Membership.role == Role.PARTICIPANT)
    found: dict[str, list[Person]] = {}
    for person in session.scalars(select(Person).where(Person.id.in_(mine), Person.state != PersonState.ERASED)):
        found.setdefault(full_name(person.name).own, []).append(person)
    return found


def _about(
    everybody: dict[str, list[Person]], said: str, line: int, problems: list[RaterProblem]
) -> tuple[Person, ...]:
    if said.casefold() in EVERYBODY:
        return tuple(sorted((one for several in everybody.values() for one in several), key=lambda one: one.id))
    separator = next((one for one in SEPARATORS if one in said), None)
    names = [name.strip() for name in (said.split(separator) if separator else [said]) if name.strip()]
    found: list[Person] = []
    for name in names:
        known = everybody.get(full_name(name).own, [])
        if len(known) != 1:
            problems.append(RaterProblem(line, "about", "raters-file-about", name))
        found += known
    return tuple(found)


def _kind(turn: EvaluationRound, said: str) -> RaterKind | None:
    wanted = bare(said)
    for kind in turn.raters:
        names = {bare(kind.key), bare(kind.label.th), bare(kind.label.en)}
        if wanted in names or (len(wanted) >= 5 and any(wanted in name for name in names)):
            return kind
    return None


def _sector(programme: Programme, said: str) -> str | None:
    wanted = bare(said)
    for sector in programme.sectors:
        names = {bare(sector.key), bare(sector.label.th), bare(sector.label.en)}
        if wanted in names or f"ภาค{wanted}" in names:
            return sector.key
    stated = sector_stated(said)
    return stated if stated in {sector.key for sector in programme.sectors} else None
