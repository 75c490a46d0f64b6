"""Unsent messages: deletes the message and everything that was read from it."""

from bot.inbound.router import on_any, on_event
from bot.inbound.turn import Turn
from bot.outbound.reply import SILENCE, Reply
from handlers.activities.card_questions import forget_questions
from handlers.activities.showing import note_reason
from handlers.privacy import calls_unsent
from handlers.privacy.trainings_unsent import confirmed_of, tell_supervisor
from models.activities import media, pieces, revisions, states
from models.coordination import broadcasts
from models.forms import answers, submissions
from models.messaging import delivery_erasure, inbox
from models.messaging.deliveries import About
from models.privacy import cascade, erasure, names_in_texts, unsend_markers


def take_back(turn: Turn) -> Reply:
    """Delete what came from an unsent message. The bot does not answer, because the person knows what they did."""
    unsend = turn.event.raw.get("unsend")
    message_id = unsend.get("messageId") if isinstance(unsend, dict) else None
    if not isinstance(message_id, str):
        return SILENCE
    unsend_markers.add(turn.session, message_id, turn.now)
    turn.unsent.add(message_id)
    was_parked = inbox.scrub_message(turn.session, turn.chat.line_user_id, message_id)
    if turn.person is None:
        return SILENCE
    if was_parked:  # its words may stand in a summary that waits
        names_in_texts.forget_name(turn.session, turn.me.name, names_in_texts.SUMMARIES)
    confirmed = confirmed_of(turn, message_id)
    sha256 = media.forget(turn.session, message_id, turn.me.id)
    if sha256 is not None:
        erasure.leave_files(turn.session, {sha256})
    opened = submissions.forget_words(turn.session, message_id, turn.me.id)
    for submission_id in opened | answers.retract(turn.session, message_id, turn.me.id):
        delivery_erasure.forget_about(turn.session, turn.chat.line_user_id, About("submission", submission_id))
    corrected = revisions.retract_answer(turn.session, message_id, turn.me.id, turn.now)
    if corrected is not None:  # perhaps its day was corrected
        reason = note_reason(turn.programme, corrected.day)
        states.follow_day(turn.session, corrected, reason, by_person_id=turn.me.id, at=turn.now)
    found = pieces.pieces_of_message(turn.session, message_id, turn.me.id)
    about = {piece.activity_id for piece in found} | ({corrected.id} if corrected else set())
    for piece in found:
        revisions.retract(turn.session, piece, turn.now)
    for activity_id in about:
        forget_questions(turn, activity_id)
        delivery_erasure.forget_about(turn.session, turn.chat.line_user_id, About("activity", activity_id))
    if about:
        cascade.forget_activities(turn.session, about)  # the mentor must not be told about it any more
    cascade.take_back(turn.session, message_id, turn.me.id)
    calls_unsent.take_back(turn, message_id)
    broadcasts.forget_message(turn.session, message_id, turn.me.id)
    if confirmed is not None:
        tell_supervisor(turn, confirmed)
    return SILENCE


def ignore_unsent(_: Turn) -> Reply:
    """Ignore a message that was unsent before it was handled."""
    return SILENCE


def _was_unsent(turn: Turn) -> bool:
    return turn.event.message_id in turn.unsent


routes = [on_event("unsend")(take_back), on_any(when=_was_unsent)(ignore_unsent)]
