"""`/app/obstacles`: obstacles and requests, and what is done about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask import redirect, request
from sqlalchemy import select

from bot.dashboard.address import asked
from bot.dashboard.navigation import OVERSEERS
from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere
from bot.dashboard.paging import paging, with_arguments
from bot.dashboard.people import choices
from bot.dashboard.visitor import Visitor
from bot.web.stored_ids import stored_id
from models.activities.activities import IS_COUNTED, Activity
from models.coordination import follow_ups, scopes
from models.coordination.follow_ups import FollowUp, FollowUpState
from models.coordination.scopes import AccessScope
from models.forms.submissions import Submission, SubmissionState
from models.people import audit, people
from models.people.people import Role
from services.dashboard.entries import areas_on_days
from services.summaries.difficulties import Difficulty, in_entries, in_forms
from thai.enquiries import words_of

PAGE: Final = 30
MOST: Final = 2000  # entries


@dataclass(frozen=True, slots=True)
class ObstacleLine:
    """An obstacle with what is done about it. `kind` and `about_id` name it in addresses."""

    told: Difficulty
    kind: str
    about_id: int
    state: FollowUpState
    owner_id: int | None
    owner: str | None
    until: date | None
    area: str | None = None  # where whoever wrote it worked on its day


def unfinished(visitor: Visitor, access: AccessScope, first: date, last: date) -> list[ObstacleLine]:
    """Return what is not done, the oldest first."""
    found = [one for one in _told(visitor, access, first, last) if one.state is not FollowUpState.DONE]
    return sorted(found, key=lambda one: one.told.day)


def add_obstacles(pages: Dashboard) -> None:
    @pages.get("/app/obstacles", OVERSEERS)
    def obstacles(visitor: Visitor) -> str:
        limits = asked(visitor)
        last = limits.last or visitor.day
        first = limits.first or min(visitor.programme.start, last)
        lines = sorted(_told(visitor, limits.within(visitor), first, last), key=lambda one: one.told.day)
        counts = {one: sum(line.state is one for line in lines) for one in FollowUpState}
        late = [line for line in lines if _is_late(line, visitor.day)]
        match limits.state:
            case "late":
                lines = late
            case FollowUpState.DONE:
                lines = [line for line in reversed(lines) if line.state is FollowUpState.DONE]
            case FollowUpState.OPEN | FollowUpState.AT_WORK:
                lines = [line for line in lines if line.state == limits.state]
            case "all":
                pass
            case _:
                lines = [line for line in lines if line.state is not FollowUpState.DONE]
        part = paging(len(lines), PAGE)
        return pages.page(
            "obstacles.html",
            visitor,
            title=visitor.text("web-obstacles"),
            lines=lines[part.skipped : part.skipped + PAGE],
            paging=part,
            counts=counts,
            late=len(late),
            by_state={one: with_arguments(state=one, page=None) for one in (*FollowUpState, "late", "all")},
            limits=limits,
            first=first,
            last=last,
            may_set=visitor.role is Role.COORDINATOR,
            owners=_owners(visitor),
            states=[(one, visitor.text(f"web-obstacle-{one}")) for one in FollowUpState],
            choices=choices(visitor),
        )

    @pages.post("/app/obstacles/<kind>/<int:about_id>", COORDINATORS)
    def see_to(visitor: Visitor, kind: str, about_id: int) -> Any:
        of = _seen(visitor, kind, about_id)
        said, until = (request.form.get(name, "") for name in ("state", "until"))
        if said not in set(FollowUpState):
            raise NotFoundHere
        owner_id = request.form.get("owner", type=stored_id)
        if owner_id is not None and owner_id not in {one for one, _ in _owners(visitor)}:
            raise NotFoundHere
        follow_ups.put(
            visitor.session,
            **of,
            state=FollowUpState(said),
            owner_id=owner_id,
            until=_day(until),
            by_id=visitor.person.id,
            at=visitor.now,
        )
        actor = f"person:{visitor.person.id}"
        audit.record(visitor.session, visitor.now, actor, "follow_up", owner_id, kind=kind, about=about_id, state=said)
        return redirect("/app/obstacles", 303)


def _is_late(line: ObstacleLine, day: date) -> bool:
    return line.state is not FollowUpState.DONE and line.until is not None and line.until < day


def _told(visitor: Visitor, access: AccessScope, first: date, last: date) -> list[ObstacleLine]:
    """Return all that was told on these days, in whatever state."""
    session, forms = visitor.session, list[Difficulty]()
    if visitor.role is Role.COORDINATOR:  # forms are for coordinators, as in the chat
        forms = in_forms(session, visitor.programme, access, first, last, words_of("says_nothing"))
    return _lines(visitor, [*forms, *in_entries(session, access, first, last, MOST)])


def _lines(visitor: Visitor, told: Sequence[Difficulty]) -> list[ObstacleLine]:
    submitted = [one.submission_id for one in told if one.submission_id is not None]
    entries = [one.activity_id for one in told if one.activity_id is not None]
    of_forms = follow_ups.of_submissions(visitor.session, submitted)
    of_entries = follow_ups.of_activities(visitor.session, entries)
    owners = {one.owner_id for one in (*of_forms.values(), *of_entries.values()) if one.owner_id is not None}
    names = {one: person.name for one, person in people.by_ids(visitor.session, sorted(owners)).items()}

    days = [(one.person_id, one.day) for one in told if one.person_id is not None]
    areas = areas_on_days(visitor.session, visitor.programme, days)

    def line(one: Difficulty) -> ObstacleLine:
        row: FollowUp | None
        area = areas.get((one.person_id, one.day)) if one.person_id is not None else None
        if one.submission_id is not None:
            kind, about_id, row = "form", one.submission_id, of_forms.get(one.submission_id)
        else:
            about_id = one.activity_id or 0
            kind, row = "entry", of_entries.get(about_id)
        if row is None:
            return ObstacleLine(one, kind, about_id, FollowUpState.OPEN, None, None, one.follow_up, area)
        owner = names.get(row.owner_id) if row.owner_id is not None else None
        return ObstacleLine(one, kind, about_id, FollowUpState(row.state), row.owner_id, owner, row.until, area)

    return [line(one) for one in told]


def _owners(visitor: Visitor) -> list[tuple[int, str]]:
    """Return who may be said to see to something: mentors and coordinators in the visitor's scope, and the visitor."""
    found = scopes.names(visitor.session, visitor.access, [Role.MENTOR, Role.COORDINATOR])
    mine = (visitor.person.id, visitor.person.name)
    return found if mine in found else [mine, *found]


def _seen(visitor: Visitor, kind: str, about_id: int) -> dict[str, int]:
    """Return the column that names what an obstacle stands in. Raises NotFoundHere if the visitor may not see it."""
    if kind == "entry":
        entry = select(Activity.id).where(Activity.id == about_id, IS_COUNTED)
        if visitor.session.scalar(entry.where(visitor.access.records(Activity.person_id, Activity.day))) is not None:
            return {"activity_id": about_id}
    if kind == "form":
        asking = [form.key for form in visitor.programme.forms if form.difficulty_questions]
        handed_in = select(Submission.id).where(
            Submission.id == about_id,
            Submission.form_key.in_(asking),
            Submission.state == SubmissionState.SUBMITTED,
            visitor.access.records(Submission.person_id, Submission.day),
        )
        if visitor.session.scalar(handed_in) is not None:
            return {"submission_id": about_id}
    raise NotFoundHere


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
