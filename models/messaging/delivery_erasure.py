"""Takes messages back that were or would be sent: to a chat, or about what was unsent or erased."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, delete, null, select, update
from sqlalchemy.orm import Session

from models.messaging.deliveries import (
    IS_MULTICAST,
    IS_OPEN,
    IS_UNDELIVERED,
    About,
    Delivery,
    DeliveryState,
    SentMessage,
)


def forget_chat(session: Session, chat_key: str) -> None:
    """Delete all messages that were or would be sent to a chat, because its person was erased."""
    session.execute(delete(Delivery).where(Delivery.chat_key == chat_key))
    _leave_multicasts(session, chat_key, IS_MULTICAST)
    session.execute(delete(SentMessage).where(SentMessage.chat_key == chat_key))


def skip_waiting(session: Session, chat_key: str, at: datetime) -> None:
    """Withdraw what is still to be sent to a chat. A request that is being sent cannot be stopped."""
    unsent = Delivery.state.in_((DeliveryState.DUE, DeliveryState.PARKED))
    skipped = {"state": DeliveryState.SKIPPED, "messages": null(), "reply_token": None, "settled_at": at}
    session.execute(update(Delivery).where(IS_OPEN, Delivery.chat_key == chat_key, unsent).values(skipped))
    _leave_multicasts(session, chat_key, IS_MULTICAST & unsent)


def _leave_multicasts(session: Session, chat_key: str, which: ColumnElement[bool]) -> None:
    """Take a chat out of the recipients of multicasts."""
    for shared in session.scalars(select(Delivery).where(which)):
        if chat_key in (shared.recipients or ()):
            shared.recipients = [key for key in shared.recipients or () if key != chat_key]


def forget_about(session: Session, chat_key: str, about: About) -> None:
    """Delete messages about a subject that was unsent. A request that is being sent cannot be stopped."""
    mine = (Delivery.chat_key == chat_key) & (Delivery.about_kind == about.kind) & (Delivery.about_id == about.id)
    unsaid = (DeliveryState.DUE, DeliveryState.PARKED)
    kept = (DeliveryState.DEAD, DeliveryState.UNCERTAIN)
    nothing = {"messages": None, "body": None}
    session.execute(update(Delivery).where(mine, Delivery.state.in_(kept)).values(nothing))
    skipped = {"state": DeliveryState.SKIPPED} | nothing
    session.execute(update(Delivery).where(mine, Delivery.state.in_(unsaid)).values(skipped))


def forget_everywhere(session: Session, kind: str, ids: Collection[int]) -> None:
    """Delete unsent messages about these subjects in all chats, also in the bodies of failed requests."""
    if not ids:
        return
    nothing = {"messages": None, "body": None}
    about = (Delivery.about_kind == kind) & Delivery.about_id.in_(ids)
    failed = list(session.execute(select(Delivery.id, Delivery.sealed_into).where(IS_UNDELIVERED, about)))
    calls = {delivery_id for row in failed for delivery_id in row if delivery_id is not None}
    session.execute(update(Delivery).where(Delivery.id.in_(calls)).values(nothing))
    unsaid = (DeliveryState.DUE, DeliveryState.PARKED)
    skipped = {"state": DeliveryState.SKIPPED} | nothing
    session.execute(update(Delivery).where(IS_OPEN, about, Delivery.state.in_(unsaid)).values(skipped))


def unsaid_about(session: Session, kind: str) -> set[int]:
    """Return the ids of subjects of a kind in unsent messages or failed requests."""
    found: set[int] = set()
    for which in (IS_OPEN, IS_UNDELIVERED):
        ids = session.scalars(select(Delivery.about_id).where(which, Delivery.about_kind == kind))
        found |= {one for one in ids if one is not None}
    return found
