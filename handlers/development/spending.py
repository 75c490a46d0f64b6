"""What was spent on the courses of the plan, as the committee says it: reported, listed, each sum taken back.

question       its answers and exits
dev_spending   (data: number) the sum shown last, by whose button's label it is taken back
"""

from __future__ import annotations

from typing import Final

from bot.cards import quick_replies as quick
from bot.cards.unit_list import UnitLine
from bot.inbound.router import on_label, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ShowDevelopment, TakeSpendingBack
from handlers.conversation import is_asked, leave_question
from handlers.development.lists import listed
from handlers.development.seen import sees_all, stale, terms_of
from handlers.roles import WITH_A_ROLE
from models.development import revisions
from models.people import people
from services.development.courses import Course, courses
from services.development.revising import MOST_BAHT, spend, take_spending_back
from thai.dates import short_day
from thai.plan_changes import SpendingSaid

SUM: Final = "dev_spending"


def report_spending(turn: Turn, said: SpendingSaid) -> Reply:
    """Store what was spent on a course, and say when all of it is more than is planned."""
    leave_question(turn)
    text = turn.text
    if not sees_all(turn):
        return say(text("dev-not-yours"), quick_replies=[quick.command(text, "menu")])
    course = next((one for one in _every(turn) if one.number == said.number), None)
    if course is None:
        year = quick.choice(text("dev-view-year"), ShowDevelopment("year"))
        return say(text("dev-no-course", number=said.number), quick_replies=[year])
    before = revisions.spent(turn.session).get(course.key, 0)
    if not 0 < said.amount <= MOST_BAHT - before:
        return say(text("dev-amount-range", most=f"{MOST_BAHT:,}"), quick_replies=[_budget(turn)])
    made = spend(turn.session, course, said.amount, turn.day, by=turn.me, at=turn.now)
    whole = before + said.amount
    stored = text(
        "dev-spending-stored", number=course.number, name=course.name, amount=f"{said.amount:,}",
        whole=f"{whole:,}", budget=f"{course.budget:,}", over=int(whole > course.budget),
    )  # fmt: skip
    turn.conversation.ask(SUM, turn.now, number=made.id)
    return say(stored, quick_replies=[_back(turn, made.id), _list(turn), _budget(turn), quick.command(text, "menu")])


def show_spendings(turn: Turn, view: ShowDevelopment) -> Reply:
    """List what was reported, the newest first. A tap on a sum, or its number, opens it."""
    if not sees_all(turn):
        return stale(turn)
    text, known = turn.text, {one.key: one for one in _every(turn)}
    found = revisions.spendings(turn.session)
    if not found:
        return say(text("dev-spendings-none"), quick_replies=[_budget(turn)])
    names = people.by_ids(turn.session, [one.by_person_id for one in found])
    lines = [
        UnitLine(
            text("dev-sum-line", number=number, course=_name(turn, known.get(one.course), one.course)),
            text("dev-baht", amount=f"{one.amount:,}"),
            (f"{short_day(one.day, text.language)} · {names[one.by_person_id].name}",),
            button=ShowDevelopment("spending", None, one.id),
        )
        for number, one in enumerate(found, 1)
    ]
    return listed(
        turn, view, title=text("dev-spendings-title", count=len(found)), below="", lines=lines,
        notes=[text("dev-spendings-how")], others=[(text("dev-view-budget"), ShowDevelopment("budget"))],
        entries=[one.id for one in found],
    )  # fmt: skip


def show_spending(turn: Turn, view: ShowDevelopment) -> Reply:
    """Show one sum, with the button that takes it back."""
    made = revisions.spending(turn.session, view.number or 0) if sees_all(turn) else None
    if made is None or made.taken_back:
        return stale(turn)
    course = next((one for one in _every(turn) if one.key == made.course), None)
    said = turn.text(
        "dev-spending-shown", course=_name(turn, course, made.course), amount=f"{made.amount:,}",
        day=short_day(made.day, turn.text.language),
    )  # fmt: skip
    turn.conversation.ask(SUM, turn.now, number=made.id)
    return say(said, quick_replies=[_back(turn, made.id), _list(turn), quick.command(turn.text, "menu")])


def take_back_tapped(turn: Turn, button: TakeSpendingBack) -> Reply:
    """Take a sum back: whoever may report spending may correct it."""
    if turn.programme.development is None or not sees_all(turn):
        return stale(turn)
    made = take_spending_back(turn.session, button.number, by=turn.me, at=turn.now)
    leave_question(turn)
    if made is None:
        return stale(turn)
    return say(
        turn.text("dev-spending-taken-back", amount=f"{made.amount:,}"), quick_replies=[_list(turn), _budget(turn)]
    )


def take_back_typed(turn: Turn) -> Reply:
    return take_back_tapped(turn, TakeSpendingBack(int(turn.conversation.data["number"])))


def list_typed(turn: Turn) -> Reply:
    return show_spendings(turn, ShowDevelopment("spendings"))


def _is_here(turn: Turn) -> bool:
    return turn.programme.development is not None and sees_all(turn)


def _every(turn: Turn) -> list[Course]:
    return courses(turn.session, terms_of(turn), turn.text.language, dropped=True)


def _name(turn: Turn, course: Course | None, key: str) -> str:
    return turn.text("dev-course-line", number=course.number, name=course.name) if course else key


def _back(turn: Turn, number: int) -> dict[str, object]:
    return quick.choice(turn.text("dev-spending-back"), TakeSpendingBack(number))


def _list(turn: Turn) -> dict[str, object]:
    return quick.choice(turn.text("dev-view-spendings"), ShowDevelopment("spendings"))


def _budget(turn: Turn) -> dict[str, object]:
    return quick.choice(turn.text("dev-view-budget"), ShowDevelopment("budget"))


def _is_shown(turn: Turn) -> bool:
    return is_asked(turn, SUM)


routes = [
    on_label("dev-view-spendings", roles=WITH_A_ROLE, when=_is_here)(list_typed),
    on_postback(TakeSpendingBack, WITH_A_ROLE)(take_back_tapped),
    on_label("dev-spending-back", roles=WITH_A_ROLE, when=_is_shown)(take_back_typed),
]
