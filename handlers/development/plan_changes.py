"""The committee changes the plan in the chat, as numbered revisions that say what changed and why (reasons.py has the
question)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_open
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ShowDevelopment
from handlers.activities.undated import message_of
from handlers.conversation import context_of, leave_question
from handlers.development.reasons import REASON, gives_reason, way_out
from handlers.development.seen import sees_all, stale, terms_of, way_words
from handlers.roles import WITH_A_ROLE
from models.development import revisions
from models.development.revisions import DevelopmentCourse, DevelopmentRevision
from programmes.development import year_said
from services.development.courses import Course, budgets, courses
from services.development.revising import MOST_BAHT, CourseChange, NotPlanned, changes_of, checked, revise
from thai.dates import day_span, short_day
from thai.normalise import folded, tidy
from thai.plan_changes import PlanChangeSaid, plan_change_in
from thai.trainings import way_in

MOST_AT_ONCE: Final = 10  # courses that one message changes


def change(turn: Turn, said: PlanChangeSaid, *, inbox: int | None = None, reason: str | None = None) -> Reply:
    """Store a change of the plan as its next revision; ask why if that was not said. Several courses that are changed
    alike are a revision each; of those whose reason is asked for, the question names the first."""
    numbers = (said.number, *said.further)[:MOST_AT_ONCE]
    if not (reason or said.reason) or len(numbers) < 2:
        return _change(turn, said, inbox, reason)
    replies = [_change(turn, replace(said, number=one, further=()), inbox, reason) for one in numbers]
    words = "\n\n".join(message["text"] for one in replies for message in one.messages)
    return Reply([{**replies[-1].messages[-1], "text": words}])


def _change(turn: Turn, said: PlanChangeSaid, inbox: int | None, reason: str | None) -> Reply:
    leave_question(turn)
    text = turn.text
    if not sees_all(turn):
        return say(text("dev-not-yours"), quick_replies=[quick.command(text, "menu")])
    every = courses(turn.session, terms_of(turn), text.language, dropped=True)
    known = [one for one in every if not one.dropped]
    before = next((one for one in known if one.number == said.number), None)
    if said.number is not None and before is None:
        return say(text("dev-no-course", number=said.number), quick_replies=[_year_button(turn)])
    wanted = _wanted(turn, said, before, every)
    if wanted is None:
        undated = said.name if before is None else None
        unclear = text("dev-change-no-month", name=undated) if undated else text("dev-change-unclear")
        return say(unclear, quick_replies=[_year_button(turn)])
    twin = _twin(wanted, known) if before is None else None
    if twin is not None:
        return say(
            text("dev-course-there", course=_course_name(turn, twin)), quick_replies=[_year_button(turn, twin.year)]
        )
    try:
        after = checked(terms_of(turn), wanted, before)
    except NotPlanned as wrong:
        return say(text(str(wrong), most=f"{MOST_BAHT:,}"), quick_replies=[_year_button(turn)])
    why = reason or said.reason
    if not why:
        turn.conversation.ask(REASON, turn.now, inbox=inbox or turn.inbox_id)
        asked = text("dev-why", change=_said(turn, CourseChange(before, after)))
        return say(asked, quick_replies=[way_out(turn, REASON)])
    made = revise(turn.session, terms_of(turn), after, why, by=turn.me, message_id=turn.event.message_id, at=turn.now)
    stored = text("dev-revised", number=made.number, change=_said(turn, CourseChange(before, after)), reason=why)
    stored += _beyond_allotted(turn, after.year)
    items = [_year_button(turn, after.year), quick.choice(text("dev-view-revisions"), ShowDevelopment("revisions"))]
    return say(stored, quick_replies=[*items, quick.command(text, "menu")])


def _wanted(turn: Turn, said: PlanChangeSaid, before: Course | None, every: Sequence[Course]) -> Course | None:
    """Return the course as it is to be; None if too little is said. `every`: the courses, with those dropped."""
    if before is not None:
        if not said.dropped and said.budget is None and said.first is None:
            return None
        return replace(
            before,
            dropped=said.dropped,
            budget=before.budget if said.budget is None else said.budget,
            first=said.first or before.first,
            last=said.last or before.last,
            revised=True,
        )
    if said.name is None or said.first is None:
        return None
    way = way_in(folded(tidy(said.name)), way_words(terms_of(turn)))
    usual = Counter(one.way for one in every).most_common(1)
    return Course(
        number=max((one.number for one in every), default=0) + 1,
        key="",
        name=said.name,
        way=way or (usual[0][0] if usual else terms_of(turn).ways[0].key),
        first=said.first,
        last=said.last or said.first,
        groups=(),
        competencies=(),
        curriculum=None,
        people=None,
        budget=said.budget or 0,
        owner=turn.programme.owner,
        year=0,
        revised=True,
    )


def _twin(wanted: Course, known: Sequence[Course]) -> Course | None:
    """Return the course of the same name and months that is planned already, if there is one."""
    name = tidy(wanted.name).lower()
    return next((one for one in known if tidy(one.name).lower() == name and one.first == wanted.first), None)


def _beyond_allotted(turn: Turn, year: int) -> str:
    """Return a line that says that what is planned for a year is more than it was allotted, or nothing."""
    terms = terms_of(turn)
    found = budgets(turn.session, terms, courses(turn.session, terms, turn.text.language, dropped=True))
    now = next(one for one in found if one.year == year)
    if now.allotted is None or now.planned <= now.allotted:
        return ""
    figures = {
        "planned": f"{now.planned:,}",
        "allotted": f"{now.allotted:,}",
        "year": year_said(year, turn.text.language),
    }
    return "\n" + turn.text("dev-over-allotted", **figures)


def take_reason(turn: Turn) -> Reply:
    """Take the answer to why the plan is changed."""
    inbox = int(turn.conversation.data["inbox"])
    message = message_of(turn, inbox)
    said = plan_change_in(message.text or "", context_of(turn, message.at)) if message else None
    words = " ".join((turn.event.text or "").split())
    return change(turn, said, inbox=inbox, reason=words) if said is not None and words else stale(turn)


def what_waits(turn: Turn, inbox: int) -> str | None:
    """Return which change of a message waits for its reason, in words; None if it cannot be made any more."""
    message = message_of(turn, inbox)
    said = plan_change_in(message.text or "", context_of(turn, message.at)) if message else None
    every = courses(turn.session, terms_of(turn), turn.text.language, dropped=True)
    before = next((one for one in every if said and one.number == said.number and not one.dropped), None)
    wanted = _wanted(turn, said, before, every) if said and (before or said.number is None) else None
    try:
        after = checked(terms_of(turn), wanted, before) if wanted and sees_all(turn) else None
    except NotPlanned:
        return None
    return turn.text("dev-why-waits", change=_said(turn, CourseChange(before, after))) if after else None


def changes_said(turn: Turn, made: DevelopmentRevision, _: Sequence[DevelopmentCourse]) -> list[str]:
    """Return what a revision changed, in words."""
    found = turn.once(_changes).get(made.id)
    return [_said(turn, found)] if found else []


def revisions_of(turn: Turn) -> list[tuple[DevelopmentRevision, list[DevelopmentCourse]]]:
    """Return the revisions of the plan, the newest first."""
    return revisions.revisions(turn.session)


def _changes(turn: Turn) -> dict[int, CourseChange]:
    return dict(changes_of(turn.session, terms_of(turn), turn.text.language))


def _said(turn: Turn, one: CourseChange) -> str:
    text, after, before = turn.text, one.after, one.before
    name = _course_name(turn, after)
    if before is None:
        return text("dev-added", course=name, months=_months(turn, after), budget=f"{after.budget:,}")
    if after.dropped and not before.dropped:
        return text("dev-course-dropped", course=name)
    parts = []
    if "budget" in one.parts:
        parts.append(text("dev-changed-budget", before=f"{before.budget:,}", after=f"{after.budget:,}"))
    if "first" in one.parts or "last" in one.parts:
        parts.append(text("dev-changed-months", before=_months(turn, before), after=_months(turn, after)))
    if set(one.parts) - {"budget", "first", "last"}:
        parts.append(text("dev-changed-else"))
    return text("dev-changed", course=name, parts=" · ".join(parts))


def _course_name(turn: Turn, one: Course) -> str:
    return turn.text("dev-course-line", number=one.number, name=one.name)


def _months(turn: Turn, one: Course) -> str:
    language = turn.text.language
    return short_day(one.first, language) if one.first == one.last else day_span(one.first, one.last, language)


def _year_button(turn: Turn, year: int | None = None) -> dict[str, object]:
    return quick.choice(turn.text("dev-view-year"), ShowDevelopment("year", None, year))


routes = [
    on_open(REASON, roles=WITH_A_ROLE, when=gives_reason)(take_reason),
]
