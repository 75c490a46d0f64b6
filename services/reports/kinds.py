"""Every kind of paper in one table, which the command, the chat and the web read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from models.people.people import Role
from services.papers.fields import Fields
from services.reports.asked import PaperAsked, PaperSource
from services.reports.certificate import CERTIFICATE_EXAMPLE, certificate_fields, certificate_parts
from services.reports.codes import CODES_EXAMPLE, codes_fields
from services.reports.development import DEVELOPMENT_EXAMPLE, development_fields
from services.reports.evaluation import EVALUATION_EXAMPLE, evaluation_fields
from services.reports.mentor import MENTOR_EXAMPLE, mentor_fields
from services.reports.participant import PARTICIPANT_EXAMPLE, participant_fields
from services.reports.plan import PLAN_EXAMPLE, plan_fields
from services.reports.situation import ROOMS, SITUATION_EXAMPLE, situation_fields
from services.reports.summary import SUMMARY_EXAMPLE, summary_fields

COORDINATORS: Final = frozenset((Role.COORDINATOR,))
MENTORS: Final = frozenset((Role.MENTOR,))
OVERSEERS: Final = frozenset((Role.MENTOR, Role.COORDINATOR))
EVERYBODY: Final = frozenset((Role.PARTICIPANT, Role.MENTOR, Role.COORDINATOR))  # about whom is in their scope


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper. Its template is KIND.docx; its name in words `paper-KIND` and `paper-KIND-about`.

    `gather` returns the fields within the scope of who asks; `example` has each field with an example, by which
    templates are checked. `roles` may ask for it. `of_person`: it is about one person; `of_round`: about a rating
    round. Who has the role `own` and names nobody asks for their own.
    `rooms`: it must fit on one page, and may be gathered with so many steps of brevity, the last of which says least.
    `issues`: gathering its fields stores something, such as new codes, so that its source has a session that writes.
    `parts`, if there is one, yields the fields of a long paper part by part, each of which begins a page.
    `needs`: what a programme without such a paper has not: a section, or rounds.
    """

    key: str
    gather: Callable[[PaperSource, PaperAsked, int], Fields]
    example: Fields
    roles: frozenset[Role]
    of_person: bool = False
    own: Role = Role.PARTICIPANT
    of_round: bool = False
    of_days: bool = True
    rooms: int | None = None
    issues: bool = False
    parts: Callable[[PaperSource, PaperAsked], Iterator[Fields]] | None = None
    needs: Literal["development", "has_rounds", "certificate", "plan"] | None = None


KINDS: Final = {
    one.key: one
    for one in (
        PaperKind("summary", summary_fields, SUMMARY_EXAMPLE, OVERSEERS),
        PaperKind("situation", situation_fields, SITUATION_EXAMPLE, OVERSEERS, rooms=len(ROOMS)),
        PaperKind("participant", participant_fields, PARTICIPANT_EXAMPLE, EVERYBODY, of_person=True),
        PaperKind("mentor", mentor_fields, MENTOR_EXAMPLE, MENTORS, of_person=True, own=Role.MENTOR),
        PaperKind(
            "evaluation",
            evaluation_fields,
            EVALUATION_EXAMPLE,
            COORDINATORS,
            of_round=True,
            of_days=False,
            needs="has_rounds",
        ),
        PaperKind(
            "certificate",
            certificate_fields,
            CERTIFICATE_EXAMPLE,
            EVERYBODY,
            of_days=False,
            parts=certificate_parts,
            needs="certificate",
        ),
        PaperKind("codes", codes_fields, CODES_EXAMPLE, COORDINATORS, of_days=False, issues=True),
        PaperKind("plan", plan_fields, PLAN_EXAMPLE, EVERYBODY, of_person=True, of_days=False, needs="plan"),
        PaperKind(
            "development",
            development_fields,
            DEVELOPMENT_EXAMPLE,
            COORDINATORS,
            of_days=False,
            needs="development",
        ),
    )
}
