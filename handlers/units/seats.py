"""Nominations to seats of a team in the chat: a member names somebody, a coordinator accepts or declines.

question       its answers and exits
seat           (data: name, phone, position) which seat it is; commands, questions and work are what they are
"""

from __future__ import annotations

from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_open, on_postback
from bot.inbound.turn import Turn
from bot.line.links import invite_link
from bot.outbound.reply import Reply, say, text_message
from bot.postback import ChoosePost, HandleNomination, ShowUnits
from handlers.conversation import context, is_asked, leave_question
from handlers.roles import PARTICIPANTS, coordinates
from handlers.units import plans
from handlers.units.seen import asked, own_unit, seat_words, seen, units_of
from handlers.units.showing import SEES_UNITS
from models.messaging import chats
from models.people import people
from models.units import nominations, teams
from models.units.nominations import NominationState, TeamNomination
from programmes.units import TeamPost
from services.units.seats import NominationNotTaken, accept, put_away
from services.units.seats import nominate as store_nomination
from thai.intents import UNKNOWN
from thai.seats import TeamNominee, answers_seat, seat_named, seat_nomination_in

SEAT: Final = "seat"  # the question
LONGEST_SEAT: Final = 40  # characters of an answer in which no seat was found


def nominate(turn: Turn, said: TeamNominee) -> Reply:
    """Store whom the message nominates, or ask to which seat."""
    if said.seat is None:
        return _ask_seat(turn, said)
    return _store(turn, said, units_of(turn).seat(said.seat))


def answer_seat(turn: Turn) -> Reply:
    """Take the seat that was asked for."""
    key = seat_named(turn.event.text or "", seat_words(units_of(turn)))
    said = _asked(turn)
    if key is None:
        return _ask_seat(turn, said)
    return _store(turn, said, units_of(turn).seat(key))


def tap_seat(turn: Turn, button: ChoosePost) -> Reply:
    """Take the tapped seat."""
    known = {seat.key: seat for seat in units_of(turn).seats} if turn.programme.units else {}
    if turn.conversation.open != SEAT or button.conversation != turn.conversation.version or button.pick not in known:
        return say(turn.text("button-stale"))
    return _store(turn, _asked(turn), known[button.pick])


def handle(turn: Turn, button: HandleNomination) -> Reply:
    """Accept or decline a nomination in scope, or take one's own back."""
    if turn.programme.units is None:
        return say(turn.text("button-stale"))
    one = nominations.by_id(turn.session, button.nomination, seen(turn))
    may = one is not None and (coordinates(turn) if button.seat_act != "back" else one.nominated_by_id == turn.me.id)
    if one is None or not may:
        return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])
    try:
        if button.seat_act == "accept":
            return _accepted(turn, one)
        state = NominationState.DECLINED if button.seat_act == "decline" else NominationState.REPLACED
        put_away(turn.session, one, state, turn.now, by=turn.me)
    except NominationNotTaken as refused:
        return say(turn.text(f"seat-refused-{refused.why}", name=one.name), quick_replies=_next(turn))
    if button.seat_act == "decline":
        _tell(turn, one, "nomination-told-declined")
    return say(turn.text(f"nomination-done-{button.seat_act}", name=one.name), quick_replies=_next(turn))


def _accepted(turn: Turn, one: TeamNomination) -> Reply:
    code = accept(turn.session, one, turn.programme, units_of(turn), turn.now, by=turn.me)
    _tell(turn, one, "nomination-told-accepted")
    messages = [text_message(turn.text("nomination-done-accept", name=one.name, code=code), _next(turn))]
    if turn.links.basic_id:
        link = invite_link(turn.links.basic_id, turn.text("invite-words", code=code))
        messages.insert(0, text_message(turn.text("code-done-link", link=link)))
    return Reply(messages)


def _store(turn: Turn, said: TeamNominee, seat: TeamPost) -> Reply:
    unit = own_unit(turn)
    leave_question(turn)
    if unit is None:
        return say(turn.text("units-none"), quick_replies=[quick.command(turn.text, "menu")])
    stored = store_nomination(
        turn.session,
        unit.code,
        seat,
        said.name,
        turn.now,
        by=turn.me,
        phone=said.phone,
        position=said.position,
        message_id=turn.event.message_id,
    )
    one, text, language = stored.nomination, turn.text, turn.text.language
    holders = [held.name for held in teams.members_of(turn.session, [unit.code], turn.day) if held.seat == seat.key]
    key = "seat-renewed" if stored.renewed else "seat-stored"
    lines = [
        text(key, name=one.name, seat=seat.name(language), unit=unit.called(language)),
        text("seat-instead-of", names=" · ".join(stored.instead_of)) if stored.instead_of else "",
        text("seat-held-already", names=" · ".join(holders)) if len(holders) >= seat.many else "",
        text("seat-phone", phone=one.phone) if one.phone else text("seat-no-phone-said"),
        text("seat-one-each", name=one.name) if said.more else "",
    ]
    items = [
        quick.choice(text("nomination-back-own"), HandleNomination(one.id, "back")),
        quick.choice(text("team-button"), ShowUnits("team", unit.code)),
        quick.command(text, "menu"),
    ]
    return say("\n".join(line for line in lines if line), quick_replies=items)


def _ask_seat(turn: Turn, said: TeamNominee) -> Reply:
    version = turn.conversation.ask(SEAT, turn.now, name=said.name, phone=said.phone, position=said.position)
    text = turn.text
    items = [
        quick.choice(seat.name(text.language), ChoosePost(seat.key, conversation=version))
        for seat in units_of(turn).seats
    ]
    return say(text("seat-ask", name=said.name), quick_replies=[*items, quick.command(text, "menu")])


def _asked(turn: Turn) -> TeamNominee:
    data = turn.conversation.data
    return TeamNominee(data["name"], None, data.get("phone"), data.get("position"))


def _tell(turn: Turn, one: TeamNomination, key: str) -> None:
    """Tell whoever nominated what became of it, if it was somebody else."""
    chat = chats.to_tell(turn.session, one.nominated_by_id) if one.nominated_by_id != turn.me.id else None
    by = people.by_id(turn.session, one.nominated_by_id)
    if chat is None or by is None:
        return
    text = turn.texts.in_language(by.language)
    units = units_of(turn)
    said = text(key, name=one.name, seat=units.seat(one.seat).name(by.language), by=turn.me.name)
    turn.tell(chat.line_user_id, say(said))


def _next(turn: Turn) -> list[dict[str, object]]:
    view = ShowUnits("waiting") if coordinates(turn) else ShowUnits("teams")
    label = turn.text("waiting-next" if coordinates(turn) else "team-button")
    return [quick.choice(label, view), quick.command(turn.text, "menu")]


def nominee_in(turn: Turn) -> TeamNominee | None:
    """Return whom the words nominate to a seat of the speaker's team."""
    if turn.programme.units is None:
        return None
    return seat_nomination_in(turn.event.text or "", context(turn), seat_words(turn.programme.units))


def _is_seat_asked(turn: Turn) -> bool:
    """Return whether words answer which seat it is: they name one and hardly anything else, or say nothing that is
    understood otherwise. Commands, questions and work do not."""
    if not is_asked(turn, SEAT) or turn.is_command or turn.event.quoted_message_id is not None:
        return False
    if nominee_in(turn) is not None or asked(turn) is not None or plans.said_in(turn) is not None:
        return False
    said = turn.event.text or ""
    return answers_seat(said, seat_words(units_of(turn))) or (turn.intent == UNKNOWN and len(said) <= LONGEST_SEAT)


routes = [
    on_postback(ChoosePost, PARTICIPANTS)(tap_seat),
    on_postback(HandleNomination, SEES_UNITS)(handle),
    on_open(SEAT, roles=PARTICIPANTS, when=_is_seat_asked)(answer_seat),
]
