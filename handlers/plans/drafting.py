"""Drafts one's own plan: goal by goal, part by part, by buttons and words. What was said is stored at once."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.line.numbers import LABEL_GRAPHEMES
from bot.line.text_length import shorten, utf16
from bot.outbound.reply import Reply, say, text_message
from bot.postback import AddGoal, ChangeGoal, ChooseForGoal, GoalDayPicked, LeavePlan, OpenGoal, RemoveGoal
from handlers.conversation import context, is_fresh, leave_question
from handlers.days_meant import iso_day
from handlers.plans.showing import own_card
from handlers.roles import PARTICIPANTS
from models.people import audit
from models.plans import goals, plans
from models.plans.goals import PARTS, GoalPart, PlanGoal
from programmes.plans import months_later
from services.plans import asking
from thai.dates import short_day
from thai.days_to_come import day_to_come
from thai.intents import INTENTS
from thai.single_answers import read_number

PART: Final = "plan_part"  # asks for a part of a goal; data: goal (0: a new one), part, walk (the next parts follow)
LONGEST: Final = {"what": 500, "with_whom": 200}  # UTF-16 units
LABEL: Final = LABEL_GRAPHEMES["quick_reply"]
MONTHS_OFFERED: Final = 6
SHORTEST_WORK: Final = 40  # characters; longer words that read like an entry do not answer a question with buttons


def add_goal(turn: Turn, button: AddGoal | None = None) -> Reply:
    """Begin another goal: ask what it is to develop, or take the competency that was tapped."""
    refused = _refused(turn)
    if refused:
        return refused
    if button is not None and button.choice is not None:
        return _begin(turn, button.choice)
    return _ask(turn, 0, "competency")


def open_goal(turn: Turn, button: OpenGoal) -> Reply:
    """Show what can be done with one goal."""
    goal = _goal(turn, button.goal)
    if goal is None:
        return _gone(turn)
    leave_question(turn)
    items = [
        quick.choice(turn.text(f"plan-change-{part.replace('_', '-')}"), ChangeGoal(goal.number, part))
        for part in (*goal.missing, *(part for part in PARTS if part not in goal.missing))
    ]
    items.append(quick.choice(turn.text("plan-remove"), RemoveGoal(goal.number, yes=False)))
    what = goal.what or turn.text("plan-no-what")
    said = turn.text("plan-goal-what-to-do", number=goal.number, what=what)
    return say(said, quick_replies=[*items, quick.command(turn.text, "my_plan")])


def change_goal(turn: Turn, button: ChangeGoal) -> Reply:
    """Ask for one part of a goal."""
    goal, part = _goal(turn, button.goal), _part(button.goal_part)
    if goal is None or part is None:
        return _gone(turn)
    return _refused(turn) or _ask(turn, goal.number, part, walk=bool(goal.missing) and part in goal.missing)


def choose(turn: Turn, button: ChooseForGoal) -> Reply:
    """Take a tapped value for a part of a goal."""
    goal, part = _goal(turn, button.goal), _part(button.goal_part)
    if goal is None or part is None:
        return _gone(turn)
    value = _chosen(turn, part, button.choice or "")
    if value is None:
        return _ask(turn, goal.number, part, walk=_walks(turn, goal, part))
    return _refused(turn) or _store(turn, goal, part, None if value == "" else value, walk=_walks(turn, goal, part))


def pick_day(turn: Turn, button: GoalDayPicked) -> Reply:
    """Take the day of the date picker."""
    goal = _goal(turn, button.goal)
    if goal is None:
        return _gone(turn)
    day = _day_in_time(turn, iso_day(turn.event.postback_params.get("date")))
    walk = _walks(turn, goal, "by_day")
    if day is None:
        return _ask(turn, goal.number, "by_day", walk=walk, before=_not_in_time(turn))
    return _refused(turn) or _store(turn, goal, "by_day", day, walk=walk)


def take_words(turn: Turn, words: str) -> Reply:
    """Take the words that answer the open question about a goal."""
    data = turn.conversation.data
    number, part, walk = int(data["goal"]), _part(str(data["part"])), bool(data.get("walk"))
    goal = _goal(turn, number) if number else None
    if part == "with_whom" and goal is not None and (turn.says("plan-with-nobody") or turn.intent == "skip"):
        return _refused(turn) or _store(turn, goal, part, None, walk=walk)
    if part is None or turn.says("plan-leave") or (turn.is_command and turn.intent in INTENTS.declines):
        return leave(turn)
    refused = _refused(turn)
    if refused:
        return refused
    if part in LONGEST:
        if utf16(words) > LONGEST[part]:
            return _ask(turn, number, part, walk=walk, before=turn.text("plan-too-long", most=LONGEST[part]))
        value: str | date | None = words
    elif part == "by_day":
        value = _day_in_time(turn, day_to_come(words, context(turn)))
        if value is None:
            return _ask(turn, number, part, walk=walk, before=_not_in_time(turn))
    else:
        value = _named(turn, part, words)
        if value is None:
            return _ask(turn, number, part, walk=walk, before=turn.text("plan-not-in-list"))
    if not number:
        return _begin(turn, str(value))
    return _gone(turn) if goal is None else _store(turn, goal, part, value, walk=walk)


def remove(turn: Turn, button: RemoveGoal) -> Reply:
    """Ask whether a goal is to be taken out, then take it out. Revisions that were sent keep it."""
    goal = _goal(turn, button.goal)
    plan = plans.of_person(turn.session, turn.me.id)
    if goal is None or plan is None:
        return _gone(turn)
    refused = _refused(turn)
    if refused:
        return refused
    if not button.yes:
        leave_question(turn)
        items = [quick.choice(turn.text("plan-remove-yes"), RemoveGoal(goal.number, yes=True))]
        said = turn.text("plan-remove-sure", number=goal.number, what=goal.what or turn.text("plan-no-what"))
        return say(said, quick_replies=[*items, quick.command(turn.text, "my_plan")])
    goals.remove(turn.session, plan, goal)
    _audit(turn, "plan:remove_goal", plan.id, button.goal)
    return _with_card(turn, turn.text("plan-removed", number=button.goal))


def leave(turn: Turn, _: LeavePlan | None = None) -> Reply:
    """Close the open question. What was stored stays in the draft."""
    turn.conversation.close(turn.now)
    return say(
        turn.text("plan-left"), quick_replies=[quick.command(turn.text, "my_plan"), quick.command(turn.text, "menu")]
    )


# ── asking ──


def _ask(turn: Turn, number: int, part: GoalPart, *, walk: bool = True, before: str | None = None) -> Reply:
    """Ask for a part of a goal; `walk`: the parts that are missing are asked after it."""
    version = turn.conversation.ask(PART, turn.now, goal=number, part=part, walk=walk)
    said = turn.text(f"plan-ask-{part.replace('_', '-')}", number=number)
    lines = [*([before] if before else []), said]
    options = _options(turn, part)
    lines += [f"{place}. {label}" for place, (_, label) in enumerate(options, 1)] if part in _KEYED else []
    items = [
        quick.choice(shorten(label, LABEL, "graphemes"), _button(number, part, key), label) for key, label in options
    ]
    if part == "by_day":
        items.append(_picker(turn, number))
    items.append(quick.choice(turn.text("plan-leave"), LeavePlan(yes=False, conversation=version)))
    return say("\n".join(lines), quick_replies=items)


_KEYED: Final = ("competency", "method")


def _options(turn: Turn, part: GoalPart) -> list[tuple[str, str]]:
    """Return (key, label) of what can be tapped for a part."""
    language = turn.text.language
    if part == "competency":
        return [(one.key, one.label(language)) for one in turn.programme.competencies]
    if part == "method" and turn.programme.plan is not None:
        return [(one.key, one.label(language)) for one in turn.programme.plan.methods]
    if part == "by_day":
        return [(day.isoformat(), short_day(day, language)) for day in _month_ends(turn)]
    if part == "with_whom":
        return [("mentor", turn.programme.roles.mentor(language)), ("none", turn.text("plan-with-nobody"))]
    return []


def _month_ends(turn: Turn) -> Sequence[date]:
    """Return the last days of the months to come, and the programme's last day."""
    last, first = turn.programme.end, turn.day.replace(day=1)
    ends = [months_later(first, count) - timedelta(days=1) for count in range(1, MONTHS_OFFERED + 1)]
    return [*(day for day in ends if turn.day <= day < last), last]


def _picker(turn: Turn, number: int) -> dict[str, Any]:
    action = {
        "type": "datetimepicker",
        "label": turn.text("plan-pick-day"),
        "data": GoalDayPicked(number).pack(),
        "mode": "date",
        "initial": turn.day.isoformat(),
        "min": turn.day.isoformat(),
        "max": turn.programme.end.isoformat(),
    }
    return {"type": "action", "action": action}


def _button(number: int, part: GoalPart, key: str) -> AddGoal | ChooseForGoal:
    return ChooseForGoal(number, part, key) if number else AddGoal(key)


# ── reading ──


def _chosen(turn: Turn, part: GoalPart, key: str) -> str | date | None:
    """Return the value of a tapped choice, "" for nobody, or None if there is no such choice."""
    if part == "by_day":
        return _day_in_time(turn, iso_day(key))
    label = dict(_options(turn, part)).get(key)
    if part == "with_whom":
        return "" if key == "none" else label
    return key if label is not None else None


def _named(turn: Turn, part: GoalPart, words: str) -> str | None:
    """Return the key of an option whose number or label was typed."""
    options = _options(turn, part)
    number = read_number(words) if len(words.strip()) <= 3 else None
    if number is not None:
        return options[number - 1][0] if 1 <= number <= len(options) else None
    said = words.casefold().replace(" ", "")
    same = [key for key, label in options if label.casefold().replace(" ", "") == said]
    like = [key for key, label in options if said and said in label.casefold().replace(" ", "")]
    return same[0] if same else like[0] if len(like) == 1 else None


def _day_in_time(turn: Turn, day: date | None) -> date | None:
    """Return a day by which something can be done in the programme: from today to its end."""
    return day if day is not None and turn.day <= day <= turn.programme.end else None


def _not_in_time(turn: Turn) -> str:
    return turn.text("plan-day-not-in-time", last=short_day(turn.programme.end, turn.text.language))


def _part(name: str) -> GoalPart | None:
    return next((part for part in PARTS if part == name), None)


# ── storing ──


def _begin(turn: Turn, competency: str) -> Reply:
    if competency not in {one.key for one in turn.programme.competencies}:
        return _ask(turn, 0, "competency")
    plan = plans.ensure(turn.session, turn.me.id, turn.now)
    most = turn.programme.plan.most_goals if turn.programme.plan else 0
    drafted = goals.in_revision(goals.rows_of(turn.session, [plan.id])[plan.id], plan.draft)
    if len(drafted) >= most:
        return _with_card(turn, turn.text("plan-full", most=most))
    goal = goals.add(turn.session, plan, competency)
    _audit(turn, "plan:add_goal", plan.id, goal.number)
    return _ask(turn, goal.number, "what")


def _store(turn: Turn, goal: PlanGoal, part: GoalPart, value: str | date | None, *, walk: bool) -> Reply:
    """Store a part; then ask for the next one, or show the plan."""
    plan = plans.ensure(turn.session, turn.me.id, turn.now)
    stored = goals.change(turn.session, plan, goal, part, value, turn.event.message_id if turn.event.text else None)
    _audit(turn, "plan:change_goal", plan.id, goal.number)
    if walk:
        missing = stored.missing
        if missing:
            return _ask(turn, stored.number, missing[0])
        if part != "with_whom" and not stored.with_whom:
            return _ask(turn, stored.number, "with_whom")
    return _with_card(turn, turn.text("plan-goal-stored", number=stored.number))


def _with_card(turn: Turn, said: str) -> Reply:
    turn.conversation.close(turn.now)
    card = own_card(turn)
    return Reply([text_message(said), *card.messages], card.about)


def _walks(turn: Turn, goal: PlanGoal, part: GoalPart) -> bool:
    """Return whether the next parts are asked after a tap: as the open question says, else if they are missing."""
    data = turn.conversation.data if turn.conversation.open == PART else {}
    if data.get("goal") == goal.number and data.get("part") == part:
        return bool(data.get("walk"))
    return bool(goal.missing)


def _goal(turn: Turn, number: int) -> PlanGoal | None:
    plan = plans.of_person(turn.session, turn.me.id)
    return goals.owned(turn.session, plan, number) if plan is not None else None


def _refused(turn: Turn) -> Reply | None:
    """Return what to say if goals cannot be written today."""
    plan = turn.programme.plan
    if plan is None:
        return say(turn.text("plan-none-in-programme"), quick_replies=[quick.command(turn.text, "menu")])
    if asking.may_be_written(turn.programme, turn.day):
        return None
    turn.conversation.close(turn.now)
    items = [quick.command(turn.text, "my_plan"), quick.command(turn.text, "menu")]
    if turn.day < plan.opens:
        return say(turn.text("plan-not-yet", day=short_day(plan.opens, turn.text.language)), quick_replies=items)
    return say(turn.text("plan-over"), quick_replies=items)


def _gone(turn: Turn) -> Reply:
    items = [quick.command(turn.text, "my_plan"), quick.command(turn.text, "menu")]
    return say(turn.text("plan-no-such-goal"), quick_replies=items)


def _audit(turn: Turn, act: str, plan_id: int, goal: int) -> None:
    audit.record(turn.session, turn.now, f"person:{turn.me.id}", act, turn.me.id, plan=plan_id, goal=goal)


def _answering(turn: Turn) -> str | None:
    """Return the words that answer the open question: all but another command alone, and, where buttons answer, words
    that tell of work done."""
    words = turn.event.text or ""
    if not is_fresh(turn):
        return None
    declines = turn.intent in INTENTS.declines
    if turn.is_command and not declines and not turn.says("plan-leave"):
        return None
    asked = str(turn.conversation.data.get("part"))
    if asked not in LONGEST and turn.intent == "log_activity" and len(words) > SHORTEST_WORK:
        return None
    return words


routes = [
    on_postback(AddGoal, PARTICIPANTS)(add_goal),
    on_postback(OpenGoal, PARTICIPANTS)(open_goal),
    on_postback(ChangeGoal, PARTICIPANTS)(change_goal),
    on_postback(ChooseForGoal, PARTICIPANTS)(choose),
    on_postback(GoalDayPicked, PARTICIPANTS)(pick_day),
    on_postback(RemoveGoal, PARTICIPANTS)(remove),
    on_open(PART, roles=PARTICIPANTS).reading(_answering)(take_words),
    on_label("plan-add", roles=PARTICIPANTS)(add_goal),
]
