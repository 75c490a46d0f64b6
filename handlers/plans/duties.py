"""The duties on return: the home agency writes them, the participant confirms them or asks for a change."""

from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_intent, on_open, on_postback
from bot.inbound.turn import Turn
from bot.line.event import event_from_json
from bot.line.text_length import shorten, utf16
from bot.outbound.reply import Reply, say, text_message
from bot.postback import AnswerDuties, LeavePlan, WriteDuties
from handlers.conversation import is_fresh, leave_question, tells_others
from handlers.coordination.naming import ask_which, people_meant
from handlers.plans.after_the_end import THEIRS
from handlers.plans.showing import gone, own_card, participant_seen, show_of_others
from handlers.plans.telling import tell_owner, tell_reader
from handlers.plans.values import card_of
from handlers.roles import COORDINATORS, MENTORS, PARTICIPANTS
from models.messaging import inbox
from models.messaging.deliveries import About
from models.people import audit
from models.people.people import Person, Role
from models.plans import duties, plans, words
from models.plans.words import AGREE, CHANGE, PlanQuestion, PlanTopic, Side
from programmes.bangkok import bangkok_day
from services.plans import asking, sides
from services.plans.status import PlanStatus, status_of
from thai.dates import short_day
from thai.intents import INTENTS

WRITE: Final = "plan_duties"  # asks the agency for the duties; data: person
WHY: Final = "plan_duties_why"  # asks the participant what is to be changed; data: number
LONGEST: Final = 1500  # UTF-16 units
SHOWN: Final = 1200


# ── the participant ──


def show_own(turn: Turn) -> Reply:
    """Answer "my duties on return" with the agency's words, to be confirmed from the day on which results are asked."""
    if turn.programme.plan is None:
        return say(turn.text("plan-none-in-programme"), quick_replies=[quick.command(turn.text, "menu")])
    leave_question(turn)
    found = status_of(turn.session, turn.programme, turn.me.id)
    items = [quick.command(turn.text, "my_plan"), quick.command(turn.text, "menu")]
    if found.duties is None or found.plan is None:
        agency = turn.me.agency or turn.text("plan-side-agency")
        return say(turn.text("duties-none", agency=agency), quick_replies=items)
    day = short_day(bangkok_day(found.duties.at), turn.text.language)
    lines = [turn.text("duties-mine", day=day, words=shorten(found.duties.words or "", SHOWN, "utf16"))]
    confirmed = found.duties_word is not None and found.duties_word.said == AGREE
    if confirmed and found.duties_word is not None:
        when = short_day(bangkok_day(found.duties_word.at), turn.text.language)
        lines.append(turn.text("duties-confirmed-on", day=when))
    elif asking.results_open(turn.programme, turn.day):
        lines.append(turn.text("duties-confirm-please"))
        items = [
            quick.choice(turn.text("duties-confirm"), AnswerDuties(found.duties.number, AGREE)),
            quick.choice(turn.text("duties-ask-change"), AnswerDuties(found.duties.number, CHANGE)),
            *items,
        ]
    else:
        first = short_day(turn.programme.plan.results_from, turn.text.language)
        lines.append(turn.text("duties-confirm-from", day=first))
        items = [quick.choice(turn.text("duties-ask-change"), AnswerDuties(found.duties.number, CHANGE)), *items]
    return say("\n".join(lines), quick_replies=items, about=About("plan", found.plan.id))


def answer(turn: Turn, button: AnswerDuties) -> Reply:
    """Take the participant's word on the duties by a tap; on an older wording the present one is shown."""
    found = status_of(turn.session, turn.programme, turn.me.id)
    if found.duties is None or found.duties.number != button.number or button.said not in (AGREE, CHANGE):
        return show_own(turn)
    if button.said == CHANGE:
        version = turn.conversation.ask(WHY, turn.now, number=found.duties.number)
        leave = quick.choice(turn.text("plan-leave"), LeavePlan(yes=False, conversation=version))
        return say(turn.text("duties-why"), quick_replies=[leave])
    if not asking.results_open(turn.programme, turn.day):
        return show_own(turn)
    _say(turn, found, AGREE)
    _tell_agency(turn, "duties-told-confirmed")
    return _with_own_card(turn, turn.text("duties-confirmed"))


def take_reason(turn: Turn) -> Reply:
    """Take the words after "what is to be changed?" and tell who wrote the duties."""
    number = int(turn.conversation.data["number"])
    turn.conversation.close(turn.now)
    found = status_of(turn.session, turn.programme, turn.me.id)
    if turn.says("plan-leave") or (turn.is_command and turn.intent in INTENTS.declines):
        return show_own(turn)
    if found.duties is None or found.duties.number != number:
        return show_own(turn)
    said = turn.event.text or ""
    _say(turn, found, CHANGE, said)
    name = _tell_agency(turn, "duties-told-change", words=shorten(said, SHOWN, "utf16"))
    return _with_own_card(turn, turn.text("duties-change-sent", name=name) if name else turn.text("duties-change-kept"))


def _say(turn: Turn, found: PlanStatus, said: str, own: str | None = None) -> None:
    if found.plan is None or found.duties is None:
        return
    words.say(
        turn.session, found.plan.id, PlanQuestion(PlanTopic.DUTIES, f"{found.duties.number}"), Side.PARTICIPANT,
        by_person_id=turn.me.id, at=turn.now, said=said, words=own,
        message_id=turn.event.message_id if own is not None else None,
    )  # fmt: skip
    _audit(turn, f"plan:duties_{said}", turn.me, found.plan.id, found.duties.number)


def _tell_agency(turn: Turn, key: str, **values: str) -> str | None:
    first = sides.asked_first(turn.session, turn.programme, turn.me, Side.AGENCY, turn.day)
    if first is None:
        return None
    return tell_reader(turn, turn.me, first, key, waits=key == "duties-told-confirmed", name=turn.me.name, **values)


def _with_own_card(turn: Turn, said: str) -> Reply:
    leave_question(turn)
    card = own_card(turn)
    return Reply([text_message(said), *card.messages], card.about)


# ── the home agency ──


def ask(turn: Turn, button: WriteDuties) -> Reply:
    """Ask the agency for somebody's duties, or take the words of the message that named the person."""
    person = _theirs(turn, button.person)
    if person is None:
        return gone(turn)
    if button.inbox is None:
        return ask_for_words(turn, person)
    raw = inbox.raw_of(turn.session, button.inbox, turn.chat.line_user_id)
    event = event_from_json(raw) if raw else None
    said = _words_in(event.text) if event is not None and event.text is not None else None
    if said is None or event is None:
        return ask_for_words(turn, person)
    return _write(turn, person, said, event.message_id)


def ask_for_words(turn: Turn, person: Person) -> Reply:
    version = turn.conversation.ask(WRITE, turn.now, person=person.id)
    leave = quick.choice(turn.text("plan-leave"), LeavePlan(yes=False, conversation=version))
    return say(turn.text("duties-write", name=person.name), quick_replies=[leave])


def take_duties(turn: Turn) -> Reply:
    """Take the words after "which duties?"."""
    person = _theirs(turn, int(turn.conversation.data["person"]))
    if turn.says("plan-leave") or (turn.is_command and turn.intent in INTENTS.declines):
        turn.conversation.close(turn.now)
        items = [quick.command(turn.text, "my_plan"), quick.command(turn.text, "menu")]
        return say(turn.text("plan-not-answered"), quick_replies=items)
    if person is None:
        turn.conversation.close(turn.now)
        return gone(turn)
    return _write(turn, person, turn.event.text or "", turn.event.message_id)


def said_by_coordinator(turn: Turn) -> Reply:
    """Answer "duties of Somchai: …": show what would be written and for whom, or ask for the words."""
    name = turn.understood.slots.person if turn.understood else None
    if name is None or turn.programme.plan is None:
        return show_of_others(turn)
    found = people_meant(turn, name, (Role.PARTICIPANT,))
    if not found:
        leave_question(turn)
        return say(turn.text("person-unknown", name=name))
    return for_person(turn, found[0][0], {}) if len(found) == 1 else ask_which(turn, "duties", found)


def for_person(turn: Turn, person_id: int, _: dict[str, Any]) -> Reply:
    """Ask what is to be written for a person; words that came with the name are shown before they are written."""
    person = _theirs(turn, person_id)
    if person is None:
        return show_of_others(turn)
    said = _words_in(turn.event.text or "")
    if said is None or turn.postback is not None:
        return ask_for_words(turn, person)
    leave_question(turn)
    items = [
        quick.choice(turn.text("duties-write-yes"), WriteDuties(person.id, turn.inbox_id)),
        quick.choice(turn.text("duties-write-other"), WriteDuties(person.id)),
        quick.command(turn.text, "menu"),
    ]
    shown = shorten(said, SHOWN, "utf16")
    return say(turn.text("duties-write-sure", name=person.name, words=shown), quick_replies=items)


def _write(turn: Turn, person: Person, said: str, message_id: str | None) -> Reply:
    if utf16(said) > LONGEST:
        version = turn.conversation.ask(WRITE, turn.now, person=person.id)
        leave = quick.choice(turn.text("plan-leave"), LeavePlan(yes=False, conversation=version))
        return say(turn.text("plan-too-long", most=LONGEST), quick_replies=[leave])
    leave_question(turn)
    plan = plans.ensure(turn.session, person.id, turn.now)
    if duties.is_taken(turn.session, plan, message_id):  # the button stays in the chat, and may be tapped again
        return _with_their_card(turn, person, turn.text("duties-written-already", name=person.name))
    written = duties.write(
        turn.session, plan, said.strip(), message_id=message_id, by_person_id=turn.me.id, at=turn.now
    )
    _audit(turn, "plan:write_duties", person, plan.id, written.number)
    again = "duties-told-again" if written.number > 1 else "duties-told"
    told = tell_owner(turn, plan, again, card=False, words=shorten(said, SHOWN, "utf16"), name=turn.me.name)
    done = turn.text("duties-written" if told else "duties-written-not-told", name=person.name)
    return _with_their_card(turn, person, done)


def _with_their_card(turn: Turn, person: Person, said: str) -> Reply:
    card = card_of(turn, person, status_of(turn.session, turn.programme, person.id), turn.me, turn.text)
    return Reply([text_message(said), *card.messages], card.about)


def _theirs(turn: Turn, person_id: int) -> Person | None:
    """Return a participant in scope for whose agency the speaker may write, or None."""
    person = participant_seen(turn, person_id)
    if person is None:
        return None
    mine = sides.speakers(turn.session, turn.programme, person, Side.AGENCY, turn.day)
    return person if turn.me.id in mine else None


def _words_in(said: str) -> str | None:
    """Return the words behind the first colon or line break of a message, or None."""
    for sign in ("\n", ":"):
        _, found, rest = said.partition(sign)
        if found and rest.strip():
            return rest.strip()
    return None


def _audit(turn: Turn, act: str, person: Person, plan_id: int, number: int) -> None:
    actor = f"person:{turn.me.id}"
    audit.record(turn.session, turn.now, actor, act, person.id, plan=plan_id, number=number)


def _gives_words(turn: Turn) -> bool:
    is_answer = not turn.is_command or turn.intent in INTENTS.declines
    return is_fresh(turn) and is_answer and not tells_others(turn)


routes = [
    on_postback(WriteDuties, COORDINATORS)(ask),
    on_open(WRITE, roles=COORDINATORS, when=_gives_words)(take_duties),
    on_postback(AnswerDuties, PARTICIPANTS)(answer),
    on_open(WHY, roles=PARTICIPANTS, when=_gives_words)(take_reason),
]
commands = [
    on_intent("duties_on_return", roles=COORDINATORS)(said_by_coordinator),
    on_intent("duties_on_return", roles=MENTORS)(show_of_others),
    on_intent("duties_on_return", roles=THEIRS)(show_own),
]
