"""Announcements: typing, choosing receivers, preview, confirmation, progress. Typing one does not send it."""

from dataclasses import dataclass, replace
from typing import Final

from bot.cards import quick_replies as quick
from bot.cards.broadcast import (
    AudienceOption,
    BroadcastAudienceCard,
    BroadcastPreviewCard,
    BroadcastProgressCard,
    audience_card,
    broadcast_words,
    preview_card,
    progress_card,
)
from bot.inbound.router import Matches, on_command, on_intent, on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.line.numbers import TEXT
from bot.line.text_length import utf16
from bot.outbound.reply import Reply, say, text_message
from bot.postback import AddressBroadcast, HandleBroadcast
from handlers.conversation import context, is_asked, is_fresh, leave_question
from handlers.coordination.access import access_of
from handlers.roles import COORDINATORS
from models.coordination import audiences, broadcasts
from models.coordination.broadcasts import Broadcast, BroadcastAudience, BroadcastState
from models.messaging import push_usage
from models.people import audit
from models.people.people import Role
from thai.places import display
from thai.single_answers import read_places

TO_WHOM: Final = "announce_to"
SEND: Final = "announce_send"
AREAS_OFFERED: Final = 8
NAMES: Final = 30


@dataclass(frozen=True, slots=True)
class TypedChoices:
    """Choices of receivers that were typed: (by, pick)."""

    draft: Broadcast
    choices: list[tuple[str, str]]


def begin(turn: Turn) -> Reply:
    """Answer "announce …": store the words and ask for the receivers. Nothing is sent."""
    words = turn.understood.slots.message if turn.understood else None
    if not words:
        leave_question(turn)
        return say(turn.text("announce-empty"))
    most = _most_units(turn)
    if utf16(words) > most:
        return say(turn.text("announce-too-long", most=most))
    return _ask_to_whom(turn, broadcasts.draft(turn.session, turn.me.id, words, turn.event.message_id, turn.real_now))


def change_audience(turn: Turn, button: AddressBroadcast) -> Reply:
    """Change the receivers by a tap on one of the choices."""
    draft = _draft(turn, button.broadcast)
    if draft is None:
        return _not_a_draft(turn, button.broadcast)
    draft.address(toggled(turn, draft.to, button.by, button.pick))
    return _ask_to_whom(turn, draft)


def change_by_words(turn: Turn, said: TypedChoices) -> Reply:
    """Change the receivers by a typed number of the list, or a district or province."""
    draft = said.draft
    for by, pick in said.choices:
        draft.address(toggled(turn, draft.to, by, pick))
    return _ask_to_whom(turn, draft)


def look(turn: Turn, button: HandleBroadcast | None = None) -> Reply:
    """Show the announcement as it will be read, the number of receivers, and the cost."""
    broadcast_id = button.broadcast if button else _open_broadcast(turn)
    draft = _draft(turn, broadcast_id)
    return _preview(turn, draft) if draft else _not_a_draft(turn, broadcast_id)


def send(turn: Turn, button: HandleBroadcast | None = None) -> Reply:
    """Send the announcement after yes to the open preview. Only this sends it, and only once."""
    broadcast_id = button.broadcast if button else _open_broadcast(turn)
    draft = _draft(turn, broadcast_id)
    if draft is None:
        return _not_a_draft(turn, broadcast_id)
    if button is not None and not _is_open_preview(turn, button):
        return _preview(turn, draft)  # the preview may differ from what would be sent now
    reached, _ = _count(turn, draft.to)
    if not reached:
        return say(turn.text("announce-nobody-reached"))
    turn.session.flush()
    broadcasts.confirm(turn.session, draft.id, turn.me.id, turn.real_now)
    turn.session.expire(draft)
    leave_question(turn)
    audit.record(
        turn.session, turn.now, f"person:{turn.me.id}", "broadcast", turn.me.id, broadcast=draft.id, people=reached
    )
    return say(turn.text("announce-begun"), quick_replies=[_progress_reply(turn, draft.id)])


def cancel(turn: Turn, button: HandleBroadcast | None = None) -> Reply:
    broadcast_id = button.broadcast if button else _open_broadcast(turn)
    draft = _draft(turn, broadcast_id)
    if draft is None:
        return _not_a_draft(turn, broadcast_id)
    broadcasts.cancel(turn.session, draft.id, turn.me.id)
    leave_question(turn)
    return say(turn.text("announce-cancelled"))


def show_progress(turn: Turn, button: HandleBroadcast | None = None) -> Reply:
    """Show the progress of an announcement, and the names of people who could not be reached."""
    found = (
        broadcasts.owned(turn.session, button.broadcast, turn.me.id)
        if button
        else broadcasts.newest_sent(turn.session, turn.me.id)
    )
    if found is None or found.state in (BroadcastState.DRAFT, BroadcastState.CANCELLED):
        return say(turn.text("announce-none" if button is None else "announce-gone"))
    progress = broadcasts.progress(turn.session, found.id)
    named = broadcasts.unreachable(turn.session, found.id, NAMES)
    missed = broadcasts.not_reached(turn.session, found.id) + progress.failed
    values = BroadcastProgressCard(
        broadcast=found.id,
        words=found.words,
        people=progress.people,
        sent=progress.sent,
        waiting=progress.waiting,
        failed=progress.failed,
        unreachable=tuple((name, f"announce-unreachable-{why}") for name, why in named),
        unreachable_more=max(0, missed - len(named)),
        queuing=found.state == BroadcastState.QUEUING,
    )
    return Reply([progress_card(values, turn.text)])


def decline(turn: Turn) -> Reply:
    return say(turn.text("announce-not-for-you"))


def toggled(turn: Turn, audience: BroadcastAudience, by: str, pick: str) -> BroadcastAudience:
    """Return the audience with one choice turned on or off. A choice that was not offered changes nothing."""
    match by:
        case "role" if pick in _roles(turn):
            roles = [role for role in audience.roles if role != pick]
            return replace(audience, roles=tuple(roles if pick in audience.roles else [*roles, pick]))
        case "phase" if pick in {str(phase.number) for phase in turn.programme.phases}:
            return replace(audience, phase=None if audience.phase == int(pick) else int(pick))
        case "agency":
            name = next((agency.name.th for agency in turn.programme.agencies if agency.key == pick), audience.agency)
            return replace(audience, agency=None if audience.agency == name else name)
        case "area" if pick.isdigit() and len(pick) in (2, 4):
            return replace(audience, area=None if audience.area == pick else pick)
        case "leave":
            return replace(audience, without_leave=not audience.without_leave)
    return audience


def _ask_to_whom(turn: Turn, draft: Broadcast) -> Reply:
    turn.conversation.ask(TO_WHOM, turn.now, broadcast=draft.id)
    reached, _ = _count(turn, draft.to)
    values = BroadcastAudienceCard(draft.id, draft.words or "", _options(turn, draft.to), reached)
    return Reply([audience_card(values, turn.text)])


def _preview(turn: Turn, draft: Broadcast) -> Reply:
    version = turn.conversation.ask(SEND, turn.now, broadcast=draft.id)
    reached, unreachable = _count(turn, draft.to)
    known = push_usage.known(turn.session)
    values = BroadcastPreviewCard(
        broadcast=draft.id,
        words=draft.words or "",
        to=_in_words(turn, draft.to),
        people=reached,
        unreachable=unreachable,
        left=max(0, known.allowed - known.used) if known and known.allowed is not None else None,
        conversation=version,
    )
    as_read = broadcast_words(turn.me.name, _role(turn), draft.words or "", turn.text)
    return Reply([text_message(as_read), preview_card(values, turn.text)])


def _options(turn: Turn, audience: BroadcastAudience) -> tuple[AudienceOption, ...]:
    """Return the choices of receivers, without those that all people in the scope share."""
    language, programme = turn.text.language, turn.programme
    access = access_of(turn)
    options = [
        AudienceOption(
            "role", role, getattr(programme.roles, role)(language), "announce-group-role", role in audience.roles
        )
        for role in _roles(turn)
    ]
    options += [
        AudienceOption(
            "phase",
            str(phase.number),
            phase.name(language),
            "announce-group-phase",
            audience.phase == phase.number,
        )
        for phase in programme.phases
    ]
    if not any(scope.startswith("agency:") for scope in access.scopes) or access.is_whole:
        options += [
            AudienceOption(
                "agency",
                agency.key,
                agency.name(language),
                "announce-group-agency",
                audience.agency == agency.name.th,
            )
            for agency in programme.agencies
        ]
    options += [
        AudienceOption("area", area, display(area, language), "announce-group-area", audience.area == area)
        for area in _areas(turn, audience)
    ]
    leave = AudienceOption(
        "leave", "1", turn.text("announce-without-leave"), "announce-group-leave", audience.without_leave
    )
    return (*options, leave)


def _areas(turn: Turn, audience: BroadcastAudience) -> list[str]:
    stage = turn.programme.stage_on(turn.day) or turn.programme.next_stage(turn.day)
    found = audiences.areas(turn.session, access_of(turn), stage.key, AREAS_OFFERED) if stage else []
    return found if audience.area is None or audience.area in found else [*found, audience.area]


def _roles(turn: Turn) -> tuple[str, ...]:
    """Return the roles to choose from. Only a coordinator of the whole programme can choose coordinators."""
    known = (Role.PARTICIPANT, Role.MENTOR)
    return (*known, Role.COORDINATOR) if access_of(turn).is_whole else known


def _count(turn: Turn, audience: BroadcastAudience) -> tuple[int, int]:
    return audiences.count(turn.session, turn.programme, access_of(turn), audience, turn.me.id, turn.day)


def _in_words(turn: Turn, audience: BroadcastAudience) -> str:
    chosen = [option.label for option in _options(turn, audience) if option.chosen]
    return " · ".join(chosen) or turn.text("announce-nobody")


def _draft(turn: Turn, broadcast_id: int | None) -> Broadcast | None:
    """Return an announcement of the speaker that is not confirmed yet."""
    found = broadcasts.owned(turn.session, broadcast_id, turn.me.id) if broadcast_id else None
    return found if found is not None and found.state == BroadcastState.DRAFT else None


def _not_a_draft(turn: Turn, broadcast_id: int | None) -> Reply:
    found = broadcasts.owned(turn.session, broadcast_id, turn.me.id) if broadcast_id else None
    if found is None or found.state == BroadcastState.CANCELLED:
        return say(turn.text("announce-gone"))
    return say(turn.text("announce-sent-before"), quick_replies=[_progress_reply(turn, found.id)])


def _progress_reply(turn: Turn, broadcast_id: int) -> dict[str, object]:
    return quick.choice(turn.text("announce-progress"), HandleBroadcast(broadcast_id, "progress"))


def _role(turn: Turn) -> str:
    return turn.programme.roles.coordinator(turn.text.language)


def _most_units(turn: Turn) -> int:
    """Return how long the words may be, so that with their heading they fit LINE's limit in both languages."""
    headings = [
        utf16(broadcast_words(turn.me.name, turn.programme.roles.coordinator(text.language), "", text))
        for text in turn.texts
    ]
    return TEXT - max(headings)


def _open_broadcast(turn: Turn) -> int | None:
    return turn.conversation.data.get("broadcast") if turn.conversation.open in (TO_WHOM, SEND) else None


def _is_open_preview(turn: Turn, button: HandleBroadcast) -> bool:
    return (
        turn.conversation.open == SEND
        and turn.conversation.data.get("broadcast") == button.broadcast
        and button.conversation == turn.conversation.version
    )


def _typed_choices(turn: Turn, draft: Broadcast) -> list[tuple[str, str]]:
    """Return (by, pick) of the numbers or the place that was typed."""
    words = (turn.event.text or "").strip()
    parts = words.replace(",", " ").split()
    if parts and all(part.isdecimal() and len(part) <= 2 for part in parts):
        options = _options(turn, draft.to)
        numbers = [int(part) for part in parts]  # int() also reads Thai digits
        return [(options[n - 1].by, options[n - 1].pick) for n in numbers if 1 <= n <= len(options)]
    codes = [place.code[:4] for place in read_places(words, context(turn)) if place.code]
    return [("area", max(codes, key=len))] if codes else []


def _typed(turn: Turn) -> TypedChoices | None:
    draft = _draft(turn, _open_broadcast(turn)) if is_fresh(turn) else None
    choices = _typed_choices(turn, draft) if draft else []
    return TypedChoices(draft, choices) if draft and choices else None


def _tapped(deed: str) -> Matches:
    """Return the condition for buttons with this deed."""
    return lambda turn: isinstance(turn.postback, HandleBroadcast) and turn.postback.deed == deed


def _is_addressed(turn: Turn) -> bool:
    return turn.conversation.open in (TO_WHOM, SEND)


def _is_previewed(turn: Turn) -> bool:
    return turn.conversation.open == SEND


def _is_previewed_lately(turn: Turn) -> bool:
    return is_asked(turn, SEND)


routes = [
    on_postback(HandleBroadcast, COORDINATORS, when=_tapped("look"))(look),
    on_label("announce-look", roles=COORDINATORS, when=_is_addressed)(look),
    on_postback(HandleBroadcast, COORDINATORS, when=_tapped("send"))(send),
    on_label("announce-send-word", roles=COORDINATORS, when=_is_previewed)(send),
    on_postback(HandleBroadcast, COORDINATORS, when=_tapped("cancel"))(cancel),
    on_label("announce-cancel", roles=COORDINATORS, when=_is_addressed)(cancel),
    on_command("confirm", roles=COORDINATORS, when=_is_previewed_lately)(send),
    on_postback(HandleBroadcast, COORDINATORS, when=_tapped("progress"))(show_progress),
    on_label("announce-progress", roles=COORDINATORS)(show_progress),
    on_postback(AddressBroadcast, COORDINATORS)(change_audience),
    on_open(TO_WHOM, roles=COORDINATORS).reading(_typed)(change_by_words),
]
commands = [
    on_intent("broadcast", roles=COORDINATORS)(begin),
    on_intent("broadcast")(decline),
]
