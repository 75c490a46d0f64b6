"""Imports all tables, for code that needs the whole schema."""

from models.activities import activities, details, entry_counts, entry_words, media, pieces, revisions  # noqa: F401
from models.calls import candidates  # noqa: F401
from models.coordination import broadcasts, downloads, feeds, follow_ups, read_summaries  # noqa: F401
from models.development import revisions as development_revisions  # noqa: F401
from models.development import trainings  # noqa: F401
from models.evaluations import raters, ratings, rounds, shown_entries, snapshots  # noqa: F401
from models.forms import answers, forms, submissions, uploads  # noqa: F401
from models.messaging import (  # noqa: F401
    chat_queues,
    chats,
    conversations,
    deliveries,
    inbox,
    push_usage,
    rates,
)
from models.people import audit, certificates, imports, invites, leave, people, web_sessions  # noqa: F401
from models.plans import duties, goals, plans, words  # noqa: F401
from models.privacy import erasure, unsend_markers, viewings  # noqa: F401
from models.reminders import rehearsals, reminders  # noqa: F401
from models.reviews import questions, reviews, terms  # noqa: F401
from models.selections import marks  # noqa: F401
from models.storage import backups, shared_time  # noqa: F401
from models.storage.base import Base
from models.units import forums as unit_forums  # noqa: F401
from models.units import nominations as seat_nominations  # noqa: F401
from models.units import plans as unit_plans  # noqa: F401
from models.units import steps as unit_steps  # noqa: F401

metadata = Base.metadata
