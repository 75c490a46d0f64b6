"""Withdrawing the consent, as easily as it was given: what follows is said first; erasing is another choice."""

from bot.cards import quick_replies as quick
from bot.cards.withdraw_consent import WithdrawConsentCard, withdraw_consent_card
from bot.inbound.router import either, on_command, on_intent, on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import Consent, ForgetMe, WithdrawConsent
from handlers.conversation import leave_question
from handlers.privacy.my_data import kept_of, notice_of
from models.messaging import delivery_erasure
from models.people import audit, web_sessions
from models.people.people import PersonState
from models.reminders import reminders
from models.reminders.reminders import OccurrenceState
from thai.intents import INTENTS

QUESTION = "withdraw_consent"


def ask_to_withdraw(turn: Turn) -> Reply:
    """Say what follows, and ask. Who has not consented is told so, with the way to consent."""
    if turn.chat.consent_version is None:
        leave_question(turn)
        return say(turn.text("withdraw-nothing"), quick_replies=_ways_on(turn))
    notice, kept = notice_of(turn), kept_of(turn)
    version = turn.conversation.ask(QUESTION, turn.now)
    values = WithdrawConsentCard(kept.activities, kept.forms, notice.owner, notice.kept_until, version)
    return Reply([withdraw_consent_card(values, turn.text)])


def tap_withdraw(turn: Turn, button: WithdrawConsent) -> Reply:
    stale = turn.conversation.open != QUESTION or button.conversation != turn.conversation.version
    if button.stage == "keep":
        return _keep(turn)
    return ask_to_withdraw(turn) if button.stage == "ask" or stale else withdraw(turn)


def answer_to_withdraw(turn: Turn) -> Reply:
    """Take the answer in words: yes, or the same words again. "I agree" is a yes to the consent."""
    if turn.says("withdraw-keep", "consent-yes"):
        return _keep(turn)
    wants = turn.says("withdraw-confirm", "consent-no") or turn.intent in ("confirm", "withdraw_consent")
    return withdraw(turn) if wants else _keep(turn)


def withdraw(turn: Turn) -> Reply:
    """Take the consent back. From now on nothing is recorded and nothing is sent until the person agrees again."""
    turn.chat.consent_version, turn.chat.consent_at, turn.chat.pending_code = None, None, None
    turn.conversation.close(turn.now)
    turn.conversation.keep_undated([])
    if turn.person is None:
        return say(turn.text("consent-refused", contact=turn.programme.contact.name(turn.text.language)))
    turn.person.consent_version, turn.person.consent_at = None, None
    turn.person.state = PersonState.WITHDRAWN
    delivery_erasure.skip_waiting(turn.session, turn.chat.line_user_id, turn.real_now)
    reminders.end_of_people(turn.session, [turn.person.id], OccurrenceState.PASSED)
    web_sessions.end_all(turn.session, turn.person.id, turn.real_now)
    audit.record(turn.session, turn.now, f"person:{turn.person.id}", "consent_withdrawn", turn.person.id)
    said = turn.text("consent-withdrawn", contact=turn.programme.contact.name(turn.text.language))
    return say(said, quick_replies=_ways_on(turn))


def _keep(turn: Turn) -> Reply:
    if turn.conversation.open == QUESTION:
        turn.conversation.close(turn.now)
    return say(turn.text("withdraw-kept-consent"), quick_replies=[quick.command(turn.text, "menu")])


def _ways_on(turn: Turn) -> list[dict[str, object]]:
    """Return what stays possible: to consent, to see what is kept, to have it erased."""
    version = turn.programme.retention.notice_version
    return [
        quick.choice(turn.text("consent-yes"), Consent(version, yes=True)),
        quick.command(turn.text, "my_data"),
        quick.choice(turn.text("forget-me-ask"), ForgetMe("ask")),
    ]


def concerns_consent(turn: Turn) -> bool:
    """Return whether a turn is about withdrawing the consent. Everybody may, at any time."""
    return isinstance(turn.postback, WithdrawConsent) or turn.said_intent == "withdraw_consent" or _answers(turn)


def _answers(turn: Turn) -> bool:
    """Return whether words answer the open question. A message about something else is handled as such."""
    if turn.conversation.open != QUESTION or turn.event.text is None:
        return False
    return turn.says("withdraw-confirm", "withdraw-keep", "consent-no", "consent-yes") or (
        turn.is_command and turn.intent in INTENTS.yes_or_no | {"withdraw_consent"}
    )


exits = [  # at any time, also in the middle of a form
    on_postback(WithdrawConsent)(tap_withdraw),
    on_open(QUESTION, when=_answers)(answer_to_withdraw),
    on_command("withdraw_consent")(ask_to_withdraw),
]
routes = [either(on_intent("withdraw_consent"), on_label("consent-no"))(ask_to_withdraw)]
