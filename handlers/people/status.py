"""Shows a person's status: phase, week, area, mentor, days reported, sectors met, what comes next."""

from datetime import date, timedelta
from typing import Any

from bot.cards.status import NextStage, StatusCard, StatusMentor, status_card
from bot.inbound.router import on_intent
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from handlers.conversation import leave_question
from handlers.offered import offered
from handlers.people.open_work import whose_turn
from models.activities import activities, details
from models.messaging import chats
from models.people import leave, people
from models.people.people import Person, Role
from models.reviews import mentoring
from programmes import Stage
from services.plans import asking
from services.plans.in_words import progress_of, state_of
from services.plans.status import status_of
from thai.places import display


def show_status(turn: Turn) -> Reply:
    """Show the status card for the speaker's role."""
    leave_question(turn)
    programme, day, language = turn.programme, turn.day, turn.text.language
    phase, stage = programme.phase_on(day), programme.stage_on(day)
    role = turn.role or Role.PARTICIPANT
    area = people.area_of(turn.session, turn.me.id, stage.key, day) if stage and role is Role.PARTICIPANT else None
    values = StatusCard(
        name=turn.me.name,
        role=role.value,
        role_name=getattr(programme.roles, role)(language),
        today=day,
        phase=phase.name(language) if phase else None,
        outside=programme.outside(day) or ("gap" if programme.gap_on(day) else None),
        week=programme.week_on(day),
        stage=stage.name(language) if stage else None,
        district=display(area, language) if area and len(area) == 4 else None,
        province=display(area[:2], language) if area and len(area) == 2 else None,
        **(_own_progress(turn, stage, day) if role is Role.PARTICIPANT else {}),
        people=_looked_after(turn, day) if role is Role.MENTOR else (),
        reviews=whose_turn(turn),
        next_stage=_next_stage(turn, day, role),
        offered=offered(turn),
    )
    return Reply([status_card(values, turn.text)])


def streak(expected: list[date], reported: set[date], today: date) -> int:
    """Return how many expected days in a row were reported up to today. Today counts only if it is reported."""
    count = 0
    for day in reversed(expected):
        if day in reported:
            count += 1
        elif day != today:
            break
    return count


def _own_progress(turn: Turn, stage: Stage | None, day: date) -> dict[str, Any]:
    programme, language = turn.programme, turn.text.language
    away = leave.days_off(turn.session, [turn.me.id], programme.start, day).get(turn.me.id, set())
    expected = [one for one in programme.expected_days(programme.start, day) if one not in away]
    reported = activities.days_reported(turn.session, turn.me.id, programme.start, day)
    met = details.sectors_met(turn.session, turn.me.id)
    mentor = mentoring.mentor_of(turn.session, stage, turn.me.id, day) if stage else None
    there = offered(turn)
    days = {"days_reported": len(reported.intersection(expected)), "days_expected": len(expected)}
    sectors = {sector.label(language): met.get(sector.key, 0) for sector in programme.sectors}
    return {
        "mentor": _mentor(turn, mentor, stage) if mentor and stage else None,
        **(days if there.daily else {}),
        "streak": streak(expected, reported, day),
        "plan": _plan(turn),
        "sectors": sectors if there.sectors else {},
    }


def _plan(turn: Turn) -> str | None:
    """Return how far the development plan is, and its goals."""
    if turn.programme.plan is None or not asking.may_be_seen(turn.programme, turn.day):
        return None
    found = status_of(turn.session, turn.programme, turn.me.id)
    progress = progress_of(found, turn.text)
    return "\n".join([state_of(found, turn.programme, turn.text), *([progress] if progress else [])])


def _mentor(turn: Turn, mentor: Person, stage: Stage) -> StatusMentor:
    joined = chats.of_person(turn.session, mentor.id) is not None
    return StatusMentor(mentor.name, mentor.position or stage.mentor_role(turn.text.language), joined)


def _looked_after(turn: Turn, day: date) -> tuple[str, ...]:
    stage = turn.programme.stage_on(day) or turn.programme.next_stage(day)
    mine = mentoring.looked_after(turn.session, stage, [turn.me.id], day).get(turn.me.id, [])
    return tuple(one.name for one in mine)


def _next_stage(turn: Turn, day: date, role: Role) -> NextStage | None:
    stage = turn.programme.next_stage(day)
    if stage is None or stage.start - day > timedelta(days=45):
        return None
    area = people.area_of(turn.session, turn.me.id, stage.key, day) if role is Role.PARTICIPANT else None
    language = turn.text.language
    return NextStage(stage.name(language), stage.start, display(area, language) if area else None)


routes = [on_intent("my_status", "my_schedule")(show_status)]
