"""Shows one participant's days, entries and reviews to mentors and coordinators, by name (with typos) or by tap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select

from bot.cards.person import ENTRIES_SHOWN, PersonActivity, PersonCard, person_card
from bot.inbound.router import on_postback, on_words
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ShowPerson
from handlers.conversation import context, leave_question
from handlers.coordination.access import access_of, open_day
from handlers.coordination.naming import ask_which, people_meant, visible_person
from handlers.roles import OVERSEERS
from models.activities import details
from models.activities.activities import IS_COUNTED, Activity
from models.coordination import scopes, summaries
from models.coordination.scopes import AccessScope
from models.people import leave, people
from models.people.people import Person, PersonState, Role
from models.reviews import mentoring, reviews, terms
from models.reviews.terms import MentorTerm
from programmes.bangkok import bangkok_day
from services.activities.in_words import place_name
from services.plans.in_words import progress_of, state_of
from services.plans.status import status_of
from services.summaries import expected_people as rolls
from thai.classifier import OF_SOMEBODY
from thai.coordination import PersonMention, read_likely_look, read_look
from thai.dates import day_span
from thai.intents import UNKNOWN
from thai.places import display

WEEK: Final = timedelta(days=6)
LONGEST: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class LookedFor:
    """The name that was asked for, and the people whom it may mean."""

    said: PersonMention
    found: Sequence[tuple[int, str]]


def look_for(turn: Turn, asked: LookedFor) -> Reply:
    """Answer "show Somchai", for the days that were mentioned."""
    said, found = asked.said, asked.found
    days = {"first": said.first.isoformat(), "last": (said.last or said.first).isoformat()} if said.first else {}
    if not found:
        leave_question(turn)
        return say(turn.text("person-unknown", name=said.name))
    return show(turn, found[0][0], days) if len(found) == 1 else ask_which(turn, "look", found, **days)


def show_tapped(turn: Turn, button: ShowPerson) -> Reply:
    days = {"first": button.first, "last": button.last} if button.first and button.last else {}
    return show(turn, button.person, days)


def show(turn: Turn, person_id: int, data: dict[str, Any]) -> Reply:
    """Show the card of a person in scope. Anybody else is treated as if they did not exist."""
    leave_question(turn)
    person = visible_person(turn, person_id)
    if person is None:
        return say(turn.text("button-stale"))
    first, last = _span(turn, data)
    access = access_of(turn)
    listed = rolls.expected_people(turn.session, access, first, last, only=person.id).people.get(person.id)
    if listed is None and not _is_participant(turn, person):
        return say(turn.text("person-not-participant", name=person.name))
    off = leave.days_off(turn.session, [person.id], first, last).get(person.id, set())
    until = min(last, turn.day)
    wanted = [day for day in turn.programme.expected_days(first, until) if listed and listed.sees(day)]
    due = [day for day in wanted if day not in off]
    reported = summaries.days_of_each(turn.session, access, due, [person.id]).get(person.id, set())
    expected = [day for day in due if day in reported or day != open_day(turn)]
    entries = _activities(turn, access, person, first, last)
    values = PersonCard(
        person=person.id,
        name=person.name,
        first=first,
        last=last,
        facts=_facts(turn, person, until),
        expected=len(expected),
        reported=len(reported),
        missing=tuple(day for day in expected if day not in reported),
        away=tuple(sorted(day for day in wanted if day in off)),
        sectors=_sectors(turn, entries),
        entries=_told(turn, entries[:ENTRIES_SHOWN]),
        more=max(0, len(entries) - ENTRIES_SHOWN),
        earlier=_earlier(turn, first),
        notes=_notes(turn, person),
        has_plan=turn.programme.plan is not None,
    )
    return Reply([person_card(values, turn.text)])


def _span(turn: Turn, data: dict[str, Any]) -> tuple[date, date]:
    """Return the days that were asked for, or the last seven if there were none or they are not valid."""
    try:
        first, last = date.fromisoformat(data["first"]), date.fromisoformat(data["last"])
    except (KeyError, ValueError):
        return turn.day - WEEK, turn.day
    if first > last or last - first > LONGEST:
        return turn.day - WEEK, turn.day
    return first, last


def _activities(turn: Turn, access: AccessScope, person: Person, first: date, last: date) -> list[Activity]:
    """Return the entries of these days that may be seen, the newest first."""
    mine = select(Activity).where(
        Activity.person_id == person.id,
        Activity.day.between(first, last),
        IS_COUNTED,
        access.records(Activity.person_id, Activity.day),
    )
    return list(turn.session.scalars(mine.order_by(Activity.day.desc(), Activity.id.desc())))


def _told(turn: Turn, entries: list[Activity]) -> tuple[PersonActivity, ...]:
    words = reviews.last_words(turn.session, [entry.id for entry in entries])
    names = people.by_ids(turn.session, [by for by, _ in words.values()])
    told = []
    for entry in entries:
        places = details.details(turn.session, entry.id).places
        by, said = words.get(entry.id, (0, None))
        told.append(
            PersonActivity(
                day=entry.day,
                words=entry.words,
                state=entry.state,
                people=entry.people_count,
                photos=entry.photos,
                place=place_name(places[0], turn.text.language) if places else None,
                review=said,
                by=names[by].name if by in names else None,
            )
        )
    return tuple(told)


def _facts(turn: Turn, person: Person, day: date) -> tuple[tuple[str, str], ...]:
    facts = []
    if person.agency:
        facts.append((turn.text("person-agency"), person.agency))
    stage = turn.programme.stage_on(day) or turn.programme.next_stage(day)
    area = people.area_of(turn.session, person.id, stage.key, day) if stage else None
    if stage and area:
        facts.append((turn.text("person-area"), display(area, turn.text.language)))
        mentor = mentoring.mentor_of(turn.session, stage, person.id, day)
        if mentor is not None:
            facts.append((turn.text("person-mentor"), mentor.name))
    facts += [(turn.text("person-mentor-before"), said) for said in _mentors_before(turn, person)]
    if turn.programme.plan is not None and _is_participant(turn, person):
        found = status_of(turn.session, turn.programme, person.id)
        progress = progress_of(found, turn.text)
        said = [state_of(found, turn.programme, turn.text), *([progress] if progress else [])]
        facts.append((turn.text("person-plan"), "\n".join(said)))
    return tuple(facts)


def _mentors_before(turn: Turn, person: Person) -> list[str]:
    """Return who was the person's mentor before, from which day to which."""
    over = [
        one for one in terms.of_participants(turn.session, [person.id]).get(person.id, ()) if one.first and one.ends_at
    ]
    names = people.by_ids(turn.session, [one.mentor_id for one in over])
    return [
        turn.text("person-mentor-from-to", name=_name(turn, names[one.mentor_id]), span=_days_of(turn, one))
        for one in over
        if one.mentor_id in names
    ]


def _name(turn: Turn, mentor: Person) -> str:
    return turn.text("person-erased-mentor") if mentor.state == PersonState.ERASED else mentor.name


def _days_of(turn: Turn, term: MentorTerm) -> str:
    last = (term.ends_at or turn.now) - timedelta(microseconds=1)
    return day_span(bangkok_day(term.begins_at), bangkok_day(last), turn.text.language)


def _sectors(turn: Turn, entries: list[Activity]) -> tuple[tuple[str, int], ...]:
    met = [key for entry in entries for key in details.keys_in(entry.sectors_met)]
    return tuple((sector.label(turn.text.language), met.count(sector.key)) for sector in turn.programme.sectors)


def _earlier(turn: Turn, first: date) -> tuple[date, date] | None:
    before = first - timedelta(days=1)
    return (before - WEEK, before) if before >= turn.programme.start else None


def _notes(turn: Turn, person: Person) -> tuple[str, ...]:
    keys = {PersonState.INVITED: "person-not-joined", PersonState.UNREACHABLE: "person-unreachable"}
    return (turn.text(keys[person.state]),) if person.state in keys else ()


def _is_participant(turn: Turn, person: Person) -> bool:
    held = people.roles_on_day(turn.session, [person.id], turn.day, None)[person.id]
    return held.role in (Role.PARTICIPANT, None)


def _looked_for(turn: Turn) -> LookedFor | None:
    """Return whose entries are asked for. Words that may mean something else count only with a known name."""
    said = None if turn.is_command else read_look(turn.event.text or "", context(turn)) or _likely_meant(turn)
    if said is None:
        return None
    found = people_meant(turn, said.name)
    return LookedFor(said, found) if found or (turn.intent == "unknown" and not said.in_passing) else None


def _likely_meant(turn: Turn) -> PersonMention | None:
    """Return whose entries are likely asked for, if a message names somebody in scope and means nothing else."""
    understood = turn.understood
    if understood is None or understood.intent != UNKNOWN or OF_SOMEBODY not in understood.guesses:
        return None
    known = scopes.names(turn.session, access_of(turn), (Role.PARTICIPANT,))
    return read_likely_look(turn.event.text or "", context(turn), [name for _, name in known])


routes = [on_postback(ShowPerson, OVERSEERS)(show_tapped)]
commands = [on_words(roles=OVERSEERS).reading(_looked_for)(look_for)]
