"""Joining: welcome, consent and invite code, in any order. Nothing is asked twice."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.cards.privacy import PrivacyNotice
from bot.cards.registered import RegisteredCard, registered_card
from bot.cards.stranger import StrangerCard, stranger_card
from bot.cards.welcome import WelcomeCard, welcome_card
from bot.inbound.router import either, on_any, on_event, on_intent, on_label, on_postback, on_typed, on_words
from bot.inbound.turn import Turn
from bot.outbound.former_account import tell_former_account
from bot.outbound.reply import SILENCE, Message, Reply, say, text_message
from bot.postback import Consent, SetLanguage
from handlers.conversation import context, once_an_album
from handlers.messaging.talk import change_language, show_help, show_menu
from handlers.offered import offered
from handlers.people import held_messages
from handlers.plans.after_the_end import follows_up
from handlers.privacy import withdrawing
from handlers.privacy.my_data import concerns_own_data, notice_of
from handlers.raters.rating_in_line import rates_only, stand, standing_message
from handlers.roles import WITHOUT_A_ROLE, coordinates
from models.messaging import chats
from models.people import audit, invites, people
from models.people.people import PersonState, RoleOnDay
from models.reviews import mentoring
from services import access, accounts
from services.access import NotAllowed
from services.calls.progress import answers_for
from thai.call_questions import wants_to_apply
from thai.coordination import read_code
from thai.dates import short_day
from thai.intents import INTENTS
from thai.papers import read_paper
from thai.places import display

NOT_JOINED: Final = (NotAllowed.UNKNOWN, NotAllowed.NO_CONSENT, NotAllowed.OLDER_CONSENT)


def has_consented(turn: Turn) -> bool:
    """Return whether the speaker has agreed to the present notice. A newer notice is asked about again."""
    return turn.chat.consent_version == turn.programme.retention.notice_version


def refusal(turn: Turn) -> NotAllowed | None:
    """Return why the speaker is not allowed, as every other way in finds it."""
    return access.refusal(turn.programme, turn.chat, turn.person, turn.role)


def greet(turn: Turn) -> Reply:
    """Greet a person who has added or unblocked the bot."""
    turn.chat.follows = True
    if turn.person is not None and turn.person.state == PersonState.UNREACHABLE:
        turn.person.state = PersonState.ACTIVE
    if has_consented(turn):
        return show_menu(turn) if turn.person else _ask_for_code(turn)
    return _welcome(turn)


def part(turn: Turn) -> Reply:
    """Handle a block. Nothing can be sent."""
    turn.chat.follows = False
    if turn.person is not None and turn.person.state == PersonState.ACTIVE:
        turn.person.state = PersonState.UNREACHABLE
    return SILENCE


def answer_consent(turn: Turn, button: Consent | None = None) -> Reply:
    """Take the answer to the privacy notice, tapped or typed."""
    version = turn.programme.retention.notice_version
    if button is not None and button.version != version:
        return _welcome(turn)
    if not (button.yes if button else not _refuses(turn)):
        return withdrawing.ask_to_withdraw(turn) if turn.person and has_consented(turn) else _refuse(turn)
    if has_consented(turn):  # the button was tapped twice
        return show_menu(turn) if turn.person else _ask_for_code(turn)
    turn.chat.consent_version, turn.chat.consent_at = version, turn.event.at
    if turn.person is not None:
        turn.person.consent_version, turn.person.consent_at = version, turn.event.at
        if turn.person.state == PersonState.WITHDRAWN:
            turn.person.state = PersonState.ACTIVE
        audit.record(turn.session, turn.now, f"person:{turn.person.id}", "consent", turn.person.id, version=version)
        return say(turn.text("consent-thanks-kept")) if held_messages.handle_held(turn) else show_menu(turn)
    if turn.chat.pending_code is not None:
        return _redeem(turn, turn.chat.pending_code)
    return _ask_for_code(turn)


def _refuse(turn: Turn) -> Reply:
    """Take the refusal of a notice. Who has withdrawn already is told how to consent again."""
    return _say_it_is_withdrawn(turn) if refusal(turn) is NotAllowed.NO_CONSENT else withdrawing.withdraw(turn)


def take_code(turn: Turn) -> Reply:
    """Take an invite code, typed or from a link. Before consent it is stored for later."""
    code = turn.once(_code_hash)
    if code is None and turn.understood is not None and turn.understood.slots.code:  # it has a letter that no code has
        wrong = text_message(turn.text("code-wrong", contact=_contact(turn)))
        return Reply([wrong] if has_consented(turn) else [wrong, _welcome_card(turn)])
    if code is None:
        return _ask_for_code(turn) if has_consented(turn) else _welcome(turn)
    if not has_consented(turn):
        turn.chat.pending_code = code
        return Reply([text_message(turn.text("code-remembered")), _welcome_card(turn)])
    return _redeem(turn, code)


def already_registered(turn: Turn) -> Reply:
    return say(turn.text("already-registered", name=turn.me.name))


def greet_stranger(turn: Turn) -> Reply:
    """Greet a person who is not known yet."""
    if turn.event.type not in ("message", "postback"):
        return SILENCE
    if refusal(turn) is NotAllowed.NO_CONSENT:
        return once_an_album(turn, _say_it_is_withdrawn(turn))
    if turn.person is not None and held_messages.hold_message(turn):
        return once_an_album(turn, Reply([text_message(turn.text("kept-until-consent")), _welcome_card(turn)]))
    held_messages.hold_newcomers_words(turn)
    return once_an_album(turn, _ask_for_code(turn) if has_consented(turn) else _welcome(turn))


def _say_it_is_withdrawn(turn: Turn) -> Reply:
    """Say that nothing is recorded, and show the notice with the way to consent again."""
    return Reply([text_message(turn.text("consent-is-withdrawn")), _welcome_card(turn)])


def say_it_is_over(turn: Turn) -> Reply:
    """Tell a person whose part is over that nothing is recorded any more, and whom to ask."""
    if turn.event.type not in ("message", "postback"):
        return SILENCE
    if rates_only(turn):
        return stand(turn)
    return say(turn.text("part-over", name=turn.me.name, contact=_contact(turn)))


def _redeem(turn: Turn, code: str) -> Reply:
    if not turn.chat.may_try_a_code(turn.now):
        return say(turn.text("code-too-many-tries", contact=_contact(turn)))
    person_id = invites.redeem(turn.session, code, turn.now)
    turn.chat.pending_code = None
    if person_id is None:
        turn.chat.count_wrong_code(turn.now)
        again = turn.chat.wrong_codes > 1
        return say(turn.text("code-wrong-again" if again else "code-wrong", contact=_contact(turn)))
    return _register(turn, person_id)


def _register(turn: Turn, person_id: int) -> Reply:
    """Connect the chat with the person, and separate a chat they had before."""
    person = turn.session.get_one(people.Person, person_id)
    former = chats.of_person(turn.session, person_id)
    if former is not None and former.id != turn.chat.id:
        is_told = chats.to_tell(turn.session, person_id) is not None
        accounts.part_from(turn.session, person, former)
        if is_told:
            tell_former_account(turn.session, turn.texts, former, _contact(turn), turn.real_now)
    chat = turn.chat
    chat.person_id, chat.menu_stale = person.id, True
    person.state = PersonState.ACTIVE
    person.consent_version, person.consent_at = chat.consent_version, chat.consent_at
    person.language = chat.language
    audit.record(turn.session, turn.now, f"person:{person.id}", "register", person.id, chat=chat.id)
    if rates_only(replace(turn, person=person)):
        held_messages.offer_held(turn, None)
        welcome = text_message(turn.text("rater-joined", name=person.name))
        return Reply([welcome, standing_message(replace(turn, person=person))])
    day = turn.day
    stage = turn.programme.stage_on(day) or turn.programme.next_stage(day)
    standing = people.roles_on_day(turn.session, [person.id], day, stage.key if stage else None)[person.id]
    before = held_messages.offer_held(turn, standing.role)
    return Reply([registered_card(_registered(turn, standing), turn.text), *before])


def _registered(turn: Turn, standing: RoleOnDay) -> RegisteredCard:
    person, day, language = standing.person, turn.day, turn.text.language
    phase, stage = turn.programme.phase_on(day), turn.programme.stage_on(day)
    role = standing.role or people.Role.PARTICIPANT
    mentor = None
    if role is people.Role.PARTICIPANT and stage:
        mentor = mentoring.mentor_of(turn.session, stage, person.id, day)
    return RegisteredCard(
        name=person.name,
        role=role.value,
        role_name=getattr(turn.programme.roles, role)(language),
        agency=person.agency,
        position=person.position,
        phase=phase.name(language) if phase else None,
        area=display(standing.area, language) if standing.area else None,
        mentor=mentor.name if mentor else None,
        development=turn.programme.development is not None,
        calls=tuple(_calls(turn, person.id, language)),
        offered=offered(turn),
    )


def _calls(turn: Turn, person_id: int, language: str) -> Iterator[str]:
    """Yield the calls that a person may answer today or later, with their last day."""
    for call in turn.programme.calls:
        if turn.day <= call.closes and answers_for(turn.session, call, person_id, turn.day) is not None:
            yield f"{call.name(language)} ({short_day(call.closes, language)})"


def _ask_for_code(turn: Turn) -> Reply:
    values = StrangerCard(turn.programme.short_name(turn.text.language), _contact(turn))
    return Reply([stranger_card(values, turn.text)])


def _welcome(turn: Turn) -> Reply:
    return Reply([_welcome_card(turn)])


def _welcome_card(turn: Turn) -> Message:
    notice: PrivacyNotice = notice_of(turn)
    name = turn.person.name if turn.person else None
    return welcome_card(WelcomeCard(notice, turn.programme.short_name(turn.text.language), name), turn.text)


def _contact(turn: Turn) -> str:
    """Return whom to ask, with the number to ring if the programme has one."""
    contact = turn.programme.contact
    name = contact.name(turn.text.language)
    return turn.text("contact-to-ring", name=name, phone=contact.phone) if contact.phone else name


def _code_hash(turn: Turn) -> str | None:
    """Return the hash of the code in a message, or None."""
    said = turn.understood.slots.code if turn.understood else None
    return invites.hash_of(said or "") or invites.hash_of(turn.event.text or "")


def _refuses(turn: Turn) -> bool:
    return turn.intent == "deny" or turn.says("consent-no")


def _is_unknown(turn: Turn) -> bool:
    return refusal(turn) in NOT_JOINED


def _answers_notice(turn: Turn) -> bool:
    """Return whether words answer the notice. Who has withdrawn must say that they agree: "yes" may mean anything."""
    clearly = turn.says("consent-yes", "consent-no")
    return not has_consented(turn) and (clearly or refusal(turn) is not NotAllowed.NO_CONSENT)


def _is_stranger(turn: Turn) -> bool:
    return turn.person is None


def _is_stranger_with_code(turn: Turn) -> bool:
    return _is_stranger(turn) and turn.once(_code_hash) is not None


def _is_registered_with_code(turn: Turn) -> bool:
    return not _is_unknown(turn) and turn.once(_code_hash) is not None


def _registers_again(turn: Turn) -> bool:
    return not _is_unknown(turn) and not _wants_codes_of_others(turn) and not _applies(turn)


def _applies(turn: Turn) -> bool:
    """Return whether words ask to apply in a call that is open."""
    is_open = any(call.is_open(turn.day) for call in turn.programme.calls)
    return is_open and wants_to_apply(turn.event.text or "")


def _wants_codes_of_others(turn: Turn) -> bool:
    """Return whether a coordinator asks for another person's new code, or for a sheet with the codes of many."""
    words = turn.event.text
    if words is None or not coordinates(turn):
        return False
    paper = read_paper(words, context(turn))
    return read_code(words, context(turn)) is not None or (paper is not None and paper.kind == "codes")


def _is_strange(turn: Turn) -> bool:
    return _is_unknown(turn) and not _is_ones_right(turn)


def _is_ones_right(turn: Turn) -> bool:
    """Return whether a turn is about one's own data or consent, which concern everybody at any time."""
    return concerns_own_data(turn) or withdrawing.concerns_consent(turn)


def _may_have_help(turn: Turn) -> bool:
    return _is_unknown(turn) and refusal(turn) is not NotAllowed.NO_CONSENT


def _is_over(turn: Turn) -> bool:
    """Return whether the speaker's part is over, or they only rate. Help, menu, language, their own data, and months
    after the programme's end the follow-up of their duties, stay available."""
    little = {"set_language"} if turn.person and rates_only(turn) else INTENTS.after_the_end
    asks_little = turn.said_intent in little or _is_ones_right(turn)
    return refusal(turn) is NotAllowed.OVER and not asks_little and not follows_up(turn)


_answers_consent = either(on_typed(*INTENTS.yes_or_no), on_label("consent-yes", "consent-no"), when=_answers_notice)
routes = [
    on_event("follow")(greet),
    on_event("unfollow")(part),
    on_postback(Consent)(answer_consent),
    _answers_consent(answer_consent),
    on_words(roles=WITHOUT_A_ROLE, when=_is_stranger_with_code)(take_code),
    on_intent("register", roles=WITHOUT_A_ROLE, when=_is_stranger)(take_code),
    on_words(when=_is_registered_with_code)(already_registered),
    on_intent("register", when=_registers_again)(already_registered),
    on_intent("set_language", when=_is_unknown)(change_language),
    on_postback(SetLanguage, when=_is_unknown)(change_language),
    on_intent("help", when=_may_have_help)(show_help),
    on_any(when=_is_strange)(greet_stranger),
    on_any(roles=WITHOUT_A_ROLE, when=_is_over)(say_it_is_over),
]
