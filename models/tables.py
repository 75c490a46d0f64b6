"""All tables, imported in one place for those who need the whole schema."""

from models import (  # noqa: F401
    activities,
    audit,
    chats,
    conversations,
    deliveries,
    erasure,
    inbox,
    invites,
    lanes,
    leave,
    media,
    people,
    rates,
    reminders,
    revisions,
    tombstones,
)
from models.base import Base

metadata = Base.metadata
