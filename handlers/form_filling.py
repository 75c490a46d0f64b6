"""Filling in a form: words, buttons, pictures and pins while a question is open; back, skip, park, cancel, undo."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.event import event_from_json
from bot.filling import Filling
from bot.forms.steps import Step
from bot.postback import (
    EditAnswer,
    FormChoice,
    FormMoment,
    FormStep,
    SaveTyped,
    TakeAsAnswer,
)
from bot.reply import Message, Reply, say, text_message
from bot.router import Turn
from bot.thai.form_words import answer_number, numbers_said, view_told, way_said
from bot.thai.understand import understand
from handlers import entries, talk
from handlers.form_after import begin_again, begin_next, hand_in
from handlers.form_asking import (
    QUESTION,
    REVIEW,
    UNDONE,
    ask,
    choices_of,
    filling_of,
    go_on,
    is_asked_now,
    may_change,
    previous,
    progress_said,
    review,
    taken,
)
from handlers.form_reading import CHOSEN, FREE, Read, kind_of, names_said, read_picked, read_pin, read_words
from handlers.showing import context_of, once_an_album
from models import inbox, media, submissions
from models.deliveries import About
from models.media import MediaKind
from models.submissions import Submission, SubmissionState

STALE_AFTER: Final = timedelta(hours=3)  # words after that may well be about something else
FILES: Final = {"image": MediaKind.PHOTO, "audio": MediaKind.AUDIO, "file": MediaKind.FILE}


# ── what comes in ──


def hear(turn: Turn) -> Reply:
    """Words while a question or the summary is open: they are its answer first."""
    filling = filling_of(turn)
    if filling is None:
        turn.conversation.close(turn.now)
        return gone(turn)
    if filling.submission.is_submitted and not turn.conversation.data.get("late"):
        return review(turn, filling, before=[text_message(turn.text("form-handed-in-elsewhere"))])
    if turn.conversation.open == REVIEW:
        return _hear_review(turn, filling)
    step = filling.interview.step(str(turn.conversation.data.get("key")))
    return _hear_question(turn, filling, step) if step is not None else go_on(turn, filling)


def tap(turn: Turn) -> Reply:
    """A button of a form, new or old."""
    button: Any = turn.postback
    filling = filling_of(turn, button.submission)
    if filling is None:
        return _undo(turn, button.submission) if _wants_undo(button) else gone(turn)
    if isinstance(button, EditAnswer):
        return edit_line(turn, filling, button.number)
    if isinstance(button, FormStep) and button.step in _ANY_TIME:
        return _ANY_TIME[button.step](turn, filling)
    if turn.conversation.data.get("submission") != button.submission or not _is_current(turn, button.conversation):
        return stale(turn, filling)
    if isinstance(button, FormStep):
        return take_way(turn, filling, button.step)
    step = filling.interview.step(str(turn.conversation.data.get("key")))
    if step is None:
        return go_on(turn, filling)
    if isinstance(button, TakeAsAnswer):
        return _take_earlier(turn, filling, step, button.inbox)
    if isinstance(button, FormMoment):
        return answer(turn, filling, step, read_picked(turn, step))
    return _tap_choice(turn, filling, step, button)


def receive(turn: Turn) -> Reply:
    """A picture, recording, file or pin: the answer if the open question takes it, else what it always is."""
    filling = filling_of(turn)
    step = filling.interview.step(str(turn.conversation.data.get("key"))) if filling else None
    if filling is None or step is None or turn.conversation.open != QUESTION:
        return aside(turn)
    kind = kind_of(step)
    if turn.event.message_type == "location":
        read = read_pin(turn, step)
        return answer(turn, filling, step, read) if read.values else aside(turn)
    if kind == turn.event.message_type and kind in FILES:
        return _take_file(turn, filling, step, FILES[kind])
    album = turn.event.image_set
    if album is not None and turn.conversation.data.get("album") == album[0]:
        return once_an_album(turn, say(turn.text("form-one-picture")))
    return aside(turn)


def aside(turn: Turn) -> Reply:
    """What is no answer is what it would be without a form."""
    if entries.is_participant(turn):
        if turn.event.message_type == "image":
            return entries.save_photo(turn)
        if turn.event.message_type == "location":
            return entries.save_pin(turn)
    return (
        talk.decline_file(turn)
        if turn.event.message_type in ("video", "audio", "file")
        else talk.explain_recording(turn)
    )


# ── answers ──


def answer(turn: Turn, filling: Filling, step: Step, read: Read) -> Reply:
    """Store the answer, or say why it cannot be taken and ask again."""
    if not read.values:
        return _no_answer(turn, filling, step)
    refusal = None
    for value in read.values:
        refusal = filling.interview.answer(step.key, value)
        if refusal is None:
            break
    if refusal is not None:
        return ask(turn, filling, step, trouble=refusal.text(turn.text))
    return _answered(turn, filling)


def _answered(turn: Turn, filling: Filling) -> Reply:
    filling.save(turn.session, turn.now, turn.event.message_id)
    turn.conversation.data = {k: v for k, v in turn.conversation.data.items() if k != "chosen"}
    if filling.submission.is_draft or filling.interview.next_open() is not None:
        return go_on(turn, filling)
    return review(turn, filling, before=[text_message(turn.text("form-changed"))])


def _hear_question(turn: Turn, filling: Filling, step: Step) -> Reply:
    data = turn.conversation.data
    if "offered" in data and _takes_offered(turn):
        return _take_earlier(turn, filling, step, int(data["offered"]))
    if "offered" in data and entries.is_participant(turn) and turn.says("offer-save"):
        return entries.save_typed(turn)
    kind = kind_of(step)
    names = _typed_names(turn, filling, step, kind)
    if names:
        return choose(turn, filling, step, names)
    way = spoken_way(turn, kind)
    if way is not None:
        return take_way(turn, filling, way)
    number = answer_number(turn.event.text or "")
    if number is not None:
        return edit_line(turn, filling, number)
    read = read_words(turn, filling, step)
    way = commanded_way(turn, kind, has_value=not step.is_more and bool(filling.value(step.key)))
    if way is not None and (not read.values or kind == "acknowledge"):
        return take_way(turn, filling, way)
    if not data.get("given") and filling.is_given(step.key) and filling.value(step.key):
        return _doubt(turn, filling, step, turn.text("form-answered-elsewhere"))
    if kind in FREE and _is_doubtful(turn):
        return _doubt(turn, filling, step, turn.text("form-doubt"))
    return answer(turn, filling, step, read)


def _typed_names(turn: Turn, filling: Filling, step: Step, kind: str) -> tuple[str, ...]:
    if kind in CHOSEN:
        return names_said(turn, filling, step)
    if kind == "acknowledge" and numbers_said(turn.event.text or "") == [1]:
        return ("OK",)
    return ()


def choose(turn: Turn, filling: Filling, step: Step, names: tuple[str, ...]) -> Reply:
    """Choices tapped or typed: the answer of a question that takes one, on or off in one that takes several."""
    kind = kind_of(step)
    if kind == "acknowledge":
        return answer(turn, filling, step, Read((True,)))
    if kind not in ("select_multiple", "rank"):
        return answer(turn, filling, step, read_words(turn, filling, step) if kind == "range" else Read(names[:1]))
    chosen = taken(turn, filling, step)
    flipped = [name for name in chosen if name not in names] + [name for name in names if name not in chosen]
    if kind == "select_multiple":
        order, _ = choices_of(turn, filling, step)
        flipped.sort(key=order.index)
    if not is_asked_now(turn, filling.submission.id, step.key):
        ask(turn, filling, step)
    turn.conversation.data = {**turn.conversation.data, "chosen": flipped}
    if filling.submission.is_draft:
        filling.hold(turn.session, step.key, " ".join(flipped), turn.now)
    if kind == "rank" and len(flipped) == len(choices_of(turn, filling, step)[0]):
        return answer(turn, filling, step, Read((tuple(flipped),)))
    return ask(turn, filling, step)


def _tap_choice(turn: Turn, filling: Filling, step: Step, button: FormChoice) -> Reply:
    names, _ = choices_of(turn, filling, step)
    if not 1 <= button.number <= len(names):
        return stale(turn, filling)
    name = names[button.number - 1]
    if kind_of(step) == "range":
        refusal = filling.interview.take(step.key, name)
        return ask(turn, filling, step, trouble=refusal.text(turn.text)) if refusal else _answered(turn, filling)
    return choose(turn, filling, step, (name,))


def _take_file(turn: Turn, filling: Filling, step: Step, kind: MediaKind) -> Reply:
    """Bytes are fetched in the background; the answer is their name."""
    message_id = turn.event.message_id or turn.event.id
    wanted = media.want(
        turn.session,
        person_id=turn.me.id,
        chat_key=turn.chat.line_user_id,
        submission_id=filling.submission.id,
        kind=kind,
        message_id=message_id,
        now=turn.now,
        due_at=turn.real_now,
    )
    turn.session.flush()
    album = turn.event.image_set
    turn.conversation.data = {**turn.conversation.data, "album": album[0] if album else None}
    return answer(turn, filling, step, Read((media.name_of(wanted),)))


# ── words that are no answer, or might not be ──


def _no_answer(turn: Turn, filling: Filling, step: Step) -> Reply:
    key = "form-no-answer" if entries.is_participant(turn) else "form-no-answer-other"
    return _with_offers(turn, ask(turn, filling, step, trouble=turn.text(key)), filling, taking=False)


def _doubt(turn: Turn, filling: Filling, step: Step, trouble: str) -> Reply:
    return _with_offers(turn, ask(turn, filling, step, trouble=trouble), filling, taking=True)


def _with_offers(turn: Turn, reply: Reply, filling: Filling, *, taking: bool) -> Reply:
    """Offer what the words may have been: the answer after all, or an activity."""
    turn.conversation.data = {**turn.conversation.data, "offered": turn.inbox_id}
    items: list[Message] = []
    if taking:
        take = TakeAsAnswer(filling.submission.id, turn.inbox_id, conversation=turn.conversation.version)
        items.append(quick.choice(turn.text("form-take-as-answer"), take))
    if entries.is_participant(turn):
        items.append(quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id)))
    *before, card = reply.messages
    shown = quick.with_quick_replies(card, [*items, *card["quickReply"]["items"]])
    return Reply([*before, shown], reply.about)


def _is_doubtful(turn: Turn) -> bool:
    """Words long after the question, words that tell a day and a place of work, or the beginning of another view."""
    said = turn.understood
    tells = said is not None and said.intent == "log_activity" and said.slots.activity_date and said.slots.places
    late = turn.event.at - turn.conversation.updated_at > STALE_AFTER
    return bool(late or tells or view_told(turn.event.text or ""))


def _takes_offered(turn: Turn) -> bool:
    return turn.says("form-take-as-answer")


def _take_earlier(turn: Turn, filling: Filling, step: Step, inbox_id: int) -> Reply:
    """ "This is my answer": words of an earlier message, while they are kept."""
    raw = inbox.raw_of(turn.session, inbox_id, turn.chat.line_user_id)
    said = event_from_json(raw) if raw else None
    if said is None or said.text is None:
        return ask(turn, filling, step, trouble=turn.text("offer-too-late"))
    turn.event, turn.understood = said, understand(said.text, context_of(turn, said.at))
    return answer(turn, filling, step, read_words(turn, filling, step))


# ── ways through a form ──


def spoken_way(turn: Turn, kind: str) -> str | None:
    """The way that was typed: a button's label, or a word for it and nothing else."""
    for way in WAYS:
        if turn.says(f"form-way-{way}"):
            return way
    if turn.says("choices-done"):
        return "done"
    said = way_said(turn.event.text or "")
    return said if said != "submit" or kind == REVIEW else None


def commanded_way(turn: Turn, kind: str, *, has_value: bool = False) -> str | None:
    """The way a command means. Where any words may be the answer, commands are answers too."""
    if kind in FREE or not turn.is_command:
        return None
    if kind == "more" and turn.intent in ("confirm", "deny"):
        return "more" if turn.intent == "confirm" else "enough"
    if turn.intent == "confirm" and has_value:
        return "keep"
    return turn.intent if turn.intent in ("back", "skip", "park", "cancel", "resume") else None


def take_way(turn: Turn, filling: Filling, way: str) -> Reply:
    """Go a way from wherever one is."""
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
    return ask(turn, filling, step, trouble=refusal.text(turn.text)) if refusal else _answered(turn, filling)


def _keep(turn: Turn, filling: Filling, step: Step) -> Reply:
    if not filling.value(step.key):
        return ask(turn, filling, step, trouble=turn.text("form-nothing-to-keep"))
    refusal = filling.interview.give(step.key)
    return ask(turn, filling, step, trouble=refusal.text(turn.text)) if refusal else _answered(turn, filling)


def _done(turn: Turn, filling: Filling, step: Step) -> Reply:
    if kind_of(step) not in ("select_multiple", "rank"):
        return _keep(turn, filling, step)
    chosen = taken(turn, filling, step)
    return answer(turn, filling, step, Read((chosen,))) if chosen else _clear(turn, filling, step)


def _more(turn: Turn, filling: Filling, step: Step) -> Reply:
    if step.is_more and filling.interview.can_add(step.key):
        filling.interview.add(step.key)
    return _answered(turn, filling)


def _enough(turn: Turn, filling: Filling, step: Step) -> Reply:
    if step.is_more:
        filling.interview.no_more(step.key)
    return _answered(turn, filling)


def _take_out(turn: Turn, filling: Filling, step: Step) -> Reply:
    """The repeat's last instance, with all its answers."""
    instances = filling.interview.instances(step.key) if step.is_more else ()
    if len(instances) > 1:
        filling.interview.remove(f"{step.key}[{instances[-1]}]")
    return _answered(turn, filling)


def park(turn: Turn, filling: Filling) -> Reply:
    turn.conversation.close(turn.now)
    if filling.submission.is_submitted:
        return say(turn.text("form-edit-left"), quick_replies=[quick.command(turn.text, "menu")])
    return parked(turn, filling, "form-parked")


def parked(turn: Turn, filling: Filling, key: str) -> Reply:
    """Say that a draft waits, and how to go on with it."""
    submission_id = filling.submission.id
    items = [quick.choice(turn.text("form-way-resume"), FormStep(submission_id, "resume"))]
    said = turn.text(key, where=progress_said(turn, filling))
    return say(said, quick_replies=[*items, quick.command(turn.text, "menu")], about=About("submission", submission_id))


def cancel(turn: Turn, filling: Filling) -> Reply:
    """Put a draft away; one word brings it back."""
    submission = filling.submission
    if submission.is_submitted:
        return park(turn, filling)
    submissions.cancel(turn.session, submission, turn.now)
    turn.conversation.ask(UNDONE, turn.now, submission=submission.id)
    undo = quick.choice(turn.text("form-way-undo"), FormStep(submission.id, "undo"))
    items = [undo, quick.command(turn.text, "menu")]
    return say(turn.text("form-cancelled"), quick_replies=items, about=About("submission", submission.id))


def undo_cancel(turn: Turn) -> Reply:
    """ "Undo", typed after a form was cancelled."""
    return _undo(turn, int(turn.conversation.data.get("submission", 0)))


def _undo(turn: Turn, submission_id: int) -> Reply:
    submission = submissions.owned(turn.session, submission_id, turn.me.id)
    if submission is None or submission.state != SubmissionState.CANCELLED:
        return gone(turn)
    submissions.restore(turn.session, submission, turn.now)
    filling = filling_of(turn, submission_id)
    return go_on(turn, filling, before=[text_message(turn.text("form-restored"))]) if filling else gone(turn)


def resume_it(turn: Turn, filling: Filling) -> Reply:
    return go_on(turn, filling) if filling.submission.is_draft else review(turn, filling)


def edit_line(turn: Turn, filling: Filling, number: int) -> Reply:
    """ "Change answer 3": ask that question again."""
    if not may_change(turn, filling.submission):
        return say(turn.text("form-too-late", days=turn.programme.reporting.days_back))
    found = filling.lines
    if 1 <= number <= len(found):
        return ask(turn, filling, found[number - 1])
    return review(turn, filling, before=[text_message(turn.text("form-no-line", count=len(found)))])


def _hear_review(turn: Turn, filling: Filling) -> Reply:
    text = turn.event.text or ""
    way = spoken_way(turn, REVIEW) or commanded_way(turn, REVIEW)
    if turn.intent == "confirm" and turn.is_command:
        way = "submit"
    if turn.intent == "back" and turn.is_command:
        return edit_line(turn, filling, len(filling.lines))
    if way is not None:
        return take_way(turn, filling, way)
    numbers = numbers_said(text)
    number = numbers[0] if len(numbers) == 1 else answer_number(text)
    if number is not None:
        return edit_line(turn, filling, number)
    if turn.conversation.data.get("offered") and entries.is_participant(turn) and turn.says("offer-save"):
        return entries.save_typed(turn)
    return _unheard(turn, filling)


def _unheard(turn: Turn, filling: Filling) -> Reply:
    """Free words at the summary: an activity perhaps; the summary stays open."""
    turn.conversation.data = {**turn.conversation.data, "offered": turn.inbox_id}
    version = turn.conversation.version
    submit = FormStep(filling.submission.id, "submit", conversation=version)
    items = [quick.choice(turn.text("form-way-submit"), submit)]
    if entries.is_participant(turn):
        items.append(quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id)))
    park_it = FormStep(filling.submission.id, "park", conversation=version)
    items.append(quick.choice(turn.text("form-way-park"), park_it))
    return say(turn.text("form-review-no-answer"), quick_replies=items)


def _offer_web(turn: Turn, filling: Filling) -> Reply:
    """The address under which the same draft is a page."""
    if turn.links.public_url is None or not filling.submission.is_draft:
        return go_on(turn, filling, before=[text_message(turn.text("form-no-web"))])
    token = submissions.new_link(turn.session, filling.submission, turn.now)
    url = f"{turn.links.public_url}/f/{token}"
    return say(turn.text("form-web", url=url), about=About("submission", filling.submission.id))


# ── what is over ──


def stale(turn: Turn, filling: Filling) -> Reply:
    """A button of an earlier question: nothing is written; what is open now is shown."""
    if filling.submission.is_submitted:
        return review(turn, filling, before=[text_message(turn.text("form-stale-submitted"))])
    talking = turn.conversation.data.get("submission") == filling.submission.id
    if not talking or turn.conversation.open not in (QUESTION, REVIEW):
        return parked(turn, filling, "form-stale-parked")
    step = filling.interview.step(str(turn.conversation.data.get("key")))
    if turn.conversation.open == REVIEW or step is None:
        return go_on(turn, filling, before=[text_message(turn.text("form-stale"))])
    return ask(turn, filling, step, trouble=turn.text("form-stale"))


def gone(turn: Turn) -> Reply:
    """A form that is nobody's, somebody else's, or was cancelled."""
    wanted = getattr(turn.postback, "submission", None)
    mine: Submission | None = submissions.owned(turn.session, wanted, turn.me.id) if wanted else None
    if mine is not None and mine.state == SubmissionState.CANCELLED:
        undo = quick.choice(turn.text("form-way-undo"), FormStep(mine.id, "undo"))
        return say(turn.text("form-was-cancelled"), quick_replies=[undo, quick.command(turn.text, "menu")])
    items = [quick.command(turn.text, "start_feedback"), quick.command(turn.text, "menu")]
    return say(turn.text("form-gone"), quick_replies=items)


def _wants_undo(button: object) -> bool:
    return isinstance(button, FormStep) and button.step == "undo"


def _is_current(turn: Turn, version: int | None) -> bool:
    return turn.conversation.open in (QUESTION, REVIEW) and version == turn.conversation.version


_Way = Callable[[Turn, Filling], Reply]
_ANYWHERE: Final[dict[str, _Way]] = {
    "park": park,
    "cancel": cancel,
    "resume": resume_it,
    "all": review,
    "submit": hand_in,
    "web": _offer_web,
}
_ANY_TIME: Final[dict[str, _Way]] = {
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
