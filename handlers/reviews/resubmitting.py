"""A returned entry in its author's chat: asks only for the flagged parts, and sends the entry to the mentor again when
they are corrected. The corrections are the same as for any entry."""

from typing import Final

from bot.cards import quick_replies as quick
from bot.cards.review import review_message
from bot.inbound.router import Handler, on_label, on_open, on_postback, on_quote
from bot.inbound.turn import Turn
from bot.outbound.reply import Message, Reply, say, text_message
from bot.postback import (
    AddPin,
    ChooseReading,
    DayPicked,
    DoneEditing,
    EditActivity,
    FixActivity,
    SendAgain,
    ToggleSector,
    ToggleTag,
)
from handlers.activities.additions import PHOTO_QUESTION, PIN_QUESTION
from handlers.activities.card_questions import QUESTIONS, ask_about
from handlers.activities.choosing import CHOSEN_PARTS, says_done
from handlers.activities.corrections import answer_part, ask_for, ask_for_photo
from handlers.activities.showing import activity_card_for
from handlers.conversation import ACTIVITY_SHOWN, EDIT, is_asked, is_fresh, leave_question
from handlers.reviews.author_notices import text_of
from handlers.reviews.questions import ask_mentor
from handlers.reviews.showing import changes_told, review_card_for
from handlers.roles import PARTICIPANTS
from locales.texts import Text
from models.activities import activities, pieces, states
from models.activities.activities import Activity, ActivityState
from models.activities.parts import BY_KEY, PartType
from models.messaging import chats
from models.messaging.deliveries import About
from models.reviews import mentoring, questions, verdicts
from thai.dates import long_day
from thai.verdicts import read_numbers

WHICH: Final = "fix"  # the question which of several returned entries to correct; data: entries
SURE: Final = "resend"  # the question whether to send again without changes; data: activity
CORRECTS: Final = (ChooseReading, DayPicked, ToggleSector, ToggleTag, DoneEditing, EditActivity, AddPin)
ASKED: Final = (EDIT, PHOTO_QUESTION, PIN_QUESTION)


def fix(turn: Turn, button: FixActivity) -> Reply:
    """Answer "correct it": ask for the first flagged part, or without flags show the card."""
    entry = _returned(turn, button.activity)
    if entry is None:
        return _nothing_to_mend(turn)
    return _ask_next(turn, entry) or _free(turn, entry)


def choose_numbered(turn: Turn) -> Reply:
    """Take a number that was typed after the list of returned entries."""
    number = next(iter(read_numbers(turn.event.text or "")), 0)
    listed: list[int] = turn.conversation.data["entries"]
    entry = _returned(turn, listed[number - 1]) if 1 <= number <= len(listed) else None
    if entry is None:
        return choose(turn)
    return _ask_next(turn, entry) or _free(turn, entry)


def tap_again(turn: Turn, button: SendAgain) -> Reply:
    entry = _returned(turn, button.activity)
    return send_again(turn, entry) if entry else _nothing_to_mend(turn)


def say_again(turn: Turn) -> Reply:
    """Answer "send it again" with the entry of the last card, else the only returned one."""
    entry = _returned(turn, turn.conversation.data.get("activity"))
    if entry is None:
        returned = activities.in_state(turn.session, turn.me.id, ActivityState.RETURNED)
        entry = returned[0] if len(returned) == 1 else None
    return send_again(turn, entry) if entry else choose(turn)


def send_again(turn: Turn, entry: Activity) -> Reply:
    """Send an entry again as it is. If nothing was changed, ask for confirmation first."""
    if not verdicts.changed_since_return(turn.session, entry.id) and not _is_sure(turn, entry):
        turn.conversation.ask(SURE, turn.now, activity=entry.id)
        items = [quick.choice(turn.text("told-fix"), FixActivity(entry.id)), _again(turn, entry)]
        return say(turn.text("fix-unchanged"), quick_replies=items)
    return resubmit(turn, entry)


def carrying_on(turn: Turn, correct: Handler) -> Reply:
    """Take a correction. If it was the last flagged part of a returned entry, send the entry again."""
    return _carry_on(turn, correct) if _corrects(turn) else correct(turn)


def _ends_choosing(turn: Turn) -> bool:
    """Return whether words say that what a list asks for is chosen."""
    choosing = turn.conversation.open == EDIT and turn.conversation.data.get("part") in CHOSEN_PARTS
    return turn.says("choices-done") or (choosing and says_done(turn))


def _carry_on(turn: Turn, correct: Handler) -> Reply:
    entry = _concerned(turn)
    before = verdicts.open_flags(turn.session, entry) if entry else ()
    is_done = isinstance(turn.postback, DoneEditing) or _ends_choosing(turn)
    reply = correct(turn)
    turn.session.flush()
    if entry is None or turn.conversation.open in ASKED or _album_still_comes(turn, entry):
        return reply
    if entry.state != ActivityState.RETURNED:
        return reply  # its day is between two phases
    left = verdicts.open_flags(turn.session, entry)
    if verdicts.flags(turn.session, entry) and not left:
        return resubmit(turn, entry, key=reply.key)
    if left == before and not is_done:
        return reply  # something else was corrected
    following = _ask_next(turn, entry)
    if following is None:
        return reply
    return Reply([text_message(turn.text("fix-next", count=len(left))), *following.messages], following.about)


def answer_quoted(turn: Turn, entry: Activity) -> Reply:
    """Take words that quote a returned entry as the answer to the first suitable flag, else as words to the mentor."""
    part = next(
        (flag for flag in verdicts.open_flags(turn.session, entry) if BY_KEY[flag].type is not PartType.SENT), None
    )
    if part is None:
        return ask_mentor(turn, turn.event.text or "")
    ask_for(turn, entry, part)
    return _carry_on(turn, answer_part)


def resubmit(turn: Turn, entry: Activity, key: str | None = None) -> Reply:
    """Send the entry to the mentor again: the mentor is told what was changed, the author sees the card."""
    verdicts.resubmit(turn.session, entry, at=turn.now)
    times = verdicts.times_returned(turn.session, entry.id) + 1
    _tell_mentor(turn, entry, times)
    said = text_message(turn.text("fix-sent-again", round=times))
    return Reply([said, activity_card_for(turn, entry)], About("activity", entry.id), key=key)


def _tell_mentor(turn: Turn, entry: Activity, times: int) -> None:
    """Send the entry with its changes to the first of today's reviewers who is on LINE."""
    reviewers = mentoring.reviewers_of(turn.session, turn.programme, entry.person_id, turn.day)
    reachable = questions.reachable(turn.session, [one.person_id for one in reviewers])
    chat = chats.of_person(turn.session, reachable[0]) if reachable else None
    if chat is None:
        return
    text = text_of(turn, reachable[0])
    card = review_message(review_card_for(turn, entry, text), text)
    about = About("activity", entry.id)
    turn.tell(chat.line_user_id, Reply([_what_changed(turn, entry, times, text), card], about))


def _what_changed(turn: Turn, entry: Activity, times: int, text: Text) -> Message:
    changes = ", ".join(changes_told(turn, entry, text))
    day = long_day(entry.day, text.language)
    return text_message(text("told-resubmitted", name=turn.me.name, day=day, round=times, changes=changes))


def _ask_next(turn: Turn, entry: Activity) -> Reply | None:
    """Ask for the first part that is still flagged, or return None."""
    flags = verdicts.open_flags(turn.session, entry)
    if not flags:
        return None
    if BY_KEY[flags[0]].type is not PartType.SENT:
        return ask_for(turn, entry, flags[0])
    ask_about(turn, ACTIVITY_SHOWN, entry.id)
    return ask_for_photo(turn, entry)


def _free(turn: Turn, entry: Activity) -> Reply:
    """Show the card with all pencils and a button to send it again, if no part was flagged."""
    card = activity_card_for(turn, entry)
    items = [_again(turn, entry), *card.get("quickReply", {}).get("items", [])]
    said = text_message(turn.text("fix-nothing-asked"))
    return Reply([said, quick.with_quick_replies(card, items)], About("activity", entry.id))


def choose(turn: Turn) -> Reply:
    """Ask which returned entry to correct, if there are several."""
    returned = activities.in_state(turn.session, turn.me.id, ActivityState.RETURNED)
    if not returned:
        return _nothing_to_mend(turn)
    if len(returned) == 1:
        return _ask_next(turn, returned[0]) or _free(turn, returned[0])
    turn.conversation.ask(WHICH, turn.now, entries=[entry.id for entry in returned])
    labels = [_label(turn, number, entry) for number, entry in enumerate(returned, 1)]
    items = [quick.choice(label, FixActivity(entry.id)) for label, entry in zip(labels, returned, strict=True)]
    return say("\n".join([turn.text("fix-which", count=len(returned)), *labels]), quick_replies=items)


def _nothing_to_mend(turn: Turn) -> Reply:
    leave_question(turn)
    items = [quick.command(turn.text, "list_activities"), quick.command(turn.text, "menu")]
    return say(turn.text("fix-none"), quick_replies=items)


def _label(turn: Turn, number: int, entry: Activity) -> str:
    return turn.text("fix-choice", number=number, day=long_day(entry.day, turn.text.language))


def _again(turn: Turn, entry: Activity) -> Message:
    return quick.choice(turn.text("told-send-again"), SendAgain(entry.id))


def _is_sure(turn: Turn, entry: Activity) -> bool:
    return is_asked(turn, SURE) and turn.conversation.data.get("activity") == entry.id


def _returned(turn: Turn, activity_id: int | None) -> Activity | None:
    entry = activities.owned(turn.session, int(activity_id), turn.me.id) if activity_id else None
    return entry if entry is not None and entry.state == ActivityState.RETURNED else None


def _concerned(turn: Turn) -> Activity | None:
    """Return the returned entry of a correction. It may be a note, because its day was moved between two phases."""
    album = turn.event.image_set
    if album is not None and not is_asked(turn, PHOTO_QUESTION):
        started = pieces.album_activity(turn.session, turn.me.id, album[0])
        return started if started is not None and states.is_returned_underneath(started) else None
    named = getattr(turn.postback, "activity", None) or turn.conversation.data.get("activity")
    entry = activities.owned(turn.session, int(named), turn.me.id) if named else None
    return entry if entry is not None and states.is_returned_underneath(entry) else None


def _album_still_comes(turn: Turn, entry: Activity) -> bool:
    album = turn.event.image_set
    if album is None or album[1] is None:
        return False
    turn.session.flush()
    return sum(piece.album == album[0] for piece in pieces.pieces(turn.session, entry.id)) < album[1]


def _returned_quoted(turn: Turn) -> Activity | None:
    about = None if turn.is_command else turn.quoted
    return _returned(turn, about.id) if about and about.kind == "activity" else None


def _corrects(turn: Turn) -> bool:
    """Return whether the turn may be a correction: a button of one, or an answer. Only these are examined further."""
    if isinstance(turn.postback, CORRECTS):
        return True
    if turn.event.message_type == "image" and turn.event.image_set is not None:
        return True
    if turn.conversation.open == ACTIVITY_SHOWN and turn.event.message_type == "text":
        return QUESTIONS in turn.conversation.data
    return turn.conversation.open in ASKED and turn.event.message_type in ("text", "image", "location")


def _chooses(turn: Turn) -> bool:
    return is_fresh(turn) and len(read_numbers(turn.event.text or "")) == 1


routes = [
    on_postback(FixActivity, PARTICIPANTS)(fix),
    on_label("told-fix", roles=PARTICIPANTS)(choose),
    on_postback(SendAgain, PARTICIPANTS)(tap_again),
    on_label("told-send-again", roles=PARTICIPANTS)(say_again),
    on_open(WHICH, roles=PARTICIPANTS, when=_chooses)(choose_numbered),
    on_quote(roles=PARTICIPANTS).reading(_returned_quoted)(answer_quoted),
]
