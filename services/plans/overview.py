"""How the plans in a scope stand: who has none, whose word they wait for, who is stuck."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from models.coordination.scopes import AccessScope
from models.plans.words import STUCK, Side
from models.reviews import mentoring
from programmes import Programme
from services.plans import sides
from services.plans.status import PlanState, PlanStatus, statuses
from services.summaries.expected_people import expected_people

PORTION: Final = 1000  # people whose plans are read together
ORDER: Final = (PlanState.CHANGE, PlanState.WAITING, PlanState.DRAFT, PlanState.NONE, PlanState.AGREED)


@dataclass(frozen=True, slots=True)
class PlanOverviewLine:
    """One person. `mine` are the sides whose word the reader may say, `my_turn` those of them who have still to agree;
    `stuck` is in how many goals the person said that they are stuck."""

    person_id: int
    name: str
    agency: str | None
    status: PlanStatus
    my_turn: tuple[Side, ...] = ()
    mine: tuple[Side, ...] = ()
    stuck: int = 0

    @property
    def order(self) -> tuple[bool, bool, int, str, int]:
        return not self.my_turn, not self.stuck, ORDER.index(self.status.state), self.name, self.person_id


@dataclass(frozen=True, slots=True)
class PlanOverview:
    """All people of a scope, those first for whom the reader has to act."""

    lines: Sequence[PlanOverviewLine]

    @property
    def counts(self) -> dict[str, int]:
        """How many plans are how far; wait for whom; how many people are stuck, and have no duties written."""
        states = Counter(one.status.state.value for one in self.lines)
        waits = Counter(side.value for one in self.lines for side in one.status.waits_for)
        return {
            "agreed": states["agreed"],
            "waits-mentor": waits["mentor"],
            "waits-agency": waits["agency"],
            "change": states["change"],
            "draft": states["draft"],
            "none": states["none"],
            "stuck": sum(bool(one.stuck) for one in self.lines),
            "no-duties": sum(one.status.duties is None for one in self.lines),
        }


def of_scope(session: Session, programme: Programme, access: AccessScope, reader_id: int, day: date) -> PlanOverview:
    """Return how the plan of every participant in a scope stands, for a reader on a day."""
    seen = expected_people(session, access, programme.start, programme.end).people
    found: dict[int, PlanStatus] = {}
    ids = sorted(seen)
    for at in range(0, len(ids), PORTION):
        found |= statuses(session, programme, ids[at : at + PORTION])
    mentored = set(mentoring.answered_for(session, programme, reader_id, day))
    agencies = sides.spoken_for_by(session, {one.agency for one in seen.values() if one.agency}, reader_id, day)
    lines = []
    for person_id, one in found.items():
        known = seen[person_id]
        mine = [Side.MENTOR] if person_id in mentored else []
        mine += [Side.AGENCY] if known.agency in agencies else []
        my_turn = tuple(side for side in one.waits_for if side in mine)
        line = PlanOverviewLine(person_id, known.name, known.agency, one, my_turn, tuple(mine), stuck_goals(one))
        lines.append(line)
    return PlanOverview(sorted(lines, key=lambda one: one.order))


def stuck_goals(status: PlanStatus) -> int:
    """Return in how many goals in force a person said last that they are stuck."""
    latest = [status.latest_check_in(goal.number) for goal in status.goals_in_force]
    return sum(1 for one in latest if one is not None and one.said == STUCK)
