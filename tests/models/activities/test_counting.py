"""What counts: one rule for reports, summaries, coverage, the calendar and exports."""

from datetime import date

import pytest

from bot.settings import ROOT
from handlers.activities.days import mark_of
from locales.texts import Texts
from models.activities import activities, coverage, details, reporting
from models.activities.activities import Activity, ActivityState
from models.activities.details import MarkKind
from models.coordination import summaries
from models.coordination.scopes import AccessScope, Grant
from models.reviews.reviews import Act, Review
from services.exports import records
from services.exports.records import ExportSource
from tests.models.reviews.test_reviews import NOW, PRAYUN, PROGRAMME, SOMCHAI, entry, pid, session

__all__ = ["session"]
DAY = date(2023, 7, 4)
EVERYTHING = AccessScope((Grant(),))
# What the programme says, written down apart from the code: notes are kept and never counted, deleted entries too.
COUNTS = {
    ActivityState.SUBMITTED: True,
    ActivityState.RETURNED: True,
    ActivityState.RESUBMITTED: True,
    ActivityState.APPROVED: True,
    ActivityState.NOTE: False,
    ActivityState.DELETED: False,
}
# How an office reads the states that count.
STATES = {
    ActivityState.SUBMITTED: "รอตรวจ",
    ActivityState.RETURNED: "ส่งกลับให้แก้ไข",
    ActivityState.RESUBMITTED: "แก้ไขแล้ว รอตรวจอีกครั้ง",
    ActivityState.APPROVED: "รับทราบแล้ว",
}


@pytest.fixture
def counted(session, request):
    """An entry in a state, with one sector."""
    kept = entry(session, SOMCHAI, (7, 4), state=request.param)
    details.put_marks(session, kept, MarkKind.SECTOR, ("people",))
    session.flush()
    return kept, COUNTS[request.param]


def test_every_state_is_known_to_count_or_not():
    assert set(COUNTS) == set(ActivityState)


@pytest.mark.parametrize("counted", list(ActivityState), indirect=True)
def test_all_who_count_entries_count_the_same_ones(session, counted):
    kept, counts = counted
    somchai = pid(session, SOMCHAI)
    assert kept.counts is counts
    assert (activities.days_reported(session, somchai, DAY, DAY) == {DAY}) is counts
    assert (reporting.reported(session, [somchai], DAY) == {somchai}) is counts
    assert (details.sectors_met(session, somchai) == {"people": 1}) is counts
    assert (coverage.sectors_met_since(session, [somchai], DAY, {}) == {somchai: {"people": (1, DAY)}}) is counts
    assert (summaries.days_reported(session, EVERYTHING, [DAY]) == {somchai: 1}) is counts
    assert (summaries.days_of_each(session, EVERYTHING, [DAY], [somchai]) == {somchai: {DAY}}) is counts
    assert summaries.activity_counts(session, EVERYTHING, DAY, DAY).count == counts
    assert summaries.activity_counts(session, EVERYTHING, DAY, DAY).sectors["people"] == counts
    assert (somchai in summaries.sectors_of_each(session, EVERYTHING, DAY, DAY)) is counts
    assert (summaries.last_reports(session, [somchai], DAY) == {somchai: DAY}) is counts


@pytest.mark.parametrize("counted", list(ActivityState), indirect=True)
def test_exports_hold_what_counts_with_what_was_said_of_it(session, counted):
    kept, counts = counted
    said = Review(
        activity_id=kept.id, person_id=kept.person_id, by_person_id=pid(session, PRAYUN), act=Act.COMMENT.value,
        revision=1, saw_photos=False, at=NOW,
    )  # fmt: skip
    session.add(said)
    session.flush()
    text = Texts.load(ROOT / "locales").in_language("th")
    source = ExportSource(session, PROGRAMME, EVERYTHING, text, DAY, DAY, "https://bot.example/m/")
    table = records.activities_table(source)
    lines = [dict(zip(table.headings, row.cells, strict=True)) for row in table.rows()]
    assert len(lines) == counts
    for line in lines:
        assert (line["ภาคี: ภาคประชาชน"], line["ภาคี: ภาคราชการ"], line["สถานะการตรวจ"]) == (1, 0, STATES[kept.state])
    assert len(list(records.reviews_table(source).rows())) == counts


@pytest.mark.parametrize("state", list(ActivityState))
def test_the_calendar_marks_a_day_as_filled_by_what_counts(state):
    marked = mark_of(PROGRAMME, DAY, DAY, [Activity(state=state)])
    assert (marked in ("filled", "approved", "returned")) is COUNTS[state]
