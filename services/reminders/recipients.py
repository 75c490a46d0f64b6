"""The recipients of reminders, and what the rules need to know about them, queried at most once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from models.coordination import scopes
from models.coordination.scopes import AccessScope
from models.messaging.chats import Chat
from models.people import leave
from models.people.people import Membership, Person, PersonState, Role, participants_on
from models.reviews import mentoring, reviews
from models.reviews.mentoring import Participant
from models.reviews.reviews import WaitingActivity
from models.storage.batch import rows_of
from programmes import Programme, Stage
from programmes.reminders import ReminderAudience
from programmes.when import Moment
from services.summaries.expected_people import ExpectedPeople, expected_people
from services.summaries.silence import silent_people
from services.summaries.summary import SilentPerson
from services.units.chosen_teams import chosen_teams

SilentByDays = dict[tuple[date, int, date], Mapping[int, SilentPerson]]
ToldOfChange = dict[  # by rule, instant, and the only person for whom it was found, if it is one
    tuple[str, datetime, int | None], Mapping[int, dict[str, str | int | tuple[str, ...]]]
]


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who can get messages, with all their roles: past, present and future."""

    person_id: int
    name: str
    chat_key: str
    language: str
    held: tuple["RecipientRole", ...]

    def holds(self, audience: ReminderAudience, day: date, phases: Collection[int] = ()) -> bool:
        """Return whether they belong to an audience on a day. A coordinator of phases is told about these only."""
        return any(row.holds_on(day) and _belongs(row, audience, phases) for row in self.held)


@dataclass(frozen=True, slots=True)
class RecipientRole:
    """A role of theirs. `scope` is what a coordinator sees; a deputy stands in for a mentor."""

    role: str
    scope: str | None
    is_deputy: bool
    from_day: date | None
    to_day: date | None

    def holds_on(self, day: date) -> bool:
        return (self.from_day is None or self.from_day <= day) and (self.to_day is None or day <= self.to_day)


def _belongs(row: RecipientRole, audience: ReminderAudience, phases: Collection[int]) -> bool:
    own_phase = row.scope in [f"phase:{phase}" for phase in phases]
    match audience:
        case "participant":
            return row.role == Role.PARTICIPANT
        case "mentor":
            return row.role == Role.MENTOR and not row.is_deputy
        case "deputy":
            return row.role == Role.MENTOR and row.is_deputy
        case "coordinator":
            return row.role == Role.COORDINATOR and (own_phase or not (row.scope or "").startswith("phase:"))
        case "juror" | "body":
            return row.role == Role.COORDINATOR
        case "owner":
            return row.role == Role.COORDINATOR and own_phase
        case "former_mentor":
            return row.role == Role.MENTOR
        case "rater":
            return False  # it is no role


_REACHABLE: Final = (
    select(Person.id, Person.name, Chat.line_user_id, Person.language)
    .join(Chat, Chat.person_id == Person.id)
    .where(Person.state == PersonState.ACTIVE, Chat.follows)
    .order_by(Person.id)
)
_AFTER: Final = _REACHABLE.where(Person.id > bindparam("person_id")).limit(bindparam("most"))
_AMONG: Final = _REACHABLE.where(Person.id.in_(bindparam("person_ids", expanding=True)))
_ROLES: Final = (
    select(
        Membership.person_id, Membership.role, Membership.scope, Membership.deputy_for_id.is_not(None),
        Membership.from_day, Membership.to_day,
    )
    .where(Membership.person_id.in_(bindparam("person_ids", expanding=True)))
    .order_by(Membership.id)
)  # fmt: skip


def recipients_after(session: Session, person_id: int, most: int) -> list[Recipient]:
    """Return the next people who can get messages, in the order of their ids."""
    return _recipients(session, rows_of(session, _AFTER, person_id=person_id, most=most).all())


def recipients_among(session: Session, person_ids: Collection[int]) -> list[Recipient]:
    """Return those of these people who can get messages."""
    return _recipients(session, rows_of(session, _AMONG, person_ids=list(person_ids)).all())


def _recipients(session: Session, people: Sequence[Row[*tuple[Any, ...]]]) -> list[Recipient]:
    """Return the people of these rows, with their roles."""
    held: dict[int, list[RecipientRole]] = {}
    for person_id, *role in rows_of(session, _ROLES, person_ids=[row[0] for row in people]) if people else ():
        held.setdefault(person_id, []).append(RecipientRole(*role))
    return [Recipient(row[0], row[1], row[2], row[3], tuple(held.get(row[0], ()))) for row in people]


class Recipients:
    """Some recipients, with lookups that all rules of an instant share and that are made at most once."""

    def __init__(
        self,
        session: Session,
        programme: Programme,
        people: Sequence[Recipient],
        waiting: dict[date, dict[int, list[WaitingActivity]]] | None = None,
        silent: SilentByDays | None = None,
        told_of_change: ToldOfChange | None = None,
    ) -> None:
        """`waiting` is what was found for earlier recipients of this instant about entries that wait for mentors,
        `silent` about people of whom nobody hears, `told_of_change` about changes of mentors."""
        self.session, self.programme, self.people = session, programme, people
        self._waiting = {} if waiting is None else waiting
        self._silent: SilentByDays = {} if silent is None else silent
        self.told_of_change: ToldOfChange = {} if told_of_change is None else told_of_change
        self._mentors_of: dict[date, dict[int, set[int]]] = {}
        self._seen: dict[date, dict[int, ExpectedPeople]] = {}
        self._areas: dict[tuple[str, date], dict[int, str]] = {}
        self._mentors: dict[tuple[str, date], dict[int, Person]] = {}
        self._looked_after: dict[tuple[str, date], dict[int, list[Participant]]] = {}
        self._counts: dict[date, int] = {}
        self._of: dict[tuple[ReminderAudience, date, frozenset[int]], list[Recipient]] = {}
        self._away: dict[date, frozenset[int]] = {}

    @cached_property
    def ids(self) -> list[int]:
        return [one.person_id for one in self.people]

    def of(self, audience: ReminderAudience, moment: Moment) -> list[Recipient]:
        """Return the people to whom a rule is addressed at a moment."""
        if audience in ("former_mentor", "rater"):
            return list(self.people)  # without a role, or it may be over; the rule's condition says who it is
        day, phases = self.day_of(moment), frozenset(self.phases_of(moment))
        found = self._of.get((audience, day, phases))
        if found is None:
            found = [one for one in self.people if one.holds(audience, day, phases)]
            if audience == "participant" and self._not_chosen:
                found = [one for one in found if one.person_id not in self._not_chosen]
            self._of[audience, day, phases] = found
        return found

    @cached_property
    def _not_chosen(self) -> frozenset[int]:
        """Who of these people is of a unit of which no team is wanted, since it was not chosen."""
        units = self.programme.units
        wanted = chosen_teams(self.session, self.programme) if units is not None and units.chosen_in else None
        if units is None or wanted is None:
            return frozenset()
        others = {unit.code for unit in units.teams} - {unit.code for unit in wanted}
        theirs = select(Membership.person_id).where(Membership.person_id.in_(self.ids), Membership.unit.in_(others))
        return frozenset(self.session.scalars(theirs))

    def away(self, day: date) -> frozenset[int]:
        """Return who of these people is on leave on a day."""
        if day not in self._away:
            self._away[day] = frozenset(leave.days_off(self.session, self.ids, day, day))
        return self._away[day]

    def day_of(self, moment: Moment) -> date:
        """Return the day whose roles count. A notice before something begins is for those who will take part, a
        follow-up months after the end for those who did."""
        if moment.subject.startswith("follow-up:"):
            return self.programme.end  # it is for those who took part until then
        begins = self._begins(moment)
        return max(moment.day, begins) if begins else moment.day

    def phases_of(self, moment: Moment) -> set[int]:
        """Return the phases of a moment: its own, or those of its day or of its week's reporting days."""
        kind, _, key = moment.subject.partition(":")
        if kind == "phase":
            return {int(key)}
        if kind == "stage":
            return {self.programme.stage(key).phase}
        days = [moment.day]
        if kind in ("day", "week"):
            first = date.fromisoformat(key)
            days = [first] if kind == "day" else self.programme.expected_days(first, first + timedelta(days=6))
        return {phase.number for day in days if (phase := self.programme.phase_on(day))}

    def stage_of(self, moment: Moment) -> Stage | None:
        """Return the stage that a moment is about, or in which it lies."""
        kind, _, key = moment.subject.partition(":")
        return self.programme.stage(key) if kind == "stage" else self.programme.stage_on(self.day_of(moment))

    def _begins(self, moment: Moment) -> date | None:
        kind, _, key = moment.subject.partition(":")
        if kind == "phase":
            return self.programme.phase(int(key)).start
        return self.programme.stage(key).start if kind == "stage" else None

    def areas(self, stage: Stage, day: date) -> dict[int, str]:
        """Return on a day the areas of those of these people who have a place in a stage."""
        if (stage.key, day) not in self._areas:
            self._areas[stage.key, day] = mentoring.areas_by_person(self.session, stage, day, self.ids)
        return self._areas[stage.key, day]

    def mentors(self, stage: Stage, day: date) -> dict[int, Person]:
        """Return on a day the mentor of each of these people who have a place in a stage."""
        if (stage.key, day) not in self._mentors:
            self._mentors[stage.key, day] = mentoring.mentors_of(self.session, self.areas(stage, day), day)
        return self._mentors[stage.key, day]

    def looked_after(self, stage: Stage, day: date) -> dict[int, list[Participant]]:
        """Return for each of these people the participants whose first reviewer they are in a stage on a day."""
        if (stage.key, day) not in self._looked_after:
            mentors = [one.person_id for one in self.people if any(row.role == Role.MENTOR for row in one.held)]
            self._looked_after[stage.key, day] = mentoring.looked_after(
                self.session, stage, mentors, day, first_only=True
            )
        return self._looked_after[stage.key, day]

    def participants_on(self, day: date) -> int:
        """Return how many participants the programme has on a day."""
        if day not in self._counts:
            self._counts[day] = participants_on(self.session, day)
        return self._counts[day]

    def silent(self, until: date, least: int, heard_by: date, only: int | None = None) -> Mapping[int, SilentPerson]:
        """Return who has been silent for at least so many working days up to a day, and was not heard of up to
        `heard_by`; `only` if one of them is enough. Who withdrew their consent is asked nothing, and nobody is told."""
        known = self._silent.get((until, least, heard_by))
        if known is None:
            everybody = scopes.of_scopes([scopes.ALL], self.programme)
            found = silent_people(
                self.session, self.programme, everybody, until, least=least, only=only, heard_by=heard_by
            )
            taking_part = mentoring.taking_part(self.session, [one.person_id for one in found], until)
            known = {one.person_id: one for one in found if one.person_id in taking_part}
            if only is None:
                self._silent[until, least, heard_by] = known
        return known

    def concerned_by(self, participant_id: int, audience: ReminderAudience, day: date) -> set[int]:
        """Return who of these people is to hear of a participant: the mentor, or the coordinators who see them."""
        if audience == "mentor":
            return self._mentors_by_participant(day).get(participant_id, set())
        return {
            person_id
            for person_id, seen in self._overseen(day).items()
            if participant_id in seen.people and seen.people[participant_id].sees(day)
        }

    def _mentors_by_participant(self, day: date) -> dict[int, set[int]]:
        if day not in self._mentors_of:
            stage = self.programme.stage_on(day)
            found: dict[int, set[int]] = {}
            for mentor_id, mine in (self.looked_after(stage, day) if stage else {}).items():
                for one in mine:
                    found.setdefault(one.person_id, set()).add(mentor_id)
            self._mentors_of[day] = found
        return self._mentors_of[day]

    def _overseen(self, day: date) -> dict[int, ExpectedPeople]:
        """Return the participants whom each coordinator among these people sees on a day."""
        if day not in self._seen:
            by_scope: dict[AccessScope, ExpectedPeople] = {}
            found: dict[int, ExpectedPeople] = {}
            for one in self.people:
                held = [row.scope or "" for row in one.held if row.role == Role.COORDINATOR and row.holds_on(day)]
                if not held:
                    continue
                access = scopes.of_scopes(held, self.programme)
                if access not in by_scope:
                    by_scope[access] = expected_people(self.session, access, day, day)
                found[one.person_id] = by_scope[access]
            self._seen[day] = found
        return self._seen[day]

    def waiting(self, day: date) -> dict[int, list[WaitingActivity]]:
        """Return the entries that each mentor of the programme must review on a day."""
        if day not in self._waiting:
            self._waiting[day] = reviews.waiting_by_mentor(self.session, self.programme, day)
        return self._waiting[day]
