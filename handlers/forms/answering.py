"""Stores answers to questions of a form, or asks again with the reason; handles words that may mean something else."""

from collections.abc import Sequence

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.line.event import event_from_json
from bot.outbound.reply import SILENCE, Message, Reply, text_message
from bot.postback import SaveTyped, TakeAsAnswer
from handlers.conversation import context_of
from handlers.forms.asking import ask, choices_of, go_on, is_asked_now, refusal_in_words, review, taken
from handlers.forms.reading import AnswerReadings, kind_of, places_so_far, read_words
from handlers.roles import is_participant
from models.activities import media
from models.activities.media import MediaKind
from models.messaging import inbox
from services.calls.answering import NotTaken
from services.calls.from_forms import take
from services.forms.filling import Filling, resume
from thai.understand import understand
from xlsforms.answers import MOST_PLACES, Geopoint
from xlsforms.form import LINES
from xlsforms.steps import Step


def answer(turn: Turn, filling: Filling, step: Step, read: AnswerReadings) -> Reply:
    """Store the answer, or say why it is refused and ask again."""
    if not read.values:
        return no_answer(turn, filling, step)
    if kind_of(step) in LINES:
        return hold_places(turn, filling, step, (*places_so_far(turn, filling, step), *read.values))
    refusal = None
    for value in read.values:
        refusal = filling.interview.answer(step.key, value)
        if refusal is None:
            break
    if refusal is not None:
        return ask(turn, filling, step, trouble=refusal.text(turn.text))
    return answered(turn, filling)


def answered(turn: Turn, filling: Filling) -> Reply:
    if filling.submission.is_draft:
        filling.save(turn.session, turn.now, turn.event.message_id)
    else:
        try:
            with turn.session.begin_nested():
                filling.save(turn.session, turn.now, turn.event.message_id)
                take(turn.session, turn.programme, filling, turn.now, by=turn.me)
        except NotTaken as why:
            said = refusal_in_words(turn, filling, why)
            before = resume(turn.session, filling.submission, turn.now, turn.text.language)
            return review(turn, before, before=[text_message(said)])
    turn.conversation.data = {k: v for k, v in turn.conversation.data.items() if k not in ("chosen", "places")}
    if filling.submission.is_draft or filling.interview.next_open() is not None:
        return go_on(turn, filling)
    return review(turn, filling, before=[text_message(turn.text("form-changed"))])


def choose(turn: Turn, filling: Filling, step: Step, names: tuple[str, ...]) -> Reply:
    """Take tapped or typed choices: the answer of a select_one, or choices to turn on or off in a select_multiple."""
    kind = kind_of(step)
    if kind == "acknowledge":
        return answer(turn, filling, step, AnswerReadings((True,)))
    if kind not in ("select_multiple", "rank"):
        return answer(
            turn, filling, step, read_words(turn, filling, step) if kind == "range" else AnswerReadings(names[:1])
        )
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
        return answer(turn, filling, step, AnswerReadings((tuple(flipped),)))
    return ask(turn, filling, step)


def hold_places(turn: Turn, filling: Filling, step: Step, places: Sequence[Geopoint]) -> Reply:
    """Keep the places of a line that have been sent until now, and ask for the next one or "done"."""
    if len(places) > MOST_PLACES:
        return ask(turn, filling, step, trouble=turn.text("form-refusal-places", most=MOST_PLACES))
    if not is_asked_now(turn, filling.submission.id, step.key):
        ask(turn, filling, step)
    held = [[place.latitude, place.longitude, place.altitude, place.accuracy] for place in places]
    turn.conversation.data = {**turn.conversation.data, "places": held}
    if filling.submission.is_draft:
        filling.hold(turn.session, step.key, "; ".join(f"{a} {b} {c} {d}" for a, b, c, d in held), turn.now)
    return ask(turn, filling, step)


def take_line(turn: Turn, filling: Filling, step: Step, places: Sequence[Geopoint]) -> Reply:
    """Store the places as the answer, or say what is missing."""
    refusal = filling.interview.answer(step.key, tuple(places))
    return ask(turn, filling, step, trouble=refusal.text(turn.text)) if refusal else answered(turn, filling)


def take_file(turn: Turn, filling: Filling, step: Step, kind: MediaKind) -> Reply:
    """Store a file as the answer: the answer is its name, and its bytes are fetched in the background."""
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
    return answer(turn, filling, step, AnswerReadings((media.name_of(wanted),)))


def photograph_code(turn: Turn, filling: Filling, step: Step) -> Reply:
    """Fetch a photo of a code; what is read in it follows as an event of its own, which is answered."""
    media.want(
        turn.session,
        person_id=turn.me.id,
        chat_key=turn.chat.line_user_id,
        submission_id=filling.submission.id,
        kind=MediaKind.CODE,
        message_id=turn.event.message_id or turn.event.id,
        now=turn.now,
        due_at=turn.real_now,
    )
    turn.conversation.note_photographed(turn.event.message_id or turn.event.id, asked_at(filling, step))
    return SILENCE


def asked_at(filling: Filling, step: Step) -> str:
    """Return what names a question in a draft, among all drafts."""
    return f"{filling.submission.id}/{step.key}"


def no_answer(turn: Turn, filling: Filling, step: Step) -> Reply:
    key = "form-no-answer" if is_participant(turn) else "form-no-answer-other"
    return _with_offers(turn, ask(turn, filling, step, trouble=turn.text(key)), filling, taking=False)


def doubt(turn: Turn, filling: Filling, step: Step, trouble: str) -> Reply:
    return _with_offers(turn, ask(turn, filling, step, trouble=trouble), filling, taking=True)


def _with_offers(turn: Turn, reply: Reply, filling: Filling, *, taking: bool) -> Reply:
    """Offer what the words may have meant: the answer, or an activity."""
    turn.conversation.data = {**turn.conversation.data, "offered": turn.inbox_id}
    items: list[Message] = []
    if taking:
        take = TakeAsAnswer(filling.submission.id, turn.inbox_id, conversation=turn.conversation.version)
        items.append(quick.choice(turn.text("form-take-as-answer"), take))
    if is_participant(turn):
        items.append(quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id)))
    *before, card = reply.messages
    shown = quick.with_quick_replies(card, [*items, *card["quickReply"]["items"]])
    return Reply([*before, shown], reply.about)


def take_earlier(turn: Turn, filling: Filling, step: Step, inbox_id: int) -> Reply:
    """Take the words of an earlier message as the answer, if they are still stored."""
    raw = inbox.raw_of(turn.session, inbox_id, turn.chat.line_user_id)
    said = event_from_json(raw) if raw else None
    if said is None or said.text is None:
        return ask(turn, filling, step, trouble=turn.text("offer-too-late"))
    earlier = turn.with_words_of(said, understand(said.text, context_of(turn, said.at)))
    return answer(earlier, filling, step, read_words(earlier, filling, step))
