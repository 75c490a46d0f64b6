"""People are told once that a message could not be handled; waiting events are read in their order from an index."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_NEW = sa.text("state = 'new'")


def upgrade() -> None:
    with op.batch_alter_table("inbox_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told_at", models.storage.base.UtcInstant(timezone=True), nullable=True))
        batch_op.drop_index("ix_inbox_event_new")
        batch_op.create_index(
            "ix_inbox_event_new", ["chat_key", "at", "id"], unique=False, sqlite_where=_NEW, postgresql_where=_NEW
        )
    op.execute("UPDATE inbox_event SET told_at = done_at WHERE state = 'parked'")
