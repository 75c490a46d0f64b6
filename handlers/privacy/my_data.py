"""Shows a person their stored data, and erases it."""

from datetime import timedelta

from bot.cards.forget_me import ForgetMeCard, forget_me_card
from bot.cards.my_data import MyDataCard, my_data_card
from bot.cards.privacy import PrivacyNotice
from bot.inbound.router import on_intent, on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.erased_notice import tell_mentor
from bot.outbound.reply import Reply, say
from bot.postback import ForgetMe
from handlers.conversation import leave_question
from models.coordination import downloads
from models.coordination.downloads import PERSONAL, ExportRequest
from models.people import audit
from models.privacy import erasure
from programmes.bangkok import bangkok_day
from thai.intents import INTENTS

QUESTION = "forget_me"


def notice_of(turn: Turn) -> PrivacyNotice:
    """Return the privacy notice with the values of the programme file."""
    programme, language = turn.programme, turn.text.language
    return PrivacyNotice(
        version=programme.retention.notice_version,
        owner=programme.body(programme.owner).name(language),
        contact=programme.contact.name(language),
        kept_until=programme.end + timedelta(days=programme.retention.records_days),
    )


def show_my_data(turn: Turn) -> Reply:
    """Show what is stored about the speaker; for a person who has not joined that is the consent."""
    leave_question(turn)
    person, language, kept = turn.person, turn.text.language, kept_of(turn)
    values = MyDataCard(
        notice=notice_of(turn),
        name=person.name if person else None,
        role_name=getattr(turn.programme.roles, turn.role)(language) if turn.role else None,
        agency=person.agency if person else None,
        position=person.position if person else None,
        consented_on=bangkok_day(turn.chat.consent_at) if turn.chat.consent_at else None,
        activities=kept.activities,
        photos=kept.photos,
        pins=kept.pins,
        forms=kept.forms,
        file_url=_file_url(turn),
    )
    return Reply([my_data_card(values, turn.text)])


def _file_url(turn: Turn) -> str | None:
    """Return the page from which the speaker can download all that is kept of them; None for who has not joined, and
    if pages have no address. Whoever has withdrawn their consent gets it too."""
    if turn.person is None or not turn.links.public_url:
        return None
    made, token = downloads.offer(turn.session, turn.person.id, ExportRequest(PERSONAL, "zip"), turn.real_now)
    actor = f"person:{turn.person.id}"
    audit.record(turn.session, turn.now, actor, "offer_download", turn.person.id, download=made.id, kind=PERSONAL)
    return turn.links.page(f"d/{token}")


def kept_of(turn: Turn) -> erasure.KeptData:
    return erasure.what_is_kept(turn.session, turn.person.id) if turn.person else erasure.KeptData(0, 0, 0)


def ask_to_forget(turn: Turn) -> Reply:
    kept = kept_of(turn)
    version = turn.conversation.ask(QUESTION, turn.now)
    return Reply([forget_me_card(ForgetMeCard(kept.activities, kept.photos, version), turn.text)])


def tap_forget(turn: Turn, button: ForgetMe) -> Reply:
    return ask_to_forget(turn) if button.stage == "ask" else answer_to_forget(turn, button)


def answer_to_forget(turn: Turn, button: ForgetMe | None = None) -> Reply:
    """Take the answer. Only the exact words, or the button of the open card, erase anything."""
    if button is not None and (turn.conversation.open != QUESTION or button.conversation != turn.conversation.version):
        return ask_to_forget(turn) if button.stage == "confirm" else say(turn.text("forget-me-kept"))
    confirmed = button.stage == "confirm" if button else turn.says("forget-me-confirm")
    if not confirmed and turn.intent == "confirm":  # "yes" alone may answer something else
        return ask_to_forget(turn)
    turn.conversation.close(turn.now)
    if not confirmed:
        return say(turn.text("forget-me-kept"))
    if turn.person is None:
        erasure.erase_chat(turn.session, turn.chat)
        return say(turn.text("forget-me-done-stranger"))
    tell_mentor(turn.session, turn.programme, turn.texts, turn.person.id, turn.day, turn.real_now)
    erasure.erase(turn.session, turn.person, turn.now, actor=f"person:{turn.person.id}")
    return say(turn.text("forget-me-done"))


def concerns_own_data(turn: Turn) -> bool:
    """Return whether a turn is about one's own data. Everybody may ask for that, also without consent."""
    return isinstance(turn.postback, ForgetMe) or turn.said_intent in ("my_data", "forget_me") or _answers(turn)


def _answers(turn: Turn) -> bool:
    """Return whether words answer the open question. A message about something else is handled as such."""
    if turn.conversation.open != QUESTION or turn.event.text is None:
        return False
    return turn.says("forget-me-confirm", "forget-me-keep") or (turn.is_command and turn.intent in INTENTS.yes_or_no)


routes = [
    on_postback(ForgetMe)(tap_forget),
    on_open(QUESTION, when=_answers)(answer_to_forget),
    on_intent("my_data")(show_my_data),
    on_intent("forget_me")(ask_to_forget),
]
