"""Finds the person whose plan or duties are named, and asks which one if several share the name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.inbound.router import on_open, on_postback, on_typed
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ChoosePerson
from handlers.coordination.naming import WHICH, ask_which, people_meant, person_said, person_tapped
from handlers.plans import duties, showing
from handlers.plans.after_the_end import INTENTS_AFTER
from handlers.roles import OVERSEERS
from models.people.people import Role
from thai.plan_mentions import PlanMention, plan_mentioned

TASKS: Final[Mapping[str, Callable[[Turn, int, dict[str, Any]], Reply]]] = {
    "plan": showing.show_plan,
    "duties": duties.for_person,
}


# Without the name's help the words are not understood, or taken for what is done to an entry.
MEAN_PLANS: Final = (*INTENTS_AFTER, "unknown", "approve", "return_entry")


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """Whose plan or duties are meant, and the people whom the name may mean."""

    said: PlanMention
    found: Sequence[tuple[int, str]]


def open_named(turn: Turn, named: NamedPlan) -> Reply:
    """Open the plan or the duties of the person who was named."""
    task = "duties" if named.said.duties and turn.role is Role.COORDINATOR else "plan"
    if len(named.found) > 1:
        return ask_which(turn, task, named.found)
    return TASKS[task](turn, named.found[0][0], {})


def tap_choice(turn: Turn, button: ChoosePerson) -> Reply:
    """Take a button of "which one?". If it belongs to another question, say that it is old."""
    person_id = person_tapped(turn, button)
    return say(turn.text("decision-stale")) if person_id is None else take_choice(turn, person_id)


def take_choice(turn: Turn, person_id: int) -> Reply:
    return TASKS[turn.conversation.data["task"]](turn, person_id, {})


def _is_about_plans(turn: Turn) -> bool:
    return turn.conversation.open == WHICH and turn.conversation.data.get("task") in TASKS


def _named(turn: Turn) -> NamedPlan | None:
    """Return whose plan or duties a message begins with, if the name is that of somebody in scope."""
    said = plan_mentioned(turn.event.text or "") if turn.programme.plan is not None else None
    if said is None:
        return None
    found = people_meant(turn, said.name, (Role.PARTICIPANT,))
    return NamedPlan(said, found) if found else None


routes = [
    on_postback(ChoosePerson, OVERSEERS, when=_is_about_plans)(tap_choice),
    on_open(WHICH, roles=OVERSEERS, when=_is_about_plans).reading(person_said)(take_choice),
]
commands = [on_typed(*MEAN_PLANS, roles=OVERSEERS).reading(_named)(open_named)]
