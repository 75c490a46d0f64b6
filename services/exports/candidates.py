"""The table of what units have sent in answer to calls: a line for each candidate, and one for each unit that has sent
nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.calls.candidates import CallCandidate
from programmes.bangkok import bangkok_day
from programmes.calls import Call, CallField
from programmes.units import Unit
from services.calls.progress import answers
from services.calls.seeing import units_named
from services.exports.columns import WORDS
from services.exports.records import ExportSource
from services.exports.table import Cell, CellType, Column, Summing, Table

TEXT, NUMBER, DAY, FLAG = CellType.TEXT, CellType.NUMBER, CellType.BUDDHIST_DAY, CellType.FLAG


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One candidate of a unit; None if the unit has sent nothing in the call."""

    call: Call
    unit: Unit
    one: CallCandidate | None


def candidates_table(source: ExportSource) -> Table[CandidateLine]:
    """Return what units in scope have sent up to the source's last day."""
    text, language = source.text, source.text.language
    columns: list[Column[CandidateLine]] = [
        Column(text("export-candidate-call"), lambda line: line.call.name(language), TEXT, Summing.COUNTED),
        Column(text("web-unit"), lambda line: line.unit.called(language), TEXT, Summing.COUNTED),
        Column(text("export-candidate-number"), lambda line: line.one.number if line.one else None, NUMBER),
        Column(text("export-candidate-name"), lambda line: line.one.name if line.one else None, TEXT, width=WORDS),
        Column(text("export-candidate-sent"), _sent, DAY),
        Column(text("export-candidate-late"), lambda line: bool(line.one and line.one.is_late), FLAG, Summing.ADDED),
    ]
    known: dict[str, CallField] = {}
    for call in source.programme.calls:
        for field in call.fields:
            known.setdefault(field.label(language), field)
    columns += [_fact(label, field, language) for label, field in known.items()]
    return Table(text("export-candidates"), columns, _lines(source))


def _fact(label: str, field: CallField, language: str) -> Column[CandidateLine]:
    def value(line: CandidateLine) -> Cell:
        own = next((one for one in line.call.fields if one.label(language) == label), None)
        said = line.one.facts.get(own.key) if own is not None and line.one is not None else None
        if not said or own is None:
            return None
        if own.kind == "day":
            return date.fromisoformat(said)
        chosen = own.choice(said)
        return chosen.label(language) if chosen else str(said)

    return Column(label, value, DAY if field.kind == "day" else TEXT, Summing.COUNTED if field.choices else Summing.NOT)


def _sent(line: CandidateLine) -> date | None:
    return bangkok_day(line.one.sent_at) if line.one is not None and line.one.sent_at else None


def _lines(source: ExportSource) -> Iterator[CandidateLine]:
    units = source.programme.units
    if units is None:
        return
    seen = units_named(units, source.access)
    for call in source.programme.calls:
        for answer in answers(source.session, call, units, seen):
            sent = [one for one in answer.sent if _in_time(one, source)]
            for one in sorted(sent, key=lambda each: each.number or 0):
                yield CandidateLine(call, answer.unit, one)
            if not sent:
                yield CandidateLine(call, answer.unit, None)


def _in_time(one: CallCandidate, source: ExportSource) -> bool:
    day = bangkok_day(one.sent_at) if one.sent_at else source.last
    return source.first <= day <= source.last
