"""The export of rating rounds: a row for each rating, and in a workbook a sheet for each round, with a row for each
participant whose means, sums and percentages are formulas over the ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from locales.texts import Text
from models.evaluations.ratings import RatingRow
from programmes.evaluations import EvaluationRound
from services.evaluations.arithmetic import NotCounted, rounded
from services.evaluations.ledger import Ledger, LedgerEntry, ledger_of
from services.evaluations.rounds import NotReady, RoundState, criteria_of_versions, scores_of
from services.exports.records import ExportSource
from services.exports.row_xml import letters_of
from services.exports.table import Cell, CellType, Column, Formula, FormulaSheet, Summing, Table

FIXED: Final = 11  # columns before the criteria
ROUND, PERSON, KIND, COUNTS = "A", "B", "E", "H"
# A half that binary fractions miss by their last digit still goes up; no other sum comes so near to one.
NUDGE: Final = "0.000000001"


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One rating that was handed in, about whom, and why it does not count (None: it does)."""

    round_key: str
    entry: LedgerEntry
    row: RatingRow
    why: NotCounted | None
    scores: dict[str, float]


def evaluations_table(source: ExportSource) -> Table[RatingLine]:
    """Return the ratings of every round that has opened, of the people in the scope."""
    ledgers = [found for turn in source.programme.evaluation.rounds if (found := _ledger(source, turn)) is not None]
    return Table(
        source.text("export-evaluations"),
        _columns(source),
        _lines(source, ledgers),
        sheets=tuple(_sheet(source, ledger) for ledger in ledgers),
    )


def _ledger(source: ExportSource, turn: EvaluationRound) -> Ledger | None:
    try:
        ledger = ledger_of(source.session, source.programme, source.access, turn, source.last)
    except NotReady:
        return None
    return None if ledger.state is RoundState.COMING else ledger


def _lines(source: ExportSource, ledgers: Sequence[Ledger]) -> Iterator[RatingLine]:
    for ledger in ledgers:
        criteria = criteria_of_versions(source.session, ledger.round_key)
        for entry in ledger.entries:
            for row, why in entry.given:
                said = scores_of(row.scores or "", criteria.get(row.version_number or 0, ()))
                scores = {key: float(score) for key, score in said.items()}
                yield RatingLine(ledger.round_key, entry, row, why, scores)


def _columns(source: ExportSource) -> list[Column[RatingLine]]:
    text, language = source.text, source.text.language
    labels = {
        (turn.key, kind.key): kind.label(language)
        for turn in source.programme.evaluation.rounds
        for kind in turn.raters
    }
    sectors = {sector.key: sector.label(language) for sector in source.programme.sectors}

    def column(key: str, value: object, type: CellType, summing: Summing = Summing.NOT) -> Column[RatingLine]:
        return Column(text(f"export-rating-{key}"), value, type, summing)  # type: ignore[arg-type]

    return [
        column("round", lambda one: one.round_key, CellType.TEXT, Summing.COUNTED),
        column("person", lambda one: one.entry.person_id, CellType.NUMBER),
        column("name", lambda one: one.entry.name, CellType.TEXT),
        column("agency", lambda one: one.entry.agency, CellType.TEXT),
        column("kind", lambda one: one.row.kind, CellType.TEXT, Summing.COUNTED),
        column("kind-name", lambda one: labels.get((one.round_key, one.row.kind), one.row.kind), CellType.TEXT),
        column("sector", lambda one: sectors.get(one.row.sector or "", one.row.sector), CellType.TEXT),
        column("counts", lambda one: one.why is None, CellType.FLAG, Summing.ADDED),
        column("why", lambda one: text(f"rating-left-out-{one.why}") if one.why else None, CellType.TEXT),
        column("late", lambda one: one.row.late, CellType.FLAG),
        column("rater", lambda one: one.row.rater_person_id, CellType.NUMBER),
        *(_criterion(criterion.key, criterion.label(language)) for criterion in source.programme.evaluation.judged),
    ]


def _criterion(key: str, heading: str) -> Column[RatingLine]:
    return Column(heading, lambda one: one.scores.get(key), CellType.NUMBER)


# ── the sheet of a round ──


def _sheet(source: ExportSource, ledger: Ledger) -> FormulaSheet:
    text, terms = source.text, ledger.current.terms
    headings = [text("export-rating-person"), text("export-rating-name"), text("export-rating-agency")]
    for kind in terms.kinds:
        name = kind.label(text.language)
        headings += [
            text("export-result-counted", kind=name),
            *(f"{name}: {one.label(text.language)}" for one in terms.criteria),
            text("export-result-mean", kind=name),
            text("export-result-weight", kind=name),
        ]
    headings += [text("export-result-total"), text("export-result-percent"), text("export-result-state")]
    judged = [criterion.key for criterion in source.programme.evaluation.judged]

    def rows(ratings: str, last: int) -> Iterator[list[Cell | Formula]]:
        for place, entry in enumerate(ledger.entries, start=2):
            yield _result_row(text, ledger, entry, judged, place, ratings, last)

    return FormulaSheet(ledger.round_key, tuple(headings), rows)


def _result_row(
    text: Text, ledger: Ledger, entry: LedgerEntry, judged: Sequence[str], row: int, ratings: str, last: int
) -> list[Cell | Formula]:
    """Return the row of a participant: `ratings` is the sheet with the ratings, `last` its last row."""
    terms, score = ledger.current.terms, entry.score

    def span(column: str) -> str:
        return f"'{ratings}'!${column}$2:${column}${max(last, 2)}"

    cells: list[Cell | Formula] = [entry.person_id, entry.name, entry.agency]
    shares, counted = [], []
    for kind, found in zip(terms.kinds, score.kinds, strict=True):
        about = f'{span(ROUND)},"{ledger.round_key}",{span(PERSON)},$A{row},{span(KIND)},"{kind.key}",{span(COUNTS)},1'
        cells.append(Formula(f"COUNTIFS({about})", found.counted))
        first = len(cells)
        for criterion in terms.criteria:
            mean = found.criteria[criterion.key]
            at = letters_of(FIXED + judged.index(criterion.key)) if criterion.key in judged else None
            value = float(mean) if mean is not None else ""
            cells.append(Formula(f'IFERROR(AVERAGEIFS({span(at)},{about}),"")', value) if at else None)
        means = f"{letters_of(first)}{row}:{letters_of(len(cells) - 1)}{row}"
        cells.append(Formula(f'IFERROR(AVERAGE({means}),"")', float(found.mean) if found.mean is not None else ""))
        mean_at, weight_at = f"{letters_of(len(cells) - 1)}{row}", f"{letters_of(len(cells))}{row}"
        cells.append(float(kind.weight))
        shares.append(f"N({mean_at})*{weight_at}")
        counted.append(f"ISNUMBER({mean_at})")
    exact, anybody = f"({'+'.join(shares)})/100", f"OR({','.join(counted)})"
    total = float(rounded(score.total)) if score.total is not None else ""
    percent = float(rounded(score.percent)) if score.percent is not None else ""
    cells.append(Formula(f'IF({anybody},ROUND({exact}+{NUDGE},2),"")', total))
    cells.append(Formula(f'IF({anybody},ROUND(({exact})/{terms.best}*100+{NUDGE},2),"")', percent))
    cells.append(text("score-final" if score.is_final else "score-provisional"))
    return cells
