"""Every kind of paper in one table, which the command, the chat and the web read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from models.people.people import Role
from services.papers.fields import Fields
from services.reports.asked import PaperAsked, PaperSource
from services.reports.situation import ROOMS, SITUATION_EXAMPLE, situation_fields

OVERSEERS: Final = frozenset((Role.MENTOR, Role.COORDINATOR))


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper. Its template is KIND.docx; its name in words `paper-KIND` and `paper-KIND-about`.

    `gather` returns the fields within the scope of who asks; `example` has each field with an example, by which
    templates are checked. `roles` may ask for it. `of_person`: it is about one person; `of_round`: about a rating
    round.
    `rooms`: it must fit on one page, and may be gathered with so many steps of brevity, the last of which says least.
    """

    key: str
    gather: Callable[[PaperSource, PaperAsked, int], Fields]
    example: Fields
    roles: frozenset[Role]
    of_person: bool = False
    of_round: bool = False
    of_days: bool = True
    rooms: int | None = None


KINDS: Final = {
    one.key: one for one in (PaperKind("situation", situation_fields, SITUATION_EXAMPLE, OVERSEERS, rooms=len(ROOMS)),)
}
