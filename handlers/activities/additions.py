"""Photos and pins: each opens an entry or is added to the one just opened; what was added can be split off again."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.cards.addition import AdditionLine, addition_line
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say, text_message
from bot.postback import SplitActivity
from handlers.activities.card_questions import ask_about
from handlers.activities.days_allowed import day_told_of
from handlers.activities.showing import activity_card_for, innermost
from handlers.activities.storing import begin_activity, note_joined, put_places
from handlers.activities.undated import change_newest, newest
from handlers.activities.which_day import WHICH
from handlers.conversation import ACTIVITY_SHOWN, ALBUM_WAIT, context, data_of, is_asked
from models.activities import activities, details, media, pieces, revisions, splitting
from models.activities.activities import Activity
from models.activities.details import PlaceSaid, Understanding
from models.activities.media import PhotoMoment
from models.activities.pieces import ActivityPiece, PieceKind
from models.messaging.deliveries import About
from thai.centres import centre, kilometres
from thai.places import display
from thai.single_answers import read_places

PHOTO_QUESTION: Final = "photo"  # asks for a photo of an entry; data: activity
FAR: Final = {"district": 100, "province": 200}  # km from the town of an area: no work in it is so far away
PIN_QUESTION: Final = "pin"  # asks for the location of an entry; data: activity


def save_photo(turn: Turn) -> Reply:
    """Store a photo, alone or of an album: it opens an entry or is added to the one just opened."""
    event, album = turn.event, turn.event.image_set
    moment = _moment_asked(turn, album[0] if album else None)
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
        moment=moment,
    )
    note_joined(turn, entry, piece)
    came = [p for p in pieces.pieces(turn.session, entry.id) if album and p.album == album[0]] or [piece]
    wait = ALBUM_WAIT if album and (album[1] is None or len(came) < album[1]) else timedelta(0)
    name = f"{entry.id}:{album[0]}" if album else f"{entry.id}:{piece.id}"
    return _answer_addition(turn, entry, came[0], len(came), wait=wait, key=f"photos:{name}" if album else None)


def _moment_asked(turn: Turn, album: str | None) -> PhotoMoment | None:
    """Return whether a photo is one before or after the work: a card asked for such a one, now or at the first of its
    album."""
    if is_asked(turn, PHOTO_QUESTION) and turn.conversation.data.get("moment"):
        return PhotoMoment(turn.conversation.data["moment"])
    return media.moment_of_album(turn.session, turn.me.id, album) if album else None


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
    note_joined(turn, entry, piece)
    _name_place(turn, entry)
    reply = _answer_addition(turn, entry, piece, 1)
    remark = _far_away(turn, entry, (float(latitude), float(longitude)))
    return replace(reply, messages=[text_message(remark), *reply.messages]) if remark else reply


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
    waiting = newest(turn)
    if waiting is not None and turn.conversation.open == WHICH:
        return _beside_undated(turn, waiting["entry"])
    recent = turn.open_activities.latest(turn.me.id, turn.event.at)
    if recent is not None and day_told_of(turn) in (None, recent.day):
        return recent, True
    day = day_told_of(turn) or turn.day
    return begin_activity(turn, day, None, Understanding(), turn.event.at), False


def _beside_undated(turn: Turn, activity_id: int | None) -> tuple[Activity, bool]:
    """Return the entry of a photo or pin that was sent while the day of a message is asked for. The message becomes
    its words when it is answered."""
    entry = activities.owned(turn.session, activity_id, turn.me.id) if activity_id else None
    if entry is not None and not entry.is_deleted and not entry.is_locked:
        return entry, True
    entry = begin_activity(turn, turn.day, None, Understanding(), turn.event.at)
    change_newest(turn, entry=entry.id)
    return entry, False


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
    ask_about(turn, ACTIVITY_SHOWN, entry.id, addition=piece.id)
    asks_moment = piece.kind is PieceKind.PHOTO and turn.programme.reporting.before_and_after
    line = addition_line(AdditionLine(entry.id, piece.id, entry.day, piece.kind, count, asks_moment), turn.text)
    return Reply([line], about, wait=wait, key=key)


def _name_place(turn: Turn, entry: Activity) -> None:
    address = turn.event.message.get("address")
    if isinstance(address, str) and not details.details(turn.session, entry.id).places:
        found = read_places(address, context(turn))
        places = innermost(PlaceSaid(place.level, place.name, place.code) for place in found if place.code)
        put_places(turn, entry, places, turn.event.message_id)


def _far_away(turn: Turn, entry: Activity, pin: tuple[float, float]) -> str | None:
    """Return what to say if a pin lies far from the place that its entry names, or else from its author's area."""
    named = max((one.code for one in details.details(turn.session, entry.id).places if one.code), key=len, default=None)
    here = context(turn)
    area = named or here.district or here.province
    town = centre(area) if area else None
    if area is None or town is None:
        return None
    distance = kilometres(pin, (town.latitude, town.longitude))
    if distance <= FAR[town.level]:
        return None
    return turn.text("pin-far", area=display(area, turn.text.language), kilometres=round(distance / 10) * 10)
