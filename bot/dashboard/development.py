"""`/app/development`: the development plan of an organisation. Staff see their own part; who oversees others sees what
waits, what is lacking and the budget; the committee changes the plan. Each act is the chat's own."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from flask import request
from sqlalchemy.orm import Session

from bot.dashboard.navigation import EVERYBODY
from bot.dashboard.pages import Dashboard, NotFoundHere
from bot.dashboard.visitor import Visitor
from bot.dashboard.web_turn import carry_out, turn_of, typed
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from bot.postback import ConfirmTraining, TakeSpendingBack
from bot.web.stored_ids import stored_id
from handlers.conversation import leave_question
from handlers.development import confirming, plan_changes, spending
from handlers.development.seen import length_said
from models.activities.activities import Activity
from models.coordination import scopes
from models.development import revisions, trainings
from models.development.revisions import CourseSpending
from models.people import people
from programmes.development import Development, PlanYear, year_said
from services.development.courses import Course, budgets, courses, of_year
from services.development.gaps import gaps_by_group, progress_of, staff_progress
from services.development.revising import MOST_BAHT
from thai.plan_changes import PlanChangeSaid, SpendingSaid

PLACE: Final = "/app/development"
MOST_WAITING: Final = 10  # shown; who has confirmed these sees the next
LONGEST_REASON: Final = 500
LONGEST_NAME: Final = 200
LONGEST_SUM: Final = 12  # digits


def add_development(pages: Dashboard) -> None:
    @pages.get(PLACE, EVERYBODY)
    def development(visitor: Visitor) -> Any:
        terms = _terms(visitor)
        session, language, day = visitor.session, visitor.language, visitor.day
        every = courses(session, terms, language, dropped=True)
        year = _year(terms, request.args.get("year", 0, type=int), day)
        members = trainings.staff_on(session, day, person_ids=[visitor.person.id])
        access = scopes.of_person(session, visitor.programme, visitor.person.id, day)
        oversees = bool(access.grants)
        waiting = (
            trainings.waiting(session, access.records(Activity.person_id, Activity.day), visitor.person.id)
            if oversees
            else []
        )
        staff = staff_progress(session, terms, access, day) if oversees else []
        names = people.by_ids(session, [one.activity.person_id for one in waiting[:MOST_WAITING]])
        turn = turn_of(pages, visitor)
        return pages.page(
            "development.html",
            visitor,
            title=terms.name(language),
            terms=terms,
            year=year,
            own=progress_of(session, terms, members, day)[0] if members else None,
            done=trainings.done(session, terms.first, day, person_ids=[visitor.person.id]) if members else [],
            planned=of_year([one for one in every if not one.dropped], year.number),
            budgets=budgets(session, terms, every) if oversees else [],
            groups=gaps_by_group(terms, staff),
            staff=staff,
            waiting=[(one, names[one.activity.person_id].name) for one in waiting[:MOST_WAITING]],
            left=len(waiting),
            may_change=access.is_whole,
            spendings=_spendings(session, every) if access.is_whole else [],
            length=lambda one: length_said(turn, one),
            year_said=year_said,
            bodies={one.key: one.name(language) for one in visitor.programme.owners},
            revisions=[
                (one, plan_changes.changes_said(turn, one, changed)) for one, changed in plan_changes.revisions_of(turn)
            ],
        )

    @pages.post(f"{PLACE}/trainings/<int:activity_id>", EVERYBODY)
    def confirm(visitor: Visitor, activity_id: int) -> Any:
        _terms(visitor)
        said = carry_out(
            pages, visitor, lambda turn: _alone(turn, confirming.answer(turn, ConfirmTraining(activity_id, yes=True)))
        )
        return pages.done(visitor, PLACE, said)

    @pages.post(f"{PLACE}/trainings/<int:activity_id>/return", EVERYBODY)
    def send_back(visitor: Visitor, activity_id: int) -> Any:
        _terms(visitor)
        words = typed("words", LONGEST_REASON)
        if not words:
            return pages.done(visitor, PLACE, visitor.text("web-dev-return-needed"))
        said = carry_out(
            pages, visitor, lambda turn: _alone(turn, confirming.return_training(turn, activity_id, words))
        )
        return pages.done(visitor, PLACE, said)

    @pages.post(f"{PLACE}/spending", EVERYBODY)
    def spend(visitor: Visitor) -> Any:
        _committee(visitor)
        number, amount = request.form.get("number", 0, type=stored_id), _amount(request.form.get("amount"))
        if amount is None:
            return pages.done(visitor, PLACE, visitor.text("dev-amount-range", most=f"{MOST_BAHT:,}"))
        said = SpendingSaid(number, amount)
        return pages.done(visitor, PLACE, carry_out(pages, visitor, lambda turn: spending.report_spending(turn, said)))

    @pages.post(f"{PLACE}/spending/<int:number>/back", EVERYBODY)
    def take_back(visitor: Visitor, number: int) -> Any:
        _committee(visitor)
        button = TakeSpendingBack(number)
        said = carry_out(pages, visitor, lambda turn: spending.take_back_tapped(turn, button))
        return pages.done(visitor, PLACE, said)

    @pages.post(f"{PLACE}/courses", EVERYBODY)
    def change(visitor: Visitor) -> Any:
        _committee(visitor)
        reason = typed("reason", LONGEST_REASON)
        if not reason:
            return pages.done(visitor, PLACE, visitor.text("web-dev-reason-needed"))
        said = PlanChangeSaid(
            number=request.form.get("number", 0, type=stored_id) or None,
            name=typed("name", LONGEST_NAME) or None,
            dropped=request.form.get("act") == "drop",
            budget=_amount(request.form.get("budget")),
            first=_day(request.form.get("first")),
            last=_day(request.form.get("last")),
            reason=reason,
        )

        def act(turn: Turn) -> Reply:
            return plan_changes.change(turn, said)

        return pages.done(visitor, PLACE, carry_out(pages, visitor, act))


def _terms(visitor: Visitor) -> Development:
    """Return the plan's terms; in a programme without one nothing is there."""
    if visitor.programme.development is None:
        raise NotFoundHere
    return visitor.programme.development


def _committee(visitor: Visitor) -> None:
    """Let only who sees everything in. Raises NotFoundHere."""
    _terms(visitor)
    if not scopes.of_person(visitor.session, visitor.programme, visitor.person.id, visitor.day).is_whole:
        raise NotFoundHere


def _alone(turn: Turn, reply: Reply) -> Reply:
    """Return a reply whose next card is not shown in the chat, so that no words there answer it."""
    leave_question(turn)
    return reply


def _spendings(session: Session, every: Sequence[Course]) -> list[tuple[CourseSpending, str]]:
    """Return the sums that were reported, with the course of each."""
    names = {one.key: f"{one.number}. {one.name}" for one in every}
    return [(one, names.get(one.course, one.course)) for one in revisions.spendings(session)]


def _year(terms: Development, number: int, day: date) -> PlanYear:
    known = {year.number: year for year in terms.years}
    nearest = terms.years[0] if day < terms.first else terms.years[-1]
    return known.get(number) or terms.year_on(day) or nearest


def _amount(said: str | None) -> int | None:
    plain = (said or "").replace(",", "").strip()
    if not (plain.isascii() and plain.isdigit()):
        return None
    return min(int(plain[:LONGEST_SUM]), MOST_BAHT + 1)  # what is too large is refused as such


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None
