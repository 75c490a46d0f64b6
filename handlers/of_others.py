"""Leave, quiet and one's own data, said with the name of somebody else by those who look after others: nothing of the
speaker changes by it. A coordinator's words become a question about the other's leave."""

from dataclasses import dataclass

from bot.cards import quick_replies as quick
from bot.inbound.router import on_intent, on_label
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from handlers.conversation import context, leave_question
from handlers.coordination import personnel
from handlers.coordination.access import access_of
from handlers.coordination.naming import ask_which
from handlers.people import leave
from handlers.roles import OVERSEERS, coordinates
from models.coordination import scopes
from models.people.leave import coming
from thai.coordination import OtherNamed, read_leave, read_other, read_somebody_away
from thai.intents import INTENTS
from thai.names import people_named


@dataclass(frozen=True, slots=True)
class OfAnother:
    """Who is named, and the people in scope, as (id, name), who are called so."""

    named: OtherNamed
    found: list[tuple[int, str]]


def answer(turn: Turn, said: OfAnother) -> Reply:
    """Ask whose leave is to be noted, or say that everybody does this for themselves."""
    if turn.intent == "leave":
        if said.named.beside_oneself or said.named.name is None:
            return leave.ask_leave(turn)
        if not said.found:
            leave_question(turn)
            return say(
                turn.text("leave-for-unknown", name=said.named.name), quick_replies=[quick.command(turn.text, "menu")]
            )
        if coordinates(turn):
            days = leave.days_said(turn)
            task = "leave"
            return (
                personnel.show_leave(turn, said.found[0][0], days)
                if len(said.found) == 1
                else ask_which(turn, task, said.found, **days)
            )
    leave_question(turn)
    key = "leave-not-oneself" if turn.intent == "leave" else "only-oneself"
    return say(
        turn.text(key, name=said.named.name or turn.text("others")), quick_replies=[quick.command(turn.text, "menu")]
    )


def _of_another(turn: Turn) -> OfAnother | None:
    """Return who else is named in words that would change something of the speaker's."""
    words = turn.event.text
    if words is None:
        return None
    known = [
        (person_id, name)
        for person_id, name in scopes.names(turn.session, access_of(turn), personnel.AWAY)
        if person_id != turn.me.id
    ]
    names = [name for _, name in known]
    named = read_other(words, context(turn), names)
    away = read_somebody_away(words, context(turn)) if turn.intent == "leave" else None
    if away is not None and people_named(away, [turn.me.name]):
        away = None
    if away is not None and (named is None or not people_named(named.name or "", names)):
        named = OtherNamed(away, beside_oneself=False)
    if named is None and turn.intent == "leave" and read_leave(words, context(turn)) is not None:
        named = OtherNamed(None, beside_oneself=False)  # words that may be the name of somebody who is not known
    if named is None or (named.beside_oneself and turn.intent != "leave"):
        return None
    found = [known[place] for place in people_named(named.name, names)] if named.name else []
    return OfAnother(named, found)


def _is_away_soon(turn: Turn) -> bool:
    return bool(coming(turn.session, turn.me.id, turn.day))


own = [  # before the question of the same name, how somebody's leave is cancelled
    on_label("leave-cancel", "leave-cancel-short", roles=OVERSEERS, when=_is_away_soon)(leave.cancel_leave),
]
routes = [on_intent(*sorted(INTENTS.for_oneself), roles=OVERSEERS).reading(_of_another)(answer)]
