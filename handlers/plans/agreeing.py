"""Sends a plan for agreement, and takes the word of each side: agreed, or a change asked for with words."""

from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say, text_message
from bot.postback import AnswerPlan, ChangeGoal, LeavePlan, SendPlan
from handlers.conversation import is_fresh, leave_question, tells_others
from handlers.plans.showing import gone, own_card
from handlers.plans.telling import tell_owner, tell_side
from handlers.plans.values import card_of, still_to_agree
from handlers.roles import OVERSEERS, PARTICIPANTS
from models.people import audit, people
from models.people.people import Person
from models.plans import plans, words
from models.plans.plans import Plan
from models.plans.words import AGREE, CHANGE, PlanQuestion, PlanTopic, Side
from services.plans import asking, sides
from services.plans.in_words import side_name
from services.plans.status import PlanState, PlanStatus, status_of
from thai.intents import INTENTS

WHY: Final = "plan_why"  # asks what is to be changed; data: plan, revision


def send(turn: Turn, _: SendPlan | None = None) -> Reply:
    """Send the draft for agreement, if every goal is complete."""
    found = status_of(turn.session, turn.programme, turn.me.id)
    plan = found.plan
    if plan is None or turn.programme.plan is None or not found.has_draft or not found.own_goals:
        return _with_card(turn, turn.text("plan-nothing-to-send"))
    if not asking.may_be_written(turn.programme, turn.day):
        return _with_card(turn, turn.text("plan-over"))
    incomplete = next((goal for goal in found.own_goals if goal.missing), None)
    if incomplete is not None:
        parts = ", ".join(turn.text(f"plan-part-{part}") for part in incomplete.missing)
        items = [quick.choice(turn.text("plan-go-on"), ChangeGoal(incomplete.number, incomplete.missing[0]))]
        said = turn.text("plan-incomplete", number=incomplete.number, parts=parts)
        return say(said, quick_replies=[*items, quick.command(turn.text, "my_plan")])
    sent = plans.send(turn.session, plan, turn.now)
    _audit(turn, "plan:send", turn.me.id, plan, sent.number)
    leave_question(turn)
    lines = [turn.text("plan-sent", number=sent.number)]
    for side in turn.programme.plan.agreed_by:
        name = tell_side(turn, turn.me, Side(side), "plan-told-sent", name=turn.me.name, number=sent.number)
        called = side_name(Side(side), turn.programme, turn.text)
        said = turn.text("plan-sent-to", side=called, name=name) if name else turn.text("plan-sent-nobody", side=called)
        lines.append(said)
    return _with_card(turn, "\n".join(lines))


def answer(turn: Turn, button: AnswerPlan) -> Reply:
    """Take a side's word on a revision by a tap."""
    read = _read(turn, button.plan)
    if read is None or button.said not in (AGREE, CHANGE):
        return gone(turn)
    plan, owner, found, mine = read
    if plan.revision != button.revision:
        return _shown(turn, owner, found, turn.text("plan-changed-meanwhile", number=plan.revision))
    if not still_to_agree(turn.programme, found, mine):
        return _shown(turn, owner, found, turn.text("plan-agreed-already", number=plan.revision))
    return _agree(turn, plan, owner, found, mine) if button.said == AGREE else _ask_why(turn, plan, owner)


def take_reason(turn: Turn) -> Reply:
    """Take the words after "what is to be changed?"."""
    data = turn.conversation.data
    turn.conversation.close(turn.now)
    read = _read(turn, int(data["plan"]))
    if turn.says("plan-leave") or (turn.is_command and turn.intent in INTENTS.declines):
        return leave(turn)
    if read is None:
        return gone(turn)
    plan, owner, found, mine = read
    if plan.revision != int(data["revision"]):
        return _shown(turn, owner, found, turn.text("plan-changed-meanwhile", number=plan.revision))
    said = turn.event.text or ""
    for side in still_to_agree(turn.programme, found, mine):
        question = PlanQuestion(PlanTopic.REVISION, f"{plan.revision}")
        words.say(
            turn.session, plan.id, question, side, by_person_id=turn.me.id, at=turn.now,
            said=CHANGE, words=said, message_id=turn.event.message_id,
        )  # fmt: skip
    _audit(turn, "plan:ask_change", owner.id, plan, plan.revision)
    told = tell_owner(turn, plan, "plan-told-change", name=turn.me.name, number=plan.revision, words=said)
    after = status_of(turn.session, turn.programme, owner.id)
    return _shown(turn, owner, after, turn.text("plan-change-sent" if told else "plan-change-kept", name=owner.name))


def leave(turn: Turn, _: LeavePlan | None = None) -> Reply:
    """Close the open question of somebody who speaks on another's plan."""
    turn.conversation.close(turn.now)
    return say(
        turn.text("plan-not-answered"),
        quick_replies=[quick.command(turn.text, "my_plan"), quick.command(turn.text, "menu")],
    )


def _agree(turn: Turn, plan: Plan, owner: Person, found: PlanStatus, mine: tuple[Side, ...]) -> Reply:
    for side in still_to_agree(turn.programme, found, mine):
        question = PlanQuestion(PlanTopic.REVISION, f"{plan.revision}")
        words.say(turn.session, plan.id, question, side, by_person_id=turn.me.id, at=turn.now, said=AGREE)
    _audit(turn, "plan:agree", owner.id, plan, plan.revision)
    after = status_of(turn.session, turn.programme, owner.id)
    whole = after.state is PlanState.AGREED
    if whole:
        plans.note_agreed(turn.session, plan, turn.now)
    tell_owner(
        turn, plan, "plan-told-agreed" if whole else "plan-told-one-agreed",
        waits=not whole, name=turn.me.name, number=plan.revision,
    )  # fmt: skip
    return _shown(turn, owner, after, turn.text("plan-agree-done", name=owner.name, number=plan.revision))


def _ask_why(turn: Turn, plan: Plan, owner: Person) -> Reply:
    version = turn.conversation.ask(WHY, turn.now, plan=plan.id, revision=plan.revision)
    items = [quick.choice(turn.text("plan-leave"), LeavePlan(yes=False, conversation=version))]
    return say(turn.text("plan-why", name=owner.name), quick_replies=items)


def _read(turn: Turn, plan_id: int) -> tuple[Plan, Person, PlanStatus, tuple[Side, ...]] | None:
    """Return a plan on which the speaker may say the word of another side than its owner's, with what stands in it."""
    plan = plans.held(turn.session, plan_id)
    owner = people.by_id(turn.session, plan.person_id) if plan is not None else None
    if plan is None or owner is None:
        return None
    mine = sides.sides_of(turn.session, turn.programme, owner, turn.me.id, turn.day)
    mine = tuple(side for side in mine if side is not Side.PARTICIPANT)
    return (plan, owner, status_of(turn.session, turn.programme, owner.id), mine) if mine else None


def _shown(turn: Turn, owner: Person, found: PlanStatus, said: str) -> Reply:
    leave_question(turn)
    card = card_of(turn, owner, found, turn.me, turn.text)
    return Reply([text_message(said), *card.messages], card.about)


def _with_card(turn: Turn, said: str) -> Reply:
    leave_question(turn)
    card = own_card(turn)
    return Reply([text_message(said), *card.messages], card.about)


def _audit(turn: Turn, act: str, person_id: int, plan: Plan, revision: int) -> None:
    actor = f"person:{turn.me.id}"
    audit.record(turn.session, turn.now, actor, act, person_id, plan=plan.id, revision=revision)


def _gives_reason(turn: Turn) -> bool:
    is_answer = not turn.is_command or turn.intent in INTENTS.declines
    return is_fresh(turn) and is_answer and not tells_others(turn)


routes = [
    on_postback(SendPlan, PARTICIPANTS)(send),
    on_label("plan-send", roles=PARTICIPANTS)(send),
    on_postback(AnswerPlan, OVERSEERS)(answer),
    on_open(WHY, roles=OVERSEERS, when=_gives_reason)(take_reason),
]
