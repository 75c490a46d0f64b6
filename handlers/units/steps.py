"""The steps of the plan in the chat: how far each is, and what coordinators of all of it report."""

from __future__ import annotations

from bot.cards import quick_replies as quick
from bot.cards.unit_list import UnitLine, UnitList, unit_list
from bot.inbound.router import on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ShowUnits, TakeStepBack
from handlers.conversation import context, leave_question
from handlers.coordination.access import access_of
from handlers.roles import COORDINATORS, coordinates
from programmes.steps import ProgrammeStep
from services.units.progress import StepProgress, step_progress
from services.units.step_reports import report, take_back
from thai.dates import day_span, short_day
from thai.steps import StepSaid, step_said


def show_steps(turn: Turn, page: int = 1) -> Reply:
    """Show each step: its months, who answers for it, how many people took part, and whether it is done or late."""
    leave_question(turn)
    text, found = turn.text, step_progress(turn.session, turn.programme, turn.day)
    if not found:
        return say(text("steps-none"), quick_replies=[quick.command(text, "menu")])
    done = sum(one.state == "done" for one in found)
    late = sum(one.state == "late" for one in found)
    values = UnitList(
        view="steps",
        above=turn.programme.short_name(text.language),
        title=text("steps-title", count=len(found)),
        below=text("steps-below", done=done, late=late),
        lines=tuple(_line(turn, one) for one in sorted(found, key=_order)),
        notes=(text("steps-how"),) if _may_report(turn) else (),
        page=page,
    )
    return Reply([unit_list(values, text)])


def report_said(turn: Turn, said: StepSaid) -> Reply:
    """Store what is reported of a step, and show how it stands."""
    leave_question(turn)
    text = turn.text
    if not _may_report(turn):
        return say(text("step-not-yours"), quick_replies=[quick.command(text, "menu")])
    step = next(one for one in turn.programme.steps if one.number == said.number)
    if said.people is not None and step.counts != "reports":
        people, note = None, text(f"step-counted-{step.counts}")
        if not said.done:
            return say(note, quick_replies=_next(turn))
    else:
        people, note = said.people, ""
    made = report(turn.session, step.number, turn.day, turn.now, people=people, done=said.done, by=turn.me)
    now = next(one for one in step_progress(turn.session, turn.programme, turn.day) if one.step is step)
    lines = [text("step-stored", step=_name(step, turn), state=_state(turn, now)), _people(turn, now), note]
    items = [quick.choice(text("step-back"), TakeStepBack(made.id)), *_next(turn)]
    return say("\n".join(line for line in lines if line), quick_replies=items)


def take_back_tapped(turn: Turn, button: TakeStepBack) -> Reply:
    """Take one's own report back."""
    made = take_back(turn.session, button.number, turn.now, by=turn.me)
    if made is None:
        return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])
    return say(turn.text("step-taken-back", number=made.step), quick_replies=_next(turn))


def said_in(turn: Turn) -> StepSaid | None:
    """Return what the words report of a step."""
    numbers = [step.number for step in turn.programme.steps]
    return step_said(turn.event.text or "", context(turn), numbers) if numbers and coordinates(turn) else None


def _may_report(turn: Turn) -> bool:
    """Return whether the speaker coordinates the whole programme: steps are those of all units together."""
    return coordinates(turn) and access_of(turn).is_whole


def _order(one: StepProgress) -> tuple[int, int]:
    """The worst come first: late ones, then those under way, those to come, those done."""
    return ("late", "open", "coming", "done").index(one.state), one.step.number


def _line(turn: Turn, one: StepProgress) -> UnitLine:
    text, language = turn.text, turn.text.language
    owner = turn.programme.body(one.step.owner).name(language)
    span = day_span(one.step.first, one.step.last, language)
    details = [_people(turn, one), text("step-owner", span=span, owner=owner)]
    good = one.state in ("done", "coming") or (one.state == "open" and (one.share is None or one.share >= 50))
    return UnitLine(_name(one.step, turn), _state(turn, one), tuple(filter(None, details)), good, one.share)


def _name(step: ProgrammeStep, turn: Turn) -> str:
    return turn.text("step-name", number=step.number, name=step.name(turn.text.language))


def _state(turn: Turn, one: StepProgress) -> str:
    day = short_day(one.done_on, turn.text.language) if one.done_on else ""
    return turn.text(f"step-{one.state}", day=day)


def _people(turn: Turn, one: StepProgress) -> str:
    if one.people is None:
        return ""
    if one.step.people is None:
        return turn.text("forum-people", count=f"{one.people:,}")
    return turn.text("forum-figure", people=f"{one.people:,}", wanted=f"{one.step.people:,}")


def _next(turn: Turn) -> list[dict[str, object]]:
    return [quick.choice(turn.text("steps-button"), ShowUnits("steps")), quick.command(turn.text, "menu")]


routes = [on_postback(TakeStepBack, COORDINATORS)(take_back_tapped)]
