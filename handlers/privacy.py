"""My data: what is kept of me, and having it erased."""

from datetime import timedelta

from bot.cards.forget_me import ForgetMeCard, forget_me_card
from bot.cards.my_data import MyDataCard, my_data_card
from bot.cards.privacy import Notice
from bot.clock import bangkok_day
from bot.postback import ForgetMe
from bot.reply import Reply, say
from bot.router import Turn, on, on_intent, on_open
from models import erasure

QUESTION = "forget_me"


def notice_of(turn: Turn) -> Notice:
    """The privacy notice as the programme's file words it."""
    programme, language = turn.programme, turn.text.language
    return Notice(
        version=programme.retention.notice_version,
        owner=programme.body(programme.owner).name(language),
        contact=programme.contact.name(language),
        kept_until=programme.end + timedelta(days=programme.retention.records_days),
    )


def show_my_data(turn: Turn) -> Reply:
    person, language = turn.me, turn.text.language
    kept = erasure.what_is_kept(turn.session, person.id)
    values = MyDataCard(
        notice=notice_of(turn),
        name=person.name,
        role_name=getattr(turn.programme.roles, turn.role)(language) if turn.role else None,
        agency=person.agency,
        position=person.position,
        consented_on=bangkok_day(person.consent_at) if person.consent_at else None,
        activities=kept.activities,
        photos=kept.photos,
        pins=kept.pins,
    )
    return Reply([my_data_card(values, turn.text)])


def ask_to_forget(turn: Turn) -> Reply:
    kept = erasure.what_is_kept(turn.session, turn.me.id)
    version = turn.conversation.ask(QUESTION, turn.now)
    return Reply([forget_me_card(ForgetMeCard(kept.activities, kept.photos, version), turn.text)])


def answer_to_forget(turn: Turn) -> Reply:
    """Only the clear words, or the button of the card that is open, erase anything."""
    button = turn.postback if isinstance(turn.postback, ForgetMe) else None
    if button is not None and (turn.conversation.open != QUESTION or button.conversation != turn.conversation.version):
        return ask_to_forget(turn) if button.stage == "confirm" else say(turn.text("forget-me-kept"))
    confirmed = button.stage == "confirm" if button else turn.says("forget-me-confirm")
    turn.conversation.close(turn.now)
    if not confirmed:
        return say(turn.text("forget-me-kept"))
    erasure.erase(turn.session, turn.me, turn.now, actor=f"person:{turn.me.id}")
    return say(turn.text("forget-me-done"))


routes = [
    on(lambda turn: isinstance(turn.postback, ForgetMe) and turn.postback.stage == "ask")(ask_to_forget),
    on(lambda turn: isinstance(turn.postback, ForgetMe))(answer_to_forget),
    on_open(QUESTION)(answer_to_forget),
    on_intent("my_data")(show_my_data),
    on_intent("forget_me")(ask_to_forget),
]
