"""The table of development plans: one line for each goal of each participant, one for who has no goal yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from locales.texts import Text
from models.people import people
from models.plans.goals import PlanGoal
from models.plans.words import END, WHOLE, PlanQuestion, PlanTopic, PlanWord, Side
from programmes import Programme
from programmes.bangkok import bangkok_day
from services.exports.columns import WORDS
from services.exports.records import ExportSource
from services.exports.table import CellType, Column, Summing, Table
from services.plans.in_words import period_of, said_of, side_name, state_of
from services.plans.status import PlanStatus, statuses
from services.summaries.expected_people import expected_people
from thai.dates import short_day

TEXT, NUMBER, COUNTED = CellType.TEXT, CellType.NUMBER, Summing.COUNTED
DATE, BUDDHIST_DAY = CellType.DATE, CellType.BUDDHIST_DAY
PORTION: Final = 500  # people whose plans are read together
SIDES: Final = {PlanTopic.RESULT: (Side.PARTICIPANT, Side.MENTOR), PlanTopic.FOLLOW_UP: (Side.PARTICIPANT, Side.AGENCY)}


@dataclass(frozen=True, slots=True)
class PlanExportLine:
    """One goal of a participant (None: there is none yet), in the newest revision that was sent; drafts are nobody
    else's. `names` are those of who spoke."""

    person_id: int
    name: str
    agency: str | None
    status: PlanStatus
    goal: PlanGoal | None
    names: dict[int, str]

    @property
    def revision(self) -> int:
        return self.status.plan.revision if self.status.plan else 0

    @property
    def agreed(self) -> int:
        return self.status.plan.agreed if self.status.plan else 0

    def word(self, asked: PlanTopic, period: str, side: Side, goal: int = WHOLE) -> PlanWord | None:
        return self.status.word(PlanQuestion(asked, period, goal), side)


def plans_table(source: ExportSource) -> Table[PlanExportLine]:
    return Table(source.text("export-plans"), _columns(source.text, source.programme), _lines(source))


def _lines(source: ExportSource) -> Iterator[PlanExportLine]:
    seen = expected_people(source.session, source.access, source.programme.start, source.programme.end).people
    ordered = sorted(seen, key=lambda person_id: (seen[person_id].name, person_id))
    for at in range(0, len(ordered), PORTION):
        ids = ordered[at : at + PORTION]
        found = statuses(source.session, source.programme, ids)
        names = _names(source, list(found.values()))
        for person_id in ids:
            one, known = found[person_id], seen[person_id]
            goals: list[PlanGoal | None] = [*one.sent_goals]
            for goal in goals or [None]:
                yield PlanExportLine(person_id, known.name, known.agency, one, goal, names)


def _names(source: ExportSource, found: Sequence[PlanStatus]) -> dict[int, str]:
    spoke = {word.by_person_id for one in found for word in one.said}
    spoke |= {one.duties.by_person_id for one in found if one.duties is not None}
    return {person.id: person.name for person in people.by_ids(source.session, sorted(spoke)).values()}


def _columns(text: Text, programme: Programme) -> list[Column[PlanExportLine]]:
    """Return the columns; after the goal's own come the months of check-ins and the follow-ups of the programme."""
    plan = programme.plan
    agreed_by = [Side(side) for side in plan.agreed_by] if plan else []
    follow_ups = [months for months, _ in programme.follow_ups]
    return [
        Column(text("export-plan-id"), lambda one: one.person_id, NUMBER),
        Column(text("export-plan-person"), lambda one: one.name, TEXT),
        Column(text("export-plan-agency"), lambda one: one.agency, TEXT, COUNTED),
        Column(text("export-plan-state"), lambda one: state_of(one.status, programme, text), TEXT, COUNTED),
        Column(text("export-plan-revision"), lambda one: one.revision, NUMBER),
        Column(text("export-plan-agreed"), lambda one: one.agreed, NUMBER),
        Column(text("export-plan-agreed_on"), _agreed_on, DATE),
        Column(text("export-plan-goal"), lambda one: one.goal.number if one.goal else None, NUMBER),
        Column(text("export-plan-competency"), _competency(programme, text), TEXT, COUNTED),
        Column(text("export-plan-what"), lambda one: one.goal.what if one.goal else None, TEXT, width=WORDS),
        Column(text("export-plan-method"), _method(programme, text), TEXT, COUNTED),
        Column(text("export-plan-by"), lambda one: one.goal.by_day if one.goal else None, BUDDHIST_DAY),
        Column(text("export-plan-with"), lambda one: one.goal.with_whom if one.goal else None, TEXT),
        *(_agreement(side, programme, text) for side in agreed_by),
        *(_check_in(month, text) for month, _ in programme.check_ins),
        *(_result(side, programme, text) for side in SIDES[PlanTopic.RESULT]),
        Column(text("export-plan-duties"), lambda one: one.status.duties.words if one.status.duties else None, TEXT,
               width=WORDS),
        Column(text("export-plan-duties_by"), _duties_by, TEXT),
        Column(text("export-plan-duties_said"), _duties_said(text), TEXT, COUNTED),
        *(_follow_up(months, side, programme, text) for months in follow_ups for side in SIDES[PlanTopic.FOLLOW_UP]),
    ]  # fmt: skip


Value = Callable[[PlanExportLine], str | None]


def _agreed_on(one: PlanExportLine) -> date | None:
    plan = one.status.plan
    revision = one.status.revisions.get(plan.agreed) if plan else None
    return bangkok_day(revision.agreed_at) if revision is not None and revision.agreed_at is not None else None


def _competency(programme: Programme, text: Text) -> Value:
    labels = {known.key: known.label(text.language) for known in programme.competencies}
    return lambda one: labels.get(one.goal.competency or "", one.goal.competency) if one.goal else None


def _method(programme: Programme, text: Text) -> Value:
    labels = {known.key: known.label(text.language) for known in programme.plan.methods} if programme.plan else {}
    return lambda one: labels.get(one.goal.method or "", one.goal.method) if one.goal else None


def _agreement(side: Side, programme: Programme, text: Text) -> Column[PlanExportLine]:
    def said(one: PlanExportLine) -> str | None:
        word = one.word(PlanTopic.REVISION, f"{one.revision}", side)
        if word is None:
            return None
        day = short_day(bangkok_day(word.at), text.language)
        return text("export-plan-signed", name=one.names.get(word.by_person_id, "–"), said=said_of(word, text), day=day)

    return Column(text("export-plan-word", side=side_name(side, programme, text)), said, TEXT, width=WORDS)


def _check_in(month: str, text: Text) -> Column[PlanExportLine]:
    return Column(
        period_of(PlanTopic.CHECK_IN, month, text), _said(PlanTopic.CHECK_IN, month, Side.PARTICIPANT, text), TEXT
    )


def _result(side: Side, programme: Programme, text: Text) -> Column[PlanExportLine]:
    heading = text("export-plan-result", side=side_name(side, programme, text))
    return Column(heading, _said(PlanTopic.RESULT, END, side, text), TEXT, COUNTED)


def _follow_up(months: str, side: Side, programme: Programme, text: Text) -> Column[PlanExportLine]:
    when = period_of(PlanTopic.FOLLOW_UP, months, text)
    heading = text("export-plan-follow_up", when=when, side=side_name(side, programme, text))
    return Column(heading, _said(PlanTopic.FOLLOW_UP, months, side, text, of_goal=False), TEXT)


def _said(asked: PlanTopic, period: str, side: Side, text: Text, *, of_goal: bool = True) -> Value:
    def said(one: PlanExportLine) -> str | None:
        if of_goal and one.goal is None:
            return None
        word = one.word(asked, period, side, one.goal.number if of_goal and one.goal else WHOLE)
        return said_of(word, text) if word is not None else None

    return said


def _duties_by(one: PlanExportLine) -> str | None:
    duties = one.status.duties
    return one.names.get(duties.by_person_id, "–") if duties is not None else None


def _duties_said(text: Text) -> Value:
    return lambda one: said_of(one.status.duties_word, text) if one.status.duties_word is not None else None
