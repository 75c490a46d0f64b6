"""What the programme of a turn has, for cards that offer it."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.cards.commands import CallOffered, Offered, had_by
from bot.inbound.turn import Turn
from models.development.trainings import staff_on
from thai.dates import short_day

OFFERED_LATE: Final = timedelta(days=14)  # so long after its last day a call that takes late answers is offered


def offered(turn: Turn) -> Offered:
    """Return what the programme has for the speaker today."""
    programme, language = turn.programme, turn.text.language
    forums, plan = programme.forums, programme.unit_plan
    answering = {seat for call in programme.calls for seat in call.answered_by}
    teams = programme.units is not None and any(seat.key not in answering for seat in programme.units.seats)
    there = {"forums": forums, "teams": teams, "plan": plan, "steps": programme.steps}
    return replace(
        had_by(programme),
        views=tuple(view for view, has in there.items() if has),
        forum=forums.name(language) if forums else "",
        forum_said=forums.said[0] if forums else "",
        unit_plan=plan.name(language) if plan else "",
        unit_plan_said=plan.said[0] if plan else "",
        learns=programme.development is not None and _is_staff(turn),
        calls=tuple(
            CallOffered(call.key, call.of, call.name(language), short_day(call.closes, language))
            for call in programme.calls
            if turn.day <= call.closes or (call.is_open(turn.day) and turn.day <= call.closes + OFFERED_LATE)
        ),
    )


def _is_staff(turn: Turn) -> bool:
    return turn.person is not None and bool(staff_on(turn.session, turn.day, person_ids=[turn.person.id]))
