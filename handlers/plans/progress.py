"""Asks how goals are, one after another: in the monthly check-in, in the end, and months after it about the duties."""

from dataclasses import dataclass
from typing import Any

from bot.cards import quick_replies as quick
from bot.inbound.router import on_intent, on_open, on_postback
from bot.inbound.turn import Turn
from bot.line.numbers import LABEL_GRAPHEMES
from bot.line.text_length import shorten
from bot.outbound.reply import Reply, say, text_message
from bot.postback import AnswerGoal, AskProgress, LeavePlan
from handlers.conversation import is_fresh, leave_question, menu_and_help, tells_others
from handlers.plans import agreeing, drafting, duties
from handlers.plans.after_the_end import PROGRESS, THEIRS, WORDS
from handlers.plans.showing import gone, own_card, show_of_others
from handlers.plans.telling import tell_side
from handlers.plans.values import card_of
from handlers.roles import OVERSEERS
from models.people import audit, people
from models.people.people import Person, Role
from models.plans import plans, words
from models.plans.plans import Plan
from models.plans.words import SAID, STUCK, WHOLE, PlanQuestion, PlanTopic, Side
from services.plans import asking, sides
from services.plans.in_words import period_of
from services.plans.status import PlanStatus, status_of
from thai.dates import short_day
from thai.intents import INTENTS
from thai.single_answers import read_number

QUESTIONS = (PROGRESS, WORDS, drafting.PART, agreeing.WHY, duties.WRITE, duties.WHY)  # that LeavePlan leaves
WANT_WORDS = (STUCK, "not_reached", "not_yet")  # what is said with a reason, if the person gives one
GOAL_UNITS = 300
SHORTEST_WORK = 40  # characters; longer words that read like an entry are one


@dataclass(frozen=True, slots=True)
class PlanAsked:
    """A plan about which somebody is asked, with the sides whose word they may say."""

    plan: Plan
    owner: Person
    status: PlanStatus
    mine: tuple[Side, ...]


def begin(turn: Turn) -> Reply:
    """Answer "my check-in": ask what is to be asked today, or say when it will be."""
    plan = plans.of_person(turn.session, turn.me.id) if turn.programme.plan else None
    read = _read(turn, plan.id) if plan is not None else None
    return _with_own_card(turn, _nothing_open(turn)) if read is None else _ask_next(turn, read)


def begin_tapped(turn: Turn, button: AskProgress) -> Reply:
    read = _read(turn, button.plan)
    return gone(turn) if read is None else _ask_next(turn, read)


def answer(turn: Turn, button: AnswerGoal) -> Reply:
    """Take a tapped answer about a goal, or about the duties."""
    read = _read(turn, button.plan)
    question = PlanQuestion(PlanTopic(button.asked), button.period, button.goal or WHOLE)
    if read is None or button.said not in SAID[question.asked]:
        return gone(turn)
    side = _side(turn, read, question)
    if side is None:
        return _ask_next(turn, read, before=turn.text("plan-asked-over"))
    return _store(turn, read, question, side, button.said)


def take_words(turn: Turn, said: str) -> Reply:
    """Take words while a goal is asked about: an answer's label or number, or more words about it."""
    read, question, side = _open(turn)
    if _declines(turn):
        return leave(turn)
    if read is None or question is None or side is None:
        turn.conversation.close(turn.now)
        return gone(turn)
    key = _key_said(turn, question.asked, said)
    if key is not None:
        return _store(turn, read, question, side, key)
    _say(turn, read, question, side, own=said)
    return _ask(turn, _again(turn, read), question, side, before=turn.text("plan-words-kept"))


def take_reason(turn: Turn) -> Reply:
    """Take the words after "what is in the way?", then ask the next question."""
    read, question, side = _open(turn)
    if read is None or question is None or side is None:
        turn.conversation.close(turn.now)
        return gone(turn)
    if not _declines(turn):
        _say(turn, read, question, side, own=turn.event.text or "")
    return _after(turn, _again(turn, read), question, side)


def leave(turn: Turn, button: LeavePlan | None = None) -> Reply:
    """Close the open question about a plan, or go on without words. What was answered stays."""
    asked = turn.conversation.open
    if button is not None and (asked not in QUESTIONS or button.conversation != turn.conversation.version):
        return say(turn.text("button-stale"), quick_replies=menu_and_help(turn.text))
    if button is not None and asked == WORDS and button.yes:
        read, question, side = _open(turn)
        if read is not None and question is not None and side is not None:
            return _after(turn, read, question, side)
    if asked in (PROGRESS, WORDS):
        turn.conversation.close(turn.now)
        items = [quick.command(turn.text, "plan_checkin"), quick.command(turn.text, "menu")]
        return say(turn.text("plan-progress-left"), quick_replies=items)
    return drafting.leave(turn) if turn.role is Role.PARTICIPANT else agreeing.leave(turn)


# ── asking ──


def _ask_next(turn: Turn, read: PlanAsked, before: str | None = None) -> Reply:
    for side in read.mine:
        questions = asking.to_be_asked(turn.programme, read.status, side, turn.day)
        if questions:
            return _ask(turn, read, questions[0], side, before=before)
    return _finished(turn, read, before or _nothing_open(turn))


def _ask(turn: Turn, read: PlanAsked, question: PlanQuestion, side: Side, *, before: str | None = None) -> Reply:
    turn.conversation.ask(PROGRESS, turn.now, **_data(read, question, side))
    labels = [(key, turn.text(_label(key))) for key in SAID[question.asked]]
    goal = question.goal or None
    items = [
        quick.choice(label, AnswerGoal(read.plan.id, question.asked, question.period, key, goal))
        for key, label in labels
    ]
    items.append(quick.choice(turn.text("plan-leave"), LeavePlan(yes=False, conversation=turn.conversation.version)))
    numbered = [f"{place}. {label}" for place, (_, label) in enumerate(labels, 1)]
    lines = [*([before] if before else []), *_question(turn, read, question), *numbered]
    return say("\n".join(lines), quick_replies=items)


def _question(turn: Turn, read: PlanAsked, question: PlanQuestion) -> list[str]:
    """Return the question in words: which goal of how many, or the duties as the agency wrote them."""
    mine = read.owner.id == turn.me.id
    period = period_of(question.asked, question.period, turn.text)
    lines = [] if mine else [turn.text("plan-about", name=read.owner.name)]
    if question.asked is PlanTopic.FOLLOW_UP:
        duties = read.status.duties
        said = shorten(duties.words or "" if duties else "", GOAL_UNITS, "utf16")
        return [*lines, turn.text("plan-question-follow-up", when=period, words=said)]
    numbers = [goal.number for goal in read.status.goals_in_force]
    goal = next(goal for goal in read.status.goals_in_force if goal.number == question.goal)
    what = shorten(goal.what or turn.text("plan-no-what"), GOAL_UNITS, "utf16")
    by = turn.text("plan-by", day=short_day(goal.by_day, turn.text.language)) if goal.by_day else ""
    key = f"plan-question-{question.asked.replace('_', '-')}"
    place = numbers.index(goal.number) + 1
    return [*lines, turn.text(key, when=period, place=place, of=len(numbers), what=what, by=by)]


def _nothing_open(turn: Turn) -> str:
    """Return why nothing is asked today, and when it will be."""
    coming = [day for _, day in turn.programme.check_ins if day > turn.day]
    if coming:
        return turn.text("plan-nothing-asked-until", day=short_day(min(coming), turn.text.language))
    return turn.text("plan-nothing-asked")


# ── storing ──


def _store(turn: Turn, read: PlanAsked, question: PlanQuestion, side: Side, said: str) -> Reply:
    _say(turn, read, question, side, said=said)
    again = _again(turn, read)
    if said in WANT_WORDS:
        turn.conversation.ask(WORDS, turn.now, **_data(read, question, side))
        items = [quick.choice(turn.text("plan-no-words"), LeavePlan(yes=True, conversation=turn.conversation.version))]
        return say(turn.text("plan-what-is-in-the-way"), quick_replies=items)
    return _after(turn, again, question, side)


def _after(turn: Turn, read: PlanAsked, question: PlanQuestion, side: Side) -> Reply:
    """Ask the next question of the same kind; after the last one show the plan, and tell the mentor who is stuck."""
    left = [
        one for one in asking.to_be_asked(turn.programme, read.status, side, turn.day) if one.asked is question.asked
    ]
    if left:
        return _ask(turn, read, left[0], side, before=turn.text("plan-noted"))
    if question.asked is PlanTopic.CHECK_IN:
        _tell_stuck(turn, read, question.period)
    return _finished(turn, read, turn.text(f"plan-all-noted-{question.asked.replace('_', '-')}"))


def _tell_stuck(turn: Turn, read: PlanAsked, month: str) -> None:
    """Tell the mentor in which goals somebody is stuck, with their words."""
    stuck = [
        word for word in read.status.said if (word.asked, word.period, word.said) == (PlanTopic.CHECK_IN, month, STUCK)
    ]
    if stuck:
        said = " · ".join(word.words for word in stuck if word.words) or "–"
        tell_side(turn, read.owner, Side.MENTOR, "plan-told-stuck", waits=True,
                  name=read.owner.name, count=len(stuck), words=shorten(said, GOAL_UNITS, "utf16"))  # fmt: skip


def _finished(turn: Turn, read: PlanAsked, said: str) -> Reply:
    leave_question(turn)
    card = card_of(turn, read.owner, read.status, turn.me, turn.text)
    return Reply([text_message(said), *card.messages], card.about)


def _say(
    turn: Turn, read: PlanAsked, question: PlanQuestion, side: Side, *, said: str | None = None, own: str | None = None
) -> None:
    words.say(
        turn.session, read.plan.id, question, side, by_person_id=turn.me.id, at=turn.now, said=said,
        words=own, message_id=turn.event.message_id if own is not None else None,
    )  # fmt: skip
    audit.record(
        turn.session, turn.now, f"person:{turn.me.id}", f"plan:{question.asked}", read.owner.id,
        plan=read.plan.id, goal=question.goal,
    )  # fmt: skip


# ── reading ──


def _read(turn: Turn, plan_id: int) -> PlanAsked | None:
    """Return a plan on which the speaker may say the word of a side, or None."""
    plan = turn.session.get(Plan, plan_id)
    owner = people.by_id(turn.session, plan.person_id) if plan is not None else None
    if plan is None or owner is None:
        return None
    mine = sides.sides_of(turn.session, turn.programme, owner, turn.me.id, turn.day)
    return PlanAsked(plan, owner, status_of(turn.session, turn.programme, owner.id), mine) if mine else None


def _again(turn: Turn, read: PlanAsked) -> PlanAsked:
    """Return the plan as it stands after a word was stored."""
    return PlanAsked(read.plan, read.owner, status_of(turn.session, turn.programme, read.owner.id), read.mine)


def _side(turn: Turn, read: PlanAsked, question: PlanQuestion) -> Side | None:
    """Return as which side the speaker may answer a question today."""
    return next(
        (one for one in read.mine if asking.is_open(turn.programme, read.status, question, one, turn.day)), None
    )


def _open(turn: Turn) -> tuple[PlanAsked | None, PlanQuestion | None, Side | None]:
    """Return what the open question is about, as far as the speaker may still answer it."""
    data = turn.conversation.data
    read = _read(turn, int(data["plan"]))
    if read is None:
        return None, None, None
    question = PlanQuestion(PlanTopic(data["asked"]), str(data["period"]), int(data["goal"]))
    return read, question, _side(turn, read, question)


def _data(read: PlanAsked, question: PlanQuestion, side: Side) -> dict[str, Any]:
    return {
        "plan": read.plan.id,
        "asked": question.asked.value,
        "period": question.period,
        "goal": question.goal,
        "side": side.value,
    }


def _label(key: str) -> str:
    return f"plan-said-{key.replace('_', '-')}"


def _key_said(turn: Turn, asked: PlanTopic, said: str) -> str | None:
    """Return the answer whose label or number was typed."""
    choices = SAID[asked]
    number = (
        read_number(said) if len(said.strip()) <= LABEL_GRAPHEMES["quick_reply"] and said.strip().isdecimal() else 0
    )
    if number and 1 <= number <= len(choices):
        return choices[number - 1]
    return next((key for key in choices if turn.says(_label(key))), None)


def _with_own_card(turn: Turn, said: str) -> Reply:
    leave_question(turn)
    card = own_card(turn)
    return Reply([text_message(said), *card.messages], card.about)


def _declines(turn: Turn) -> bool:
    return turn.says("plan-leave", "plan-no-words") or (turn.is_command and turn.intent in INTENTS.declines)


def _answering(turn: Turn) -> str | None:
    """Return words that answer how a goal is, or say more about it: no other command, and no work of a day."""
    words_said = turn.event.text or ""
    if not is_fresh(turn) or (turn.is_command and turn.intent not in INTENTS.declines and not _is_label(turn)):
        return None
    if turn.intent == "log_activity" and len(words_said) > SHORTEST_WORK:
        return None
    return words_said


def _is_label(turn: Turn) -> bool:
    return turn.says("plan-leave", "plan-no-words", *(_label(key) for keys in SAID.values() for key in keys))


def _gives_reason(turn: Turn) -> bool:
    is_answer = not turn.is_command or turn.intent in INTENTS.declines or _is_label(turn)
    return is_fresh(turn) and is_answer and not tells_others(turn)


SPEAKERS = OVERSEERS | THEIRS
routes = [
    on_postback(AskProgress, SPEAKERS)(begin_tapped),
    on_postback(AnswerGoal, SPEAKERS)(answer),
    on_postback(LeavePlan, SPEAKERS)(leave),
    on_open(PROGRESS, roles=SPEAKERS).reading(_answering)(take_words),
    on_open(WORDS, roles=SPEAKERS, when=_gives_reason)(take_reason),
]
commands = [
    on_intent("plan_checkin", roles=OVERSEERS)(show_of_others),
    on_intent("plan_checkin", roles=THEIRS)(begin),
]
