"""The routes of forms. handlers/forms/asking.py has the table of the states."""

from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.file_events import CODE
from bot.inbound.router import (
    Handler,
    either,
    on_command,
    on_intent,
    on_label,
    on_message,
    on_open,
    on_postback,
    on_words,
    surrounded,
)
from bot.inbound.turn import Turn
from bot.line.numbers import MESSAGES_A_CALL, QUICK_REPLIES
from bot.outbound.reply import Reply, text_message
from bot.postback import EditAnswer, FormChoice, FormMoment, FormStep, OpenForm, TakeAsAnswer
from handlers.forms.after import begin_again, begin_next
from handlers.forms.asking import CHOOSE, QUESTION, REVIEW, SUBMITTED, UNDONE, choices_of, filling_of, is_open, review
from handlers.forms.filling import receive, receive_code, take_words, tap
from handlers.forms.opening import (
    choose_listed,
    drafts_of,
    form_for_views,
    has_drafts,
    open_by_words,
    open_tapped,
    resume_draft,
    show_forms,
)
from handlers.forms.ways import WAYS, edit_line, undo_cancel
from handlers.roles import PARTICIPANTS, WITH_A_ROLE
from thai.form_words import answer_number, choice_said, view_told, way_said
from thai.intents import INTENTS

LONGEST_COMMAND: Final = 20
AFTER: Final = ("all", "next", "again")


def after_handing_in(turn: Turn) -> Reply:
    """Handle typed labels of the receipt and the summary: see all, change an answer, next person, again."""
    filling = filling_of(turn)
    number = answer_number(turn.event.text or "")
    if filling is None:
        turn.conversation.close(turn.now)
        return show_forms(turn)
    if number is not None:
        return edit_line(turn, filling, number)
    if turn.says("form-way-all"):
        return review(turn, filling)
    return begin_next(turn, filling) if turn.says("form-way-next") else begin_again(turn, filling)


def saying_what_waits(turn: Turn, handle: Handler) -> Reply:
    """Return a handler's reply, with a note about the draft if it leaves an open form."""
    was_open = turn.conversation.open in (QUESTION, REVIEW)
    reply = handle(turn)
    if not was_open or is_open(turn) or turn.person is None or not has_drafts(turn):
        return reply
    last = reply.messages[-1] if reply.messages else None
    items = list(last["quickReply"]["items"]) if last and "quickReply" in last else []
    draft = drafts_of(turn)[0]
    resume = quick.choice(turn.text("form-way-resume"), FormStep(draft.id, "resume"))
    said = text_message(turn.text("form-draft-waits"), [resume, *items][:QUICK_REPLIES])
    messages = [*reply.messages[: MESSAGES_A_CALL - 1], said]
    return Reply(messages, reply.about, wait=reply.wait, key=reply.key, piggyback=reply.piggyback)


def _is_heard(turn: Turn) -> bool:
    """Return whether words belong to the open question or summary: all except exact commands of other subjects."""
    if _quotes_another(turn):
        return False
    if not (turn.is_command and turn.intent in INTENTS.leaves_form) or _names_a_way(turn):
        return True
    if turn.conversation.data.get("free") and len((turn.event.text or "").strip()) > LONGEST_COMMAND:
        return True  # any words may be the answer; only a short command certainly is not
    return turn.conversation.open == QUESTION and _is_a_choice(turn)


def _names_a_way(turn: Turn) -> bool:
    """Return whether the words are the label of one of the form's buttons."""
    return way_said(turn.event.text or "") is not None or turn.says(*(f"form-way-{way}" for way in WAYS))


def _quotes_another(turn: Turn) -> bool:
    """Return whether words quote an older message about something else."""
    return turn.quoted is not None and turn.quoted.kind != "submission"


def _is_a_choice(turn: Turn) -> bool:
    """Return whether words are a choice of the open question, although they are also a command."""
    filling = filling_of(turn)
    step = filling.interview.step(str(turn.conversation.data.get("key"))) if filling else None
    if filling is None or step is None:
        return False
    _, labels = choices_of(turn, filling, step)
    return choice_said(turn.event.text or "", labels) is not None


def _is_asked_for(turn: Turn) -> bool:
    return turn.conversation.open == QUESTION


def _is_chosen(turn: Turn) -> bool:
    return not turn.is_command and not view_told(turn.event.text or "")


def _comes_after(turn: Turn) -> bool:
    return answer_number(turn.event.text or "") is not None or turn.says(*(f"form-way-{way}" for way in AFTER))


def _undoes(turn: Turn) -> bool:
    return turn.says("form-way-undo", "deleted-undo")


def _tells_a_view(turn: Turn) -> bool:
    """Return whether words begin to tell an opinion, or name feedback and a partner, while such a form is open."""
    says_sector = turn.intent == "start_feedback" and bool(turn.understood and turn.understood.slots.sectors)
    return (says_sector or view_told(turn.event.text or "") is not None) and form_for_views(turn) is not None


_received = [on_message("image", "audio", "file", "location", "video", roles=WITH_A_ROLE, when=_is_asked_for)(receive)]
routes = [
    on_postback(FormChoice)(tap),
    on_postback(FormMoment)(tap),
    on_postback(FormStep)(tap),
    on_postback(EditAnswer)(tap),
    on_postback(TakeAsAnswer)(tap),
    on_postback(OpenForm)(open_tapped),
    on_open(QUESTION, REVIEW, roles=WITH_A_ROLE, when=_is_heard)(take_words),
    on_message(CODE, roles=WITH_A_ROLE)(receive_code),
    *surrounded(_received, saying_what_waits),
    on_open(CHOOSE, roles=WITH_A_ROLE, when=_is_chosen)(choose_listed),
    on_open(UNDONE, roles=WITH_A_ROLE, when=_undoes)(undo_cancel),
    on_open(SUBMITTED, roles=WITH_A_ROLE, when=_comes_after)(after_handing_in),
    either(on_command("resume"), on_label("form-way-resume"), roles=WITH_A_ROLE, when=has_drafts)(resume_draft),
    on_words(roles=PARTICIPANTS, when=_tells_a_view)(open_by_words),
    on_intent("start_feedback")(show_forms),
]
