"""Leave, new codes and deputies, set by coordinators in the chat: shown first, confirmed and audited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from bot.cards.decision import DecisionCard, DecisionOption, decision_card
from bot.inbound.router import either, on_command, on_label, on_open, on_postback, on_words
from bot.inbound.turn import Turn
from bot.line.links import invite_link
from bot.outbound.former_account import tell_former_account
from bot.outbound.reply import Reply, say, text_message
from bot.postback import ChoosePerson, Decide
from handlers.conversation import context, is_asked, leave_question
from handlers.coordination import people_lookup
from handlers.coordination.access import access_of
from handlers.coordination.naming import WHICH, ask_which, people_meant, person_said, person_tapped, visible_person
from handlers.roles import COORDINATORS, OVERSEERS, coordinates
from models.messaging import chats
from models.people import audit, leave, people
from models.people.people import Membership, Person, PersonState, Role
from models.reviews import mentoring
from services import accounts
from services.summaries import expected_people as rolls
from thai.coordination import PersonMention, StandIn, read_code, read_leave, read_leave_taken_back, read_stand_in
from thai.dates import day_span
from thai.places import display

DECIDE: Final = "decide"  # the question; data: deed, and its values
LONGEST_LEAVE: Final = timedelta(days=60)
AWAY: Final = (Role.PARTICIPANT, Role.MENTOR)

# ── leave ──


@dataclass(frozen=True, slots=True)
class LeaveSaid:
    """Leave of another person, and the people whom the name may mean. `taken_back`: it is to be cancelled."""

    said: PersonMention
    found: Sequence[tuple[int, str]]
    taken_back: bool = False


def leave_for(turn: Turn, asked: LeaveSaid) -> Reply:
    """Answer "leave for Somchai, the 3rd to the 5th", and "cancel Somchai's leave"."""
    said, found = asked.said, asked.found
    if asked.taken_back:
        return _cancel_leave(turn, asked)
    if not found:
        leave_question(turn)
        return say(turn.text("leave-for-unknown", name=said.name))
    days = _days(said.first, said.last)
    return show_leave(turn, found[0][0], days) if len(found) == 1 else ask_which(turn, "leave", found, **days)


def show_leave(turn: Turn, person_id: int, data: dict[str, Any]) -> Reply:
    """Show the leave before it is stored."""
    person = visible_person(turn, person_id)
    if person is None:
        return _gone(turn)
    if "first" not in data:
        leave_question(turn)
        return say(turn.text("leave-for-which-days", name=person.name))
    first, last = _span(data)
    if not _may_give_leave(turn, person, first, last):
        leave_question(turn)
        return say(turn.text("leave-for-out-of-scope", name=person.name))
    expected = len(turn.programme.expected_days(first, last))
    facts = [
        (turn.text("leave-for-days"), day_span(first, last, turn.text.language)),
        (turn.text("leave-for-expected"), turn.text("leave-for-count", count=expected)),
    ]
    return _ask(turn, "leave", turn.text("leave-for-above"), person.name, facts, person=person.id, **data)


def note_leave(turn: Turn, data: dict[str, Any]) -> Reply:
    person = visible_person(turn, data["person"])
    first, last = _span(data)
    if person is None or not _may_give_leave(turn, person, first, last):
        return _gone(turn)
    noted = leave.grant(turn.session, person.id, first, last, said_by=turn.me.id, now=turn.now)
    _audit(turn, "take_leave", person, leave=noted.id)
    _tell(turn, person, "leave-for-told", first, last)
    done = turn.text("leave-for-done", name=person.name, span=day_span(first, last, turn.text.language))
    return say(done + _not_told(turn, person))


def _cancel_leave(turn: Turn, asked: LeaveSaid) -> Reply:
    days = _days(asked.said.first, asked.said.last)
    found = asked.found
    task = "leave_taken_back"
    return show_cancelling(turn, found[0][0], days) if len(found) == 1 else ask_which(turn, task, found, **days)


def show_cancelling(turn: Turn, person_id: int, data: dict[str, Any]) -> Reply:
    """Show which leave would be cancelled: the only one that is not over, or that of the days that were said."""
    person = visible_person(turn, person_id)
    if person is None:
        return _gone(turn)
    known = leave.coming(turn.session, person.id, turn.day)
    if "first" in data:
        first, last = _span(data)
        known = leave.spans(turn.session, [person.id], first, last)
    known = [one for one in known if _may_give_leave(turn, person, one.from_day, one.to_day)]
    language = turn.text.language
    if len(known) != 1:
        leave_question(turn)
        spans = ", ".join(day_span(one.from_day, one.to_day, language) for one in known)
        return say(turn.text("leave-back-which" if known else "leave-back-none", name=person.name, spans=spans))
    (one,) = known
    facts = [(turn.text("leave-for-days"), day_span(one.from_day, one.to_day, language))]
    above = turn.text("leave-back-above")
    return _ask(turn, "leave_taken_back", above, person.name, facts, person=person.id, leave=one.id)


def cancel_noted(turn: Turn, data: dict[str, Any]) -> Reply:
    person = visible_person(turn, data["person"])
    noted = leave.owned(turn.session, data["leave"], person.id) if person else None
    if person is None or noted is None or not _may_give_leave(turn, person, noted.from_day, noted.to_day):
        return _gone(turn)
    noted.cancelled_at = noted.cancelled_at or turn.now
    _audit(turn, "cancel_leave", person, leave=noted.id)
    _tell(turn, person, "leave-back-told", noted.from_day, noted.to_day)
    span = day_span(noted.from_day, noted.to_day, turn.text.language)
    return say(turn.text("leave-back-done", name=person.name, span=span))


def _may_give_leave(turn: Turn, person: Person, first: date, last: date) -> bool:
    """Return whether the speaker may set leave on these days: those in their scope; for a mentor, any day."""
    if last < first or last - first > LONGEST_LEAVE:
        return False
    listed = rolls.expected_people(turn.session, access_of(turn), first, last, only=person.id).people.get(person.id)
    if listed is not None:
        return listed.sees(first) and listed.sees(last)
    return Role.MENTOR in _roles_of(turn, person)


# ── codes ──


def code_for(turn: Turn, said: PersonMention) -> Reply:
    """Answer "new code for Somchai"."""
    found = people_meant(turn, said.name)
    if not found:
        leave_question(turn)
        return say(turn.text("person-unknown", name=said.name))
    return show_code(turn, found[0][0], {}) if len(found) == 1 else ask_which(turn, "code", found)


def show_code(turn: Turn, person_id: int, _: dict[str, Any]) -> Reply:
    """Show who would get a new code, and what stops working."""
    person = visible_person(turn, person_id)
    if person is None:
        return _gone(turn)
    if person.id == turn.me.id:
        leave_question(turn)
        return say(turn.text("code-own"))
    states = {PersonState.ACTIVE: "code-for-joined", PersonState.UNREACHABLE: "code-for-unreachable"}
    facts = [(turn.text("code-for-now"), turn.text(states.get(person.state, "code-for-not-joined")))]
    if person.agency:
        facts.insert(0, (turn.text("code-for-agency"), person.agency))
    joined = chats.of_person(turn.session, person.id) is not None
    warning = turn.text("code-warning-joined" if joined else "code-warning")
    return _ask(turn, "code", turn.text("code-above"), person.name, facts, warning=warning, person=person.id)


def issue_code(turn: Turn, data: dict[str, Any]) -> Reply:
    person = visible_person(turn, data["person"])
    if person is None or person.id == turn.me.id:
        return _gone(turn)
    former = chats.to_tell(turn.session, person.id)
    code = accounts.reissue(turn.session, person, turn.now, actor=f"person:{turn.me.id}")
    if former is not None:
        contact = turn.programme.contact.name(turn.text.language)
        tell_former_account(turn.session, turn.texts, former, contact, turn.real_now)
    messages = [text_message(turn.text("code-done", name=person.name, code=code))]
    if turn.links.basic_id:
        link = invite_link(turn.links.basic_id, turn.text("invite-words", code=code))
        messages.append(text_message(turn.text("code-done-link", link=link)))
    return Reply(messages)


# ── deputies ──


def stand_in(turn: Turn, said: StandIn) -> Reply:
    """Answer "let Wilai stand in for Prayun from … to …"."""
    data = {"deputy_said": said.deputy, "mentor_said": said.mentor, **_days(said.first, said.last)}
    return _find_deputy(turn, data)


def _find_deputy(turn: Turn, data: dict[str, Any]) -> Reply:
    """Find both people, one after the other, then show the result before it is stored."""
    for part in ("deputy", "mentor"):
        if part in data:
            continue
        name = data[f"{part}_said"]
        found = people_meant(turn, name, (Role.MENTOR,)) or people_meant(turn, name)
        if not found:
            leave_question(turn)
            return say(turn.text("person-unknown", name=name))
        if len(found) > 1:
            return ask_which(turn, f"stand_in_{part}", found, **data)
        data = data | {part: found[0][0]}
    return _show_stand_in(turn, data)


def choose_deputy(turn: Turn, person_id: int, data: dict[str, Any]) -> Reply:
    return _find_deputy(turn, data | {"deputy": person_id})


def choose_mentor(turn: Turn, person_id: int, data: dict[str, Any]) -> Reply:
    return _find_deputy(turn, data | {"mentor": person_id})


def _show_stand_in(turn: Turn, data: dict[str, Any]) -> Reply:
    deputy, mentor = visible_person(turn, data["deputy"]), visible_person(turn, data["mentor"])
    if deputy is None or mentor is None:
        return _gone(turn)
    leave_question(turn)
    if "first" not in data:
        return say(turn.text("deputy-which-days", deputy=deputy.name, mentor=mentor.name))
    first, last = _span(data)
    trouble = _stand_in_trouble(turn, deputy, mentor, first, last)
    if trouble:
        return say(trouble)
    areas = ", ".join(display(area, turn.text.language) for area in _areas(turn, mentor, first, last))
    facts = [
        (turn.text("deputy-area"), areas),
        (turn.text("deputy-days"), day_span(first, last, turn.text.language)),
    ]
    title = turn.text("deputy-title", deputy=deputy.name, mentor=mentor.name)
    kept = {key: data[key] for key in ("deputy", "mentor", "first", "last")}
    warning = turn.text("deputy-warning")
    return _ask(turn, "stand_in", turn.text("deputy-above"), title, facts, warning=warning, **kept)


def note_stand_in(turn: Turn, data: dict[str, Any]) -> Reply:
    deputy, mentor = visible_person(turn, data["deputy"]), visible_person(turn, data["mentor"])
    first, last = _span(data)
    if deputy is None or mentor is None or _stand_in_trouble(turn, deputy, mentor, first, last):
        return _gone(turn)
    for area in _areas(turn, mentor, first, last):
        held = Membership(
            person_id=deputy.id,
            role=Role.MENTOR,
            area=area,
            deputy_for_id=mentor.id,
            from_day=first,
            to_day=last,
            said_by=turn.me.id,
        )
        turn.session.add(held)
    turn.session.flush()
    _audit(turn, "stand_in", deputy, mentor=mentor.id, first=data["first"], last=data["last"])
    _tell(turn, deputy, "deputy-told", first, last, mentor=mentor.name)
    _tell(turn, mentor, "deputy-told-mentor", first, last, deputy=deputy.name)
    span = day_span(first, last, turn.text.language)
    done = turn.text("deputy-done", deputy=deputy.name, mentor=mentor.name, span=span)
    return say(done + _not_told(turn, deputy, mentor))


def _stand_in_trouble(turn: Turn, deputy: Person, mentor: Person, first: date, last: date) -> str | None:
    if deputy.id == mentor.id:
        return turn.text("deputy-same")
    if last < first:
        return turn.text("deputy-which-days", deputy=deputy.name, mentor=mentor.name)
    if Role.MENTOR not in _roles_of(turn, deputy):
        return turn.text("deputy-not-mentor", name=deputy.name)
    return None if _areas(turn, mentor, first, last) else turn.text("deputy-not-mentor", name=mentor.name)


def _areas(turn: Turn, mentor: Person, first: date, last: date) -> list[str]:
    """Return the areas that a person holds as mentor, not as deputy, at some time between two days."""
    return mentoring.own_areas(turn.session, mentor.id, first, last)


# ── which one, and yes or no ──

TASKS: Final[dict[str, Callable[[Turn, int, dict[str, Any]], Reply]]] = {
    "look": people_lookup.show,
    "leave": show_leave,
    "leave_taken_back": show_cancelling,
    "code": show_code,
    "stand_in_deputy": choose_deputy,
    "stand_in_mentor": choose_mentor,
}
DEEDS: Final[dict[str, Callable[[Turn, dict[str, Any]], Reply]]] = {
    "leave": note_leave,
    "leave_taken_back": cancel_noted,
    "code": issue_code,
    "stand_in": note_stand_in,
}


def tap_choice(turn: Turn, button: ChoosePerson) -> Reply:
    """Take a button of "which one?". If it belongs to another question, say that it is old."""
    person_id = person_tapped(turn, button)
    return say(turn.text("decision-stale")) if person_id is None else take_choice(turn, person_id)


def take_choice(turn: Turn, person_id: int) -> Reply:
    """Take the answer to "which one?"."""
    data = dict(turn.conversation.data)
    task = data.pop("task")
    data.pop("ids")
    if task != "look" and not coordinates(turn):
        return _gone(turn)
    return TASKS[task](turn, person_id, data)


def decide(turn: Turn, button: Decide | None = None) -> Reply:
    """Take yes or no to what was shown last."""
    data = dict(turn.conversation.data)
    turn.conversation.close(turn.now)
    if button is not None and not button.yes:
        return say(turn.text("personnel-left"))
    return DEEDS[data.pop("deed")](turn, data)


def explain_stale(turn: Turn, _: Decide) -> Reply:
    return say(turn.text("decision-stale"))


def _ask(
    turn: Turn,
    deed: str,
    above: str,
    title: str,
    facts: list[tuple[str, str]],
    *,
    warning: str | None = None,
    **data: Any,
) -> Reply:
    version = turn.conversation.ask(DECIDE, turn.now, deed=deed, **data)
    yes = (DecisionOption(turn.text("personnel-confirm")),)
    values = DecisionCard(above, title, tuple(facts), yes, version, warning=warning)
    return Reply([decision_card(values, turn.text)])


def _tell(turn: Turn, person: Person, key: str, first: date, last: date, **more: str) -> None:
    """Tell a person now: what was decided about them may begin before they write again."""
    chat = chats.to_tell(turn.session, person.id)
    if chat is not None and person.id != turn.me.id:
        text = turn.texts.in_language(person.language)
        said = text(key, span=day_span(first, last, person.language), **more)
        turn.tell(chat.line_user_id, Reply([text_message(said)]))


def _not_told(turn: Turn, *told: Person) -> str:
    """Return the line that names those who could not be told, beginning with a line break, or nothing."""
    found = [one for one in told if one.id != turn.me.id and not _is_reached(turn, one)]
    return "\n" + turn.text("personnel-not-told", names=", ".join(one.name for one in found)) if found else ""


def _is_reached(turn: Turn, person: Person) -> bool:
    chat = chats.to_tell(turn.session, person.id)
    return chat is not None and chat.follows


def _audit(turn: Turn, action: str, person: Person, **ids: int | str) -> None:
    audit.record(turn.session, turn.now, f"person:{turn.me.id}", action, person.id, **ids)


def _roles_of(turn: Turn, person: Person) -> set[Role]:
    return people.roles_of(turn.session, person.id)


def _days(first: date | None, last: date | None) -> dict[str, str]:
    return {"first": first.isoformat(), "last": (last or first).isoformat()} if first else {}


def _span(data: dict[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(data["first"]), date.fromisoformat(data["last"])


def _gone(turn: Turn) -> Reply:
    """Say that the person is not, or no longer, in the speaker's scope."""
    leave_question(turn)
    return say(turn.text("button-stale"))


def _stand_in_said(turn: Turn) -> StandIn | None:
    return read_stand_in(turn.event.text or "", context(turn))


def _leave_said(turn: Turn) -> LeaveSaid | None:
    """Return leave of another person. Words that only begin in the same way name nobody."""
    back = read_leave_taken_back(turn.event.text or "", context(turn))
    if back is not None:
        found = people_meant(turn, back.name, AWAY)
        return LeaveSaid(back, found, taken_back=True) if found else None
    said = read_leave(turn.event.text or "", context(turn))
    if said is None:
        return None
    found = people_meant(turn, said.name, AWAY)
    return LeaveSaid(said, found) if found or turn.intent == "leave" else None


def _code_said(turn: Turn) -> PersonMention | None:
    return read_code(turn.event.text or "", context(turn))


def _is_open_decision(turn: Turn) -> bool:
    button = turn.postback
    return (
        isinstance(button, Decide)
        and turn.conversation.open == DECIDE
        and button.conversation == turn.conversation.version
    )


def _is_deciding(turn: Turn) -> bool:
    return is_asked(turn, DECIDE)


_yes = either(on_label("personnel-confirm"), on_command("confirm"), roles=COORDINATORS, when=_is_deciding)
routes = [
    on_postback(Decide, COORDINATORS, when=_is_open_decision)(decide),
    _yes(decide),
    on_open(WHICH, roles=OVERSEERS).reading(person_said)(take_choice),
    on_postback(Decide, OVERSEERS)(explain_stale),
    on_postback(ChoosePerson, OVERSEERS)(tap_choice),
    on_words(roles=COORDINATORS).reading(_stand_in_said)(stand_in),
    on_words(roles=COORDINATORS).reading(_leave_said)(leave_for),
    on_words(roles=COORDINATORS).reading(_code_said)(code_for),
]
