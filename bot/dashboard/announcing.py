"""`/app/announcements`: written, addressed, shown before they are sent, timed, stopped, and who has received them."""

import hashlib
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from flask import request
from werkzeug.datastructures import FileStorage

from bot.cards.broadcast import AudienceOption
from bot.cards.broadcast_times import PICKED, instant_words
from bot.dashboard.pages import OVERSEERS, Dashboard, NotFoundHere, Upload
from bot.dashboard.paging import paging
from bot.dashboard.visitor import Visitor
from bot.dashboard.web_turn import carry_out, turn_of, typed
from bot.inbound.turn import Turn
from bot.line.text_length import utf16
from bot.outbound.reply import Reply, say
from bot.postback import HandleBroadcast
from handlers.coordination.broadcast_drafts import last_instant, time_trouble
from handlers.coordination.broadcast_pictures import MOST_PICTURES
from handlers.coordination.broadcast_receivers import options, toggled
from handlers.coordination.broadcasts import as_read, cancel, most_units, preview, preview_values, send
from models.activities import media
from models.activities.media import MediaState
from models.coordination import broadcasts
from models.coordination.broadcasts import Broadcast, BroadcastAudience, BroadcastState
from models.people import audit
from models.privacy import erasure
from programmes.bangkok import BANGKOK
from services.dashboard import announcing
from services.media.pictures import NotAPhoto, TakenPicture, keep_picture, take_picture
from services.media.store import LARGEST_PHOTO

A_PAGE: Final = 20
RECEIVERS_A_PAGE: Final = 50
AREAS: Final = 200
WORDS: Final = 5_000  # characters that a field takes; how many may be sent is said by `most_units`
PLACE: Final = "/app/announcements"


def read_picture(file: FileStorage | None) -> TakenPicture | None:
    """Return a picture that was sent with a form, or None if it is none."""
    try:
        return take_picture(file.read()) if file is not None else None
    except NotAPhoto:
        return None


def add_announcing(pages: Dashboard) -> None:
    @pages.get(PLACE, OVERSEERS)
    def all_of_mine(visitor: Visitor) -> str:
        part = paging(announcing.count(visitor.session, visitor.person.id), A_PAGE)
        found = announcing.of_author(visitor.session, visitor.person.id, part.size, part.skipped)
        most = most_units(turn_of(pages, visitor))
        title = visitor.text("web-announcements")
        return pages.page("announcements.html", visitor, title=title, found=found, paging=part, most=most)

    @pages.post(PLACE, OVERSEERS)
    def write(visitor: Visitor) -> Any:
        words, most = typed("words", WORDS), most_units(turn_of(pages, visitor))
        if words is None or utf16(words) > most:
            key = "web-announce-needs-words" if words is None else "announce-too-long"
            return pages.done(visitor, PLACE, visitor.text(key, most=most))
        newest = broadcasts.newest_draft(visitor.session, visitor.person.id)
        if newest is None or newest.words != words:  # a second tap
            newest = broadcasts.draft(visitor.session, visitor.person.id, words, None, visitor.real_now)
        return pages.done(visitor, _address(newest), visitor.text("web-announce-written"))

    @pages.get(f"{PLACE}/<int:broadcast_id>", OVERSEERS)
    def one(visitor: Visitor, broadcast_id: int) -> str:
        found = _mine(visitor, broadcast_id)
        return _draft(pages, visitor, found) if found.state == BroadcastState.DRAFT else _made(pages, visitor, found)

    @pages.post(f"{PLACE}/<int:broadcast_id>", OVERSEERS)
    def change(visitor: Visitor, broadcast_id: int) -> Any:
        draft, turn = _mine_unsent(visitor, broadcast_id), turn_of(pages, visitor)
        words, at, most = typed("words", WORDS), _picked(request.form.get("at")), most_units(turn)
        trouble = time_trouble(turn, at) if at is not None else None
        if words is None:
            trouble = visitor.text("web-announce-needs-words")
        elif utf16(words) > most:
            trouble = visitor.text("announce-too-long", most=most)
        elif words != draft.words:
            draft.rewrite(words, None)
        draft.address(_audience(turn, draft.to, set(request.form.getlist("to"))))
        if trouble is None:
            draft.send_at = at
        return pages.done(visitor, _address(draft), trouble or visitor.text("web-announce-kept"))

    @pages.post(f"{PLACE}/<int:broadcast_id>/picture", OVERSEERS, Upload("picture", LARGEST_PHOTO, read_picture))
    def add_picture(visitor: Visitor, broadcast_id: int, uploaded: TakenPicture | None) -> Any:
        draft = _mine_unsent(visitor, broadcast_id)
        said = _taken(pages, visitor, draft, uploaded)
        return pages.done(visitor, _address(draft), said)

    @pages.post(f"{PLACE}/<int:broadcast_id>/plain", OVERSEERS)
    def remove_pictures(visitor: Visitor, broadcast_id: int) -> Any:
        draft = _mine_unsent(visitor, broadcast_id)
        erasure.forget_pictures(visitor.session, [draft.id])
        return pages.done(visitor, _address(draft), visitor.text("web-announce-no-pictures"))

    @pages.post(f"{PLACE}/<int:broadcast_id>/send", OVERSEERS)
    def confirm(visitor: Visitor, broadcast_id: int) -> Any:
        found = _mine(visitor, broadcast_id)

        def send_it(turn: Turn) -> Reply:
            if found.state != BroadcastState.DRAFT:
                return say(turn.text("announce-sent-before"))
            if request.form.get("shown") != shown_as(visitor, found):
                return say(turn.text("web-announce-changed"))
            preview(turn, found)  # what is confirmed is the preview of this moment
            return send(turn, HandleBroadcast(found.id, "send", conversation=turn.conversation.version))

        return pages.done(visitor, _address(found), carry_out(pages, visitor, send_it))

    @pages.post(f"{PLACE}/<int:broadcast_id>/edit", OVERSEERS)
    def reopen(visitor: Visitor, broadcast_id: int) -> Any:
        found = _mine(visitor, broadcast_id)
        done = broadcasts.reopen(visitor.session, found.id, visitor.person.id)
        if done:
            _audit(visitor, "broadcast_reopened", found)
        return pages.done(visitor, _address(found), visitor.text(f"web-announce-{'open' if done else 'too-late'}"))

    @pages.post(f"{PLACE}/<int:broadcast_id>/cancel", OVERSEERS)
    def put_away(visitor: Visitor, broadcast_id: int) -> Any:
        found = _mine(visitor, broadcast_id)
        said = carry_out(pages, visitor, lambda turn: cancel(turn, HandleBroadcast(found.id, "cancel")))
        return pages.done(visitor, PLACE, said)


def _draft(pages: Dashboard, visitor: Visitor, draft: Broadcast) -> str:
    turn, pictures = turn_of(pages, visitor), media.of_broadcast(visitor.session, draft.id)
    grouped: dict[str, list[AudienceOption]] = {}
    for option in options(turn, draft.to, AREAS):
        grouped.setdefault(option.group, []).append(option)
    return pages.page(
        "announcement_draft.html",
        visitor,
        title=visitor.text("web-announcement"),
        draft=draft,
        values=preview_values(turn, draft, len(pictures), 0),
        as_read=as_read(turn, draft),
        grouped=grouped,
        send_at=_written(draft.send_at),
        first=_written(visitor.now),
        last=_written(last_instant(visitor.programme)),
        when=instant_words(draft.send_at, visitor.text) if draft.send_at else None,
        pictures=[f"/m/{one.token}" for one in pictures if one.token],
        with_pictures=turn.links.public_url is not None and len(pictures) < MOST_PICTURES,
        most=most_units(turn),
        shown=shown_as(visitor, draft),
    )


def _made(pages: Dashboard, visitor: Visitor, found: Broadcast) -> str:
    if found.state == BroadcastState.CANCELLED:
        raise NotFoundHere
    turn, session, among = turn_of(pages, visitor), visitor.session, visitor.access.people()
    counts = broadcasts.status_counts(session, found.id, among)
    part = paging(sum(counts.values()), RECEIVERS_A_PAGE)
    pictures = media.of_broadcast(session, found.id)
    return pages.page(
        "announcement.html",
        visitor,
        title=visitor.text("web-announcement"),
        found=found,
        as_read=as_read(turn, found),
        values=preview_values(turn, found, len(pictures), 0),
        when=instant_words(found.send_at, visitor.text) if found.send_at else None,
        pictures=[f"/m/{one.token}" for one in pictures if one.token],
        sent=counts.get(broadcasts.SENT, 0),
        waiting=counts.get(broadcasts.WAITING, 0),
        missed=sum(counts.values()) - counts.get(broadcasts.SENT, 0) - counts.get(broadcasts.WAITING, 0),
        receivers=broadcasts.statuses(session, found.id, among, part.size, start=part.skipped),
        paging=part,
    )


def _taken(pages: Dashboard, visitor: Visitor, draft: Broadcast, uploaded: TakenPicture | None) -> str:
    """Put a picture to a draft, and return what to say."""
    kept = media.of_broadcast(visitor.session, draft.id)
    if pages.settings.picture_url is None:
        return visitor.text("announce-pictures-impossible")
    if uploaded is None:
        return visitor.text("web-announce-no-picture")
    if len(kept) >= MOST_PICTURES:
        return visitor.text("web-announce-pictures-most", most=MOST_PICTURES)
    picture = keep_picture(pages.media, uploaded)
    if any(one.sha256 == picture.sha256 for one in kept):  # a second tap
        return visitor.text("web-announce-picture-added")
    wanted = media.want(
        visitor.session,
        person_id=visitor.person.id,
        chat_key=visitor.chat.line_user_id,
        broadcast_id=draft.id,
        message_id=f"web-{uuid4()}",
        now=visitor.now,
        due_at=visitor.real_now,
    )
    visitor.session.flush()
    media.settle(visitor.session, wanted, MediaState.STORED, picture=picture)
    return visitor.text("web-announce-picture-added")


def _audience(turn: Turn, before: BroadcastAudience, ticked: set[str]) -> BroadcastAudience:
    """Return the receivers that are ticked among those offered; of several phases the last. People chosen by name stay
    if nothing else is ticked."""
    offered = options(turn, before, AREAS)
    if before.people and not ticked:
        return before
    for option in offered:
        if option.chosen != (f"{option.by}:{option.pick}" in ticked):
            before = toggled(turn, before, option.by, option.pick)
    return before


def shown_as(visitor: Visitor, draft: Broadcast) -> str:
    """Return a hash of all that a preview shows, so that only what was seen is sent."""
    pictures = [one.sha256 for one in media.of_broadcast(visitor.session, draft.id)]
    said = repr((draft.words, sorted(draft.audience.items()), draft.send_at, pictures))
    return hashlib.sha256(said.encode()).hexdigest()


def _mine(visitor: Visitor, broadcast_id: int) -> Broadcast:
    found = broadcasts.owned(visitor.session, broadcast_id, visitor.person.id)
    if found is None:
        raise NotFoundHere
    return found


def _mine_unsent(visitor: Visitor, broadcast_id: int) -> Broadcast:
    found = _mine(visitor, broadcast_id)
    if found.state != BroadcastState.DRAFT:
        raise NotFoundHere
    return found


def _picked(written: str | None) -> datetime | None:
    """Return the time of a field, which is Bangkok's, or None."""
    try:
        return datetime.strptime(written or "", PICKED).replace(tzinfo=BANGKOK)
    except ValueError:
        return None


def _written(at: datetime | None) -> str:
    return at.astimezone(BANGKOK).strftime(PICKED) if at else ""


def _address(broadcast: Broadcast) -> str:
    return f"{PLACE}/{broadcast.id}"


def _audit(visitor: Visitor, action: str, found: Broadcast) -> None:
    me = visitor.person.id
    audit.record(visitor.session, visitor.now, f"person:{me}", action, me, broadcast=found.id)
