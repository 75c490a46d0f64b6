"""The steps of the plan in the chat: how far each is, and what coordinators of all of it and their owners report.

question       its answers and exits
step           (data: numbers, people, done) whether what was said is to be reported
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from bot.cards import quick_replies as quick
from bot.cards.unit_list import UnitLine, UnitList, unit_list
from bot.inbound.router import on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import AnswerStep, ShowUnits, TakeStepBack
from handlers.conversation import context, is_asked, leave_question, says_yes_or_no
from handlers.coordination.access import access_of
from handlers.roles import COORDINATORS, coordinates
from models.people import people
from models.people.people import Person
from models.units.steps import reports
from programmes.steps import ProgrammeStep
from services.units.progress import StepProgress, step_progress
from services.units.step_reports import report, take_back
from thai.dates import day_span, short_day
from thai.steps import StepSaid, step_said

STEP: Final = "step"  # the question


def show_steps(turn: Turn, page: int = 1) -> Reply:
    """Show each step: its months, who answers for it, how many people took part, and whether it is done or late."""
    leave_question(turn)
    text, found = turn.text, step_progress(turn.session, turn.programme, turn.day)
    if not found:
        return say(text("steps-none"), quick_replies=[quick.command(text, "menu")])
    names = people.by_ids(turn.session, [one.reported_by for one in found if one.reported_by])
    done = sum(one.state in ("done", "reached") for one in found)
    late = sum(one.state == "late" for one in found)
    values = UnitList(
        view="steps",
        above=turn.programme.short_name(text.language),
        title=text("steps-title", count=len(found)),
        below=text("steps-below", done=done, late=late),
        lines=tuple(_line(turn, one, names) for one in sorted(found, key=_order)),
        notes=(_how(turn, found),) if _may_report(turn) else (),
        page=page,
    )
    return Reply([unit_list(values, text)])


def _how(turn: Turn, found: Sequence[StepProgress]) -> str:
    """Return how steps are reported, with the first of these that is not done as the example."""
    left = [one.step.number for one in found if one.state in ("late", "open")] or [found[0].step.number]
    return turn.text("steps-how", number=left[0])


def show_some(turn: Turn, numbers: tuple[int, ...]) -> Reply:
    """Show how far the steps with these numbers are."""
    leave_question(turn)
    found = [one for one in step_progress(turn.session, turn.programme, turn.day) if one.step.number in numbers]
    shown = [
        "\n".join(part for part in (f"{_name(one.step, turn)} · {_state(turn, one)}", _people(turn, one)) if part)
        for one in found
    ]
    hint = [_how(turn, found)] if _may_report(turn) and found else []
    return say("\n".join([*shown, *hint]), quick_replies=_next(turn))


def report_said(turn: Turn, said: StepSaid) -> Reply:
    """Store what is reported of steps, and show how they stand. A question, or words that report nothing, get only
    that; what leaves a doubt, is said a second time or exceeds what a step is to have is asked about first."""
    text = turn.text
    if said.asked or (said.people is None and not said.done):
        return show_some(turn, said.numbers)
    leave_question(turn)
    if not _may_report(turn, said.numbers):
        owners = {turn.programme.body(step.owner).name(text.language) for step in _steps(turn, said)}
        return say(text("step-not-yours", owner=", ".join(sorted(owners))), quick_replies=_next(turn))
    counted = [step for step in _steps(turn, said) if step.counts != "reports"]
    if said.people is not None and not said.done and len(counted) == len(said.numbers):
        return say(text(f"step-counted-{counted[0].counts}"), quick_replies=_next(turn))
    if said.people is not None and len(said.numbers) > 1:
        return say(text("step-each-its-people"), quick_replies=_next(turn))
    doubt = _doubt(turn, said)
    if doubt is None:
        return _store(turn, said)
    version = turn.conversation.ask(STEP, turn.now, numbers=list(said.numbers), people=said.people, done=said.done)
    items = [
        quick.choice(text("step-sure-yes"), AnswerStep(True, conversation=version)),
        quick.choice(text("step-sure-no"), AnswerStep(False, conversation=version)),
    ]
    return say(doubt, quick_replies=[*items, *_next(turn)])


def answer_tapped(turn: Turn, button: AnswerStep) -> Reply:
    """Report what was asked about, or leave it."""
    if turn.conversation.open != STEP or button.conversation != turn.conversation.version:
        return say(turn.text("button-stale"), quick_replies=_next(turn))
    data = turn.conversation.data
    leave_question(turn)
    if not button.yes:
        return say(turn.text("step-not-stored"), quick_replies=_next(turn))
    if not _may_report(turn, data["numbers"]):
        return say(turn.text("button-stale"), quick_replies=_next(turn))
    return _store(turn, StepSaid(tuple(data["numbers"]), data["people"], data["done"]))


def answer_typed(turn: Turn) -> Reply:
    """Take a typed yes or no."""
    yes = turn.says("step-sure-yes") or turn.intent == "confirm"
    return answer_tapped(turn, AnswerStep(yes, conversation=turn.conversation.version))


def _doubt(turn: Turn, said: StepSaid) -> str | None:
    """Return what to ask before a report is stored, if anything."""
    text = turn.text
    steps = _steps(turn, said)
    names = "\n".join(_name(step, turn) for step in steps)
    if not said.sure:
        return text("step-ask-done", steps=names)
    now = {one.step.number: one for one in step_progress(turn.session, turn.programme, turn.day)}
    if said.done and all(now[step.number].done_on is not None for step in steps):
        return text("step-ask-done-again", steps=names)
    if said.people is None or steps[0].counts != "reports":
        return None
    step, told = steps[0], reports(turn.session).get(said.numbers[0], [])
    before = now[step.number].people or 0
    if step.people is not None and before + said.people > step.people:
        return text(
            "step-ask-over",
            step=names,
            people=f"{said.people:,}",
            whole=f"{before + said.people:,}",
            wanted=f"{step.people:,}",
        )
    if any(one.people == said.people for one in told):
        return text("step-ask-again", step=names, people=f"{said.people:,}", whole=f"{before + said.people:,}")
    return None


def _store(turn: Turn, said: StepSaid) -> Reply:
    text, made, lines = turn.text, [], []
    for step in _steps(turn, said):
        people = said.people if step.counts == "reports" else None
        made.append(report(turn.session, step.number, turn.day, turn.now, people=people, done=said.done, by=turn.me))
    found = {one.step.number: one for one in step_progress(turn.session, turn.programme, turn.day)}
    for step in _steps(turn, said):
        now = found[step.number]
        lines += [text("step-stored", step=_name(step, turn), state=_state(turn, now)), _people(turn, now)]
        if said.people is not None and step.counts != "reports":
            lines.append(text(f"step-counted-{step.counts}"))
    several = len(made) > 1
    backs = [
        quick.choice(text("step-back-one", number=one.step) if several else text("step-back"), TakeStepBack(one.id))
        for one in made
    ]
    return say("\n".join(line for line in lines if line), quick_replies=[*backs, *_next(turn)])


def _steps(turn: Turn, said: StepSaid) -> list[ProgrammeStep]:
    return [step for step in turn.programme.steps if step.number in said.numbers]


def take_back_tapped(turn: Turn, button: TakeStepBack) -> Reply:
    """Take one's own report back."""
    made = take_back(turn.session, button.number, turn.now, by=turn.me)
    if made is None:
        return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])
    return say(turn.text("step-taken-back", number=made.step), quick_replies=_next(turn))


def said_in(turn: Turn) -> StepSaid | None:
    """Return what the words report of a step."""
    numbers = [step.number for step in turn.programme.steps]
    return step_said(turn.event.text or "", context(turn), numbers) if numbers else None


def _may_report(turn: Turn, numbers: Collection[int] | None = None) -> bool:
    """Return whether the speaker reports the steps with these numbers, or any at all: who coordinates the whole
    programme reports each, and who coordinates for the body that answers for a step that one."""
    if not coordinates(turn):
        return False
    if access_of(turn).is_whole:
        return True
    own = {step.number for step in turn.programme.steps if turn.programme.body(step.owner).name.th == turn.me.agency}
    return bool(own) and (numbers is None or own.issuperset(numbers))


def _order(one: StepProgress) -> tuple[int, int]:
    """The worst come first: late ones, then those under way, those to come, those done."""
    return ("late", "open", "coming", "reached", "done").index(one.state), one.step.number


def _line(turn: Turn, one: StepProgress, names: Mapping[int, Person]) -> UnitLine:
    text, language = turn.text, turn.text.language
    owner = turn.programme.body(one.step.owner).name(language)
    span = day_span(one.step.first, one.step.last, language)
    details = [_people(turn, one), text("step-owner", span=span, owner=owner)]
    reporter = names.get(one.reported_by) if one.reported_by is not None else None
    if reporter is not None and one.reported_on is not None:
        details.append(text("step-reported", name=reporter.name, day=short_day(one.reported_on, language)))
    good = one.state in ("done", "reached", "coming") or (
        one.state == "open" and (one.share is None or one.share >= 50)
    )
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


def _answers(turn: Turn) -> bool:
    return is_asked(turn, STEP) and says_yes_or_no(turn, "step-sure-yes", "step-sure-no")


routes = [
    on_postback(TakeStepBack, COORDINATORS)(take_back_tapped),
    on_postback(AnswerStep, COORDINATORS)(answer_tapped),
    on_open(STEP, roles=COORDINATORS, when=_answers)(answer_typed),
]
