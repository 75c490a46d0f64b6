"""Stores words as an entry of one day, or as the words of the entry just opened by a photo or a pin."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.line.event import Event
from bot.outbound.reply import Reply
from bot.postback import SplitActivity
from handlers.activities.card_questions import CardQuestion
from handlers.activities.forum_of_entry import beside_entry, forum_told, with_heads
from handlers.activities.showing import activity_card_for, innermost, note_reason
from models.activities import details, pieces, revisions, states
from models.activities.activities import Activity
from models.activities.details import ActivityDetails, PlaceSaid, Understanding
from models.activities.pieces import ActivityPiece, PieceKind
from models.messaging.deliveries import About
from programmes.bangkok import bangkok_day
from thai.meaning import Slots


def store_words(
    turn: Turn, said: Event, slots: Slots, day: date | None, questions: Sequence[CardQuestion] = ()
) -> Reply:
    """Store the words of a message, this turn's or an earlier one, with their meaning.

    `day` is the day that was said or chosen, None for the day of the message. Answer with the card, which asks
    `questions` about what was read with doubt.
    """
    words, message_id = said.text or "", said.message_id or said.id
    understood = understanding(slots)
    forum = forum_told(turn, words, said.at)
    if forum is not None:  # it says who came by sector, which is more certain than the sum of all numbers
        understood = with_heads(understood, forum.said)
        questions = [one for one in questions if one.part != "people"]
    waiting = turn.open_activities.latest_without_words(turn.me.id, said.at)
    if waiting is not None and day in (None, waiting.day):
        return beside_entry(
            turn, waiting, forum, message_id, give_words(turn, waiting, words, understood, message_id, questions)
        )
    entry = open_entry(turn, said, understood, day or bangkok_day(said.at), message_id)
    kept = ActivityDetails(understood.sectors, understood.tags, understood.places)
    card = activity_card_for(turn, entry, kept=kept, questions=questions)
    return beside_entry(turn, entry, forum, message_id, Reply([card], About("activity", entry.id)))


def open_entry(turn: Turn, said: Event, understood: Understanding, day: date, message_id: str) -> Activity:
    """Store a new entry that the words of a message open."""
    entry = begin_activity(turn, day, said.text, understood, said.at)
    pieces.begin_with_words(turn.session, entry, message_id, said.at)
    return entry


def follow_day(turn: Turn, entry: Activity) -> None:
    """Make an entry a note if its day was moved out of the days that count, or the other way round."""
    reason = note_reason(turn.programme, entry.day)
    states.follow_day(turn.session, entry, reason, by_person_id=turn.me.id, at=turn.now)


def give_words(
    turn: Turn,
    entry: Activity,
    words: str,
    understood: Understanding,
    message_id: str,
    questions: Sequence[CardQuestion] = (),
) -> Reply:
    """Store words in an entry that has none, and offer to make an entry of their own of them."""
    entry.words, entry.people_count, entry.updated_at = words, understood.people_count, turn.now
    details.add_marks(turn.session, entry, details.MarkKind.SECTOR, understood.sectors)
    details.add_marks(turn.session, entry, details.MarkKind.TAG, understood.tags)
    if understood.places:
        put_places(turn, entry, understood.places, message_id)
    piece = pieces.add_piece(turn.session, entry, PieceKind.WORDS, message_id, turn.event.at, joined=True)
    note_joined(turn, entry, piece)
    card = activity_card_for(turn, entry, addition=piece.id, questions=questions)
    items = [quick.choice(turn.text("addition-split"), SplitActivity(piece.id)), *card["quickReply"]["items"]]
    return Reply([quick.with_quick_replies(card, items)], About("activity", entry.id))


def begin_activity(turn: Turn, day: date, words: str | None, understood: Understanding, at: datetime) -> Activity:
    """Store a new entry of the speaker, opened by a message sent at `at`."""
    reason = note_reason(turn.programme, day)
    entry = Activity(
        person_id=turn.me.id,
        chat_key=turn.chat.line_user_id,
        day=day,
        state=states.of_new(reason),
        note_reason=reason,
        words=words,
        photos=0,
        revision=1,
        opened_at=at,
        latest_at=at,
        created_at=turn.now,
        updated_at=turn.now,
    )
    return details.save_activity(turn.session, entry, understood)


def understanding(slots: Slots) -> Understanding:
    places = innermost(PlaceSaid(place.level, place.name, place.code) for place in slots.places)
    return Understanding(slots.people_count, slots.sectors, slots.tags, places)


def put_places(turn: Turn, entry: Activity, places: tuple[PlaceSaid, ...], message_id: str | None) -> None:
    revisions.revise(turn.session, entry, "places", places, by_person_id=turn.me.id, at=turn.now, message_id=message_id)


def note_joined(turn: Turn, entry: Activity, piece: ActivityPiece) -> None:
    """Store a revision for what was added to an entry. What opened the entry is not a change."""
    if piece.joined:
        part = f"+{piece.kind}"
        revisions.note(turn.session, entry, part, by_person_id=turn.me.id, at=turn.now, message_id=piece.message_id)
    turn.session.flush()
