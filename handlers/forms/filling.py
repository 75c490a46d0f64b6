"""Handles words, buttons, pictures and pins while a question or the summary of a form is open."""

from datetime import timedelta
from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say, text_message
from bot.postback import EditAnswer, FormChoice, FormMoment, FormStep, SaveTyped, TakeAsAnswer
from handlers.activities import additions, recording
from handlers.conversation import kinds_told, once_an_album
from handlers.forms.answering import answer, answered, asked_at, choose, doubt, photograph_code, take_earlier, take_file
from handlers.forms.asking import QUESTION, REVIEW, ask, choices_of, filling_of, go_on, review
from handlers.forms.late_codes import take_late_code
from handlers.forms.reading import CHOSEN, FREE, AnswerReadings, kind_of, names_said, read_picked, read_pin, read_words
from handlers.forms.ways import ANY_TIME, commanded_way, edit_line, gone, spoken_way, stale, take_way, undo
from handlers.messaging import talk
from handlers.roles import is_participant
from models.activities.media import MediaKind
from services.forms.filling import Filling
from services.media.codes import codes_listed
from thai.form_words import answer_number, numbers_said, view_told
from xlsforms.steps import Step

STALE_AFTER: Final = timedelta(hours=3)  # words after this time may be about something else
FormButton = FormChoice | FormMoment | FormStep | EditAnswer | TakeAsAnswer
FILES: Final = {"image": MediaKind.PHOTO, "audio": MediaKind.AUDIO, "file": MediaKind.FILE}


def take_words(turn: Turn) -> Reply:
    """Handle words while a question or the summary is open: first as its answer."""
    filling = filling_of(turn)
    if filling is None:
        turn.conversation.close(turn.now)
        return gone(turn)
    if filling.submission.is_submitted and not turn.conversation.data.get("late"):
        return review(turn, filling, before=[text_message(turn.text("form-handed-in-elsewhere"))])
    if turn.conversation.open == REVIEW:
        return _take_review_words(turn, filling)
    step = filling.interview.step(str(turn.conversation.data.get("key")))
    return _take_answer(turn, filling, step) if step is not None else go_on(turn, filling)


def tap(turn: Turn, button: FormButton) -> Reply:
    """Handle a button of a form, whether it is new or old."""
    filling = filling_of(turn, button.submission)
    if filling is None:
        return undo(turn, button.submission) if _wants_undo(button) else gone(turn, button.submission)
    if isinstance(button, EditAnswer):
        return edit_line(turn, filling, button.number)
    if isinstance(button, FormStep) and button.step in ANY_TIME:
        return ANY_TIME[button.step](turn, filling)
    if turn.conversation.data.get("submission") != button.submission or not _is_current(turn, button.conversation):
        return stale(turn, filling)
    if isinstance(button, FormStep):
        return take_way(turn, filling, button.step)
    step = filling.interview.step(str(turn.conversation.data.get("key")))
    if step is None:
        return go_on(turn, filling)
    if isinstance(button, TakeAsAnswer):
        return take_earlier(turn, filling, step, button.inbox)
    if isinstance(button, FormMoment):
        return answer(turn, filling, step, read_picked(turn, step))
    return _tap_choice(turn, filling, step, button)


def receive(turn: Turn) -> Reply:
    """Take a picture, recording, file or pin as the answer if the question accepts it, else handle it as usual."""
    filling = filling_of(turn)
    step = filling.interview.step(str(turn.conversation.data.get("key"))) if filling else None
    if filling is None or step is None or turn.conversation.open != QUESTION:
        return aside(turn)
    kind = kind_of(step)
    if turn.event.message_type == "location":
        read = read_pin(turn, step)
        return answer(turn, filling, step, read) if read.values else aside(turn)
    if kind == "barcode" and turn.event.message_type == "image":
        return photograph_code(turn, filling, step)
    if kind in FILES and (kind == turn.event.message_type or (kind == "file" and turn.event.is_file)):
        return take_file(turn, filling, step, FILES[kind])
    album = turn.event.image_set
    if album is not None and turn.conversation.data.get("album") == album[0]:
        return once_an_album(turn, say(turn.text("form-one-picture")))
    return aside(turn)


def receive_code(turn: Turn) -> Reply:
    """Take what was read in a photo of a code as the answer, or say why that is not possible."""
    filling = filling_of(turn)
    step = filling.interview.step(str(turn.conversation.data.get("key"))) if filling else None
    codes = [code for code in turn.event.message.get("codes", ()) if isinstance(code, str)]
    is_asked = step is not None and turn.conversation.open == QUESTION and kind_of(step) == "barcode"
    asked_for = turn.conversation.photographed_for(turn.event.message_id)
    if filling is None or step is None or not is_asked or asked_for not in (None, asked_at(filling, step)):
        return take_late_code(turn, asked_for, codes)
    if len(codes) == 1:
        return answer(turn, filling, step, AnswerReadings((codes[0],)))
    several = turn.text("form-codes-several", codes=codes_listed(codes))
    return ask(turn, filling, step, trouble=several if codes else turn.text("form-no-code"))


def aside(turn: Turn) -> Reply:
    """Handle what is not an answer as if no form were open."""
    if is_participant(turn):
        if turn.event.message_type == "image":
            return additions.save_photo(turn)
        if turn.event.message_type == "location":
            return additions.save_pin(turn)
    return (
        talk.decline_file(turn)
        if turn.event.message_type in ("video", "audio", "file")
        else talk.explain_recording(turn)
    )


def _take_answer(turn: Turn, filling: Filling, step: Step) -> Reply:
    data = turn.conversation.data
    if "offered" in data and _takes_offered(turn):
        return take_earlier(turn, filling, step, int(data["offered"]))
    if "offered" in data and is_participant(turn) and turn.says("offer-save"):
        return recording.save_typed(turn)
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
        return doubt(turn, filling, step, turn.text("form-answered-elsewhere"))
    if kind in FREE and _is_doubtful(turn):
        return doubt(turn, filling, step, turn.text("form-doubt"))
    return answer(turn, filling, step, read)


def _typed_names(turn: Turn, filling: Filling, step: Step, kind: str) -> tuple[str, ...]:
    if kind in CHOSEN:
        return names_said(turn, filling, step)
    if kind == "acknowledge" and numbers_said(turn.event.text or "", turn.programme.words) == [1]:
        return ("OK",)
    return ()


def _tap_choice(turn: Turn, filling: Filling, step: Step, button: FormChoice) -> Reply:
    names, _ = choices_of(turn, filling, step)
    if not 1 <= button.number <= len(names):
        return stale(turn, filling)
    name = names[button.number - 1]
    if kind_of(step) == "range":
        refusal = filling.interview.take(step.key, name)
        return ask(turn, filling, step, trouble=refusal.text(turn.text)) if refusal else answered(turn, filling)
    return choose(turn, filling, step, (name,))


def _take_review_words(turn: Turn, filling: Filling) -> Reply:
    text = turn.event.text or ""
    way = spoken_way(turn, REVIEW) or commanded_way(turn, REVIEW)
    if turn.intent == "confirm" and turn.is_command:
        way = "submit"
    if turn.intent == "back" and turn.is_command:
        return edit_line(turn, filling, len(filling.lines))
    if way is not None:
        return take_way(turn, filling, way)
    numbers = numbers_said(text, turn.programme.words)
    number = numbers[0] if len(numbers) == 1 else answer_number(text)
    if number is not None:
        return edit_line(turn, filling, number)
    if turn.conversation.data.get("offered") and is_participant(turn) and turn.says("offer-save"):
        return recording.save_typed(turn)
    return _unheard(turn, filling)


def _unheard(turn: Turn, filling: Filling) -> Reply:
    """Answer free words at the summary, which may be an activity. The summary stays open."""
    turn.conversation.data = {**turn.conversation.data, "offered": turn.inbox_id}
    version = turn.conversation.version
    submit = FormStep(filling.submission.id, "submit", conversation=version)
    items = [quick.choice(turn.text("form-way-submit"), submit)]
    if is_participant(turn):
        items.append(quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id)))
    park_it = FormStep(filling.submission.id, "park", conversation=version)
    items.append(quick.choice(turn.text("form-way-park"), park_it))
    return say(turn.text("form-review-no-answer"), quick_replies=items)


def _is_doubtful(turn: Turn) -> bool:
    """Return whether words may not be an answer: long after the question, about work, or another opinion."""
    said = turn.understood
    tells = said is not None and kinds_told(turn) > 1 and said.slots.activity_date
    late = turn.event.at - turn.conversation.updated_at > STALE_AFTER
    return bool(late or tells or view_told(turn.event.text or ""))


def _takes_offered(turn: Turn) -> bool:
    return turn.says("form-take-as-answer")


def _wants_undo(button: object) -> bool:
    return isinstance(button, FormStep) and button.step == "undo"


def _is_current(turn: Turn, version: int | None) -> bool:
    return turn.conversation.open in (QUESTION, REVIEW) and version == turn.conversation.version
