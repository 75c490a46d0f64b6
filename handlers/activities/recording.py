"""Records daily activities: words, photos and pins become an entry, which is saved first and corrected after."""

from datetime import date, datetime, timedelta

from bot.cards import quick_replies as quick
from bot.cards.addition import AdditionLine, addition_line
from bot.inbound.router import either, on_command, on_intent, on_label, on_message, on_postback
from bot.inbound.turn import Turn
from bot.line.event import Event, event_from_json
from bot.outbound.reply import Message, Reply, say, text_message
from bot.postback import SaveTyped, SplitActivity
from handlers.activities.showing import activity_card_for, earliest_day, innermost, note_reason
from handlers.conversation import (
    ACTIVITY_SHOWN,
    ALBUM_WAIT,
    EDIT,
    context,
    context_of,
    data_of,
    is_asked,
    is_fresh,
    leave_question,
)
from handlers.roles import PARTICIPANTS
from models.activities import activities, details, media, pieces, revisions, splitting, states
from models.activities.activities import Activity
from models.activities.details import ActivityDetails, PlaceSaid, Understanding
from models.activities.pieces import ActivityPiece, PieceKind
from models.messaging import inbox
from models.messaging.deliveries import About
from programmes.bangkok import bangkok_day
from thai.dates import long_day
from thai.meaning import Slots
from thai.single_answers import read_places
from thai.understand import understand

PHOTO_QUESTION, PIN_QUESTION = "photo", "pin"


def save_words(turn: Turn) -> Reply:
    """Store words as an entry, or as the words of the entry just opened by a photo or pin."""
    if turn.understood is None or turn.is_command:  # the menu's button or its word: say how to record
        leave_question(turn)
        return say(turn.text("how-to-record"), quick_replies=_phone_buttons(turn))
    return save_activity(turn, turn.event, turn.understood.slots)


def save_activity(turn: Turn, said: Event, slots: Slots) -> Reply:
    """Store the words of a message, this turn's or an earlier one, with their meaning. Answer with the card."""
    words, message_id = said.text or "", said.message_id or said.id
    day, remark = _day_for(turn, slots, bangkok_day(said.at))
    understood = understanding(slots)
    waiting = turn.open_activities.latest_without_words(turn.me.id, said.at)
    if waiting is not None and slots.activity_date in (None, waiting.day):
        return _give_words(turn, waiting, words, understood, message_id)
    entry = begin_activity(turn, day, words, understood, said.at)
    pieces.begin_with_words(turn.session, entry, message_id, said.at)
    card = activity_card_for(turn, entry, kept=ActivityDetails(understood.sectors, understood.tags, understood.places))
    return Reply([*remark, card], About("activity", entry.id))


def save_typed(turn: Turn, button: SaveTyped | None = None) -> Reply:
    """Answer "record it": store the words that were not understood."""
    inbox_id = button.inbox if button else int(turn.conversation.data.get("offered", 0))
    raw = inbox.raw_of(turn.session, inbox_id, turn.chat.line_user_id)
    said = event_from_json(raw) if raw else None
    if said is None or said.text is None or said.message_id is None:
        return say(turn.text("offer-too-late"))
    already = pieces.piece_of_message(turn.session, said.message_id, turn.me.id)
    if already is not None:
        return Reply([activity_card_for(turn, turn.session.get_one(Activity, already.activity_id))])
    slots = understand(said.text, context_of(turn, said.at)).slots
    return save_activity(turn, said, slots)


def save_photo(turn: Turn) -> Reply:
    """Store a photo, alone or of an album: it opens an entry or is added to the one just opened."""
    event, album = turn.event, turn.event.image_set
    entry, joined = _activity_for(turn, PHOTO_QUESTION, album[0] if album else None)
    piece = pieces.add_piece(
        turn.session,
        entry,
        PieceKind.PHOTO,
        event.message_id or event.id,
        event.at,
        album=album[0] if album else None,
        joined=joined,
    )
    media.want(
        turn.session,
        person_id=turn.me.id,
        chat_key=turn.chat.line_user_id,
        activity_id=entry.id,
        message_id=event.message_id or event.id,
        now=turn.now,
        due_at=turn.real_now,
    )
    _note_joined(turn, entry, piece)
    came = [p for p in pieces.pieces(turn.session, entry.id) if album and p.album == album[0]] or [piece]
    wait = ALBUM_WAIT if album and (album[1] is None or len(came) < album[1]) else timedelta(0)
    name = f"{entry.id}:{album[0]}" if album else f"{entry.id}:{piece.id}"
    return _answer_addition(turn, entry, came[0], len(came), wait=wait, key=f"photos:{name}" if album else None)


def save_pin(turn: Turn) -> Reply:
    """Store a location: it opens an entry or is added to the one just opened; its address may name the place."""
    message = turn.event.message
    latitude, longitude = message.get("latitude"), message.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return say(turn.text("pin-without-place"))
    entry, joined = _activity_for(turn, PIN_QUESTION, None)
    piece = pieces.add_piece(
        turn.session,
        entry,
        PieceKind.PIN,
        turn.event.message_id or turn.event.id,
        turn.event.at,
        pin=(float(latitude), float(longitude)),
        joined=joined,
    )
    _note_joined(turn, entry, piece)
    _name_place(turn, entry)
    return _answer_addition(turn, entry, piece, 1)


def split(turn: Turn, button: SplitActivity | None = None) -> Reply:
    """Make what was added to an entry an entry of its own: a photo with the rest of its album, a pin, or words."""
    piece_id = button.addition if button else data_of(turn, ACTIVITY_SHOWN).get("addition")
    piece = turn.session.get(ActivityPiece, piece_id) if piece_id else None
    if piece is None or piece.person_id != turn.me.id:
        return say(turn.text("button-stale"))
    entry = turn.session.get_one(Activity, piece.activity_id)
    if not piece.joined or entry.is_locked:
        return Reply([activity_card_for(turn, entry)])
    apart = splitting.split_off(turn.session, entry, piece, turn.now)
    revisions.note(turn.session, entry, "split", by_person_id=turn.me.id, at=turn.now)
    if piece.kind == PieceKind.WORDS:
        revisions.follow_words(turn.session, entry, apart)
    return Reply([text_message(turn.text("split-done")), activity_card_for(turn, apart)], About("activity", apart.id))


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


def day_trouble(turn: Turn, day: date) -> str | None:
    """Return why an entry cannot have this day (a text key), or None. Source: the programme's reporting rules."""
    today = turn.day
    if day == today:
        return None
    if day > today:
        return "day-in-future"
    if day < turn.programme.start:
        return "day-before-programme"
    return "day-too-old" if day < earliest_day(turn) else None


def day_trouble_text(turn: Turn, key: str, day: date) -> str:
    language = turn.text.language
    return turn.text(
        key,
        day=long_day(day, language),
        earliest=long_day(earliest_day(turn), language),
        days=turn.programme.reporting.days_back,
    )


def _day_for(turn: Turn, slots: Slots, today: date) -> tuple[date, list[Message]]:
    """Return the day of an entry written on `today`, and a remark if the mentioned day is not possible: then the entry
    has today's date and can be corrected."""
    if slots.problem is not None:
        return today, [text_message(turn.text("day-impossible", said=slots.problem))]
    day = slots.activity_date or today
    trouble = day_trouble(turn, day) if day != today else None
    if trouble is None:
        return day, []
    said = day_trouble_text(turn, trouble, day)
    return today, [text_message(turn.text("day-saved-as-today", why=said))]


def _give_words(turn: Turn, entry: Activity, words: str, understood: Understanding, message_id: str) -> Reply:
    entry.words, entry.people_count, entry.updated_at = words, understood.people_count, turn.now
    details.add_marks(turn.session, entry, details.MarkKind.SECTOR, understood.sectors)
    details.add_marks(turn.session, entry, details.MarkKind.TAG, understood.tags)
    if understood.places:
        _put_places(turn, entry, understood.places, message_id)
    piece = pieces.add_piece(turn.session, entry, PieceKind.WORDS, message_id, turn.event.at, joined=True)
    _note_joined(turn, entry, piece)
    card = activity_card_for(turn, entry, addition=piece.id)
    items = [quick.choice(turn.text("addition-split"), SplitActivity(piece.id)), *card["quickReply"]["items"]]
    return Reply([quick.with_quick_replies(card, items)], About("activity", entry.id))


def _activity_for(turn: Turn, question: str, album: str | None) -> tuple[Activity, bool]:
    """Return the entry of a photo or pin, and whether it existed: the one whose card asked for it, the one with the
    rest of its album, the one just opened, else a new one."""
    if is_asked(turn, question):
        asked = activities.owned(turn.session, int(turn.conversation.data["activity"]), turn.me.id)
        turn.conversation.close(turn.now)
        if asked is not None and not asked.is_deleted and not asked.is_locked:
            return asked, True
    if album is not None:
        started = pieces.album_activity(turn.session, turn.me.id, album)
        if started is not None and not started.is_deleted and not started.is_locked:
            return started, pieces.album_joined(turn.session, turn.me.id, album)
    recent = turn.open_activities.latest(turn.me.id, turn.event.at)
    if recent is not None:
        return recent, True
    return begin_activity(turn, turn.day, None, Understanding(), turn.event.at), False


def _answer_addition(
    turn: Turn,
    entry: Activity,
    piece: ActivityPiece,
    count: int,
    *,
    wait: timedelta = timedelta(0),
    key: str | None = None,
) -> Reply:
    """Answer with the card of a new entry, or with one line for what was added."""
    about = About("activity", entry.id)
    if not piece.joined:
        return Reply([activity_card_for(turn, entry)], about, wait=wait, key=key)
    turn.conversation.ask(ACTIVITY_SHOWN, turn.now, activity=entry.id, addition=piece.id)
    line = addition_line(AdditionLine(entry.id, piece.id, entry.day, piece.kind, count), turn.text)
    return Reply([line], about, wait=wait, key=key)


def _name_place(turn: Turn, entry: Activity) -> None:
    address = turn.event.message.get("address")
    if isinstance(address, str) and not details.details(turn.session, entry.id).places:
        found = read_places(address, context(turn))
        places = innermost(PlaceSaid(place.level, place.name, place.code) for place in found if place.code)
        _put_places(turn, entry, places, turn.event.message_id)


def _put_places(turn: Turn, entry: Activity, places: tuple[PlaceSaid, ...], message_id: str | None) -> None:
    revisions.revise(turn.session, entry, "places", places, by_person_id=turn.me.id, at=turn.now, message_id=message_id)


def _note_joined(turn: Turn, entry: Activity, piece: ActivityPiece) -> None:
    """Store a revision for what was added to an entry. What opened the entry is not a change."""
    if piece.joined:
        part = f"+{piece.kind}"
        revisions.note(turn.session, entry, part, by_person_id=turn.me.id, at=turn.now, message_id=piece.message_id)
    turn.session.flush()


def _phone_buttons(turn: Turn) -> list[dict[str, object]]:
    return [quick.camera(turn.text), quick.camera_roll(turn.text), quick.location(turn.text)]


def _takes_offer(turn: Turn) -> bool:
    """Return whether the bot has recently offered to record words."""
    return "offered" in turn.conversation.data and is_fresh(turn)


def _takes_offer_by_yes(turn: Turn) -> bool:
    """Return whether "yes" takes that offer, because nothing else is asked."""
    return turn.conversation.open != EDIT and _takes_offer(turn)


def _is_after_card(turn: Turn) -> bool:
    return turn.conversation.open == ACTIVITY_SHOWN


routes = [
    on_postback(SaveTyped, PARTICIPANTS)(save_typed),
    either(on_label("offer-save"), on_command("log_activity"), roles=PARTICIPANTS, when=_takes_offer)(save_typed),
    on_command("confirm", roles=PARTICIPANTS, when=_takes_offer_by_yes)(save_typed),
    on_postback(SplitActivity, PARTICIPANTS)(split),
    on_label("addition-split", roles=PARTICIPANTS, when=_is_after_card)(split),
    on_message("image", roles=PARTICIPANTS)(save_photo),
    on_message("location", roles=PARTICIPANTS)(save_pin),
]
recording = [on_intent("log_activity", roles=PARTICIPANTS)(save_words)]
