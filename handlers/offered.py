"""What the programme of a turn has, for cards that offer it."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.cards.commands import CallOffered, Offered, had_by
from bot.inbound.turn import Turn
from models.development.trainings import staff_on
from models.people.people import Role
from programmes.calls import Call
from services.calls.progress import answers_for
from thai.dates import short_day

OFFERED_LATE: Final = timedelta(days=14)  # so long after its last day a call that takes late answers is offered


def offered(turn: Turn) -> Offered:
    """Return what the programme has for the speaker today."""
    programme, language = turn.programme, turn.text.language
    return replace(
        had_by(programme),
        learns=programme.development is not None and _is_staff(turn),
        calls=tuple(
            CallOffered(call.key, call.of, call.name(language), short_day(call.closes, language))
            for call in programme.calls
            if (turn.day <= call.closes or (call.is_open(turn.day) and turn.day <= call.closes + OFFERED_LATE))
            and (turn.role is not Role.PARTICIPANT or _answers(turn, call))
        ),
    )


def _answers(turn: Turn, call: Call) -> bool:
    """Return whether the speaker answers a call for their unit: other members of its team do not."""
    return turn.person is not None and answers_for(turn.session, call, turn.person.id, turn.day) is not None


def _is_staff(turn: Turn) -> bool:
    return turn.person is not None and bool(staff_on(turn.session, turn.day, person_ids=[turn.person.id]))
