"""What was read in a photo of a code when its question is not open any more: the form was parked, or gone on with."""

from collections.abc import Sequence

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.outbound.reply import SILENCE, Reply, say, text_message
from bot.postback import FormStep
from handlers.forms.asking import QUESTION, ask, filling_of
from handlers.forms.reading import kind_of
from models.messaging.deliveries import About
from services.forms.filling import Filling
from services.media.codes import codes_listed


def take_late_code(turn: Turn, asked_for: str | None, codes: Sequence[str]) -> Reply:
    """Answer the question for which the photo was sent, if it is still without an answer, and say so.

    `asked_for` is the draft and the key of that question (`answering.asked_at`). What is open stays open.
    """
    submission_id, _, key = (asked_for or "").partition("/")
    filling = filling_of(turn, int(submission_id)) if submission_id.isdigit() else None
    step = filling.interview.step(key) if filling else None
    if filling is None or step is None or not filling.submission.is_draft or kind_of(step) != "barcode":
        return SILENCE  # the form was handed in or cancelled without it
    if filling.is_given(key):
        return _beside(turn, filling, None)  # it was typed, or skipped
    if len(codes) != 1:
        several = turn.text("form-late-codes-several", codes=codes_listed(codes))
        return _beside(turn, filling, several if codes else turn.text("form-late-code-unread"))
    if filling.interview.answer(key, codes[0]) is not None:
        return _beside(turn, filling, turn.text("form-late-code-refused", code=codes_listed(codes)))
    filling.save(turn.session, turn.now, turn.event.message_id)
    turn.session.flush()
    return _beside(turn, filling, turn.text("form-late-code-taken", code=codes_listed(codes)))


def _beside(turn: Turn, filling: Filling, said: str | None) -> Reply:
    """Say it, and ask the open question again; without one, offer to go on with the draft."""
    submission_id = filling.submission.id
    now_open = filling_of(turn) if turn.conversation.open == QUESTION else None
    step = now_open.interview.step(str(turn.conversation.data.get("key"))) if now_open else None
    if now_open is not None and step is not None:
        if said is not None:
            return ask(turn, now_open, step, before=[text_message(said)])
        is_code = kind_of(step) == "barcode"
        return ask(turn, now_open, step, trouble=turn.text("form-code-of-other")) if is_code else SILENCE
    resume = quick.choice(turn.text("form-way-resume"), FormStep(submission_id, "resume"))
    return say(said, quick_replies=[resume], about=About("submission", submission_id)) if said else SILENCE
