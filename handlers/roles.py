"""Sets of roles, which say for whom a route is."""

from typing import Final

from bot.inbound.router import Roles
from bot.inbound.turn import Turn
from models.people.people import Role

PARTICIPANTS: Final[Roles] = frozenset({Role.PARTICIPANT})
MENTORS: Final[Roles] = frozenset({Role.MENTOR})
COORDINATORS: Final[Roles] = frozenset({Role.COORDINATOR})
OVERSEERS: Final[Roles] = MENTORS | COORDINATORS
WITH_A_ROLE: Final[Roles] = frozenset(Role)
WITHOUT_A_ROLE: Final[Roles] = frozenset({None})


def is_participant(turn: Turn) -> bool:
    return turn.role is Role.PARTICIPANT


def is_mentor(turn: Turn) -> bool:
    return turn.role is Role.MENTOR


def coordinates(turn: Turn) -> bool:
    return turn.role is Role.COORDINATOR
