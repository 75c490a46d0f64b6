"""The table of selections: a line for each who is judged, with marks and rank; of closed ones what came of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.selections import marks
from programmes.selections import Selection
from services.calls.seeing import units_named
from services.exports.columns import WORDS
from services.exports.records import ExportSource
from services.exports.table import CellType, Column, Summing, Table
from services.selections.judging import Judged, judged, ranking

TEXT, NUMBER, FLAG = CellType.TEXT, CellType.NUMBER, CellType.FLAG


@dataclass(frozen=True, slots=True)
class SelectionLine:
    """Who is judged in a selection; `score`, `rank` and `is_chosen` are None while there are none."""

    selection: Selection
    judged: Judged | None
    in_group: str
    jurors: int
    score: Decimal | None
    rank: int | None
    is_chosen: bool | None
    award: str | None
    by_decision: bool


def selections_table(source: ExportSource) -> Table[SelectionLine]:
    """Return what came of selections. Marks, and who was not chosen, are there for who coordinates everything alone."""
    text, language, units = source.text, source.text.language, source.programme.units
    named = set(units_named(units, source.access)) if units is not None else set()

    def who(line: SelectionLine) -> str | None:
        one = line.judged
        return one.name if one is not None and one.unit.code in named else None

    def group(line: SelectionLine) -> str | None:
        return units.unit(line.in_group).called(language) if units is not None and units.knows(line.in_group) else None

    columns: list[Column[SelectionLine]] = [
        Column(text("web-selections"), lambda line: line.selection.name(language), TEXT, Summing.COUNTED),
        Column(text("selection-group"), group, TEXT),
        Column(text("web-unit"), lambda line: line.judged.unit.called(language) if line.judged else None, TEXT),
        Column(text("selection-candidate"), who, TEXT, width=WORDS),
        Column(text("selection-rank"), lambda line: line.rank, NUMBER),
        Column(text("selection-score"), lambda line: line.score, NUMBER),
        Column(text("export-selection-jurors"), lambda line: line.jurors, NUMBER),
        Column(text("selection-chosen"), lambda line: line.is_chosen, FLAG, Summing.ADDED),
        Column(text("export-selection-award"), lambda line: line.award, TEXT, Summing.COUNTED),
        Column(text("selection-by-decision"), lambda line: line.by_decision, FLAG),
    ]
    if not source.access.is_whole:
        shown = {text("selection-score"), text("export-selection-jurors"), text("selection-by-decision")}
        columns = [one for one in columns if one.heading not in shown]
    return Table(text("export-selections"), columns, _lines(source))


def _lines(source: ExportSource) -> Iterator[SelectionLine]:
    whole, language = source.access.is_whole, source.text.language
    for one in source.programme.selections:
        there = {each.key: each for each in judged(source.session, source.programme, one)}
        found = ranking(source.session, source.programme, one) if whole else []
        jurors = {each.candidate: each.jurors for each in found}
        if marks.closing(source.session, one.key) is None:
            for each in found:
                score = Decimal(each.shown) if each.shown else None
                own = there.get(each.candidate)
                yield SelectionLine(
                    one, own, each.in_group, each.jurors, score, each.rank, None, None, by_decision=False
                )
            continue
        for result in marks.results(source.session, one.key):
            if whole or result.is_chosen:
                award = next((each.label(language) for each in one.awards if each.key == result.award), None)
                yield SelectionLine(
                    selection=one,
                    judged=there.get(result.candidate),
                    in_group=result.in_group,
                    jurors=jurors.get(result.candidate, 0),
                    score=Decimal(result.score) if result.score else None,
                    rank=result.rank,
                    is_chosen=result.is_chosen,
                    award=award,
                    by_decision=result.by_decision,
                )
