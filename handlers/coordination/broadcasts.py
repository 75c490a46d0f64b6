"""Announcements: typing, choosing receivers, preview, confirmation. Typing one does not send it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.cards.broadcast import (
    BroadcastAudienceCard,
    BroadcastPreviewCard,
    announcement,
    audience_card,
    broadcast_words,
    preview_card,
)
from bot.cards.broadcast_times import instant_words, time_picker
from bot.inbound.router import on_command, on_intent, on_label, on_open, on_postback, on_typed, on_words
from bot.inbound.turn import Turn
from bot.line.numbers import TEXT
from bot.line.text_length import shorten, utf16
from bot.outbound.reply import Reply, say, text_message
from bot.postback import AddressBroadcast, HandleBroadcast
from handlers.conversation import is_asked, is_fresh, leave_question
from handlers.coordination.broadcast_drafts import (
    SEND,
    TO_WHOM,
    WHAT,
    WHEN,
    last_instant,
    look_reply,
    not_a_draft,
    open_broadcast,
    own_draft,
    progress_reply,
    receivers_on,
    tapped,
)
from handlers.coordination.broadcast_people import (
    FoundPeople,
    announced_to_people,
    people_said,
    read_unsure,
    tells_people,
)
from handlers.coordination.broadcast_receivers import (
    AudienceSaid,
    audience_said,
    changed_by_words,
    in_words,
    options,
    toggled,
)
from handlers.coordination.broadcast_words import (
    begins_with_announce,
    said_in,
    tells_somebody_else,
    words_of_announcement,
)
from handlers.coordination.naming import ask_which
from handlers.roles import OVERSEERS, coordinates
from models.activities import media
from models.coordination import broadcasts
from models.coordination.broadcasts import Broadcast, BroadcastAudience
from models.messaging import push_usage
from models.people import audit

UNREAD_UNITS: Final = 60
ANNOUNCE: Final = "announce"  # the task of "which one?"; data: broadcast, rest (those whom the other names may mean)


@dataclass(frozen=True, slots=True)
class TypedAudience:
    """Receivers that were typed for an announcement which is not sent yet; `unsure` as in what was said of them."""

    draft: Broadcast
    audience: BroadcastAudience
    unsure: tuple[FoundPeople, ...] = ()


def begin(turn: Turn) -> Reply:
    """Answer "announce …": store the words as they were written. Receivers that were said are chosen, others are asked
    for. Nothing is sent."""
    said, at = said_in(turn)
    said, named = announced_to_people(turn, said)
    to = audience_said(turn, said.to) if said.to.are_said else None
    if named is not None:
        to = AudienceSaid(named.audience, unsure=named.unsure)
    if not said.words:
        return _ask_for_words(turn, to)
    return _draft_of(turn, said.words, to, at)


def write(turn: Turn, words: str) -> Reply:
    """Take the words after "announce what?": a new announcement, or other words for one that is not sent yet."""
    draft = own_draft(turn, turn.conversation.data.get("broadcast"))
    if draft is None:
        return _draft_of(turn, words, audience_asked_about(turn))
    if utf16(words) > (most := most_units(turn)):
        return say(turn.text("announce-too-long", most=most))
    is_new, to = draft.words is None, audience_asked_about(turn)
    draft.rewrite(words, turn.event.message_id)
    return _first_shown(turn, draft, to) if is_new else preview(turn, draft)


def ask_for_other_words(turn: Turn, button: HandleBroadcast | None = None) -> Reply:
    """Ask for the whole text again; the receivers stay chosen."""
    broadcast_id = button.broadcast if button else open_broadcast(turn)
    draft = own_draft(turn, broadcast_id)
    if draft is None:
        return not_a_draft(turn, broadcast_id)
    turn.conversation.ask(WHAT, turn.now, broadcast=draft.id)
    cancel_it = quick.choice(turn.text("announce-cancel"), HandleBroadcast(draft.id, "cancel"))
    return Reply(
        [
            text_message(draft.words or ""),
            text_message(turn.text("announce-edit-how"), [look_reply(turn, draft.id), cancel_it]),
        ]
    )


def change_receivers(turn: Turn, button: HandleBroadcast | None = None) -> Reply:
    """Show the choices of receivers again."""
    broadcast_id = button.broadcast if button else open_broadcast(turn)
    draft = own_draft(turn, broadcast_id)
    return _ask_to_whom(turn, draft) if draft else not_a_draft(turn, broadcast_id)


def change_audience(turn: Turn, button: AddressBroadcast) -> Reply:
    """Change the receivers by a tap on one of the choices."""
    draft = own_draft(turn, button.broadcast)
    if draft is None:
        return not_a_draft(turn, button.broadcast)
    draft.address(toggled(turn, draft.to, button.by, button.pick))
    return _ask_to_whom(turn, draft)


def change_by_words(turn: Turn, typed: TypedAudience) -> Reply:
    """Change the receivers by typed numbers of the list, or by words that only name receivers."""
    typed.draft.address(typed.audience)
    if typed.unsure:
        return ask_for_person(turn, typed.draft, typed.unsure)
    return _ask_to_whom(turn, typed.draft)


def look(turn: Turn, button: HandleBroadcast | None = None) -> Reply:
    """Show the announcement as it will be read, the number of receivers, and the cost."""
    broadcast_id = button.broadcast if button else open_broadcast(turn)
    draft = own_draft(turn, broadcast_id)
    return preview(turn, draft) if draft else not_a_draft(turn, broadcast_id)


def send(turn: Turn, button: HandleBroadcast | None = None) -> Reply:
    """Send the announcement, or let it wait for its time, after yes to the open preview. Only this sends it, and only
    once."""
    broadcast_id = button.broadcast if button else open_broadcast(turn)
    draft = own_draft(turn, broadcast_id)
    if draft is None:
        return not_a_draft(turn, broadcast_id)
    if button is not None and not _is_open_preview(turn, button):
        return preview(turn, draft)  # the preview may differ from what would be sent now
    if draft.send_at is not None and draft.send_at <= turn.now:
        passed = turn.text("announce-time-past", time=instant_words(draft.send_at, turn.text))
        draft.send_at = None
        return Reply([text_message(passed), *preview(turn, draft).messages])
    pictures = media.of_broadcast(turn.session, draft.id)
    if len(pictures) != turn.conversation.data.get("pictures", 0):
        return preview(turn, draft)  # one has come, was unsent, or could not be fetched
    if not all(one.sha256 for one in pictures):
        again = HandleBroadcast(draft.id, "send", conversation=turn.conversation.version)
        items = [quick.choice(turn.text("announce-send-word"), again), look_reply(turn, draft.id)]
        return say(turn.text("announce-pictures-coming"), quick_replies=items)
    reached, _ = receivers_on(turn, draft)
    if not reached:
        return say(turn.text("announce-nobody-reached"))
    turn.session.flush()
    broadcasts.confirm(turn.session, draft.id, turn.me.id, turn.real_now)
    turn.session.expire(draft)
    leave_question(turn)
    audit.record(
        turn.session, turn.now, f"person:{turn.me.id}", "broadcast", turn.me.id, broadcast=draft.id, people=reached
    )
    if draft.send_at is None:
        return say(turn.text("announce-begun"), quick_replies=[progress_reply(turn, draft.id)])
    stop = quick.choice(turn.text("announce-cancel"), HandleBroadcast(draft.id, "cancel"))
    said = turn.text("announce-scheduled", time=instant_words(draft.send_at, turn.text))
    return say(said, quick_replies=[stop, progress_reply(turn, draft.id)])


def cancel(turn: Turn, button: HandleBroadcast | None = None) -> Reply:
    """Put a draft away, or stop an announcement that waits for its time."""
    broadcast_id = button.broadcast if button else open_broadcast(turn)
    if broadcast_id is None and turn.conversation.open == WHAT:
        leave_question(turn)
        return say(turn.text("announce-cancelled"))
    turn.session.flush()
    if broadcast_id is None or not broadcasts.cancel(turn.session, broadcast_id, turn.me.id):
        return not_a_draft(turn, broadcast_id)
    leave_question(turn)
    return say(turn.text("announce-cancelled"))


def decline(turn: Turn) -> Reply:
    return say(turn.text("announce-not-for-you"))


def _ask_for_words(turn: Turn, to: AudienceSaid | None) -> Reply:
    """Ask for the words; the next message is them, whatever it says."""
    if to is None:
        turn.conversation.ask(WHAT, turn.now)
    else:
        unsure = [[list(one) for one in found] for found in to.unsure]
        turn.conversation.ask(WHAT, turn.now, to=broadcasts.as_json(to.audience), unread=to.unread, unsure=unsure)
    whom = in_words(turn, to.audience) if to is not None and to.is_certain else None
    asked = turn.text("announce-what-to", to=whom) if whom else turn.text("announce-what")
    return say(asked, quick_replies=[quick.typed(turn.text("announce-cancel"))])


def _draft_of(turn: Turn, words: str, to: AudienceSaid | None, at: datetime | None = None) -> Reply:
    """Store a new announcement, to be sent at a time that was said, and show it to known receivers or ask for them."""
    if utf16(words) > (most := most_units(turn)):
        return say(turn.text("announce-too-long", most=most))
    audience = to.audience if to else None
    draft = broadcasts.draft(turn.session, turn.me.id, words, turn.event.message_id, turn.real_now, audience)
    draft.send_at = at
    return _first_shown(turn, draft, to)


def _first_shown(turn: Turn, draft: Broadcast, to: AudienceSaid | None) -> Reply:
    """Show a new announcement to the receivers that were said, or ask for them."""
    if to is not None and to.unread is not None:
        note = turn.text("announce-unread", said=shorten(to.unread, UNREAD_UNITS, "utf16"))
        return Reply([text_message(note), *_ask_to_whom(turn, draft).messages])
    if to is not None and to.unsure:
        return ask_for_person(turn, draft, to.unsure)
    return _ask_to_whom(turn, draft) if to is None and coordinates(turn) else preview(turn, draft)


def ask_for_person(turn: Turn, draft: Broadcast, unsure: Sequence[FoundPeople]) -> Reply:
    """Ask which of several people with one name is meant; the other names are asked about afterwards."""
    rest = [[list(one) for one in found] for found in unsure[1:]]
    return ask_which(turn, ANNOUNCE, unsure[0], broadcast=draft.id, rest=rest)


def add_person(turn: Turn, person_id: int, data: Mapping[str, Any]) -> Reply:
    """Add the person who was chosen to the receivers, and ask about the next name, or show the preview."""
    draft = own_draft(turn, data["broadcast"])
    if draft is None:
        return not_a_draft(turn, data["broadcast"])
    draft.address(replace(draft.to, people=tuple(dict.fromkeys((*draft.to.people, person_id)))))
    rest = read_unsure(data["rest"])
    return ask_for_person(turn, draft, rest) if rest else preview(turn, draft)


def audience_asked_about(turn: Turn) -> AudienceSaid | None:
    """Return the receivers that were said before the words were asked for."""
    data = turn.conversation.data
    if data.get("to") is None:
        return None
    return AudienceSaid(broadcasts.audience_of(data["to"]), data.get("unread"), read_unsure(data.get("unsure", ())))


def _ask_to_whom(turn: Turn, draft: Broadcast) -> Reply:
    turn.conversation.ask(TO_WHOM, turn.now, broadcast=draft.id)
    reached, _ = receivers_on(turn, draft)
    values = BroadcastAudienceCard(draft.id, draft.words or "", options(turn, draft.to), reached)
    return Reply([audience_card(values, turn.text)])


def preview(turn: Turn, draft: Broadcast) -> Reply:
    """Show how an announcement will be read, by whom, when, and what it costs; and ask whether to send it."""
    pictures = media.of_broadcast(turn.session, draft.id)
    version = turn.conversation.ask(SEND, turn.now, broadcast=draft.id, pictures=len(pictures))
    links = [link for one in pictures if one.token and (link := turn.links.photo(one.token))]
    values = preview_values(turn, draft, len(pictures), version)
    return Reply([*announcement(as_read(turn, draft), links), preview_card(values, turn.text)])


def preview_values(turn: Turn, draft: Broadcast, pictures: int, version: int) -> BroadcastPreviewCard:
    """Return who would get an announcement, when, and what it costs. `version` is that of the open question."""
    reached, unreachable = receivers_on(turn, draft)
    known = push_usage.known(turn.session)
    return BroadcastPreviewCard(
        broadcast=draft.id,
        words=draft.words or "",
        to=in_words(turn, draft.to),
        people=reached,
        unreachable=unreachable,
        left=max(0, known.allowed - known.used) if known and known.allowed is not None else None,
        conversation=version,
        send_at=draft.send_at,
        picker=time_picker(draft.id, turn.now, last_instant(turn.programme), draft.send_at, turn.text),
        pictures=pictures,
        named=bool(draft.to.people),
    )


def as_read(turn: Turn, draft: Broadcast) -> str:
    """Return the words of an announcement with their heading, as its receivers read them."""
    return broadcast_words(turn.me.name, _role(turn), draft.words or "", turn.text)


def _role(turn: Turn) -> str:
    return _role_in(turn, turn.text.language)


def _role_in(turn: Turn, language: str) -> str:
    roles = turn.programme.roles
    return roles.coordinator(language) if coordinates(turn) else roles.mentor(language)


def most_units(turn: Turn) -> int:
    """Return how long the words may be, so that with their heading they fit LINE's limit in both languages."""
    headings = [utf16(broadcast_words(turn.me.name, _role_in(turn, text.language), "", text)) for text in turn.texts]
    return TEXT - max(headings)


def _is_open_preview(turn: Turn, button: HandleBroadcast) -> bool:
    return (
        turn.conversation.open == SEND
        and turn.conversation.data.get("broadcast") == button.broadcast
        and button.conversation == turn.conversation.version
    )


def _typed(turn: Turn) -> TypedAudience | None:
    """Return the receivers after words that are only numbers of the list, or only name receivers."""
    draft = own_draft(turn, open_broadcast(turn)) if is_fresh(turn) else None
    if draft is None:
        return None
    parts = (turn.event.text or "").strip().replace(",", " ").split()
    if parts and all(part.isdecimal() and len(part) <= 2 for part in parts):
        return _chosen_by_numbers(turn, draft, [int(part) for part in parts])  # int() also reads Thai digits
    audience = changed_by_words(turn, draft.to)
    if audience is not None:
        return TypedAudience(draft, audience)
    named = people_said(turn, turn.event.text or "") if turn.conversation.open == TO_WHOM else None
    return TypedAudience(draft, named.audience, named.unsure) if named is not None else None


def _chosen_by_numbers(turn: Turn, draft: Broadcast, numbers: Sequence[int]) -> TypedAudience | None:
    offered = options(turn, draft.to)
    if turn.conversation.open != TO_WHOM or not all(1 <= number <= len(offered) for number in numbers):
        return None
    audience = draft.to
    for number in numbers:
        audience = toggled(turn, audience, offered[number - 1].by, offered[number - 1].pick)
    return TypedAudience(draft, audience)


def _newest_draft(turn: Turn) -> Broadcast | None:
    return broadcasts.newest_draft(turn.session, turn.me.id)


def _is_addressed(turn: Turn) -> bool:
    return turn.conversation.open in (TO_WHOM, SEND, WHEN)


def _is_begun(turn: Turn) -> bool:
    return turn.conversation.open in (WHAT, TO_WHOM, SEND, WHEN)


def _is_previewed(turn: Turn) -> bool:
    return turn.conversation.open == SEND


def _is_previewed_lately(turn: Turn) -> bool:
    return is_asked(turn, SEND)


beginnings = [  # a message that begins with ประกาศ is a new announcement, whatever is open
    on_words(roles=OVERSEERS, when=begins_with_announce)(begin),
]
routes = [
    on_postback(HandleBroadcast, OVERSEERS, when=tapped("look"))(look),
    on_label("announce-look", roles=OVERSEERS, when=_is_begun)(look),
    on_label("announce-look", roles=OVERSEERS).reading(_newest_draft)(preview),
    on_postback(HandleBroadcast, OVERSEERS, when=tapped("send"))(send),
    on_label("announce-send-word", "announce-send-later", roles=OVERSEERS, when=_is_previewed)(send),
    on_postback(HandleBroadcast, OVERSEERS, when=tapped("cancel"))(cancel),
    on_label("announce-cancel", roles=OVERSEERS, when=_is_begun)(cancel),
    on_command("confirm", roles=OVERSEERS, when=_is_previewed_lately)(send),
    on_postback(HandleBroadcast, OVERSEERS, when=tapped("edit"))(ask_for_other_words),
    on_label("announce-edit", roles=OVERSEERS, when=_is_addressed)(ask_for_other_words),
    on_postback(HandleBroadcast, OVERSEERS, when=tapped("whom"))(change_receivers),
    on_label("announce-whom", roles=OVERSEERS, when=_is_addressed)(change_receivers),
    on_postback(AddressBroadcast, OVERSEERS)(change_audience),
    on_open(WHAT, roles=OVERSEERS).reading(words_of_announcement)(write),
    on_open(TO_WHOM, SEND, roles=OVERSEERS, when=tells_somebody_else)(begin),
    on_open(TO_WHOM, SEND, roles=OVERSEERS).reading(_typed)(change_by_words),
]
commands = [
    on_intent("broadcast", roles=OVERSEERS)(begin),
    on_typed("unknown", roles=OVERSEERS, when=tells_people)(begin),
    on_intent("broadcast")(decline),
]
