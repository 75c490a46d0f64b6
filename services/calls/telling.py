"""Tells a unit's contacts what somebody else has sent or withdrawn for their unit."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from locales.texts import Texts
from models.calls.candidates import CallCandidate
from models.messaging import chats
from programmes.calls import Call
from services.calls.facts import number_said
from services.calls.progress import contacts


def told_to_contacts(
    session: Session, call: Call, one: CallCandidate, what: str, texts: Texts, day: date, *, by_id: int
) -> Iterator[tuple[str, str]]:
    """Yield (LINE user id, words in their language) for each contact of the candidate's unit but who did it."""
    if one.number is None:
        return
    for person in contacts(session, call, [one.unit], day).get(one.unit, []):
        chat = chats.to_tell(session, person.id)
        if chat is None or person.id == by_id:
            continue
        text = texts.in_language(person.language)
        number = number_said(one, call, text)
        yield (
            chat.line_user_id,
            text(f"call-told-{what}", call=call.name(person.language), name=one.name or "", number=number),
        )
