"""Actions in a form that are not answers: back, skip, keep, continue later, cancel, undo, edit; old buttons."""

from collections.abc import Callable
from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say, text_message
from bot.postback import FormStep
from handlers.forms.after import begin_again, begin_next, hand_in
from handlers.forms.answering import answer, answered, hold_places, take_line
from handlers.forms.asking import (
    QUESTION,
    REVIEW,
    UNDONE,
    ask,
    filling_of,
    go_on,
    may_change,
    previous,
    progress_said,
    review,
    taken,
)
from handlers.forms.reading import FREE, AnswerReadings, kind_of, places_so_far
from models.forms import submissions
from models.forms.submissions import Submission, SubmissionState
from models.messaging.deliveries import About
from services.forms.filling import Filling
from thai.form_words import way_said
from thai.intents import INTENTS
from xlsforms.form import LINES
from xlsforms.steps import Step


def spoken_way(turn: Turn, kind: str) -> str | None:
    """Return the action that was typed: a button's label, or only a word for it."""
    for way in WAYS:
        if turn.says(f"form-way-{way}"):
            return way
    if turn.says("choices-done"):
        return "done"
    said = way_said(turn.event.text or "")
    return said if said != "submit" or kind == REVIEW else None


def commanded_way(turn: Turn, kind: str, *, has_value: bool = False) -> str | None:
    """Return the action that a command means. If any words may be the answer, a command is an answer too."""
    if kind in FREE or not turn.is_command:
        return None
    if kind == "more" and turn.intent in INTENTS.yes_or_no:
        return "more" if turn.intent == "confirm" else "enough"
    if turn.intent == "confirm" and has_value:
        return "keep"
    return turn.intent if turn.intent in INTENTS.form_way else None


def take_way(turn: Turn, filling: Filling, way: str) -> Reply:
    """Carry out an action at the present question."""
    anywhere = _ANYWHERE.get(way)
    if anywhere is not None:
        return anywhere(turn, filling)
    step = filling.interview.step(str(turn.conversation.data.get("key")))
    if step is None or turn.conversation.open != QUESTION:
        return go_on(turn, filling)
    return _IN_QUESTION[way](turn, filling, step)


def _back(turn: Turn, filling: Filling, step: Step) -> Reply:
    before = previous(filling, step.key)
    return ask(turn, filling, before) if before else ask(turn, filling, step, trouble=turn.text("form-first-question"))


def _skip(turn: Turn, filling: Filling, step: Step) -> Reply:
    if filling.is_given(step.key) and filling.value(step.key):
        return _keep(turn, filling, step)
    return _clear(turn, filling, step)


def _clear(turn: Turn, filling: Filling, step: Step) -> Reply:
    refusal = filling.interview.skip(step.key)
    return ask(turn, filling, step, trouble=refusal.text(turn.text)) if refusal else answered(turn, filling)


def _keep(turn: Turn, filling: Filling, step: Step) -> Reply:
    if not filling.value(step.key):
        return ask(turn, filling, step, trouble=turn.text("form-nothing-to-keep"))
    refusal = filling.interview.give(step.key)
    return ask(turn, filling, step, trouble=refusal.text(turn.text)) if refusal else answered(turn, filling)


def _done(turn: Turn, filling: Filling, step: Step) -> Reply:
    if kind_of(step) in LINES and (places := places_so_far(turn, filling, step)):
        return take_line(turn, filling, step, places)
    if kind_of(step) not in ("select_multiple", "rank"):
        return _keep(turn, filling, step)
    chosen = taken(turn, filling, step)
    return answer(turn, filling, step, AnswerReadings((chosen,))) if chosen else _clear(turn, filling, step)


def _more(turn: Turn, filling: Filling, step: Step) -> Reply:
    if step.is_more and filling.interview.can_add(step.key):
        filling.interview.add(step.key)
    return answered(turn, filling)


def _enough(turn: Turn, filling: Filling, step: Step) -> Reply:
    if step.is_more:
        filling.interview.no_more(step.key)
    return answered(turn, filling)


def _take_out(turn: Turn, filling: Filling, step: Step) -> Reply:
    """Remove the last instance of a repeat with all its answers, or the last place of a line."""
    if kind_of(step) in LINES:
        return hold_places(turn, filling, step, places_so_far(turn, filling, step)[:-1])
    instances = filling.interview.instances(step.key) if step.is_more else ()
    if len(instances) > 1:
        filling.interview.remove(f"{step.key}[{instances[-1]}]")
    return answered(turn, filling)


def park(turn: Turn, filling: Filling) -> Reply:
    turn.conversation.close(turn.now)
    if filling.submission.is_submitted:
        return say(turn.text("form-edit-left"), quick_replies=[quick.command(turn.text, "menu")])
    return parked(turn, filling, "form-parked")


def parked(turn: Turn, filling: Filling, key: str) -> Reply:
    """Say that the draft is kept, and how to continue it."""
    submission_id = filling.submission.id
    items = [quick.choice(turn.text("form-way-resume"), FormStep(submission_id, "resume"))]
    said = turn.text(key, where=progress_said(turn, filling))
    return say(said, quick_replies=[*items, quick.command(turn.text, "menu")], about=About("submission", submission_id))


def cancel(turn: Turn, filling: Filling) -> Reply:
    """Cancel a draft. It can be restored with one word."""
    submission = filling.submission
    if submission.is_submitted:
        return park(turn, filling)
    submissions.cancel(turn.session, submission, turn.now)
    turn.conversation.ask(UNDONE, turn.now, submission=submission.id)
    undo = quick.choice(turn.text("form-way-undo"), FormStep(submission.id, "undo"))
    items = [undo, quick.command(turn.text, "menu")]
    return say(turn.text("form-cancelled"), quick_replies=items, about=About("submission", submission.id))


def undo_cancel(turn: Turn) -> Reply:
    """Restore a cancelled draft after "undo" was typed."""
    return undo(turn, int(turn.conversation.data.get("submission", 0)))


def undo(turn: Turn, submission_id: int) -> Reply:
    submission = submissions.owned(turn.session, submission_id, turn.me.id)
    if submission is None or submission.state != SubmissionState.CANCELLED:
        return gone(turn, submission_id)
    submissions.restore(turn.session, submission, turn.now)
    filling = filling_of(turn, submission_id)
    return go_on(turn, filling, before=[text_message(turn.text("form-restored"))]) if filling else gone(turn)


def resume_it(turn: Turn, filling: Filling) -> Reply:
    return go_on(turn, filling) if filling.submission.is_draft else review(turn, filling)


def edit_line(turn: Turn, filling: Filling, number: int) -> Reply:
    """Answer "change answer 3": ask that question again."""
    if not may_change(turn, filling.submission):
        return say(turn.text("form-too-late", days=turn.programme.reporting.days_back))
    found = filling.lines
    if 1 <= number <= len(found):
        return ask(turn, filling, found[number - 1])
    return review(turn, filling, before=[text_message(turn.text("form-no-line", count=len(found)))])


def _offer_web(turn: Turn, filling: Filling) -> Reply:
    """Send the link to the web page of the same draft."""
    if turn.links.public_url is None or not filling.submission.is_draft:
        return go_on(turn, filling, before=[text_message(turn.text("form-no-web"))])
    token = submissions.new_link(turn.session, filling.submission, turn.now)
    url = f"{turn.links.public_url}/f/{token}"
    return say(turn.text("form-web", url=url), about=About("submission", filling.submission.id))


def stale(turn: Turn, filling: Filling) -> Reply:
    """Answer a button of an earlier question: store nothing and show what is open now."""
    if filling.submission.is_submitted:
        return review(turn, filling, before=[text_message(turn.text("form-stale-submitted"))])
    talking = turn.conversation.data.get("submission") == filling.submission.id
    if not talking or turn.conversation.open not in (QUESTION, REVIEW):
        return parked(turn, filling, "form-stale-parked")
    step = filling.interview.step(str(turn.conversation.data.get("key")))
    if turn.conversation.open == REVIEW or step is None:
        return go_on(turn, filling, before=[text_message(turn.text("form-stale"))])
    return ask(turn, filling, step, trouble=turn.text("form-stale"))


def gone(turn: Turn, submission_id: int | None = None) -> Reply:
    """Say that a submission does not exist: also if it is somebody else's or was cancelled."""
    mine: Submission | None = submissions.owned(turn.session, submission_id, turn.me.id) if submission_id else None
    if mine is not None and mine.state == SubmissionState.CANCELLED:
        undo = quick.choice(turn.text("form-way-undo"), FormStep(mine.id, "undo"))
        return say(turn.text("form-was-cancelled"), quick_replies=[undo, quick.command(turn.text, "menu")])
    items = [quick.command(turn.text, "start_feedback"), quick.command(turn.text, "menu")]
    return say(turn.text("form-gone"), quick_replies=items)


_Way = Callable[[Turn, Filling], Reply]
_ANYWHERE: Final[dict[str, _Way]] = {
    "park": park,
    "cancel": cancel,
    "resume": resume_it,
    "all": review,
    "submit": hand_in,
    "web": _offer_web,
}
ANY_TIME: Final[dict[str, _Way]] = {
    "resume": resume_it,
    "undo": resume_it,
    "all": review,
    "again": begin_again,
    "next": begin_next,
    "web": _offer_web,
}
_IN_QUESTION: Final[dict[str, Callable[[Turn, Filling, Step], Reply]]] = {
    "back": _back,
    "skip": _skip,
    "clear": _clear,
    "keep": _keep,
    "done": _done,
    "more": _more,
    "enough": _enough,
    "take_out": _take_out,
}
WAYS: Final = (*_IN_QUESTION, *_ANYWHERE)
