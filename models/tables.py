"""All tables, imported in one place for those who need the whole schema."""

from models import (  # noqa: F401
    activities,
    answers,
    audit,
    broadcasts,
    chats,
    conversations,
    deliveries,
    downloads,
    entry_details,
    entry_pieces,
    erasure,
    forms,
    inbox,
    invites,
    lanes,
    leave,
    media,
    people,
    push_usage,
    questions,
    rates,
    reminders,
    reviews,
    revisions,
    submissions,
    tombstones,
)
from models.base import Base

metadata = Base.metadata
