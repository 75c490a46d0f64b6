"""Shows plans: one's own, that of a person in one's scope, and the list of all of these."""

from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.cards.plan_list import PAGE, PlanLine, PlanList, plan_list
from bot.inbound.router import on_intent, on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ShowPlan, ShowPlans
from handlers.conversation import leave_question
from handlers.coordination.access import access_of
from handlers.coordination.naming import ask_which, people_meant, visible_person
from handlers.plans.after_the_end import THEIRS
from handlers.plans.values import card_of
from handlers.roles import OVERSEERS
from models.people import people
from models.people.people import Person, Role
from services.plans import overview
from services.plans.in_words import state_of
from services.plans.overview import PlanOverview
from services.plans.status import status_of

LIST: Final = "plans"  # the optional question after the list: a number opens a plan; data: people, first


def show_own(turn: Turn) -> Reply:
    """Answer "my plan" with its card."""
    if turn.programme.plan is None:
        return say(turn.text("plan-none-in-programme"), quick_replies=[quick.command(turn.text, "menu")])
    leave_question(turn)
    return own_card(turn)


def own_card(turn: Turn) -> Reply:
    found = status_of(turn.session, turn.programme, turn.me.id)
    return card_of(turn, turn.me, found, turn.me, turn.text)


def show_of_others(turn: Turn) -> Reply:
    """Answer a mentor or coordinator: with the plan of a person who was named, else with the list."""
    if turn.programme.plan is None:
        return say(turn.text("plan-none-in-programme"), quick_replies=[quick.command(turn.text, "menu")])
    name = turn.understood.slots.person if turn.understood else None
    if name is None:
        return show_list(turn)
    found = people_meant(turn, name, (Role.PARTICIPANT,))
    if not found:
        leave_question(turn)
        return say(turn.text("person-unknown", name=name))
    return show_plan(turn, found[0][0], {}) if len(found) == 1 else ask_which(turn, "plan", found)


def show_tapped(turn: Turn, button: ShowPlan) -> Reply:
    return show_plan(turn, button.person, {})


def show_numbered(turn: Turn, person_id: int) -> Reply:
    return show_plan(turn, person_id, {})


def show_plan(turn: Turn, person_id: int, _: dict[str, Any]) -> Reply:
    """Show the plan of a participant in scope. Anybody else is treated as if they did not exist."""
    leave_question(turn)
    person = participant_seen(turn, person_id)
    if person is None:
        return gone(turn)
    return card_of(turn, person, status_of(turn.session, turn.programme, person.id), turn.me, turn.text)


def show_list(turn: Turn, button: ShowPlans | None = None) -> Reply:
    """Show how the plans in the speaker's scope stand, those first for which the speaker has to act."""
    found = overview.of_scope(turn.session, turn.programme, access_of(turn), turn.me.id, turn.day)
    if not found.lines:
        leave_question(turn)
        return say(turn.text("plans-nobody"), quick_replies=[quick.command(turn.text, "menu")])
    page = min(button.page if button else 1, -(-len(found.lines) // PAGE))
    shown = found.lines[(page - 1) * PAGE : page * PAGE]
    turn.conversation.ask(LIST, turn.now, people=[one.person_id for one in shown], first=(page - 1) * PAGE + 1)
    lines = tuple(
        PlanLine(
            person=one.person_id,
            name=one.name,
            state=_state(turn, one),
            waits=bool(one.my_turn),
        )
        for one in shown
    )
    values = PlanList(turn.text("plans-above"), _counts(turn, found), lines, len(found.lines), page)
    return Reply([plan_list(values, turn.text)])


def _state(turn: Turn, one: overview.PlanOverviewLine) -> str:
    said = state_of(one.status, turn.programme, turn.text)
    if one.my_turn:
        said = turn.text("plans-your-turn", state=said)
    return turn.text("plans-stuck", state=said, count=one.stuck) if one.stuck else said


def _counts(turn: Turn, found: PlanOverview) -> tuple[str, ...]:
    """Return how many plans are how far, leaving out what is none."""
    named = [(f"plans-count-{key}", count) for key, count in found.counts.items() if count]
    return tuple(turn.text(key, count=count) for key, count in named)


def participant_seen(turn: Turn, person_id: int) -> Person | None:
    """Return a participant whom the speaker may see, or None."""
    person = visible_person(turn, person_id)
    return person if person is not None and Role.PARTICIPANT in people.roles_of(turn.session, person.id) else None


def gone(turn: Turn) -> Reply:
    """Say that there is no such plan for the speaker."""
    items = [quick.command(turn.text, "my_plan"), quick.command(turn.text, "menu")]
    return say(turn.text("plan-gone"), quick_replies=items)


def _numbered(turn: Turn) -> int | None:
    """Return the person whose number in the list was typed."""
    words = (turn.event.text or "").strip()
    listed: list[int] = turn.conversation.data.get("people", [])
    first = int(turn.conversation.data.get("first", 1))
    number = int(words) - first if words.isdecimal() and len(words) <= 5 else -1  # int() also reads Thai digits
    return listed[number] if 0 <= number < len(listed) else None


routes = [
    on_postback(ShowPlan, OVERSEERS)(show_tapped),
    on_postback(ShowPlans, OVERSEERS)(show_list),
    on_open(LIST, roles=OVERSEERS).reading(_numbered)(show_numbered),
]
commands = [
    on_intent("my_plan", roles=OVERSEERS)(show_of_others),
    on_intent("my_plan", roles=THEIRS)(show_own),
]
