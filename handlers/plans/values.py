"""The values of a plan's card, for its owner and for those who agree to it, in the reader's language."""

from collections.abc import Sequence

from bot.cards.plan import PlanCard, PlanGoalLine, plan_card
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from bot.postback import AddGoal, AnswerPlan, AskProgress, Postback, Say, SendPlan, WriteDuties
from locales.texts import Text
from models.messaging.deliveries import About
from models.people import people
from models.people.people import Person
from models.plans.goals import PlanGoal
from models.plans.words import AGREE, CHANGE, END, WHOLE, PlanQuestion, PlanTopic, PlanWord, Side
from programmes import Programme
from programmes.bangkok import bangkok_day
from services.plans import asking, sides
from services.plans.in_words import change_of, period_of, said_of, side_name, state_of
from services.plans.status import PlanStatus
from thai.dates import short_day

Acts = list[tuple[str, Postback]]


def card_of(turn: Turn, person: Person, status: PlanStatus, reader: Person, text: Text) -> Reply:
    """Return a person's plan as a card for a reader: the person, or somebody who may see it."""
    mine = reader.id == person.id
    goals = status.own_goals if mine and status.has_draft else status.sent_goals
    acts = _own_acts(turn, status) if mine else _acts(turn, person, status, reader)
    values = PlanCard(
        mine=mine,
        name=person.name,
        state=state_of(status, turn.programme, text),
        goals=tuple(_line(turn.programme, status, goal, text) for goal in goals),
        note=_note(status, text) if mine else None,
        words=_agreements(turn, status, text),
        changes=tuple(said for change in status.changes if (said := change_of(change, text))),
        duties=status.duties.words if status.duties else None,
        after=_after(turn, status, text),
        acts=tuple(acts),
        may_edit=mine and asking.may_be_written(turn.programme, turn.day),
    )
    about = About("plan", status.plan.id) if status.plan else None
    return Reply([plan_card(values, text)], about)


def _line(programme: Programme, status: PlanStatus, goal: PlanGoal, text: Text) -> PlanGoalLine:
    competency = next((one for one in programme.competencies if one.key == goal.competency), None)
    method = programme.plan.method(goal.method) if programme.plan and goal.method else None
    latest = status.latest_check_in(goal.number)
    progress = None
    if latest is not None:
        month = period_of(PlanTopic.CHECK_IN, latest.period, text)
        progress = text("plan-progress", month=month, said=said_of(latest, text))
    results = [status.word(PlanQuestion(PlanTopic.RESULT, END, goal.number), side) for side in Side]
    return PlanGoalLine(
        number=goal.number,
        competency=competency.label(text.language) if competency else goal.competency or "–",
        what=goal.what,
        method=method.label(text.language) if method else goal.method,
        by_day=goal.by_day,
        with_whom=goal.with_whom,
        missing=tuple(text(f"plan-part-{part}") for part in goal.missing),
        progress=progress,
        progress_said=latest.said if latest else None,
        results=tuple(
            text("plan-result", side=side_name(one.side, programme, text), said=said_of(one, text))
            for one in results
            if one is not None and one.said
        ),
    )


def _agreements(turn: Turn, status: PlanStatus, text: Text) -> tuple[str, ...]:
    """Return what each side said of the newest revision, or that it has not said anything yet."""
    if status.plan is None or not status.plan.revision or turn.programme.plan is None:
        return ()
    lines = []
    for key in turn.programme.plan.agreed_by:
        word = status.word(PlanQuestion(PlanTopic.REVISION, f"{status.plan.revision}"), Side(key))
        side = side_name(Side(key), turn.programme, text)
        lines.append(_signed(turn, word, side, text) if word else text("plan-word-none", side=side))
    return tuple(lines)


def _signed(turn: Turn, word: PlanWord, side: str, text: Text) -> str:
    """Return a word with the name of who said it, and when."""
    by = people.by_ids(turn.session, [word.by_person_id]).get(word.by_person_id)
    day = short_day(bangkok_day(word.at), text.language)
    return text("plan-word", side=side, name=by.name if by else "–", said=said_of(word, text), day=day)


def _after(turn: Turn, status: PlanStatus, text: Text) -> tuple[str, ...]:
    """Return who wrote the duties, what the participant said of them, and what became of them afterwards."""
    duties = status.duties
    if duties is None:
        return ()
    by = people.by_ids(turn.session, [duties.by_person_id]).get(duties.by_person_id)
    day = short_day(bangkok_day(duties.at), text.language)
    lines = [text("plan-duties-by", name=by.name if by else "–", day=day)]
    word = status.duties_word
    if word is not None:
        lines.append(_signed(turn, word, side_name(word.side, turn.programme, text), text))
    for one in status.said:
        if one.asked == PlanTopic.FOLLOW_UP and one.said:
            side = side_name(one.side, turn.programme, text)
            when = period_of(PlanTopic.FOLLOW_UP, one.period, text)
            lines.append(text("plan-follow-up", when=when, side=side, said=said_of(one, text)))
    return tuple(lines)


def _note(status: PlanStatus, text: Text) -> str | None:
    if status.plan is None or not status.has_draft:
        return None
    if not status.plan.revision:
        return text("plan-note-first")
    return text("plan-note-draft", number=status.plan.draft)


def _own_acts(turn: Turn, status: PlanStatus) -> Acts:
    """Return the buttons of one's own plan, what is due first."""
    acts: Acts = []
    may_write = asking.may_be_written(turn.programme, turn.day)
    if may_write and status.has_draft and status.own_goals:
        acts.append(("plan-send", SendPlan()))
    if status.plan is not None:
        acts += _asked(turn, status.plan.id, status, (Side.PARTICIPANT,))
    unconfirmed = status.duties is not None and (status.duties_word is None or status.duties_word.said != AGREE)
    if unconfirmed:
        acts.append(("plan-duties-open", Say("duties_on_return")))
    most = turn.programme.plan.most_goals if turn.programme.plan else 0
    if may_write and len(status.own_goals) < most:
        acts.append(("plan-add", AddGoal()))
    return acts


def _acts(turn: Turn, person: Person, status: PlanStatus, reader: Person) -> Acts:
    """Return the buttons of somebody else's plan, for those who may say the word of a side."""
    mine = sides.sides_of(turn.session, turn.programme, person, reader.id, turn.day)
    acts: Acts = []
    if status.plan is not None:
        plan = status.plan
        if still_to_agree(turn.programme, status, mine):
            acts.append(("plan-agree", AnswerPlan(plan.id, plan.revision, AGREE)))
            acts.append(("plan-ask-change", AnswerPlan(plan.id, plan.revision, CHANGE)))
        acts += _asked(turn, plan.id, status, mine)
    if Side.AGENCY in mine:
        acts.append(("plan-duties-rewrite" if status.duties else "plan-duties-write", WriteDuties(person.id)))
    return acts


def still_to_agree(programme: Programme, status: PlanStatus, mine: Sequence[Side]) -> list[Side]:
    """Return those of these sides that have not agreed to the newest revision."""
    if status.plan is None or not status.plan.revision or programme.plan is None:
        return []
    question = PlanQuestion(PlanTopic.REVISION, f"{status.plan.revision}", WHOLE)
    needed = [Side(side) for side in programme.plan.agreed_by if Side(side) in mine]
    return [side for side in needed if (word := status.word(question, side)) is None or word.said != AGREE]


def _asked(turn: Turn, plan_id: int, status: PlanStatus, mine: Sequence[Side]) -> Acts:
    """Return the button for what these sides are asked today, if they are asked anything."""
    for side in mine:
        questions = asking.to_be_asked(turn.programme, status, side, turn.day)
        if questions:
            return [(f"plan-ask-{questions[0].asked.replace('_', '-')}", AskProgress(plan_id))]
    return []
