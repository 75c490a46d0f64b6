"""Tells the people of a plan what the others said: its owner, the mentor, the home agency."""

from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, text_message
from handlers.plans.values import card_of
from locales.texts import Text
from models.messaging import chats
from models.messaging.deliveries import About
from models.people import people
from models.people.people import Person
from models.plans.plans import Plan
from models.plans.words import Side
from services.plans import sides
from services.plans.status import status_of


def tell_owner(
    turn: Turn, plan: Plan, key: str, *, waits: bool = False, card: bool = True, **values: str | int
) -> bool:
    """Tell a plan's owner something, with the card; `waits`: it goes along with the next reply. Return False if they
    may not be told; they will see it in their plan."""
    owner = people.by_ids(turn.session, [plan.person_id])[plan.person_id]
    chat = chats.to_tell(turn.session, owner.id)
    if chat is None:
        return False
    text = turn.texts.in_language(owner.language)
    messages = [text_message(text(key, **values))]
    if card:
        found = status_of(turn.session, turn.programme, owner.id)
        messages += card_of(turn, owner, found, owner, text).messages
    turn.tell(chat.line_user_id, Reply(messages, About("plan", plan.id), piggyback=waits))
    return True


def tell_side(
    turn: Turn, owner: Person, side: Side, key: str, *, waits: bool = False, **values: str | int
) -> str | None:
    """Tell the first of a side who is on LINE something about a plan, with its card. Return their name, or None."""
    asked = sides.asked_first(turn.session, turn.programme, owner, side, turn.day)
    return tell_reader(turn, owner, asked, key, waits=waits, **values) if asked is not None else None


def tell_reader(
    turn: Turn, owner: Person, reader_id: int, key: str, *, waits: bool = False, **values: str | int
) -> str | None:
    """Tell somebody something about a plan, with its card in their language. Return their name, or None."""
    reader = people.by_ids(turn.session, [reader_id]).get(reader_id)
    chat = chats.to_tell(turn.session, reader_id)
    if reader is None or chat is None:
        return None
    text: Text = turn.texts.in_language(reader.language)
    found = status_of(turn.session, turn.programme, owner.id)
    card = card_of(turn, owner, found, reader, text)
    said = text_message(text(key, **values))
    turn.tell(chat.line_user_id, Reply([said, *card.messages], card.about, piggyback=waits))
    return reader.name
